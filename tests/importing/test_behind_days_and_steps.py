"""What is labelled behind a day, or behind a step that the buyer owns: the day and the step stay, the words go to the notes whole."""

from datetime import date

import pytest
from field import buyer_text, of_text

from helpers import few_of

HEAD = "Step,Juniper owner,Fabrikam owner,Due,Done when,Done on"
LONG = "the truth is that Vera only gets the budget at the end of April and nobody there knows"


def plan(step="Audit", due="2027-01-15", owner="Priya Nair", done=""):
    return f'{HEAD}\nWorkshop,Dana Reyes,Sam Ortiz,2026-12-10,Agenda agreed,\n"{step}",{owner},Sam Ortiz,"{due}",Report signed,"{done}"\n'


@pytest.mark.parametrize(
    "behind",
    few_of(
        [
            " - internal: {}",
            "\nInternal: {}",
            "; internal: {}",
            " // internal: {}",
            " Internal: {}",
            " – intern: {}",
            " - interne : {}",
            "、社内メモ：{}",
            " | interno: {}",
            ". AE only: {}",
        ],
        7,
    ),
)
@pytest.mark.parametrize("column", ["due", "done"])
def test_a_label_behind_a_day(behind, column, tmp_path):
    spec, said = of_text(plan(**{column: f"2027-01-15{behind.format(LONG)}"}), tmp_path)
    row = spec.milestones[1]
    assert (row.target_date if column == "due" else row.done_on) == date(2027, 1, 15)
    assert LONG in spec.internal.notes
    assert "not a date" not in said


@pytest.mark.parametrize(
    "behind",
    few_of([" - internal: {}", "; intern: {}", " // internal: {}", " – interne : {}", " - uso interno: {}"], 7),
)
def test_a_label_behind_a_step_of_the_buyers(behind, tmp_path):
    spec, _ = of_text(plan(step=f"Audit{behind.format(LONG)}"), tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Workshop", "Audit"]
    assert spec.milestones[1].buyer_owner == "Priya Nair"
    assert LONG in spec.internal.notes
    assert "Vera" not in buyer_text(spec)


@pytest.mark.parametrize(
    "step", ["Vera takes 9% - internal: floor", "Internal: Vera takes 9%", "Vera takes 9% - internal only"]
)
def test_a_step_of_our_own_goes_as_a_whole(step, tmp_path):
    spec, _ = of_text(plan(step=step, owner=""), tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Workshop"]
    assert "Vera takes 9%" in spec.internal.notes


@pytest.mark.parametrize(
    "step", ["Audit - internal approval at Juniper", "Internal audit", "Private cloud: setup", "Security - two days"]
)
def test_a_step_that_says_more_stays_whole(step, tmp_path):
    spec, _ = of_text(plan(step=step), tmp_path)
    assert spec.milestones[1].milestone == step


def test_a_long_question_of_a_day_keeps_its_words(tmp_path):
    spec, _ = of_text(plan(due=f"some time in January, {LONG}"), tmp_path)
    assert spec.milestones[1].target_date is None
    (path,) = (tmp_path / "out").glob("*.yaml")
    assert f"Due: some time in January, {LONG}" in path.read_text(encoding="utf-8")
