"""Relative target dates: "10 working days after legal", "5 working days before go_live"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mapdocs.dates.working_days import WorkingDays

Unit = Literal["working day", "day", "week"]

_FORM = re.compile(
    r"(?P<count>\d{1,4})\s+(?P<unit>(?:working|business)\s+days?|(?:calendar\s+)?days?|weeks?)\s+"
    r"(?P<side>after|before)\s+(?P<anchor>\S.*?)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date that hangs on another: ``amount`` units after (or before) the date of ``anchor``.

    ``anchor`` is a row's id, ``go_live`` or ``review``.
    """

    amount: int
    unit: Unit
    after: bool
    anchor: str

    def __str__(self) -> str:
        plural = "" if self.amount == 1 else "s"
        return f"{self.amount} {self.unit}{plural} {'after' if self.after else 'before'} {self.anchor}"

    @property
    def working_days(self) -> int:
        """How many working days lie between, holidays aside."""
        if self.unit == "working day":
            return self.amount
        return self.amount * 5 if self.unit == "week" else round(self.amount * 5 / 7)

    def resolve(self, anchor: date, calendar: WorkingDays) -> date:
        """The date itself, given its anchor's.

        Raises:
            OverflowError: the outcome lies outside the years 1 to 9999.
        """
        count = self.amount if self.after else -self.amount
        if self.unit == "working day":
            return calendar.shift(anchor, count)
        return anchor + timedelta(weeks=count) if self.unit == "week" else anchor + timedelta(days=count)


def parse(text: str) -> RelativeDate | None:
    """The relative date that ``text`` states, or None where it states none."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    words = match["unit"].lower()
    unit: Unit = "working day" if words.startswith(("work", "bus")) else "week" if "week" in words else "day"
    return RelativeDate(int(match["count"]), unit, match["side"].lower() == "after", match["anchor"])


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of resolving: plain ``dates`` by id, ids in a circle (or behind one), ids whose anchor is unknown or undated."""

    dates: Mapping[str, date]
    circles: frozenset[str]
    dangling: Mapping[str, str]


def resolve_all(
    wanted: Mapping[str, date | RelativeDate | None], anchors: Mapping[str, date], calendar: WorkingDays
) -> Resolution:
    """Turn every relative date into a plain one, following chains of any length.

    ``wanted`` maps row ids to their dates as written, ``anchors`` the other names that a date may hang on.
    """
    dates: dict[str, date] = {**anchors, **{k: v for k, v in wanted.items() if isinstance(v, date)}}
    pending = {k: v for k, v in wanted.items() if isinstance(v, RelativeDate)}
    dangling: dict[str, str] = {}
    while pending:
        ready = [k for k, v in pending.items() if v.anchor in dates]
        for key in ready:
            rule = pending.pop(key)
            try:
                dates[key] = rule.resolve(dates[rule.anchor], calendar)
            except OverflowError:
                dangling[key] = rule.anchor
        lost = [k for k, v in pending.items() if v.anchor not in pending and v.anchor not in dates]
        dangling.update((k, pending.pop(k).anchor) for k in lost)
        if not ready and not lost:
            break
    return Resolution({k: dates[k] for k in wanted if k in dates}, frozenset(pending), dangling)
