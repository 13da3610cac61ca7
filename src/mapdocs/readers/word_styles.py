"""What a Word text's styles strike through or hide, written onto the runs themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from mapdocs.readers.looks import WHITE, alike
from mapdocs.readers.package import attribute, is_on, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = ("strike", "dstrike", "vanish")
_SMALL = 4  # half points, up to which nobody reads letters
_DEEP = 20  # styles that are based on one another


def write_marks(body: _Element, sheet: _Element) -> None:
    """Give each run the marks of its style and of its paragraph's, as far as it says nothing of them itself."""
    by_style = _marked(sheet)
    for run in body.iter("{*}r") if by_style else ():
        paragraph = next(run.iterancestors("{*}p"), None)
        named = [_style_of(run, "rPr", "rStyle"), _style_of(paragraph, "pPr", "pStyle")]
        told = [mark for name in named for mark in by_style.get(name, ())]
        if not told:
            continue
        space = str(run.tag)[:-1]
        properties = next(run.iterchildren("{*}rPr"), None)
        if properties is None:
            properties = run.makeelement(f"{space}rPr", {}, None)
            run.insert(0, properties)
        said = {local(one) for one in properties}
        for mark in (mark for mark in told if mark not in said):
            properties.append(run.makeelement(f"{space}{mark}", {}, None))


def _style_of(element: _Element | None, properties: str, name: str) -> str:
    if element is None:
        return ""
    inner = next(element.iterchildren(f"{{*}}{properties}"), None)
    said = next(inner.iterchildren(f"{{*}}{name}"), None) if inner is not None else None
    return (attribute(said, "val") or "") if said is not None else ""


def _marked(sheet: _Element) -> dict[str, tuple[str, ...]]:
    """The marks that each style sets, its own or those of the one that it is based on."""
    own: dict[str, dict[str, bool]] = {}
    based: dict[str, str] = {}
    for style in sheet.iter("{*}style"):
        name = attribute(style, "styleId") or ""
        properties = next(style.iterchildren("{*}rPr"), None)
        own[name] = (
            {local(one): is_on(one) for one in properties if local(one) in _MARKS} if properties is not None else {}
        )
        above = next(style.iterchildren("{*}basedOn"), None)
        based[name] = (attribute(above, "val") or "") if above is not None else ""
    found: dict[str, tuple[str, ...]] = {}
    for name in own:
        told: dict[str, bool] = {}
        at, deep = name, 0
        while at in own and deep < _DEEP:
            told = {**own[at], **told}
            at, deep = based[at], deep + 1
        if any(told.values()):
            found[name] = tuple(mark for mark, on in told.items() if on)
    return found


def hide_unseen(body: _Element, sheet: _Element | None) -> None:
    """Mark as hidden the runs that Word shows and nobody sees: white letters on white paper, letters of a point or two.

    A table's first row is left, and whatever stands on a colour: heads are white on what their table's style lays behind them.
    """
    shaded = _shaded_styles(sheet) if sheet is not None else frozenset()
    for run in body.iter("{*}r"):
        properties = next(run.iterchildren("{*}rPr"), None)
        marks = {local(one): one for one in properties} if properties is not None else {}
        if properties is None or "vanish" in marks or not marks.keys() & {"color", "sz"}:
            continue
        size = attribute(marks["sz"], "val") or "" if "sz" in marks else ""
        small = size.isdecimal() and int(size) <= _SMALL
        ink = (attribute(marks["color"], "val") or "") if "color" in marks else ""
        white = re.fullmatch(r"[0-9A-Fa-f]{6}", ink) is not None and alike(ink, WHITE)
        if small or (white and not _stands_on_colour(run, marks, shaded)):
            properties.append(run.makeelement(f"{str(run.tag)[:-1]}vanish", {}, None))


def ink_of(cell: _Element) -> str:
    """The one colour of all letters in a cell, as RRGGBB; empty where they are black, or of several colours."""
    found: set[str] = set()
    for run in cell.iter("{*}r"):
        if any(local(one) == "t" and (one.text or "").strip() for one in run):
            mark = next(run.iterfind("{*}rPr/{*}color"), None)
            said = ((attribute(mark, "val") or "") if mark is not None else "").upper()
            found.add(said if re.fullmatch(r"[0-9A-F]{6}", said) else "")
    return found.pop() if len(found) == 1 else ""


def _shaded_styles(sheet: _Element) -> frozenset[str]:
    """The styles that lay a colour behind what they are of."""
    return frozenset(
        attribute(style, "styleId") or "" for style in sheet.iter("{*}style") if any(map(_lays_colour, style.iter()))
    )


def _lays_colour(mark: _Element) -> bool:
    if local(mark) == "highlight":
        return (attribute(mark, "val") or "none") not in ("none", "white")
    if local(mark) != "shd":
        return False
    fill = (attribute(mark, "fill") or "auto").casefold()
    return bool(attribute(mark, "themeFill")) or fill not in ("auto", "ffffff")


def _stands_on_colour(run: _Element, marks: Mapping[str, _Element], shaded: Collection[str]) -> bool:
    if any(map(_lays_colour, marks.values())) or _style_of(run, "rPr", "rStyle") in shaded:
        return True
    paper = next(run.iterancestors("{*}document"), None)
    if paper is not None and next(paper.iterchildren("{*}background"), None) is not None:
        return True
    for above in run.iterancestors("{*}p", "{*}tc", "{*}tr", "{*}tbl", "{*}txbxContent"):
        name = local(above)
        if name == "txbxContent":  # a shape has a colour of its own
            return True
        if name == "tr" and next(above.itersiblings("{*}tr", preceding=True), None) is None:
            return True
        properties = next(above.iterchildren(f"{{*}}{name}Pr"), None)
        if properties is not None and any(map(_lays_colour, properties.iterchildren())):
            return True
        style = {"p": "pStyle", "tbl": "tblStyle"}.get(name)
        if style and _style_of(above, f"{name}Pr", style) in shaded:
            return True
    return False
