"""The seller's fiscal periods: quarters or years that start on the first of a month.

Retail calendars of 52 weeks (4-4-5 and its kin) are not covered; a company that keeps one sets
``fiscal_period: year`` or marks rows at risk by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PeriodKind = Literal["quarter", "year"]


@dataclass(frozen=True, slots=True)
class Period:
    """A fiscal period; ``first`` and ``last`` both belong to it."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_of(day: date, start_month: int = 1, kind: PeriodKind = "quarter") -> Period:
    """The fiscal quarter or year that holds ``day``, for a fiscal year that starts on the 1st of ``start_month``.

    Raises:
        ValueError: ``start_month`` is not 1 to 12, or the period leaves the calendar's years.
    """
    if not 1 <= start_month <= 12:
        raise ValueError(f"a fiscal year starts in a month from 1 to 12, not {start_month}")
    months = 3 if kind == "quarter" else 12
    into_period = (day.month - start_month) % months
    first = _months_later(day.replace(day=1), -into_period)
    return Period(first, _months_later(first, months) - timedelta(1))


def _months_later(first_of_month: date, months: int) -> date:
    count = first_of_month.year * 12 + first_of_month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
