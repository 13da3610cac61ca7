"""The tracker's Gantt: a bar a row, by weeks, that follows when a date on the plan is edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.excel.look import BOLD, Book, height_of, letters_of, lines_needed, upright
from mapdocs.formats.excel.paging import fewer
from mapdocs.formats.timeline import Span
from mapdocs.plan.buyer import BuyerPlan, Row
from mapdocs.templating import color

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MAX_COLUMNS = 78
SPARE = 5  # empty rows for the steps that only the buyer can see
SIGNS, HEADER, FIRST = 2, 3, 4  # the sheet's rows, from 0
LEFT = 4  # the first column of the calendar
NAME_WIDTH = (24.0, 42.0)  # characters, the least and the most
TODAY, GO_LIVE = "▼", "★"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: the plan sheet's name as formulas write it, and the table's first row, from 1."""

    sheet: str
    first: int

    def cells(self, column: str, rows: int) -> str:
        """The table's cells in ``column``, as formulas write them."""
        return f"{self.sheet}${column}${self.first}:${column}${self.first + rows - 1}"


def gantt_sheet(book: Book, sheet: Worksheet, layout: Layout) -> None:
    """A bar a row, from the end of what it waits for to its own date; it follows when a date on the plan is edited."""
    plan, words = book.plan, book.words
    span = _span(plan)
    right = LEFT + len(span.columns) - 1
    sheet.set_column(0, 0, 6, book.style())
    wide = max(letters_of(row.label) * BOLD + 1 for row in plan.rows)
    name = min(max(NAME_WIDTH[0], wide), NAME_WIDTH[1])
    sheet.set_column(1, 1, name, book.style())
    sheet.set_column(2, 3, book.date_width, book.style())
    sheet.set_column(LEFT, right, 3.6, book.style())
    book.text(sheet, 0, 0, describe.title(plan, words), book.style(font_color=color.GREY))
    book.text(sheet, 1, 0, words("timeline"), book.style(bold=True, font_size=16))
    book.high(sheet, 1, 24)
    book.wide(sheet, SIGNS, (0, LEFT - 1), _legend(book), book.style(font_color=color.GREY))
    _calendar(book, sheet, layout, span)
    for number in range(len(plan.rows) + SPARE):
        _bar_line(book, sheet, layout, number, name)
    _bars(book, sheet, layout, (FIRST + len(plan.rows) + SPARE - 1, right, 7 * span.step))
    sheet.freeze_panes(FIRST, 2)
    wides = [6, name, 2 * book.date_width, 3.6 * len(span.columns)]
    high = book.heights(sheet, range(FIRST + len(plan.rows) + SPARE))
    book.landscape(sheet, repeat=HEADER, pages=fewer(high, wides, plan.look.paper))


def _span(plan: BuyerPlan) -> Span:
    """The plan's weeks, today's and the go-live's among them, with three to spare for dates that move."""
    dates = [row.target_date for row in plan.rows if row.target_date]
    dates = [day for day in (*dates, plan.today, plan.go_live) if day and day.year >= 1900] or [plan.today]
    monday = min(dates) - timedelta(min(dates).weekday())
    weeks = (max(dates) - monday).days // 7 + 4
    last = min(monday.toordinal() + 7 * weeks - 1, date.max.toordinal())
    return Span(monday, date.fromordinal(last)).within(MAX_COLUMNS)


def _legend(book: Book) -> str:
    plan, words = book.plan, book.words
    said = [f"{TODAY} {words('today')}"]
    if plan.go_live:
        said.append(f"{GO_LIVE} {words('go_live')} {words.date(plan.go_live)}")
    return "   ·   ".join(said)


def _calendar(book: Book, sheet: Worksheet, layout: Layout, span: Span) -> None:
    """The header row with the Mondays, and above them the signs of today and of the go-live."""
    plan, words = book.plan, book.words
    header = book.style(bold=True, bottom=2, bottom_color=color.INK, valign="bottom")
    day_head = book.style(
        num_format=book.short_date_format,
        rotation=90,
        font_size=8,
        bottom=2,
        bottom_color=color.INK,
        align="center",
        valign="vcenter",  # at the bottom the rule below cuts the first letters
    )
    sign = book.style(bold=True, font_color=book.accent, align="center", valign="bottom")
    columns = ("columns.id", "columns.milestone", "tracker.begins", "columns.target_date")
    for column, label in enumerate(columns):
        book.text(sheet, HEADER, column, words(label), header)
    days = 7 * span.step
    for number, monday in enumerate(span.columns):
        column = LEFT + number
        book.day(sheet, HEADER, column, monday, day_head)
        signs = [(layout.sheet + "$F$3", TODAY, plan.today), (layout.sheet + "$C$3", GO_LIVE, plan.go_live)]
        monday_cell = f"{_letters(column)}${HEADER + 1}"
        formula = "&".join(
            f'IF(AND(ISNUMBER({cell}),{cell}>={monday_cell},{cell}<{monday_cell}+{days}),"{shape}","")'
            for cell, shape, _ in signs
        )
        said = "".join(shape for _, shape, day in signs if day and monday <= day < monday + timedelta(days))
        sheet.write_formula(SIGNS, column, f"={formula}", sign, said)
    book.high(sheet, HEADER, 42)


def _bar_line(book: Book, sheet: Worksheet, layout: Layout, number: int, wide: float) -> None:
    plan, line = book.plan, FIRST + number
    rows = len(plan.rows) + SPARE
    row = plan.rows[number] if number < len(plan.rows) else None
    label = f"{row.label}\n{describe.includes(row, book.words)}" if row and row.includes else row.label if row else ""
    edge = {"bottom": 1, "bottom_color": color.LIGHT, "valign": upright(lines_needed(label, wide / BOLD))}
    plain, bold = book.style(**edge), book.style(bold=True, text_wrap=True, **edge)
    day = book.style(num_format=book.date_format, align="left", **edge)
    # A row is found by its mark, so that its bar stays its own when the table is sorted.
    place = f'IFERROR(MATCH("{row.mark}",{layout.cells("A", rows)},0),{number + 1})' if row else str(number + 1)
    at = {column: f"INDEX({layout.cells(column, rows)},{place})" for column in "ABEG"}
    sheet.write_formula(line, 0, f'=IF({at["A"]}="","",{at["A"]})', plain, row.mark if row else "")
    sheet.write_formula(line, 1, f'=IF({at["B"]}="","",{at["B"]})', bold, label)
    begin, value = _begin(plan, row, layout)
    end, gone = at["E"], book.words("status.cancelled").replace('"', '""')
    stands = f'AND(ISNUMBER({end}),{at["G"]}<>"{gone}")'  # what is cancelled has no day any more, and no bar
    due = row.target_date if row and row.status != "cancelled" else None
    sheet.write_formula(line, 2, f'=IF({stands},MIN({begin},{end}),"")', day, _serial(value) if due else "")
    sheet.write_formula(line, 3, f'=IF({stands},{end},"")', day, _serial(due))
    book.high(sheet, line, height_of([(label, wide / BOLD)], least=18))


def _begin(plan: BuyerPlan, row: Row | None, layout: Layout) -> tuple[str, date | None]:
    """Where a row's bar begins, as a formula and as the value that it has now: when the last of what it waits for ends;
    one that waits for nothing begins on the day of the plan."""
    before = [other for other in plan.rows if row and other.key in row.after and other.status != "cancelled"]
    built = _serial(plan.today)
    count = len(plan.rows) + SPARE
    marks, dates = layout.cells("A", count), layout.cells("E", count)
    ends = ",".join(f'IFERROR(N(INDEX({dates},MATCH("{other.mark}",{marks},0))),0)' for other in before)
    formula = f"IF(MAX({ends})>0,MAX({ends}),{built})" if ends else str(built)
    if row is None or row.target_date is None or row.target_date.year < 1900:
        return formula, None
    days = [other.target_date for other in before if other.target_date and other.target_date.year >= 1900]
    return formula, min(max(days, default=plan.today), row.target_date)


def _serial(day: date | None) -> int | str:
    """Excel's number of a day."""
    return (day - date(1899, 12, 30)).days if day and day.year >= 1900 else ""


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def _bars(book: Book, sheet: Worksheet, layout: Layout, area: tuple[int, int, int]) -> None:
    """The colours of ``area``: its last row, its last column, and the days that a column stands for."""
    last, right, days = area
    closing = book.book.add_format({"bg_color": book.accent})
    running = book.book.add_format({"bg_color": color.mix(book.accent, "#ffffff", 0.72)})
    today = book.book.add_format({"bg_color": "#e8eaee", "left": 1, "left_color": color.GREY})
    live = book.book.add_format({"bg_color": "#e8eaee", "right": 1, "right_color": book.accent})
    for criteria, look in (
        (f"=AND(ISNUMBER($D5),$D5>=E$4,$D5<E$4+{days})", closing),
        (f"=AND(ISNUMBER($D5),$C5<E$4+{days},$D5>=E$4)", running),
    ):
        options = {"type": "formula", "criteria": criteria, "format": look, "stop_if_true": True}
        sheet.conditional_format(FIRST, LEFT, last, right, options)
    for cell, look in (("$C$3", live), ("$F$3", today)):
        source = layout.sheet + cell
        current = f"=AND(ISNUMBER({source}),{source}>=E$4,{source}<E$4+{days})"
        sheet.conditional_format(HEADER, LEFT, last, right, {"type": "formula", "criteria": current, "format": look})
