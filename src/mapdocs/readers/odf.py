"""Sheets of an .ods and tables and lines of an .odt, read from their XML: the same rows as those of Excel and Word.

python-calamine shows no hidden rows, comments, merged cells or struck-through words, and odfpy holds the whole file as a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from mapdocs.errors import Unreadable
from mapdocs.language.layout import shorten
from mapdocs.language.links import opened
from mapdocs.readers.heads_above import HeadsAbove, level_of
from mapdocs.readers.odf_shapes import drawn, shapes_in, take_margins
from mapdocs.readers.odf_styles import Styles
from mapdocs.readers.outline import within
from mapdocs.readers.package import MAX_PART, Package, attribute, elements_of, local
from mapdocs.readers.serials import dated, hour_in_stamp, numeric
from mapdocs.readers.tables import Cell, GridRow, Line, Link, Paper, Remark, Table, clean
from mapdocs.readers.xlsx import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT = "content.xml"
MAX_DEPTH = 60  # of spans in spans
MAX_BLANKS = 200  # that one sign may stand for
_UNSEEN = ("collapse", "filter")
_ROWS = ("table-header-rows", "table-row-group", "table-rows")
_EPOCH = datetime(1899, 12, 30)


@dataclass(slots=True)
class _Sheet:
    """The table that is being read. ``reaching`` says by column for how many rows more a merged cell reaches down, and what
    stands there then."""

    rows: list[GridRow] = field(default_factory=list)
    number: int = 0
    columns: int = 0
    defaults: dict[int, str] = field(default_factory=dict)  # the style of a column's cells that have none of their own
    unseen: set[int] = field(default_factory=set)
    reaching: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    coloured: bool = False

    def column(self, element: _Element) -> None:
        count = min(_count(element, "number-columns-repeated"), MAX_COLUMNS)
        if attribute(element, "visibility") in _UNSEEN:
            self.unseen.update(range(self.columns, min(self.columns + count, MAX_COLUMNS)))
        named = attribute(element, "default-cell-style-name")
        if named:
            self.defaults.update(dict.fromkeys(range(self.columns, min(self.columns + count, MAX_COLUMNS)), named))
        self.columns = min(self.columns + count, MAX_COLUMNS)

    def row(self, element: _Element, styles: Styles) -> None:
        """Read a row; one that is repeated is there as often as it says something."""
        cells, colours = self._cells(element, styles)
        times = _count(element, "number-rows-repeated")
        self.number += 1
        self.coloured = self.coloured or len(colours) > 1
        if any(not cell.blank for cell in cells):
            hidden = attribute(element, "visibility") in _UNSEEN
            for more in range(min(times, MAX_ROWS + 1)):
                again = cells if not more else [Cell(c.lines, value=c.value, formula=c.formula) for c in cells]
                self.rows.append(GridRow(self.number + more, again, hidden=hidden))
        self.number += times - 1

    def _cells(self, element: _Element, styles: Styles) -> tuple[list[Cell], set[str]]:
        heads = not self.rows  # white on what a style lays behind them from elsewhere
        cells: list[Cell] = []
        colours: set[str] = set()
        for entry in element:
            kind = local(entry)
            if kind not in ("table-cell", "covered-table-cell") or len(cells) >= MAX_COLUMNS:
                continue
            times = min(_count(entry, "number-columns-repeated"), MAX_COLUMNS - len(cells))
            if kind == "covered-table-cell":
                for _ in range(times):
                    left, copy = self.reaching.pop(len(cells), (0, Cell(covered="left")))
                    if left > 1:
                        self.reaching[len(cells)] = (left - 1, copy)
                    cells.append(copy)
                continue
            usual = attribute(element, "default-cell-style-name") or self.defaults.get(len(cells), "")
            named = attribute(entry, "style-name") or usual
            cell, colour = _cell(entry, named, styles), styles.fills.get(named, "")
            if not heads and not cell.blank and styles.is_unseen(named):
                styles.unread.append(cell.text or str(cell.value or ""))
                cell = Cell()
            cell.fill = colour[1:].upper() if re.fullmatch(r"#[0-9a-f]{6}", colour) else ""
            if colour or not cell.blank:  # what fills the row up to its end has none
                colours.add(colour)
            wide, high = _count(entry, "number-columns-spanned"), _count(entry, "number-rows-spanned")
            for column in range(len(cells), min(len(cells) + wide, MAX_COLUMNS) if high > 1 else 0):
                below = Cell(cell.lines, value=cell.value, covered="above") if column == len(cells) else None
                self.reaching[column] = (min(high, 1_000) - 1, below or Cell(covered="left"))
            cells.append(cell)
            for _ in range(times - 1):
                cells.append(Cell(cell.lines, value=cell.value, formula=cell.formula))
        while cells and cells[-1].blank and not cells[-1].remarks and not cells[-1].covered:
            cells.pop()
        return cells, colours


def read_ods(package: Package, *, max_rows: int = MAX_ROWS) -> Paper:
    """The sheets that a person sees, their texts and comments; hidden sheets are named and kept apart."""
    paper = Paper("xlsx")
    _warn(package, paper)
    styles, sheet, cells = Styles(), _Sheet(), 0
    if package.has("styles.xml"):
        for style in elements_of(package.bytes_of("styles.xml"), "style"):
            styles.learn(style)
    raw = package.bytes_of(CONTENT, 2 * MAX_PART)
    paper.shown += shapes_in(raw)
    take_margins(package, paper)
    parts = elements_of(raw, "style", "table-column", "table-row", "table")
    for element in parts:
        kind = local(element)
        if kind == "style":
            styles.learn(element)
        elif kind == "table-column":
            sheet.column(element)
        elif kind == "table-row":
            before = len(sheet.rows)
            sheet.row(element, styles)
            cells += sum(len(row.cells) for row in sheet.rows[before:])
            if len(sheet.rows) > max_rows or cells > max(MAX_CELLS, 40 * max_rows):
                raise Unreadable(
                    f"a sheet has more than {max_rows:,} rows, far more than a plan",
                    "check that it is the right file, or send the plan's sheet alone",
                )
        else:
            name = clean(attribute(element, "name") or "")
            if not name.startswith("'file:") and len(paper.tables) + len(paper.hidden) < MAX_SHEETS:
                _keep(paper, sheet, name, (attribute(element, "style-name") or "") in styles.hiding)
            sheet = _Sheet()
    _tell_unread(paper, styles)
    return paper


def _tell_unread(paper: Paper, styles: Styles) -> None:
    said = [text for text in styles.unread if text.strip()]
    if said:
        rows = [GridRow(number, [Cell((Line(" ".join(text.split())),))]) for number, text in enumerate(said, 1)]
        paper.hidden.append(Table("hidden words", rows))
        paper.notes += [f"the text “{shorten(row.cells[0].text, 400)}” is hidden; it was not read" for row in rows]


def _keep(paper: Paper, sheet: _Sheet, name: str, hidden: bool) -> None:
    table = Table(name, sheet.rows, name, hidden_columns=frozenset(sheet.unseen), coloured=sheet.coloured)
    if hidden:
        paper.notes.append(f"the sheet “{name}” is hidden; it was not read")
        paper.hidden.append(table)
        return
    paper.tables.append(table)
    paper.texts += [line for row in table.rows for cell in row.cells for line in cell.text.split("\n") if line]


def read_odt(package: Package) -> Paper:
    """The tables, lines and comments of a text."""
    paper = Paper("docx")
    _warn(package, paper)
    root, styles = package.xml(CONTENT), Styles()
    if package.has("styles.xml"):
        for style in elements_of(package.bytes_of("styles.xml"), "style"):
            styles.learn(style)
    for style in root.iter("{*}style"):
        styles.learn(style)
    body = next(root.iter("{*}text"), None)
    heads = HeadsAbove()
    take_margins(package, paper)
    paper.shown += drawn(body) if body is not None else ()
    for block, lead in _blocks(body, "", 0) if body is not None else ():
        if local(block) == "table":
            sheet = _Sheet()
            for row in _rows(block):
                sheet.row(row, styles)
            name = f"table {len(paper.tables) + 1}"
            above, levels = tuple(heads.above), tuple(heads.levels)
            under = heads.begin()
            paper.tables.append(
                Table(name, sheet.rows, above=above, levels=levels, under=under, coloured=sheet.coloured)
            )
            paper.texts += [line for row in sheet.rows for cell in row.cells for line in cell.text.split("\n") if line]
            paper.lines.append("")
            continue
        said, struck = _said(block, styles)
        if not lead:
            paper.lines.append("")
        marks = said.split("\n") + [f"~~{struck}~~"] * bool(struck)
        paper.lines += [f"{lead if not n else '    '}{line}" for n, line in enumerate(one for one in marks if one)]
        for line in filter(None, said.split("\n")):
            paper.texts.append(line)
            paper.loose.append(Remark(line))
            heads.line(line, level_of(f"{lead}{line}"))
        paper.remarks += _remarks(block)
        paper.shown += [told for link in _links(block) for told in link.told()]
    _tell_unread(paper, styles)
    paper.lines = within(paper.lines)
    paper.tracked = next(root.iter("{*}changed-region"), None) is not None
    return paper


def _blocks(element: _Element, lead: str, depth: int) -> Iterator[tuple[_Element, str]]:
    """Paragraphs, titles and tables in order, each paragraph with what stands in front of it: a title's or a list's sign."""
    for child in element if depth < MAX_DEPTH else ():
        kind = local(child)
        if kind == "h":
            level = attribute(child, "outline-level") or "1"
            yield child, "#" * (int(level) if re.fullmatch("[1-6]", level) else 1) + " "
        elif kind == "p":
            yield child, lead
            lead = "    " + " " * (len(lead) - len(lead.lstrip())) if lead.strip() else lead
        elif kind == "table":
            yield child, ""
        elif kind == "list":
            inner = "- " if not lead else " " * (len(lead) - len(lead.lstrip())) + ("- " if "-" in lead else "")
            yield from _blocks(child, inner if depth == 0 or not lead else f"  {lead.rstrip('- ')}- ", depth + 1)
        elif kind in ("list-item", "list-header", "section", "index-body") and attribute(child, "display") != "none":
            yield from _blocks(child, lead, depth + 1)


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in _ROWS:
            yield from _rows(child)


def _warn(package: Package, paper: Paper) -> None:
    manifest = "META-INF/manifest.xml"
    if package.has(manifest) and b"encryption-data" in package.bytes_of(manifest):
        raise Unreadable("the file is protected by a password", "ask for a copy without a password")
    if any(name.startswith(("basic/", "scripts/")) for name in package.names):
        paper.notes.append("the file holds macros; they were not run")


def _count(element: _Element, name: str) -> int:
    said = attribute(element, name) or "1"
    return max(1, int(said)) if re.fullmatch(r"\d{1,7}", said) else 1


def _cell(entry: _Element, named: str, styles: Styles) -> Cell:
    struck_whole = named in styles.struck
    lines: list[Line] = []
    for paragraph in _paragraphs(entry, 0):
        now, gone = _said(paragraph, styles)
        now, gone = ("", "\n".join(filter(None, (now, gone)))) if struck_whole else (now, gone)
        split = [Line(line) for line in now.split("\n") if line] or ([Line("")] if gone else [])
        lines += [Line(split[0].text, gone), *split[1:]] if split else []
    remarks, links = tuple(_remarks(entry)), tuple(_links(entry))
    kind, value = attribute(entry, "value-type") or "", attribute(entry, "value") or ""
    formula = attribute(entry, "formula")
    day = _day(attribute(entry, "date-value")) if kind == "date" else None
    cell = Cell(tuple(lines))
    truth = re.fullmatch(r"(?:of:)?=(TRUE|FALSE)\(\)", formula or "")
    if truth:  # as LibreOffice keeps what came from Excel
        cell = Cell((Line(truth[1].lower()),))
    elif formula is not None:
        shown = tuple(lines) if kind == "string" else ()
        cell = Cell(shown, value=day, formula=clean("=" + re.sub(r"^(?:\w+:)?=", "", formula)[:500]))
    elif struck_whole:
        pass
    elif day is not None:
        cell = dated(day, hour_in_stamp(attribute(entry, "date-value") or ""))
    elif kind == "boolean":
        cell = Cell((Line("true" if attribute(entry, "boolean-value") == "true" else "false"),))
    elif kind in ("float", "currency", "percentage") and value:
        cell = numeric(value, False, _EPOCH)
    cell.remarks, cell.links = remarks, links
    return cell


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat((said or "")[:10])
    except ValueError:
        return None


def _paragraphs(element: _Element, depth: int) -> Iterator[_Element]:
    for child in element if depth < MAX_DEPTH else ():
        if local(child) in ("p", "h"):
            yield child
        elif local(child) in ("list", "list-item", "section"):
            yield from _paragraphs(child, depth + 1)


def _said(paragraph: _Element, styles: Styles) -> tuple[str, str]:
    """What stands in a paragraph, and what does struck through."""
    now = gone = ""
    named = attribute(paragraph, "style-name") or ""
    hidden = named in styles.unsaid or any(local(child) == "hidden-paragraph" for child in paragraph)
    if hidden or (styles.is_unseen(named) and not any(map(_is_dressed, paragraph))):
        styles.unread += filter(None, [clean("".join(map(str, paragraph.itertext())))])
        return "", ""
    whole = (attribute(paragraph, "style-name") or "") in styles.struck
    for text, struck in _pieces(paragraph, styles, whole, 0):
        now, gone = (now, gone + text) if struck else (now + text, gone)
    return clean(now), clean(gone)


def _is_dressed(child: _Element) -> bool:
    """Whether a part of a paragraph has a style of its own, and may be seen where the rest is not."""
    return local(child) == "span"


def _pieces(element: _Element, styles: Styles, struck: bool, depth: int) -> Iterator[tuple[str, bool]]:
    if element.text:
        yield re.sub(r"[\r\n\t]+", " ", element.text), struck
    for child in element if depth < MAX_DEPTH else ():
        kind = local(child)
        if kind == "s":
            yield " " * min(_count(child, "c"), MAX_BLANKS), struck
        elif kind == "tab":
            yield " ", struck
        elif kind == "line-break":
            yield "\n", struck
        elif kind == "ruby":  # how a name is read stands above it
            for base in child:
                if local(base) == "ruby-base":
                    yield from _pieces(base, styles, struck, depth + 1)
        elif (named := attribute(child, "style-name") or "") in styles.unsaid or styles.is_unseen(named):
            styles.unread += filter(None, [clean("".join(map(str, child.itertext())))])
        elif kind not in ("annotation", "note", "frame", "custom-shape", "tracked-changes", "hidden-text"):
            inner = struck or (attribute(child, "style-name") or "") in styles.struck
            yield from _pieces(child, styles, inner, depth + 1)
        if child.tail:
            yield re.sub(r"[\r\n\t]+", " ", child.tail), struck


def _remarks(element: _Element) -> Iterator[Remark]:
    """What hangs on a cell or paragraph: comments, notes, pictures."""
    for child in element.iter("{*}annotation", "{*}note", "{*}frame"):
        kind = local(child)
        said = clean("\n".join("".join(map(str, one.itertext())) for one in child.iter("{*}p", "{*}h")))
        if kind == "annotation":
            told = {local(one): one.text or "" for one in child}
            yield Remark(said, clean(told.get("creator", "")), _day(told.get("date")))
        elif kind == "note" and said:
            yield Remark(f"a note to the cell: {said}", kind="footnote")
        elif kind == "frame":
            named = next((one.text or "" for one in child if local(one) in ("desc", "title")), "")
            told_of = clean(said or named)
            yield Remark(f"a picture in the cell{f': {told_of}' if told_of else ''}", kind="image")


def _links(element: _Element) -> Iterator[Link]:
    for child in element.iter("{*}a"):
        address, said = opened(attribute(child, "href") or ""), clean("".join(map(str, child.itertext())))
        if address and said:
            yield Link(said, address)
