"""What a buyer's words say of a step: only a plain yes is one."""

from pathlib import Path

import pytest

from helpers import few_of
from mapdocs.language.consent import plain_yes, verdict

WORDS = Path(__file__).parent.parent / "words"


def replies(name):
    lines = (WORDS / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("label", "text"), replies("replies.tsv"))
def test_a_reply_is_read(label, text):
    assert (verdict(text) or "none") == label


@pytest.mark.parametrize(
    "text", few_of(["", " ", "?", "thanks", "for us", "yes\u2026", "yes" * 200, "yes " * 200, "\n", "はいえん"], 3)
)
def test_what_is_empty_endless_or_cut_is_no_yes(text):
    assert not plain_yes(text)


HELD_OUT = [(label, text) for label, _, text in replies("replies_held_out.tsv")[1:]]


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, text in HELD_OUT if label != "yes"])
def test_what_is_no_yes_is_never_read_as_one(label, text):
    assert not plain_yes(text), label


def test_every_second_yes_of_strangers_is_found():
    yeses = [text for label, text in HELD_OUT if label == "yes"]
    assert len(yeses) >= 30
    assert sum(map(plain_yes, yeses)) >= len(yeses) / 2


def test_a_japanese_request_for_a_change_is_told_as_one_and_not_as_a_no():
    assert verdict("一点だけ変更をお願いいたします。") == "question"
    assert verdict("この日程では間に合いません。") == "refusal"
