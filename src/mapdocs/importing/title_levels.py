"""A tree of work items with a column a level, "Title 1", "Title 2", as Azure DevOps exports it: one column of titles, set in by their level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Table, clean

_LEVEL = re.compile(r"(title|titel|titre|título|titolo|tytuł|タイトル) ?([1-9])", re.IGNORECASE)


def with_levels(paper: Paper) -> Paper:
    """``paper`` with such tables read so; any other as it is."""
    tables = [_levelled(table) for table in paper.tables]
    return (
        replace(paper, tables=tables) if any(a is not b for a, b in zip(tables, paper.tables, strict=True)) else paper
    )


def _levelled(table: Table) -> Table:
    head = next((row for row in table.rows if not row.blank), None)
    columns = _columns(head) if head else []
    if head is None or len(columns) < 2:
        return table
    rows = [row if row.blank else _with_title(row, columns) for row in table.rows]
    rows[table.rows.index(head)] = _with_heading(head, columns)
    return replace(table, rows=rows)


def _columns(head: GridRow) -> list[int]:
    """The columns of titles in the order of their levels, which begin with 1 and leave none out."""
    found = {
        int(said[2]): n for n, cell in enumerate(head.cells) if (said := _LEVEL.fullmatch(clean(cell.text).strip()))
    }
    return [found[level] for level in sorted(found)] if sorted(found) == list(range(1, len(found) + 1)) else []


def _with_heading(row: GridRow, columns: Sequence[int]) -> GridRow:
    cells = list(row.cells)
    said = _LEVEL.fullmatch(clean(cells[columns[0]].text).strip())
    cells[columns[0]] = replace(cells[columns[0]], lines=(Line(said[1] if said else ""),))
    return replace(row, cells=cells)


def _with_title(row: GridRow, columns: Sequence[int]) -> GridRow:
    """The row with its title in the first of the columns; one with titles of several levels keeps them where they are."""
    filled = [(level, column) for level, column in enumerate(columns) if not row.cell(column).blank]
    if len(filled) != 1:
        return row
    level, column = filled[0]
    cells = [*row.cells, *(Cell() for _ in range(max(columns) + 1 - len(row.cells)))]
    cells[columns[0]], cells[column] = cells[column], cells[columns[0]]
    return replace(row, cells=cells, depth=level)
