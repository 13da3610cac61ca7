"""Parts of a page that open under a title of their own: expand macros, accordions, fieldsets, lists of terms, callouts. The title heads
what stands in its part, and a part whose title keeps it from the buyer is hidden as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapdocs.readers.headings import folded
from mapdocs.readers.page_marks import is_private_name
from mapdocs.readers.tables import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PARTS = 2_000
MAX_DEPTH = 200
MAX_TITLE = 80  # signs
OWN_PART = "data-own-part"  # marks a title that heads nothing behind its part
_UP = 3  # elements between a title and the part that it opens
_OPENS = frozenset({"expand", "expander", "accordion", "collapse", "collapsible", "toggle", "spoiler", "disclosure"})
_CALLS = frozenset({"callout", "panel", "admonition", "infobox", "alert", "card", "macro"})
_OPENERS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
_HELD = ("table", "ul", "ol")
_BREAKS = frozenset({"p", "div", "br", "li", "ul", "ol", "table", "tr", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4"})
_BREAKS |= {"h5", "h6", "summary", "legend", "blockquote", "section", "header", "figure", "aside", "hr", "details"}
_PIECES = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+")


def set_titles(root: _Element, *, hides: bool) -> None:
    """Make the titles of such parts headings, and with ``hides`` hide the parts that theirs keeps from the buyer; not one that holds
    all tables and lists."""
    every = sum(1 for _ in root.iter(*_HELD))
    for number, (title, part) in enumerate(list(_parts(root))):
        if number >= MAX_PARTS:
            return
        said = _first_line(title)
        if not said or len(said) > MAX_TITLE or not _holds(part):
            continue
        if hides and is_private_name(said) and sum(1 for _ in part.iter(*_HELD)) < every:
            part.set("style", f"display:none;{part.get('style') or ''}")
        elif title is not part and title.tag not in ("summary", "h1", "h2", "h3", "h4", "h5", "h6"):
            title.tag = "h5"
            title.set(OWN_PART, "")


def _parts(root: _Element) -> Iterator[tuple[_Element, _Element]]:
    """(title, what it heads) of each; of a callout both are the callout."""
    for element in root.iter():
        name = element.tag
        if not isinstance(name, str):
            continue
        above = element.getparent()
        if name in ("legend", "summary") and above is not None and above.tag in ("fieldset", "details"):
            yield element, above
        elif name == "dt":
            below = element.getnext()
            if below is not None and below.tag == "dd":
                yield element, below
        elif name in ("button", "a", "span", "ac:parameter") and (part := _opened_by(element)) is not None:
            yield element, part
        elif _kinds(element) & _CALLS or name == "aside":
            yield element, element


def _opened_by(element: _Element) -> _Element | None:
    """What a button, or the words with which an expand macro opens, opens: what stands right behind it."""
    if next(element.iterancestors("td", "th", "li"), None) is not None or not isinstance(element.tag, str):
        return None
    if element.tag == "ac:parameter" and element.get("ac:name") != "title":
        return None
    opens = element.tag == "ac:parameter" or any(element.get(name) is not None for name in _OPENERS)
    inner = element
    for above, _ in zip(element.iterancestors(), range(_UP), strict=False):
        opens = opens or bool((_kinds(inner) | _kinds(above)) & _OPENS) or above.get("data-macro-name") == "expand"
        below = inner.getnext()
        if below is not None:
            return below if opens and isinstance(below.tag, str) and _holds(below) else None
        inner = above
    return None


def _kinds(element: _Element) -> set[str]:
    said = element.get("class")
    return {folded(piece) for piece in _PIECES.findall(said[:200])} if said else set()


def _holds(part: _Element) -> bool:
    return part.tag in _HELD or any(True for _ in part.iter(*_HELD))


def _first_line(element: _Element) -> str:
    """The first line with a letter in ``element``."""
    said = ""
    for piece in _pieces(element, 0):
        if piece == "\n" and (found := clean(said)):
            if re.search(r"[^\W\d_]", found):
                return found
            said = ""  # a sign alone
        said += piece
        if len(said) > 4 * MAX_TITLE:
            break
    return clean(said)


def _pieces(element: _Element, depth: int) -> Iterator[str]:
    """The text of ``element``, and a line break on both sides of what stands in lines of its own."""
    if depth > MAX_DEPTH or not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return
    breaks = element.tag in _BREAKS
    if breaks:
        yield "\n"
    if element.text:
        yield " ".join(element.text.split("\n"))
    for child in element:
        yield from _pieces(child, depth + 1)
        if child.tail:
            yield " ".join(child.tail.split("\n"))
    if breaks:
        yield "\n"
