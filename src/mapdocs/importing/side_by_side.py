"""Two plans that stand beside each other in one sheet, as a table a side: each becomes a table of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.columns import choose
from mapdocs.importing.values import words
from mapdocs.readers.tables import Cell, GridRow, Paper, Table

_MOST = 200  # rows that are looked at


def apart(paper: Paper, own: Mapping[str, str]) -> Paper:
    """``paper`` with its tables cut at empty columns that have a plan with a heading of its own on either side."""
    tables = [part for table in paper.tables for part in _apart(table, own)]
    return replace(paper, tables=tables) if len(tables) > len(paper.tables) else paper


def _apart(table: Table, own: Mapping[str, str]) -> list[Table]:
    width = max((len(row.cells) for row in table.rows[:_MOST]), default=0)
    empty = [column for column in range(2, width - 2) if not any(row.cell(column).text for row in table.rows)]
    for column in empty if len(empty) < width // 2 else ():
        left, right = _cut(table, 0, column), _cut(table, column + 1, width)
        chosen = [choose(part, own) for part in (left, right)]
        if all(one is not None and one.sure_step and len(one.fields) > 1 for one in chosen):
            left, right = (_titled(part, one) for part, one in zip((left, right), chosen, strict=True))
            return [left, *_apart(right, own)]
    return [table]


def _titled(table: Table, chosen: Chosen | None) -> Table:
    """``table`` called by what stands alone right above its heading, as the part of the plan that it is."""
    filled = [row for row in table.rows if not row.blank]
    above = filled[chosen.first - 1] if chosen is not None and chosen.first else None
    said = [text for cell in above.cells if not cell.covered and (text := words(cell))] if above is not None else []
    return replace(table, above=(*table.above, *said)) if len(said) == 1 else table


def _cut(table: Table, begins: int, ends: int) -> Table:
    """The columns of ``table`` from ``begins`` to before ``ends``, under the first words there."""
    rows = [replace(row, cells=[*row.cells[begins:ends]]) for row in table.rows]
    hidden = frozenset(column - begins for column in table.hidden_columns if begins <= column < ends)
    return replace(
        table, name=f"{table.name}, {_first(rows)}" if begins else table.name, rows=rows, hidden_columns=hidden
    )


def _first(rows: list[GridRow]) -> str:
    cells = (cell for row in rows for cell in row.cells)
    return words(next((cell for cell in cells if cell.text), Cell()))
