"""Which tables of a returned file are the plan: one, or its parts where somebody split it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapdocs.importing.private import private_word
from mapdocs.readers.headings import Columns, Found, find_tables, folded
from mapdocs.readers.tables import Paper, Table, clean
from mapdocs.returns.phrasebook import Phrasebook


def plan_tables(paper: Paper, book: Phrasebook) -> list[Found]:
    """The table of the plan, with its further parts where an editor split it."""
    found = [_without_private(one, book) for one in find_tables(paper.tables, book.headings)]
    if not found:
        return []
    best = found[0]
    parts = [best]
    heads = set(best.columns.fields)
    if paper.kind == "xlsx":
        parts += [other for other in found[1:] if set(other.columns.fields) == heads and other.table is not best.table]
    if paper.kind == "docx":
        parts += [other for other in found[1:] if set(other.columns.fields) == heads]
        place = {id(table): index for index, table in enumerate(paper.tables)}
        parts.sort(key=lambda f: place[id(f.table)])
        parts = [
            piece for part in parts for piece in (part, *_rest_of(part, paper.tables[place[id(part.table)] + 1 :]))
        ]
    return parts


def _without_private(found: Found, book: Phrasebook) -> Found:
    """``found`` with the columns that somebody calls their own left out of its fields: "Internal note" is no note."""
    head = [row for row in found.table.rows if not row.blank][found.heading]
    said = {column: " ".join(head.cell(column).text.split()) for column in found.columns.fields.values()}
    private = {
        column: text for column, text in said.items() if folded(text) not in book.headings and private_word(text)
    }
    if not private:
        return found
    fields = {name: column for name, column in found.columns.fields.items() if column not in private}
    return replace(found, columns=Columns(fields, {**found.columns.unknown, **private}))


def columns_gone(paper: Paper, found: Sequence[Found]) -> list[str]:
    """What is said of a column that the buyer took out: nothing of it was read, and the spec keeps what it says."""
    fields = {name for part in found for name in part.columns.fields}
    if paper.kind not in ("docx", "xlsx") or "step_and_proof" in fields or any(part.columns.unknown for part in found):
        return []
    wanted = ("buyer_owner", "seller_owner", "target_date", "exit_criteria", "status")
    gone = [name.replace("_", " ") for name in wanted if name not in fields]
    what = f"the columns of the {', '.join(gone)} are" if len(gone) > 1 else f"the column of the {''.join(gone)} is"
    return [f"{what} not in the file; the spec keeps what it says there"] if gone else []


def _rest_of(part: Found, below: Sequence[Table]) -> Iterator[Found]:
    """What Word's Split Table cuts off: tables right below, of the same grid, without a heading row of their own."""
    width = max((len(row.cells) for row in part.table.rows), default=0)
    for table in below:
        rows = [row for row in table.rows if not row.blank]
        step = part.columns.fields.get("milestone")
        same_grid = rows and width > 2 and all(len(row.cells) == width for row in rows)
        if not same_grid or step is None or not any(clean(row.cell(step).text) for row in rows):
            return
        if find_tables([table]):
            return
        yield replace(part, table=table, rows=rows)
