"""What nobody can see of what a page shows: mail has lines in white letters of one pixel; and the colours of its cells."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from mapdocs.readers.looks import WHITE, alike

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DRESSED = 5_000
MAX_DEPTH = 200
_DRESSED = re.compile(r"color|font|opacity|-\d{4}", re.IGNORECASE)
_SMALL = 2  # pixels or points, up to which nobody reads letters
_SMALL_OF = {"px": 1.0, "pt": 1.0, "": 1.0, "em": 16.0, "rem": 16.0, "%": 0.16}
_SIZE = re.compile(r"(\d{0,4}(?:\.\d{1,4})?)(px|pt|em|rem|%|)")
_SHORTHAND = re.compile(r"(?:^|\s)(\d{0,4}(?:\.\d{1,4})?(?:px|pt|em|rem|%))(?:/[\w.%]+)?(?=\s)")
_SHORT = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_NAMED = {
    "white": WHITE,
    "grey": "808080",
    "gray": "808080",
    "lightgrey": "D3D3D3",
    "lightgray": "D3D3D3",
    "silver": "C0C0C0",
    "yellow": "FFFF00",
    "red": "FF0000",
    "orange": "FFA500",
    "pink": "FFC0CB",
}
_PARTS = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})[,)].*")
_HUES = re.compile(r"hsla?\((\d{1,3})(?:deg)?,(\d{1,3})%,(\d{1,3})%.*")
_AWAY = re.compile(r"(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{4,6}px", re.IGNORECASE)
_CLEAR = re.compile(r"transparent|rgba\([^)]*,0(?:\.0+)?\)")


def hide_unseen(root: _Element, *, missed: bool = False) -> None:
    """Hide what a page shows and nobody sees: letters of a pixel or two, white ones on white, what has no opacity or lies beside the
    page.

    What stands on a colour is seen, and the heads of tables, which a style sheet may colour; on a page whose style sheets lie
    elsewhere, or of which a rule for such colours was ``missed``, nobody knows what stands on a colour.
    """
    linked = any("stylesheet" in (one.get("rel") or "") for one in root.iter("link"))
    dressed = (one for one in root.iter() if isinstance(one.tag, str) and (one.tag == "font" or _is_dressed(one)))
    for element in islice(dressed, MAX_DRESSED):
        style = element.get("style") or ""
        said = _said(style)
        ink = said.get("color", "") or (element.get("color") or "" if element.tag == "font" else "")
        small = _is_small(said) and not any(_is_large(_said(one.get("style") or "")) for one in _inside(element))
        faint = re.fullmatch(r"0?\.0\d*|0", said.get("opacity", "")) is not None
        clear = _CLEAR.fullmatch(ink.replace(" ", "")) is not None
        white = _is_white(ink) and not linked and not _stands_on_colour(element, missed)
        if small or faint or clear or white or _AWAY.search(style):
            element.set("style", f"display:none;{style}")


def _is_dressed(element: _Element) -> bool:
    return bool(_DRESSED.search(element.get("style") or ""))


@lru_cache(maxsize=2_000)  # a page dresses its cells alike
def _said(style: str) -> Mapping[str, str]:
    pairs = (one.partition(":") for one in style.casefold().replace("!important", "").split(";"))
    said = {name.strip(): value.strip() for name, _, value in pairs}
    short = _SHORTHAND.search(said.get("font", ""))
    if short and "font-size" not in said:
        said["font-size"] = short[1]
    return {name: value if name == "font" else value.replace(" ", "") for name, value in said.items()}


def _inside(element: _Element) -> Iterator[_Element]:
    return (one for one in element.iterdescendants() if isinstance(one.tag, str))


def _is_small(said: Mapping[str, str]) -> bool:
    size = _SIZE.fullmatch(said.get("font-size", ""))
    return size is not None and bool(size[1]) and float(size[1]) * _SMALL_OF[size[2]] <= _SMALL


def _is_large(said: Mapping[str, str]) -> bool:
    return "font-size" in said and not _is_small(said)


def colour_behind(element: _Element) -> str:
    """The colour that a cell, or its row, lays behind its words, as RRGGBB; empty where it is white or none."""
    row = element.getparent()
    for one in (element, *((row,) if row is not None else ())):
        said = _said(one.get("style") or "")
        colours = (said.get("background-color", ""), said.get("background", ""), one.get("bgcolor") or "")
        found = next((plain for colour in colours if (plain := _as_hex(colour))), "")
        if found:
            return "" if alike(found, WHITE) else found
    return ""


def inks_in(cell: _Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """(the one colour of all letters in a cell, the words by the colour in or behind them), as RRGGBB; empty where it is the usual
    one. One of the two is empty: a cell has one colour, or several."""
    row = cell.getparent()
    of_row = _coloured((_said(row.get("style") or "").get("color", ""),)) if row is not None else ""
    if not len(cell) and not cell.get("style"):
        return of_row, ()
    found: list[tuple[str, str]] = []
    _walk(cell, of_row, found, 0)
    parts = tuple((colour, text) for colour, text in found if text.strip())
    colours = {colour for colour, _ in parts}
    return (colours.pop(), ()) if len(colours) == 1 else ("", parts)


_FACED = {"i": "italic", "em": "italic", "b": "bold", "strong": "bold", "u": "underlined"}
_FACES_OF = {"font-style": "italic", "font-weight": "bold", "text-decoration": "underline"}


def faces_in(cell: _Element) -> tuple[tuple[str, str], ...]:
    """The words of a cell in italics, bold or underlined, each as ("italic", words)."""
    if not len(cell) and not cell.get("style"):
        return ()
    found: list[tuple[str, str]] = []
    for one in islice(cell.iter(), MAX_DEPTH):
        face = _FACED.get(str(one.tag), "")
        style = (one.get("style") or "") if isinstance(one.tag, str) else ""
        said = _said(style) if "font-" in style or "underline" in style else {}
        named = [
            name.replace("line", "lined") if "line" in name else name
            for key, name in _FACES_OF.items()
            if name in said.get(key, "")
        ]
        found += [(name, "".join(map(str, one.itertext()))) for name in (*named, *((face,) if face else ()))]
    return tuple(found)


def _walk(element: _Element, colour: str, found: list[tuple[str, str]], depth: int) -> None:
    if depth > MAX_DEPTH or not isinstance(element.tag, str):
        return
    said = _said(element.get("style") or "")
    own = [said.get("color", "") or (element.get("color") or "" if element.tag == "font" else "")]
    own += [said.get("background-color", ""), said.get("background", "")] if depth else []
    colour = _coloured(own) or colour
    found.append((colour, str(element.text or "")))
    for child in element:
        _walk(child, colour, found, depth + 1)
        found.append((colour, str(child.tail or "")))


def _coloured(said: Iterable[str]) -> str:
    """The first of the colours that is not the usual one of letters or paper."""
    return next((plain for one in said if (plain := _as_hex(one)) and plain not in (WHITE, "000000")), "")


@lru_cache(maxsize=2_000)
def _as_hex(colour: str) -> str:
    """A CSS colour as RRGGBB; empty where it is none, or a name that hardly anybody writes."""
    colour = colour.casefold().strip()
    short, parts, hues = _SHORT.fullmatch(colour), _PARTS.fullmatch(colour), _HUES.fullmatch(colour)
    if short:
        colour = f"#{short[1] * 2}{short[2] * 2}{short[3] * 2}"
    elif parts and all(int(parts[n]) < 256 for n in (1, 2, 3)):
        colour = "#" + "".join(f"{int(parts[n]):02x}" for n in (1, 2, 3))
    elif hues:
        parts_of_one = colorsys.hls_to_rgb(
            int(hues[1]) / 360, min(int(hues[3]), 100) / 100, min(int(hues[2]), 100) / 100
        )
        colour = "#" + "".join(f"{round(part * 255):02x}" for part in parts_of_one)
    return colour[1:].upper() if re.fullmatch(r"#[0-9a-f]{6}", colour) else _NAMED.get(colour, "")


def _is_white(colour: str) -> bool:
    plain = _as_hex(colour)
    return bool(plain) and alike(plain, WHITE)


def _stands_on_colour(element: _Element, sheets: bool) -> bool:
    """Whether something lays a colour behind ``element``, or may: by a class of a style sheet, as the head of a table."""
    for one in (element, *element.iterancestors()):
        said = _said(one.get("style") or "")
        backgrounds = (said.get(f"background{part}", "") for part in ("", "-color", "-image"))
        behind = (*backgrounds, one.get("bgcolor") or "")
        if any(colour not in ("", "none", "transparent") and not _is_white(colour) for colour in behind):
            return True
        if one.get("background") or (sheets and one.get("class")) or one.tag in ("th", "thead", "button"):
            return True
        if one.tag == "tr" and next(one.itersiblings("tr", preceding=True), None) is None:
            return True
    return False
