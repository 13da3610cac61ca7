"""The Excel tracker: the plan as a table that both sides keep, a Gantt by weeks that follows it, and what moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.excel import paging
from mapdocs.formats.excel.columns import (
    AGREED,
    ATTACHED,
    BUYER,
    DATE,
    DAYS,
    MARK,
    NOTE,
    PROOF,
    SELLER,
    STATUS,
    STEP,
    last_column,
    names,
    texts,
)
from mapdocs.formats.excel.columns import lines as lines_of_row
from mapdocs.formats.excel.columns import widths as columns_wide
from mapdocs.formats.excel.gantt import SPARE, Layout, gantt_sheet
from mapdocs.formats.excel.look import BOLD, Book, head, height_of, most_lines, status_list, upright
from mapdocs.formats.excel.side_sheets import moves_sheet, people_sheet
from mapdocs.plan.buyer import BuyerPlan, Row
from mapdocs.templating import color
from mapdocs.templating.kit import Kit

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MEMO = 6
HEADER = 7  # the table's header row, from 0; the title block stands above it
FIRST = HEADER + 1
HEAD = 30.0  # points of the header row, where its names take two lines at most
MAX_LINK = 2079  # characters, Excel's own limit


def xlsx(plan: BuyerPlan, kit: Kit) -> bytes:
    """The tracker for ``plan``. Every formula carries the value that it has on ``plan.today``."""
    words = kit.words(plan.look.locale)
    book = Book(plan, words, describe.title(plan, words))
    names = [words(f"tracker.{key}") for key in ("sheet", "timeline")]
    sheets = [book.book.add_worksheet(_sheet_name(name)) for name in names]
    if any(row.slips for row in plan.rows) or describe.since_lines(plan, words):
        moves_sheet(book, book.book.add_worksheet(_sheet_name(words("tracker.moves"))))
    people = book.book.add_worksheet(_sheet_name(words("people.heading")))
    layout = Layout(f"'{_sheet_name(names[0])}'!", FIRST + 1)
    _plan_sheet(book, sheets[0], _sheet_name(words("people.heading")))
    gantt_sheet(book, sheets[1], layout)
    people_sheet(book, people)
    if plan.look.protect:
        allowed = ("insert_rows", "sort", "autofilter", "format_columns", "format_rows", "select_unlocked_cells")
        sheets[0].protect("", dict.fromkeys(allowed, True))
    sheets[0].activate()
    return book.finish()


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\'")[:31]


def _plan_sheet(book: Book, sheet: Worksheet, people: str) -> None:
    plan, words = book.plan, book.words
    widths, columns = columns_wide(book), names(plan, words)
    right = len(widths) - 1
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, book.style())
    head(book, sheet, widths)
    _summary(book, sheet, widths)
    last = FIRST + len(plan.rows) + SPARE - 1
    rules = {"bottom": 2, "top": 2, "top_color": book.accent, "bottom_color": color.INK}
    header = book.style(bold=True, text_wrap=True, valign="bottom", **rules)
    inset = book.style(bold=True, text_wrap=True, valign="bottom", indent=1, align="left", **rules)
    sheet.add_table(
        HEADER,
        0,
        last,
        len(columns) - 1,
        {
            "name": "SharedPlan",
            "style": None,
            "columns": [
                {"header": name, "header_format": inset if column == STATUS else header}
                for column, name in enumerate(columns)
            ],
        },
    )
    lines = [lines_of_row(row, words, widths) for row in plan.rows]
    over = [(name, width / BOLD) for name, width in zip(columns, widths, strict=True)]
    high = max(HEAD, 4 + 13.0 * most_lines(over))
    printed = paging.Sheet(book.heights(sheet, range(HEADER)), high, lines, SPARE, widths, plan.look.paper)
    fit = printed.fit()
    book.high(sheet, HEADER, high)
    for number, (row, count) in enumerate(zip(plan.rows, lines, strict=True)):
        book.high(sheet, FIRST + number, fit.height(count), _line(book, sheet, FIRST + number, row, upright(count)))
    for line in range(FIRST + len(plan.rows), last + 1):
        _spare_line(book, sheet, line)
        book.high(sheet, line, fit.spare)
    invitation = words.labelled(words("missing_steps.heading"), words("missing_steps.text"))
    book.wide(sheet, last + 1, (STEP, right), invitation, book.style(font_color=color.GREY, italic=True))
    _lists(book, sheet, last, people)
    _marks(book, sheet, last)
    sheet.freeze_panes(FIRST, STEP + 1)
    sheet.set_zoom(90)
    book.landscape(sheet, repeat=HEADER, pages=len(printed.pages(fit)))
    sheet.print_area(0, 0, last + 1, len(columns) - 1)
    sheet.set_selection(FIRST, STEP, FIRST, STEP)


def _summary(book: Book, sheet: Worksheet, widths: Sequence[float]) -> None:
    """Go-live, today, how much is done and what comes next: live, with the values of the day of building."""
    plan, words = book.plan, book.words
    label, strong = book.style(font_color=color.GREY), book.style(bold=True)
    day = book.style(bold=True, num_format=book.date_format, align="left")
    first, last = FIRST + 1, FIRST + len(plan.rows) + SPARE
    book.text(sheet, 2, 1, words("go_live"), label)
    book.day(sheet, 2, 2, plan.go_live, day)
    book.text(sheet, 2, 4, words("today"), label)
    today = datetime(plan.today.year, plan.today.month, plan.today.day)
    serial = (today - datetime(1899, 12, 30)).days
    sheet.write_formula(2, 5, "=TODAY()", day, serial)
    book.text(sheet, 3, 1, words("tracker.buyer_done"), label)
    done, gone = (_quoted(words(f"status.{s}")) for s in ("done", "cancelled"))
    count_done = f"COUNTIF(G{first}:G{last},{done})"
    count_all = f'COUNTIF(B{first}:B{last},"?*")-COUNTIF(G{first}:G{last},{gone})'
    formula = f'={count_done}&" / "&({count_all})'  # the label beside it says of what
    sheet.write_formula(3, 2, formula, strong, f"{plan.done} / {len(plan.counted)}")
    book.text(sheet, 4, 1, words("next"), label)
    days, steps = f"I{first}:I{last}", f"B{first}:B{last}"
    upcoming = plan.next_row
    step = f"INDEX({steps},MATCH(MIN({days}),{days},0))&CHAR(10)"  # its name alone, not what it includes
    formula = f'=IF(COUNT({days})=0,"",LEFT({step},FIND(CHAR(10),{step})-1))'
    sheet.write_formula(
        4,
        2,
        formula,
        book.style(bold=True, font_color=book.accent),
        upcoming.label if upcoming and upcoming.target_date else "",
    )
    _ask(book, sheet, widths)
    if plan.link:
        book.text(sheet, 3, 4, words("footer.link"), label)
        style = book.style(font_color=book.accent, underline=1)
        if len(plan.link) <= MAX_LINK and plan.link.isascii():
            sheet.merge_range(3, 5, 3, 8, "", style)
            sheet.write_url(3, 5, plan.link, style, plan.link)
        else:
            book.text(sheet, 3, 5, plan.link, style)
    version = f"{words('footer.plan', plan=plan.stem, revision=plan.revision)} · {words('footer.version', date=words.date(plan.today))}"
    book.wide(sheet, 5, (1, 5), version, label)
    _memo(book, sheet, widths)


def _ask(book: Book, sheet: Worksheet, widths: Sequence[float]) -> None:
    """What the reader is asked, beside what comes next, with the day and hour of the review below it."""
    said = [describe.ask(book.plan, book.words), describe.meeting_line(book.plan, book.words)]
    asked = "\n".join(filter(None, said))
    book.wide(sheet, 4, (4, 8), asked, book.style(bold=True, text_wrap=True))
    book.high(sheet, 4, height_of([(asked, sum(widths[4:9]) / BOLD)], least=18))


def _memo(book: Book, sheet: Worksheet, widths: Sequence[float]) -> None:
    """The why and the signs of success in the one free row above the table, which keeps its place without them."""
    told = [book.words.labelled(name, text) for name, text in describe.reasons(book.plan, book.words)]
    if told:
        memo = "\n".join(told)
        book.wide(sheet, MEMO, (STEP, NOTE), memo, book.style(text_wrap=True))
        book.high(sheet, MEMO, height_of([(memo, sum(widths[STEP : NOTE + 1]))], least=18))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _input(book: Book, **more: object) -> Format:
    """A cell that both sides fill in: unlocked, on a fill of its own."""
    return book.style(text_wrap=True, bottom=1, bottom_color=color.LIGHT, locked=False, **more)


def _line(book: Book, sheet: Worksheet, line: int, row: Row, valign: str) -> Format:
    """A row of the plan, its texts ``valign``; the format of what stands beside it."""
    words = book.words

    def given(**more: object) -> Format:
        return _input(book, valign=valign, **more)

    edge = {"bottom": 1, "bottom_color": color.LIGHT, "valign": valign}
    book.text(sheet, line, MARK, row.mark, book.style(font_color=color.GREY, **edge))
    book.text(sheet, line, STEP, texts(row, words)[STEP], book.style(bold=True, text_wrap=True, **edge))
    book.text(sheet, line, BUYER, row.buyer_owner.name if row.buyer_owner else "", given())
    book.text(sheet, line, SELLER, row.seller_owner.name if row.seller_owner else "", given())
    book.day(sheet, line, DATE, row.target_date, given(num_format=book.date_format, bold=True, align="left"))
    book.text(sheet, line, PROOF, row.proof or "", given())
    book.text(sheet, line, STATUS, words(f"status.{row.status}"), given(indent=1, align="left"))
    book.day(sheet, line, AGREED, row.agreed_on, given(num_format=book.date_format, align="left"))
    left = (row.target_date - book.plan.today).days if row.is_open and row.target_date else None
    _days(book, sheet, line, "" if left is None else left, valign)
    book.text(sheet, line, NOTE, row.note or "", given())
    _attached(book, sheet, line, row, valign)
    return book.style(text_wrap=True, **edge)


def _attached(book: Book, sheet: Worksheet, line: int, row: Row, valign: str) -> None:
    if last_column(book.plan) < ATTACHED:
        return
    address = describe.attached_link(row)
    if address and len(address) <= MAX_LINK and address.isascii():
        style = _input(book, font_color=book.accent, underline=1, valign=valign)
        sheet.write_url(line, ATTACHED, address, style, row.attached or "")
    else:
        book.text(sheet, line, ATTACHED, row.attached or "", _input(book, valign=valign))


def _spare_line(book: Book, sheet: Worksheet, line: int) -> None:
    more = (ATTACHED,) if last_column(book.plan) == ATTACHED else ()
    for column in (MARK, STEP, BUYER, SELLER, PROOF, STATUS, NOTE, *more):
        sheet.write_blank(line, column, None, _input(book, valign="vcenter"))
    for column in (DATE, AGREED):
        style = _input(book, num_format=book.date_format, align="left", valign="vcenter")
        sheet.write_blank(line, column, None, style)
    _days(book, sheet, line, "", "vcenter")


def _days(book: Book, sheet: Worksheet, line: int, value: int | str, valign: str) -> None:
    """Days to go of an open row; negative once the date has passed."""
    closed = ",".join(f"$G{line + 1}={_quoted(book.words(f'status.{s}'))}" for s in ("done", "cancelled"))
    formula = f'=IF(OR($E{line + 1}="",NOT(ISNUMBER($E{line + 1})),{closed}),"",$E{line + 1}-$F$3)'
    late = book.words("status.late").replace('"', "")
    style = book.style(num_format=f'0;"{late} "0;0', align="left", valign=valign, bottom=1, bottom_color=color.LIGHT)
    sheet.write_formula(line, DAYS, formula, style, value)


def _lists(book: Book, sheet: Worksheet, last: int, people: str) -> None:
    words, plan = book.words, book.plan
    sheet.data_validation(
        FIRST,
        STATUS,
        last,
        STATUS,
        {
            "validate": "list",
            "source": status_list(words),
            "error_type": "warning",
            "input_message": words("tracker.status_hint")[:255],
        },
    )
    count = {BUYER: len(plan.buyer_people), SELLER: len(plan.seller_people)}
    for column, letter in ((BUYER, "A"), (SELLER, "D")):
        if count[column]:
            source = f"='{people}'!${letter}$3:${letter}${2 + count[column]}"
            sheet.data_validation(
                FIRST,
                column,
                last,
                column,
                {
                    "validate": "list",
                    "source": source,
                    "error_type": "warning",
                    "input_message": words("tracker.owner_hint")[:255],
                },
            )
    sheet.data_validation(
        FIRST,
        DATE,
        last,
        DATE,
        {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_type": "warning"},
    )


def _marks(book: Book, sheet: Worksheet, last: int) -> None:
    """Done rows step back, what is next is tinted, a passed date is bold and told in words beside it."""
    words = book.words
    whole = (FIRST, 0, last, last_column(book.plan))
    done = ",".join(f"$G{FIRST + 1}={_quoted(words(f'status.{s}'))}" for s in ("done", "cancelled"))
    grey = book.book.add_format({"font_color": color.GREY})
    sheet.conditional_format(
        *whole, {"type": "formula", "criteria": f"=OR({done})", "format": grey, "stop_if_true": True}
    )
    upcoming = book.book.add_format({"bg_color": book.tint})
    days = f"$I${FIRST + 1}:$I${last + 1}"
    sheet.conditional_format(
        *whole,
        {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER($I{FIRST + 1}),$I{FIRST + 1}=MIN({days}))",
            "format": upcoming,
        },
    )
    late = book.book.add_format({"bold": True, "italic": True})
    sheet.conditional_format(
        FIRST,
        DAYS,
        last,
        DAYS,
        {"type": "formula", "criteria": f"=AND(ISNUMBER($I{FIRST + 1}),$I{FIRST + 1}<0)", "format": late},
    )
