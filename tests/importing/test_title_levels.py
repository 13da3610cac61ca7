"""Trees of work items with a column of titles a level, and lines on which somebody signs below a plan."""

import pytest
from field import imported, of_text, workbook

TREE = """ID,Work Item Type,Title 1,Title 2,Assigned To,State,Target Date
1,Epic,Paperwork,,Dana Reyes,Doing,2027-03-15
2,Issue,,Lease signed,Dana Reyes,Done,2026-11-20
3,Issue,,Order sent,Sam Ortiz,To Do,2027-01-22
4,Epic,Cabling,,,To Do,
5,Issue,,Floor two wired,Sam Ortiz,To Do,2027-02-12
"""


def test_the_deepest_title_is_the_step_and_those_above_are_phases(tmp_path):
    spec, said = of_text(TREE, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Lease signed", "Order sent", "Floor two wired"]
    assert [row.status for row in spec.milestones] == ["done", "open", "open"]
    assert "# Paperwork" in (text := next((tmp_path / "out").glob("*.yaml")).read_text("utf-8"))
    assert "# Cabling" in text
    assert "Paperwork" in said


def test_titles_of_which_a_level_is_left_out_are_columns_like_any_other(tmp_path):
    spec, _ = of_text(TREE.replace("Title 1", "Title 3"), tmp_path)
    assert "Lease signed" in [row.milestone for row in spec.milestones]


def test_lines_to_sign_on_are_no_steps(tmp_path):
    rows = [
        ["Milestone", "Buyer owner", "Seller owner", "Due", "Exit criteria"],
        ["Lease signed", "Dana Reyes", "Sam Ortiz", "2026-12-20", "Both signatures"],
        ["Order sent", "Dana Reyes", "Sam Ortiz", "2027-01-22", "Order number"],
        [],
        ["Signed for the buyer", "____________", "Date", "_________", ""],
        ["Signed for the seller", "____________", "Date", "_________", ""],
    ]
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", rows)))
    spec, said = imported(tmp_path / "plan.xlsx", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Lease signed", "Order sent"]
    assert "Signed for the buyer" in said


def test_the_subject_of_an_issue_is_the_step_and_not_its_description(tmp_path):
    spec, _ = of_text(
        "#;Sujet;Assigné à;Échéance;Statut;Description\n7;Bail signé;Dana Reyes;16/12/2026;En cours;Voir le dossier.\n"
        "8;Câbles posés;Dana Reyes;22/01/2027;Nouveau;Prévenir le gardien.\n",
        tmp_path,
    )
    assert [row.milestone for row in spec.milestones] == ["Bail signé", "Câbles posés"]


@pytest.mark.parametrize(
    "line", ["Problem: three days an order. Internal: Dana fears her boss", "Wir starten im Mai. Intern: Dana zögert"]
)
def test_a_label_within_a_sentence_above_a_table_keeps_its_own_words(line, tmp_path):
    spec, told = of_text(
        f"# Rollout\n\n{line}\n\n| Step | Owner | Due |\n|---|---|---|\n| Workshop | Dana Reyes | 2026-12-02 |\n",
        tmp_path,
        "plan.md",
    )
    assert [milestone.milestone for milestone in spec.milestones] == ["Workshop"]
    assert "Dana" not in (spec.milestones[0].note or "")
    assert line in told
