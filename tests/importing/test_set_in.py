"""What stands set in below another row or point: parts of a phase in a CSV, and boxes that are ticked in part."""

from datetime import date

import pytest

from mapdocs import import_file
from mapdocs.importing.api import ImportOptions

OPTIONS = ImportOptions(buyer="Alder Clinics", champion="Mona Frey", seller="Quill", owner="Ben Okoye")


def rows_of(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = import_file(tmp_path / name, tmp_path, today=date(2026, 11, 25), options=OPTIONS)
    assert result.balance.lost == 0
    return result.taken[0].draft.rows, "\n".join(result.notes)


SHEET = """Primary Column,Assigned To,Start Date,End Date,Status
Wards,,2026-11-30,2026-12-18,
{0}Cables laid,Mona Frey,2026-11-30,2026-12-04,Complete

{0}Beds counted,Ben Okoye,2026-12-07,2026-12-18,
Labs,,2027-01-04,2027-01-29,
{0}Fridges moved,Mona Frey,2027-01-04,2027-01-29,
"""


@pytest.mark.parametrize("blanks", ["    ", "  ", "\t\t"])
def test_rows_over_others_that_are_set_in_are_their_phases(blanks, tmp_path):
    rows, notes = rows_of(tmp_path, "plan.csv", SHEET.format(blanks))
    assert [(row.phase, row.milestone) for row in rows] == [
        ("Wards", "Cables laid"),
        ("", "Beds counted"),
        ("Labs", "Fridges moved"),
    ]
    assert "row 2 sums up the rows below it and became their phase: Wards" in notes


@pytest.mark.parametrize(
    "text",
    [
        SHEET.format(""),
        "Step,Owner,Due\nWards,,2026-12-04\n  Beds,Mona Frey,2026-12-11\nLabs,Ben Okoye,2026-12-18\n",
        "Step, Owner, Due\nWards, Mona Frey, 2026-12-04\nBeds, Mona Frey, 2026-12-11\n",
    ],
    ids=["nothing is set in", "one row by mistake", "a blank behind each comma"],
)
def test_other_blanks_make_no_phase(text, tmp_path):
    rows, notes = rows_of(tmp_path, "plan.csv", text)
    assert rows[0].milestone == "Wards"
    assert "became their phase" not in notes


def test_a_row_over_others_that_has_an_owner_stays_a_step(tmp_path):
    rows, _ = rows_of(tmp_path, "plan.csv", SHEET.format("  ").replace("Wards,,", "Wards,Mona Frey,"))
    assert [row.milestone for row in rows][:2] == ["Wards", "Cables laid"]


def test_boxes_that_are_neither_empty_nor_ticked(tmp_path):
    text = """- [x] Cables - Mona Frey - 2026-11-20
- [~] Beds - Mona Frey - 2026-12-04
- [/] Lamps - Ben Okoye - 2026-12-11
- [-] Fax line - Ben Okoye - 2026-12-18
- [-] Labs - Mona Frey - 2027-01-15
  - [x] Fridges
  - [ ] Benches
"""
    rows, _ = rows_of(tmp_path, "list.md", text)
    found = [(row.milestone, row.status) for row in rows]
    assert found == [
        ("Cables", "done"),
        ("Beds", "in progress"),
        ("Lamps", "in progress"),
        ("Fax line", "cancelled"),
        ("Labs", "in progress"),
    ]
