"""A plan that lies on its side: a column a step, and the names of the fields in the first column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from mapdocs.readers.tables import Cell, GridRow, Paper, Table

_TURNED: Mapping[str, Literal["", "above", "left"]] = {"left": "above", "above": "left", "": ""}


def turned(paper: Paper) -> Paper:
    """``paper`` with the rows of each table as columns; the cells are the same, so that they can be accounted for."""
    return replace(
        paper, tables=[_turned(table) for table in paper.tables], hidden=[_turned(one) for one in paper.hidden]
    )


def _turned(table: Table) -> Table:
    rows = [row for row in table.rows if not row.blank]
    width = max((len(row.cells) for row in rows), default=0)
    hidden = frozenset(number for number, row in enumerate(rows) if row.hidden)
    return replace(
        table,
        rows=[
            GridRow(column + 1, [_cell(row, column) for row in rows], hidden=column in table.hidden_columns)
            for column in range(width)
        ],
        hidden_columns=hidden,
    )


def _cell(row: GridRow, column: int) -> Cell:
    cell = row.cell(column)
    return replace(cell, covered=_TURNED[cell.covered]) if cell.covered else cell
