"""Parts of one plan whose first headings differ, and headings that name a group with its steps."""

import pytest
from field import of_text, rows_of

from helpers import few_of


@pytest.mark.parametrize(
    "head",
    few_of(
        ["Phase / task", "Phase/Step", "Phase & task", "Stage / Action", "Phase / Aufgabe", "Phase et tâche", "Fase / Tarea", "Fase e tarefa", "フェーズ／タスク"],
        4,
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
