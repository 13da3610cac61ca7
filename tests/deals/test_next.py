"""mapdocs next: states on both sides of each line, every flag, every format, the gate."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import run
from helpers import TODAY, dump, plan_values, spec_of
from mapdocs.deals.overview import FLAGS, deal_of, overview

TODAY_OPTION = ("--today", "2026-11-23")


def due(days, **row):
    """A plan whose first step is due in ``days`` days, agreed this week, and with nothing to remark otherwise."""
    values = plan_values()
    values["milestones"][0].update(target_date=(TODAY + timedelta(days)).isoformat(), agreed_on="2026-11-20", **row)
    return values


def line(values, **settings):
    return deal_of(spec_of(values, **settings), TODAY)


@pytest.mark.parametrize(
    ("days", "state"),
    [(1, "on track"), (0, "on track"), (-1, "at risk"), (-6, "at risk"), (-7, "stalled"), (-30, "stalled")],
)
def test_states_on_both_sides_of_their_lines(days, state):
    deal = line(due(days))
    assert (deal.state, deal.days) == (state, days)
    assert ("late" in deal.flags) == (days < 0)


def test_a_row_marked_at_risk_makes_the_deal_so():
    deal = line(due(3, at_risk=True))
    assert (deal.state, deal.flags) == ("at risk", ("at risk",))


def test_a_plan_beyond_the_quarter_is_no_risk_that_a_person_saw():
    deal = line({**due(70), "internal": {"beyond_period": "The budget is next year's"}})
    assert (deal.state, deal.flags) == ("on track", ())


def test_nothing_to_remark_where_all_is_well():
    assert line(due(3)).flags == ()


def test_every_step_done():
    values = plan_values()
    for row in values["milestones"]:
        row.update(status="done", done_on="2026-11-20")
    deal = line(values)
    assert (deal.state, deal.due, deal.done, deal.total, deal.flags) == ("done", None, 6, 6, ())


@pytest.mark.parametrize(("stage", "flagged"), [(3, False), (4, True), (5, True)])
def test_unpublished_from_stage_four(stage, flagged):
    values = due(3)
    values["deal"].update(stage=stage)
    del values["deal"]["map_url"]
    assert ("unpublished" in line(values).flags) == flagged
    assert "unpublished" not in line(values, map_link_required_from_stage=6).flags


def test_one_sided_until_somebody_agrees():
    values = plan_values()
    assert "one-sided" in line(values).flags
    values["milestones"][4].update(agreed_on="2026-11-02")
    assert "one-sided" not in line(values).flags


@pytest.mark.parametrize(("ago", "flagged"), [(0, False), (6, False), (7, True), (30, True)])
@pytest.mark.parametrize("what", ["agreed", "moved", "done"])
def test_quiet_after_a_week(ago, flagged, what):
    values = plan_values()
    day = (TODAY - timedelta(ago)).isoformat()
    values["milestones"][0].update(
        {
            "agreed": {"agreed_on": day},
            "moved": {"moved": [{"from": "2026-11-20", "on": day, "why": "Audit"}]},
            "done": {"status": "done", "done_on": day, "target_date": day},
        }[what]
    )
    assert ("quiet" in line(values).flags) == flagged


@pytest.mark.parametrize(("times", "flagged"), [(0, False), (1, False), (2, True)])
def test_slipped_more_than_once(times, flagged):
    moves = [{"from": f"2026-11-1{n}", "on": f"2026-11-1{n}", "why": "Audit"} for n in range(times)]
    assert ("slipped twice" in line(due(3, moved=moves)).flags) == flagged


def test_a_step_without_a_date():
    values = due(3)
    values["milestones"][2]["target_date"] = None
    assert "no date" in line(values).flags


def test_a_cancelled_row_is_not_what_comes_next():
    values = due(-20, status="cancelled")
    deal = line(values)
    assert (deal.state, deal.total) == ("on track", 5)


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=12))
def test_law_what_is_late_stands_first_and_no_deal_is_lost(offsets):
    specs = []
    for number, days in enumerate(offsets):
        values = due(days)
        values["deal"]["name"] = f"Deal {number}"
        specs.append(spec_of(values))
    deals = overview(specs, today=TODAY)
    assert sorted(d.deal for d in deals) == sorted(f"Deal {n}" for n in range(len(offsets)))
    rank = ["stalled", "at risk", "on track"]
    assert [rank.index(d.state) for d in deals] == sorted(rank.index(d.state) for d in deals)
    for state in rank:
        days = [d.days for d in deals if d.state == state]
        assert days == sorted(days)


@pytest.fixture
def folder(tmp_path):
    for number, (name, days, owner) in enumerate(
        [("=HYPERLINK(1)", -9, "Sam Ortiz"), ("Pipe | deal <b>", 4, "Ada Brook"), ("Calm deal", 8, "Sam Ortiz")]
    ):
        values = due(days)
        values["deal"].update(name=name, stage=5)
        values["seller"].update(owner=owner, people=[{"name": owner, "title": "AE"}])
        for row in values["milestones"]:
            row["seller_owner"] = owner
        if number == 1:
            del values["deal"]["map_url"]
        (tmp_path / f"deal{number}.yaml").write_text(dump(values))
    return tmp_path


def test_the_table(folder):
    done = run("next", folder, *TODAY_OPTION)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].split()[0] == "stalled" if set(lines[1]) <= {"-", " "} else lines[1].startswith("stalled")
    assert "9 d late" in done.stdout
    assert lines[-1] == "3 deals: 1 stalled, 2 on track."


def test_csv_is_read_by_a_spreadsheet_as_text(folder):
    done = run("next", folder, "--format", "csv", *TODAY_OPTION)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["deal"] for row in rows] == ["'=HYPERLINK(1)", "Pipe | deal <b>", "Calm deal"]
    assert list(rows[0])[:5] == ["deal", "next_milestone", "buyer_owner", "date", "days"]
    assert rows[0]["date"] == "2026-11-14"
    assert rows[0]["days"] == "-9"


def test_json_has_plain_values(folder):
    loaded = json.loads(run("next", folder, "--format", "json", *TODAY_OPTION).stdout)
    assert loaded[0]["days"] == -9
    assert loaded[1]["flags"] == ["unpublished"]
    assert date.fromisoformat(loaded[2]["date"]) == date(2026, 11, 30)  # the second step is due before the first


def test_markdown_is_text_for_pandoc_too(folder):
    done = run("next", folder, "--markdown", *TODAY_OPTION)
    table = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert len(table) == 5
    assert "Pipe \\| deal \\<b\\>" in table[3]


def test_html_is_one_page_that_asks_for_nothing(folder):
    done = run("next", folder, "--format", "html", "-o", folder / "next.html", *TODAY_OPTION)
    assert done.returncode == 0
    page = (folder / "next.html").read_text()
    assert "Pipe | deal &lt;b&gt;" in page
    assert "src=" not in page
    assert "http" not in page.replace("https://docs.example.com/plan", "")
    for flag in FLAGS:
        assert f"<option>{flag}</option>" in page


def test_by_owner_groups_for_a_one_to_one(folder):
    done = run("next", folder, "--by", "owner", *TODAY_OPTION)
    heads = [line for line in done.stdout.splitlines() if line.endswith(":")]
    assert heads == ["Ada Brook:", "Sam Ortiz:"]


@pytest.mark.parametrize(
    ("name", "code"), [("unpublished", 1), ("late", 1), ("stalled", 1), ("at-risk", 0), ("one-sided", 0)]
)
def test_the_gate(folder, name, code):
    done = run("next", folder, "--fail-on", name, *TODAY_OPTION)
    assert done.returncode == code
    assert bool(done.stderr) == bool(code)


def test_a_bad_spec_is_left_out_and_said(folder):
    (folder / "bad.yaml").write_text("deal: [")
    done = run("next", folder, *TODAY_OPTION)
    assert done.returncode == 1
    assert "bad.yaml: left out" in done.stderr
    assert "3 deals" in done.stdout


def test_a_spec_that_is_only_begun_is_listed_as_such(folder):
    (folder / "begun.yaml").write_text("deal:\n  name: Begun\n  acv: 20000\nseller: {owner: Sam Ortiz}\n")
    done = run("next", folder, "--format", "json", *TODAY_OPTION)
    assert done.returncode == 0, done.stderr
    begun = next(d for d in json.loads(done.stdout) if d["deal"] == "Begun")
    assert "unfinished" in begun["flags"]
    assert begun["next_milestone"] == "no step yet"
    assert begun["state"] == "on track"
