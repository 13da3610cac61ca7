"""Comments in the margin that call a row or a cell private: "Not for Juniper", "Lena: please take this row out before it goes to Dana"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Sides
from mapdocs.importing.part_titles import is_cut, part_word
from mapdocs.importing.private import label_word, told_apart
from mapdocs.importing.step_cells import is_of_another
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, Remark

_LONGEST = 16  # words of a comment that says so and no more
_THREADED = re.compile(
    r"\A\[[^\]]{4,60}\].*?\n\s*[^\W\d_]{4,20}\s*:\s*\n", re.DOTALL
)  # what Excel writes in front of one
_TO = re.compile(r"^\s*@?[^\W\d_][\w.'’-]{0,20}(?: [\w.'’-]{1,20})?\s*[:：,]\s+")
_CLAUSE = re.compile(r"[.;!?。！；\n]+\s*|\s+[-–—]+\s+|,\s+|、|，")


def row_remark(chosen: Chosen, row: GridRow, sides: Sides) -> str:
    """The comment that keeps ``row`` from the buyer, on its step or on another cell where it speaks of the row; empty where none does."""
    step = chosen.fields.get("milestone")
    for column, cell in enumerate(row.cells):
        said = cell_remark(cell, sides)
        if said and not cell.covered and (column == step or _has(folded(said), "row")):
            return said
    return ""


def cell_remark(cell: Cell, sides: Sides) -> str:
    """The comment on ``cell`` that calls it private; what somebody on the buyer's side says there is about their own inside."""
    return next((said for remark in cell.remarks if (said := _private(remark, sides))), "")


def _private(remark: Remark, sides: Sides) -> str:
    said = " ".join(_THREADED.sub("", remark.words).split())
    if remark.kind != "comment" or len(said.split()) > _LONGEST or (remark.author and sides.is_theirs(remark.author)):
        return ""
    return said if keeps(said, sides) and not is_of_another(said, sides) else ""


def keeps(said: str, sides: Sides) -> bool:
    """Whether a clause of ``said`` says nothing but that something is not for the buyer, or that it is taken out before it is sent."""
    bare = _TO.sub("", said)
    clauses = [one.strip() for one in (said, bare, *_CLAUSE.split(bare)) if one.strip()]
    things = (*_listed("column"), *_listed("row"))
    return takes_out(bare, sides) or any(
        label_word(f"{one}:", "inward", "private")
        or is_cut(folded(one), things)
        or part_word(one, sides, sure=True)
        or told_apart(one, sides.is_theirs)
        for one in clauses
    )


def takes_out(said: str, sides: Sides) -> bool:
    """Whether ``said`` asks somebody to take something out before the buyer gets it: "hide this column for Dana", "take this row out before
    it goes to Juniper". "Remove Dana from this row" does not."""
    whole = folded(said)
    named = any(sides.is_theirs(word) for word in re.findall(r"[\w&'’-]+", said)) or _has(whole, "theirs")
    thing = _has(whole, "row") or _has(whole, "column")
    drops = _has(whole, "drop") or _has(whole, "out")
    return thing and ((_has(whole, "hiding") and named) or (drops and _has(whole, "earlier")))


def _has(said: str, kind: str) -> bool:
    return any(word in said if has_unspaced(word) else f" {word} " in f" {said} " for word in _listed(kind))


@cache
def _listed(kind: str) -> Sequence[str]:
    table = lexicon.table("private.yaml" if kind == "theirs" else "column_notices.yaml")
    return tuple(folded(word) for word in table[kind])
