"""What a sheet prints above and below each of its pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapdocs.readers.package import local
from mapdocs.readers.tables import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SIGNS = 2_000
_FONT = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d{1,3}(?!\d)')
_PLACE = re.compile(r"&[LCR]")
_CODE = re.compile(r"&([&A-Za-z])")


def margins_of(element: _Element) -> tuple[str, ...]:
    """The lines of a `headerFooter`, without the codes of fonts, of pages and of days in them."""
    found: dict[str, None] = {}
    for part in element:
        if local(part).endswith(("Header", "Footer")):
            for place in _PLACE.split(_FONT.sub("", (part.text or "")[:MAX_SIGNS])):
                said = clean(_CODE.sub(lambda code: "&" if code[1] == "&" else " ", place))
                found.update(dict.fromkeys(line for line in said.split("\n") if line))
    return tuple(found)
