"""The text of a page or a Word document outside its tables, line by line in Markdown's signs, so that one reader knows the lists
of them all: what is a title, what a point of a list and how deep, which box is ticked, what is struck through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mapdocs.readers.package import attribute, local
from mapdocs.readers.runs import Tracked, pieces_of
from mapdocs.readers.tables import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_LINES = 1_500  # a list of steps has fewer; of a longer text no list is read
MAX_SIGNS = 100_000
MAX_DEPTH = 200
_TITLES = {**{f"h{level}": level for level in range(1, 7)}, "summary": 4}
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "blockquote", "dl", "dt", "dd", "header", "footer", "main", "tr"}
)
_STRUCK = frozenset({"s", "strike", "del"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "table"})


def within(lines: list[str]) -> list[str]:
    """``lines``, or none where they are far more than a list of steps."""
    return lines if len(lines) <= MAX_LINES and sum(map(len, lines)) <= MAX_SIGNS else []


def page_lines(root: _Element) -> list[str]:
    """The lines of a page of HTML."""
    page = _Page()
    _walk(root, page, 0, 0, "")
    page.end()
    return within(page.lines)


class _Page:
    """The lines so far, and the one that is being written: what stands in front of it, and its pieces."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._lead = self._next = ""
        self._said: list[str] = []

    def begin(self, lead: str, further: str = "") -> None:
        """A new line that begins with ``lead``; what goes on below it begins with ``further``."""
        self.end()
        self._lead, self._next = lead, further

    def add(self, text: str) -> None:
        self._said.append(text)

    def end(self) -> None:
        said = clean("".join(self._said)).replace("\n", " ").replace("~~~~", "")
        self._said.clear()
        if said and len(self.lines) <= MAX_LINES:
            self.lines.append(self._lead + said)
            self._lead = self._next

    def apart(self) -> None:
        """An empty line: what follows is no part of the line above."""
        self.end()
        if self.lines and self.lines[-1] and len(self.lines) <= MAX_LINES:
            self.lines.append("")


def _walk(element: _Element, page: _Page, depth: int, lists: int, mark: str) -> None:
    name = element.tag
    if depth > MAX_DEPTH or not isinstance(name, str) or name in _UNSEEN:
        return
    style = (element.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or element.get("hidden") is not None:
        return
    struck = name in _STRUCK or "line-through" in style
    if name in _TITLES:
        page.apart()
        page.begin(f"{'#' * _TITLES[name]} ")
    elif name in ("ul", "ol"):
        lists, mark = lists + 1, "1. " if name == "ol" else "- "
        page.end()
    elif name == "li":
        indent = "  " * max(lists - 1, 0)
        page.begin(f"{indent}{mark or '- '}", f"{indent}    ")
    elif name in _BLOCKS and not lists:
        page.apart()
        page.begin("")
    elif name in _BLOCKS or name == "br":
        page.end()
    elif name == "input" and (element.get("type") or "").lower() == "checkbox":
        page.add("[x] " if element.get("checked") is not None else "[ ] ")
    if struck:
        page.add("~~")
    page.add(re.sub(r"[\r\n\t]+", " ", element.text or ""))
    for child in element:
        _walk(child, page, depth + 1, lists, mark)
        page.add(re.sub(r"[\r\n\t]+", " ", child.tail or ""))
    if struck:
        page.add("~~")
    if name in _TITLES or (name in _BLOCKS and not lists):
        page.apart()
        page.begin("")
    elif name in ("ul", "ol"):
        page.apart() if lists == 1 else page.end()
        page.begin("" if lists == 1 else "  " * lists)
    elif name in _BLOCKS or name == "li":
        page.end()


def document_lines(paragraphs: Iterable[_Element], styles: Mapping[str, str]) -> list[str]:
    """The lines of a Word document's ``paragraphs``; ``styles`` says what a style's name puts in front, see :func:`styled`."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lead = lead_of(paragraph, styles)
        said = ""
        for text, stands, _, struck in pieces_of(paragraph, Tracked()):
            if stands:
                said += f"~~{text}~~" if struck and text.strip() else text
        every = [line for line in clean(said.replace("~~~~", "")).split("\n") if line]
        if every and not lead:
            lines.append("")
        indent = re.match(r"\s*", lead)
        further = "    " + (indent[0] if indent else "") if lead else ""
        lines += [f"{further if number else lead}{line}" for number, line in enumerate(every)]
        if len(lines) > MAX_LINES:
            return []
    return within(lines)


def styled(root: _Element) -> dict[str, str]:
    """What stands in front of a line, by the id of its style: a title's sign, or that of a list and how deep it is."""
    found: dict[str, str] = {}
    for style in root.iter("{*}style"):
        name = next((attribute(one, "val") or "" for one in style if local(one) == "name"), "").casefold()
        key = attribute(style, "styleId") or ""
        title = re.fullmatch(r"(?:heading|toc heading) ?([1-6])?", name)
        points = re.fullmatch(r"list (bullet|number)(?: ([1-5]))?", name)
        if title or name == "title":
            found[key] = "#" * int((title[1] if title else "") or 1) + " "
        elif points:
            found[key] = "  " * (int(points[2] or 1) - 1) + ("- " if points[1] == "bullet" else "1. ")
    return found


def lead_of(paragraph: _Element, styles: Mapping[str, str]) -> str:
    """What stands in front of a paragraph's line."""
    properties = next((one for one in paragraph if local(one) == "pPr"), None)
    lead = ""
    for mark in properties if properties is not None else ():
        if local(mark) == "pStyle":
            lead = styles.get(attribute(mark, "val") or "", "")
        elif local(mark) == "numPr" and not lead.startswith("#"):
            said = {local(one): attribute(one, "val") or "" for one in mark}
            level = said.get("ilvl", "0")
            lead = "" if said.get("numId") == "0" else "  " * (int(level) if re.fullmatch(r"\d", level) else 0) + "- "
    return lead
