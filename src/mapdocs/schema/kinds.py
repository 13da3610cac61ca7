"""The kinds of milestone, how a kind is guessed from a name, and the training's six standard names."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

from mapdocs.language import lexicon

Kind = Literal["alignment", "business_case", "security", "legal", "procurement", "signature", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: The six rows of the training's worksheet, in its order, by kind.
STANDARD: dict[Kind, str] = {
    "alignment": "Champion alignment",
    "business_case": "Business case / ROI",
    "security": "Security / technical review",
    "legal": "Legal / redlines",
    "procurement": "Procurement / PO",
    "signature": "Signature & kickoff",
}

#: The order in which the signs of kinds are looked for: the narrow words stand before the wide ones.
_NARROW_FIRST: tuple[Kind, ...] = ("signature", "procurement", "security", "legal", "business_case", "alignment")


@cache
def _signs() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    said = lexicon.words("kinds")
    return tuple((kind, re.compile("|".join(said[kind]), re.IGNORECASE)) for kind in _NARROW_FIRST)


def guess(name: str) -> Kind:
    """The kind that a milestone's name suggests, ``other`` where it suggests none."""
    for kind, pattern in _signs():
        if pattern.search(name):
            return kind
    return "other"


def standard_kind(name: str) -> Kind | None:
    """The kind whose standard name ``name`` is, or None where the rep wrote a name of their own."""
    folded = " ".join(name.casefold().replace(" and ", " & ").split())
    for kind, standard in STANDARD.items():
        if folded == standard.casefold():
            return kind
    return None
