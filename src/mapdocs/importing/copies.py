"""Sheets that hold the seller's own or the full plan beside the copy of it that the buyer gets: "Plan INT" beside "Plan", "Full" beside
"For Juniper"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.closed_to_others import is_closed_to_others, is_closed_to_us
from mapdocs.importing.owners import Sides
from mapdocs.importing.part_titles import part_word
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

_MOST = 6  # words of the name of such a copy
Sheet = tuple[str, Chosen | None, Sequence[GridRow]]


def copy_of_ours(sheet: Sheet, others: Sequence[Sheet], sides: Sides) -> str:
    """The name of ``sheet`` where it is the seller's copy of a plan of which one of ``others`` is the buyer's; else empty. A "full" one
    is where it has more steps than that, a mere "Plan" where it has those of that as well; a sheet a side is none."""
    name, _, _ = sheet
    whose, is_plan = _whose(name, sides)
    if whose == "ours" and is_plan:
        kinds = [_whose(other, sides) for other, _, _ in others if other != name]
        return name if any(one in ("theirs", "") and plan for one, plan in kinds) else ""
    mine = _steps(sheet)
    copies = [_steps(other) for other in others if other[0] != name and _whose(other[0], sides)[0] == "theirs"]
    if whose == "full":
        return name if any(mine - one for one in copies) else ""
    if whose == "" and is_plan:
        return name if any(len(one & mine) * 2 >= len(one) > 0 and mine - one for one in copies) else ""
    return ""


def is_copy_of_ours(said: str) -> bool:
    """Whether ``said``, a sheet's name or the line above its plan, calls it the copy of a team or of whoever leads it, and says no
    more: "Team copy", "Managerversion"."""
    if has_unspaced(said):
        left = folded(said)
        for kind in ("of_a_team", "ours", "copies", "beside"):
            found = [word for word in _listed(kind) if has_unspaced(word) and word in left]
            if not found and kind == "copies":
                return False
            left = left.replace(max(found, key=len, default=" "), "", 1)
        return not left.strip() and any(word in folded(said) for word in (*_listed("of_a_team"), *_listed("ours")))
    words = [folded(word) for word in re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", said))]
    whose = [word for word in words if word in _listed("of_a_team") | _listed("ours") or _is_compound(word)]
    copies = [word for word in words if word in _listed("copies") or _is_compound(word)]
    beside = {*whose, *copies, *_listed("beside"), *_listed("plan")}
    return bool(whose and copies) and len(words) <= _MOST and all(word in beside for word in words)


def _is_compound(word: str) -> bool:
    """Whether a word is one of those two written together: "Teamkopie"."""
    return any(
        word.startswith(one) and word[len(one) :] in _listed("copies") for one in _listed("of_a_team") if len(one) > 3
    )


def _steps(sheet: Sheet) -> frozenset[str]:
    _, chosen, rows = sheet
    column = chosen.fields.get("milestone") if chosen else None
    return frozenset(folded(said) for row in rows if column is not None and (said := words(row.cell(column))))


def _whose(name: str, sides: Sides) -> tuple[str, bool]:
    """("ours", "theirs", "full" or empty, where a sheet's ``name`` says no more; "?" where it says something else; whether it calls the
    sheet a plan)."""
    if has_unspaced(name):
        left = folded(name)
        found = [kind for kind in ("ours", "theirs", "full") if any(word in left for word in _listed(kind))]
        return (found[0] if len(found) == 1 else "?", any(word in left for word in _listed("plan")))
    kinds: set[str] = set()
    is_plan = False
    for written in re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name)):
        word = folded(written)
        if word in _listed("plan"):
            is_plan = True
        elif word in _listed("ours") or sides.is_sellers(written):
            kinds.add("ours")
        elif word in _listed("theirs") or sides.is_theirs(written):
            kinds.add("theirs")
        elif word in _listed("full"):
            kinds.add("full")
        elif word not in _listed("beside"):
            return "?", is_plan
    return (kinds.pop() if len(kinds) == 1 else "?" if kinds else "", is_plan)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("copies.yaml")[kind])


def apart_by_name(said: str, alone: bool, *, sheet: Sheet, others: Sequence[Sheet], sides: Sides) -> str:
    """The words of ``said``, the name of ``sheet`` or a line above it, that keep it from the buyer; empty where none do."""
    if is_closed_to_others(said, sides):
        return ""
    copied = copy_of_ours(sheet, others, sides) if said and said == sheet[0] else ""
    copied = copied or (said if not alone and is_copy_of_ours(said) else "")
    return part_word(said, sides, sure=alone) or copied or (said if is_closed_to_us(said, sides) else "")
