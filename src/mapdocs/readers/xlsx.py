"""Tables of an .xlsx, read from its XML row by row, so that ten million rows cost no more than the first thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from mapdocs.errors import Unreadable
from mapdocs.language.layout import shorten
from mapdocs.language.links import opened
from mapdocs.readers.looks import Look, faces_of, ink_of_run, look_of, looks_of, run_is_unseen
from mapdocs.readers.package import MAX_LINKS, MAX_PART, Package, attribute, elements_of, is_on, local
from mapdocs.readers.serials import dated, hour_in_stamp, numeric
from mapdocs.readers.sheet_margins import margin_lines
from mapdocs.readers.sheet_remarks import REFERENCE, column_of, persons, remarks_of, whole_number
from mapdocs.readers.sheet_rules import Dress, SheetRules, dresses_of
from mapdocs.readers.sheet_shapes import shapes_of, take_beside
from mapdocs.readers.tables import Cell, GridRow, Line, Link, Paper, Remark, Table, clean
from mapdocs.readers.unseen_cells import Area, Unseen, coloured_elsewhere, filling

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_ROWS = 5_000  # rows with anything in them, per sheet
MAX_COLUMNS = 200
MAX_CELLS = 200_000
MAX_SHEETS = 40
MAX_MERGED = 5_000
MAX_STRINGS = 200_000
_UNSEEN = ("hidden", "veryHidden")


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    struck: str
    faint: str = ""  # what of it is white or tiny, and cannot be read where no colour lies behind it
    seen: str = ""  # the text without that
    runs: tuple[tuple[str, str], ...] = ()  # (colour, text) of each run, where there are several colours
    faces: tuple[tuple[str, str], ...] = ()  # ("italic", text) of each run that has such letters


@dataclass(frozen=True, slots=True)
class _Styles:
    """By style number: whether it shows dates, what it looks like, how far it sets in."""

    dates: list[bool]
    epoch: datetime
    looks: list[Look] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    fills: frozenset[int] = frozenset()  # what rules lay over cells, by number, that has a colour of its own
    dresses: list[Dress] = field(default_factory=list)  # what rules lay over cells, by number


@dataclass(slots=True)
class _Beside:
    """What a sheet says outside its cells: merged areas, hidden columns, links as (cell, id), rows marked by colours, and what nobody
    can see in its cells, and what stands above and below each printed page."""

    merged: list[str] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)
    gone: Unseen = field(default_factory=Unseen)
    rules: SheetRules = field(default_factory=lambda: SheetRules(()))
    margins: list[str] = field(default_factory=list)


def read_xlsx(package: Package, main: str, *, max_rows: int = MAX_ROWS) -> Paper:
    """The sheets that a person sees, their texts and comments; hidden sheets are named and kept apart."""
    paper = Paper("xlsx")
    book = package.xml(main)
    parts = {key: (kind, path) for key, kind, path in package.related(main)}
    epoch = datetime(1904, 1, 1) if _is_1904(book) else datetime(1899, 12, 30)
    by_kind = dict(parts.values())
    styles = _styles(package.xml(by_kind["styles"]), epoch) if "styles" in by_kind else _Styles([], epoch)
    strings = _strings(package.bytes_of(by_kind["sharedStrings"])) if "sharedStrings" in by_kind else []
    named: dict[str, str] = {}
    for kind, path in parts.values():
        if kind == "person":
            named.update(persons(package.xml(path)))
    if any("vbaproject" in name for name in package.names):
        paper.notes.append("the file holds macros; they were not run")
    if any("/externallinks/" in f"/{name}" for name in package.names):
        paper.notes.append("the file links to other workbooks; they were not opened")
    cells = 0
    for sheet in [e for e in book.iter() if local(e) == "sheet"][:MAX_SHEETS]:
        kind, path = parts.get(attribute(sheet, "id") or "", ("", ""))
        name = clean(attribute(sheet, "name") or "")
        if kind == "chartsheet":
            paper.shown += shapes_of(package, path)
        if kind != "worksheet":
            continue
        hidden = attribute(sheet, "state") in _UNSEEN  # any other state, such as ExcelJS's "show", is seen
        if hidden:
            paper.notes.append(f"the sheet “{name}” is hidden; it was not read")
        remarks = remarks_of(package, path, named)
        table = Table(name, sheet=name)
        raw = package.bytes_of(path, 4 * MAX_PART)
        beside = _Beside(
            gone=Unseen(coloured_elsewhere(package, path, raw, styles.fills)), rules=SheetRules(styles.dresses)
        )
        for row in _rows(raw, strings, styles, beside):
            cells += len(row.cells)
            if len(table.rows) >= max_rows or cells > max(MAX_CELLS, 40 * max_rows):
                raise Unreadable(
                    f"the sheet “{name}” has more than {len(table.rows):,} rows, far more than a plan",
                    "check that it is the right file, or send the plan's sheet alone",
                )
            table.rows.append(row)
        take_beside(package, path, raw, paper)
        _merge(table, beside.merged)
        _place(table, remarks, paper)
        _link(table, beside.links, package.addresses(path))
        table.hidden_columns, table.margins = frozenset(beside.unseen), tuple(beside.margins)
        table.coloured = bool(beside.marked)
        if beside.rules.rules:
            _dress(table, beside, coloured_elsewhere(package, path, b"", frozenset()), paper)
        if beside.gone.rows:
            paper.hidden.append(Table(f"{name}: words that cannot be seen", beside.gone.rows))
            said = "; ".join(
                shorten(cell.text, 200) for row in beside.gone.rows[:20] for cell in row.cells if cell.text
            )
            paper.notes.append(f"the text “{said}” is hidden by its look; it was not read")
        if hidden:
            paper.hidden.append(table)
            continue
        paper.margins += [line for line in beside.margins if line not in paper.margins]
        paper.tables.append(table)
        paper.texts += [line for row in table.rows for cell in row.cells for line in cell.text.split("\n") if line]
    return paper


def _dress(table: Table, beside: _Beside, dark: list[Area], paper: Paper) -> None:
    """Lay the sheet's rules over its cells, and tell of those that were not worked out."""
    beside.gone.rows += beside.rules.lay_over(table, dark)
    table.rules_unread = beside.rules.colours_unread
    if beside.rules.hides_unread:
        paper.notes.append(
            f"the sheet “{table.name}” hides words by a conditional format that could not be worked out; look at what it hides there"
        )


def _is_1904(book: _Element) -> bool:
    for element in book.iter():
        if local(element) == "workbookPr":
            return (element.get("date1904") or "0") in ("1", "true")
    return False


def _styles(root: _Element, epoch: datetime) -> _Styles:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    formats = dict(BUILTIN_FORMATS)
    dates: list[bool] = []
    indents: list[int] = []
    for group in root:
        name = local(group)
        if name == "numFmts":
            for entry in list(group)[:2000]:
                formats[whole_number(entry.get("numFmtId"))] = entry.get("formatCode") or ""
        elif name == "cellXfs":
            for entry in list(group)[:70_000]:
                code = formats.get(whole_number(entry.get("numFmtId")), "")
                dates.append(bool(is_date_format(code[:200])))
                indents.append(max((whole_number(child.get("indent")) for child in entry), default=0))
    return _Styles(dates, epoch, looks_of(root), indents, filling(root), dresses_of(root))


def _strings(raw: bytes) -> list[_Text]:
    strings = [_rich(element) for element in islice(elements_of(raw, "si"), MAX_STRINGS + 1)]
    if len(strings) > MAX_STRINGS:
        raise Unreadable(
            f"the file holds more than {MAX_STRINGS:,} texts, far more than a plan", "check that it is the right file"
        )
    return strings


def _rich(element: _Element) -> _Text:
    """The text of a string item, its struck runs apart and its reading aids left out."""
    text = struck = faint = seen = ""
    runs: list[tuple[str, str]] = []
    faces: list[tuple[str, str]] = []
    for child in element:
        name = local(child)
        if name == "t":
            text += child.text or ""
            seen += child.text or ""
        elif name == "r":
            said = "".join(t.text or "" for t in child if local(t) == "t")
            marks = next((m for m in child if local(m) == "rPr"), child)
            if any(local(m) == "strike" and is_on(m) for m in marks):
                struck += said
                continue
            text += said
            if run_is_unseen(marks):
                faint += said
            else:
                seen += said
                runs.append((ink_of_run(marks), _unescape(said)))
                faces += [(face, _unescape(said)) for face in faces_of(marks)]
    several = tuple(runs) if len({ink for ink, _ in runs}) > 1 else ()
    return _Text(_unescape(text), _unescape(struck), _unescape(faint), _unescape(seen), several, tuple(faces))


def _unescape(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _rows(raw: bytes, strings: list[_Text], styles: _Styles, beside: _Beside) -> Iterator[GridRow]:
    """The rows with anything in them; what the sheet says of them elsewhere is put into ``beside``."""
    number = 0
    for element in elements_of(raw, "col", "row", "mergeCell", "hyperlink", "conditionalFormatting", "headerFooter"):
        if local(element) == "headerFooter":
            beside.margins += margin_lines(element)
            continue
        if local(element) == "conditionalFormatting":
            beside.rules.add(element)
            continue
        if local(element) == "col":
            if _is_unseen(element, "width"):
                beside.unseen.update(
                    range(whole_number(element.get("min")) - 1, min(whole_number(element.get("max")), MAX_COLUMNS))
                )
            continue
        if local(element) == "mergeCell":
            beside.merged.append(element.get("ref") or "")
            if len(beside.merged) > MAX_MERGED:
                raise Unreadable(f"a sheet has more than {MAX_MERGED:,} merged areas", "send the plan's sheet alone")
            continue
        if local(element) == "hyperlink":
            if len(beside.links) < MAX_LINKS:
                beside.links.append((element.get("ref") or "", attribute(element, "id") or ""))
            continue
        number = whole_number(element.get("r")) or number + 1
        cells: list[Cell] = []
        indent: int | None = None  # of the first words
        colours = set()
        looks: dict[int, Look] = {}
        column = -1
        for entry in element:
            if local(entry) != "c":
                continue
            place = REFERENCE.fullmatch(entry.get("r") or "")
            column = column_of(place[1]) if place else column + 1
            if column >= MAX_COLUMNS:
                break
            look = look_of(entry, styles.looks)
            colours.add(look.raw)
            faint: list[str] = []
            cell = _cell(entry, strings, styles, faint)
            cell.fill, cell.ink = look.fill, look.ink
            if look.faces and not cell.faces:
                cell.faces = tuple((face, cell.text) for face in look.faces)
            if faint:
                beside.gone.rows.append(GridRow(number, [Cell(lines=(Line(clean(text)),)) for text in faint]))
            if cell.blank and not cell.fill:
                continue
            if not cell.blank:
                looks[column] = look
            if indent is None and cell.text:
                style = whole_number(entry.get("s"))
                indent = styles.indents[style] if style < len(styles.indents) else 0
            while len(cells) < column:
                cells.append(Cell())
            if len(cells) == column:
                cells.append(cell)
        if len(colours) > 1:  # not a heading's colour, nor every second row's
            beside.marked.append(number)
        while cells and cells[-1].blank and (len(cells) == 1 or cells[-2].blank or not cells[-1].fill):
            cells.pop()  # but for a patch of colour right of what it is the colour of
        if cells:
            unseen = beside.gone.take(number, cells, looks)
            depth = max(whole_number(element.get("outlineLevel")), indent or 0)
            yield GridRow(number, cells, hidden=unseen or _is_unseen(element, "ht"), depth=depth)


def _is_unseen(element: _Element, size: str) -> bool:
    """Whether a row or column is hidden, by hand or by a filter, or has no height or width that shows a letter."""
    said = (element.get(size) or "").strip()
    return element.get("hidden") in ("1", "true") or bool(re.fullmatch(r"0(?:\.\d{1,20})?", said))


def _cell(entry: _Element, strings: list[_Text], styles: _Styles, faint: list[str]) -> Cell:
    """What a cell says; what of it cannot be read for its colour or its size is put into ``faint``."""
    kind = entry.get("t") or "n"
    style = whole_number(entry.get("s"))
    value = formula = None
    inline = None
    for child in entry:
        name = local(child)
        if name == "v":
            value = child.text or ""
        elif name == "f":
            formula = f"={child.text}" if child.text else "=…"
        elif name == "is":
            inline = _rich(child)
    look = look_of(entry, styles.looks)
    struck = look.strike
    linked = re.fullmatch(r'\s*HYPERLINK\(\s*"([^"]*)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)\s*', (formula or "")[1:])
    if linked is not None:  # it computes nothing: an address, and the words over it
        said, address = clean(linked[2] or linked[1]), opened(linked[1])
        lines = _lines(_Text(said, ""), struck)
        return Cell(lines=lines, links=(Link(said, address),) if address else ())
    if formula is not None:
        shown = _Text(_unescape(value or ""), "") if kind == "str" else _Text("", "")
        shows_day = value and kind == "n" and _is_dated(style, styles)
        day = numeric(value or "", True, styles.epoch).value if shows_day else None
        return Cell(lines=_lines(shown, False), value=day, formula=clean(formula[:500]))
    shared = whole_number(value) if kind == "s" and value else len(strings)
    rich = inline if kind != "s" else strings[shared] if shared < len(strings) else None
    if rich is not None and (kind in ("s", "inlineStr") or not value):
        if rich.faint and not look.fill:
            faint.append(rich.faint)
            rich = _Text(rich.seen, rich.struck)
        return Cell(lines=_lines(rich, struck), parts=rich.runs, faces=rich.faces)
    if not value or kind == "s":
        return Cell()
    if kind == "b":
        return Cell(lines=(Line("true" if value == "1" else "false"),))
    if kind == "d":
        try:
            return dated(datetime.fromisoformat(value.rstrip("Z")).date(), hour_in_stamp(value))
        except ValueError:
            return Cell(lines=_lines(_Text(value, ""), struck))
    if kind == "n":
        number = numeric(value, _is_dated(style, styles), styles.epoch)
        return Cell(lines=_lines(_Text(number.text, ""), True)) if struck else number
    return Cell(lines=_lines(_Text(_unescape(value), ""), struck))


def _is_dated(style: int, styles: _Styles) -> bool:
    return style < len(styles.dates) and styles.dates[style]


def _lines(said: _Text, struck: bool) -> tuple[Line, ...]:
    text, gone = clean(said.text), clean(said.struck)
    if struck:
        text, gone = "", clean(f"{said.text}\n{said.struck}")
    if not text and not gone:
        return ()
    lines = [Line(line) for line in text.split("\n") if line] or [Line("")]
    return (Line(lines[0].text, gone), *lines[1:])


def _merge(table: Table, merged: list[str]) -> None:
    """Give the cells of a merged area to what stands in its corner, as far as there are rows."""
    by_number = {row.number: row for row in table.rows}
    for reference in merged[:2000]:
        corners = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
        if corners is None or int(corners[2]) not in by_number:
            continue
        left, right = column_of(corners[1]), min(column_of(corners[3]), MAX_COLUMNS)
        top, bottom = int(corners[2]), min(int(corners[4]), int(corners[2]) + 200)
        origin = by_number[top].cell(left)
        for line in range(top, bottom + 1):
            row = by_number.get(line)
            if row is None:
                continue
            while len(row.cells) <= right:
                row.cells.append(Cell())
            for column in range(left, right + 1):
                if (line, column) != (top, left):
                    row.cells[column] = (
                        Cell(lines=origin.lines, value=origin.value, covered="above")
                        if column == left
                        else Cell(covered="left")
                    )


def _place(table: Table, remarks: dict[tuple[int, int], list[Remark]], paper: Paper) -> None:
    by_number = {row.number: row for row in table.rows}
    for (line, column), said in remarks.items():
        row = by_number.get(line)
        if row is None or column >= MAX_COLUMNS:
            paper.remarks += said
            continue
        while len(row.cells) <= column:
            row.cells.append(Cell())
        row.cells[column].remarks = tuple(said)


def _link(table: Table, links: list[tuple[str, str]], addresses: dict[str, str]) -> None:
    """Lay the addresses over the cells that lead to them."""
    by_number = {row.number: row for row in table.rows}
    for reference, key in links:
        place, address = REFERENCE.match(reference), addresses.get(key)
        row = by_number.get(int(place[2])) if place else None
        if place is None or row is None or not address:
            continue
        cell = row.cell(column_of(place[1]))
        if cell.text:
            cell.links = (*cell.links, Link(cell.text, address))
