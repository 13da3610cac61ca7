"""Another table below a plan, with headings of its own: it is told, and no row of it becomes a step."""

import pytest
from field import of_text

PLAN = (
    "Milestone,Buyer owner,Seller owner,Target date,Exit criteria\n"
    "Kiln fired,Ada Wick,Per Lodge,2026-12-04,Log of the firing\n"
    "Glaze tested,Ada Wick,Per Lodge,2027-01-15,40 tiles photographed\n"
)


def steps(spec):
    return [(row.milestone, row.buyer_owner, row.seller_owner) for row in spec.milestones]


MINE = [("Kiln fired", "Ada Wick", "Per Lodge"), ("Glaze tested", "Ada Wick", "Per Lodge")]


@pytest.mark.parametrize(
    "below",
    [
        "Date,Decision,By\n2026-11-12,Leave out the small kiln,Ada Wick\n",
        "Decisions\nDate,Decision,By\n2026-11-12,Leave out the small kiln,Ada Wick\n2026-11-14,Buy clay in Gera,Per Lodge\n",
        "Date,Task,By\n2026-11-12,Leave out the small kiln,Ada Wick\n",
    ],
)
def test_decisions_below_a_plan_are_told(below, tmp_path):
    spec, told = of_text(f"{PLAN}\n{below}", tmp_path)
    assert steps(spec) == MINE
    assert "of another table: 2026-11-12 · Leave out the small kiln · Ada Wick" in told


def test_a_group_that_follows_subitems_has_its_own_name(tmp_path):
    head = "Name,Subitems,Customer person,Fabrikam person,Status,Due,Success criteria"
    text = (
        f"Look,,,,,,\n{head}\nKiln fired,,Ada Wick,Per Lodge,Done,2026-12-04,Log\nSubitems,Name,Owner,Status,Due,,\n"
        f",Load the kiln,Per Lodge,Done,2026-12-02,,\n,,,,,,\nProve,,,,,,\n{head}\nGlaze tested,,Ada Wick,Per Lodge,,2027-01-15,40 tiles\n"
    )
    _, told = of_text(text, tmp_path)
    (page,) = (tmp_path / "out").glob("*.yaml")
    assert "  # Prove\n" in page.read_text(encoding="utf-8")
    assert "below the plan" not in told
