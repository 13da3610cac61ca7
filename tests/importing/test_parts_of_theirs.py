"""Parts and sheets that are called internal and are the buyer's, since the buyer owns their rows; and rows whose owner's side the file tells."""

import pytest
from field import imported, of_text, workbook

from helpers import few_of

HEAD = "Phase,Step,Juniper,Fabrikam,Due\n"
FIRST = "Start,Kick-off,Dana Reyes,Sam Ortiz,2026-12-01\n"


def steps(text, folder, name="plan.csv"):
    spec, told = of_text(text, folder, name)
    return [row.milestone for row in spec.milestones], spec.internal.notes or "", told


@pytest.mark.parametrize(
    "phase",
    few_of(["Internal rollout", "1. Internal preparation", "Internal team enablement", "Interne Vorbereitung", "Interner Rollout", "Préparation interne",
            "Déploiement interne", "Preparación interna", "Comunicação interna", "Preparazione interna", "社内準備"], 7),
)  # fmt: skip
def test_a_phase_of_which_the_buyer_owns_each_row_is_the_plans(phase, tmp_path):
    text = f"{HEAD}{FIRST}{phase},Rooms named,Dana Reyes,,2026-12-04\n{phase},Teams told,Eva Lund,,2026-12-11\n"
    assert steps(text, tmp_path)[0] == ["Kick-off", "Rooms named", "Teams told"]


@pytest.mark.parametrize(
    "phase",
    few_of(["Internal", "Internal only", "Internal notes", "Internal meeting", "Internal pricing", "Internal – not for Juniper", "Nur intern", "Interne Notizen",
            "Uso interno: notas", "社内"], 7),
)  # fmt: skip
def test_a_phase_that_says_more_is_kept_whoever_owns_its_rows(phase, tmp_path):
    text = f"{HEAD}{FIRST}{phase},Rooms named,Dana Reyes,,2026-12-04\n{phase},Teams told,Eva Lund,,2026-12-11\n"
    found, notes, _ = steps(text, tmp_path)
    assert found == ["Kick-off"]
    assert "Teams told" in notes


@pytest.mark.parametrize("phase", ["Internal prep", "Interne Vorbereitung", "Internal migration"])
def test_what_the_seller_alone_owns_in_such_a_phase_is_kept(phase, tmp_path):
    text = f"{HEAD}{FIRST}{phase},Rooms named,Dana Reyes,,2026-12-04\n{phase},Floor agreed,,Sam Ortiz,2026-12-11\n"
    found, notes, _ = steps(text, tmp_path)
    assert "Floor agreed" not in found
    assert "Floor agreed" in notes


def test_a_title_that_says_where_it_is_held(tmp_path):
    part = "| Step | Who | By |\n|---|---|---|\n| {} | {} | 2026-12-04 |\n| Tills counted | {} | 2026-12-05 |\n"
    plan = part.format("Pilot", "Dana Reyes", "Sam Ortiz")
    at = part.format("Stores told", "Dana Reyes", "Omar Haddad")
    found, _, _ = steps(
        f"## Phase 1 – Internal preparation at Juniper\n\n{at}\n## Phase 2\n\n{plan}", tmp_path, "plan.md"
    )
    assert found == ["Stores told", "Tills counted", "Pilot", "Tills counted"]


def test_the_same_title_over_the_sellers_rows_is_kept(tmp_path):
    part = "| Step | Who | By |\n|---|---|---|\n| {} | {} | 2026-12-04 |\n| Second try | {} | 2026-12-05 |\n"
    plan = part.format("Pilot", "Dana Reyes", "Sam Ortiz")
    mine = part.format("Call the CFO", "Sam Ortiz", "Dana Reyes")
    found, notes, _ = steps(f"## Phase 2\n\n{plan}\n## Internal preparation (Juniper)\n\n{mine}", tmp_path, "plan.md")
    assert found == ["Pilot", "Second try"]
    assert "Call the CFO" in notes


SHEET = [["Step", "Owner", "Due"], ["Shelves up", "Dana Reyes", "2026-12-04"]]
OURS = [["Step", "Owner", "Due"], ["Screens hung", "Sam Ortiz", "2026-12-11"]]


@pytest.mark.parametrize(
    ("name", "rows", "kept"),
    few_of([("Internal IT", SHEET, False), ("Backstage", SHEET, False), ("Private cloud", OURS, False), ("Negotiation rooms", OURS, False),
     ("Backstage", OURS, True), ("Private", OURS, True), ("Negotiation", OURS, True), ("Internal", SHEET, True), ("Behind the scenes", SHEET, True)], 7),
)  # fmt: skip
def test_sheets_beside_the_plan(name, rows, kept, tmp_path):
    plan = [["Step", "Owner", "Due"], ["Survey", "Dana Reyes", "2026-12-02"], ["Offer", "Sam Ortiz", "2026-12-03"]]
    (tmp_path / "plan.xlsx").write_bytes(workbook(("Plan", plan), (name, rows)))
    spec, _ = imported(tmp_path / "plan.xlsx", tmp_path)
    assert (rows[1][0] in [row.milestone for row in spec.milestones]) is not kept


@pytest.mark.parametrize(
    ("text", "row"),
    few_of([
        ("Step,Owner,Company,Due\nInternal memo sent,Luc Morel,{},2026-12-04\nDemo,Sam Ortiz,Fabrikam,2026-12-05\n", ("Juniper", "Fabrikam")),
        ("Step,Owner,Due\nInternal memo sent,{},2026-12-04\nDemo,Sam Ortiz,2026-12-05\n", ("luc.morel@juniperfoods.example", "luc.morel@fabrikam.example")),
        ("Attendees: Luc Morel ({}),,\n,,\nStep,Owner,Due\nInternal memo sent,Luc Morel,2026-12-04\nDemo,Sam Ortiz,2026-12-05\n", ("Juniper", "Fabrikam")),
        ("Anwesende {}: Luc Morel,,\n,,\nStep,Owner,Due\nInternal memo sent,Luc Morel,2026-12-04\nDemo,Sam Ortiz,2026-12-05\n", ("Juniper", "Fabrikam")),
        ("Key: LM = Luc Morel ({}),,\n,,\nStep,Reply,Due\nInternal memo sent,LM,2026-12-04\nDemo,,2026-12-05\n", ("Juniper", "Fabrikam")),
    ], 7),
)  # fmt: skip
def test_a_row_whose_owners_side_the_file_tells(text, row, tmp_path):
    theirs, ours = row
    assert steps(text.format(theirs), tmp_path, "a.csv")[0] == ["Internal memo sent", "Demo"]
    for old in (tmp_path / "out").glob("*"):
        old.unlink()
    found, notes, _ = steps(text.format(ours), tmp_path, "b.csv")
    assert found == ["Demo"]
    assert "Internal memo sent" in notes


def test_an_account_team_is_nobody_of_the_buyers(tmp_path):
    text = "Juniper account team: Lee Park,,\n,,\nStep,Owner,Due\nInternal memo sent,Lee Park,2026-12-04\nDemo,Dana Reyes,2026-12-05\n"
    assert steps(text, tmp_path)[0] == ["Demo"]
