"""A plan that lies on its side: a column a step, and the names of the fields in the first column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from mapdocs.importing.column_words import known_words, words_of
from mapdocs.importing.draft import DraftRow
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, Paper, Table

_TURNED: Mapping[str, Literal["", "above", "left"]] = {"left": "above", "above": "left", "": ""}


def turned(paper: Paper) -> Paper:
    """``paper`` with the rows of each table as columns; the cells are the same, so that they can be accounted for."""
    return replace(
        paper, tables=[_turned(table) for table in paper.tables], hidden=[_turned(one) for one in paper.hidden]
    )


def steps_are_heads(turned: Sequence[DraftRow], upright: Sequence[DraftRow]) -> bool:
    """Whether the steps of a plan read as one on its side, more than those of it read upright, are what columns are called, "Owner" and
    "Target": the table stands upright, and steps such as "Acceptance" or "Status review" were taken for the names of its fields."""
    return _share_of_heads(turned) >= 0.5 > _share_of_heads(upright)


def _share_of_heads(rows: Sequence[DraftRow]) -> float:
    said = [folded(row.milestone) for row in rows]
    heads = known_words() | words_of("person_word").keys()
    return sum(name in heads for name in said) / len(said) if said else 1.0


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
