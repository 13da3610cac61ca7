"""Owners who are written as initials, "DR" and "SO", in a file without a key of them, where only two people fit whom we know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Sides, parts_of
from mapdocs.importing.short_owners import people_in
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.tables import GridRow

_OWNERS = ("owner", "buyer_owner", "seller_owner")
_LETTERS = re.compile(r"[A-ZÀ-Þ]{2,3}")


def with_bare_initials(plans: Sequence[tuple[Chosen, Sequence[GridRow]]], sides: Sides) -> tuple[Sides, list[str]]:
    """``sides`` with whom the initials mean, and what there is to tell. One pair of letters may be a department or anybody: there are
    initials of somebody on each side, and each is of one person alone among all whom the file names."""
    everybody = frozenset(name for chosen, _ in plans for name in people_in(chosen, sides))
    found: dict[str, str] = {}
    departments = lexicon.entries("not_a_person.txt")
    for said in sorted(set(_letters(plans)) - sides.short.keys()):
        fitting = {name for name in everybody if _initials(name) == said}
        known = [name for name in (*sides.buyer.people, *sides.seller.people) if name in fitting]
        if len(fitting) == len(set(known)) == 1 and not sides.side_named(said) and said.casefold() not in departments:
            found[said] = known[0]
    has = [any(name in side.people for name in found.values()) for side in (sides.buyer, sides.seller)]
    if not all(has):
        return sides, []
    told = [
        f"the owner “{said}” was read as “{name}”, the only one known who is called so" for said, name in found.items()
    ]
    return replace(sides, short={**sides.short, **found}), told


def _letters(plans: Sequence[tuple[Chosen, Sequence[GridRow]]]) -> Iterator[str]:
    for chosen, rows in plans:
        columns = [chosen.fields[name] for name in _OWNERS if name in chosen.fields]
        for said in (words(row.cell(column)) for row in rows for column in columns):
            yield from (part for part in parts_of(said) if _LETTERS.fullmatch(part))


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split())
