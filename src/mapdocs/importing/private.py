"""What says that a column, a row or a sheet is the seller's own: it never becomes a field that the buyer reads."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.language import lexicon
from mapdocs.readers.headings import folded

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def private_word(heading: str) -> str:
    """The words of ``heading`` that call it private, as "AE" or "our notes"; empty where none does.

    In doubt a heading is private: what is kept back is told and can be taken over, what a buyer has read cannot be taken
    back.
    """
    said = f" {folded(heading)} "
    word = _first(said, "words", "banner", "inward")
    if word:
        return word
    notes = next((found for pattern in _patterns("notes") if (found := pattern.search(said))), None)
    ours = next((found for pattern in _patterns("seller") if (found := pattern.search(said))), None)
    return f"{ours[0].strip()} {notes[0].strip()}" if notes and ours else ""


def inward_word(name: str) -> str:
    """The words of ``name``, a sheet's or a line above a table, that keep a whole table from the buyer; empty where none does.

    "Confidential" does not: people print it on every page of what they send.
    """
    return _first(f" {folded(name)} ", "inward")


def banner_word(name: str) -> str:
    """The word of ``name`` that calls a document confidential."""
    return _first(f" {folded(name)} ", "banner")


def _first(said: str, *kinds: str) -> str:
    found = (pattern.search(said) for kind in kinds for pattern in _patterns(kind))
    return next((match[0].strip() for match in found if match), "")


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(word) for word in lexicon.table("private.yaml")[kind])


def _pattern(word: str) -> re.Pattern[str]:
    """``word`` as a whole word of a heading, or with * as the beginning of one; anywhere in a script without blanks."""
    said = re.escape(folded(word.rstrip("*")))
    if _UNSPACED.search(word):
        return re.compile(said)
    return re.compile(rf" {said}\w*(?= )" if word.endswith("*") else rf" {said}(?= )")
