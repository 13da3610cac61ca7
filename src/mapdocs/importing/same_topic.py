"""Notes that begin with a word for what is the seller's own and go on with the topic of their step: "Forecast: by SKU and week" below a step
"Forecast report", "Privatpatienten: 12 Zimmer" below "Privatstation"."""

from __future__ import annotations

import re

from mapdocs.importing.owners import Sides
from mapdocs.importing.private import label_word, private_inside
from mapdocs.importing.things import names_dealings
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded

_LABELLED = re.compile(r"\s*([^\W\d_]{4,30})\s*[:：]\s*(\S.*)")
_MONEY = re.compile(r"[%€$£¥]|\d\s?(?:k|m|mio|tsd)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\d{1,4}(?: [^\W\d_]+){0,2}\.?")
_STEM = 6  # letters with which words of one topic begin: "competitors", "competitor"


def is_of_the_step(line: str, title: str, sides: Sides) -> bool:
    """Whether the label of ``line``, one word, is a word of the step's ``title`` as well, and what follows speaks of no dealings, no
    money and nobody of ours. A word that is itself "private" labels a count alone; "internal" keeps whatever it labels."""
    found = _LABELLED.fullmatch(line)
    if found is None or label_word(line, "inward", "banner") or private_inside(found[2]):
        return False
    label, said = folded(found[1]), found[2]
    words = re.findall(r"[^\W\d_][\w'’-]*", said)
    if _MONEY.search(said) or names_dealings(folded(said)) or any(_is_of_us(word, sides) for word in words):
        return False
    if label_word(line, "private") or label.startswith("priv"):
        return bool(_COUNTED.fullmatch(said)) and _names(title, label)
    return _names(title, label)


def _names(title: str, label: str) -> bool:
    named = folded(title).split()
    return any(word == label or word[:_STEM] == label[:_STEM] for word in named if len(word) >= _STEM)


def _is_of_us(word: str, sides: Sides) -> bool:
    if sides.is_theirs(word):
        return False
    given = word[0].isupper() and word.casefold() in lexicon.entries("given_names.txt")
    return given or sides.is_our_person(word) or sides.is_sellers(word) or sides.has_our_initials(word)
