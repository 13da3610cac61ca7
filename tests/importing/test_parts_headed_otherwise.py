"""Parts of one plan whose first headings differ, and headings that name a group with its steps."""

import pytest
from field import of_text, rows_of

from helpers import few_of


@pytest.mark.parametrize(
    "head",
    few_of(
        ["Phase / task", "Phase/Step", "Phase & task", "Stage / Action", "Phase / Aufgabe", "Phase et tâche", "Fase / Tarea", "Fase e tarefa", "フェーズ／タスク"],
        6,
    ),
)  # fmt: skip
def test_a_column_of_groups_with_their_steps_names_the_steps(head, tmp_path):
    text = f"{head},Juniper Foods,Fabrikam,Target date\nScale set up,Dana Reyes,Sam Ortiz,2026-12-02\nLabels printed,Dana Reyes,Sam Ortiz,2026-12-16\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Scale set up", "Labels printed"]


def test_it_names_none_beside_a_column_of_the_steps(tmp_path):
    text = "Phase / Task,Task,Owner,Target date\nSetup,Scale set up,Dana Reyes,2026-12-02\nSetup,Labels printed,Dana Reyes,2026-12-16\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Scale set up", "Labels printed"]


def tables(*heads, columns="Juniper Foods | Fabrikam | Date"):
    rows = ("Scale set up", "Labels printed", "Store opened")
    bars = "|---" * (columns.count("|") + 2) + "|"
    return "\n".join(
        f"## Part {'ABC'[n]}\n\n| {head} | {columns} |\n{bars}\n| {rows[n]} | Dana Reyes | Sam Ortiz | 2026-12-{n + 10} |\n"
        for n, head in enumerate(heads)
    )


@pytest.mark.parametrize(
    ("first", "second", "third"),
    few_of(
        [("Task", "Activity", "Milestone"), ("Action", "Step", "Step"), ("Decision", "Step", "Task"), ("Schritt", "Aufgabe", "Aktivität"), ("Étape", "Tâche", "Jalon")],
        7,
    ),
)  # fmt: skip
def test_parts_of_which_only_the_first_heading_differs_are_one_plan(first, second, third, tmp_path):
    spec, told = of_text(tables(first, second, third), tmp_path, name="plan.md")
    assert [row[0] for row in rows_of(spec)] == ["Scale set up", "Labels printed", "Store opened"]
    assert "not read" not in told


def test_a_list_of_something_else_is_none_of_them(tmp_path):
    spec, _ = of_text(tables("Step", "Question", "Step"), tmp_path, name="plan.md")
    assert [row[0] for row in rows_of(spec)] == ["Scale set up", "Store opened"]


HEAD = "Step,Juniper Foods,Fabrikam,Due,Done when"
FIRST = f"{HEAD}\nScale set up,Dana Reyes,Sam Ortiz,2026-12-02,Shown\n"
MONEY = "Payments,,,,\nInstalment,Amount,Due,,\nOn signature,20000,2026-12-18,,\n"


@pytest.mark.parametrize("title", ["Decisions", "Risks", "Open points", "Payments"])
def test_a_part_with_the_plans_own_headings_is_the_plans_whatever_its_title(title, tmp_path):
    text = tables("Step", "Step").replace("Part A", title)
    spec, told = of_text(text, tmp_path, name="plan.md")
    assert [row[0] for row in rows_of(spec)] == ["Scale set up", "Labels printed"]
    assert "not read" not in told


@pytest.mark.parametrize("title", ["Open decisions", "Risks", "Phase 2"])
@pytest.mark.parametrize("between", ["", f",,,,\n{MONEY}"])
def test_so_is_one_further_down_in_the_same_table(title, between, tmp_path):
    text = f"{FIRST}{between},,,,\n{title},,,,\n{HEAD}\nLabels printed,Dana Reyes,Sam Ortiz,2026-12-16,Seen\n"
    spec, told = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Scale set up", "Labels printed"]
    assert ("On signature" in told) == bool(between)


def test_a_list_of_risks_with_headings_of_its_own_stays_out(tmp_path):
    text = f"{FIRST},,,,\nRisks,,,,\nRisk,Owner,Impact,,\nDock freezes,Dana Reyes,High,,\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Scale set up"]
