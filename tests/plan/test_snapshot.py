"""What was sent is remembered whole, and a memory that somebody wrote in is refused in one sentence."""

import copy
import dataclasses
import json

import pytest

from commands import run
from helpers import SAMPLES
from mapdocs.errors import Refused
from mapdocs.plan.snapshot import SentRow, SentVersion
from mapdocs.returns.changes import FIELDS, STANDING
from mapdocs.schema.fields import MILESTONE
from mapdocs.storage.identity import Deal, place_from
from returning import deal_of

DAMAGE = {
    "a row's day is none": ("rows", 0, "target_date", "soon"),
    "a row's day is a number": ("rows", 0, "target_date", 20261130),
    "a status that there is not": ("rows", 0, "status", "finished"),
    "a row is a text": ("rows", 0, None, "Legal"),
    "moves are a text": ("rows", 0, "moved", "twice"),
    "a move has no day": ("rows", 0, "moved", [[None, None, "why"]]),
    "what a line includes is a number": ("rows", 0, "includes", 3),
    "an owner is a list": ("rows", 0, "buyer_owner", ["Dana"]),
    "a person is short": ("people", 0, None, ["Dana"]),
    "a person is a text": ("people", 0, None, "Dana"),
    "a variant that there is not": ("variant", None, None, "half"),
    "the day of building is none": ("built", None, None, "yesterday"),
    "a reason is missing": ("why", None, None, ["one"]),
    "a text that no encoding can write": ("outcome", None, None, "\ud800"),
    "a control character": ("buyer", None, None, "North\x0bwind"),
    "half a letter among the measures": ("success", None, None, ["\udfff"]),
    "a day at the end of all days": ("edits_by", None, None, "9999-12-31"),
    "a review at the end of all days": (
        "review",
        None,
        None,
        {"at": "9999-12-31T23:59:00+00:00", "zone": "Asia/Tokyo", "minutes": 30},
    ),
    "a review that takes no time": (
        "review",
        None,
        None,
        {"at": "2026-11-30T10:00:00+00:00", "zone": "UTC", "minutes": -1},
    ),
    "a spec that is a number": ("spec", None, None, 3),
    "a review in no zone": ("review", None, None, {"at": "2026-11-30T10:00:00", "zone": "Mars/Base", "minutes": 30}),
}


def damaged(kept, key, index, field, value):
    kept = copy.deepcopy(kept)
    if index is None:
        kept[key] = value
    elif field is None:
        kept[key][index] = value
    else:
        kept[key][index][field] = value
    return kept


def test_what_is_kept_comes_back_with_its_revision():
    sent = deal_of().sent
    again = SentVersion.from_json(json.loads(json.dumps(sent.to_json())))
    assert again == sent
    assert again.snapshot.revision == sent.revision


@pytest.mark.parametrize("wrong", DAMAGE.values(), ids=DAMAGE)
def test_a_memory_that_somebody_wrote_in_is_refused(wrong):
    with pytest.raises(Refused) as told:
        SentVersion.from_json(damaged(deal_of().sent.to_json(), *wrong))
    assert wrong[0] in told.value.message
    assert "--base" in told.value.hint


def test_a_changed_fact_is_refused_by_the_revision_that_it_no_longer_has():
    kept = damaged(deal_of().sent.to_json(), "rows", 0, "target_date", "2026-11-27")
    with pytest.raises(Refused, match="it says revision"):
        SentVersion.from_json(kept)
    kept["program"] = "0.0.1"  # another version may have counted other facts
    assert SentVersion.from_json(kept).snapshot.rows[0].target_date is not None


@pytest.mark.parametrize("said", ["x" * 100_000, "\ud800", "a\0b", "../../../../etc/passwd", ""])
def test_a_place_that_somebody_wrote_leads_nowhere(tmp_path, said):
    kept = Deal(plan="a", buyer="B", place=place_from(said, tmp_path / "a" / "b" / "c" / "d"))
    assert Deal(plan="a", buyer="B", place=tmp_path / "deal.yaml").is_in(kept) is True


def test_what_a_buyer_edits_are_fields_of_a_row_in_the_spec_and_in_what_was_sent():
    assert set(FIELDS) <= {field.key for field in MILESTONE.fields}
    assert set(FIELDS) <= {field.name for field in dataclasses.fields(SentRow)}
    assert set(STANDING) <= set(FIELDS)


def test_every_command_bears_a_memory_that_somebody_wrote_in(tmp_path):
    (tmp_path / "deal.yaml").write_bytes((SAMPLES / "northwind.yaml").read_bytes())
    build = ("build", "deal.yaml", "--only", "docx", "--today", "2026-11-23", "--force")
    assert run(*build, cwd=tmp_path).returncode == 0
    (kept,) = (tmp_path / ".mapdocs" / "sent").glob("*.json")
    whole = kept.read_bytes()
    returned = next(tmp_path.glob("out/*/buyer/*.docx"))
    kept.write_text(json.dumps(damaged(json.loads(whole), "rows", 0, "target_date", "soon")))
    for base in ((), ("--base", kept.stem), ("--base", kept)):
        done = run("pull", "deal.yaml", returned, *base, cwd=tmp_path)
        assert done.returncode == (2 if base else 1)
        assert "rows[0].target_date is no day" in done.stderr
        assert "Traceback" not in done.stderr
    assert run(*build, cwd=tmp_path).returncode == 0
    assert kept.read_bytes() == whole, "building the same again mends it"
