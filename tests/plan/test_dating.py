"""Dates that start now, and dates worked back: counted by hand, and one law."""

import json
from datetime import date

from hypothesis import given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from commands import run
from helpers import TODAY, dump, examples, plan_values, spec_of
from mapdocs.dates import working_days
from mapdocs.importing.start_rows import FULL, slack_in, start_now, work_back
from mapdocs.plan.dating import redated, usual_days
from mapdocs.schema.model import Settings

EVERY = working_days.of_country(None)


def started(go_live):
    found = start_now(go_live, TODAY, Settings(), FULL)
    return {p.row.kind: p.day for p in found}, slack_in(found, Settings())


def test_a_go_live_in_five_months_starts_now_and_tells_its_slack():
    # by hand, Mon 23 Nov 2026: seven working days to the review, 5, then 15 beside 20, then 10; the signature five
    # working days before Thu 15 April 2027; three days for signing from Wed 20 Jan end on Mon 25 Jan
    days, slack = started(date(2027, 4, 15))
    assert days == {
        "alignment": date(2026, 12, 2),
        "business_case": date(2026, 12, 9),
        "security": date(2026, 12, 30),
        "legal": date(2027, 1, 6),
        "procurement": date(2027, 1, 20),
        "signature": date(2027, 4, 8),
    }
    assert slack == EVERY.between(date(2027, 1, 25), date(2027, 4, 8)) == 53


def test_a_near_go_live_is_worked_back_as_ever():
    days, slack = started(date(2027, 1, 4))
    assert days == {p.row.kind: p.day for p in work_back(date(2027, 1, 4), TODAY, Settings(), FULL)}
    assert slack == 0


@given(st.integers(0, 400))
@drawn(max_examples=examples(40))
def test_law_no_step_has_less_than_its_usual_time_and_the_signature_holds_the_go_live(ahead):
    go_live = EVERY.shift(TODAY, ahead)
    days, slack = started(go_live)
    usual = usual_days(Settings())
    for kind, before in (
        ("business_case", "alignment"), ("security", "business_case"), ("legal", "business_case"),
        ("procurement", "legal"), ("procurement", "security"), ("signature", "procurement"),
    ):  # fmt: skip
        assert EVERY.between(days[before], days[kind]) >= usual[kind], kind
    assert EVERY.between(days["signature"], go_live) == 5
    assert EVERY.between(TODAY, days["alignment"]) <= 10
    assert slack == max(0, EVERY.between(days["procurement"], days["signature"]) - usual["signature"])


def test_redated_both_ways():
    values = plan_values(go_live="2027-04-15")
    names = ["a", "b", "s", "l", "p", "k"]
    for row, name in zip(values["milestones"], names, strict=True):
        row["id"] = name
    values["milestones"][3]["after"] = ["b"]
    values["milestones"][4]["after"] = ["s", "l"]
    spec = spec_of(values)
    now = redated(spec, EVERY, today=TODAY, way="today")
    assert [one.day for one in now.rows] == [
        date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 30), date(2027, 1, 6), date(2027, 1, 20), date(2027, 4, 8)
    ]  # fmt: skip
    assert now.slack == 53
    back = redated(spec, EVERY, today=TODAY, way="go-live")
    assert [one.day for one in back.rows] == [
        work.day for work in work_back(date(2027, 4, 15), TODAY, Settings(), FULL)
    ]
    assert back.slack == EVERY.between(TODAY, back.rows[0].day)


def test_what_is_done_counts_from_its_day_and_what_hangs_on_the_go_live_stays():
    values = plan_values(rows=3, go_live="2027-04-15")
    done, legal, kickoff = values["milestones"]
    done.update(id="a", status="done", done_on="2026-11-20")
    legal.update(id="l", kind="legal")
    kickoff.update(id="k", target_date="5 working days before go_live")
    made = redated(spec_of(values), EVERY, today=TODAY, way="today")
    assert [(one.row.id, one.day) for one in made.rows] == [("l", EVERY.shift(TODAY, 20))]


def test_the_command_prints_both_ways_and_needs_a_go_live(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text(dump(plan_values(go_live="2027-04-15")))
    said = run("schedule", path, "--from", "today", "--today", "2026-11-23")
    assert said.returncode == 0, said.stderr
    assert "working days of slack, before the last step" in said.stdout
    loaded = json.loads(run("schedule", path, "--from", "go-live", "--format", "json", "--today", "2026-11-23").stdout)
    assert (loaded["from"], loaded["rows"][-1]["proposed"]) == ("go-live", "2027-04-08")
    values = plan_values()
    del values["deal"]["go_live"]
    path.write_text(dump(values))
    refused = run("schedule", path, "--from", "go-live")
    assert refused.returncode == 1
    assert "names no go-live" in refused.stderr


def of_no_kind(*dates):
    """Rows that no word of their names gives a kind, each with its date or none."""
    values = plan_values(rows=len(dates), go_live="2027-06-15")
    for number, (row, day) in enumerate(zip(values["milestones"], dates, strict=True)):
        row.update(milestone=f"Step {number + 1}", kind="other", id=f"r{number}", target_date=day)
        if day is None:
            del row["target_date"]
    return values


def taken(values, **settings):
    made = redated(spec_of(values, **settings), EVERY, today=TODAY, way="today")
    return [(one.takes.days, one.takes.because) for one in made.rows], [one.day for one in made.rows]


def test_a_row_of_no_kind_takes_what_the_plan_leaves_it():
    # Mon 23 Nov 2026 is today. From Tue 1 Dec: 6 working days to Wed 9, 11 to Thu 24; none to the same day
    lengths, days = taken(of_no_kind("2026-12-01", "2026-12-09", "2026-12-24", "2026-12-24", "2027-01-04"))
    # the first waits for nothing and the fourth has no room: 6, 7 and 11 are in the plan
    assert lengths == [(7, "others"), (6, "dates"), (11, "dates"), (7, "others"), (7, "dates")]
    assert days == [EVERY.shift(TODAY, n) for n in (7, 13, 24, 31, 38)]


def test_two_rooms_are_too_few_to_judge_others_by():
    lengths, _ = taken(of_no_kind("2026-12-01", "2026-12-09", "2026-12-24", "2026-12-24"))
    assert lengths == [(5, "nothing"), (6, "dates"), (11, "dates"), (5, "nothing")]
    assert taken(of_no_kind(None, None))[0] == [(5, "nothing"), (5, "nothing")]


def test_slack_that_lies_in_the_plan_is_no_duration():
    # 42 working days lie between; the longest kind, legal, takes 20, and the next, security, 15
    assert taken(of_no_kind("2026-12-01", "2027-01-28"))[0][1] == (20, "dates")
    assert taken(of_no_kind("2026-12-01", "2027-01-28"), typical_working_days={"legal": 12})[0][1] == (15, "dates")


def test_a_kind_and_a_relative_date_go_before_the_plan_s_room():
    values = of_no_kind("2026-12-01", "2026-12-09", "8 calendar days after r1")
    values["milestones"][1]["kind"] = "legal"
    assert taken(values)[0][1:] == [(20, "kind"), (6, "rule")]


def test_a_plan_by_kind_of_deal_dated_anew_keeps_its_own_days():
    """Its rows of no kind were dated by the plan's days, so the dates tell them."""
    values = of_no_kind("2026-12-01", "2026-12-04", "2026-12-17")
    values["milestones"][2]["after"] = ["r0"]
    values["milestones"][0].update(status="done", done_on="2026-12-14")
    # r0 was planned for 1 December and done later: r2 was to have 12 working days all the same
    assert taken(values)[0] == [(3, "dates"), (12, "dates")]


def test_the_command_says_what_a_step_takes_and_what_says_so(tmp_path):
    path = tmp_path / "deal.yaml"
    values = of_no_kind("2026-12-01", "2026-12-09", "2026-12-24")
    values["milestones"][2]["kind"] = "legal"
    path.write_text(dump(values))
    said = run("schedule", path, "--from", "today", "--today", "2026-11-23").stdout
    assert "5 working days, a guess: a week" in said
    assert "6 working days, as the plan has it now" in said
    assert "20 working days, usual for its kind" in said
    assert "How long one step takes, nothing in the plan says." in said
    loaded = json.loads(run("schedule", path, "--from", "today", "--format", "json", "--today", "2026-11-23").stdout)
    assert [(row["needs"], row["needs_from"]) for row in loaded["rows"]] == [(5, "nothing"), (6, "dates"), (20, "kind")]
    values["milestones"][0]["kind"] = "alignment"
    path.write_text(dump(values))
    said = run("schedule", path, "--from", "today", "--today", "2026-11-23").stdout
    assert "nothing in the plan says" not in said
    assert "7 working days, agreed at the review" in said
