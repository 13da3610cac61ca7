"""What stands above a returned plan's table and is a fact of the deal: the day on which it is to go live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mapdocs.readers.cells import Unclear
from mapdocs.readers.headings import Found
from mapdocs.readers.tables import Cell, Paper, same
from mapdocs.returns.changes import Edit
from mapdocs.returns.day_cells import settled
from mapdocs.returns.phrasebook import Phrasebook

_ROWS = 20  # of a sheet, among which its head is


def go_live_edit(
    paper: Paper, found: Sequence[Found], book: Phrasebook, sent: date | None, *, near: date, day_first: bool | None
) -> Edit | None:
    """The change of the go-live in the tracker's head or the document's title; None where it is as it was ``sent``, or is
    not there."""
    said = next(_said(paper, found, book), None)
    if said is None:
        return None
    text, value, author, in_its_cell = said
    day = value or book.read_day(text, near=sent or near, day_first=day_first)
    old = sent.isoformat() if sent else None
    in_its_cell = in_its_cell and same(text).casefold() not in book.nothing
    if isinstance(day, Unclear) and in_its_cell:
        day = settled(day, text, book, near=sent or near, day_first=day_first, sent=sent)
    if isinstance(day, Unclear):
        readings = tuple(reading.isoformat() for reading in day.readings)
        # In a title words that are no day are told as text beside the table.
        if (old in readings and len(readings) > 1) or not (readings or in_its_cell):
            return None
        return Edit("go_live", old, None, raw=text, question=day.why, readings=readings, author=author)
    if day == sent:
        return None
    return Edit("go_live", old, day.isoformat(), raw=text, author=author)


def _said(paper: Paper, found: Sequence[Found], book: Phrasebook) -> Iterator[tuple[str, date | None, str, bool]]:
    """(text, a spreadsheet's day, who wrote it, whether it stands in the next cell) of what stands behind "Go-live"."""
    for part in found:
        for row in part.table.rows[:_ROWS] if paper.kind == "xlsx" else ():
            for column, cell in enumerate(row.cells):
                if same(cell.text).casefold() in book.go_live:
                    own = [c for c in row.cells[column + 1 :] if not c.covered]
                    beside = next((c for c in own if not c.blank), Cell())
                    if beside.text and beside.formula is None:
                        day = beside.value if isinstance(beside.value, date) else None
                        yield beside.text, day, _by(beside), beside is own[0]
    for remark in paper.loose if paper.kind == "docx" else ():
        if not any(character.isdigit() for character in remark.text):
            continue
        line = same(remark.text)
        for label in book.go_live:
            if line.casefold().startswith(label):
                said = line[len(label) :].split("·")[0].strip(" :：")
                if any(character.isdigit() for character in said):
                    yield said, None, remark.author, False


def _by(cell: Cell) -> str:
    return ", ".join(cell.authors)
