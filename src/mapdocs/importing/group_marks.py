"""What stands once for a group: "Internal" in the first of its rows, as reports write it, or at its side in a column without a heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from mapdocs.importing import values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import is_for_them, is_for_us, row_word
from mapdocs.importing.row_words import buyer_names, own_names
from mapdocs.importing.senses import buyer_owns
from mapdocs.importing.values import words
from mapdocs.readers.tables import Cell, GridRow

HEADLESS = "the column without a heading"
_ASKS = ("yes", "no", "not yes")


def settle_group_marks(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> None:
    """Copy such a mark into the rows of its group, and find the column without a heading that holds such marks."""
    steps = [row for row in rows if words(row.cell(chosen.fields.get("milestone")))]
    if chosen.hides is None:
        width = max((len(row.cells) for row in steps), default=0)
        for column in (c for c in range(width) if c not in chosen.heads):
            if _marks_rows(column, steps, chosen, sides):
                chosen.hides, chosen.heads[column] = (column, "named"), HEADLESS
                chosen.leave_unused(column)
                return
    elif _stands_once(chosen.hides[0], steps):
        names, buyers = own_names(sides), buyer_names(sides)
        asks, letters = chosen.hides[1] in _ASKS, chosen.hides[1] == "int"

        def is_ours(said: str) -> bool:
            if letters:
                return said[:1].casefold() == "i"
            return values.is_no(said) if asks else is_for_us(said, names)

        def is_known(said: str) -> bool:
            return letters or is_ours(said) or (values.says_yes_or_no(said) if asks else is_for_them(said, buyers))

        column = chosen.hides[0]
        said = {text for row in steps if (text := words(row.cell(column)))}
        if not (any(map(is_ours, said)) and not all(map(is_ours, said)) and all(map(is_known, said))):
            return
        theirs = [buyer_owns(chosen, row, sides) for row in steps]
        if _fits(column, steps, theirs, is_ours, shown=asks):
            _fill(column, steps)


def _marks_rows(column: int, steps: Sequence[GridRow], chosen: Chosen, sides: Sides) -> bool:
    """Whether some cells say that their rows are ours alone, and none of these, nor those below them, is the buyer's."""
    names = own_names(sides)
    said = {text for row in steps if (text := words(row.cell(column)))}
    ours = {text for text in said if row_word(text, names)}
    if not ours or ours == said:
        return False
    theirs = [buyer_owns(chosen, row, sides) for row in steps]
    if _stands_once(column, steps) and _fits(column, steps, theirs, lambda text: text in ours):
        _fill(column, steps)
    return not any(own and words(row.cell(column)) in ours for row, own in zip(steps, theirs, strict=True))


def _stands_once(column: int, steps: Sequence[GridRow]) -> bool:
    """Whether the first row and others say something, each something else than the one before, and there are empty ones below."""
    said = [text for row in steps if (text := words(row.cell(column)))]
    first = bool(steps) and bool(words(steps[0].cell(column)))
    return first and 1 < len(said) < len(steps) and all(a != b for a, b in pairwise(said))


def _fits(
    column: int,
    steps: Sequence[GridRow],
    theirs: Sequence[bool],
    is_ours: Callable[[str], bool],
    *,
    shown: bool = False,
) -> bool:
    """Whether no empty row below a mark of ours is the buyer's; with ``shown`` also each below the other mark is."""
    above = ""
    for row, own in zip(steps, theirs, strict=True):
        said = words(row.cell(column))
        above = said or above
        if not said and (own if is_ours(above) else shown and not own):
            return False
    return True


def _fill(column: int, steps: Sequence[GridRow]) -> None:
    above = Cell()
    for row in steps:
        if words(row.cell(column)):
            above = row.cell(column)
            continue
        row.cells += [Cell() for _ in range(column + 1 - len(row.cells))]
        row.cells[column] = Cell(lines=above.lines, covered="above")
