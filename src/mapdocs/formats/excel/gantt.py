"""The tracker's Gantt: a bar a row, by weeks, that follows when a date on the plan is edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.excel.look import Book
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MAX_WEEKS = 78
SPARE = 5  # empty rows for the steps that only the buyer can see


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: the plan sheet's name as formulas write it, and the table's first row, from 1."""

    sheet: str
    first: int


def gantt_sheet(book: Book, sheet: Worksheet, layout: Layout) -> None:
    """A bar a row from the row above's date to its own; it follows when a date on the plan is edited."""
    plan, words = book.plan, book.words
    dates = (
        [row.target_date for row in plan.rows if row.target_date]
        + [plan.today]
        + ([plan.go_live] if plan.go_live else [])
    )
    dates = [day for day in dates if day.year >= 1900]
    first = min(dates) if dates else plan.today
    monday = first - timedelta(first.weekday())
    weeks = min(MAX_WEEKS, ((max(dates, default=plan.today) - monday).days) // 7 + 4)
    sheet.set_column(0, 0, 6, book.style())
    sheet.set_column(1, 1, 28, book.style())
    sheet.set_column(2, 3, 13, book.style())
    sheet.set_column(4, 4 + weeks - 1, 3.6, book.style())
    book.text(sheet, 0, 0, describe.title(plan, words), book.style(font_color=color.GREY))
    book.text(sheet, 1, 0, words("timeline"), book.style(bold=True, font_size=16))
    sheet.set_row(1, 24)
    header = book.style(bold=True, bottom=2, bottom_color=color.INK, valign="bottom")
    day_head = book.style(
        num_format="d mmm" if words.babel.language != "ja" else "m/d",
        rotation=90,
        font_size=8,
        bottom=2,
        bottom_color=color.INK,
        align="center",
        valign="bottom",
    )
    for column, name in enumerate(
        (words("columns.id"), words("columns.milestone"), words("tracker.old"), words("columns.target_date"))
    ):
        book.text(sheet, 3, column, name, header)
    for week in range(weeks):
        book.day(sheet, 3, 4 + week, monday + timedelta(7 * week), day_head)
    sheet.set_row(3, 42)
    previous: date | None = None
    for number in range(len(plan.rows) + SPARE):
        previous = _bar_line(book, sheet, layout, number, previous)
    last = 4 + len(plan.rows) + SPARE - 1
    _bars(book, sheet, layout, last, 4 + weeks - 1)
    sheet.freeze_panes(4, 2)
    book.landscape(sheet, repeat=3)


def _bar_line(book: Book, sheet: Worksheet, layout: Layout, number: int, previous: date | None) -> date | None:
    plan, line = book.plan, 4 + number
    source = layout.first + number
    row = plan.rows[number] if number < len(plan.rows) else None
    plain, bold = (
        book.style(bottom=1, bottom_color=color.LIGHT),
        book.style(bold=True, bottom=1, bottom_color=color.LIGHT),
    )
    day = book.style(num_format=book.date_format, align="left", bottom=1, bottom_color=color.LIGHT)
    sheet_of = layout.sheet
    label = f"{row.label}\n{describe.includes(row, book.words)}" if row and row.includes else row.label if row else ""
    target = row.target_date if row else None
    sheet.write_formula(line, 0, f'=IF({sheet_of}A{source}="","",{sheet_of}A{source})', plain, row.mark if row else "")
    sheet.write_formula(line, 1, f'=IF({sheet_of}B{source}="","",{sheet_of}B{source})', bold, label)
    end = f"{sheet_of}E{source}"
    start_value = _start(target, previous, plan)
    above = (
        f"{sheet_of}$F$3"
        if number == 0
        else f"IF(ISNUMBER({sheet_of}E{source - 1}),{sheet_of}E{source - 1},{sheet_of}$F$3)"
    )
    sheet.write_formula(line, 2, f'=IF(ISNUMBER({end}),MIN({above},{end}),"")', day, _serial(start_value))
    sheet.write_formula(line, 3, f'=IF(ISNUMBER({end}),{end},"")', day, _serial(target))
    return target if row else None


def _start(target: date | None, previous: date | None, plan: BuyerPlan) -> date | None:
    if target is None or target.year < 1900:
        return None
    return min(previous or plan.today, target)


def _serial(day: date | None) -> int | str:
    """Excel's number of a day."""
    return (day - date(1899, 12, 30)).days if day and day.year >= 1900 else ""


def _bars(book: Book, sheet: Worksheet, layout: Layout, last: int, right: int) -> None:
    area = (4, 4, last, right)
    closing = book.book.add_format({"bg_color": book.accent})
    running = book.book.add_format({"bg_color": color.mix(book.accent, "#ffffff", 0.72)})
    today = book.book.add_format({"bg_color": "#e8eaee", "left": 1, "left_color": color.GREY})
    sheet.conditional_format(
        *area,
        {
            "type": "formula",
            "criteria": "=AND(ISNUMBER($D5),$D5>=E$4,$D5<E$4+7)",
            "format": closing,
            "stop_if_true": True,
        },
    )
    sheet.conditional_format(
        *area,
        {
            "type": "formula",
            "criteria": "=AND(ISNUMBER($D5),$C5<E$4+7,$D5>=E$4)",
            "format": running,
            "stop_if_true": True,
        },
    )
    current = f"=AND({layout.sheet}$F$3>=E$4,{layout.sheet}$F$3<E$4+7)"
    sheet.conditional_format(3, 4, last, right, {"type": "formula", "criteria": current, "format": today})
