"""Sheets that are a team's or a manager's copy, sheets that print "internal" on their pages, and titles for a team or behind somebody's back."""

import pytest
from field import imported, of_text, workbook

from helpers import few_of

HEADS = ("Step", "Owner", "Due", "Done when")
PLAN = (("Workshop", "Dana Reyes", "2026-12-02", "Agenda agreed"), ("Order form", "Dana Reyes", "2026-12-15", "Signed"))
OURS = (("Vera takes 9%", "Sam Ortiz", "2026-12-09", ""), ("Ask the board", "Sam Ortiz", "2026-12-11", ""))
BOTH = ["Workshop", "Order form"]


def steps(folder, *sheets, change=None):
    (folder / "plan.xlsx").write_bytes(workbook(*sheets, change=change))
    spec, said = imported(folder / "plan.xlsx", folder)
    return [row.milestone for row in spec.milestones], spec.internal.notes or "", said


@pytest.mark.parametrize(
    "name",
    few_of(
        [
            "Plan - team copy",
            "Manager copy",
            "Plan (Teamversion)",
            "Copie équipe",
            "Copia del equipo",
            "Cópia do gestor",
            "チーム版",
            "Team's version",
        ],
        7,
    ),
)
def test_a_sheet_that_is_a_copy_of_ours(name, tmp_path):
    found, notes, _ = steps(tmp_path, ("Plan", (HEADS, *PLAN)), (name, (HEADS, *OURS)))
    assert found == BOTH
    assert "Vera takes 9%" in notes


@pytest.mark.parametrize("line", ["Manager copy", "Team copy", "Chefkopie", "Version équipe"])
def test_a_line_above_a_plan_that_says_so(line, tmp_path):
    found, notes, _ = steps(tmp_path, ("Plan", (HEADS, *PLAN)), ("Sheet2", ((line,), HEADS, *OURS)))
    assert found == BOTH
    assert "Vera takes 9%" in notes


@pytest.mark.parametrize(
    "name", few_of(["Project team plan", "Team A", "Copy", "Version 2", "Juniper copy", "Steering team"], 7)
)
def test_a_sheet_for_both(name, tmp_path):
    found, _, _ = steps(tmp_path, ("Plan", (HEADS, *PLAN)), (name, (HEADS, ("Audit", "Dana Reyes", "2027-01-09", ""))))
    assert found == [*BOTH, "Audit"]


def printed(*said):
    def change(book):
        for sheet, text in zip(book.worksheets, said, strict=True):
            sheet.oddHeader.center.text = text
            sheet.oddHeader.center.font = "Arial,Bold"

    return change


@pytest.mark.parametrize("text", ["Fabrikam INTERNAL - not for distribution", "Nur intern", "Page &P - usage interne"])
def test_a_sheet_that_prints_internal(text, tmp_path):
    found, notes, _ = steps(
        tmp_path, ("Plan", (HEADS, *PLAN)), ("Sheet2", (HEADS, *OURS)), change=printed("Plan", text)
    )
    assert found == BOTH
    assert "Vera takes 9%" in notes


@pytest.mark.parametrize(
    ("first", "second"),
    [("Internal", "Internal"), ("Plan", "Page &P of &N"), ("Plan", "Internal audit"), ("Plan", "Confidential")],
)
def test_a_page_that_says_nothing_of_its_sheet(first, second, tmp_path):
    found, _, _ = steps(
        tmp_path,
        ("Plan", (HEADS, *PLAN)),
        ("Phase 2", (HEADS, ("Audit", "Dana Reyes", "2027-01-09", ""))),
        change=printed(first, second),
    )
    assert found == [*BOTH, "Audit"]


@pytest.mark.parametrize(
    "title",
    few_of(["Só para o time:", "Apenas para a equipe:", "Just for the team:", "Nur Team:", "Juste pour l'équipe:", "Sólo para el equipo:", "チームのみ：",
     "What she does not see:", "What they don't need to know:", "Was sie nicht sieht:", "Ce qu'elle ne voit pas :", "Lo que ella no ve:", "O que ele não vê:", "先方に見えないもの："], 7),
)  # fmt: skip
def test_a_title_of_a_list(title, tmp_path):
    text = f"- Workshop - Dana Reyes - 2 Dec 2026\n- Order form - Dana Reyes - 15 Dec 2026\n\n{title}\n- Vera takes 9% - Sam Ortiz - 9 Dec 2026\n- Ask the board - Sam Ortiz - 11 Dec 2026\n"
    spec, _ = of_text(text, tmp_path, "plan.txt")
    assert [row.milestone for row in spec.milestones] == BOTH
    assert "Vera takes 9%" in spec.internal.notes


@pytest.mark.parametrize(
    "title",
    few_of(
        [
            "What she sees:",
            "For the project team:",
            "What they need to know:",
            "Team training:",
            "What she does not see yet is the new portal:",
        ],
        7,
    ),
)
def test_a_title_for_both(title, tmp_path):
    text = f"- Workshop - Dana Reyes - 2 Dec 2026\n- Order form - Dana Reyes - 15 Dec 2026\n\n{title}\n- Audit - Dana Reyes - 9 Jan 2027\n- Go-live - Dana Reyes - 11 Mar 2027\n"
    spec, _ = of_text(text, tmp_path, "plan.txt")
    assert [row.milestone for row in spec.milestones] == [*BOTH, "Audit", "Go-live"]
