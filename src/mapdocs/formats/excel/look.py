"""What both workbooks share: XlsxWriter opened for reproducible bytes, and the formats of one look.

XlsxWriter writes because it stores each formula's value beside it, so that a preview pane, a phone or pandas shows
numbers and not blanks; openpyxl, which reads what comes back, cannot.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.archive import reproducible
from mapdocs.formats.excel.paging import DEFAULT, Fit
from mapdocs.formats.slides.measure import lines_of, widest_word, width_of
from mapdocs.language import layout
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.words import Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "IBM Plex Sans"
STATUSES = ("open", "in progress", "done", "blocked", "cancelled")
#: How a number format names the language of its months, where the reader's Excel may speak another.
_IN_EXCEL = {"de": "[$-407]", "fr": "[$-40C]", "es": "[$-C0A]", "pt": "[$-416]"}
MAX_CELL = 32_767  # characters, Excel's own limit
BOLD = 1.07  # how much wider than plain letters the bold ones of the widest font are that may stand in for ours
_SIZE = 10.0  # points of the letters in a cell
_A_CHARACTER = 5.25  # points: a column's width is told in characters, of seven pixels each
_OUTCOME = ((16, 1), (14, 1), (16, 2), (14, 99))  # a size, and in how many lines at most


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
        self._heights: dict[tuple[str, int], float] = {}
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        # Dates sort and filter as dates; the month stands in letters, of the plan's language in every country's Excel.
        tag = _IN_EXCEL.get(words.babel.language, "")
        dot = "." if words.babel.language == "de" else ""
        self.short_date_format = (
            "m/d" if words.babel.language == "ja" else "mmm d" if words.month_first else f"{tag}d{dot} mmm"
        )
        self.date_format = (
            "yyyy年m月d日"
            if words.babel.language == "ja"
            else f"{self.short_date_format}{',' if words.month_first else ''} yyyy"
        )

    @property
    def date_width(self) -> float:
        """How wide a column is that holds a day of the plan's language: one that is too narrow shows ### in its place."""
        if self.words.babel.language == "ja":
            return 18.5
        names = self.words.babel.months["format"]["abbreviated"].values()
        return max(13.0, 10.0 + max(map(layout.width, names)))  # 28. févr. 2026

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

    def high(self, sheet: Worksheet, line: int, points: float, style: Format | None = None) -> None:
        """A row's height."""
        self._heights[str(sheet.name), line] = points
        sheet.set_row(line, points, style)

    def heights(self, sheet: Worksheet, lines: range) -> float:
        """How high the rows ``lines`` stand together."""
        return sum(self._heights.get((str(sheet.name), line), DEFAULT) for line in lines)

    def landscape(self, sheet: Worksheet, *, repeat: int, pages: int = 0) -> None:
        """Prints one page wide, landscape, with the header row ``repeat`` on every page; on ``pages``, where that is said."""
        sheet.set_landscape()
        sheet.set_paper(1 if self.plan.look.paper == "letter" else 9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, pages)
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


def upright(lines: int) -> str:
    """Where a row's texts stand: in its middle while each takes one line, so that none hangs from the rule above it; at the
    top where one takes more."""
    return "vcenter" if lines == 1 else "top"


def letters_of(text: str) -> float:
    """How wide ``text`` is, in the characters that a column's width is told in."""
    return width_of(text, _SIZE) / _A_CHARACTER


def longest_word(text: str) -> float:
    """How wide the longest word of ``text`` is, in characters."""
    return widest_word(text, _SIZE) / _A_CHARACTER


def lines_needed(text: str, width: float, size: float = _SIZE) -> int:
    """How many lines ``text`` takes in a column ``width`` characters wide, in the widest font that may stand in for ours."""
    return sum(lines_of(part, _A_CHARACTER * width, size) for part in text.split("\n"))


def most_lines(texts: list[tuple[str, float]]) -> int:
    """How many lines the highest of (text, column width) pairs takes."""
    return max((lines_needed(text, width) for text, width in texts if text), default=1)


def height_of(texts: list[tuple[str, float]], *, least: float) -> float:
    """A row's height in points for (text, column width) pairs at 10 pt."""
    return Fit(least, 6, 0).height(most_lines(texts))


def status_list(words: Words) -> list[str]:
    return [words(f"status.{status}") for status in STATUSES]


def head(book: Book, sheet: Worksheet, wide: Sequence[float]) -> None:
    """The title block over columns so ``wide``: both names, the outcome, go-live."""
    plan, words = book.plan, book.words
    right = len(wide) - (3 if plan.look.logo else 1)
    book.wide(sheet, 0, (0, right), describe.title(plan, words), book.style(font_color=color.GREY))
    if plan.look.logo:
        _logo(book, sheet, len(wide))
    outcome = plan.outcome or describe.title(plan, words)
    room = sum(wide) / BOLD
    size, lines = next((s, n) for s, most in _OUTCOME if (n := lines_needed(outcome, room, s)) <= most)
    style = book.style(bold=True, font_size=size, text_wrap=True, valign="vcenter")
    book.wide(sheet, 1, (0, len(wide) - 1), outcome, style)
    book.high(sheet, 1, min(120.0, 24.0 * lines))


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
    book.high(sheet, 0, 36)
    sheet.insert_image(0, columns - 2, "logo.png", options)
