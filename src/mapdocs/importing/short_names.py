"""What the two companies are called in a plan that does not write them out: "NGS" for Nordgate Systems, "Kaveri" for the only
company in a column of sides that is not the seller's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Side, Sides
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow, Table

_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{2,40})[)）\]]")
_LETTERS = re.compile(r"\b[A-Z]{2,5}\b")
_TOP = 8  # rows of a table among which its headings stand
_MOST = 40  # signs of a company's short name


def initials_in(tables: Iterable[Table], sides: Sides) -> dict[str, str]:
    """The owner's field for each group of capitals over the tables that is the initials of one of the two companies."""
    said = {
        name
        for table in tables
        for row in table.rows[:_TOP]
        for cell in row.cells
        for name in _LETTERS.findall(cell.text)
    }
    named = ((folded(name), sides.side_named(name)) for name in said if sides.is_initials(name))
    return {name: f"{side}_owner" for name, side in named if side in ("buyer", "seller")}


def with_other_company(plan: Sequence[tuple[Chosen, Sequence[GridRow]]], sides: Sides) -> tuple[Sides, list[str]]:
    """``sides`` with the buyer called as the plan calls the only company beside the seller's, and what there is to tell of it."""
    told: list[str] = []
    for names, where in (_in_columns(plan), _in_brackets(plan)):
        known = {name: sides.side_named(name) for name in names}
        others = [name for name, side in known.items() if not side]
        if len(others) != 1 or "buyer" in known.values() or "seller" not in known.values() or names[others[0]] < 2:
            continue
        name = others[0]
        own = set(folded(sides.buyer.company).split())
        said = set(folded(name).split())
        if said & lexicon.entries("not_a_person.txt") or (own and not said & own):  # a department, or somebody else
            continue
        sides = replace(sides, buyer=Side(sides.buyer.company or name, sides.buyer.people, (*sides.buyer.short, name)))
        told.append(f"“{name}” {where} was taken for the buyer, the only company there beside yours")
        break
    return sides, told


def _in_columns(plan: Sequence[tuple[Chosen, Sequence[GridRow]]]) -> tuple[Counter[str], str]:
    """How often the columns of sides name whom, and where that is."""
    heads = [chosen.heads.get(chosen.fields["side"], "") for chosen, _ in plan if "side" in chosen.fields]
    names = Counter(
        said
        for chosen, rows in plan
        if "side" in chosen.fields
        for row in rows
        if (said := words(row.cell(chosen.fields["side"]))) and len(said) <= _MOST
    )
    return names, f"in the column “{heads[0]}”" if heads else ""


def _in_brackets(plan: Sequence[tuple[Chosen, Sequence[GridRow]]]) -> tuple[Counter[str], str]:
    """The same of what stands in brackets behind owners: "Meenal Joshi (Kaveri)"."""
    names = Counter(
        name.strip()
        for chosen, rows in plan
        if "owner" in chosen.fields
        for row in rows
        for name in _BRACKETED.findall(words(row.cell(chosen.fields["owner"])))
    )
    return names, "in brackets behind the owners"
