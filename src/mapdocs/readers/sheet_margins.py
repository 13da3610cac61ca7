"""What a sheet says above and below each printed page: three parts a line, with codes for fonts and for what Excel fills in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapdocs.readers.tables import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART = re.compile(r"&[LCR]")
_FILLED_IN = re.compile(r"&[PNDTZFA](?:[+-]\d+)?")
_NUMBERED = re.compile(r"&[PN](?:[+-]\d+)?")
_LOOK = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d{1,3}|&[BIUESXYGHO]')
_AROUND = 3  # words around a number that is filled in: "Page &P of &N", "Seite &P von &N"


def margin_lines(element: _Element) -> list[str]:
    """The texts of a sheet's ``headerFooter``, without those that Excel fills in: numbers of pages, names, days."""
    found: list[str] = []
    for child in element:
        for part in _PART.split((child.text or "").replace("&&", "\x00")):
            said = clean(_LOOK.sub("", _FILLED_IN.sub(" ", _NUMBERED.sub("1", part))).replace("\x00", "&"))
            own = len(clean(_LOOK.sub("", _FILLED_IN.sub(" ", part))).split())
            if said and own and not (_FILLED_IN.search(part) and own <= _AROUND):
                found += said.split("\n")
    return found
