"""What a point of a list says to the seller's own side, taken out of it before it is cut: "NDA – just us: not below 40k – Dana Reyes"."""

from __future__ import annotations

import re

from mapdocs.importing.asides import asides_in
from mapdocs.importing.list_lines import Point
from mapdocs.importing.list_pieces import Cutter
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
