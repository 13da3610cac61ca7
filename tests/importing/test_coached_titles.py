"""Parts called by what a seller's side talks over among itself: kept where nobody on the buyer's side owns a step in them."""

import pytest
from field import of_text

from helpers import few_of

HEAD = "| Step | Buyer owner | Seller owner | Target date |\n|---|---|---|---|\n"
PLAN = f"## Plan\n\n{HEAD}| Kickoff | Dana Reyes | Sam Ortiz | 2026-12-10 |\n| Go-live | Dana Reyes | Sam Ortiz | 2027-03-15 |\n\n"
TITLES = [
    "Coaching", "Forecast", "AE / Manager", "Coaching from Greta", "1:1 with Greta", "Forecast call items", "Coaching-Punkte", "Vertriebsleiter",
    "Prévisions", "Directeur commercial", "Gerente de ventas", "Previsión", "Gestor comercial", "上長コメント", "フォーキャスト",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_above_a_table(title, tmp_path):
    spec, _told = of_text(
        f"{PLAN}## {title}\n\n{HEAD}| Ines clears 14% |  | Sam Ortiz | 2027-01-20 |\n", tmp_path, "plan.md"
    )
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]
    assert "Ines clears 14%" in spec.internal.notes


@pytest.mark.parametrize("title", TITLES[:6])
def test_as_a_row_over_rows(title, tmp_path):
    rows = f"Kickoff,Dana Reyes,Sam Ortiz,2026-12-10\n{title},,,\nInes clears 14%,,Sam Ortiz,2027-01-20\nRollout,,,\nTraining,Dana Reyes,Sam Ortiz,2027-02-01\n"
    spec, _told = of_text(f"Step,Buyer owner,Seller owner,Target date\n{rows}", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Training"]
    assert "Ines clears 14%" in spec.internal.notes


def test_above_a_list(tmp_path):
    plan = "Plan\n- Kickoff - Dana Reyes - 10 Dec 2026\n- Go-live - Dana Reyes - 15 Mar 2027\n\n"
    spec, _told = of_text(
        f"{plan}Coaching:\n- Ines clears 14% - Sam Ortiz - 20 Jan 2027\n- Decide - Sam Ortiz - 25 Jan 2027\n",
        tmp_path,
        "plan.txt",
    )
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live"]


@pytest.mark.parametrize(
    "title", few_of(["Coaching", "Forecast", "Manager sign-off", "Coaching of the planners", "1:1 with Dana"], 7)
)
def test_not_where_the_buyer_owns_a_step_or_it_says_more(title, tmp_path):
    rows = "| Planners learn it | Dana Reyes | Sam Ortiz | 2027-01-20 |\n"
    spec, _told = of_text(f"{PLAN}## {title}\n\n{HEAD}{rows}", tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Go-live", "Planners learn it"]
