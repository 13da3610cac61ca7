"""A note in a step's own cell that speaks of columns or rows of an export, a report or another sheet: it keeps nothing of the plan."""

import pytest
from field import buyer_text, of_text

from helpers import few_of


def plan(note, folder):
    return of_text(
        f'Step,Juniper Foods,Fabrikam,Due,Notes\nLabels printed,Dana Reyes,Sam Ortiz,2026-12-02,"{note}"\n'
        "Scale set up,Dana Reyes,,2026-12-09,\nStore opened,Dana Reyes,Sam Ortiz,2026-12-16,\nTills closed,Dana Reyes,Sam Ortiz,2026-12-18,\n",
        folder,
    )


@pytest.mark.parametrize(
    "note",
    few_of(
        [
            "Dana: hide column D from suppliers", "Column B is internal SKU, map to GTIN", "Column B: private, mask it", "Spalte B ist die interne Artikelnummer",
            "La colonne D est privée dans SAP", "La columna D es interna en SAP", "A coluna D é interna no SAP", "Dana deletes rows 2 to 4 in the old Excel, they are private",
            "Rows 2 and 3 of the CSV are private, mask them", "Zeilen 2 und 3 der CSV sind intern",
        ],
        7,
    ),
)  # fmt: skip
def test_it_keeps_nothing(note, tmp_path):
    spec, told = plan(note, tmp_path)
    assert [(row.milestone, row.buyer_owner, row.target_date is not None) for row in spec.milestones] == [
        (name, "Dana Reyes", True) for name in ("Labels printed", "Scale set up", "Store opened", "Tills closed")
    ]
    assert "the column" not in told


@pytest.mark.parametrize(
    "note",
    ["Column D in this sheet is internal", "Delete column D before sending", "Column D is not for Juniper", "Column D is for us only"],
)  # fmt: skip
def test_a_note_about_this_sheet_keeps_its_column(note, tmp_path):
    spec, told = plan(note, tmp_path)
    assert "the column “Due” is kept" in told
    assert all(row.target_date is None for row in spec.milestones)


def test_a_note_about_our_rows_keeps_them(tmp_path):
    spec, _ = plan("Steps 2 and 3 are for us only", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Labels printed", "Tills closed"]
    assert "for us only" not in buyer_text(spec)
