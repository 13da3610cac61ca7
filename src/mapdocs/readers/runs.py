"""The runs of a Word text: everything in them that can carry words, as it stands now and as it stood before the tracked changes.

python-docx returns an empty string for text in tracked insertions and content controls, which Google's exports are full of, and
knows no emoji, symbol, ruby or check box; so the elements are walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from mapdocs.readers.package import attribute, is_on, local
from mapdocs.readers.tables import Remark, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements that only wrap others: content controls, tracked changes, smart tags, links, fields.
WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
)
GONE = frozenset({"del", "moveFrom"})
NEW = frozenset({"ins", "moveTo"})
_NO_HEIGHT = 20  # twentieths of a point, in which no letter can be seen


@dataclass(slots=True)
class Tracked:
    """Who changed what in a stretch of text, and when."""

    authors: dict[str, None] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    found: bool = False

    def note(self, element: _Element) -> None:
        self.found = True
        author = author_of(element)
        if author:
            self.authors[author] = None
        day = day_of(attribute(element, "date"))
        if day:
            self.days.append(day)


def texts_of(root: _Element) -> list[str]:
    """The lines of all paragraphs below ``root``, as they stand now."""
    return [remark.text for remark, _ in lines_of(root)]


def hidden_in(element: _Element) -> str:
    """The words below ``element`` that Word does not show."""
    said: list[str] = []
    for run in element.iter("{*}r"):
        properties = next(run.iterchildren("{*}rPr"), None)
        if properties is not None and any(local(mark) == "vanish" and is_on(mark) for mark in properties):
            said += [child.text or "" for child in run if local(child) == "t"]
    return clean("".join(said))


def hides_row(mark: _Element) -> bool:
    """Whether a property of a table's row hides it: as a hidden row, or by a height of a point or less."""
    if local(mark) == "trHeight":
        height = attribute(mark, "val") or ""
        return attribute(mark, "hRule") == "exact" and height.isdecimal() and int(height) <= _NO_HEIGHT
    return local(mark) == "hidden" and is_on(mark)


def lines_of(root: _Element) -> Iterator[tuple[Remark, _Element]]:
    """(line and whoever tracked something in its paragraph, the paragraph) of all below ``root``."""
    for element in root.iter("{*}p"):
        tracked = Tracked()
        said = "".join(text for text, now, _, _ in pieces_of(element, tracked) if now)
        for line in clean(said).split("\n"):
            if line:
                yield Remark(line, ", ".join(tracked.authors)), element


def pieces_of(
    element: _Element, tracked: Tracked, stands: bool = True, stood: bool = True
) -> Iterator[tuple[str, bool, bool, bool]]:
    """(text, stands now, stood before, struck through) of each run below ``element``."""
    for child in element:
        name = local(child)
        if name == "r":
            yield from _run(child, stands, stood)
        elif name in NEW:
            tracked.note(child)
            yield from pieces_of(child, tracked, stands, False)
        elif name in GONE:
            tracked.note(child)
            yield from pieces_of(child, tracked, False, stood)
        elif name in WRAPPERS:
            yield from pieces_of(child, tracked, stands, stood)
        elif name == "AlternateContent":  # whole runs in two ways, for newer and for older programs
            ways = ([*pieces_of(way, tracked, stands, stood)] for way in child)
            yield from next((way for way in ways if way), [])


def _run(run: _Element, stands: bool, stood: bool) -> Iterator[tuple[str, bool, bool, bool]]:
    properties = next(run.iterchildren("{*}rPr"), None)
    struck = False
    if properties is not None:
        marks = {local(mark): mark for mark in properties}
        if is_on(marks.get("vanish")):
            return
        struck = is_on(marks.get("strike")) or is_on(marks.get("dstrike"))
    for child in run:
        name = local(child)
        text = ""
        if name in ("t", "delText"):
            text = child.text or ""
        elif name in ("br", "cr"):
            text = "\n"
        elif name in ("tab", "ptab"):
            text = " "
        elif name == "noBreakHyphen":
            text = "-"
        elif name == "ruby":  # how a name is read stands above it; the name is what is below
            for base in child:
                if local(base) == "rubyBase":
                    yield from (
                        (t, stands and a, stood and b, struck or c) for t, a, b, c in pieces_of(base, Tracked())
                    )
        elif name in _SIGNED:
            text = _sign(child, name)
        if text:
            yield text, stands, stood, struck


_SIGNED = frozenset({"sym", "symEx", "AlternateContent", "fldChar"})
#: Ticks, crosses and boxes of the fonts that Word's lists of symbols offer, by font and place.
_SIGNS = {
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x4A: "☺", 0xE0: "→"},
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x30: "☐"},
    "segoe ui symbol": {0xE001: "✓", 0xE0E7: "✓", 0xE10A: "✗"},
}


def is_unknown_sign(element: _Element) -> bool:
    """Whether a ``w:sym`` is of a font of pictures, and none of those that we know: nobody can say what it shows."""
    font = (attribute(element, "font") or "").casefold()
    place = _hexadecimal(attribute(element, "char"))
    known = _SIGNS.get(font, {})
    pictures = font in _SIGNS or font.startswith(("wingdings", "webdings", "symbol")) or 0xE000 <= place < 0xF900
    return pictures and place not in known and place - 0xF000 not in known


def _sign(element: _Element, name: str) -> str:
    """A sign that is no letter: of a symbol font, an emoji, a form's check box."""
    if name == "sym":
        place = _hexadecimal(attribute(element, "char"))
        known = _SIGNS.get((attribute(element, "font") or "").casefold(), {})
        if place in known or place - 0xF000 in known:
            return known.get(place) or known[place - 0xF000]
        return chr(place) if 0x20 <= place < 0xE000 and not is_unknown_sign(element) else ""
    if name == "symEx":
        place = _hexadecimal(attribute(element, "char"))
        return chr(place) if 0x20 <= place < 0xD800 or 0xFFFF < place <= 0x10FFFF else ""
    if name == "AlternateContent":  # an emoji, with letters for older Words beside it, or without
        for way in element:
            said = "".join(
                (inner.text or "") if local(inner) == "t" else _sign(inner, local(inner))
                for inner in way
                if local(inner) in ("t", "sym", "symEx")
            )
            if said:
                return said
    if name == "fldChar":
        box = next((inner for inner in element.iter() if local(inner) == "checkBox"), None)
        if box is not None:
            marks = {local(mark): mark for mark in box}
            return "☒" if is_on(marks.get("checked", marks.get("default"))) else "☐"
    return ""


def _hexadecimal(said: str | None) -> int:
    return int(said, 16) if said and re.fullmatch(r"[0-9A-Fa-f]{1,6}", said) else 0


def author_of(element: _Element) -> str:
    """Who made a change or a comment; LibreOffice's stand-in for nobody is nobody."""
    said = clean(attribute(element, "author") or "")
    return "" if said.casefold() == "unknown author" else said


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
