"""Fiscal periods, their first and last days."""

from datetime import date, timedelta

import pytest

from mapdocs.dates.fiscal import period_of


@pytest.mark.parametrize(
    ("day", "start", "kind", "first", "last"),
    [
        (date(2028, 2, 29), 1, "quarter", date(2028, 1, 1), date(2028, 3, 31)),
        (date(2028, 2, 29), 12, "quarter", date(2027, 12, 1), date(2028, 2, 29)),
        (date(2027, 2, 28), 12, "quarter", date(2026, 12, 1), date(2027, 2, 28)),
        (date(2026, 1, 31), 2, "year", date(2025, 2, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), 2, "year", date(2026, 2, 1), date(2027, 1, 31)),
        (date(2026, 11, 23), 9, "quarter", date(2026, 9, 1), date(2026, 11, 30)),
    ],
)
def test_fiscal_periods(day, start, kind, first, last):
    period = period_of(day, start, kind)
    assert (period.first, period.last) == (first, last)
    assert period.holds(first)
    assert period.holds(last)
    assert not period.holds(last + timedelta(1))
