"""Owners in columns under a word for a person that nobody lists, "Resp.", "Who does it": initials with the file's key, and sides."""

import pytest
from field import imported, of_text, rows_of, workbook

from helpers import few_of

PLAN = "| Step | {} | Date |\n|---|---|---|\n| Study approved | UH | 4 Dec 2026 |\n| Samples sent | UH/IR | 18 Dec 2026 |\n| Report ready | IR | 8 Jan 2027 |\n"
OWNERS = [("Ulf Holm", ""), ("Ulf Holm", "Ida Roos"), ("", "Ida Roos")]


@pytest.mark.parametrize("head", few_of(["Resp.", "Resp", "Who does it", "Owner", "Quién lo hace", "Wer macht es"], 7))
@pytest.mark.parametrize(
    "key",
    [
        "**Key:** UH = Ulf Holm (Juniper), IR = Ida Roos (Fabrikam)", "UH: Ulf Holm (Juniper); IR: Ida Roos (Fabrikam)",
        "UH – Ulf Holm (Juniper Foods), IR – Ida Roos (Fabrikam)",
    ],
)  # fmt: skip
def test_initials_by_the_files_key(head, key, tmp_path):
    spec, _ = of_text(f"{key}\n\n{PLAN.format(head)}", tmp_path, "plan.md")
    assert [(buyer, seller) for _, buyer, seller, _, _ in rows_of(spec)] == OWNERS


def test_a_key_with_a_row_each(tmp_path):
    key = [["Initials", "Name", "Company"], ["UH", "Ulf Holm", "Juniper Foods"], ["IR", "Ida Roos", "Fabrikam"]]
    plan = [
        ["Step", "Resp.", "Date"],
        ["Study approved", "UH", "2026-12-04"],
        ["Samples sent", "UH/IR", "2026-12-18"],
        ["Report ready", "IR", "2027-01-08"],
    ]
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", plan), ("Who", key)))
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert [(buyer, seller) for _, buyer, seller, _, _ in rows_of(spec)] == OWNERS


def test_initials_of_nobody_are_asked_about(tmp_path):
    spec, told = of_text(PLAN.format("Resp."), tmp_path, "plan.md")
    assert not any(row.buyer_owner or row.seller_owner for row in spec.milestones)
    assert "the owner is given as “UH”; who is it on which side?" in told


def test_us_and_you(tmp_path):
    text = "Task,Who does it,Due\nMenus sent,You,2026-12-04\nMenus built,Us,2026-12-11\nLaunch,Both,2027-03-15\n"
    _, told = of_text(text, tmp_path)
    for who, whose in (("You", "the buyer's side"), ("Us", "your side"), ("Both", "both sides")):
        assert f"the owner is given as “{who}”; {whose}; which person?" in told


@pytest.mark.parametrize(
    "rows",
    [
        ("Menus sent,Call them first", "Menus built,Ulf Holm is late"),
        ("Menus sent,3", "Menus built,4"),
        ("Menus sent,High", "Menus built,low"),
    ],
)
def test_other_cells_are_no_owners(rows, tmp_path):
    lines = [f"{row},2026-12-0{n}" for n, row in enumerate(rows, 1)]
    spec, told = of_text("\n".join(("Task,Who does it,Due", *lines)), tmp_path)
    assert not any(row.buyer_owner or row.seller_owner for row in spec.milestones)
    assert "the owner is given" not in told


def test_a_sheet_a_side(tmp_path):
    heads = ["Task", "Owner", "Due"]
    sheets = [
        (
            "Juniper tasks",
            [heads, ["Extract sent", "Dana Reyes", "2026-12-04"], ["Users listed", "Ulf Holm", "2026-12-11"]],
        ),
        (
            "Fabrikam tasks",
            [heads, ["Tenant ready", "Sam Ortiz", "2026-12-02"], ["Import run", "Ida Roos", "2026-12-16"]],
        ),
    ]
    (tmp_path / "plan.xlsx").write_bytes(workbook(*sheets))
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert [(buyer, seller) for _, buyer, seller, _, _ in rows_of(spec)] == [
        ("Dana Reyes", ""), ("Ulf Holm", ""), ("", "Sam Ortiz"), ("", "Ida Roos"),
    ]  # fmt: skip


def test_a_sheet_of_one_side_alone_may_be_the_projects_name(tmp_path):
    plan = [
        ["Task", "Owner", "Due"],
        ["Extract sent", "Dana Reyes", "2026-12-04"],
        ["Users listed", "Ida Roos", "2026-12-11"],
    ]
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Juniper tasks", plan)))
    spec, told = imported(tmp_path / "plan.xlsx", tmp_path)
    assert not spec.milestones[1].buyer_owner
    assert "“Ida Roos”; who is it on which side?" in told
