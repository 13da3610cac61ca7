"""How high a document's blocks will stand, told from their XML: near enough to choose how much space things may take.

Nobody knows the reader's fonts (:mod:`mapdocs.formats.word.letters`). What is told here decides between looks that are all good; what may stand alone on a page, Word itself decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from mapdocs.formats import describe
from mapdocs.formats.word.letters import PLEX, Font, text_width
from mapdocs.formats.word.wml import NS
from mapdocs.language.scripts import has_east
from mapdocs.plan.buyer import Party, Row
from mapdocs.templating.words import Words

_W = f"{{{NS}}}"
# A space that does not break is part of its word.
_PIECES = re.compile(r"[^ \t\n-]+-?|-|[ \t\n]+")
_NUMBERS = re.compile(r"\d+")
PHRASE = 7  # letters of East Asia of a sentence that a column keeps on one line
TOGETHER = 14  # letters of East Asia that a column keeps on one line
RULE = 10  # twips that a row's rule takes
NAME, TITLE = 190, 170  # twips that the letters of an owner's name and title are high
SPARE = 1.02  # of a word that must not break: fonts come in several versions
EAST_ASIAN_LINE = 1.45  # ems


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, in twips; ``line`` is in 240ths of the font's own line, or twips where ``exact``."""

    size: int
    before: int
    after: int
    line: int
    exact: bool
    bold: bool


def longest_word(text: str, size: float, font: Font = PLEX, *, bold: bool = False, together: int = TOGETHER) -> float:
    """The longest word of ``text`` in letters of ``size``. Letters of East Asia, which break anywhere, are words of at most
    ``together``."""
    return max(
        (_together(word, size, font, bold, together) for word in re.split(r"[^\S\u00a0]|(?<=-)", text)), default=0
    )


def widest_word(party: Party, font: Font = PLEX) -> float:
    """The longest word of an owner's name and title, in twips, as a plan's owners' columns show them; a name of East Asia is
    one."""
    name = party.name.replace(" ", "\u00a0") if has_east(party.name) else party.name
    return max(longest_word(name, NAME, font), longest_word(party.title or "", TITLE, font))


def widest_head(head: str, font: Font = PLEX) -> float:
    """The longest word over an owners' column or of a step's name, in twips."""
    return longest_word(head, NAME, font, bold=True)


def widest_step(row: Row, words: Words, font: Font = PLEX) -> float:
    """The longest word of a step's name and of what it stands for, in twips."""
    includes = longest_word(describe.includes(row, words), TITLE, font, together=PHRASE)
    return max(longest_word(row.label, NAME, font, bold=True, together=PHRASE), includes)


def overflows(headline: str, size: float, room: float) -> bool:
    """Whether a headline in letters of ``size`` would leave a lone word to a second line, or take a third: letters an eighth
    smaller do better."""
    lines = text_width(headline, size, bold=True) / room
    return 0.99 < lines < 1.12 or lines > 1.95


def widest_day(days: Iterable[str], font: Font = PLEX) -> float:
    """The longest of ``days`` in twips. Word sets a fourth of a letter between a number and a letter of East Asia."""
    days = list(days)
    between = max((len(_NUMBERS.findall(day)) for day in days if has_east(day)), default=0) * 2 * NAME / 4
    return max((text_width(day, NAME, font, bold=True) for day in days), default=0) + between


def _together(word: str, size: float, font: Font, bold: bool, together: int) -> float:
    width = text_width(word, size, font, bold=bold)
    return min(width, together * size) if has_east(word) else width


def styles_of(styles: Any) -> dict[str, Style]:
    """The paragraph styles of a template by their ids, with what they have from one another."""
    defaults = Style(size=200, before=0, after=0, line=240, exact=False, bold=False)
    for found in styles.iter(f"{_W}docDefaults"):
        defaults = _over(defaults, found)
    every = {one.get(f"{_W}styleId"): one for one in styles.iter(f"{_W}style") if one.get(f"{_W}type") == "paragraph"}

    def resolved(name: str, depth: int = 0) -> Style:
        one = every.get(name)
        if one is None or depth > 10:
            return defaults
        based = one.find(f"{_W}basedOn")
        under = resolved(based.get(f"{_W}val"), depth + 1) if based is not None else defaults
        return _over(under, one)

    return {"": defaults, **{name: resolved(name) for name in every}}


def _over(under: Style, element: Any) -> Style:
    size, before, after, line, exact, bold = under.size, under.before, under.after, under.line, under.exact, under.bold
    for found in element.iter(f"{_W}sz"):
        size = 10 * _number(found.get(f"{_W}val"), size // 10)
    for found in element.iter(f"{_W}spacing"):
        before = _number(found.get(f"{_W}before"), before)
        after = _number(found.get(f"{_W}after"), after)
        if found.get(f"{_W}line"):
            line = _number(found.get(f"{_W}line"), line)
            exact = found.get(f"{_W}lineRule") == "exact"
    for found in element.iter(f"{_W}b"):
        bold = found.get(f"{_W}val") not in ("0", "false")
    return Style(size=size, before=before, after=after, line=line, exact=exact, bold=bold)


def _number(text: str | None, otherwise: int) -> int:
    try:
        return round(float(text)) if text else otherwise
    except ValueError:
        return otherwise


@dataclass(frozen=True, slots=True)
class Height:
    """A height in twips by what it is made of: lines, the space between paragraphs, and what neither of them changes."""

    lines: float = 0.0
    spaces: float = 0.0
    fixed: float = 0.0

    def __add__(self, other: Height) -> Height:
        return Height(self.lines + other.lines, self.spaces + other.spaces, self.fixed + other.fixed)

    @property
    def whole(self) -> float:
        return self.lines + self.spaces + self.fixed


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What of a paragraph says how high it stands in a column ``width`` twips wide: its words and spaces, each with whether it
    is bold, and None where a line ends outright."""

    style: Style
    width: int
    pieces: tuple[tuple[str, bool] | None, ...]
    east_asian: bool

    def height(self, font: Font) -> Height:
        one: float = self.style.line
        if not self.style.exact:
            one *= self.style.size / 240 * max(font.line, EAST_ASIAN_LINE if self.east_asian else 0)
        return Height(self._lines(font) * one, self.style.before + self.style.after)

    def _lines(self, font: Font) -> int:
        lines, at, width, size = 1, 0.0, self.width, self.style.size
        for piece in self.pieces:
            if piece is None:
                lines, at = lines + 1, 0.0
                continue
            text, bold = piece
            taken = text_width(text, size, font, bold=bold)
            if at and at + taken > width and not text.isspace():
                lines, at = lines + 1, 0.0
            if taken > width > 0:
                lines += int(taken // width)
                taken %= width
            at += taken
        return lines


@dataclass(frozen=True, slots=True)
class TableRow:
    """The paragraphs of a row's cells, the space above and below them, and the least that the row is high."""

    cells: tuple[tuple[Paragraph, ...], ...]
    padding: int
    least: int

    def height(self, font: Font) -> Height:
        highest = Height()
        for cell in self.cells:
            stack = sum((one.height(font) for one in cell), Height())
            highest = max(highest, stack, key=lambda height: height.whole)
        padded = highest + Height(fixed=self.padding)
        return padded if padded.whole >= self.least else Height(fixed=self.least + RULE)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads blocks ``width`` twips wide out of their XML, once for all fonts."""

    styles: dict[str, Style]
    width: int

    def block(self, element: Any) -> list[Paragraph | TableRow]:
        """A paragraph or a table of the body."""
        if element.tag == f"{_W}tbl":
            return list(self.rows(element))
        return [self.paragraph(element, self.width)]

    def rows(self, table: Any) -> Iterator[TableRow]:
        margins = table.find(f"{_W}tblPr/{_W}tblCellMar")
        top, bottom, left, right = (_margin(margins, side) for side in ("top", "bottom", "left", "right"))
        for row in table.iterchildren(f"{_W}tr"):
            cells = []
            for cell in row.iterchildren(f"{_W}tc"):
                properties = cell.find(f"{_W}tcPr")
                own = properties.find(f"{_W}tcMar")
                sides = (left + right) if own is None else (_margin(own, "left") + _margin(own, "right"))
                width = _number(properties.find(f"{_W}tcW").get(f"{_W}w"), 0) - sides
                cells.append(tuple(self.paragraph(one, width) for one in cell.iterchildren(f"{_W}p")))
            least = row.find(f"{_W}trPr/{_W}trHeight")
            wanted = _number(least.get(f"{_W}val"), 0) if least is not None else 0
            yield TableRow(tuple(cells), top + bottom + RULE, wanted)

    def paragraph(self, paragraph: Any, width: int) -> Paragraph:
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = self.styles.get(named.get(f"{_W}val") if named is not None else "", self.styles[""])
        pieces: list[tuple[str, bool] | None] = []
        east_asian = False
        for run in paragraph.iter(f"{_W}r"):
            named = run.find(f"{_W}rPr/{_W}rStyle")
            bold = style.bold or (named is not None and named.get(f"{_W}val") in ("Strong", "Accent"))
            for part in run:
                if part.tag == f"{_W}br":
                    pieces.append(None)
                elif part.tag == f"{_W}t" and part.text:
                    found, of_east_asia = _pieces(part.text)
                    pieces += [(piece, bold) for piece in found]
                    east_asian = east_asian or of_east_asia
        return Paragraph(style, width, tuple(pieces), east_asian)


@cache
def _pieces_of_east() -> re.Pattern[str]:
    """The same where each letter of Chinese and Japanese is a piece."""
    return re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^ \t\n\u2e80-\u9fff\uff00-\uffef-]+-?|-|[ \t\n]+")


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[tuple[str, ...], bool]:
    """The words and spaces of ``text``, and whether letters of East Asia are among them: their fonts stand higher."""
    found = tuple((_pieces_of_east() if has_east(text) else _PIECES).findall(text))
    return found, any(piece[0] >= "\u2e80" for piece in found)


def _margin(holder: Any, side: str) -> int:
    found = holder.find(f"{_W}{side}") if holder is not None else None
    return _number(found.get(f"{_W}w"), 0) if found is not None else 0
