"""What the program itself says to buyers is never warned of: the word rules read every label of every language."""

import re
from pathlib import Path

import pytest
import yaml

from mapdocs.language.phrases import listed
from mapdocs.rules import wording
from mapdocs.rules.classify import internal

LABELS = sorted((Path(__file__).resolve().parents[2] / "templates" / "labels").glob("*.yaml"))
#: What stands in the blanks that are names, days and texts of a plan.
FILLED = {
    "buyer": "Northwind",
    "seller": "Fabrikam",
    "date": "30 Nov",
    "by": "30 Nov",
    "step": "Signature",
    "outcome": "Books closed in time",
}


def texts(said):
    if isinstance(said, str):
        yield re.sub(r"\{(\w+)\}", lambda blank: FILLED.get(blank[1], "Dana Reyes"), said)
    elif isinstance(said, dict):
        for value in said.values():
            yield from texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from texts(value)


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_no_label_sounds_internal(path):
    said = list(texts(yaml.safe_load(path.read_text("utf-8"))))
    assert len(said) > 40
    assert [(text, found) for text in said if (found := internal.judge(text))] == []


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_no_label_is_jargon(path):
    # What the document is called on its first page is the training's own name for it.
    said = (text for text in texts(yaml.safe_load(path.read_text("utf-8"))) if text != "Mutual action plan")
    assert [
        text for text in said if any(wording.jargon_in(text, listed("jargon.txt"))) or wording.sounds_like_jargon(text)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "Was stimmt noch nicht?",
        "What holds this up, and who clears it?",
        "You take over these steps from Dana Reyes (new role).",
        "What did we get wrong?",
        "Who signs for you?",
        "Qu'est-ce qui manque encore ?",
        "¿Qué nos falta?",
        "O que falta aqui?",
        "まだ違っている点はありますか。",
    ],
)
def test_plain_questions_and_requests_are_nobodys_talk(text):
    assert internal.judge(text) is None
