"""How a table's columns give way to one another, so that no word in them is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def given_way(
    widths: Sequence[float],
    least: Mapping[int, float],
    giver: int,
    floor: float,
    wishes: Mapping[int, float] | None = None,
) -> list[float]:
    """``widths`` with each column of ``least`` at least so wide, in that order: first the ``giver`` gives room, down to
    ``floor``, then whichever has most to spare. What nobody can give is not there; the sum stays as it is. ``wishes`` are
    granted by the giver alone, where it can grant the whole of one."""
    found = list(widths)
    for column, wanted in least.items():
        lacks = wanted - found[column]
        if lacks <= 0:
            continue
        spare = {other: found[other] - need for other, need in least.items() if other != column}
        givers = [(giver, found[giver] - floor), *sorted(spare.items(), key=lambda entry: -entry[1])]
        for other, room in givers:
            given = min(lacks, max(0.0, room))
            found[other] -= given
            found[column] += given
            lacks -= given
    for column, wanted in (wishes or {}).items():
        if 0 < wanted - found[column] <= found[giver] - floor:
            found[giver] -= wanted - found[column]
            found[column] = wanted
    return found
