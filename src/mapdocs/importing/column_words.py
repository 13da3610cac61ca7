"""What columns.yaml lists, in every language: headings by their kind, and words that stand in headings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mapdocs.language import lexicon
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded, synonyms

_LISTS = (
    "person_word",
    "aside",
    "totals",
    "absent",
    "step",
    "step_weak",
    "called",
    "id_word",
    "until",
    "footer",
    "footer_by",
    "not_before",
    "with_word",
    "project_word",
    "group_word",
    "now_word",
    "first_word",
    "harmless",
    "version",
    "settled",
    "labels",
    "same",
    "template",
    "read_me",
    "admin",
    "above_step",
    "between",
    "proof_word",
    "result",
    "activity",
    "pronoun",
    "when_word",
    "calendar_week",
    "unit_word",
    "owner_kind",
    "deputy_word",
    "bar_week",
    "note_row",
    "wish_word",
    "outcome",
    "reflexive",
    "closing",
    "check_word",
    "check_filler",
)


@cache
def kinds() -> Mapping[str, tuple[str, int]]:
    """Every heading of columns.yaml, folded, to its kind and its place there."""
    found: dict[str, tuple[str, int]] = {}
    for kind, words in lexicon.table("columns.yaml").items():
        if kind not in _LISTS:
            for place, word in enumerate(word for word in words if folded(word)):
                found.setdefault(folded(word), (kind, place))
    return found


@cache
def known_words() -> frozenset[str]:
    """Everything that a heading may say, folded; what cells say as well is left out."""
    every = {*kinds(), *synonyms(), *words_of("step"), *words_of("step_weak")}
    said = {folded(word) for kind in ("buyer", "seller", "both") for word in lexicon.table("sides.yaml")[kind]}
    return frozenset(
        every
        - {word for word in said | every if read_status(word, {})}
        - said
        - {"done", "no", "nr", "complete", "completed", "open", "active", "closed", "all", "buyer", "seller"}
    )


@cache
def words_of(kind: str) -> Mapping[str, int]:
    return {folded(word): place for place, word in reversed(list(enumerate(lexicon.table("columns.yaml")[kind])))}
