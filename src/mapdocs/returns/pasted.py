"""A table that somebody pasted into a mail above what it quotes.

Only what changes may have been pasted: the rows that the quote still holds were not taken out, and a column that is not in
the table was not emptied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from mapdocs.readers.headings import Found, find_tables
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Table, clean, same
from mapdocs.returns.changes import EMPTIED, Changes, RowChange, name_of
from mapdocs.returns.phrasebook import Phrasebook
from mapdocs.returns.plan_tables import TEXT_OF_MAIL, plan_tables


def pasted_table(paper: Paper, book: Phrasebook) -> list[Table]:
    """The table of the plan among lines that a program parted by tabs, as of a sheet that was pasted into a plain mail."""
    tables: list[Table] = []
    above = False
    for number, (_, line) in enumerate(paper.thread, 1):
        cells = line.split("\t")
        if len(cells) < 3:
            above = False
            continue
        if not above:
            tables.append(Table(f"table {len(tables) + 1} of the mail"))
        above = True
        lines = [clean(cell) for cell in cells]
        tables[-1].rows.append(GridRow(number, [Cell(lines=(Line(said),)) if said else Cell() for said in lines]))
    return [found.table for found in find_tables(tables, book.headings)][:1]


def of_mail(changes: Changes, paper: Paper, book: Phrasebook, compared: Callable[[Paper], Changes]) -> Changes:
    """``changes`` of a mail; ``compared`` tells those of the table that it quotes."""
    parts = plan_tables(paper, book)
    if parts and not _is_ours(parts[0]):
        ours = [found.table for found in find_tables(paper.tables, book.headings) if _is_ours(found)]
        quoted = compared(replace(paper, tables=ours)) if ours else None
        changes = _without_gone(changes, quoted) if quoted is not None else changes
        if not _shows_notes(parts, book):
            changes = replace(changes, rows=tuple(map(_with_note, changes.rows)))
    return changes


def _is_ours(found: Found) -> bool:
    """Whether a table is what our mail shows, and so what a reply quotes."""
    return "step_and_proof" in found.columns.fields or found.table.name == TEXT_OF_MAIL


def _without_gone(changes: Changes, quoted: Changes) -> Changes:
    """``changes`` of a pasted table with the rows that only the quote holds, as they stand there; what was edited there besides is
    told."""
    there = {row.sent.id: row for row in quoted.rows if row.sent is not None and row.kind != "removed"}
    rows: list[RowChange] = []
    told: list[str] = []
    for row in changes.rows:
        other = there.get(row.sent.id) if row.sent is not None else None
        if other is not None and row.kind == "removed" and not row.struck:
            rows.append(other)
            continue
        rows.append(row)
        read = {(edit.field, edit.new) for edit in row.edits}
        for edit in other.edits if other is not None else ():
            if (edit.field, edit.new) not in read:
                told.append(f"{row.label}: {name_of(edit.field)}: {clean(edit.raw)}")
    labels = {same(row.label).casefold() for row in rows}
    rows += [row for row in quoted.rows if row.kind == "added" and same(row.label).casefold() not in labels]
    return replace(changes, rows=tuple(rows), unplaced=(*changes.unplaced, *told))


def _shows_notes(parts: Sequence[Found], book: Phrasebook) -> bool:
    if any("note" in part.columns.fields for part in parts):
        return True
    return any(
        book.is_note(line.text) is not None
        for part in parts
        for row in part.rows
        for cell in row.cells
        for line in cell.lines
    )


def _with_note(row: RowChange) -> RowChange:
    edits = tuple(edit for edit in row.edits if not (edit.field == "note" and edit.question == EMPTIED))
    plain = row.kind == "changed" and not edits and not row.extra
    return replace(row, edits=edits, kind="same" if plain else row.kind)
