"""Rows right above a heading: a line that says something of the whole plan is no upper heading, and a CSV's doubled headings are."""

from datetime import date

import pytest
from field import imported, of_text, rows_of, workbook

from helpers import few_of

HEAD = ["Milestone", "Buyer owner", "Seller owner", "Target date", "Exit criteria", "Risk", "Effort"]
ROWS = [["Kiln fired", "Ada Wick", "Per Lodge", date(2026, 12, 4), "Log of the firing", "rain", 3],
        ["Glaze tested", "Ada Wick", "Per Lodge", date(2027, 1, 15), "40 tiles", None, 5]]  # fmt: skip
MINE = [
    ("Kiln fired", "Ada Wick", "Per Lodge", "2026-12-04", "open"),
    ("Glaze tested", "Ada Wick", "Per Lodge", "2027-01-15", "open"),
]


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize(
    "above",
    few_of([
        ["Kiln plan", None, None, None, None, "Status: 24 Nov 2026"], ["Plan", None, None, "Owner: Una Moor"], ["Maßnahmenplan", None, None, None, None, "Stand: 20.11.26"],
        ["Plan d'action", None, None, None, None, "État au : 20/11/2026"], ["Plan de acción", None, None, None, "Responsable: Una Moor"], ["Plano", None, None, None, "Data: 20/11/2026"],
        ["計画", None, None, None, "状況：11月20日"], ["Kiln plan", None, None, None, None, date(2026, 11, 20)], ["Kiln plan", None, None, "Customer: Juniper Foods"],
    ], 6),
)  # fmt: skip
def test_a_line_above_the_headings_spreads_over_none_of_them(above, blank, tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", [above, *[[]] * blank, HEAD, *ROWS])))
    spec, told = imported(tmp_path / "plan.xlsx", tmp_path)
    assert rows_of(spec) == MINE
    assert f"1 row above the plan: {above[0]} · {above[-1]}" in told
    assert "“Kiln fired”: Risk: rain; Effort: 3" in told


@pytest.mark.parametrize(
    "above", [[None, "Buyer: Juniper", "Seller: Fabrikam", None], [None, "Juniper Foods", "Fabrikam", None]]
)
def test_both_sides_above_their_owners_are_headings(above, tmp_path):
    rows = [above, ["Step", "Lead", "Lead", "Due"], ["Kiln fired", "Ada Wick", "Per Lodge", date(2026, 12, 4)], ["Glaze tested", "Ada Wick", "Per Lodge", date(2027, 1, 15)]]  # fmt: skip
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", rows)))
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert rows_of(spec) == MINE


def test_headings_that_a_csv_doubles_have_their_second_row(tmp_path):
    text = (
        "Milestone,Owner,Owner,Date,Date,Exit criteria\n,Juniper,Fabrikam,planned,revised,\n"
        "Kiln fired,Ada Wick,Per Lodge,2026-11-27,2026-12-04,Log\nGlaze tested,Ada Wick,Per Lodge,2027-01-15,,40 tiles\n"
    )
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == MINE
    assert "Date planned: 2026-11-27" in told
