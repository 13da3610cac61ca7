"""A picture of a workbook's first sheet as a page of HTML, drawn from the finished file's stored values and cell styles."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles.colors import Color
    from openpyxl.worksheet.worksheet import Worksheet

_PIXELS = 7  # of a column's unit of width, as Excel draws its usual font
_RULES = {"thin": "1px solid", "medium": "2px solid", "thick": "3px solid", "hair": "1px solid", "dotted": "1px dotted"}


def sheet_page(raw: bytes, write_day: Callable[[date], str]) -> str:
    """The first sheet as HTML, and the names of the others; ``write_day`` makes text of a date."""
    import openpyxl
    from openpyxl.utils import get_column_letter

    book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    sheet = book.worksheets[0]
    covered, spans = _merged(sheet)
    last = max((cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None), default=1)
    widths = [round((sheet.column_dimensions[get_column_letter(n)].width or 9) * _PIXELS) for n in range(1, last + 1)]
    for dimension in sheet.column_dimensions.values():  # one entry may stand for several columns
        for number in range(dimension.min or 0, min(dimension.max or 0, last) + 1):
            if number:
                widths[number - 1] = 0 if dimension.hidden else round(dimension.width * _PIXELS)
    lines = []
    for row in sheet.iter_rows(max_col=last):
        height = sheet.row_dimensions[row[0].row or 1].height
        cells = "".join(
            _cell(cell, spans.get(cell.coordinate, (1, 1)), write_day)
            for cell in row
            if cell.coordinate not in covered and widths[(cell.column or 1) - 1]
        )
        lines.append(f'<tr style="height:{height or 15:g}pt">{cells}</tr>')
    columns = "".join(f'<col style="width:{width}px">' for width in widths if width)
    tabs = "".join(f"<li>{escape(name)}</li>" for name in book.sheetnames)
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Workbook</title><style>'
        "html{background:#fff}body{margin:0;padding:10px 12px;width:max-content;font:11pt 'IBM Plex Sans',Calibri,Carlito,Arial,sans-serif}"
        f"table{{border-collapse:collapse;table-layout:fixed;width:{sum(widths)}px}}td{{padding:1px 4px;overflow:hidden;vertical-align:bottom}}"
        "ul{display:flex;gap:4px;list-style:none;margin:12px 0 0;padding:0;border-top:1px solid #767c85}li{padding:3px 12px;background:#eceef1}"
        "li:first-child{background:#fff;font-weight:bold}"
        f'</style><body><main><table role="presentation"><colgroup>{columns}</colgroup>{"".join(lines)}</table><ul>{tabs}</ul></main></body></html>'
    )


def _merged(sheet: Worksheet) -> tuple[set[str], dict[str, tuple[int, int]]]:
    covered: set[str] = set()
    spans: dict[str, tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        names = [cell.coordinate for row in sheet[area.coord] for cell in row]
        spans[names[0]] = (area.size["columns"], area.size["rows"])
        covered.update(names[1:])
    return covered, spans


def _cell(cell: Cell | MergedCell, span: tuple[int, int], write_day: Callable[[date], str]) -> str:
    css = [f"font-size:{cell.font.sz or 11:g}pt"]
    if cell.font.b:
        css.append("font-weight:bold")
    if cell.font.strike:
        css.append("text-decoration:line-through")
    if (ink := _rgb(cell.font.color)) is not None:
        css.append(f"color:{ink}")
    if cell.fill.fill_type == "solid" and (fill := _rgb(cell.fill.fgColor)) is not None:
        css.append(f"background:{fill}")
    for side in ("top", "right", "bottom", "left"):
        line = getattr(cell.border, side)
        if line is not None and line.style in _RULES:
            css.append(f"border-{side}:{_RULES[line.style]} {_rgb(line.color) or '#000'}")
    at = cell.alignment
    css.append(f"vertical-align:{ {'top': 'top', 'center': 'middle'}.get(at.vertical or '', 'bottom') }")
    if at.horizontal in ("left", "right", "center"):
        css.append(f"text-align:{at.horizontal}")
    elif isinstance(cell.value, int | float | date):
        css.append("text-align:right")
    css.append("white-space:pre-wrap;overflow-wrap:anywhere" if at.wrap_text else "white-space:pre;overflow:visible")
    columns, rows = span
    return f'<td colspan="{columns}" rowspan="{rows}" style="{escape(";".join(css))}">{escape(_text(cell.value, write_day))}</td>'


def _text(value: object, write_day: Callable[[date], str]) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return write_day(value.date())
    return f"{value:g}" if isinstance(value, float) else str(value)


def _rgb(color: Color | None) -> str | None:
    rgb = getattr(color, "rgb", None)
    return f"#{rgb[-6:]}" if isinstance(rgb, str) and len(rgb) == 8 else None
