"""Working days, ours beside those of the holidays library."""

import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import examples
from mapdocs.dates.working_days import WorkingDays, of_country
from pace import Pace

COUNTRIES = st.sampled_from(["US", "DE", "JP", "SA", "AE", "CN", "HU"])
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_weekends_differ_by_country():
    assert of_country("AE").is_working_day(date(2026, 11, 27))
    assert not of_country("SA").is_working_day(date(2026, 11, 27))


def test_working_days_there_and_back():
    week = WorkingDays()
    friday = date(2026, 11, 27)
    assert week.shift(friday, 1) == date(2026, 11, 30)
    assert week.shift(date(2026, 11, 30), -1) == friday
    assert week.between(friday, date(2026, 11, 30)) == 1
    assert week.between(date(2026, 11, 30), friday) == -1
    assert week.shift(friday, 0) == friday


def library(country):
    return holidays.country_holidays(country, language="en_US")


@settings(max_examples=examples(60), deadline=None)
@given(COUNTRIES, DAYS, st.integers(0, 400))
def test_days_are_counted_as_the_library_counts_them(country, start, length):
    """The library counts both ends, ours leaves the first out: the time that a step has from a day on."""
    end = start + timedelta(length)
    expected = library(country).get_working_days_count(start + timedelta(1), end) if length else 0
    assert of_country(country).between(start, end) == expected
    assert of_country(country).between(end, start) == -expected


@settings(max_examples=examples(60), deadline=None)
@given(COUNTRIES, DAYS, st.integers(1, 60), st.sampled_from([1, -1]))
def test_days_are_moved_as_the_library_moves_them(country, start, count, sign):
    assert of_country(country).shift(start, sign * count) == library(country).get_nth_working_day(start, sign * count)


@pytest.mark.parametrize(
    ("country", "day", "why"),
    [
        ("CN", date(2025, 9, 28), None),  # a Sunday that makes up for the holidays after it
        ("HU", date(2024, 8, 3), None),  # a Saturday of that kind
        ("CN", date(2025, 9, 27), "Saturday"),
        ("AE", date(2021, 5, 7), "Friday"),  # the weekend was Friday and Saturday until 2022
        ("AE", date(2022, 5, 6), None),
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        (None, date(2026, 11, 28), "Saturday"),
    ],
)
def test_why_a_day_is_off(country, day, why):
    assert of_country(country).day_off(day) == why
    assert of_country(country).is_working_day(day) is (why is None)


def test_where_ours_stays_the_library_differs():
    saturday = date(2026, 11, 28)
    assert of_country("US").shift(saturday, 0) == saturday
    assert library("US").get_nth_working_day(saturday, 0) != saturday
    with pytest.raises(OverflowError):
        of_country("US").shift(date(9999, 12, 30), 20)
    with Pace() as pace:
        assert of_country("US").between(date(1900, 1, 1), date(2999, 1, 1)) > 280_000
    assert pace.within(0.1), pace.computed


def test_no_country_needs_no_library():
    code = (
        "import sys; from datetime import date; from mapdocs.dates.working_days import of_country;"
        "print(of_country(None).shift(date(2026, 11, 27), 1), 'holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2026-11-30", "False"]
