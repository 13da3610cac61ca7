"""Rows right above a heading that are no upper part of it: "Action plan · Status: 20 Nov"; and what a CSV leaves of merged headings."""

from __future__ import annotations

import re
from datetime import date

from mapdocs.importing.column_cells import is_dated, said_in
from mapdocs.importing.column_heads import side_of_word
from mapdocs.importing.column_words import known_words, words_of
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

_LABELLED = re.compile(r"([^:：]{2,30})[:：]\s*\S")
_MOST = 4  # cells of a line with a day in it


def is_line_above(row: GridRow) -> bool:
    """Whether a row says something of the whole plan, "Stand: 20.11.26", "Owner: Mia Krug", a day alone, and none of its words is a
    column's. "Buyer: Juniper" beside "Seller: Fabrikam", or merged over columns, heads them."""
    cells = [(column, said) for column, cell in enumerate(row.cells) if (said := said_in(cell)) and not cell.covered]
    steps = words_of("step").keys() | words_of("step_weak").keys()  # "Plan" in front is a title, "Step" a heading
    if any(folded(said) in (known_words() if place else steps) for place, (_, said) in enumerate(cells)):
        return False
    labels = {column: found[1] for column, said in cells if (found := _LABELLED.match(said))}
    sides = {side for label in labels.values() if (side := side_of_word(folded(label), {}))}
    alone = [column for column in labels if row.cell(column + 1).covered != "left"]
    dated = len(cells) <= _MOST and any(isinstance(row.cell(c).value, date) or is_dated(said) for c, said in cells)
    return (bool(alone) and sides != {"buyer", "seller"}) or dated


def is_doubled(row: GridRow, column: int) -> bool:
    """Whether a cell says what the one left of it says: a CSV writes a heading that was merged over two columns into each."""
    said = said_in(row.cell(column))
    return column > 0 and bool(said) and said == said_in(row.cell(column - 1))
