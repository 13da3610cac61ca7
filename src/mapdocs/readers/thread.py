"""A mail line by line, each with how often it was quoted: who replies below, between or above what was sent says it so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapdocs.readers.tables import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_THREAD = 8_000  # lines; a stranger's mail may have a million
TOO_LONG = f"the mail has more than {MAX_THREAD:,} lines; answers further down in it were not looked for"
MAX_DEPTH = 200
_MARKS = re.compile(r"(?:[>|]\s?)+")
_BREAKS = frozenset(
    {"br", "p", "div", "li", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote"}
)
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_CELLS = frozenset({"td", "th"})
_GONE = frozenset({"s", "strike", "del"})
_HIDING = ("display:none", "visibility:hidden", "mso-hide:all", "line-through")

#: (how often it was quoted, the line with its indent)
Thread = list[tuple[int, str]]
#: Between a page and a plain text of one mail, each of which begins with the sender's own words.
NEW_PART = (-1, "")


def plain_thread(text: str) -> Thread:
    """The lines of a plain text; a tab in one stays, since it parts the cells of a table that was pasted."""
    found: Thread = []
    for line in text[:2_000_000].splitlines()[:MAX_THREAD]:
        marks = _MARKS.match(line)
        said = line[marks.end() :] if marks else line
        found.append((marks[0].count(">") + marks[0].count("|") if marks else 0, said.rstrip()))
    return found


def page_thread(root: _Element) -> Thread:
    """The lines of a page, its tables' cells one by one; what it hides or strikes through is left out."""
    found: Thread = []
    said: list[str] = []
    at = 0
    for text, depth in _walk(root, 0, 0):
        if text == "\n" or depth != at:
            _put(found, at, said)
            at = depth
        if text != "\n":
            said.append(text)
        if len(found) >= MAX_THREAD:
            return found
    _put(found, at, said)
    return found


def _put(found: Thread, depth: int, said: list[str]) -> None:
    line = clean("".join(said)).replace("\n", " ")
    said.clear()
    if line:
        found.append((depth, line))


def _walk(element: _Element, quoted: int, depth: int) -> Iterator[tuple[str, int]]:
    """(text, how often it is quoted); a line's end is a break by itself."""
    name = element.tag
    if depth > MAX_DEPTH or not isinstance(name, str) or name in _UNSEEN or name in _GONE:
        return
    style = (element.get("style") or "").replace(" ", "").lower()
    if element.get("hidden") is not None or (style and any(way in style for way in _HIDING)):
        return
    quoted += name == "blockquote"
    if name in _BREAKS:
        yield "\n", quoted
    if element.text:
        yield re.sub(r"[\r\n\t]+", " ", element.text), quoted
    for child in element:
        if len(child) or child.tag not in _CELLS or child.attrib:
            yield from _walk(child, quoted, depth + 1)
        else:
            yield from (("\n", quoted), (re.sub(r"[\r\n\t]+", " ", child.text or ""), quoted), ("\n", quoted))
        if child.tail:
            yield re.sub(r"[\r\n\t]+", " ", child.tail), quoted
    if name in _BREAKS and name != "br":
        yield "\n", quoted
