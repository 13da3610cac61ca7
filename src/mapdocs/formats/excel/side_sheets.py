"""The tracker's sheets beside the plan: what moved, and who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.excel.look import Book, height_of, letters_of, longest_word, most_lines, upright
from mapdocs.templating import color

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_TITLES = 44.0  # characters of a title that stand on one line


def moves_sheet(book: Book, sheet: Worksheet) -> None:
    """Every move of a date, and what changed since the version before: each only where there is something to tell."""
    plan, words = book.plan, book.words
    for column, width in enumerate((6, 30, *[max(15, book.date_width)] * 3, 60)):
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
    for row in book.plan.rows:
        for slip in row.slips:
            line += 1
            texts = [(row.label, 30.0), (slip.why or "", 60.0)]
            edge = {"bottom": 1, "bottom_color": color.LIGHT, "valign": upright(most_lines(texts))}
            plain = book.style(text_wrap=True, **edge)
            day = book.style(num_format=book.date_format, align="left", **edge)
            book.text(sheet, line, 0, row.mark, plain)
            book.text(sheet, line, 1, row.label, plain)
            for column, value in ((2, slip.from_date), (3, slip.to_date), (4, slip.on)):
                book.day(sheet, line, column, value, day)
            book.text(sheet, line, 5, slip.why or "", plain)
            sheet.set_row(line, height_of(texts, least=20))
    return line + 1


def people_sheet(book: Book, sheet: Worksheet) -> None:
    """Who is who; the owner lists of the plan take their names from here."""
    plan = book.plan
    sides = (plan.buyer_people, plan.seller_people)
    widths: list[float] = []
    for side in sides:
        titles = [person.title or "" for person in side]
        widest = max([0.0, *map(letters_of, titles)]) + 1
        named = max([24.0, *(letters_of(person.name) + 1 for person in side)])
        widths += [named, min(max(24.0, widest), max(_TITLES, *map(longest_word, ["", *titles])) + 1), 4]
    for column, width in enumerate(widths[:-1]):
        sheet.set_column(column, column, width, book.style())
    book.text(sheet, 0, 0, describe.title(plan, book.words), book.style(font_color=color.GREY))
    header = book.style(bold=True, bottom=2, bottom_color=color.INK)
    for column, company, side in ((0, plan.buyer, plan.buyer_people), (3, plan.seller, plan.seller_people)):
        book.text(sheet, 1, column, company, header)
        book.text(sheet, 1, column + 1, "", header)
        for line, person in enumerate(side, 2):
            book.text(sheet, line, column, person.name, book.style(valign="vcenter"))
            book.text(
                sheet,
                line,
                column + 1,
                person.title or "",
                book.style(font_color=color.GREY, text_wrap=True, valign="vcenter"),
            )
    for number in range(max(map(len, sides))):
        told = [
            (side[number].title or "", widths[column])
            for side, column in zip(sides, (1, 4), strict=True)
            if number < len(side)
        ]
        sheet.set_row(2 + number, height_of(told, least=18))
    book.landscape(sheet, repeat=1)
