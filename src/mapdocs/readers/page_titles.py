"""The lines of a page that stand above each of its tables: headings, paragraphs, and what mail programs and wikis write into a `<div>`
or between two tables without anything around it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from mapdocs.readers.tables import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 200  # mail that was quoted fifty times nests less
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "summary", "div"})
_BLOCKS = _TITLES | {
    *(
        "body",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "center",
    ),
    *(
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "fieldset",
        "legend",
        "details",
        "form",
        "hr",
        "tr",
        "td",
        "th",
        "pre",
        "nav",
    ),
}
_ALONE = frozenset({"fieldset", "details", "dl"})  # what heads something in them heads nothing behind them
_UNREAD = frozenset({"script", "style", "head", "title", "noscript", "button", "select", "textarea", "nav", "pre"})
_GAPS = re.compile(r"[\r\n\t]+")


def tables_and_titles(root: _Element, hiding: Collection[str]) -> list[tuple[_Element, tuple[str, ...]]]:
    """Every table with the lines since the one before, its caption alone where it has one. What stands in a row beside other cells,
    or as a point of a list, is no such line. ``hiding`` are the declarations of a style by which it hides."""
    walk = _Walk(hiding)
    walk.into(root, 0)
    walk.end()
    return walk.found


class _Walk:
    def __init__(self, hiding: Collection[str]) -> None:
        self.found: list[tuple[_Element, tuple[str, ...]]] = []
        self._hiding = hiding
        self._above: list[str] = []
        self._said: list[str] = []

    def into(self, element: _Element, depth: int, reads: bool = False, shut: bool = False) -> None:
        """``reads``: words right in what holds ``element`` may be such a line; ``shut``: none in it may, since nobody sees them."""
        name = element.tag
        if depth > MAX_DEPTH or not isinstance(name, str):
            return
        block = name in _BLOCKS or name in ("table", "br")
        if block:
            self.end()
        if name == "table":
            self._table(element)
        shut = shut or self._is_shut(element, name)
        reads = not shut and _reads(element, name, reads)
        before = len(self._above)
        if reads:
            self._add(element.text)
        for child in element:
            self.into(child, depth + 1, reads, shut)
            if reads:
                self._add(child.tail)
        if block:
            self.end()
        if name in _ALONE:
            del self._above[before:]

    def end(self) -> None:
        said = clean("".join(self._said))
        self._said.clear()
        self._above += [line for line in said.split("\n") if line]

    def _add(self, text: str | None) -> None:
        if text:
            self._said.append(_GAPS.sub(" ", text))

    def _table(self, table: _Element) -> None:
        caption = next((one for one in table if one.tag == "caption"), None)
        own = clean("".join(map(str, caption.itertext()))) if caption is not None else ""
        self.found.append((table, tuple(own.split("\n") if own else self._above)))
        self._above.clear()

    def _is_shut(self, element: _Element, name: str) -> bool:
        style = (element.get("style") or "").replace(" ", "").lower()
        hidden = any(way in style for way in self._hiding) or element.get("hidden") is not None
        above = element.getparent()
        headed = name == "button" and above is not None and above.tag in _TITLES
        return hidden or name == "caption" or (name in _UNREAD and not headed)


def _reads(element: _Element, name: str, reads: bool) -> bool:
    """Whether words right in ``element`` may be a line above a table."""
    if name in ("table", "td", "th", "li"):
        return False
    if name in _TITLES and not (name == "div" and next(element.iterancestors("li"), None) is not None):
        row = next(element.iterancestors("tr"), None)
        return row is None or sum(cell.tag in ("td", "th") for cell in row) < 2
    return reads or name == "body"
