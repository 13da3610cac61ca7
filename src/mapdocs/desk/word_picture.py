"""A picture of a Word document as a page of HTML, drawn from the finished file: styles, tables, borders, fills.

It knows what our documents are made of, not all of Word. It reads the file's own parts, so what is missing there is
missing in the picture.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ALIGN = {"left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "justify"}
_POINT = 20  # Word counts in twentieths of a point

Style = dict[str, str]


def word_page(raw: bytes) -> str:
    """The document as one HTML page, with nothing in it that acts or loads."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _Document(parts).page()


def parse_part(raw: bytes) -> _Element:
    """A part of an office file, with nothing in it that is fetched."""
    from lxml import etree

    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))


def _value(element: _Element | None, name: str, attribute: str = "val") -> str | None:
    found = None if element is None else element.find(f"{_W}{name}")
    return None if found is None else str(found.get(f"{_W}{attribute}", ""))


def _within(element: _Element, name: str) -> _Element:
    """A child that every document of ours has."""
    found = element.find(f"{_W}{name}")
    assert found is not None, name
    return found


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2]


def _points(twentieths: str | None) -> str:
    return f"{int(float(twentieths or 0)) / _POINT:g}pt"


class _Document:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.body = _within(parse_part(parts["word/document.xml"]), "body")
        self.targets = self._targets("word/_rels/document.xml.rels")
        self.styles = {str(s.get(f"{_W}styleId")): s for s in parse_part(parts["word/styles.xml"]).iter(f"{_W}style")}
        self.defaults = parse_part(parts["word/styles.xml"]).find(f"{_W}docDefaults")

    def _targets(self, name: str) -> dict[str, str]:
        if name not in self.parts:
            return {}
        return {str(r.get("Id")): str(r.get("Target")) for r in parse_part(self.parts[name])}

    def page(self) -> str:
        section = _within(self.body, "sectPr")
        size, margin = _within(section, "pgSz"), _within(section, "pgMar")
        sides = [_points(margin.get(f"{_W}{side}")) for side in ("top", "right", "bottom", "left")]
        body = "".join(self._block(child) for child in self.body)
        foot = "".join(
            self._paragraph(p)
            for name, raw in sorted(self.parts.items())
            if name.startswith("word/footer")
            for p in parse_part(raw).iter(f"{_W}p")
        )
        base = self._run_style(None if self.defaults is None else self.defaults.find(f"{_W}rPrDefault/{_W}rPr"))
        width, height = (_points(size.get(f"{_W}{side}")) for side in ("w", "h"))
        return (
            '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Word document</title><style>'
            f"html{{background:#fff}}body{{margin:0;width:{width};min-height:{height};box-sizing:border-box;display:flex;"
            f"flex-direction:column;padding:{' '.join(sides)};{_css(base)}}}footer{{margin-top:auto;padding-top:12pt}}"
            "p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse;table-layout:fixed}td{vertical-align:top}"
            f"</style><body><main>{body}</main><footer>{foot}</footer></body></html>"
        )

    def _block(self, element: _Element) -> str:
        if element.tag == f"{_W}p":
            return self._paragraph(element)
        if element.tag == f"{_W}tbl":
            return self._table(element)
        if element.tag == f"{_W}sdt":
            return "".join(self._block(child) for child in _within(element, "sdtContent"))
        return ""

    def _chain(self, name: str | None) -> Iterator[_Element]:
        """A style after those that it is based on."""
        seen: list[_Element] = []
        while name in self.styles and self.styles[name] not in seen:
            seen.append(self.styles[name])
            name = _value(self.styles[name], "basedOn")
        yield from reversed(seen)

    def _styled(self, name: str | None) -> Style:
        css: Style = {}
        for style in self._chain(name):
            css |= self._paragraph_style(style.find(f"{_W}pPr")) | self._run_style(style.find(f"{_W}rPr"))
        return css

    def _paragraph_style(self, properties: _Element | None) -> Style:
        css: Style = {}
        if properties is None:
            return css
        spacing, indent = properties.find(f"{_W}spacing"), properties.find(f"{_W}ind")
        if spacing is not None:
            for side, key in (("before", "margin-top"), ("after", "margin-bottom")):
                if spacing.get(f"{_W}{side}") is not None:
                    css[key] = _points(spacing.get(f"{_W}{side}"))
            if spacing.get(f"{_W}line") and spacing.get(f"{_W}lineRule", "auto") == "auto":
                css["line-height"] = f"{int(spacing.get(f'{_W}line', '240')) / 240 * 1.2:.3g}"
        if indent is not None and (indent.get(f"{_W}left") or indent.get(f"{_W}start")):
            css["margin-left"] = _points(indent.get(f"{_W}left") or indent.get(f"{_W}start"))
        align = _value(properties, "jc")
        if align in _ALIGN:
            css["text-align"] = _ALIGN[align]
        if properties.find(f"{_W}bidi") is not None:
            css["direction"] = "rtl"
        rule = properties.find(f"{_W}pBdr/{_W}bottom")
        if rule is not None:
            css["border-bottom"] = _line(rule)
        return css

    def _run_style(self, properties: _Element | None) -> Style:
        css: Style = {}
        if properties is None:
            return css
        size, color = _value(properties, "sz"), _value(properties, "color")
        if size:
            css["font-size"] = f"{int(size) / 2:g}pt"
        if color and color != "auto":
            css["color"] = f"#{color}"
        for tag, key, on, off in (
            ("b", "font-weight", "bold", "normal"),
            ("i", "font-style", "italic", "normal"),
            ("strike", "text-decoration", "line-through", "none"),
            ("u", "text-decoration", "underline", "none"),
        ):
            found = _value(properties, tag)
            if found is not None:
                css[key] = off if found in ("0", "false", "none") else on
        fonts = properties.find(f"{_W}rFonts")
        if fonts is not None and fonts.get(f"{_W}ascii"):
            css["font-family"] = f"'{fonts.get(f'{_W}ascii')}', Calibri, Carlito, Arial, sans-serif"
        fill = _value(properties, "shd", "fill")
        if fill and fill != "auto":
            css["background"] = f"#{fill}"
        return css

    def _paragraph(self, element: _Element) -> str:
        properties = element.find(f"{_W}pPr")
        css = self._styled(_value(properties, "pStyle") or "Normal") | self._paragraph_style(properties)
        content = "".join(self._inline(child) for child in element)
        if "\t" in content and properties is not None and properties.find(f"{_W}tabs") is not None:
            content = "".join(f"<span>{piece}</span>" for piece in content.split("\t"))
            css |= {"display": "flex", "justify-content": "space-between"}
        return f'<p style="{_css(css)}">{content or "&nbsp;"}</p>'

    def _inline(self, element: _Element) -> str:
        if element.tag in (f"{_W}hyperlink", f"{_W}ins", f"{_W}smartTag"):
            return "".join(self._inline(child) for child in element)
        if element.tag != f"{_W}r":
            return ""
        properties = element.find(f"{_W}rPr")
        css: Style = {}
        for style in self._chain(_value(properties, "rStyle")):
            css |= self._run_style(style.find(f"{_W}rPr"))
        css |= self._run_style(properties)
        text = "".join(self._piece(child) for child in element)
        return f'<span style="{_css(css)}">{text}</span>' if css and text else text

    def _piece(self, element: _Element) -> str:
        if element.tag == f"{_W}t":
            return escape(element.text or "")
        if element.tag == f"{_W}br":
            return "<br>"
        if element.tag == f"{_W}tab":
            return "\t"
        return "".join(self._picture(blip) for blip in element.iter(f"{_A}blip"))

    def _picture(self, blip: _Element) -> str:
        raw = self.parts.get(f"word/{self.targets.get(blip.get(f'{_R}embed', ''), '')}")
        if raw is None:
            return ""
        kind = "png" if raw.startswith(b"\x89PNG") else "jpeg"
        source = f"data:image/{kind};base64,{base64.b64encode(raw).decode()}"
        return f'<img alt="logo" style="max-width:32mm;max-height:12mm" src="{source}">'

    def _table(self, element: _Element) -> str:
        widths = [str(column.get(f"{_W}w")) for column in element.iterfind(f"{_W}tblGrid/{_W}gridCol")]
        padding = element.find(f"{_W}tblPr/{_W}tblCellMar")
        columns = "".join(f'<col style="width:{_points(width)}">' for width in widths)
        rows = "".join(
            "<tr>" + "".join(self._cell(cell, padding) for cell in row.iterfind(f"{_W}tc")) + "</tr>"
            for row in element.iterfind(f"{_W}tr")
        )
        rtl = "direction:rtl;" if element.find(f"{_W}tblPr/{_W}bidiVisual") is not None else ""
        total = _points(str(sum(map(int, widths))))
        return f'<table role="presentation" style="{rtl}width:{total}"><colgroup>{columns}</colgroup>{rows}</table>'

    def _cell(self, element: _Element, padding: _Element | None) -> str:
        properties = _within(element, "tcPr")
        css: Style = {}
        for margins in (padding, properties.find(f"{_W}tcMar")):
            for side in () if margins is None else margins:
                css[f"padding-{_local(side)}"] = _points(side.get(f"{_W}w"))
        fill = _value(properties, "shd", "fill")
        if fill and fill != "auto":
            css["background"] = f"#{fill}"
        borders = properties.find(f"{_W}tcBorders")
        for side in () if borders is None else borders:
            if side.get(f"{_W}val") not in ("nil", "none"):
                css[f"border-{_local(side)}"] = _line(side)
        span = _value(properties, "gridSpan") or "1"
        return f'<td colspan="{int(span)}" style="{_css(css)}">{"".join(self._block(child) for child in element)}</td>'


def _line(border: _Element) -> str:
    return f"{int(border.get(f'{_W}sz', '4')) / 8:g}pt solid #{border.get(f'{_W}color', '000000')}"


def _css(style: Style) -> str:
    return escape(";".join(f"{key}:{value}" for key, value in style.items()), quote=True)
