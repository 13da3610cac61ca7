"""What both workbooks share: XlsxWriter opened for reproducible bytes, and the formats of one look.

XlsxWriter writes because it stores each formula's value beside it, so that a preview pane, a phone or pandas shows
numbers and not blanks; openpyxl, which reads what comes back, cannot.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.archive import reproducible
from mapdocs.language import layout
from mapdocs.language.layout import fold
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.words import Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "IBM Plex Sans"
STATUSES = ("open", "in progress", "done", "blocked", "cancelled")
MAX_CELL = 32_767  # characters, Excel's own limit


class Book:
    """A workbook in memory; texts are written as texts whatever they begin with."""

    def __init__(self, plan: BuyerPlan, words: Words, title: str) -> None:
        import xlsxwriter

        self.plan, self.words = plan, words
        self._buffer = io.BytesIO()
        self.book: Workbook = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self.font = plan.look.font or FONT
        self.accent = color.readable(plan.look.color)
        self.tint = color.tint(plan.look.color)
        built = datetime(plan.today.year, plan.today.month, plan.today.day)
        self.book.set_properties(
            {
                "title": title[:255],
                "subject": words("document"),
                "author": plan.seller[:255],
                "created": built,
            }
        )
        self.book.set_calc_mode("auto")
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        # Dates sort and filter as dates; the month stands in letters in every country's Excel.
        self.date_format = (
            "yyyy年m月d日" if words.babel.language == "ja" else "mmm d, yyyy" if words.month_first else "d mmm yyyy"
        )

    @property
    def date_width(self) -> float:
        """How wide a column is that holds a day of the plan's language: one that is too narrow shows ### in its place."""
        longest = max((self.words.date(date(2026, month, 28)) for month in range(1, 13)), key=layout.width)
        wide = layout.width(longest) - len(longest)  # letters of two columns, which are a little more than that
        return max(13.0, layout.width(longest) + 1 + wide / 2)

    def style(self, **properties: object) -> Format:
        """A cell format; equal ones are made once."""
        merged = {
            "font_name": self.font,
            "font_size": 10,
            "font_color": color.INK,
            "valign": "top",
            **properties,
        }
        key = tuple(sorted(merged.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(merged)
        return self._formats[key]

    def text(self, sheet: Worksheet, line: int, column: int, value: str, style: Format) -> None:
        """``value`` as the text that it is; the rest of what no cell can hold is cut with a sign that it was."""
        if len(value) > MAX_CELL:
            value = value[: MAX_CELL - 1] + "…"
        if value:
            sheet.write_string(line, column, value, style)
        else:
            sheet.write_blank(line, column, None, style)

    def wide(self, sheet: Worksheet, line: int, columns: tuple[int, int], value: str, style: Format) -> None:
        """``value`` over several columns: in a mirrored sheet a long text would run the wrong way out of its cell."""
        sheet.merge_range(line, columns[0], line, columns[1], "", style)
        self.text(sheet, line, columns[0], value, style)

    def day(self, sheet: Worksheet, line: int, column: int, value: date | None, style: Format) -> None:
        """A real date; one that Excel's calendar does not have is written as text."""
        if value is None:
            sheet.write_blank(line, column, None, style)
        elif value.year < 1900:
            self.text(sheet, line, column, value.isoformat(), style)
        else:
            sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), style)

    def landscape(self, sheet: Worksheet, *, repeat: int) -> None:
        """Prints one page wide, landscape, with the header row ``repeat`` on every page."""
        sheet.set_landscape()
        sheet.set_paper(1 if self.plan.look.paper == "letter" else 9)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(repeat)
        page = self.words("footer.page", page="&P", pages="&N")
        said = self.words("footer.plan", plan=self.plan.stem.replace("&", "&&"), revision=self.plan.revision)
        sheet.set_footer(f"&L&8{said}&R&8{page}"[:255])
        sheet.hide_gridlines(2)
        if describe.rtl(self.plan):
            sheet.right_to_left()

    def finish(self) -> bytes:
        self.book.close()
        return reproducible(self._buffer.getvalue())


def lines_needed(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column ``width`` characters wide; wide letters count two."""
    return sum(fold(part, limit=max(4, int(width))).count("\n") + 1 for part in text.split("\n"))


def height_of(texts: list[tuple[str, float]], *, least: float = 30) -> float:
    """A row's height in points for (text, column width) pairs at 10 pt; Excel's limit is 409."""
    lines = max((lines_needed(text, width) for text, width in texts if text), default=1)
    return min(409.0, max(least, 14.0 * lines + 6))


def status_list(words: Words) -> list[str]:
    return [words(f"status.{status}") for status in STATUSES]


def head(book: Book, sheet: Worksheet, columns: int) -> None:
    """The title block: both names, the outcome, go-live."""
    plan, words = book.plan, book.words
    book.wide(sheet, 0, (0, 5), describe.title(plan, words), book.style(font_color=color.GREY))
    if plan.look.logo:
        _logo(book, sheet, columns)
    outcome = plan.outcome or describe.title(plan, words)
    style = book.style(bold=True, font_size=16, text_wrap=True, valign="vcenter")
    book.wide(sheet, 1, (0, columns - 1), outcome, style)
    sheet.set_row(1, min(120.0, 24.0 * lines_needed(outcome, 95)))


def _logo(book: Book, sheet: Worksheet, columns: int) -> None:
    """The logo at the title's right end, fitted into 120 by 44 pixels."""
    from docx.image.image import Image

    picture = book.plan.look.logo or b""
    size = Image.from_blob(picture)
    scale = min(120 / size.px_width, 44 / size.px_height)
    # XlsxWriter places by the picture's own resolution; what counts here is pixels on the screen.
    options = {
        "image_data": io.BytesIO(picture),
        "x_scale": scale * size.horz_dpi / 96,
        "y_scale": scale * size.vert_dpi / 96,
        "object_position": 2,
        "description": book.words("alt.logo", seller=book.plan.seller),
    }
    sheet.set_row(0, 36)
    sheet.insert_image(0, columns - 2, "logo.png", options)
