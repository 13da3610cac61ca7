"""Dates that hang on other dates: how they are written, what they come to, and chains that lead nowhere."""

from datetime import date

import pytest

from mapdocs.dates.relative import RelativeDate, parse, resolve_all
from mapdocs.dates.working_days import WorkingDays, of_country

WEEK = WorkingDays()
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 day after legal", "1 day after legal"),
        ("2 days after legal", "2 days after legal"),
        (" 10  Business Days BEFORE go_live ", "10 working days before go_live"),
        ("3 calendar days after the review", "3 days after the review"),
        ("1 week before go_live", "1 week before go_live"),
        ("9999 days after x", "9999 days after x"),
        ("0 days after x", "0 days after x"),
    ],
)
def test_what_is_read_is_said_back(text, said):
    assert str(parse(text)) == said
    assert parse(said) == parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-27",
        "10000 days after x",
        "-1 days after x",
        "days after x",
        "2 months after x",
        "2 days after ",
        "2 days x",
    ],
)
def test_what_is_no_relative_date(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "anchor", "day"),
    [
        ("0 working days after x", FRIDAY, FRIDAY),
        ("1 working day after x", FRIDAY, date(2026, 11, 30)),
        ("1 day after x", FRIDAY, date(2026, 11, 28)),
        ("1 working day before x", date(2026, 11, 30), FRIDAY),
        ("1 week before x", date(2027, 1, 1), date(2026, 12, 25)),
        ("1 day after x", date(2028, 2, 28), date(2028, 2, 29)),
        ("1 day after x", date(2027, 2, 28), date(2027, 3, 1)),
    ],
)
def test_what_a_date_comes_to(text, anchor, day):
    assert parse(text).resolve(anchor, WEEK) == day


def test_a_holiday_is_no_working_day():
    one = RelativeDate(1, "working day", True, "x")
    assert one.resolve(date(2026, 11, 25), WEEK) == date(2026, 11, 26)
    assert one.resolve(date(2026, 11, 25), of_country("US")) == FRIDAY


@pytest.mark.parametrize(("last", "kept"), [(date(9999, 12, 30), True), (date(9999, 12, 31), False)])
def test_the_calendar_ends(last, kept):
    found = resolve_all({"a": parse("1 day after x")}, {"x": last}, WEEK)
    assert ("a" in found.dates) is kept
    assert dict(found.dangling) == ({} if kept else {"a": "x"})


def test_chains_of_any_length_in_any_order():
    wanted = {f"step{n}": parse(f"1 day after step{n - 1}") for n in range(400, 0, -1)}
    found = resolve_all({**wanted, "step0": FRIDAY, "free": None}, {}, WEEK)
    assert len(found.dates) == 401
    assert (found.dates["step400"] - FRIDAY).days == 400
    assert not found.circles
    assert not found.dangling


def test_circles_and_what_hangs_on_them():
    wanted = {
        "a": parse("1 day after b"),
        "b": parse("1 day after a"),
        "c": parse("1 day after a"),
        "d": parse("1 day after d"),
    }
    found = resolve_all({**wanted, "e": FRIDAY}, {}, WEEK)
    assert found.circles == {"a", "b", "c", "d"}
    assert dict(found.dates) == {"e": FRIDAY}


def test_what_hangs_on_nothing():
    wanted = {
        "a": parse("1 day after nobody"),
        "b": parse("1 day after a"),
        "c": parse("1 day after blank"),
        "blank": None,
    }
    found = resolve_all(wanted, {"go_live": FRIDAY}, WEEK)
    assert dict(found.dangling) == {"a": "nobody", "b": "a", "c": "blank"}
    assert dict(found.dates) == {}
