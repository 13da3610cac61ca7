"""A column of who sees each row that names the sides by their companies, their people or letters: "J+F" and "F", "Dana, Sam" and "Sam"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Side, Sides
from mapdocs.importing.private import asks_who_sees, is_for_them, is_for_us, says_role
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

_LETTERS = re.compile(r"[A-Z]{1,4}|[A-Z][a-z]{2,3}")
_INITIALS = re.compile(r"[A-Z]{2,3}(?: [A-Z]{2,3})+")  # "SO DR"
_AGREED = {"S": "us", "V": "us", "B": "them", "C": "them", "K": "them"}  # seller, vendor; buyer, customer, Kunde


def settle_seers(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> None:
    """Find the column of who sees a row by the sides in its cells, where its heading asks so; one called "Distribution" or
    "Scope" is such a column only where each of its cells names sides, both of them among these."""
    if chosen.hides and chosen.hides[1] != "for us":
        return
    ticked = None if chosen.hides else _ticked_for_them(chosen, rows, sides)
    if ticked is not None:
        chosen.hides = (ticked, "not yes")
        chosen.leave_unused(ticked)
        return
    open_to = {*chosen.unknown, *([chosen.fields["side"]] if "side" in chosen.fields else [])}
    columns = [chosen.hides[0]] if chosen.hides else sorted(open_to - chosen.plain.keys())
    for column in columns:
        said = {text for row in rows if (text := words(row.cell(column)))}
        if said and _names_sides(chosen.heads.get(column, ""), said, sides):
            chosen.hides = (column, "seen")
            chosen.leave_unused(column)
            return


def _ticked_for_them(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> int | None:
    """The column called by the buyer's company alone in which ticks and nothing else stand, though another names who owns each step: some
    steps of ours are ticked, and none of theirs is not. It says which of them the buyer gets, and not who does them."""
    owners = [chosen.fields[name] for name in ("owner", "buyer_owner", "seller_owner") if name in chosen.fields]
    steps = [row for row in rows if words(row.cell(chosen.fields.get("milestone"))) and _owned(row, owners)]
    marked = [
        column
        for column in chosen.heads
        if {words(row.cell(column)) for row in steps} - {""} and _is_ticks(column, steps)
    ]
    theirs = [column for column in marked if sides.is_buyers(chosen.heads[column].strip(" ?？"))]
    if len(theirs) != 1 or len(marked) != 1 or theirs[0] in owners:
        return None
    ours = [all(map(sides.is_ours, _owned(row, owners))) for row in steps]
    ticked = [bool(words(row.cell(theirs[0]))) for row in steps]
    left = [own for own, tick in zip(ours, ticked, strict=True) if not tick]
    given = [own for own, tick in zip(ours, ticked, strict=True) if tick]
    return theirs[0] if left and all(left) and any(given) else None


def _owned(row: GridRow, owners: Sequence[int]) -> list[str]:
    return [said for column in owners if (said := words(row.cell(column)))]


def _is_ticks(column: int, rows: Sequence[GridRow]) -> bool:
    return all(
        words(row.cell(column)).casefold()
        in ("", "x", "✓", "✔", "✔️", "☒", "☑", "●", "○", "yes", "ja", "oui", "sí", "sim")
        for row in rows
    )


def is_seen_by_us_alone(said: str, heading: str, sides: Sides) -> bool:
    """Whether a cell of such a column keeps its row from the buyer; what it says of nobody known does where the ``heading`` asks who
    sees it."""
    seers = _seers(said, sides)
    return bool(said) and ("us" in seers or asks_who_sees(heading)) and "them" not in seers


def _names_sides(heading: str, said: Collection[str], sides: Sides) -> bool:
    found = [_seers(text, sides) for text in said]
    ours, both = {"us"} in found, any("them" in one for one in found)
    if asks_who_sees(heading):
        ours = ours or any("us" in one and "them" not in one for one in found)
        return ours and (both or len(said) == 1)
    named = folded(heading.strip(" ?？¿"))
    if named in _listed("scopes"):  # "Juniper" alone would own the step
        both = any({"us", "them"} <= one or one == {"all"} for one in found)
    elif named not in _listed("passed_on"):
        return False
    return ours and both and all(one and "" not in one for one in found)


def _seers(said: str, sides: Sides) -> set[str]:
    """The sides that a cell names, "us" and "them"; with an empty one where something in it names none."""
    if is_for_us(said):
        return {"us"}
    found: set[str] = set()
    pieces = said.split() if _INITIALS.fullmatch(said) else _between().split(said)
    for part in (piece.strip(" .()[]") for piece in pieces):
        left = " ".join(word for word in part.split() if word.isupper() or folded(word) not in _listed("only"))
        found |= {_side_of(left, sides)} if left else set()
    return found


def _side_of(part: str, sides: Sides) -> str:
    if sides.is_ours(part) or is_for_us(part) or says_role(part) or folded(part) in _listed("seller"):
        return "us"
    if sides.is_theirs(part) or is_for_them(part) or folded(part) in _listed("theirs"):
        return "them"
    ours, theirs = _spells(part, sides.seller), _spells(part, sides.buyer)
    if ours != theirs:
        return "us" if ours else "them"
    return "" if ours else _AGREED.get(part, "")


def _spells(part: str, side: Side) -> bool:
    """Whether ``part`` are the first letters of a company's name, or of its words: F, FAB, Fab, JF."""
    names = (folded(side.company), *map(folded, side.short))
    small = part.casefold()
    return bool(_LETTERS.fullmatch(part)) and any(
        name.startswith(small) or "".join(word[0] for word in name.split()) == small for name in names if name
    )


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])


@cache
def _between() -> re.Pattern[str]:
    joining = "|".join(map(re.escape, lexicon.table("sides.yaml")["and"]))
    return re.compile(rf"\s*[/&+;,|、・＋／,\n]\s*|\s+(?:{joining}|u\.)\s+")
