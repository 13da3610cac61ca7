"""Working days: counting them, moving along them, naming why a day is none.

Which days a country works on is asked of the ``holidays`` library. Counting and moving are ours: the library's need it
loaded where no country is named, move on from a day off by 0, and take seconds for a year that is a slip of the finger.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

WEEKEND = frozenset({5, 6})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FAR = 3660  # days


class Country(Protocol):
    """What is asked of the ``holidays`` library's calendar of a country; it works out a year when it is asked for it."""

    weekend: set[int]

    def get(self, day: date, /) -> str | None:
        """The name of the holiday on ``day``."""

    def is_working_day(self, day: date, /) -> bool:
        """Whether people work on ``day``: also on a Saturday that makes up for a holiday, as in China."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which a country works; Monday to Friday where there is none."""

    country: Country | None = None

    @property
    def weekend(self) -> frozenset[int]:
        """The weekdays off, as they are today; Monday is 0."""
        return WEEKEND if self.country is None else frozenset(self.country.weekend)

    def day_off(self, day: date) -> str | None:
        """Why ``day`` is no working day: the holiday's name or the weekday's, or None where it is one."""
        if self.is_working_day(day):
            return None
        return (self.country and self.country.get(day)) or _WEEKDAYS[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        return day.weekday() not in WEEKEND if self.country is None else self.country.is_working_day(day)

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
            return WorkingDays(holidays.country_holidays(code.upper(), language="en_US"))
    except NotImplementedError as problem:
        raise KeyError(code) from problem
