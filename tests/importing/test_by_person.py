"""Parts that are called by whom they are for, two tables side by side with a title each, and columns called like the step's."""

import pytest
from field import imported, of_text, workbook

HEAD = "Task,Due,Done when\n"


def owners(spec):
    return {row.milestone: (row.buyer_owner or "", row.seller_owner or "") for row in spec.milestones}


MINE = {"Kiln fired": ("Ada Wick", ""), "Clay bought": ("Ada Wick", ""), "Glaze tested": ("", "Per Lodge")}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan.csv", f"Ada Wick (Juniper),,\n{HEAD}Kiln fired,2026-12-04,Log\nClay bought,2026-12-08,Slip\n,,\nPer Lodge (Fabrikam),,\n{HEAD}Glaze tested,2027-01-15,Tiles\n"),
        ("plan.csv", f"{HEAD}Ada Wick (Juniper),,\nKiln fired,2026-12-04,Log\nClay bought,2026-12-08,Slip\nPer Lodge (Fabrikam),,\nGlaze tested,2027-01-15,Tiles\n"),
        ("plan.md", "## Ada Wick (Juniper)\n\n| Task | Due | Done when |\n|---|---|---|\n| Kiln fired | 2026-12-04 | Log |\n| Clay bought | 2026-12-08 | Slip |\n\n"
                    "## Per Lodge (Fabrikam)\n\n| Task | Due | Done when |\n|---|---|---|\n| Glaze tested | 2027-01-15 | Tiles |\n"),
    ],
)  # fmt: skip
def test_a_part_called_by_a_person_gives_its_steps_their_owner(name, text, tmp_path):
    spec, told = of_text(text, tmp_path, name)
    assert owners(spec) == MINE
    (page,) = (tmp_path / "out").glob("*.yaml")
    assert "# Per Lodge (Fabrikam)\n" in page.read_text(encoding="utf-8")
    assert "LOST" not in told


def test_a_part_called_by_nobody_takes_no_owner_from_the_one_above(tmp_path):
    text = f"{HEAD}Ada Wick (Juniper),,\nKiln fired,2026-12-04,Log\nPer Lodge (Fabrikam),,\nGlaze tested,2027-01-15,Tiles\nBoth sides,,\nTiles sold,2027-02-12,Receipt\n"
    spec, _ = of_text(text, tmp_path)
    assert owners(spec)["Tiles sold"] == ("", "")


def test_owners_in_a_column_stay_the_owners(tmp_path):
    text = "Task,Owner,Due\nAda Wick (Juniper),,\nKiln fired,Una Moor (Juniper),2026-12-04\nPer Lodge (Fabrikam),,\nGlaze tested,Ole Kamp (Fabrikam),2027-01-15\n"
    spec, _ = of_text(text, tmp_path)
    assert owners(spec) == {"Kiln fired": ("Una Moor", ""), "Glaze tested": ("", "Ole Kamp")}


def test_two_plans_side_by_side_are_called_by_their_titles(tmp_path):
    rows = [
        ["KILN WORK", None, None, None, "GLAZE WORK"], ["Task", "Owner", "Due", None, "Task", "Owner", "Due"],
        ["Kiln fired", "Ada Wick", "2026-12-04", None, "Glaze tested", "Per Lodge", "2027-01-15"], ["Clay bought", "Ada Wick", "2026-12-08", None, "Tiles sold", "Per Lodge", "2027-02-12"],
    ]  # fmt: skip
    (tmp_path / "plan.xlsx").write_bytes(workbook(("S", rows)))
    imported(tmp_path / "plan.xlsx", tmp_path)
    (page,) = (tmp_path / "out").glob("*.yaml")
    said = page.read_text(encoding="utf-8")
    assert (
        said.index("# KILN WORK\n")
        < said.index("Clay bought")
        < said.index("# GLAZE WORK\n")
        < said.index("Glaze tested")
    )


def test_what_below_evidence_is_the_proof_and_where_a_comment(tmp_path):
    text = (
        "Step,Owners,,Evidence,\n,Juniper,Fabrikam,What,Where\nKiln fired,Ada Wick,Per Lodge,Log of the firing,Shared drive\n"
        "Glaze tested,Ada Wick,Per Lodge,40 tiles,Hall 2\n"
    )
    spec, told = of_text(text, tmp_path)
    assert [row.exit_criteria for row in spec.milestones] == ["Log of the firing", "40 tiles"]
    assert "Where: Shared drive" in told


@pytest.mark.parametrize(
    ("heads", "steps"),
    [
        ("Gate,Milestone,Deliverable", ["Kiln fired", "Glaze tested"]),
        ("Tor,Meilenstein,Liefergegenstand", ["Kiln fired", "Glaze tested"]),
        ("Porte,Jalon,Livrable", ["Kiln fired", "Glaze tested"]),
    ],
)
def test_the_milestone_is_the_step_and_its_deliverable_a_comment(heads, steps, tmp_path):
    text = f"{heads},Buyer owner,Seller owner,Target date,Exit criteria\nG0,Kiln fired,Drawing set,Ada Wick,Per Lodge,2026-12-04,Log\n,Glaze tested,Batch sheet,Ada Wick,Per Lodge,2027-01-15,Tiles\n"
    spec, told = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == steps
    assert f"{heads.split(',')[2]}: Batch sheet" in told


def test_several_deliverables_of_a_milestone_are_its_steps(tmp_path):
    text = (
        "Milestone,Deliverable,Buyer owner,Seller owner,Target date\nKiln,Drawing set,Ada Wick,Per Lodge,2026-12-04\n"
        "Kiln,Log of the firing,Ada Wick,Per Lodge,2026-12-08\nGlaze,Batch sheet,Ada Wick,Per Lodge,2027-01-15\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Drawing set", "Log of the firing", "Batch sheet"]
