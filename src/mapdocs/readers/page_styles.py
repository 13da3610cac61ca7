"""What a page's style sheets hide or strike through by a class, and what nobody can see of what a page shows, written onto the
elements themselves: Google's pages say it so, and mail has lines in white letters of one pixel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from mapdocs.readers.looks import WHITE, alike

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_RULES = 5_000
MAX_SHEET = 500_000  # characters of a style sheet
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"(?:^|[\s,>])([a-z0-9]*)\.([\w-]+)\s*(?=,|$)", re.IGNORECASE)
_TELLING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through|mso-hide\s*:\s*all", re.IGNORECASE
)


def write_styles(root: _Element) -> None:
    """Put what hides or strikes through a class into the ``style`` of the elements that have it."""
    by_class: dict[tuple[str, str], str] = {}
    for tag, name, said in _classes(root):
        by_class[tag, name] = f"{by_class.get((tag, name), '')}{said};"
    for element in root.iter() if by_class else ():
        tag = element.tag if isinstance(element.tag, str) else ""
        named = (element.get("class") or "").split()[:40] if tag else []
        told = "".join(by_class.get((of, name), "") for name in named for of in ("", tag))
        if told:
            element.set("style", f"{told}{element.get('style') or ''}")


def _classes(root: _Element) -> Iterator[tuple[str, str, str]]:
    """(tag or empty, class, what hides or strikes through) of each rule that does."""
    count = 0
    for sheet in root.iter("style"):
        for rule in _RULE.finditer(_COMMENT.sub(" ", (sheet.text or "")[:MAX_SHEET])):
            count += 1
            if count > MAX_RULES:
                return
            said = [found[0] for found in _TELLING.finditer(rule[2])]
            if not said:
                continue
            told = ";".join("text-decoration:line-through" if one.lower() == "line-through" else one for one in said)
            for tag, name in _CLASS.findall(rule[1].strip()):
                yield tag.lower(), name, told


_DRESSED = re.compile(r"color|font-size", re.IGNORECASE)
_SMALL = 2  # pixels or points, up to which nobody reads letters
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(?:px|pt)?")
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


def hide_unseen(root: _Element) -> None:
    """Hide what a page shows and nobody sees: letters of a pixel or two, white ones on white.

    What stands on a colour is seen, and the heads of tables, which a style sheet may colour.
    """
    sheets = any("background" in (sheet.text or "") for sheet in root.iter("style"))
    dressed = (one for one in root.iter() if isinstance(one.tag, str) and _DRESSED.search(one.get("style") or ""))
    for element in islice(dressed, MAX_RULES):
        style = element.get("style") or ""
        said = _said(style)
        small = _is_small(said) and not any(_is_large(_said(one.get("style") or "")) for one in _inside(element))
        if small or (_is_white(said.get("color", "")) and not _stands_on_colour(element, sheets)):
            element.set("style", f"display:none;{style}")


def _said(style: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in style.casefold().replace("!important", "").split(";"))
    return {name.strip(): value.replace(" ", "") for name, _, value in pairs}


def _inside(element: _Element) -> Iterator[_Element]:
    return (one for one in element.iterdescendants() if isinstance(one.tag, str))


def _is_small(said: Mapping[str, str]) -> bool:
    size = _SIZE.fullmatch(said.get("font-size", ""))
    return size is not None and float(size[1]) <= _SMALL


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


def _as_hex(colour: str) -> str:
    """A CSS colour as RRGGBB; empty where it is none, or a name that hardly anybody writes."""
    colour = colour.casefold().strip()
    short, parts = _SHORT.fullmatch(colour), _PARTS.fullmatch(colour)
    if short:
        colour = f"#{short[1] * 2}{short[2] * 2}{short[3] * 2}"
    elif parts and all(int(parts[n]) < 256 for n in (1, 2, 3)):
        colour = "#" + "".join(f"{int(parts[n]):02x}" for n in (1, 2, 3))
    return colour[1:].upper() if re.fullmatch(r"#[0-9a-f]{6}", colour) else _NAMED.get(colour, "")


def _is_white(colour: str) -> bool:
    plain = _as_hex(colour)
    return bool(plain) and alike(plain, WHITE)


def _stands_on_colour(element: _Element, sheets: bool) -> bool:
    """Whether something lays a colour behind ``element``, or may: by a class of a style sheet, as the head of a table."""
    for one in (element, *element.iterancestors()):
        said = _said(one.get("style") or "")
        behind = (said.get("background-color", ""), said.get("background", ""), one.get("bgcolor") or "")
        if any(colour not in ("", "none", "transparent") and not _is_white(colour) for colour in behind):
            return True
        if one.get("background") or (sheets and one.get("class")) or one.tag in ("th", "thead", "button"):
            return True
        if one.tag == "tr" and next(one.itersiblings("tr", preceding=True), None) is None:
            return True
    return False
