"""Tables in HTML, as mail programs quote and change them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapdocs.language.links import opened
from mapdocs.readers.package import parse_html
from mapdocs.readers.tables import Cell, GridRow, Line, Link, Paper, Table, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_HTML = 4_000_000  # characters
MAX_ROWS = 5_000
MAX_DEPTH = 200  # mail that was quoted fifty times nests less
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"})
_STRUCK = frozenset({"s", "strike", "del"})
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
_HIDING = ("display:none", "visibility:hidden", "visibility:collapse")
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})


def read_html(text: str, name: str = "the message") -> Paper:
    """The tables and lines of an HTML text. Nothing that it refers to is fetched, no script is run."""
    paper = Paper("mail")
    root = parse_html(text[:MAX_HTML])
    if root is None:
        return paper
    for number, (element, above) in enumerate(_tables(root), 1):
        unseen: set[int] = set()
        rows = _rows(element, unseen)
        if rows:
            paper.tables.append(Table(f"table {number} of {name}", rows, above=above, hidden_columns=frozenset(unseen)))
    paper.texts = [line for line in clean("".join(t for t, _ in _pieces(root, False, 0))).split("\n") if line]
    return paper


def _tables(root: _Element) -> Iterator[tuple[_Element, tuple[str, ...]]]:
    """Every table, with the headings and paragraphs since the one before; what stands in a row beside others is a cell."""
    above: list[str] = []
    for element in root.iter(*_TITLES, "table"):
        if element.tag == "table":
            caption = element.find("caption")
            own = [] if caption is None else _said(caption)
            yield element, tuple(own or above)
            above = []
            continue
        row = next(element.iterancestors("tr"), None)
        if row is None or sum(cell.tag in ("td", "th") for cell in row) < 2:
            above += _said(element)


def _said(element: _Element) -> list[str]:
    return [line for line in clean("".join(text for text, _ in _pieces(element, False, 0))).split("\n") if line]


def _is_unseen(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or any(way in style for way in _HIDING)


def _rows(table: _Element, unseen: set[int]) -> list[GridRow]:
    """The rows of a table; the columns in which a cell is hidden are put into ``unseen``."""
    rows: list[GridRow] = []
    for tr in table.iter("tr"):
        owner = next(tr.iterancestors("table"), None)
        if owner is not table:
            continue
        cells: list[Cell] = []
        for td in tr:
            if td.tag in ("td", "th"):
                if _is_unseen(td):
                    unseen.add(len(cells))
                cells.append(_cell(td))
                span = td.get("colspan") or "1"
                cells += [Cell(covered="left")] * (min(int(span), 64) - 1 if re.fullmatch(r"\d{1,3}", span) else 0)
        if cells:
            hidden = any(_is_unseen(one) for one in (tr, *tr.iterancestors("tbody", "thead", "tfoot")))
            rows.append(GridRow(len(rows) + 1, cells, hidden=hidden))
        if len(rows) >= MAX_ROWS:
            break
    return rows


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
    return Cell(lines=tuple(lines), links=tuple(_links(element)))


def _links(cell: _Element) -> Iterator[Link]:
    for element in cell.iter("a"):
        address = opened(element.get("href") or "")
        said = clean("".join(text for text, gone in _pieces(element, False, 0) if not gone))
        if address and said:
            yield Link(said, address)


def _pieces(element: _Element, struck: bool, depth: int, *, shown: bool = False) -> Iterator[tuple[str, bool]]:
    """(text, struck through) below ``element``, which is read though it be hidden where it is ``shown``; source line breaks are blanks, block ends are line breaks."""
    if depth > MAX_DEPTH or not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    style = (element.get("style") or "").replace(" ", "").lower()
    if "display:none" in style and not shown:
        return
    struck = struck or element.tag in _STRUCK or "line-through" in style
    block = element.tag in _BREAKS
    if block:
        yield "\n", False
    if element.text:
        yield " ".join(re.split(r"[\r\n\t]+", element.text)), struck
    for child in element:
        yield from _pieces(child, struck, depth + 1)
        if child.tail:
            yield " ".join(re.split(r"[\r\n\t]+", child.tail)), struck
    if block and element.tag != "br":
        yield "\n", False
