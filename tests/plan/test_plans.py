"""The variant, the three-line fold, and the wall around what a buyer may see."""

import dataclasses
from datetime import date

import pytest

from helpers import TODAY, plan_values, spec_of
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.buyer import BuyerPlan, Look, Meeting, Party, Reasons, Row, Slip
from mapdocs.plan.variant import fold, variant_of


@pytest.mark.parametrize(
    ("acv", "threshold", "variant"),
    [
        ("14999.99", 15000, "lite"),
        ("15000", 15000, "full"),
        ("15000.01", 15000, "full"),
        ("9600", 5000, "full"),
        ("0", 15000, "lite"),
    ],
)
def test_the_threshold_belongs_to_the_full_plan(acv, threshold, variant):
    spec = spec_of(plan_values(acv=acv), acv_threshold=threshold)
    assert variant_of(spec) == variant
    assert variant_of(spec, "full") == "full"
    assert variant_of(spec, "lite") == "lite"


def test_six_rows_fold_into_decide_paper_start():
    plan = buyer_plan(spec_of(plan_values(acv=9600)), today=TODAY)
    assert [row.key for row in plan.rows] == ["decide", "paper", "start"]
    assert [row.includes for row in plan.rows] == [
        ("Plan agreed on both sides", "Business case / ROI"),
        ("Security / technical review", "Legal / redlines", "Procurement / PO"),
        ("Signature & kickoff",),
    ]
    paper = plan.rows[1]
    last = spec_of(plan_values()).milestones[4]
    assert (paper.target_date, paper.buyer_owner.name, paper.proof) == (
        last.target_date,
        last.buyer_owner,
        last.exit_criteria,
    )


def test_other_rows_go_with_the_row_before_them():
    values = plan_values(acv=9600)
    values["milestones"].insert(3, {**values["milestones"][3], "milestone": "Visit the plant", "kind": "other"})
    values["milestones"].insert(0, {**values["milestones"][0], "milestone": "Say hello", "kind": "other"})
    lines = fold(spec_of(values))
    assert [len(line.rows) for line in lines] == [3, 4, 1]
    assert lines[0].rows[0].milestone == "Say hello"


def test_exactly_three_rows_stay_as_they_are():
    values = plan_values(acv=9600)
    values["milestones"] = values["milestones"][:3]
    plan = buyer_plan(spec_of(values), today=TODAY)
    assert [row.label for row in plan.rows] == [
        "Plan agreed on both sides",
        "Business case / ROI",
        "Security / technical review",
    ]
    assert all(row.includes == () for row in plan.rows)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["done", "done"], "done"),
        (["done", "open"], "in progress"),
        (["open", "blocked"], "blocked"),
        (["open", "open"], "open"),
        (["in progress", "open"], "in progress"),
    ],
)
def test_a_lines_status(statuses, status):
    values = plan_values(acv=9600)
    for row, said in zip(values["milestones"], statuses, strict=False):
        row["status"] = said
    assert buyer_plan(spec_of(values), today=TODAY).rows[0].status == status


def test_a_line_is_agreed_when_all_of_it_is():
    values = plan_values(acv=9600)
    values["milestones"][0]["agreed_on"] = "2026-11-20"
    assert buyer_plan(spec_of(values), today=TODAY).rows[0].agreed_on is None
    values["milestones"][1]["agreed_on"] = "2026-11-21"
    assert buyer_plan(spec_of(values), today=TODAY).rows[0].agreed_on == date(2026, 11, 21)


def test_cancelled_rows_stay_in_the_full_plan_and_leave_the_fold():
    values = plan_values(7)
    values["milestones"][6]["status"] = "cancelled"
    plan = buyer_plan(spec_of(values), today=TODAY)
    assert len(plan.rows) == 7
    assert len(plan.counted) == 6


def test_the_wall_has_no_room_for_anything_internal():
    forbidden = {
        "acv",
        "stage",
        "at_risk",
        "risk",
        "evidence",
        "internal",
        "forecast",
        "tasks",
        "notes",
        "crm_url",
        "findings",
        "settings",
        "spec",
        "threshold",
        "currency",
    }
    for kind in (BuyerPlan, Row, Party, Slip, Meeting, Reasons, Look):
        assert not forbidden & {f.name for f in dataclasses.fields(kind)}
        assert kind.__dataclass_params__.frozen


def test_marks_are_opaque_and_unique():
    plan = buyer_plan(spec_of(plan_values(12)), today=TODAY)
    assert [row.mark for row in plan.rows[:6]] == ["A1", "B2", "S3", "L4", "P5", "K6"]
    assert len({row.mark for row in plan.rows}) == 12


def test_the_revision_changes_with_what_the_buyer_sees_and_with_nothing_else():
    def revision(change):
        values = plan_values()
        change(values)
        return buyer_plan(spec_of(values), today=TODAY).revision

    base = revision(lambda v: None)
    assert revision(lambda v: v["deal"].update(stage=2, acv=90000)) == base
    assert revision(lambda v: v.update(internal={"notes": "x"})) == base
    assert revision(lambda v: v["milestones"][0].update(at_risk=True, evidence="y")) == base
    assert revision(lambda v: v["milestones"][0].update(target_date="2026-11-25")) != base
    assert revision(lambda v: v["buyer"].update(company="Other")) != base


def test_late_and_slipped():
    values = plan_values()
    values["milestones"][0].update(
        target_date="2026-11-20",
        moved=[
            {"from": "2026-11-13", "on": "2026-11-12", "why": "a"},
            {"from": "2026-11-18", "on": "2026-11-17", "why": "b"},
        ],
    )
    row = buyer_plan(spec_of(values), today=TODAY).rows[0]
    assert row.late
    assert [(s.from_date.day, s.to_date.day) for s in row.slips] == [(13, 18), (18, 20)]
