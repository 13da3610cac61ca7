"""Sheets and tables of one person, or of the seller's side alone, beside the plan are kept; sheets that part the steps are not."""

import pytest
from field import buyer_text, imported, of_text, workbook

from helpers import few_of

HEADS = ["Step", "Owner", "Due", "Notes"]
PLAN = [HEADS, ["Workshop", "Dana Reyes", "2026-12-02", "on site"], ["Order form", "Sam Ortiz", "2027-02-26", ""]]
OWN = [
    HEADS,
    ["Budget talk", "Dana", "2026-12-12", "CFO is against us"],
    ["Price", "Sam", "2026-12-13", "never below 40k"],
]


def read(folder, *sheets):
    (folder / "plan.xlsx").write_bytes(workbook(*sheets))
    return imported(folder / "plan.xlsx", folder)


@pytest.mark.parametrize(
    "name",
    few_of(["Sam private", "Sam (working copy)", "SO", "SO draft", "Rep view", "AE copy", "Fabrikam version", "Backup Fabrikam", "Sam prep call",
     "Sam TODO", "Notes from Sam", "Sam's list", "Sam Ortiz backup", "Sam Arbeitskopie", "Sam privé", "Lista de Sam", "Samの控え"], 7),
)  # fmt: skip
def test_a_sheet_of_one_of_ours_beside_the_plan_is_kept(name, tmp_path):
    spec, told = read(tmp_path, ("Plan", PLAN), (name, OWN))
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "never below 40k" in spec.internal.notes
    assert "against us" not in buyer_text(spec)
    assert f"“{name}” was kept out of the plan" in told


@pytest.mark.parametrize(
    ("first", "second"),
    few_of([("Dana", "Sam"), ("Dana", "Sam's list"), ("List for Dana", "List for Sam"), ("DR", "SO"), ("Dana TODO", "Sam TODO"), ("Dana", "Für Sam"),
     ("Juniper", "Fabrikam"), ("Juniper list", "Fabrikam list"), ("Part 1", "Fabrikam steps"), ("Part 1", "Sam and Dana version"),
     ("Part 1", "Sam")], 7),
)  # fmt: skip
def test_sheets_that_part_the_steps_by_people_or_sides_are_the_plan(first, second, tmp_path):
    spec, told = read(tmp_path, (first, PLAN[:2]), (second, [PLAN[0], PLAN[2]]))
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "kept out" not in told


def test_the_only_sheet_with_a_plan_may_be_anybodys(tmp_path):
    spec, _ = read(tmp_path, ("Sam (working copy)", PLAN))
    assert len(spec.milestones) == 2


@pytest.mark.parametrize("title", ["Notes from Sam", "Sam – for my own use", "Rep view", "Sam, private"])
def test_a_table_below_such_a_title_is_kept(title, tmp_path):
    def table(rows):
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|---|---|---|---|", *lines[1:]])

    spec, _ = of_text(f"# Plan\n\n{table(PLAN)}\n\n## {title}\n\n{table(OWN)}\n", tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "never below 40k" in spec.internal.notes


@pytest.mark.parametrize("title", ["Private (Sam)", "Sam's notes", "Notes from Sam:", "Sam only:"])
def test_a_list_below_such_a_title_is_kept(title, tmp_path):
    text = f"Plan\n\n- 2 Dec 2026: Workshop (Dana Reyes)\n- 15 Dec 2026: Order form (Sam Ortiz)\n\n{title}\n- 20 Dec 2026: never below 40k\n- 21 Dec 2026: CFO is against us\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Order form"]
    assert "never below 40k" in spec.internal.notes


@pytest.mark.parametrize("title", ["Sam's steps", "Sam:", "Steps of Sam"])
def test_a_list_of_somebodys_steps_is_the_plans(title, tmp_path):
    text = f"Dana:\n- 2 Dec 2026: Workshop\n- 15 Dec 2026: Security review\n\n{title}\n- 20 Dec 2026: Order form\n- 21 Dec 2026: Training\n"
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert "Training" in [row.milestone for row in spec.milestones]


@pytest.mark.parametrize("byline", ["Draft by Sam Ortiz", "Version von Sam", "Fabrikam draft"])
def test_who_wrote_the_file_keeps_nothing_of_it(byline, tmp_path):
    table = "| Step | Owner | Due |\n|---|---|---|\n| {} | Dana Reyes | 2026-12-02 |\n"
    spec, _ = of_text(
        f"{byline}\n\n{table.format('Workshop')}\nPhase 2\n\n{table.format('Review')}", tmp_path, "plan.md"
    )
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Review"]
