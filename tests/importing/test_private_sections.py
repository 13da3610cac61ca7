"""Rows and phases that keep the part below them from the buyer, in many words; and parts that only sound like it."""

import pytest
from field import of_text

from helpers import few_of

HEAD = "Step,Owner,Due,Notes\nWorkshop,Dana Reyes,2026-12-02,\nOrder form,Sam Ortiz,2026-12-15,\n"


def steps(spec):
    return [row.milestone for row in spec.milestones]


@pytest.mark.parametrize(
    "title",
    few_of(["Not to be shared:", "--- everything below stays with us ---", "Below this line: not for Dana", "Réservé à Fabrikam", "Confidentiel Fabrikam",
     "Somente para nós", "Fabrikam prep", "Sam prep", "Bleibt bei uns", "Sam only", "Keep from Juniper", "Queda entre nosotros", "Our prep",
     "Not in the customer version", "送付前に削除"], 7),
)  # fmt: skip
def test_a_row_of_its_own_keeps_those_below_it(title, tmp_path):
    spec, _ = of_text(
        f"{HEAD},,,\n{title},,,\nNever below 40k,Sam Ortiz,2026-12-20,\nCall the CFO,Sam Ortiz,2026-12-21,\n", tmp_path
    )
    assert steps(spec) == ["Workshop", "Order form"]
    assert "Never below 40k" in spec.internal.notes
    assert "Call the CFO" in spec.internal.notes


def test_a_line_below_a_title_with_a_colon_ends_no_private_part(tmp_path):
    spec, _ = of_text(f"{HEAD}Not to be shared:,,,\nnever below 40k,,,\nCall the CFO,Sam Ortiz,2026-12-20,\n", tmp_path)
    assert steps(spec) == ["Workshop", "Order form"]
    assert "never below 40k" in spec.internal.notes


def test_another_title_ends_it(tmp_path):
    spec, _ = of_text(
        f"{HEAD}Not to be shared:,,,\nCall the CFO,Sam Ortiz,2026-12-20,\nRollout:,,,\nTraining,Sam Ortiz,2027-01-20,\n",
        tmp_path,
    )
    assert steps(spec) == ["Workshop", "Order form", "Training"]


@pytest.mark.parametrize(
    "title",
    few_of(
        [
            "Internal approvals",
            "Interne Freigaben",
            "International rollout",
            "Juniper internal",
            "Fabrikam",
            "Vendor onboarding",
            "Not started",
        ],
        7,
    ),
)
def test_a_part_of_both_sides_is_the_plans(title, tmp_path):
    spec, _ = of_text(
        f"{HEAD}{title},,,\nBudget approved,Dana Reyes,2026-12-20,\nTraining,Dana Reyes,2027-01-20,\n", tmp_path
    )
    assert steps(spec)[-2:] == ["Budget approved", "Training"]


def test_internal_approvals_of_both_sides_are_steps(tmp_path):
    spec, _ = of_text(
        f"{HEAD}Internal approvals,,,\nPaper signed,Sam Ortiz,2026-12-20,\nBudget approved,Dana Reyes,2027-01-20,\n",
        tmp_path,
    )
    assert steps(spec) == ["Workshop", "Order form", "Paper signed", "Budget approved"]


PHASES = "Phase,Step,Owner,Due\n{},Workshop,Dana Reyes,2026-12-02\n,Review,Dana Reyes,2026-12-04\n{},Call the CFO,Sam Ortiz,2026-12-09\n,Second call,Sam Ortiz,2026-12-10\n"


@pytest.mark.parametrize("phase", ["Fabrikam prep", "Internal", "Sam's prep", "Nur Fabrikam"])
def test_a_phase_named_once_keeps_all_its_rows(phase, tmp_path):
    spec, _ = of_text(PHASES.format("Plan", phase), tmp_path)
    assert steps(spec) == ["Workshop", "Review"]
    assert "Second call" in spec.internal.notes


@pytest.mark.parametrize(
    ("first", "second"),
    few_of(
        [
            ("Juniper prep", "Fabrikam prep"),
            ("Dana's prep", "Sam's prep"),
            ("Plan", "Preparation"),
            ("Customer prep", "Vendor preparation"),
            ("Plan", "Vendor preparation"),
        ],
        7,
    ),
)
def test_phases_of_both_sides_are_the_plans(first, second, tmp_path):
    spec, _ = of_text(PHASES.format(first, second), tmp_path)
    assert steps(spec) == ["Workshop", "Review", "Call the CFO", "Second call"]


def test_a_word_in_one_row_of_a_sparse_column_speaks_for_that_row_alone(tmp_path):
    text = "Phase,Step,Owner,Due\n,Workshop,Dana Reyes,2026-12-02\nInternal,Call the CFO,Sam Ortiz,2026-12-09\n,Order form,Sam Ortiz,2026-12-10\n"
    spec, _ = of_text(text, tmp_path)
    assert steps(spec) == ["Workshop", "Order form"]


def test_a_title_of_which_all_rows_are_kept_is_told(tmp_path):
    text = "Step,Owner,Due\nPrices,,\nFloor // internal: 40k,Sam Ortiz,2026-12-01\nPlan,,\nWorkshop,Dana Reyes,2026-12-02\n"
    spec, told = of_text(text, tmp_path)
    assert steps(spec) == ["Workshop"]
    assert "Prices" in told
