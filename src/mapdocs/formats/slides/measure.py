"""How many lines a text takes on a slide: reckoned, since no font is loaded to ask. In the widest font that may stand in, so that
nothing is higher than was thought."""

from __future__ import annotations

import re

from mapdocs.formats.word.letters import NOTO, text_width
from mapdocs.formats.word.measure import longest_word

LEADING = 1.22  # of a line to its letters
# A space that does not break is part of its word.
_PIECES = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^ \t\n\u2e80-\u9fff\uff00-\uffef-]+-?|-|[ \t\n]+")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """``text`` of ``size`` points on one line, in points."""
    return text_width(text, size, NOTO, bold=bold)


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The longest word of ``text``, in points."""
    return longest_word(text, size, NOTO, bold=bold)


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """In how many lines ``text`` of ``size`` points stands within ``width`` points."""
    lines, at = 1, 0.0
    for piece in _PIECES.findall(text):
        taken = width_of(piece, size, bold=bold)
        if at and at + taken > width and not piece.isspace():
            lines, at = lines + 1, 0.0
        if taken > width:
            lines += int(taken // width)
            taken %= width
        at += taken
    return lines


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    return lines_of(text, width, size, bold=bold) * size * LEADING
