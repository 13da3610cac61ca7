"""Sheets and lists that a seller's own notes are called by, beside the plan; and those of such a name that are a part of it."""

import pytest
from field import imported, of_text, workbook

from helpers import few_of

OWN = (("Commit for the quarter", "Sam Ortiz", "2026-12-04"), ("Call the CFO", "Sam Ortiz", "2026-12-06"))
OF_BOTH = (("Staff the desk", "Dana Reyes", "2027-03-16"), ("Sort the faults", "Sam Ortiz", "2027-03-17"))
SHARED = (("Workshop", "Dana Reyes", "2026-12-03"), ("Training", "Sam Ortiz", "2026-12-05"))
FIRM = ("Scratch", "Scratchpad", "Deal notes", "Deal notes Juniper", "Pipeline review", "Rep notes", "Notes", "Notizen (intern)", "Brouillon interne", "Vertriebsnotizen", "商談メモ")  # fmt: skip
OPEN = ("1-1", "1on1", "Sam 1-1", "War room", "Notizen", "Brouillon", "Borrador", "メモ", "Forecast", "Coaching")  # fmt: skip


def beside(name, rows, folder):
    head = ("Step", "Owner", "Due")
    (folder / "plan.xlsx").write_bytes(workbook(("Plan", (head, *SHARED)), (name, (head, *rows))))
    spec, _ = imported(folder / "plan.xlsx", folder)
    return [row.milestone for row in spec.milestones], spec.internal.notes or ""


@pytest.mark.parametrize("name", [*FIRM, *OPEN])
def test_a_sheet_of_a_sellers_notes_is_kept(name, tmp_path):
    steps, notes = beside(name, OWN, tmp_path)
    assert steps == ["Workshop", "Training"]
    assert "Call the CFO" in notes


@pytest.mark.parametrize("name", OPEN)
def test_a_sheet_of_that_name_with_steps_of_the_buyers_is_a_part_of_the_plan(name, tmp_path):
    assert beside(name, OF_BOTH, tmp_path)[0] == ["Workshop", "Training", "Staff the desk", "Sort the faults"]


@pytest.mark.parametrize("name", ["Hypercare", "Sprint notes for the plant", "Backlog", "Ideas"])
def test_a_sheet_of_another_name_is_a_part_of_the_plan(name, tmp_path):
    assert beside(name, OWN, tmp_path)[0] == ["Workshop", "Training", "Commit for the quarter", "Call the CFO"]


@pytest.mark.parametrize(
    ("title", "kept"),
    few_of([("Deal notes", True), ("1:1", True), ("War room", True), ("Forecast", True), ("Hypercare", False)], 7),
)
def test_a_list_below_such_a_title(title, kept, tmp_path):
    lists = "\n".join(
        [
            f"\n## {name}\n" + "".join(f"\n- {' — '.join(row)}" for row in rows)
            for name, rows in (("Rollout", SHARED), (title, OWN))
        ]
    )
    spec, _ = of_text(f"# Plan\n{lists}\n", tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Training"] + (
        [] if kept else ["Commit for the quarter", "Call the CFO"]
    )
