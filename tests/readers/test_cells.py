"""Days as people type them into cells: sure, or a question with its readings."""

from datetime import date

import pytest

from mapdocs.readers.cells import Unclear, read_day

NEAR = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Mon 11/30/26", date(2026, 11, 30)),
        ("Fri 12/11/2026", date(2026, 12, 11)),  # 12 November is a Thursday
        ("Thu, 12/11/2026", date(2026, 11, 12)),
        ("Mo 4.1.2027", date(2027, 1, 4)),
        ("ven. 18/12/2026", date(2026, 12, 18)),
    ],
)
def test_a_weekday_settles_which_of_two_days_a_number_is(typed, day):
    assert read_day(typed, near=NEAR) == day


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("Thu 12/3/26", {date(2026, 3, 12), date(2026, 12, 3)}),  # both are Thursdays
        ("Wed 12/3/2026", {date(2026, 3, 12), date(2026, 12, 3)}),  # neither is a Wednesday
        ("Wed 12/18/2026", {date(2026, 12, 18)}),
        ("Someday 12/18/2026", set()),
        ("Mon 13/13/2026", set()),
    ],
)
def test_where_it_does_not_it_stays_a_question(typed, readings):
    found = read_day(typed, near=NEAR)
    assert isinstance(found, Unclear)
    assert set(found.readings) == readings
    assert typed in found.why
