"""The checkpoint over six weeks of a simulated team: nothing told twice, nothing missed; and who published when."""

import io
import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from commands import run
from helpers import dump, plan_values
from mapdocs import build, load
from mapdocs.building.options import BuildOptions
from mapdocs.deals.checkpoint import checkpoint, read_entries, write_entries
from mapdocs.deals.checkpoint_forms import FORMS, workbook
from mapdocs.deals.publishing import published
from mapdocs.schema.reader import read

MONDAY = date(2026, 11, 23)
REPS = ("Sam Ortiz", "Chris Park", "Anja Vogt", "Lee Ng", "Ida Holm")


def a_deal(number, rep):
    values = plan_values(name=f"Deal {number}")
    values["seller"].update(owner=rep, people=[])
    for place, row in enumerate(values["milestones"]):
        row["id"] = f"r{place}"
    del values["deal"]["map_url"]
    return values


def happen(rng, values, day, deal):
    """Something happens in a deal, or nothing: the kind of change, and a word that must be told."""
    open_rows = [row for row in values["milestones"] if row.get("status") not in ("done", "cancelled")]
    what = rng.choice(["nothing", "done", "moved", "agreed", "published", "row new", "row gone"])
    if what == "published" and "map_url" not in values["deal"]:
        values["deal"]["map_url"] = f"https://docs.example.com/{deal}"
        return what
    if what == "row new":
        number = len(values["milestones"]) + rng.randint(100, 10**6)
        values["milestones"].append({**values["milestones"][-1], "id": f"n{number}", "milestone": f"Step {number}", "status": "open", "agreed_on": None, "moved": [], "done_on": None})  # fmt: skip
        return what
    if not open_rows or what in ("nothing", "published"):
        return None
    row = rng.choice(open_rows)
    if what == "done":
        row.update(status="done", done_on=day.isoformat())
    elif what == "moved":
        was = date.fromisoformat(row["target_date"])
        row["moved"] = [*row.get("moved", []), {"from": row["target_date"], "on": day.isoformat(), "why": f"Why {rng.random()}"}]  # fmt: skip
        row["target_date"] = (was + timedelta(7)).isoformat()
    elif what == "agreed":
        if row.get("agreed_on"):
            return None
        row["agreed_on"] = day.isoformat()
    else:
        row["status"] = "cancelled"
    return what


def test_six_weeks_of_thirty_deals_nothing_twice_and_nothing_missed(tmp_path):
    rng = random.Random(6)
    deals = {n: a_deal(n, REPS[n % 5]) for n in range(30)}
    path = tmp_path / "checkpoints.jsonl"
    here = set(range(28))
    told_before: set[tuple[str, str]] = set()
    for week in range(6):
        day = MONDAY + timedelta(7 * week)
        expected = {n: [] for n in here}
        gone, new = set(), set(here) if week == 0 else set()
        if week == 3:
            here |= {28, 29}
            new = {28, 29}
        if week == 4:
            here -= {5}
            gone = {5}
        for n in sorted(here):
            done = happen(rng, deals[n], day - timedelta(2), n) if week and n not in new else None
            expected[n] = ([] if week == 0 else ["new"]) if n in new else [done] if done else ["quiet"]
        specs = [read(dump(deals[n]), file=str(tmp_path / f"{n}.yaml")) for n in sorted(here)]
        entries, bad = read_entries(path)
        assert bad == ()
        made = checkpoint(specs, entries, tmp_path, today=day)
        found = {int(one.line.deal.split()[1]): [c.what for c in one.changes] for one in made.told}
        assert found == {n: what for n, what in expected.items() if n in here}, f"week {week}"
        assert set(made.gone) == {f"Deal {n}" for n in gone}
        said = {(one.line.deal, c.text) for one in made.told for c in one.changes if c.what not in ("quiet", "new")}
        assert not said & told_before, "told twice"
        told_before |= said
        write_entries(path, made.entries)
        again = checkpoint(specs, read_entries(path)[0], tmp_path, today=day)
        assert FORMS["json"](again) == FORMS["json"](made), "the same day says the same"
    assert len(told_before) > 60


def test_the_round_takes_one_deal_a_rep():
    specs = [
        read(dump(a_deal(n, rep)), file=f"{n}.yaml")
        for n, rep in enumerate(["Ann Bee", "Ann Bee", "Cy Dee", "Ann Bee"])
    ]
    made = checkpoint(specs, (), Path(), today=MONDAY)
    assert [one.line.owner for one in made.told] == ["Ann Bee", "Cy Dee", "Ann Bee", "Ann Bee"]


def two_weeks(tmp_path, change, **more):
    values = a_deal(1, "Sam Ortiz")
    first = checkpoint([read(dump(values), file=str(tmp_path / "1.yaml"))], (), tmp_path, today=MONDAY)
    change(values)
    specs = [read(dump(values), file=str(tmp_path / more.get("file", "1.yaml")))]
    return checkpoint(specs, first.entries, tmp_path, today=MONDAY + timedelta(7))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"status": "done", "done_on": "2026-11-27"}, "done: Champion alignment on 27 Nov 2026 (Confirmation 1 received in writing)"),
        ({"target_date": "2026-12-01", "moved": [{"from": "2026-11-24", "on": "2026-11-25", "why": "Audit"}]}, "moved: Champion alignment, 24 Nov 2026 → 1 Dec 2026 (Audit)"),
        ({"target_date": "2026-12-01"}, "moved: Champion alignment, 24 Nov 2026 → 1 Dec 2026, and nobody said why"),
        ({"agreed_on": "2026-11-26"}, "the buyer agreed: Champion alignment, on 26 Nov 2026"),
        ({"status": "blocked"}, "Champion alignment: open → blocked"),
        ({"status": "cancelled"}, "cancelled: Champion alignment"),
        ({}, "quiet: nothing moved"),
    ],
)  # fmt: skip
def test_what_is_told(tmp_path, row, told):
    made = two_weeks(tmp_path, lambda values: values["milestones"][0].update(row))
    assert [change.text for change in made.told[0].changes] == [told]


def test_a_file_that_was_renamed_is_the_same_deal(tmp_path):
    made = two_weeks(tmp_path, lambda values: None, file="renamed.yaml")
    assert ([c.what for c in made.told[0].changes], made.gone) == (["quiet"], ())


def test_a_deal_that_could_not_be_read_is_not_gone_and_its_change_is_told_later(tmp_path):
    values = a_deal(1, "Sam Ortiz")
    name = str(tmp_path / "1.yaml")
    first = checkpoint([read(dump(values), file=name)], (), tmp_path, today=MONDAY)
    second = checkpoint([], first.entries, tmp_path, today=MONDAY + timedelta(7), unread=[name])
    assert second.gone == ()
    values["milestones"][0]["agreed_on"] = "2026-11-26"
    third = checkpoint([read(dump(values), file=name)], second.entries, tmp_path, today=MONDAY + timedelta(14))
    assert [c.what for c in third.told[0].changes] == ["agreed"]
    fourth = checkpoint([], second.entries, tmp_path, today=MONDAY + timedelta(14))
    assert fourth.gone == ("Deal 1",)


def test_a_deal_that_was_not_asked_for_is_not_gone(tmp_path):
    name = tmp_path / "1.yaml"
    name.write_text(dump(a_deal(1, "Sam Ortiz")))
    one, two = load(name), read(dump(a_deal(2, "Chris Park")), file=str(tmp_path / "2.yaml"))
    first = checkpoint([one, two], (), tmp_path, today=MONDAY)
    second = checkpoint([two], first.entries, tmp_path, today=MONDAY + timedelta(7))
    assert second.gone == ()
    name.unlink()
    assert checkpoint([two], second.entries, tmp_path, today=MONDAY + timedelta(14)).gone == ("Deal 1",)


def test_a_line_that_a_merge_broke_is_told_and_the_rest_stands(tmp_path):
    path = tmp_path / "checkpoints.jsonl"
    specs = [read(dump(a_deal(1, "Sam Ortiz")), file=str(tmp_path / "1.yaml"))]
    write_entries(path, checkpoint(specs, (), tmp_path, today=MONDAY).entries)
    path.write_text("<<<<<<< ours\n" + path.read_text() + '{"on": "x"}\n[]\n')
    entries, bad = read_entries(path)
    assert (len(entries), bad) == (1, (1, 3, 4))


def test_the_workbook_has_a_row_a_deal_and_a_column_a_checkpoint(tmp_path):
    import openpyxl

    made = two_weeks(tmp_path, lambda values: values["milestones"][0].update(agreed_on="2026-11-26"))
    raw = workbook(made)
    assert raw == workbook(made)
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][5:] == ("30 Nov 2026", "23 Nov 2026")
    assert rows[1][0] == "Deal 1"
    assert rows[1][5] == "the buyer agreed: Champion alignment, on 26 Nov 2026"


def test_the_command(tmp_path):
    (tmp_path / "deals").mkdir()
    path = tmp_path / "deals/deal.yaml"
    path.write_text(dump(a_deal(1, "Sam Ortiz")))
    first = run("next", "deals", "--checkpoint", "--today", "2026-11-23", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert "the first one" in first.stdout
    values = a_deal(1, "Sam Ortiz")
    values["milestones"][0]["agreed_on"] = "2026-11-26"
    path.write_text(dump(values))
    for form in ("table", "csv", "json", "markdown", "html"):
        done = run("next", "deals", "--checkpoint", "--format", form, "--today", "2026-11-30", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "the buyer agreed: Champion alignment" in done.stdout
    assert run("next", "deals", "--checkpoint", "--format", "xlsx", "-o", "c.xlsx", cwd=tmp_path).returncode == 0
    for wrong in (["--checkpoint", "--published"], ["--format", "xlsx", "-o", "x.xlsx"], ["--checkpoint", "--format", "xlsx"], ["--published", "--format", "html"], ["--checkpoint", "--by", "owner"]):  # fmt: skip
        assert run("next", "deals", *wrong, cwd=tmp_path).returncode == 2, wrong


def test_who_published_and_when(tmp_path):
    values = plan_values(name="Linked")
    link = values["deal"].pop("map_url")
    path = tmp_path / "linked.yaml"
    path.write_text(dump(values))

    def built(day):
        assert build(load(path), out=tmp_path / "out", today=day, options=BuildOptions(only=("ics",))).paths

    built(date(2026, 11, 23))
    assert [(p.link, p.on) for p in published([load(path)])] == [("", None)]
    values["deal"]["map_url"] = link
    path.write_text(dump(values))
    assert published([load(path)])[0].says.startswith("has its link, and was not built with it yet")
    built(date(2026, 11, 24))
    values["milestones"][0]["note"] = "A word"
    path.write_text(dump(values))
    built(date(2026, 11, 27))
    assert published([load(path)])[0].says == f"published on 24 Nov 2026: {link}"
    said = run("next", path, "--published")
    assert said.stdout.splitlines() == [
        "Sam Ortiz:",
        f"  Linked: published on 24 Nov 2026: {link}",
        "",
        "1 of 1 plans are published.",
    ]
    assert json.loads(run("next", path, "--published", "--format", "json").stdout)[0]["published_on"] == "2026-11-24"


def test_a_done_step_is_told_with_its_proof_and_a_later_proof_once(tmp_path):
    done = {"status": "done", "done_on": "2026-11-27", "proof": "minutes, page 2"}
    told = two_weeks(tmp_path, lambda values: values["milestones"][0].update(done))
    said = "done: Champion alignment on 27 Nov 2026 (Confirmation 1 received in writing; proof: minutes, page 2)"
    assert [change.text for change in told.told[0].changes] == [said]

    def at(week, entries, **row):
        values = a_deal(1, "Sam Ortiz")
        values["milestones"][0].update(status="done", done_on="2026-11-20", **row)
        specs = [read(dump(values), file=str(tmp_path / "1.yaml"))]
        return checkpoint(specs, entries, tmp_path, today=MONDAY + timedelta(7 * week))

    first = at(0, ())
    second = at(1, first.entries, proof="minutes, page 2")
    assert [change.text for change in second.told[0].changes] == ["proof of Champion alignment: minutes, page 2"]
    third = at(2, second.entries, proof="minutes, page 2")
    assert [change.what for change in third.told[0].changes] == ["quiet"]
