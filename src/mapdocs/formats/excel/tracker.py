"""The Excel tracker: the plan as a table that both sides keep, a Gantt by weeks that follows it, and what moved."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.excel.gantt import SPARE, Layout, gantt_sheet
from mapdocs.formats.excel.look import Book, head, height_of, status_list
from mapdocs.plan.buyer import BuyerPlan, Row
from mapdocs.templating import color
from mapdocs.templating.kit import Kit

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MEMO = 6
HEADER = 7  # the table's header row, from 0; the title block stands above it
FIRST = HEADER + 1
MAX_LINK = 2079  # characters, Excel's own limit

MARK, STEP, BUYER, SELLER, DATE, PROOF, STATUS, AGREED, DAYS, NOTE, ATTACHED = range(11)
_WIDTHS = {
    MARK: 5.0,
    STEP: 25.0,
    BUYER: 17.0,
    SELLER: 17.0,
    DATE: 13.0,
    PROOF: 40.0,
    STATUS: 12.0,
    AGREED: 13.0,
    DAYS: 11.0,
    NOTE: 24.0,
    ATTACHED: 30.0,  # only in a plan that has something attached
}


def xlsx(plan: BuyerPlan, kit: Kit) -> bytes:
    """The tracker for ``plan``. Every formula carries the value that it has on ``plan.today``."""
    words = kit.words(plan.look.locale)
    book = Book(plan, words, describe.title(plan, words))
    names = [words(f"tracker.{key}") for key in ("sheet", "timeline")]
    sheets = [book.book.add_worksheet(_sheet_name(name)) for name in names]
    if any(row.slips for row in plan.rows) or describe.since_lines(plan, words):
        _moves_sheet(book, book.book.add_worksheet(_sheet_name(words("tracker.moves"))))
    people = book.book.add_worksheet(_sheet_name(words("people.heading")))
    layout = Layout(f"'{_sheet_name(names[0])}'!", FIRST + 1)
    _plan_sheet(book, sheets[0], _sheet_name(words("people.heading")))
    gantt_sheet(book, sheets[1], layout)
    _people_sheet(book, people)
    if plan.look.protect:
        allowed = ("insert_rows", "sort", "autofilter", "format_columns", "format_rows", "select_unlocked_cells")
        sheets[0].protect("", dict.fromkeys(allowed, True))
    sheets[0].activate()
    return book.finish()


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\'")[:31]


def _plan_sheet(book: Book, sheet: Worksheet, people: str) -> None:
    plan, words = book.plan, book.words
    right = _last_column(plan)
    for column, width in _WIDTHS.items():
        if column <= right:
            sheet.set_column(
                column, column, max(width, book.date_width if column in (DATE, AGREED) else 0), book.style()
            )
    head(book, sheet, right + 1)
    _summary(book, sheet)
    columns = [
        words("columns.id"),
        words("columns.milestone"),
        *words.owner_heads(*plan.called),
        words("columns.target_date"),
        words("columns.exit_criteria"),
        words("columns.status"),
        words("tracker.agreed"),
        words("tracker.days"),
        words("tracker.note"),
        *([words("proof")] if right == ATTACHED else []),
    ]
    last = FIRST + len(plan.rows) + SPARE - 1
    header = book.style(
        bold=True,
        bottom=2,
        top=2,
        top_color=book.accent,
        bottom_color=color.INK,
        text_wrap=True,
        valign="bottom",
    )
    sheet.add_table(
        HEADER,
        0,
        last,
        len(columns) - 1,
        {
            "name": "SharedPlan",
            "style": None,
            "columns": [{"header": name, "header_format": header} for name in columns],
        },
    )
    sheet.set_row(HEADER, 30)
    for number, row in enumerate(plan.rows):
        _line(book, sheet, FIRST + number, row)
    for line in range(FIRST + len(plan.rows), last + 1):
        _spare_line(book, sheet, line)
    invitation = words.labelled(words("missing_steps.heading"), words("missing_steps.text"))
    book.wide(sheet, last + 1, (STEP, right), invitation, book.style(font_color=color.GREY, italic=True))
    _lists(book, sheet, last, people)
    _marks(book, sheet, last)
    sheet.freeze_panes(FIRST, STEP + 1)
    sheet.set_zoom(90)
    book.landscape(sheet, repeat=HEADER)
    sheet.print_area(0, 0, last + 1, len(columns) - 1)
    sheet.set_selection(FIRST, STEP, FIRST, STEP)


def _last_column(plan: BuyerPlan) -> int:
    return ATTACHED if any(row.attached for row in plan.rows) else NOTE


def _summary(book: Book, sheet: Worksheet) -> None:
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
    counts = {"{done}": count_done, "{total}": f"({count_all})"}
    # The label's own order of words: "2 of 6 done", "6件中2件完了".
    pieces = [piece for piece in re.split(r"(\{\w+\})", words("progress")) if piece]
    formula = "=" + "&".join(counts.get(piece) or _quoted(piece) for piece in pieces)
    sheet.write_formula(3, 2, formula, strong, describe.progress(plan, words))
    book.text(sheet, 4, 1, words("next"), label)
    days, steps = f"I{first}:I{last}", f"B{first}:B{last}"
    upcoming = plan.next_row
    formula = f'=IF(COUNT({days})=0,"",INDEX({steps},MATCH(MIN({days}),{days},0)))'
    sheet.write_formula(
        4,
        2,
        formula,
        book.style(bold=True, font_color=book.accent),
        upcoming.label if upcoming and upcoming.target_date else "",
    )
    _ask(book, sheet)
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
    _memo(book, sheet)


def _ask(book: Book, sheet: Worksheet) -> None:
    """What the reader is asked, beside what comes next, with the day and hour of the review below it."""
    said = [describe.ask(book.plan, book.words), describe.meeting_line(book.plan, book.words)]
    asked = "\n".join(filter(None, said))
    book.wide(sheet, 4, (4, 8), asked, book.style(bold=True, text_wrap=True))
    sheet.set_row(4, height_of([(asked, sum(_WIDTHS[column] for column in range(4, 9)))], least=18))


def _memo(book: Book, sheet: Worksheet) -> None:
    """The why and the signs of success in the one free row above the table, which keeps its place without them."""
    told = [book.words.labelled(name, text) for name, text in describe.reasons(book.plan, book.words)]
    if told:
        memo = "\n".join(told)
        book.wide(sheet, MEMO, (STEP, NOTE), memo, book.style(text_wrap=True))
        sheet.set_row(MEMO, height_of([(memo, sum(_WIDTHS[column] for column in range(STEP, NOTE + 1)))], least=18))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _input(book: Book, **more: object) -> Format:
    """A cell that both sides fill in: unlocked, on a fill of its own."""
    return book.style(text_wrap=True, bottom=1, bottom_color=color.LIGHT, locked=False, **more)


def _line(book: Book, sheet: Worksheet, line: int, row: Row) -> None:
    words = book.words
    plain = book.style(text_wrap=True, bottom=1, bottom_color=color.LIGHT)
    book.text(sheet, line, MARK, row.mark, book.style(font_color=color.GREY, bottom=1, bottom_color=color.LIGHT))
    label = f"{row.label}\n{describe.includes(row, words)}" if row.includes else row.label
    book.text(sheet, line, STEP, label, book.style(bold=True, text_wrap=True, bottom=1, bottom_color=color.LIGHT))
    buyer = row.buyer_owner.name if row.buyer_owner else ""
    seller = row.seller_owner.name if row.seller_owner else ""
    book.text(sheet, line, BUYER, buyer, _input(book))
    book.text(sheet, line, SELLER, seller, _input(book))
    book.day(sheet, line, DATE, row.target_date, _input(book, num_format=book.date_format, bold=True, align="left"))
    book.text(sheet, line, PROOF, row.proof or "", _input(book))
    book.text(sheet, line, STATUS, words(f"status.{row.status}"), _input(book, indent=1))
    book.day(sheet, line, AGREED, row.agreed_on, _input(book, num_format=book.date_format, align="left"))
    left = (row.target_date - book.plan.today).days if row.is_open and row.target_date else None
    _days(book, sheet, line, "" if left is None else left)
    book.text(sheet, line, NOTE, row.note or "", _input(book))
    _attached(book, sheet, line, row)
    texts = [
        (label, _WIDTHS[STEP] - 4),
        (buyer, _WIDTHS[BUYER]),
        (seller, _WIDTHS[SELLER]),
        (row.proof or "", _WIDTHS[PROOF]),
        (row.note or "", _WIDTHS[NOTE]),
        (row.attached or "", _WIDTHS[ATTACHED]),
    ]
    sheet.set_row(line, height_of(texts), plain)


def _attached(book: Book, sheet: Worksheet, line: int, row: Row) -> None:
    if _last_column(book.plan) < ATTACHED:
        return
    address = describe.attached_link(row)
    if address and len(address) <= MAX_LINK and address.isascii():
        style = _input(book, font_color=book.accent, underline=1)
        sheet.write_url(line, ATTACHED, address, style, row.attached or "")
    else:
        book.text(sheet, line, ATTACHED, row.attached or "", _input(book))


def _spare_line(book: Book, sheet: Worksheet, line: int) -> None:
    more = (ATTACHED,) if _last_column(book.plan) == ATTACHED else ()
    for column in (MARK, STEP, BUYER, SELLER, PROOF, STATUS, NOTE, *more):
        sheet.write_blank(line, column, None, _input(book))
    for column in (DATE, AGREED):
        sheet.write_blank(line, column, None, _input(book, num_format=book.date_format, align="left"))
    _days(book, sheet, line, "")
    sheet.set_row(line, 24)


def _days(book: Book, sheet: Worksheet, line: int, value: int | str) -> None:
    """Days to go of an open row; negative once the date has passed."""
    closed = ",".join(f"$G{line + 1}={_quoted(book.words(f'status.{s}'))}" for s in ("done", "cancelled"))
    formula = f'=IF(OR($E{line + 1}="",NOT(ISNUMBER($E{line + 1})),{closed}),"",$E{line + 1}-$F$3)'
    late = book.words("status.late").replace('"', "")
    style = book.style(num_format=f'0;"{late} "0;0', align="left", bottom=1, bottom_color=color.LIGHT)
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
    whole = (FIRST, 0, last, _last_column(book.plan))
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


def _moves_sheet(book: Book, sheet: Worksheet) -> None:
    """Every move of a date, and what changed since the version before: each only where there is something to tell."""
    plan, words = book.plan, book.words
    for column, width in enumerate((6, 30, 15, 15, 15, 60)):
        sheet.set_column(column, column, width, book.style())
    book.text(sheet, 0, 0, describe.title(plan, words), book.style(font_color=color.GREY))
    title = book.style(bold=True, font_size=16)
    line = 1
    if any(row.slips for row in plan.rows):
        book.text(sheet, line, 0, words("slip.heading"), title)
        sheet.set_row(line, 24)
        line = _moves(book, sheet, 3) + 1
        sheet.freeze_panes(4, 2)
    since = describe.since_lines(plan, words)
    if since:
        book.text(sheet, line, 0, describe.since_heading(plan, words), title)
        sheet.set_row(line, 24)
        for number, said in enumerate(since, line + 1):
            book.wide(sheet, number, (1, 5), said, book.style(text_wrap=True))
    book.landscape(sheet, repeat=min(line, 3))


def _moves(book: Book, sheet: Worksheet, line: int) -> int:
    """The table of the moves, its header in ``line``; the line below it."""
    words = book.words
    header = book.style(bold=True, bottom=2, bottom_color=color.INK)
    columns = ("columns.id", "columns.milestone", "tracker.old", "tracker.new", "tracker.on", "tracker.why")
    for column, label in enumerate(columns):
        book.text(sheet, line, column, words(label), header)
    plain = book.style(text_wrap=True, bottom=1, bottom_color=color.LIGHT)
    day = book.style(num_format=book.date_format, align="left", bottom=1, bottom_color=color.LIGHT)
    for row in book.plan.rows:
        for slip in row.slips:
            line += 1
            book.text(sheet, line, 0, row.mark, plain)
            book.text(sheet, line, 1, row.label, plain)
            for column, value in ((2, slip.from_date), (3, slip.to_date), (4, slip.on)):
                book.day(sheet, line, column, value, day)
            book.text(sheet, line, 5, slip.why or "", plain)
            sheet.set_row(line, height_of([(row.label, 28), (slip.why or "", 58)], least=18))
    return line + 1


def _people_sheet(book: Book, sheet: Worksheet) -> None:
    """Who is who; the owner lists of the plan take their names from here."""
    plan = book.plan
    for column, width in enumerate((24, 36, 4, 24, 36)):
        sheet.set_column(column, column, width, book.style())
    book.text(sheet, 0, 0, describe.title(plan, book.words), book.style(font_color=color.GREY))
    header = book.style(bold=True, bottom=2, bottom_color=color.INK)
    for column, company, side in ((0, plan.buyer, plan.buyer_people), (3, plan.seller, plan.seller_people)):
        book.text(sheet, 1, column, company, header)
        book.text(sheet, 1, column + 1, "", header)
        for line, person in enumerate(side, 2):
            book.text(sheet, line, column, person.name, book.style())
            book.text(sheet, line, column + 1, person.title or "", book.style(font_color=color.GREY, text_wrap=True))
    book.landscape(sheet, repeat=1)
