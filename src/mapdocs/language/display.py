"""Text as a terminal may show it: nothing that steers it, columns that stand under each other."""

from __future__ import annotations

from collections.abc import Sequence

from mapdocs.language.layout import width


def safe(text: str) -> str:
    """``text`` as a terminal may show it: what would steer it, or turn the reading direction, becomes a space."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def columns(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, widest: int = 44) -> list[str]:
    """A table in plain text: columns as wide as they must be, a long text cut with an ellipsis."""
    cells = [[_short(cell, widest) for cell in row] for row in (heads, *rows)]
    widths = [max(width(row[n]) for row in cells) for n in range(len(heads))]
    return [
        "  ".join(cell + " " * (widths[n] - width(cell)) for n, cell in enumerate(row) if widths[n]).rstrip()
        for row in cells
    ]


def _short(text: str, room: int) -> str:
    plain = safe(text).replace("\n", " ").replace("\t", " ")
    if width(plain) <= room:
        return plain
    while width(plain) > room - 1:
        plain = plain[:-1]
    return f"{plain.rstrip()}…"
