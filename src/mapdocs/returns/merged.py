"""Cells that the buyer merged: Word and Google keep the words of both in one, and neither row says anything new by that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.headings import Columns
from mapdocs.readers.tables import Cell, GridRow, same
from mapdocs.returns.changes import BESIDE, FIELDS, Edit, RowChange

#: What a cell says as a field, or None.
Read = Callable[[Cell, str, SentRow], str | None]


def taken_apart(row: GridRow, columns: Columns, sent: SentRow, read: Read) -> GridRow:
    """``row`` with the cells that were merged with the one beside them as two again, where the words of the second were kept."""
    names = {column: name for name, column in columns.fields.items() if name in FIELDS}
    for column, name in names.items():
        cell, beside = row.cell(column), row.cell(column + 1)
        other = names.get(column + 1)
        if other is None or beside.covered != "left" or row.cell(column + 2).covered == "left" or cell.formula:
            continue
        parts = [
            (replace(cell, lines=cell.lines[:at], value=None), Cell(lines=cell.lines[at:]))
            for at in range(1, len(cell.lines))
        ]
        fit = [pair for pair in parts if same(read(pair[1], other, sent)) == same(sent.text(other)) != ""]
        whole = [pair for pair in fit if same(read(pair[0], name, sent)) == same(sent.text(name))]
        if fit:
            cells = list(row.cells)
            cells[column : column + 2] = (whole or fit)[0]
            return replace(row, cells=cells)
    return row


def asked_once(
    changed: Sequence[RowChange], rows: Mapping[int, tuple[GridRow, Columns]], read: Read
) -> Iterator[RowChange]:
    """``changed`` with one question where cells above one another were merged and hold what each row was sent with; ``rows`` are the
    returned ones, by the place of their change."""
    done = list(changed)
    for name in FIELDS:
        for group in _groups(done, rows, name):
            cell = _cell(rows[group[0]], name)
            every = [done[place] for place in group]
            values = {same(one.sent.text(name)) for one in every if one.sent is not None}
            said = {same(read(Cell(lines=(line,)), name, one.sent)) for line in cell.lines for one in every if one.sent}
            if len(values) < len(group) or not values <= said | {same(cell.text)}:
                continue
            first = done[group[0]].sent
            text, labels = " / ".join(cell.text.split("\n")), " and ".join(f"“{one.label}”" for one in every)
            question = f"“{text}” is one cell over {labels}; does each keep its own?"
            for place in group:
                asked = [Edit(name, first.text(name), None, cell.text, question)] if first and place == group[0] else []
                done[place] = _without(done[place], name, asked)
    yield from done


def _groups(
    changed: Sequence[RowChange], rows: Mapping[int, tuple[GridRow, Columns]], name: str
) -> Iterator[list[int]]:
    """Places of changes whose cells are one, from the top."""
    group: list[int] = []
    for place, change in enumerate(changed):
        if place in rows and change.sent is not None and group and _cell(rows[place], name).covered == "above":
            group.append(place)
            continue
        if len(group) > 1:
            yield group
        group = [place] if place in rows and change.sent is not None else []
    if len(group) > 1:
        yield group


def _cell(found: tuple[GridRow, Columns], name: str) -> Cell:
    row, columns = found
    return row.cell(columns.fields.get(name))


def _without(change: RowChange, name: str, asked: list[Edit]) -> RowChange:
    """``change`` without what was read from the merged cell."""
    edits = (*asked, *(edit for edit in change.edits if edit.field != name))
    extra = tuple(text for text in change.extra if not text.endswith(f"{BESIDE}{name.replace('_', ' ')})"))
    return replace(change, edits=edits, extra=extra, kind="changed" if edits or extra else "same")
