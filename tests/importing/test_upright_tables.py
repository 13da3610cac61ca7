"""Tables that stand upright though some of their steps are called as columns are: "Acceptance", "Deadline for data"."""

import pytest
from field import of_text, rows_of

STEPS = [
    "Acceptance",
    "Deadline for drawings",
    "Status review",
    "Training",
    "Freeze",
    "Steering committee",
    "Owner training",
]


@pytest.mark.parametrize(
    "heads", [("Step", "Owner", "Target"), ("Milestone", "Responsible", "When"), ("Schritt", "Wer", "Termin")]
)
@pytest.mark.parametrize("day", ["sometime in Q{}", "Week {}", "mid-{}"])
def test_each_row_is_a_step(heads, day, tmp_path):
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|"]
    lines += [
        f"| {step} | {'Dana Reyes' if n % 2 else 'Sam Ortiz'} | {day.format(n + 1)} |" for n, step in enumerate(STEPS)
    ]
    spec, told = of_text("\n".join(lines), tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == STEPS
    assert "side by side" not in told


def test_a_plan_on_its_side_is_turned_still(tmp_path):
    rows = [
        ["Step", "Acceptance", "Training", "Go-live"],
        ["Owner", "Dana Reyes", "Sam Ortiz", "Dana Reyes"],
        ["Target", "2027-01-12", "2027-01-22", "2027-03-15"],
        ["Status", "open", "open", "open"],
    ]
    spec, told = of_text("\n".join(map(",".join, rows)), tmp_path)
    assert rows_of(spec)[0] == ("Acceptance", "Dana Reyes", "", "2027-01-12", "open")
    assert "side by side" in told
