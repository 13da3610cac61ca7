"""What a sheet's cells look like: their colours, and what nobody can see: white letters, letters of one point, ";;;".

Colours are no facts of a plan. But they say which words a reader does not see, and where a file has a key to them, what they
mean by it.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from mapdocs.readers.package import is_on, local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The first of the numbered colours of old workbooks; those from 8 on begin with the same eight again.
_INDEXED = (
    *("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"),
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
)
_FACES = {"i": "italic", "b": "bold", "u": "underlined"}
T = TypeVar("T")
WHITE = "FFFFFF"
_SMALL = 2  # points, up to which nobody reads letters
_NEAR = 20  # of 255, how far two colours may differ for an eye to see none
_PATTERNS = {"gray0625": "F0F0F0", "lightGray": "D9D9D9", "mediumGray": "A6A6A6", "darkGray": "7F7F7F"}
_SILENT = re.compile(r";;;")  # a number format that shows nothing whatever stands in the cell
#: A theme's colours as Office has them where a workbook says nothing else: paper, ink, paper 2, ink 2, six accents.
_THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is dressed: ``fill`` behind it, ``ink`` of its letters, as RRGGBB; empty where it is the usual one, none or black.

    ``raw`` differs wherever fills do. ``unread``: its letters are too small, or its number format shows none.
    """

    fill: str = ""
    ink: str = ""
    raw: str = ""
    unread: bool = False
    strike: bool = False
    faces: tuple[str, ...] = ()

    @property
    def is_unseen(self) -> bool:
        """Whether the letters have the colour of what is behind them."""
        return bool(self.ink) and alike(self.ink, self.fill or WHITE)


USUAL = Look()


def alike(one: str, other: str) -> bool:
    """Whether an eye sees no difference between two colours, each as RRGGBB."""
    return all(abs(int(one[n : n + 2], 16) - int(other[n : n + 2], 16)) <= _NEAR for n in (0, 2, 4))


def looks_of(styles: _Element) -> list[Look]:
    """The look of each style number of a workbook."""
    groups = {local(group): list(group) for group in styles}
    silent = {
        entry.get("numFmtId")
        for entry in groups.get("numFmts", ())[:2000]
        if _SILENT.fullmatch((entry.get("formatCode") or "").strip())
    }
    fills = [_fill(fill) for fill in groups.get("fills", ())[:5000]]
    fonts = [_font(font) for font in groups.get("fonts", ())[:5000]]
    faces = [faces_of(font) for font in groups.get("fonts", ())[:5000]]
    found: list[Look] = []
    for entry in groups.get("cellXfs", ())[:70_000]:
        fill, raw = _at(fills, entry.get("fillId"), ("", ""))
        ink, small, strike = _at(fonts, entry.get("fontId"), ("", False, False))
        found.append(
            Look(fill, ink, raw, small or entry.get("numFmtId") in silent, strike, _at(faces, entry.get("fontId"), ()))
        )
    return found


def _at(among: list[T], number: str | None, otherwise: T) -> T:
    return among[int(number)] if number and number.isdecimal() and int(number) < len(among) else otherwise


def _fill(fill: _Element) -> tuple[str, str]:
    shades = [colour_of(colour) for part in fill if local(part) == "gradientFill" for colour in part.iter("{*}color")]
    pattern = next((part for part in fill if local(part) == "patternFill"), None)
    if any(shades):
        return next(filter(None, shades)), f"gradient {shades}"
    if pattern is not None and pattern.get("patternType") in _PATTERNS:
        return _PATTERNS[pattern.get("patternType") or ""], f"pattern {pattern.get('patternType')}"
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return "", ""
    colour = next((part for part in pattern if local(part) == "fgColor"), None)
    said = "" if colour is None else colour_of(colour)
    ways = ("rgb", "theme", "tint", "indexed")
    raw = "" if colour is None else " ".join(f"{way} {colour.get(way)}" for way in ways if colour.get(way))
    return ("", "") if said == WHITE else (said, raw)


def dress_of(rule: _Element) -> tuple[str, str, bool]:
    """(the colour behind, that of the letters, whether none is shown) of what a rule lays over cells; its fills name the colour as
    that behind a pattern."""
    parts = {local(part): part for part in rule}
    shade = next(iter(parts["fill"].iter("{*}bgColor")), None) if "fill" in parts else None
    fill = colour_of(shade) if shade is not None else ""
    ink = _font(parts["font"])[0] if "font" in parts else ""
    code = (parts["numFmt"].get("formatCode") or "").strip() if "numFmt" in parts else ""
    return "" if fill == WHITE else fill, ink, _SILENT.fullmatch(code) is not None


def run_is_unseen(font: _Element) -> bool:
    """Whether a run of a cell's text has white letters, or letters too small to read."""
    ink, small, _ = _font(font)
    return small or (bool(ink) and alike(ink, WHITE))


def ink_of_run(font: _Element) -> str:
    """The colour of a run's letters as RRGGBB, empty where it is the usual one."""
    return _font(font)[0]


def faces_of(font: _Element) -> tuple[str, ...]:
    """What a font has beside its letters: "italic", "bold", "underlined"."""
    on = {
        local(mark)
        for mark in font
        if local(mark) in _FACES and (is_on(mark) if local(mark) != "u" else mark.get("val") != "none")
    }
    return tuple(_FACES[name] for name in sorted(on))


def _font(font: _Element) -> tuple[str, bool, bool]:
    marks = {local(mark): mark for mark in font}
    size = marks["sz"].get("val") or "" if "sz" in marks else ""
    small = bool(re.fullmatch(r"\d+(?:\.\d+)?", size)) and float(size) <= _SMALL
    ink = colour_of(marks["color"]) if "color" in marks else ""
    return ("" if ink == "000000" else ink), small, is_on(marks.get("strike"))


def colour_of(element: _Element) -> str:
    """The colour that an element of a workbook's styles names, as RRGGBB; empty where it is the usual one."""
    said = element.get("rgb") or ""
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", said):
        base = said[-6:].upper()
    elif (theme := element.get("theme") or "").isdecimal() and int(theme) < len(_THEME):
        base = _THEME[int(theme)]
    elif (index := element.get("indexed") or "").isdecimal() and int(index) < 24:
        base = _INDEXED[int(index) if int(index) < 8 else int(index) - 8]
    else:
        return ""
    tint = element.get("tint") or "0"
    return _tinted(base, float(tint)) if re.fullmatch(r"-?[01](?:\.\d+)?(?:[eE]-?\d+)?", tint) else base


def _tinted(colour: str, tint: float) -> str:
    parts = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
    mixed = (part * (1 + tint) if tint < 0 else part + (255 - part) * tint for part in parts)
    return "".join(f"{round(min(max(part, 0), 255)):02X}" for part in mixed)


def look_of(cell: _Element, looks: list[Look]) -> Look:
    """The look of one cell of a sheet."""
    return _at(looks, cell.get("s") or "0", USUAL)


def hue_of(colour: str) -> str:
    """What people call a colour given as RRGGBB, by the keys of colours.yaml."""
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.97 or light < 0.08:
        return "white" if light > 0.5 else "black"
    if full < 0.15:
        return "grey"
    degrees = hue * 360
    bounds = (
        (14, "red"),
        (45, "orange"),
        (70, "yellow"),
        (170, "green"),
        (255, "blue"),
        (310, "purple"),
        (345, "pink"),
    )
    return next((name for bound, name in bounds if degrees < bound), "red")
