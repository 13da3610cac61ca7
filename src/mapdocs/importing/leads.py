"""Lines above a list or a table that hand it to a colleague: "And this is for the two of us:", "PS for you, Lena:", "Before I send it to Dana:"."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.importing.addressed import are_ours
from mapdocs.importing.owners import Sides
from mapdocs.language import lexicon
from mapdocs.language.replies import quote_begins
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Paper

_LONGEST = 90


def leads_to_us(title: str, sides: Sides) -> str:
    """``title`` where it says that what follows is between two of ours; else empty. In a mail from one of ours to another more words
    say it; "PS for you, Dana", who is the buyer, is for her."""
    if len(title) > _LONGEST:
        return ""
    said = f" {folded(title)} "
    named = any(sides.is_theirs(word) for word in re.findall(r"[^\W_]+", title))
    ends = title.rstrip().endswith((":", "："))
    if (named or sides.among) and ends and _has(said, "before"):
        return title
    if named:
        return ""
    if _has(said, "between_two"):
        return title
    return title if sides.among and ends and _is_among(said) else ""


def is_among_us(paper: Paper, sides: Sides) -> bool:
    """Whether a mail goes from one of ours to others of ours alone, and nobody else's words are quoted in it."""
    return are_ours(paper.addressed, sides) and not any(
        quote_begins().match(line) for line in (*paper.lines, *paper.texts)
    )


def _is_among(said: str) -> bool:
    left = said
    for phrase in sorted(_phrases("among"), key=len, reverse=True):
        left = left.replace(phrase if has_unspaced(phrase) else f" {phrase} ", " ")
    return left != said and not any(
        _stands_in(word, left) for word in (*_private("ends"), *_private("usual"), *_private("them"))
    )


def _has(said: str, kind: str) -> bool:
    return any(_stands_in(phrase, said) for phrase in _phrases(kind))


def _stands_in(phrase: str, said: str) -> bool:
    return phrase in said if has_unspaced(phrase) else f" {phrase} " in said


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(folded(phrase) for phrase in lexicon.table("openings.yaml")[kind])


@cache
def _private(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])
