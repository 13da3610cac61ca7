"""Text within a number of columns, for mail and terminals: wide letters count two, addresses are never broken."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from mapdocs.language.scripts import has_east

WIDTH = 78
MAX_SUBJECT = 60  # characters that an inbox shows of a mail's subject
#: What European languages are written with, and their dashes, quotes and dots: each takes one column.
_PLAIN = re.compile("[\\x00-\\x7e\\xa0-\\u02ff\\u2010-\\u2027]*")


def width(text: str) -> int:
    """How many columns ``text`` takes in a fixed-width font."""
    if _PLAIN.fullmatch(text):
        return len(text)
    import wcwidth  # its tables take longer to load than a whole check, and most texts do without

    return wcwidth.width(text, control_codes="ignore")


def shorten(text: str, limit: int = 40) -> str:
    """``text`` on one line and of at most ``limit`` characters, with … where something was left out."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


#: An address, a word (with what a hard space binds to it), or the space between.
_PIECES = re.compile(r"https?://\S+|(?:\S|\u00a0)+|[^\S\u00a0]+")


@cache
def _pieces_of_east() -> re.Pattern[str]:
    """The same where each letter of a script that is written without spaces is a piece."""
    return re.compile(
        r"https?://\S+|[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]|(?:[^\s\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]|\u00a0)+|[^\S\u00a0]+"
    )


def fold(text: str, *, indent: str = "", first: str | None = None, limit: int = WIDTH) -> str:
    """``text`` in lines of at most ``limit`` columns; ``first`` begins the first line, ``indent`` the others.

    Only a piece that is longer than a whole line, such as an address, is let over the edge.
    """
    lines: list[str] = []
    pieces = _pieces_of_east() if has_east(text) else _PIECES
    for paragraph in text.split("\n"):
        start = first if first is not None and not lines else indent
        line, gap = start, ""
        for piece in pieces.findall(paragraph.strip()):
            if piece.isspace():
                gap = " "
                continue
            if line.strip() != start.strip() and width(line + gap + piece) > limit:
                lines.append(line.rstrip())
                line, gap = indent, ""
            line += (gap if line not in (start, indent) else "") + piece
            gap = ""
        lines.append(line.rstrip())
    return "\n".join(lines)
