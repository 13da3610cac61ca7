"""docs/the-hour.md against the training: no sentence that asks for something is unanswered, and no answer is stale."""

import hashlib
import re

import pytest

from helpers import ROOT
from mapdocs.cli import COMMANDS, cli
from mapdocs.rules.checker import all_rules
from mapdocs.schema.fields import MILESTONE, SETTINGS

TABLE = re.findall(r"^\| (.+) \| (.+) \|$", (ROOT / "docs/the-hour.md").read_text("utf-8"), re.MULTILINE)[2:]


def digest(sentence):
    """A sentence by its words alone, as tests/training/sentences.txt has it."""
    return hashlib.sha256(" ".join(re.findall(r"\w+", sentence.casefold())).encode()).hexdigest()[:16]


def test_no_sentence_is_unanswered_and_none_is_made_up():
    lines = (ROOT / "tests/training/sentences.txt").read_text("utf-8").splitlines()[1:]
    asks = [line.split()[0] for line in lines if line.endswith(" asks")]
    assert len(lines) > 80
    assert [digest(said) for said, _ in TABLE] == asks


@pytest.mark.parametrize(("said", "answer"), TABLE, ids=[said[:40] for said, _ in TABLE])
def test_every_answer_is_true(said, answer):
    for command, options in re.findall(r"`mapdocs ([a-z]+)((?: [^`]+)?)`", answer):
        assert command in COMMANDS, said
        known = {name for p in cli.get_command(None, command).params for name in (*p.opts, *p.secondary_opts)}
        assert set(re.findall(r"--[a-z-]+", options)) <= known, (said, command)
    assert set(re.findall(r"MAP1\d\d", answer)) <= set(all_rules()), said
    there = set(COMMANDS) | {f.key for f in MILESTONE.fields} | {f.key for f in SETTINGS.fields}
    assert not set(re.findall(r"\*([a-z]+)\*", answer)) & there, f"no longer “not yet”: {said}"
    assert "`mapdocs" in answer or "none: " in answer or "`mapdocs.yaml`" in answer or "under `internal`" in answer
