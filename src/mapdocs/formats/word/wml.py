"""WordprocessingML in small: paragraphs, runs and cells as strings, parsed once into a document's body.

python-docx looks every cell up anew, which grows with the square of the rows; it opens the template and keeps the
package's parts, and the body is written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from mapdocs.language.layout import is_rtl

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The standard library's own escaping of XML loads its web client too, which takes longer than writing a document.
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_QUOTES = {**_IN_TEXT, **str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})}


def escape(text: str) -> str:
    """``text`` as it stands between tags."""
    return text.translate(_IN_TEXT)


def quoteattr(text: str) -> str:
    """``text`` as an attribute's value, with its quotes."""
    return f'"{text.translate(_IN_QUOTES)}"'


def run(text: str, style: str | None = None, *, strike: bool = False, color: str | None = None) -> str:
    """A run of text; line breaks become breaks, tabs tabs."""
    if not text:
        return ""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:strike/>" if strike else "")
    if color:
        properties += f'<w:color w:val="{color.removeprefix("#")}"/>'
    if is_rtl(text):
        properties += "<w:rtl/>"
    parts = []
    for number, line in enumerate(text.split("\n")):
        if number:
            parts.append("<w:br/>")
        for column, piece in enumerate(line.split("\t")):
            if column:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{head}{''.join(parts)}</w:r>"


def paragraph(content: str, style: str, *, rtl: bool = False, keep_next: bool = False) -> str:
    """A paragraph of ready runs in the named style."""
    extra = ("<w:keepNext/>" if keep_next else "") + ("<w:bidi/>" if rtl else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def text_paragraph(text: str, style: str, *, keep_next: bool = False) -> str:
    return paragraph(run(text), style, rtl=is_rtl(text), keep_next=keep_next)


def link(relation: str, text: str) -> str:
    return f'<w:hyperlink r:id="{relation}" w:history="1">{run(text, "Hyperlink")}</w:hyperlink>'


def field(instruction: str, shown: str) -> str:
    """A field such as PAGE, with the text that stands there until a program computes it."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def border(side: str, color: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{color.removeprefix("#")}"/>'


def cell(
    content: str,
    width: int,
    *,
    fill: str | None = None,
    borders: Iterable[str] = (),
    span: int = 1,
    valign: str = "top",
    margins: tuple[int, int] | None = None,
) -> str:
    """A cell of ready paragraphs; ``width`` in twentieths of a point. Looks stand on the cell itself for Google Docs."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    ready = "".join(borders)
    if ready:
        properties += f"<w:tcBorders>{ready}</w:tcBorders>"
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.removeprefix("#")}"/>'
    if margins is not None:
        properties += (
            f'<w:tcMar><w:left w:w="{margins[0]}" w:type="dxa"/><w:right w:w="{margins[1]}" w:type="dxa"/></w:tcMar>'
        )
    properties += f'<w:vAlign w:val="{valign}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(cells: Iterable[str], *, header: bool = False, height: int | None = None) -> str:
    """A row that does not break across pages; a header repeats on each."""
    properties = "<w:cantSplit/>"
    if height:
        properties += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    if header:
        properties += "<w:tblHeader/>"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    rows: Iterable[str],
    widths: list[int],
    *,
    caption: str = "",
    description: str = "",
    rtl: bool = False,
    padding: tuple[int, int] = (32, 100),
) -> str:
    """A table of fixed widths; ``padding`` is top and bottom, left and right."""
    vertical, sides = padding
    properties = '<w:tblStyle w:val="PlanTable"/>' + ("<w:bidiVisual/>" if rtl else "")
    properties += f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    properties += (
        f'<w:tblCellMar><w:top w:w="{vertical}" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/>'
        f'<w:bottom w:w="{vertical}" w:type="dxa"/><w:right w:w="{sides}" w:type="dxa"/></w:tblCellMar>'
    )
    properties += '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    if caption:
        properties += f"<w:tblCaption w:val={quoteattr(caption)}/>"
    if description:
        properties += f"<w:tblDescription w:val={quoteattr(description)}/>"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def shares(total: int, parts: list[int]) -> list[int]:
    """``total`` divided in the proportion of ``parts``, without loss."""
    whole = sum(parts)
    widths = [total * part // whole for part in parts]
    widths[-1] += total - sum(widths)
    return widths
