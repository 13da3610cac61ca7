"""Working days: counting them, moving along them, naming why a day is none."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6
_FAR = 3660  # days


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which a country works.

    ``weekend`` holds weekday numbers (Monday is 0); ``holidays`` maps a day to its name and may compute itself
    on look-up, as the objects of the ``holidays`` library do.
    """

    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    holidays: Mapping[date, str] = field(default_factory=dict)

    def day_off(self, day: date) -> str | None:
        """Why ``day`` is no working day: the holiday's name or the weekday's, or None where it is one."""
        name = self.holidays.get(day) if self.holidays is not None else None
        if name:
            return str(name)
        if day.weekday() in self.weekend:
            return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]
        return None

    def is_working_day(self, day: date) -> bool:
        return self.day_off(day) is None

    def between(self, start: date, end: date) -> int:
        """How many working days lie after ``start`` up to and with ``end``; negative where ``end`` is earlier."""
        if end < start:
            return -self.between(end, start)
        days = (end - start).days
        if days > _FAR:
            # Nobody counts holidays over decades, and a slip of the finger must not cost seconds.
            return days * (7 - len(self.weekend)) // 7
        return sum(self.is_working_day(start + timedelta(n)) for n in range(1, days + 1))

    def shift(self, start: date, days: int) -> date:
        """The working day ``days`` working days after ``start`` (before it where negative; 0 gives ``start``).

        Raises:
            OverflowError: the outcome lies outside the years 1 to 9999.
        """
        step = timedelta(1 if days > 0 else -1)
        day, left = start, abs(days)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def on_or_before(self, day: date) -> date:
        """``day`` itself where it is a working day, else the last working day before it."""
        while not self.is_working_day(day):
            day -= timedelta(1)
        return day


EVERY_WEEK = WorkingDays()


@lru_cache(maxsize=8)
def of_country(code: str | None) -> WorkingDays:
    """The working days of an ISO 3166 country, or Monday to Friday without holidays for None.

    Raises:
        KeyError: no holidays are known for the code.
    """
    if code is None:
        return EVERY_WEEK
    import holidays  # 60 ms that only those pay who name a country

    try:
        # language="en_US" keeps the messages in one language; countries that lack it fall back to their own.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            days = holidays.country_holidays(code.upper(), language="en_US")
    except NotImplementedError as problem:
        raise KeyError(code) from problem
    return WorkingDays(frozenset(days.weekend), days)
