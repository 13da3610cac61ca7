"""How many lines a text takes on a slide: reckoned, since no font is loaded to ask."""

from __future__ import annotations

from mapdocs.language import layout

LEADING = 1.22  # of a line to its letters
_COLUMN = 0.515  # of a letter's size: the width of a narrow letter, with a little to spare; wide ones take two


def lines_of(text: str, width: float, size: float) -> int:
    """In how many lines ``text`` of ``size`` points stands within ``width`` points."""
    limit = max(int(width / (size * _COLUMN)), 1)
    folded = layout.fold(" ".join(text.split()), limit=limit).split("\n")
    return sum(max(1, -(-layout.width(line) // limit)) for line in folded)


def height_of(text: str, width: float, size: float) -> float:
    return lines_of(text, width, size) * size * LEADING
