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
    open_to = {*chosen.unknown, *([chosen.fields["side"]] if "side" in chosen.fields else [])}
    columns = [chosen.hides[0]] if chosen.hides else sorted(open_to - chosen.plain.keys())
    for column in columns:
        said = {text for row in rows if (text := words(row.cell(column)))}
        if said and _names_sides(chosen.heads.get(column, ""), said, sides):
            chosen.hides = (column, "seen")
            chosen.leave_unused(column)
            return


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
