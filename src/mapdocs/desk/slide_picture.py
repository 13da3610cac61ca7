"""A picture of slides as a page of HTML, drawn from the finished file: shapes, texts, tables, the logo.

It knows what our slides are made of, not all of PowerPoint. It reads the file's own parts, so what is missing there is
missing in the picture; no office program and no PDF is needed.
"""

from __future__ import annotations

import base64
import io
import posixpath
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING

from mapdocs.desk.word_picture import parse_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_POINT = 12700  # DrawingML counts in parts of a point
_ALIGN = {"l": "left", "r": "right", "ctr": "center", "just": "justify"}
_ANCHOR = {"t": "flex-start", "ctr": "center", "b": "flex-end"}
_ROUND = {"ellipse": "50%", "roundRect": "6pt"}
_CLIP = {
    "star5": "polygon(50% 0,61% 35%,98% 35%,68% 57%,79% 91%,50% 70%,21% 91%,32% 57%,2% 35%,39% 35%)",
    "triangle": "polygon(50% 0,100% 100%,0 100%)",
}
_EDGES = {"lnL": "left", "lnR": "right", "lnT": "top", "lnB": "bottom"}


def slide_page(raw: bytes) -> str:
    """The slides, one below the other, as one HTML page with nothing in it that acts or loads."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    size = parse_part(parts["ppt/presentation.xml"]).find(f"{_P}sldSz")
    assert size is not None
    width, height = _length(size.get("cx")), _length(size.get("cy"))
    names = [name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    names.sort(key=lambda name: int(re.sub(r"\D", "", name)))
    slides = "".join(
        f'<section style="width:{width};height:{height}">{_slide(name, parts)}</section>' for name in names
    )
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Slides</title><style>'
        f"html{{background:#fff}}body{{margin:0;width:{width};font:12pt sans-serif}}section{{position:relative;overflow:hidden}}"
        "section+section{border-top:6pt solid #ddd}section>div{position:absolute;box-sizing:border-box;display:flex;flex-direction:column}"
        "p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse;table-layout:fixed;width:100%}"
        f"td{{vertical-align:top}}img{{width:100%;height:100%}}</style><body>{slides}</body></html>"
    )


def _length(parts: str | None) -> str:
    return f"{int(parts or 0) / _POINT:g}pt"


def _slide(name: str, parts: dict[str, bytes]) -> str:
    folder, file = posixpath.split(name)
    relations = parse_part(parts[f"{folder}/_rels/{file}.rels"])
    targets = {str(r.get("Id")): posixpath.normpath(posixpath.join(folder, str(r.get("Target")))) for r in relations}
    drawn = {f"{_P}sp": _shape, f"{_P}graphicFrame": _frame}
    made = []
    for element in parse_part(parts[name]).iter(f"{_P}sp", f"{_P}graphicFrame", f"{_P}pic"):
        if element.tag == f"{_P}pic":
            made.append(_logo(element, targets, parts))
        else:
            made.append(drawn[str(element.tag)](element))
    return "".join(made)


def _box(element: _Element, tag: str) -> str:
    place = element.find(f".//{tag}")
    off, ext = (None, None) if place is None else (place.find(f"{_A}off"), place.find(f"{_A}ext"))
    if off is None or ext is None:
        return "display:none"
    return f"left:{_length(off.get('x'))};top:{_length(off.get('y'))};width:{_length(ext.get('cx'))};height:{_length(ext.get('cy'))}"


def _shade(element: _Element | None) -> str:
    """The colour that an element is filled with, "" for none."""
    found = None if element is None else element.find(f"{_A}solidFill/{_A}srgbClr")
    return "" if found is None else f"#{escape(str(found.get('val')))}"


def _shape(element: _Element) -> str:
    properties = element.find(f"{_P}spPr")
    assert properties is not None
    body = element.find(f"{_P}txBody")
    css = [_box(properties, f"{_A}xfrm")]
    geometry = properties.find(f"{_A}prstGeom")
    kind = "rect" if geometry is None else str(geometry.get("prst"))
    if fill := _shade(properties):
        css.append(f"background:{fill}")
    if line := _shade(properties.find(f"{_A}ln")):
        css.append(f"border:1pt solid {line}")
    if kind in _ROUND:
        css.append(f"border-radius:{_ROUND[kind]}")
    if kind in _CLIP:
        css.append(f"clip-path:{_CLIP[kind]}")
    look = None if body is None else body.find(f"{_A}bodyPr")
    if look is not None:
        css.append(f"justify-content:{_ANCHOR.get(str(look.get('anchor')), 'flex-start')}")
        css.append(f"padding:0 {_length(look.get('rIns'))} 0 {_length(look.get('lIns'))}")
        if look.get("wrap") == "none":
            css.append("white-space:nowrap;align-items:center")
    return f'<div style="{";".join(css)}">{_texts(body)}</div>'


def _frame(element: _Element) -> str:
    table = element.find(f".//{_A}tbl")
    if table is None:
        return ""
    grid = "".join(f'<col style="width:{_length(c.get("w"))}">' for c in table.iter(f"{_A}gridCol"))
    properties = table.find(f"{_A}tblPr")
    way = ' dir="rtl"' if properties is not None and properties.get("rtl") == "1" else ""
    rows = "".join(
        f'<tr style="height:{_length(row.get("h"))}">{"".join(_cell(cell) for cell in row.iter(f"{_A}tc"))}</tr>'
        for row in table.iter(f"{_A}tr")
    )
    return f'<div style="{_box(element, f"{_P}xfrm")}"><table{way}>{grid}{rows}</table></div>'


def _cell(cell: _Element) -> str:
    look = cell.find(f"{_A}tcPr")
    assert look is not None
    padding = " ".join(_length(look.get(side)) for side in ("marT", "marR", "marB", "marL"))
    css = [f"padding:{padding}"]
    if fill := _shade(look):
        css.append(f"background:{fill}")
    for tag, side in _EDGES.items():
        edge = look.find(f"{_A}{tag}")
        if edge is not None and (line := _shade(edge)):
            css.append(f"border-{side}:{_length(edge.get('w'))} solid {line}")
    return f'<td style="{";".join(css)}">{_texts(cell.find(f"{_A}txBody"))}</td>'


def _texts(body: _Element | None) -> str:
    return "" if body is None else "".join(_paragraph(p) for p in body.iter(f"{_A}p"))


def _paragraph(element: _Element) -> str:
    runs = "".join(_run(run) for run in element.iter(f"{_A}r"))
    if not runs:
        return ""
    look = element.find(f"{_A}pPr")
    css = []
    if look is not None:
        css.append(f"text-align:{_ALIGN.get(str(look.get('algn')), 'left')}")
        if look.get("rtl") == "1":
            css.append("direction:rtl")
        high = look.find(f"{_A}lnSpc/{_A}spcPts")
        if high is not None:
            css.append(f"line-height:{int(high.get('val', '1200')) / 100:g}pt")
    return f'<p style="{";".join(css)}">{runs}</p>'


def _run(run: _Element) -> str:
    look, text = run.find(f"{_A}rPr"), run.find(f"{_A}t")
    css = []
    if look is not None:
        css.append(f"font-size:{int(look.get('sz', '1200')) / 100:g}pt")
        if look.get("b") == "1":
            css.append("font-weight:bold")
        if look.get("strike", "noStrike") != "noStrike":
            css.append("text-decoration:line-through")
        if ink := _shade(look):
            css.append(f"color:{ink}")
    said = "" if text is None else escape(text.text or "")
    return f'<span style="{";".join(css)}">{said}</span>'


def _logo(element: _Element, targets: dict[str, str], parts: dict[str, bytes]) -> str:
    blip = element.find(f".//{_A}blip")
    raw = parts.get(targets.get("" if blip is None else str(blip.get(f"{_R}embed")), ""), b"")
    if not raw:
        return ""
    kind = "png" if raw.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(raw).decode()
    return f'<div style="{_box(element, f"{_A}xfrm")}"><img alt="" src="data:image/{kind};base64,{data}"></div>'
