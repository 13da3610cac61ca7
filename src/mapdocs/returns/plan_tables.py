"""Which tables of a returned file are the plan: one, or its parts where somebody split it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapdocs.importing.private import private_word
from mapdocs.readers.headings import Columns, Found, find_tables, folded
from mapdocs.readers.tables import GridRow, Paper, Table, clean
from mapdocs.returns.phrasebook import Phrasebook

#: The mark of a row in our files: the letter of its kind, and its number.
MARK = re.compile(r"[^\W\d_]{1,2}\d{1,3}")
#: The name of the table that our mail's plain text stands for; one that was pasted above it counts before it.
TEXT_OF_MAIL = "the text of the mail"


def plan_tables(paper: Paper, book: Phrasebook) -> list[Found]:
    """The table of the plan, with its further parts where an editor split it."""
    found = [_without_private(one, book) for one in find_tables(paper.tables, book.headings)]
    if not found:
        return []
    found.sort(key=lambda one: one.table.name == TEXT_OF_MAIL)
    best = found[0]
    parts = [best]
    heads = set(best.columns.fields)
    if paper.kind == "xlsx":
        parts += [other for other in found[1:] if set(other.columns.fields) == heads and other.table is not best.table]
    if paper.kind == "docx":
        parts += [other for other in found[1:] if set(other.columns.fields) == heads]
        place = {id(table): index for index, table in enumerate(paper.tables)}
        parts.sort(key=lambda f: place[id(f.table)])
        begun = {id(part.table) for part in parts}
        further = {
            id(piece.table): piece
            for part in reversed(parts)  # a piece belongs to the part right above it
            for piece in _rest_of(part, paper.tables[place[id(part.table)] + 1 :])
        }
        rest = [piece for key, piece in further.items() if key not in begun]
        parts = sorted([*parts, *rest], key=lambda piece: place[id(piece.table)])
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
    """What Word's Split Table cuts off: tables right below, of the same grid, without a heading row of their own; and rows that
    somebody put further down, each with its mark."""
    right_below = True
    for table in below:
        rows = [row for row in table.rows if not row.blank]
        right_below = right_below and _goes_on(part, rows) and not find_tables([table])
        if right_below or (_goes_on(part, rows) and _all_marked(part, rows)):
            yield replace(part, table=table, rows=rows)


def _goes_on(part: Found, rows: Sequence[GridRow]) -> bool:
    """Whether ``rows`` have the grid of the part above, and steps in its column."""
    width = max((len(row.cells) for row in part.table.rows), default=0)
    step = part.columns.fields.get("milestone")
    same_grid = bool(rows) and width > 2 and all(len(row.cells) == width for row in rows)
    return same_grid and step is not None and any(clean(row.cell(step).text) for row in rows)


def _all_marked(part: Found, rows: Sequence[GridRow]) -> bool:
    """Whether each of ``rows`` has a mark as our files give them, S3, and a step beside it."""
    mark, step = part.columns.fields.get("mark"), part.columns.fields.get("milestone")
    return mark is not None and all(
        MARK.fullmatch(clean(row.cell(mark).text)) and clean(row.cell(step).text) for row in rows
    )
