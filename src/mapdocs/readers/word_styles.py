"""What a Word text's styles strike through or hide, written onto the runs themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mapdocs.readers.looks import WHITE, alike
from mapdocs.readers.package import attribute, is_on, local
from mapdocs.readers.page_marks import is_private_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = ("strike", "dstrike", "vanish")
_RGB = "[0-9A-F]{6}"
_PAPER = ("background1", "bg1", "light1", "lt1")
#: What Word calls its highlighters.
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": WHITE,
}
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


_FACES = {"i": "italic", "b": "bold", "u": "underlined"}


def hide_private(body: _Element, sheet: _Element | None) -> None:
    """Mark as hidden the runs in a style, or a content control, that its author calls internal: "Internal Note". One that all words of
    the text stand in says nothing."""
    names = {}
    for style in sheet.iter("{*}style") if sheet is not None else ():
        called = next(style.iterchildren("{*}name"), None)
        names[attribute(style, "styleId") or ""] = (attribute(called, "val") or "") if called is not None else ""
    private = {name for name, called in names.items() if is_private_name(called) or is_private_name(name)}
    controls = {one for one in body.iter("{*}sdt") if any(map(is_private_name, _called(one)))}
    if not private and not controls:
        return
    runs = [run for run in body.iter("{*}r") if _says(run)]
    found = []
    for run in runs:
        paragraph = next(run.iterancestors("{*}p"), None)
        styled = not private.isdisjoint((_style_of(run, "rPr", "rStyle"), _style_of(paragraph, "pPr", "pStyle")))
        if styled or (controls and any(one in controls for one in run.iterancestors("{*}sdt"))):
            found.append(run)
    for run in found if len(found) < len(runs) else ():
        space = str(run.tag)[:-1]
        properties = next(run.iterchildren("{*}rPr"), None)
        if properties is None:
            properties = run.makeelement(f"{space}rPr", {}, None)
            run.insert(0, properties)
        properties.append(run.makeelement(f"{space}vanish", {}, None))


def _called(control: _Element) -> list[str]:
    """What a content control is called, by its title and its tag."""
    marks = (mark for properties in control.iterchildren("{*}sdtPr") for mark in properties)
    return [attribute(mark, "val") or "" for mark in marks if local(mark) in ("alias", "tag")]


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
    """Mark as hidden the runs that Word shows and nobody sees: white letters on white paper, letters in the colour of their cell,
    letters of a point or two.

    A table's first row is left, and whatever stands on a colour that nobody can name: heads are white on what their table's style
    lays behind them.
    """
    by_style = _dress(sheet) if sheet is not None else {}
    shaded = frozenset(name for name, one in by_style.items() if one.shaded)
    telling = frozenset(name for name, one in by_style.items() if one.ink or one.size)
    paragraph: _Element | None = None
    of_all = ""
    for run in body.iter("{*}r"):
        above = run.getparent()
        if above is not None and local(above) != "p":
            above = next(run.iterancestors("{*}p"), None)
        if above is not paragraph:  # of a paragraph's runs all but the first know its style
            paragraph, of_all = above, _style_of(above, "pPr", "pStyle")
        properties = next(run.iterchildren("{*}rPr"), None)
        if properties is None and of_all not in telling:
            continue
        named = (_style_of(run, "rPr", "rStyle"), of_all) if properties is not None else (of_all,)
        dresses = [_dress_of(properties), *(by_style[name] for name in named if name in telling)]
        size = next((one.size for one in dresses if one.size), 0)
        ink = next((one.ink for one in dresses if one.ink), "")
        if not ink and not 0 < size <= _SMALL:
            continue
        behind = _behind(run, properties, shaded)
        if 0 < size <= _SMALL or (re.fullmatch(_RGB, ink) and re.fullmatch(_RGB, behind) and alike(ink, behind)):
            if properties is None:
                properties = run.makeelement(f"{str(run.tag)[:-1]}rPr", {}, None)
                run.insert(0, properties)
            properties.append(run.makeelement(f"{str(run.tag)[:-1]}vanish", {}, None))


@dataclass(frozen=True, slots=True)
class _Dress:
    """What a run's marks or a style say: the colour of letters, "auto" or RRGGBB, empty where they say none; half points, 0
    likewise; whether they lay a colour behind."""

    ink: str = ""
    size: int = 0
    shaded: bool = False
    above: str = ""  # the style that it is based on


def _dress_of(properties: _Element | None) -> _Dress:
    marks = {local(one): one for one in properties} if properties is not None else {}
    colour, size = marks.get("color"), attribute(marks["sz"], "val") or "" if "sz" in marks else ""
    ink = ""
    if colour is not None:
        theme = (attribute(colour, "themeColor") or "").casefold()
        ink = (
            WHITE
            if theme in _PAPER and not attribute(colour, "themeShade")
            else (attribute(colour, "val") or "").upper()
        )
    return _Dress(ink, int(size) if re.fullmatch(r"\d{1,4}", size) else 0)


def _dress(sheet: _Element) -> dict[str, _Dress]:
    """The dress of each style by its id, with what it takes from those that it is based on."""
    own: dict[str, _Dress] = {}
    for style in sheet.iter("{*}style"):
        above = next(style.iterchildren("{*}basedOn"), None)
        one = _dress_of(next(style.iterchildren("{*}rPr"), None))
        told = any(map(_lays_colour, style.iter()))
        own[attribute(style, "styleId") or ""] = replace(
            one, shaded=told, above=(attribute(above, "val") or "") if above is not None else ""
        )
    return {name: _inherited(name, own) for name in own}


def _inherited(name: str, own: Mapping[str, _Dress]) -> _Dress:
    found, at = own[name], own[name].above
    for _ in range(_DEEP):
        if at not in own:
            break
        up = own[at]
        found = _Dress(found.ink or up.ink, found.size or up.size, found.shaded or up.shaded)
        at = up.above
    return found


def _lays_colour(mark: _Element) -> bool:
    return bool(_laid(mark)) and _laid(mark) != WHITE


def _laid(mark: _Element) -> str:
    """The colour that a mark lays behind words: RRGGBB, or "?" where nobody can name it; empty where it lays none."""
    if local(mark) == "highlight":
        return _HIGHLIGHTS.get(attribute(mark, "val") or "none", "")
    if local(mark) != "shd":
        return ""
    fill = (attribute(mark, "fill") or "auto").upper()
    if attribute(mark, "themeFill"):
        return WHITE if (attribute(mark, "themeFill") or "").casefold() in _PAPER else "?"
    if (attribute(mark, "val") or "clear") == "solid":
        fill = (attribute(mark, "color") or "auto").upper()
    return fill if re.fullmatch(_RGB, fill) else ""


def _behind(run: _Element, properties: _Element | None, shaded: Collection[str]) -> str:
    """The colour behind a run: RRGGBB, or "?" where nobody can name it."""
    marks = list(properties) if properties is not None else []
    if found := next(filter(None, map(_laid, marks)), ""):
        return found
    if _style_of(run, "rPr", "rStyle") in shaded:
        return "?"
    for above in run.iterancestors("{*}p", "{*}tc", "{*}tr", "{*}tbl", "{*}txbxContent", "{*}document"):
        name = local(above)
        if name == "txbxContent":  # a shape has a colour of its own
            return "?"
        if name == "document":
            return "?" if next(above.iterchildren("{*}background"), None) is not None else WHITE
        properties = next(above.iterchildren(f"{{*}}{name}Pr"), None)
        if properties is not None and (found := next(filter(None, map(_laid, properties.iterchildren())), "")):
            return found
        if name == "tr" and next(above.itersiblings("{*}tr", preceding=True), None) is None:
            return "?"
        style = {"p": "pStyle", "tbl": "tblStyle"}.get(name)
        if style and _style_of(above, f"{name}Pr", style) in shaded:
            return "?"
    return WHITE


def fill_of(cell: _Element) -> str:
    """The colour behind all words of a cell, as RRGGBB: its own, or the one that all its runs are highlighted in."""
    properties = next(cell.iterchildren("{*}tcPr"), None)
    own = next(filter(None, map(_laid, properties.iterchildren() if properties is not None else ())), "")
    if own:
        return "" if own in (WHITE, "?") else own
    return _same_in_runs(cell, lambda run: next(filter(None, map(_laid, run.iterfind("{*}rPr/*"))), ""))


def _same_in_runs(cell: _Element, of: Callable[[_Element], str]) -> str:
    """What all runs with words have alike; empty where they differ."""
    found = {of(run) for run in cell.iter("{*}r") if _says(run)}
    one = found.pop() if len(found) == 1 else ""
    return one if re.fullmatch(_RGB, one) and one != WHITE else ""


def _says(run: _Element) -> bool:
    return any(local(one) == "t" and (one.text or "").strip() for one in run)


def parts_of(cell: _Element) -> tuple[tuple[str, str], ...]:
    """The words of a cell by the colour in or behind them, where they have several colours."""
    found = []
    for run in (run for run in cell.iter("{*}r") if _says(run)):
        marks = list(run.iterfind("{*}rPr/*"))
        behind = next(filter(None, map(_laid, marks)), "")
        ink = _dress_of(next(run.iterchildren("{*}rPr"), None)).ink
        colour = next((one for one in (behind, ink) if re.fullmatch(_RGB, one)), "")
        found.append((colour, "".join(one.text or "" for one in run if local(one) == "t")))
    return tuple(found) if len({colour for colour, _ in found}) > 1 else ()


def faces_in(cell: _Element) -> tuple[tuple[str, str], ...]:
    """The words of a cell in italics, bold or underlined, by their own marks, each as ("italic", words)."""
    if next(cell.iter("{*}i", "{*}b", "{*}u"), None) is None:
        return ()
    found: list[tuple[str, str]] = []
    for run in cell.iter("{*}r"):
        for mark in run.iterfind("{*}rPr/*"):
            face = _FACES.get(local(mark), "")
            if face and (attribute(mark, "val") or "").lower() not in ("none", "0", "false", "off"):
                found.append((face, "".join(one.text or "" for one in run if local(one) == "t")))
    return tuple(found)


def ink_of(cell: _Element) -> str:
    """The one colour of all letters in a cell, as RRGGBB; empty where they are black, or of several colours."""
    return _same_in_runs(cell, lambda run: _dress_of(next(run.iterchildren("{*}rPr"), None)).ink)
