"""The column "Next step" beside the one of the steps: it says what comes next, and names none."""

import pytest
from field import buyer_text, of_text, rows_of

from helpers import few_of


@pytest.mark.parametrize(
    ("step", "after"),
    few_of([
        ("Step", "Next step"), ("Milestone", "Next steps"), ("Task", "Next action"), ("Schritt", "Nächster Schritt"), ("Étape", "Prochaine étape"),
        ("Paso", "Próximo paso"), ("Etapa", "Próximo passo"), ("タスク", "次のアクション"),
    ], 7),
)  # fmt: skip
def test_what_comes_next_names_no_step(step, after, tmp_path):
    text = f"{step},Owner,Due,{after}\nKickoff,Sam Ortiz,2026-12-01,send the deck\nContract signed,Dana Reyes,2027-02-12,call her CFO\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Kickoff", "Contract signed"]
    assert "call her CFO" not in buyer_text(spec)


@pytest.mark.parametrize("head", ["Account", "Milestone", "Project"])
def test_it_names_the_steps_where_nothing_else_does(head, tmp_path):
    text = f"{head},Owner,Due,Next step\nPilot,Sam Ortiz,2026-12-01,Kickoff\nPilot,Sam Ortiz,2026-12-05,Review\nPilot,Dana Reyes,2027-02-12,Contract signed\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Kickoff", "Review", "Contract signed"]
