"""Small raised signs of a page: "m³" and "10⁶" stay what they are, and the mark of a footnote, "RAL 5010¹", is no part of the value in
front of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapdocs.readers.tables import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

NOTE = "data-note-marks"  # the attribute by which a cell hands on the notes on it
_MARK = re.compile(r"[(\[]?(\d{1,2}|[a-z]|[*†‡§¶]{1,3})[)\]]?")
_UNIT = re.compile(r"(?:^|[\d\s/(])(?:[cmdk]?m|ft|in|yd|mi|s|sec|h)\Z")
_POWER = re.compile(r"(?:^|\D)10\Z")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLOCKS = ("td", "th", "li", "p", "div", "dd")
_LONGEST = 300  # signs of a note
_MOST = 2_000  # raised signs that are looked at


def part_notes(root: _Element) -> None:
    """Take the marks of notes out of the cells of ``root``, which keep what the notes say for their remarks."""
    raised = [one for _, one in zip(range(_MOST), root.iter("sup"), strict=False)]
    notes: dict[str, str] = {}
    open_marks: list[tuple[_Element, str, str]] = []
    for element in raised:
        mark = _MARK.fullmatch(_text(element))
        before = _before(element)
        if mark and not before:
            block = next(element.iterancestors(*_BLOCKS), None)
            said = clean(element.tail or "") if block is None else _text(block)[len(_text(element)) :].strip(" :.)–-")
            notes.setdefault(mark[1], said[:_LONGEST])
        elif mark:
            open_marks.append((element, mark[1], before))
    for element, sign, before in open_marks:
        cell = next(element.iterancestors("td", "th"), None)
        if sign.isdigit() and (cell is None or _UNIT.search(before) or _POWER.search(before)):
            _become(element, sign.translate(_RAISED))
        elif cell is not None and (not sign.isalpha() or sign in notes):
            _become(element, "")
            said = f"note {sign}: {notes[sign]}" if notes.get(sign) else f"note {sign}"
            cell.set(NOTE, "\n".join(filter(None, (cell.get(NOTE), said))))


def _text(element: _Element) -> str:
    return clean("".join(map(str, element.itertext()))).replace("\n", " ")


def _before(element: _Element) -> str:
    """What stands right in front of ``element`` in its own block."""
    said = ""
    one: _Element | None = element
    while one is not None and not said.strip():
        before = one.getprevious()
        while before is not None and not said.strip():
            said = _whole(before) + said
            if before.tag == "br":
                return said.strip()[-40:]
            before = before.getprevious()
        above = one.getparent()
        if above is None or before is not None:
            break
        said = (above.text or "") + said
        one = above if above.tag not in _BLOCKS else None
    return said.strip()[-40:]


def _whole(element: _Element) -> str:
    text = "".join(map(str, element.itertext())) if isinstance(element.tag, str) else ""
    return text + (element.tail or "")


def _become(element: _Element, said: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = said
