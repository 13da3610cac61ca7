"""Titles of what a seller's side talks over among itself, where nobody on the buyer's side owns a step: "Coaching from Lena", "AE / Manager"."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.importing.owners import Sides
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_LONGEST = 60


def coached_title(title: str, sides: Sides) -> str:
    """``title`` where it is made of such words, words that stand beside them, and names of ours; else empty."""
    if len(title) > _LONGEST:
        return ""
    written = re.sub(r"['’]s\b", "", title)
    named = {folded(word) for word in re.findall(r"[^\W\d_]+", written) if _is_ours(word, sides)}
    said = f" {folded(written)} "
    left = said
    for phrase in _listed("coached"):
        left = left.replace(phrase if has_unspaced(phrase) else f" {phrase} ", " ")
    if left.split() == said.split():
        return ""
    for phrase in _listed("beside_coached") if has_unspaced(left) else ():
        left = left.replace(phrase, " ")
    beside = {*_listed("beside_coached"), *named}
    return title if all(word in beside for word in left.split()) else ""


def _is_ours(word: str, sides: Sides) -> bool:
    given = folded(word) in lexicon.entries("given_names.txt") and not sides.is_theirs(
        word
    )  # a manager's, who owns no step
    return given or sides.is_our_person(word) or sides.is_sellers(word) or sides.has_our_initials(word)


@cache
def _listed(kind: str) -> tuple[str, ...]:
    """The longest first, so that "sales manager" goes before "manager"."""
    words = {folded(word) for word in lexicon.table("part_titles.yaml")[kind]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
