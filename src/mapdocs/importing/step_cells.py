"""What the cell of a step says of columns and rows: "Column B is internal SKU" is of an export or a report, and not of the plan in which it
stands, unless it speaks of this sheet, of sending it or of the buyer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import kept_from, told_apart
from mapdocs.importing.row_notices import RowNotice
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

_ADDRESSED = re.compile(r"^\s*@?[^\W\d_][\w.'’ -]{1,24}[:：,]\s+")


def cells_of_steps(plans: Sequence[tuple[Chosen, Sequence[GridRow]]]) -> tuple[frozenset[int], frozenset[int]]:
    """The cells, by their identity, in which steps say what is done, "Remove column B before sending samples"; and their other cells."""
    told: set[int] = set()
    beside: set[int] = set()
    for chosen, rows in plans:
        steps = {chosen.fields[name] for name in ("milestone", "exit_criteria") if name in chosen.fields}
        for row in rows:
            if sum(bool(words(row.cell(column))) for column in chosen.heads) > 1:
                told |= {id(row.cell(column)) for column in steps}
                beside |= {id(row.cell(column)) for column in chosen.heads.keys() - steps}
    return frozenset(told), frozenset(beside)


def is_of_this(line: str, sides: Sides) -> bool:
    """Whether ``line`` speaks of the sheet in which it stands, of sending it or of us, or keeps something from the buyer by name."""
    said = f" {folded(line)} "
    unspaced = has_unspaced(line)
    near = any((word in line) if unspaced and has_unspaced(word) else f" {word} " in said for word in _near())
    if near or not line.strip()[:1].isalnum():
        return True
    bare = _ADDRESSED.sub("", line)  # "Dana: hide column D from suppliers" is said to Dana
    return bool(kept_from(bare, sides.is_theirs) or told_apart(bare, sides.is_theirs))


def is_of_another(said: str, sides: Sides) -> bool:
    """Whether a comment speaks of rows or columns by their numbers or letters, and of a file or a program that holds them: "row 5 of the
    CSV is private customer data"."""
    words_of_it = set(folded(said).split())
    unspaced = has_unspaced(said)
    other = any((word in folded(said)) if unspaced else word in words_of_it for word in _listed("other_sheet"))
    counted = re.search(rf"(?i)(?<!\w)(?:{_lines()})\s*(?:#?\d|(?-i:[A-Z])\b)|\d\s?[行列]", said)
    return other and bool(counted) and not is_of_this(said, sides)


def of_this_plan(
    plans: Sequence[tuple[Chosen, Sequence[GridRow]]], notices: Sequence[RowNotice], sides: Sides
) -> list[RowNotice]:
    """``notices`` without those that a step says of the numbered rows of something else: "delete rows 2 to 4 in the old Excel". Steps are the plan's."""
    told, beside = cells_of_steps(plans)
    said: set[str] = set()
    for _, rows in plans:
        cells = (cell for row in rows for cell in row.cells if id(cell) in told | beside)
        said |= {" ".join(line.split()) for cell in cells for line in words(cell).split("\n")}
    return [
        one
        for one in notices
        if not (one.numbers and not one.counted and one.line in said and not is_of_this(one.line, sides))
    ]


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(map(folded, lexicon.table("column_notices.yaml")[kind]))


@cache
def _lines() -> str:
    said = {*lexicon.table("row_notices.yaml")["lines"], *lexicon.table("column_notices.yaml")["column"]}
    return "|".join(map(re.escape, sorted(said, key=len, reverse=True)))


@cache
def _near() -> frozenset[str]:
    kinds = (
        ("column_notices.yaml", "sent"),
        ("column_notices.yaml", "this_sheet"),
        ("row_notices.yaml", "stays"),
        ("private.yaml", "to_us"),
    )
    return frozenset(said for file, kind in kinds for word in lexicon.table(file)[kind] if (said := folded(word)))
