"""Sheets that hold the seller's own or the full plan beside the copy of it that the buyer gets; and sheets that only sound so."""

import pytest
from field import imported, workbook

from helpers import few_of

HEAD = ("Step", "Owner", "Due")
SHARED = [HEAD, ("Workshop", "Dana Reyes", "2026-12-02"), ("Order form", "Dana Reyes", "2026-12-15")]
OURS = [HEAD, ("Never below 40k", "Sam Ortiz", "2026-12-20"), ("Call the CFO", "Sam Ortiz", "2026-12-21")]
THEIRS = [HEAD, ("Budget approved", "Dana Reyes", "2026-12-20"), ("Training", "Dana Reyes", "2027-01-20")]


def steps(folder, *sheets):
    (folder / "plan.xlsx").write_bytes(workbook(*sheets))
    spec, _ = imported(folder / "plan.xlsx", folder)
    return [row.milestone for row in spec.milestones], spec.internal.notes or ""


@pytest.mark.parametrize(
    ("shared", "own"),
    few_of([("Plan", "Do not send"), ("Plan", "Not for Dana"), ("Plan EXT", "Plan INT"), ("Plan", "Plan INT"), ("Plan (customer)", "Plan (us)"), ("Plan", "z_hidden"),
     ("Plan Kunde", "Plan Vertrieb"), ("Plan", "Vertriebsplan"), ("Juniper copy", "Master"), ("For Dana", "Full"), ("Plan client", "Plan complet"), ("先方用", "全体")], 7),
)  # fmt: skip
def test_a_sheet_beside_that_of_the_buyer_is_kept(shared, own, tmp_path):
    found, kept = steps(tmp_path, (shared, SHARED), (own, [*SHARED, *OURS[1:]] if own in ("Master", "全体") else OURS))
    assert found == ["Workshop", "Order form"]
    assert "Never below 40k" in kept


def test_a_plan_that_has_the_buyers_steps_and_more_is_kept(tmp_path):
    found, kept = steps(tmp_path, ("Plan", [*SHARED, *OURS[1:]]), ("Plan extern", SHARED))
    assert found == ["Workshop", "Order form"]
    assert "Never below 40k" in kept


@pytest.mark.parametrize(
    ("first", "second"), few_of([("Customer", "Fabrikam"), ("Plan", "Rollout plan"), ("Plan extern", "Plan"), ("Plan A", "Plan B"), ("Juniper", "Plan")], 7)
)  # fmt: skip
def test_a_sheet_with_other_steps_is_the_plans(first, second, tmp_path):
    assert len(steps(tmp_path, (first, SHARED), (second, THEIRS))[0]) == 4
