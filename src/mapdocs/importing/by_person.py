"""Plans whose parts are called by whom they are for, "Mia Krug (Juniper)" above the steps of hers, and have no column of owners: each
step gets the person as its owner."""

from __future__ import annotations

from dataclasses import replace

from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.owners import Sides
from mapdocs.importing.plan_parts import is_heading, is_title
from mapdocs.importing.values import words
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Table
from mapdocs.rules.classify import person

_OWNERS = ("buyer_owner", "seller_owner", "owner", "owner_email", "side")
_HEAD = "Owner"
_FEWEST = 2  # people: one alone may be whom the plan is from


def with_owners_of_parts(paper: Paper, sides: Sides) -> Paper:
    """``paper`` with a column of owners in such tables; any other as it is."""
    people = {said for table in paper.tables for said in _people_in(table, sides)}
    if len(people) < _FEWEST:
        return paper
    return replace(paper, tables=[_owned(table, people) for table in paper.tables])


def _people_in(table: Table, sides: Sides) -> set[str]:
    """The titles in and right above a table that are a person's name of whom it is known on which side they are."""
    said = [table.title, *(words(row.cells[_first(row)]) for row in table.rows if is_title(row))]
    return {title for title in said if title and _is_person(title, sides)}


def _is_person(title: str, sides: Sides) -> bool:
    owners = sides.owners(title)
    named = [name for name in (owners.buyer, owners.seller) if name]
    return len(named) == 1 and not owners.unplaced and " " in named[0] and person.judge(named[0]) == "person"


def _owned(table: Table, people: set[str]) -> Table:
    heads = [row for row in table.rows if is_heading(row)]
    if not heads or any(_is_owners(words(cell)) for row in heads for cell in row.cells):
        return table
    width = max(len(row.cells) for row in table.rows)
    owner = table.title if table.title in people else ""
    rows: list[GridRow] = []
    for row in table.rows:
        if is_title(row):
            title = words(row.cells[_first(row)])
            owner = title if title in people else ""
            rows.append(
                replace(row, cells=[*row.cells, Cell(covered="left")]) if owner else row
            )  # as one merged over all
        elif row.blank or not (owner or is_heading(row)):
            rows.append(row)
        else:
            rows.append(_with_cell(row, width, _HEAD if is_heading(row) else owner))
    return replace(table, rows=rows)


def _is_owners(head: str) -> bool:
    return bool(head) and kind_of(head, head, {})[0] in _OWNERS


def _with_cell(row: GridRow, width: int, said: str) -> GridRow:
    """``row`` with one cell more, a copy of what stands elsewhere: it counts there."""
    beside = [Cell() for _ in range(width - len(row.cells))]
    return replace(row, cells=[*row.cells, *beside, Cell(lines=(Line(said),), covered="left")])


def _first(row: GridRow) -> int:
    return next(column for column, cell in enumerate(row.cells) if words(cell) and not cell.covered)
