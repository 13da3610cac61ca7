"""How high a document's blocks will stand, told from their XML: near enough to choose how much space things may take.

Nobody knows the reader's fonts: where IBM Plex Sans is not installed, Noto Sans stands in, which is wider, or Calibri, which is
narrower. What is told here decides between looks that are all good; what may stand alone on a page, Word itself decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mapdocs.formats.word.wml import NS
from mapdocs.plan.buyer import Party

_W = f"{{{NS}}}"
_PIECES = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef-]+-?|-|\s+")
RULE = 10  # twips that a row's rule takes
#: Letters by their width in thousandths of their size, in IBM Plex Sans.
_WIDTHS = {
    240: "'ij",
    280: " !,.l",
    310: ":;f|[]",
    350: "rt(){}",
    390: "/\\I-",
    430: '"*',
    470: "zs?",
    500: "Lcvxy",
    530: "Jgkae",
    570: "F_hnoubdpqESTZ",
    600: "$+0123456789<=>PVY^`~",
    640: "CXAKRB",
    690: "DUGHNOQ&#",
    760: "w",
    850: "Mm",
    910: "@W%",
}
_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
NAME, TITLE = 190, 170  # twips that the letters of an owner's name and title are high
SPARE = 1.05  # of a word that must not break: letters are told by kinds of width
_BOLD = 1.06  # than regular letters
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


@dataclass(frozen=True, slots=True)
class Font:
    """The height of a font's line in ems, and how wide its letters are beside those of IBM Plex Sans."""

    line: float
    wide: float


#: Noto Sans; and IBM Plex Sans itself, and Carlito, which is as wide as Calibri.
WIDEST, NARROWER = Font(1.362, 1.06), (Font(1.3, 1.0), Font(1.22, 0.92))


@lru_cache(maxsize=4096)
def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """``text`` on one line in letters of ``size`` twips."""
    width = sum(_letter(letter) for letter in text) * size / 1000
    return width * _BOLD if bold else width


def widest_word(party: Party) -> float:
    """The longest word of an owner's name and title, in twips, as a plan's owners' columns show them."""
    texts = ((party.name, NAME), (party.title or "", TITLE))
    return max((text_width(w, size) for text, size in texts for w in re.split(r"\s|(?<=-)", text)), default=0)


@lru_cache(maxsize=1024)
def _letter(letter: str) -> int:
    if letter in _OF_LETTER:
        return _OF_LETTER[letter]
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1000
    plain = unicodedata.normalize("NFD", letter)[0]
    return _OF_LETTER.get(plain, 600)


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
    """What of a paragraph says how high it stands in a column ``width`` twips wide: the widths of its words in
    IBM Plex Sans, those of spaces below zero, and None where a line ends outright."""

    style: Style
    width: int
    pieces: tuple[float | None, ...]
    east_asian: bool

    def height(self, font: Font) -> Height:
        one: float = self.style.line
        if not self.style.exact:
            one *= self.style.size / 240 * max(font.line, EAST_ASIAN_LINE if self.east_asian else 0)
        return Height(self._lines(font.wide) * one, self.style.before + self.style.after)

    def _lines(self, wide: float) -> int:
        lines, at, width = 1, 0.0, self.width
        for piece in self.pieces:
            if piece is None:
                lines, at = lines + 1, 0.0
                continue
            taken = abs(piece) * wide
            if at and at + taken > width and piece > 0:
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
        pieces: list[float | None] = []
        east_asian = False
        for run in paragraph.iter(f"{_W}r"):
            named = run.find(f"{_W}rPr/{_W}rStyle")
            bold = style.bold or (named is not None and named.get(f"{_W}val") in ("Strong", "Accent"))
            for part in run:
                if part.tag == f"{_W}br":
                    pieces.append(None)
                elif part.tag == f"{_W}t" and part.text:
                    widths, of_east_asia = _pieces(part.text, style.size, bold)
                    pieces += widths
                    east_asian = east_asian or of_east_asia
        return Paragraph(style, width, tuple(pieces), east_asian)


@lru_cache(maxsize=4096)
def _pieces(text: str, size: int, bold: bool) -> tuple[tuple[float, ...], bool]:
    """The widths of the words and spaces of ``text``, and whether letters of East Asia are among them: their fonts stand
    higher."""
    found = _PIECES.findall(text)
    widths = (text_width(piece, size, bold=bold) * (-1 if piece.isspace() else 1) for piece in found)
    return tuple(widths), any(piece[0] >= "\u2e80" for piece in found)


def _margin(holder: Any, side: str) -> int:
    found = holder.find(f"{_W}{side}") if holder is not None else None
    return _number(found.get(f"{_W}w"), 0) if found is not None else 0
