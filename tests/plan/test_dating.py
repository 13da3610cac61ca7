"""Dates that start now, and dates worked back: counted by hand, and one law."""

import json
from datetime import date

from hypothesis import given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from commands import run
from helpers import TODAY, dump, examples, plan_values, spec_of
from mapdocs.dates import working_days
from mapdocs.importing.scaffold import slack_in, start_now, work_back
from mapdocs.plan.dating import redated, usual_days
from mapdocs.schema.kinds import STANDARD
from mapdocs.schema.model import Settings

EVERY = working_days.of_country(None)
FULL = tuple(STANDARD)


def started(go_live):
    found = start_now(go_live, TODAY, Settings(), FULL)
    return {p.kind: p.day for p in found}, slack_in(found, Settings())


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
    assert days == {p.kind: p.day for p in work_back(date(2027, 1, 4), TODAY, Settings(), FULL)}
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
