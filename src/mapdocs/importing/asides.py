"""What somebody on the seller's side, or nobody knows who, remarks in brackets inside a cell: "Signed by both [Rita: not below 56k]"."""

from __future__ import annotations

import re

from mapdocs.importing.owners import Sides, is_written_as_name
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded

_ASIDE = re.compile(
    r"\s*[\[(（【]\s*([^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20})?)\s*[:：]\s*([^\[\](){}（）【】]{3,400})[\])）】]"
)


def asides_in(text: str, sides: Sides) -> tuple[str, list[str]]:
    """(``text`` without the remarks in it that are not the buyer's, those remarks)."""
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        if not _is_ours(match[1], sides):
            return match[0]
        found.append(f"{match[1]}: {match[2].strip()}")
        return ""

    return _ASIDE.sub(taken, text).strip(), found


def _is_ours(name: str, sides: Sides) -> bool:
    """Whether a remark by ``name`` is the seller's, or by somebody of whom nothing says that the buyer may read it. "Note", "Phase
    2" are no names."""
    if sides.buyer.has(name) or sides.is_buyers(name):
        return False
    initials = {"".join(part[0] for part in person.split()) for person in sides.seller.people}
    if sides.seller.has(name) or sides.is_sellers(name) or (len(name) > 1 and name in initials):
        return True
    return folded(name).split()[0] in lexicon.entries("given_names.txt") and is_written_as_name(name)
