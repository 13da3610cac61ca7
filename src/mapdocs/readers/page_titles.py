"""The lines of a page that stand above each of its tables: headings, paragraphs, and what mail programs and wikis write into a `<div>`
or between two tables without anything around it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapdocs.readers.heads_above import HeadsAbove
from mapdocs.readers.page_parts import OWN_PART
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
_PLACES = ("details", "fieldset", "dl", "section", "article", "aside", "td", "blockquote")  # nor do their headings
_UNREAD = frozenset({"script", "style", "head", "title", "noscript", "button", "select", "textarea", "nav", "pre"})
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_GAPS = re.compile(r"[\r\n\t]+")


@dataclass(frozen=True, slots=True)
class Above:
    """A table with the lines ``above`` it since the one before, their levels, and the headings in force from before that one, as (level,
    heading)."""

    table: _Element
    above: tuple[str, ...]
    levels: tuple[int, ...]
    under: tuple[tuple[int, str], ...]


def tables_and_titles(root: _Element, hiding: Collection[str]) -> list[Above]:
    """Every table with the lines that stand above it, its caption alone where it has one. What stands in a row beside other cells,
    or as a point of a list, is no such line. ``hiding`` are the declarations of a style by which it hides."""
    walk = _Walk(root, hiding)
    walk.into(root, 0)
    walk.end()
    return walk.found


class _Walk:
    def __init__(self, root: _Element, hiding: Collection[str]) -> None:
        self.found: list[Above] = []
        self._hiding = hiding
        self._heads = HeadsAbove()
        self._said: list[str] = []
        self._block = root  # in which the words in hand stand

    def into(self, element: _Element, depth: int, reads: bool = False, shut: bool = False) -> None:
        """``reads``: words right in what holds ``element`` may be such a line; ``shut``: none in it may, since nobody sees them."""
        name = element.tag
        if depth > MAX_DEPTH or not isinstance(name, str):
            return
        block, outer = name in _BLOCKS or name in ("table", "br"), self._block
        if block:
            self.end()
            self._block = element
        if name == "table":
            self._table(element)
        shut = shut or self._is_shut(element, name)
        reads = not shut and _reads(element, name, reads)
        before = len(self._heads.above)
        if reads:
            self._add(element.text)
        for child in element:
            if child.tag in ("td", "th") and not len(child):
                continue  # words right in a cell are none of those lines
            self.into(child, depth + 1, reads, shut)
            if reads:
                self._add(child.tail)
        if block:
            self.end()
            self._block = outer
        if name in _ALONE:
            self._heads.drop(before)

    def end(self) -> None:
        if not self._said:
            return
        said = clean("".join(self._said))
        self._said.clear()
        level = _LEVELS.get(self._block.tag, 0)
        place = self._place() if level else None
        for line in filter(None, said.split("\n")):
            self._heads.line(line, level, place)

    def _place(self) -> _Element | None:
        """What a heading heads, where that is less than all that follows."""
        if self._block.get(OWN_PART) is not None:
            above = self._block.iterancestors()
            return next((one for one in above if any(True for _ in one.iter("table", "ul", "ol"))), None)
        return next(self._block.iterancestors(*_PLACES), None)

    def _add(self, text: str | None) -> None:
        if text:
            self._said.append(_GAPS.sub(" ", text))

    def _table(self, table: _Element) -> None:
        caption = next((one for one in table if one.tag == "caption"), None)
        own = clean("".join(map(str, caption.itertext()))) if caption is not None else ""
        above, levels = tuple(self._heads.above), tuple(self._heads.levels)
        under = self._heads.begin(set(table.iterancestors()))
        if own:  # the headings go on above it
            under = _with_new(under, above, levels)
            above = tuple(own.split("\n"))
            levels = (0,) * len(above)
        folds = [one.find("summary") for one in table.iterancestors("details")]
        outer = ((1, clean("".join(map(str, one.itertext())))) for one in reversed(folds) if one is not None)
        self.found.append(Above(table, above, levels, (*((level, said) for level, said in outer if said), *under)))

    def _is_shut(self, element: _Element, name: str) -> bool:
        style = (element.get("style") or "").replace(" ", "").lower()
        hidden = (style and any(way in style for way in self._hiding)) or element.get("hidden") is not None
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


def _with_new(
    under: tuple[tuple[int, str], ...], above: tuple[str, ...], levels: tuple[int, ...]
) -> tuple[tuple[int, str], ...]:
    for level, said in zip(levels, above, strict=True):
        if level:
            under = (*(one for one in under if one[0] < level), (level, said))
    return under
