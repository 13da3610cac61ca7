"""Which cells of a sheet are coloured: no colour is read, but whoever means something by one is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapdocs.readers.package import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_COLOUR = ("rgb FFFFFFFF", "rgb 00FFFFFF", "rgb FFFFFF", "theme 0", "indexed 9")


def fills_of(styles: _Element) -> list[str]:
    """The fill of each style number, as a text that differs where colours do; empty where it is white or none."""
    fills: list[str] = []
    by_style: list[str] = []
    for group in styles:
        if local(group) == "fills":
            fills = [_fill(fill) for fill in list(group)[:5000]]
        elif local(group) == "cellXfs":
            numbers = [entry.get("fillId") or "" for entry in list(group)[:70_000]]
            by_style = [fills[int(n)] if n.isdecimal() and int(n) < len(fills) else "" for n in numbers]
    return by_style


def _fill(fill: _Element) -> str:
    pattern = next((part for part in fill if local(part) == "patternFill"), None)
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return ""
    colour = next((part for part in pattern if local(part) == "fgColor"), None)
    ways = ("rgb", "theme", "tint", "indexed")
    said = "" if colour is None else " ".join(f"{way} {colour.get(way)}" for way in ways if colour.get(way))
    return "" if said in _NO_COLOUR else said


def fill_of(cell: _Element, fills: list[str]) -> str:
    """The fill of one cell of a sheet, as :func:`fills_of` tells it; empty where it has none of its own."""
    style = cell.get("s") or "0"
    return fills[int(style)] if style.isdecimal() and int(style) < len(fills) else ""
