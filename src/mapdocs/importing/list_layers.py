"""Mails within mails of which one is between two of ours: what they settle goes before the plan that is quoted below, and is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapdocs.importing.list_pieces import Pieces
from mapdocs.importing.owners import Sides
from mapdocs.readers.headings import folded

_FEWEST = 2  # steps of a plan
_SHORTEST = 4  # letters of a word by which two steps are the same


def below_ours(plan: int, layers: Sequence[tuple[int, Pieces]], sides: Sides) -> int:
    """How deep the plan is quoted among ``layers``, steps with their depth: deeper than ``plan`` where nobody on the buyer's side has a
    step there, somebody has one further below, and no step of the one is called like one of the other, as in a newer plan."""
    by_depth: dict[int, list[Pieces]] = {}
    for depth, pieces in layers:
        by_depth.setdefault(depth, []).append(pieces)
    mine = by_depth.get(plan, [])
    if _has_theirs(mine, sides):
        return plan
    for depth in sorted(one for one in by_depth if one > plan):
        below = by_depth[depth]
        if len(below) >= _FEWEST and _has_theirs(below, sides):
            return plan if _words(mine) & _words(below) else depth
    return plan


def _has_theirs(steps: Sequence[Pieces], sides: Sides) -> bool:
    return any(pieces.facts.get("buyer_owner") or sides.owners(pieces.facts.get("owner", "")).buyer for pieces in steps)


def _words(steps: Sequence[Pieces]) -> set[str]:
    return {
        word for pieces in steps for word in re.findall(r"[^\W\d_]+", folded(pieces.step)) if len(word) >= _SHORTEST
    }
