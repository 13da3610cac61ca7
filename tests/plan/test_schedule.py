"""Relative dates, what hangs on what, each row's slack, and the chain that decides the go-live."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import run
from helpers import TODAY, codes, dump, findings_of, plan_values, spec_of
from mapdocs.dates import working_days
from mapdocs.plan.schedule import schedule

EVERY = working_days.of_country(None)


def planned(dates, go_live="2027-01-19", after=None, **row_values):
    """A plan with one row a date; ``after`` by row number."""
    values = plan_values(len(dates), go_live=go_live)
    for number, (row, day) in enumerate(zip(values["milestones"], dates, strict=True)):
        row.update(id=f"r{number}", target_date=day)
        if after and number in after:
            row["after"] = after[number]
        row.update(row_values.get(f"r{number}", {}))
    return values


def slots_of(values, **settings):
    made = schedule(spec_of(values, **settings), EVERY, today=TODAY)
    return made, {slot.row.id: slot for slot in made.slots}


def test_a_chain_of_relative_dates_moves_as_one():
    dates = ["2026-12-01", "10 working days after r0", "1 week after r1", "5 working days before go_live"]
    spec = spec_of(planned(dates))
    assert [row.target_date for row in spec.milestones] == [
        date(2026, 12, 1),
        date(2026, 12, 15),
        date(2026, 12, 22),
        date(2027, 1, 12),
    ]
    moved = spec_of(planned(["2026-12-03", *dates[1:]]))
    assert [b.target_date - a.target_date for a, b in zip(spec.milestones, moved.milestones, strict=True)] == [
        timedelta(2), timedelta(2), timedelta(2), timedelta(0)
    ]  # fmt: skip


def test_slack_is_counted_in_working_days_to_the_go_live():
    # Fri 4 Dec, then Mon 7 Dec a working day later; the go-live is Fri 11 Dec: four working days are left
    made, slots = slots_of(planned(["2026-12-04", "1 working day after r0"], go_live="2026-12-11"))
    assert (slots["r0"].slack, slots["r1"].slack) == (4, 4)
    assert made.chain == ("r0", "r1")
    assert made.slack == 4


def test_the_deciding_chain_is_the_tightest_of_two_branches():
    values = planned(
        ["2026-12-01", "2 working days after r0", "12 working days after r0", "1 working day after r1"],
        after={3: ["r1", "r2"]},
        go_live="2027-01-05",
    )
    values["milestones"][3]["target_date"] = "2026-12-18"
    made, slots = slots_of(values, typical_working_days={})
    assert made.chain == ("r0", "r2", "r3")
    assert not slots["r1"].decides
    assert slots["r1"].slack > slots["r2"].slack


def test_a_plan_that_cannot_hold_says_by_how_much(tmp_path):
    values = planned(["2026-12-14", "10 working days after r0"], go_live="2026-12-21")
    made, _ = slots_of(values)
    assert made.slack == -5
    path = tmp_path / "deal.yaml"
    path.write_text(dump(values))
    done = run("schedule", path, "--today", "2026-11-23")
    assert done.returncode == 0
    assert "The go-live cannot hold: these steps need 5 working days more than there are." in done.stdout


def test_rows_that_are_done_or_cancelled_have_no_slack():
    values = planned(["2026-11-20", "2026-12-04", "2026-12-11"])
    values["milestones"][0].update(status="done", done_on="2026-11-20")
    values["milestones"][1].update(status="cancelled")
    _, slots = slots_of(values)
    assert slots["r0"].slack is None
    assert "r1" not in slots
    assert slots["r2"].hangs_on == ("r0",)


@pytest.mark.parametrize(
    "dates",
    [
        ["1 week after r0"],
        ["1 week after r1", "1 week after r0"],
        ["1 week after r2", "1 week after r0", "3 days before r1"],
    ],
)
def test_a_circle_is_a_finding(dates):
    assert "MAP023" in codes(planned(dates))


def test_a_row_that_nobody_knows_is_a_finding():
    assert "MAP022" in codes(planned(["2026-12-01", "1 week after nowhere"]))


def test_the_buyer_sees_plain_dates_only(tmp_path):
    path = tmp_path / "deal.yaml"
    values = plan_values()
    values["milestones"][0].update(id="r0", target_date="2026-11-30")
    for number, gap in enumerate((10, 1, 1, 1, 2)):
        values["milestones"][number + 1].update(id=f"r{number + 1}", target_date=f"{gap} working days after r{number}")
    path.write_text(dump(values))
    done = run("build", path, "-o", tmp_path / "out", "--only", "email,ics", "--today", "2026-11-23")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out/test-deal/buyer/test-deal-map.txt").read_text()
    assert "14 Dec" in text
    assert "working days" not in text


def test_the_command_prints_the_chain_and_json(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text(dump(planned(["2026-12-01", "10 working days after r0", "2026-12-30"])))
    done = run("schedule", path, "--today", "2026-11-23")
    assert done.returncode == 0, done.stderr
    assert "(10 working days after r0)" in done.stdout
    assert "Go-live Tue 19 Jan 2027." in done.stdout
    assert "Deciding: " in done.stdout
    loaded = json.loads(run("schedule", path, "--format", "json", "--today", "2026-11-23").stdout)
    assert [row["target_date"] for row in loaded["rows"]] == ["2026-12-01", "2026-12-15", "2026-12-30"]
    assert loaded["chain"][-1] == "r2"
    path.write_text(dump(planned(["1 week after r0"])))
    assert run("schedule", path).returncode == 1


@given(
    gaps=st.lists(st.integers(1, 15), min_size=2, max_size=8),
    slip=st.integers(0, 30),
)
def test_law_a_slip_up_to_the_slack_keeps_the_plan_and_one_more_breaks_it(gaps, slip):
    """Rows hanging on each other in one chain: moving the first by n working days costs exactly n of the slack."""
    first = date(2026, 12, 1)
    go_live = EVERY.shift(first, sum(gaps) + 20)

    def with_start(day):
        dates = [day.isoformat(), *(f"{gap} working days after r{n}" for n, gap in enumerate(gaps))]
        return slots_of(planned(dates, go_live=go_live.isoformat()))[0]

    assert with_start(first).slack == 20
    assert with_start(EVERY.shift(first, slip)).slack == 20 - slip


def test_a_go_live_that_is_a_row_is_not_counted_against_itself():
    # Fri 11 Dec is the go-live and a row; Mon 7 Dec leaves it the one working day that it takes, and three more
    values = planned(["2026-12-04", "2026-12-07", "2026-12-11"], go_live="2026-12-11")
    values["milestones"][2].update(milestone="Go-live", kind="other")
    made, slots = slots_of(values)
    assert made.goal == "r2"
    assert slots["r2"].slack is None
    assert slots["r2"].stands == "go_live"
    assert (made.slack, made.chain) == (3, ("r0", "r1", "r2"))
    del values["deal"]["go_live"]
    made, slots = slots_of(values)
    assert (made.goal, made.end, made.slack) == ("r2", date(2026, 12, 11), 3)
    values["milestones"][2].update(milestone="Signature", kind="signature")
    made, slots = slots_of(values)
    assert (made.goal, made.slack) == (None, 0)


def test_what_follows_the_go_live_has_no_slack_before_it(tmp_path):
    values = planned(["2026-12-04", "2026-12-11", "2027-01-08", "2027-01-11"], go_live="2026-12-11")
    values["milestones"][1].update(milestone="Go-live", kind="other")
    values["milestones"][2].update(milestone="Hypercare", kind="other")
    values["milestones"][3].update(milestone="Second shift trained", kind="other")
    made, slots = slots_of(values)
    assert [slot.stands for slot in made.slots] == ["before", "go_live", "after", "after"]
    assert (slots["r0"].slack, made.slack) == (4, 4)
    path = tmp_path / "deal.yaml"
    path.write_text(dump(values))
    said = run("schedule", path, "--today", "2026-11-23").stdout
    assert "after the go-live" in said
    assert "cannot" not in said
    values["milestones"][3].update(kind="procurement")
    assert slots_of(values)[0].slack < 0, "an order after the go-live is late, not behind it"


def test_schedule_and_check_say_the_same_of_dates_that_cannot_stand(tmp_path):
    values = planned(["2026-12-18", "2026-12-16", "2027-01-20"], after={1: ["r0"]})
    path = tmp_path / "deal.yaml"
    path.write_text(dump(values))
    found = [f for f in findings_of(values) if f.code in ("MAP120", "MAP121")]
    assert [f.code for f in found] == ["MAP121", "MAP120"]
    said = run("schedule", path, "--today", "2026-11-23").stdout
    assert all(f.message in said for f in found)
    loaded = json.loads(run("schedule", path, "--format", "json", "--today", "2026-11-23").stdout)
    assert {clash["why"] for clash in loaded["cannot_stand"]} == {f.message for f in found}
    assert loaded["cannot_stand"][0]["chain"] == ["r0", "r1"]


def test_the_sound_plan_has_nothing_that_cannot_stand():
    assert slots_of(plan_values())[0].cannot_stand == ()
