"""Points of a list as a whole: what one says to the seller's own side, taken out of it before it is cut, "NDA – just us: not below
40k – Dana Reyes", and what all others show of where one has its owner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mapdocs.importing.asides import asides_in
from mapdocs.importing.list_lines import Point
from mapdocs.importing.list_pieces import Cutter, Pieces
from mapdocs.importing.to_ourselves import turn_to_us

_DASH = re.compile(r"\s+[–—-]{1,3}\s+|\s*\|\s*")


def take_turns(point: Point, cutter: Cutter) -> None:
    """Move what is said to the seller's own side, in ``point`` and the lines below it, to what is ``told`` to the seller alone. A day or
    a known person behind it, as a piece of its own, is the point's."""
    found = turn_to_us(point.said, cutter.sides)
    if found and point.said[: found[0]].strip(" -–—*•"):
        start, end = found
        pieces = _DASH.split(point.said[end:])
        facts = [one for one in pieces[1:] if cutter.day_in(one) or cutter.is_known_person(one)]
        point.told.append(" – ".join([point.said[start:end] + pieces[0], *(p for p in pieces[1:] if p not in facts)]))
        point.said = " – ".join([point.said[:start].rstrip(" –—-|/.。"), *facts])
    point.said, remarks = asides_in(point.said, cutter.sides)
    point.told += remarks
    for line in [line for line in point.facts if _is_turn(line, cutter)]:
        point.facts.remove(line)
        point.told.append(line)
    for one in list(point.below):
        if _is_turn(one.said, cutter):
            point.below.remove(one)
            point.told += [one.said, *one.lines]
        else:
            take_turns(one, cutter)


def _is_turn(line: str, cutter: Cutter) -> bool:
    found = turn_to_us(line, cutter.sides)
    return found is not None and not line[: found[0]].strip(" -–—*•")


def owners_in_place(rows: Sequence[tuple[Point, Pieces]]) -> None:
    """A piece that is no name stands for the owner where the other points have theirs: "TBD", "Legal"."""
    places = Counter(pieces.owner_at for _, pieces in rows if pieces.owner_at > 0)
    if not places:
        return
    place = places.most_common(1)[0][0]
    for _, pieces in rows:
        owned = {"owner", "buyer_owner", "seller_owner"} & pieces.facts.keys()
        said = next((text for at, text in pieces.rest if at == place and len(text.split()) <= 4), "")
        if said and not owned:
            pieces.facts["owner"] = said
            pieces.rest.remove((place, said))
