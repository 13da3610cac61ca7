"""mapdocs move: the date, its slip, the buyer's yes, the evidence; and nothing else in the file."""

import json
from datetime import date

import pytest

from commands import run
from helpers import SAMPLES, TODAY, dump, plan_values
from mapdocs.deals.moving import Decision, move, row_named
from mapdocs.errors import MapdocsError
from mapdocs.schema.reader import read

NORTHWIND = (SAMPLES / "northwind.yaml").read_text()


def test_one_date_moves_and_no_other_line():
    spec = read(NORTHWIND)
    done = move(spec, row_named(spec, "legal"), Decision(day=date(2026, 12, 29), why="Counsel is away"), today=TODAY)
    was, now = NORTHWIND.splitlines(), done.text.splitlines()
    assert [line for line in now if line not in was] == [
        "    target_date: 2026-12-29",
        "    moved: [{from: 2026-12-22, on: 2026-11-23, why: Counsel is away}]",
    ]
    assert [line for line in was if line not in now] == ["    target_date: 2026-12-22"]
    again = move(done.spec, done.row, Decision(day=date(2026, 12, 30), why="Again"), today=TODAY)
    assert [m.from_date for m in again.row.moved] == [date(2026, 12, 22), date(2026, 12, 29)]


@pytest.mark.parametrize(("agreed", "kept"), [(False, None), (True, TODAY)])
def test_the_buyers_yes_belonged_to_the_old_date(agreed, kept):
    values = plan_values()
    values["milestones"][2]["agreed_on"] = "2026-11-02"
    spec = read(dump(values))
    decided = Decision(day=date(2026, 12, 30), why="Audit", agreed=agreed)
    done = move(spec, spec.milestones[2], decided, today=TODAY)
    assert done.row.agreed_on == kept
    assert done.withdrawn == (None if agreed else date(2026, 11, 2))


def test_evidence_alone_moves_nothing():
    spec = read(NORTHWIND)
    done = move(spec, row_named(spec, "4"), Decision(evidence="Last three took 9, 11: and 12 days"), today=TODAY)
    assert done.row.evidence == "Last three took 9, 11: and 12 days"
    assert (done.row.moved, done.row.target_date) == (spec.milestones[3].moved, spec.milestones[3].target_date)


def test_what_hangs_on_it_moves_along_and_is_told():
    values = plan_values()
    values["milestones"][0]["id"] = "first"
    values["milestones"][1]["target_date"] = "5 working days after first"
    spec = read(dump(values))
    done = move(spec, spec.milestones[0], Decision(day=date(2026, 11, 30), why="Audit"), today=TODAY)
    assert [(old, new) for _, old, new in done.along] == [(date(2026, 12, 1), date(2026, 12, 7))]
    free = move(spec, spec.milestones[1], Decision(day=date(2026, 12, 9), why="Audit"), today=TODAY)
    assert str(free.rule) == "5 working days after first"
    assert free.row.target_rule is None


@pytest.mark.parametrize(
    ("said", "told"),
    [("leagl", "did you mean legal"), ("9", "write one of"), ("", "write one of"), ("0", "write one of")],
)
def test_a_row_that_nobody_knows(said, told):
    with pytest.raises(MapdocsError) as wrong:
        row_named(read(NORTHWIND), said)
    assert told in wrong.value.hint


def test_a_row_by_id_number_name_and_kind():
    spec = read(NORTHWIND)
    assert {row_named(spec, said).id for said in ("legal", "4", "Legal / redlines", "LEGAL")} == {"legal"}


def test_the_command_line(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text(NORTHWIND)
    today = ("--today", "2026-11-23")
    said = run("move", path, "legal", "2026-12-29", "--why", "Counsel is away", "--format", "json", *today)
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert (told["from"], told["target_date"]) == ("2026-12-22", "2026-12-29")
    for args, code, wrong in (
        (["legal", "2026-12-29", "--why", "x"], 1, "is on 29 Dec 2026 already"),
        (["legal", "2026-12-30"], 2, "says why"),
        (["legal"], 2, "nothing was decided"),
        (["legal", "--why", "x", "--evidence", "y"], 2, "belongs to a new date"),
        (["legal", "soon", "--why", "x"], 2, "soon"),
        (["nobody", "2026-12-30", "--why", "x"], 1, "no row is called"),
    ):
        refused = run("move", path, *args, *today)
        assert refused.returncode == code, (args, refused.stderr)
        assert wrong in refused.stderr
        assert "Traceback" not in refused.stderr
    weekend = run("move", path, "legal", "2026-12-26", "--why", "x", *today)
    assert weekend.returncode == 0
    assert "MAP116" in weekend.stderr


def test_a_row_that_is_done_stays_where_it_was():
    values = plan_values()
    values["milestones"][0].update(status="done", done_on="2026-11-20")
    spec = read(dump(values))
    with pytest.raises(MapdocsError, match="is done"):
        move(spec, spec.milestones[0], Decision(day=date(2027, 1, 5), why="x"), today=TODAY)
