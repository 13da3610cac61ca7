"""Tables in HTML, as mail programs quote and change them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mapdocs.language.links import opened
from mapdocs.readers.outline import page_lines
from mapdocs.readers.package import parse_html
from mapdocs.readers.page_columns import hidden_columns
from mapdocs.readers.page_marks import hide_marked
from mapdocs.readers.page_notes import NOTE, part_notes
from mapdocs.readers.page_parts import set_titles
from mapdocs.readers.page_rules import write_rules
from mapdocs.readers.page_styles import colour_behind, faces_in, hide_unseen, inks_in
from mapdocs.readers.page_titles import tables_and_titles
from mapdocs.readers.tables import Cell, GridRow, Line, Link, Paper, Remark, Table, clean
from mapdocs.readers.thread import page_thread

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_HTML = 4_000_000  # characters
MAX_ROWS = 5_000
TOO_MANY_RULES = "the page has more style rules than are read; look at what they hide there"
MAX_DEPTH = 200  # mail that was quoted fifty times nests less
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "summary", "blockquote"})
_STRUCK = frozenset({"s", "strike", "del"})
_HIDING = (
    "display:none",
    "visibility:hidden",
    "visibility:collapse",
    "mso-hide:all",
)
_OF_TABLES = frozenset(
    {"tr", "td", "th", "thead", "tbody", "tfoot", "col", "colgroup", "caption"}
)  # read with their tables
_SOURCE_BREAK = re.compile(r"[\r\n\t]+")
_WORD = re.compile(r"[^\W\d_]{2}")
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})


def read_html(text: str, name: str = "the message") -> Paper:
    """The tables and lines of an HTML text. Nothing that it refers to is fetched, no script is run."""
    paper = Paper("mail")
    root = _parsed(text, paper, is_page=False)
    if root is None:
        return paper
    for block in (one for one in root.iter() if _hides(one)):
        said = "; ".join(_lines(_pieces(block, False, 0, shown=True)))
        paper.shown += [Remark(said, kind="hidden words")] if said else []
    return _read(root, paper, name)


def read_page(text: str) -> Paper:
    """A page as :func:`read_html` reads it, and what it does not show among ``hidden``: mail hides the lines that its
    programs put first, a page what somebody did not want to be read."""
    paper = Paper("mail")
    root = _parsed(text, paper, is_page=True)
    if root is None:
        return paper
    blocks = [one for one in root.iter() if _hides(one)]
    taken: list[Table] = []
    for block in blocks:
        lines = [" · ".join(line for cell in one for line in _said(cell)) for one in block.iter("tr")] or _lines(
            _pieces(block, False, 0, shown=True)
        )
        rows = [GridRow(n, [Cell(lines=(Line(line),))]) for n, line in enumerate(filter(None, lines), 1)]
        if rows:
            taken.append(Table(f"hidden part {len(taken) + 1} of the page", rows))
    for block in blocks:
        _drop(block)
    paper = _read(root, paper, "the page")
    paper.hidden = taken + paper.hidden
    return paper


def _parsed(text: str, paper: Paper, *, is_page: bool) -> _Element | None:
    root = parse_html(text[:MAX_HTML])
    if root is not None:
        missed = write_rules(root)
        hide_marked(root)
        part_notes(root)
        set_titles(root, hides=is_page)
        hide_unseen(root, missed=missed.colours)
        paper.notes += [TOO_MANY_RULES] * missed.rules
    return root


def _hides(element: _Element) -> bool:
    """Whether a page hides ``element``, not as a part of a table, whose rows and columns say it themselves, nor in another."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or not _is_unseen(element):
        return False
    above = [one.tag for one in element.iterancestors()]
    return ("table" not in above or element.tag not in _OF_TABLES) and not any(
        _is_unseen(one) for one in element.iterancestors()
    )


def _drop(element: _Element) -> None:
    """Take ``element`` out, and leave what stands behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _read(root: _Element, paper: Paper, name: str) -> Paper:
    for number, one in enumerate(tables_and_titles(root, _HIDING), 1):
        unseen = hidden_columns(one.table)
        gone: list[GridRow] = []
        rows = _rows(one.table, unseen, gone)
        paper.hidden += [Table(f"hidden cells of table {number} of {name}", gone)] if gone else []
        if rows:
            table = Table(f"table {number} of {name}", rows, above=one.above, levels=one.levels, under=one.under)
            table.hidden_columns = frozenset(unseen)
            paper.tables.append(table)
    paper.texts = _lines(_pieces(root, False, 0))
    paper.beside = _lines(_pieces(root, False, 0, tables=False)) if paper.tables else paper.texts
    paper.lines = page_lines(root)
    paper.thread = page_thread(root)
    loose = (one for one in root.iter("a") if next(one.iterancestors("td", "th"), None) is None)
    paper.shown += [told for one in loose for link in _links(one) for told in link.told()]
    return paper


def _lines(pieces: Iterable[tuple[str, bool]]) -> list[str]:
    return [line for line in clean("".join(text for text, _ in pieces)).split("\n") if line]


def _is_mention(element: _Element | None) -> bool:
    """Whether ``element`` names a person as wikis and boards mention them."""
    return element is not None and isinstance(element.tag, str) and "mention" in (element.get("class") or "")


def _said(element: _Element) -> list[str]:
    return _lines(_pieces(element, False, 0))


def _is_unseen(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or (bool(style) and any(way in style for way in _HIDING))


def _rows(table: _Element, unseen: set[int], gone: list[GridRow]) -> list[GridRow]:
    """The rows of a table; the columns that are hidden are put into ``unseen``, single cells that are into ``gone``."""
    rows: list[GridRow] = []
    reaching: dict[int, tuple[int, Cell]] = {}  # by column: for how many rows more a cell reaches down, and its copy
    all_hidden = any(_is_unseen(one) and one.tag != "body" for one in (table, *table.iterancestors()))
    dark: list[set[int]] = []  # of each row the columns of cells that are hidden
    for tr in table.iter("tr"):
        owner = next(tr.iterancestors("table"), None)
        if owner is not table:
            continue
        cells: list[Cell] = []
        hidden_here: set[int] = set()
        shown = False
        for td in tr:
            if td.tag in ("td", "th"):
                _reach_down(cells, reaching)
                if _is_unseen(td):
                    hidden_here.add(len(cells))
                else:
                    shown = True
                cell, down = _cell(td), _span(td, "rowspan")
                cell.fill, (cell.ink, cell.parts) = colour_behind(td), inks_in(td)
                cell.faces = faces_in(td)
                for column in range(len(cells), len(cells) + _span(td, "colspan")):
                    if down > 1:
                        reaching[column] = (down - 1, Cell(lines=cell.lines, covered="above"))
                    cells.append(cell)
                    cell = Cell(covered="left")
        _reach_down(cells, reaching)
        if cells:
            hidden = all_hidden or any(map(_is_unseen, (tr, *tr.iterancestors("tbody", "thead", "tfoot"))))
            hidden = hidden or bool(hidden_here and not shown)
            dark.append(set() if hidden else hidden_here)
            rows.append(GridRow(len(rows) + 1, cells, hidden=hidden))
        if len(rows) >= MAX_ROWS:
            break
    if any(dark):
        _part_hidden(rows, dark, unseen, gone)
    return rows


def _part_hidden(rows: Sequence[GridRow], dark: Sequence[set[int]], unseen: set[int], gone: list[GridRow]) -> None:
    """A column is hidden as a whole by its heading, or in each row that is shown; else the cells that are go out of their rows."""
    seen = [(row, columns) for row, columns in zip(rows, dark, strict=True) if not row.hidden]
    unseen |= seen[0][1] | set.intersection(*(columns for _, columns in seen))
    for row, columns in seen:
        apart = sorted(columns - unseen)
        if any(not row.cell(column).blank for column in apart):
            gone.append(GridRow(row.number, [row.cells[column] for column in apart]))
        for column in apart:
            row.cells[column] = Cell()


def _span(cell: _Element, name: str) -> int:
    said = cell.get(name)
    if not said:
        return 1
    return max(1, min(int(said), 1000 if name == "rowspan" else 64)) if re.fullmatch(r"\d{1,4}", said) else 1


def _reach_down(cells: list[Cell], reaching: dict[int, tuple[int, Cell]]) -> None:
    """Put copies of the cells that reach down from the rows above where the row goes on."""
    while len(cells) in reaching:
        column = len(cells)
        left, copy = reaching.pop(column)
        if left > 1:
            reaching[column] = (left - 1, copy)
        cells.append(copy)


def _cell(element: _Element) -> Cell:
    lines: list[Line] = []
    now = struck = ""
    for text, gone in (*_pieces(element, False, 0, shown=True), ("\n", False)):
        for index, piece in enumerate(text.split("\n")):
            if index:
                shown, old = clean(now), clean(struck)
                if shown or old:
                    lines.append(Line(shown, old))
                now = struck = ""
            now, struck = (now, struck + piece) if gone else (now + piece, struck)
    return Cell(lines=tuple(lines), links=tuple(_links(element)), remarks=tuple(_pointed_at(element)))


def _pointed_at(cell: _Element) -> Iterator[Remark]:
    """What a page says of a cell to those who point at it, and does not say in it."""
    yield from (Remark(said) for said in (cell.get(NOTE) or "").split("\n") if said)
    if not len(cell) and cell.get("title") is None:
        return
    titles = [clean(said) for one in cell.iter("td", "span", "div", "p", "abbr") if (said := one.get("title"))]
    shown = "".join(map(str, cell.itertext())) if titles else ""
    for said in titles:
        if len(said.split()) > 1 and said not in shown:
            yield Remark(said)
    for picture in cell.iter("img"):
        described = clean(picture.get("alt") or picture.get("title") or "")
        if described and _WORD.search(described) and described not in "".join(map(str, cell.itertext())):
            yield Remark(f"a picture in the cell: {described}", kind="image", own=described)


def _links(cell: _Element) -> Iterator[Link]:
    for element in cell.iter("a"):
        address = opened(element.get("href") or "")
        said = clean("".join(text for text, gone in _pieces(element, False, 0) if not gone))
        if address and said:
            yield Link(said, address)


def _pieces(
    element: _Element, struck: bool, depth: int, *, shown: bool = False, tables: bool = True
) -> Iterator[tuple[str, bool]]:
    """(text, struck through) below ``element``, which is read though it be hidden where it is ``shown``; source line breaks are
    blanks, block ends are line breaks. Without ``tables`` theirs is left out."""
    if depth > MAX_DEPTH or not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    style = (element.get("style") or "").replace(" ", "").lower()
    if any(way in style for way in _HIDING) and not shown:
        return
    if element.tag == "table" and not tables:
        caption = element.find("caption")
        yield from (("\n", False), *(_pieces(caption, False, depth + 1) if caption is not None else ()), ("\n", False))
        return
    struck = struck or element.tag in _STRUCK or "line-through" in style
    block = element.tag in _BREAKS
    if block:
        yield "\n", False
    if element.text:
        yield _SOURCE_BREAK.sub(" ", element.text), struck
    for child in element:
        yield from _pieces(child, struck, depth + 1, tables=tables)
        if _is_mention(child) and _is_mention(child.getnext()) and not (child.tail or "").strip():
            yield ", ", struck  # two people whom somebody mentioned, one behind the other
        elif child.tail:
            yield _SOURCE_BREAK.sub(" ", child.tail), struck
    if block and element.tag != "br":
        yield "\n", False
