"""Sheets of an XML Spreadsheet 2003, which many programs export and call .xls."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from mapdocs.errors import Unreadable
from mapdocs.readers.package import attribute, local, parse_xml
from mapdocs.readers.serials import dated, hour_in_stamp, numeric
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Remark, Table, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 200
MAX_CELLS = 200_000
MAX_BYTES = 20_000_000
_NAME = b"urn:schemas-microsoft-com:office:spreadsheet"
_EPOCH = datetime(1899, 12, 30)
_ON = ("1", "true")


def is_xml_workbook(raw: bytes) -> bool:
    head = raw[:4000].replace(b"\0", b"")
    return b"Workbook" in head and _NAME in head


def read_xml_workbook(raw: bytes, *, max_rows: int) -> Paper:
    """The sheets that a person sees; hidden ones are named and kept apart.

    Raises:
        Unreadable: it is damaged, or more than a plan has.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable("the file is far larger than a plan", "check that it is the right file")
    paper = Paper("xlsx")
    count = 0
    book = parse_xml(raw)
    struck = _struck_styles(book)
    for number, sheet in enumerate((e for e in book if local(e) == "Worksheet"), 1):
        name = clean(attribute(sheet, "Name") or "") or f"sheet {number}"
        table = Table(name, sheet=name)
        unseen: set[int] = set()
        for grid in (e for e in sheet if local(e) == "Table"):
            unseen |= _unseen(grid)
            for row in _rows(grid, struck):
                count += len(row.cells)
                if len(table.rows) > max_rows or count > MAX_CELLS:
                    raise Unreadable(
                        f"the sheet “{name}” has more than {len(table.rows):,} rows, far more than a plan",
                        "check that it is the right file, or send the plan's sheet alone",
                    )
                table.rows.append(row)
        table.hidden_columns = frozenset(unseen)
        seen = next((e.text for e in sheet.iter() if local(e) == "Visible"), "") or ""
        if seen.strip() in ("SheetHidden", "SheetVeryHidden"):
            paper.hidden.append(table)
            paper.notes.append(f"the sheet “{name}” is hidden; it was not read")
        elif any(not row.blank for row in table.rows):
            paper.tables.append(table)
            paper.texts += [cell.text for row in table.rows for cell in row.cells if cell.text and not cell.covered]
    return paper


def _unseen(grid: _Element) -> set[int]:
    """The columns that are hidden, from 0."""
    found: set[int] = set()
    column = 0
    for element in grid:
        if local(element) != "Column":
            continue
        column = _number(element, "Index", column + 1) - 1
        span = min(_number(element, "Span", 0), MAX_COLUMNS)
        if _is_unseen(element):
            found |= set(range(column, column + span + 1))
        column += span + 1
    return found


def _rows(grid: _Element, crossed: frozenset[str]) -> list[GridRow]:
    rows: list[GridRow] = []
    below: dict[int, tuple[int, Cell]] = {}  # columns under a merged cell: for how many rows more, and the cell
    number = 0
    for element in grid:
        if local(element) != "Row":
            continue
        number = _number(element, "Index", number + 1)
        cells: list[Cell] = []
        for cell in (e for e in element if local(e) == "Cell"):
            place = min(_number(cell, "Index", len(cells) + 1) - 1, MAX_COLUMNS)
            _fill(cells, place, below)
            while len(cells) in below and attribute(cell, "Index") is None:
                _fill(cells, len(cells) + 1, below)
            if len(cells) >= MAX_COLUMNS:
                break
            read, column = _cell(cell, crossed), len(cells)
            cells.append(read)
            across, down = min(_number(cell, "MergeAcross", 0), MAX_COLUMNS - len(cells)), _number(cell, "MergeDown", 0)
            cells += [Cell(covered="left") for _ in range(across)]
            if down:
                below |= {column + n: (down + 1, read) for n in range(across + 1)}
        _fill(cells, max(below, default=-1) + 1, below)
        below = {column: (left - 1, cell) for column, (left, cell) in below.items() if left > 1}
        hidden = _is_unseen(element)
        rows.append(GridRow(number, cells, hidden=hidden))
    return rows


def _fill(cells: list[Cell], until: int, below: dict[int, tuple[int, Cell]]) -> None:
    """Add what no element stands for: empty cells, and those under a merged one."""
    while len(cells) < min(until, MAX_COLUMNS):
        above = below.get(len(cells))
        cells.append(Cell(lines=above[1].lines, value=above[1].value, covered="above") if above else Cell())


def _struck_styles(book: _Element) -> frozenset[str]:
    """The styles that strike through what they are laid over, by their names."""
    found: set[str] = set()
    for style in (e for e in book.iter() if local(e) == "Style"):
        fonts = [attribute(e, "StrikeThrough") for e in style if local(e) == "Font"]
        said = next((value for value in fonts if value is not None), None)
        if said in _ON or (said is None and (attribute(style, "Parent") or "") in found):
            found.add(attribute(style, "ID") or "")
    return frozenset(found)


def _cell(element: _Element, crossed: frozenset[str]) -> Cell:
    data = next((e for e in element if local(e) == "Data"), None)
    remarks = tuple(
        Remark(said, clean(attribute(note, "Author") or ""))
        for note in element
        if local(note) == "Comment" and (said := clean(_text(note)))
    )
    if data is None:
        return Cell(remarks=remarks)
    cell = _value(attribute(data, "Type") or "String", data)
    cell.remarks = remarks
    if (attribute(element, "StyleID") or "") in crossed and cell.text:
        cell.lines, cell.value = (Line("", cell.text),), None
    link = attribute(element, "Formula")
    if link:
        cell.formula = clean(link)
    return cell


def _value(kind: str, data: _Element) -> Cell:
    said = _text(data)
    if kind == "DateTime" and (day := _day(said)):
        return dated(day, hour_in_stamp(said))
    if kind == "Number":
        return numeric(said.strip(), False, _EPOCH)
    if kind == "Boolean":
        said = "TRUE" if said.strip() == "1" else "FALSE"
    gone = [_text(e) for e in data.iter() if local(e) == "S"]
    for part in gone:
        said = said.replace(part, "", 1)
    struck, text = clean(" ".join(gone)), clean(said)
    lines = tuple(Line(line) for line in text.split("\n") if line)
    return Cell(lines=(*lines, Line("", struck)) if struck else lines)


def _text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _day(said: str) -> date | None:
    found = re.match(r"\s*(\d{4}-\d\d-\d\d)", said)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _is_unseen(element: _Element) -> bool:
    """Whether a row or a column is hidden, or has no height or width left."""
    sizes = [attribute(element, name) or "" for name in ("Height", "Width")]
    return attribute(element, "Hidden") in _ON or any(re.fullmatch(r"0(?:\.0*)?", size) for size in sizes)


def _number(element: _Element, name: str, otherwise: int) -> int:
    said = attribute(element, name) or ""
    return int(said) if re.fullmatch(r"\d{1,6}", said) else otherwise
