"""Rosters as personnel systems export them: the name in two columns."""

from decimal import Decimal

import pytest

from mapdocs.training.roster import read_roster

FIELD = "First Name,Last Name,Work Email,Manager,Region\nJo,Lind,jo.lind@fabrikam.example,Rita Gomez,EMEA\nZoë,Brandt,z@fabrikam.example,Rita Gomez,DACH\n"


def test_first_and_last_name_are_joined():
    read = read_roster(FIELD.encode(), Decimal(15000))
    assert [sheet.rep for sheet in read.sheets] == ["Jo Lind", "Zoë Brandt"]
    assert read.ignored == ("Manager", "Region")
    assert read.problems == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Surname;Given name;ACV\nLind;Jo;5000\n", ["Jo Lind"]),
        ("Vorname;Nachname\nJürgen;Weiß\n", ["Jürgen Weiß"]),
        ("Name,First Name,Last Name\nJo Lind,J,L\n", ["Jo Lind"]),
        ("first_name,last_name\nJo,\n", ["Jo"]),
        ("First Name,Region\nJo,EMEA\n", []),
    ],
)
def test_a_name_in_one_column_goes_before_and_half_a_name_is_none(text, names):
    read = read_roster(text.encode(), Decimal(15000))
    assert [sheet.rep for sheet in read.sheets] == names
    assert bool(read.problems) == (not names)
