"""What a Word text's styles strike through or hide, written onto the runs themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapdocs.readers.package import attribute, is_on, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = ("strike", "dstrike", "vanish")
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
