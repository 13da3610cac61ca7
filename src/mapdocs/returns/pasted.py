"""A table that somebody pasted into a mail above what it quotes, and remarks typed behind a quoted name or proof.

Only what changes may have been pasted: the rows that the quote still holds were not taken out, and a column that is not in
the table was not emptied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from mapdocs.language import lexicon
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import Found, find_tables
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Remark, Table, clean, same
from mapdocs.returns.changes import EMPTIED, Changes, Edit, RowChange, name_of
from mapdocs.returns.mail_lines import Named
from mapdocs.returns.phrasebook import Phrasebook
from mapdocs.returns.plan_tables import TEXT_OF_MAIL, plan_tables

_SHOWS = re.compile(
    r"\s*(?:[-=]+>+|<+[-=]+|>{2,}|→|←|/{2,}|\*{2,}|\[[^\W\d_]{2,3}\])\s*"
)  # a remark, and no part of a proof
_JOINS = re.compile(r"\s*[&+/,]")


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


def of_mail(
    changes: Changes, paper: Paper, book: Phrasebook, named: Named, compared: Callable[[Paper], Changes]
) -> Changes:
    """``changes`` of a mail; ``compared`` tells those of the table that it quotes."""
    parts = plan_tables(paper, book)
    if parts and not _is_ours(parts[0]):
        ours = [found.table for found in find_tables(paper.tables, book.headings) if _is_ours(found)]
        quoted = compared(replace(paper, tables=ours)) if ours else None
        changes = _without_gone(changes, quoted) if quoted is not None else changes
        if not _shows_notes(parts, book):
            changes = replace(changes, rows=tuple(map(_with_note, changes.rows)))
    return replace(changes, rows=tuple(_remarked(row, paper, book, named) for row in changes.rows))


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
    return _with_edits(row, edits)


def _with_edits(row: RowChange, edits: tuple[Edit, ...]) -> RowChange:
    plain = row.kind == "changed" and not edits and not row.extra
    return replace(row, edits=edits, kind="same" if plain else row.kind)


def _remarked(row: RowChange, paper: Paper, book: Phrasebook, named: Named) -> RowChange:
    """``row`` with what somebody typed behind its quoted name or proof as a remark; the name and the proof stay."""
    edits: list[Edit] = []
    remarks: list[Remark] = []
    for edit in row.edits:
        said = _behind(edit) if row.sent is not None and edit.field in ("milestone", "exit_criteria") else ""
        if edit.field == "milestone" and said and not _is_name(said, book):
            words = _SHOWS.sub("", said, count=1).strip(" -–—:")
        elif edit.field == "exit_criteria" and said and (_SHOWS.match(said) or _is_spoken(said, named)):
            words = _SHOWS.sub("", said, count=1)
        else:
            words = ""
        if words:
            remarks.append(Remark(words, named.person(paper.sender), paper.day))
        else:
            edits.append(edit)
    return _with_edits(replace(row, remarks=(*row.remarks, *remarks)), tuple(edits)) if remarks else row


def _behind(edit: Edit) -> str:
    """What stands behind the words that were sent; empty where these were changed."""
    old, new = same(edit.old), same(edit.new)
    if edit.question or not old or not new.casefold().startswith(old.casefold()):
        return ""
    rest = new[len(old) :]
    return rest.strip() if rest[:1] and not rest[0].isalnum() else ""


def _is_name(said: str, book: Phrasebook) -> bool:
    """Whether words behind a step's name go on with it: "& data protection", "and DPA", "(Germany)"."""
    first = said.split()[0].casefold()
    if _JOINS.match(said) or first in lexicon.words("replies")["goes_on"]:
        return True
    return (
        said.startswith("(")
        and not any(sign.isdigit() for sign in said)
        and read_status(said.strip("()"), book.statuses) is None
    )


def _is_spoken(said: str, named: Named) -> bool:
    """Whether words begin with who says them: "Priya: …"."""
    who, colon, _ = said.replace("：", ":").partition(":")
    return bool(colon) and named.is_person(who.strip())
