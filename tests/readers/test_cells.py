"""Days as people type them into cells: sure, or a question with its readings."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs.readers.cells import Unclear, read_day, read_status

NEAR = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("typed", "day"),
    few_of(
        [
            ("Mon 11/30/26", date(2026, 11, 30)),
            ("Fri 12/11/2026", date(2026, 12, 11)),  # 12 November is a Thursday
            ("Thu, 12/11/2026", date(2026, 11, 12)),
            ("Mo 4.1.2027", date(2027, 1, 4)),
            ("ven. 18/12/2026", date(2026, 12, 18)),
        ],
        3,
    ),
)
def test_a_weekday_settles_which_of_two_days_a_number_is(typed, day):
    assert read_day(typed, near=NEAR) == day


@pytest.mark.parametrize(
    "typed",
    few_of(
        [
            "bis 18.12.2026",
            "spätestens am 18. Dezember 2026",
            "by Dec 18 2026",
            "au plus tard le 18 décembre",
            "2026/12/18（金）",
            "18.12.2026 (Fr)",
            "18 Aralık 2026 Cuma",
            "18 grudnia 2026",
            "令和8年12月18日",
            "R8.12.18",
        ],
        3,
    ),
)
def test_what_stands_around_a_day_is_taken_off(typed):
    assert read_day(typed, near=NEAR) == date(2026, 12, 18)


@pytest.mark.parametrize("typed", few_of(["bis bald", "by then", "until 12", "R8", "before Christmas"], 3))
def test_a_word_before_no_day_makes_none(typed):
    assert isinstance(read_day(typed, near=NEAR), Unclear)


@pytest.mark.parametrize(
    ("typed", "readings"),
    few_of(
        [
            ("Thu 12/3/26", {date(2026, 3, 12), date(2026, 12, 3)}),  # both are Thursdays
            ("Wed 12/3/2026", {date(2026, 3, 12), date(2026, 12, 3)}),  # neither is a Wednesday
            ("Wed 12/18/2026", {date(2026, 12, 18)}),
            ("Someday 12/18/2026", set()),
            ("Mon 13/13/2026", set()),
        ],
        3,
    ),
)
def test_where_it_does_not_it_stays_a_question(typed, readings):
    found = read_day(typed, near=NEAR)
    assert isinstance(found, Unclear)
    assert set(found.readings) == readings
    assert typed in found.why


@pytest.mark.parametrize("sign", few_of(["", "✓ ", "✔️ ", "✅ ", "☑ ", "● ", "★", "🟢 ", "→ "], 3))
@pytest.mark.parametrize(("said", "status"), [("Done", "done"), ("In progress", "in progress"), ("Blocked", "blocked")])
def test_a_sign_before_a_status_changes_nothing(sign, said, status):
    assert read_status(f"{sign}{said}", {}) == status


@pytest.mark.parametrize("said", few_of(["(not) done", "≠ done", "? done", "<done>", "not done yet, really"], 3))
def test_what_takes_a_status_back_is_none(said):
    assert read_status(said, {}) is None
