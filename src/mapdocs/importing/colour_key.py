"""A file's own key to its colours and signs: "grey = internal only", "* = not for Juniper". Neither is a fact of a plan, but what one of
them keeps from the buyer is kept."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from mapdocs.importing.own_sheets import is_for_one_of_ours
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import (
    colour_words,
    inward_word,
    is_for_us,
    kept_from,
    label_word,
    only_ours,
)
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.looks import hue_of
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Table

_LONGEST = 14  # words of a line that explains a colour
_IN_A_KEY = 3  # cells of a row that is part of a key: a colour or a sign, and what it means
_USUAL = ("white", "black")
FACES = ("italic", "bold", "underlined")
_DAY = re.compile(r"\d{4}-\d\d|\d{1,2}[./]\d{1,2}|\d{1,2}\.? [^\W\d_]{3,}|[^\W\d_]{3,} \d{1,2}|\d月")
_SENTENCE = re.compile(r"(?<=[.;!])\s+|\n")
_SIGN = re.compile(
    r"\s*[\"'“]?((?:[^\w\s\"'“”=:]{1,3})|[(\[][^\W\d_]{1,3}[)\]])[\"'”]?\s*(?:[=:：＝→]|\s[-–—]\s)\s*(\S.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A colour or a sign that is for the seller: as it stands in the file, RRGGBB, or by what people call it; and the key's words."""

    said: str
    colour: str = ""
    hue: str = ""
    sign: str = ""

    def means(self, colour: str) -> bool:
        if not colour or self.sign or self.hue in FACES:
            return False
        return colour == self.colour if self.colour else self.hue in (hue_of(colour), "any")

    def faces(self, cell: Cell) -> list[str]:
        """The words of ``cell`` whose letters stand as the key says, in italics or bold."""
        return [text for face, text in cell.faces if face == self.hue]

    def marks(self, text: str) -> bool:
        return bool(self.sign) and (text.startswith(self.sign) or text.endswith(self.sign))


def mark_keyed(paper: Paper, sides: Sides) -> None:
    """Tell each cell that has a colour or a sign which the file's key keeps from the buyer what the key says. The words of one colour in
    a cell of several are taken out of it, as words that the file hides."""
    said = [*_in_tables(paper, sides), *_in_lines(paper, sides)]
    colours = {
        colour for cell in _cells(paper) for colour in (cell.fill, cell.ink, *(ink for ink, _ in cell.parts)) if colour
    }
    entries = [one for entry in dict.fromkeys(said) for one in _by_shade(entry, colours)]
    if any(one.colour or one.hue for one in entries):
        paper.notes += [
            f"the colours that conditional formats give to the sheet “{table.name}” were not all worked out; its key may mean more rows"
            for table in paper.tables
            if table.rules_unread
        ]
    apart: list[str] = []
    for row in (row for table in paper.tables for row in table.rows if entries and not row.is_key):
        for cell in row.cells:
            if cell.blank or cell.covered:
                continue
            text = words(cell)
            found = (
                one.said
                for one in entries
                if one.means(cell.fill) or one.means(cell.ink) or one.marks(text) or _is_whole(one.faces(cell), cell)
            )
            cell.key = next(found, "")
            paper.keys |= {cell.key} - {""}
            if not cell.key and cell.parts:
                apart += _taken_out(cell, entries)
                paper.keys |= {one.said for one in entries for colour, _ in cell.parts if one.means(colour)}
            if not cell.key and cell.faces:
                keyed = [one for one in entries if one.faces(cell)]
                apart += _cut_out(cell, [text for one in keyed for text in one.faces(cell)])
                paper.keys |= {one.said for one in keyed}
    if apart:
        rows = [GridRow(number, [Cell(lines=(Line(text),))]) for number, text in enumerate(apart, 1)]
        paper.hidden.append(Table("words in a colour that is not for the buyer", rows))


def _cells(paper: Paper) -> Iterator[Cell]:
    yield from (cell for table in paper.tables for row in table.rows for cell in row.cells)


def _is_whole(texts: Sequence[str], cell: Cell) -> bool:
    """Whether ``texts`` are all that a cell says."""
    return bool(texts) and "".join("".join(texts).split()) == "".join(cell.text.split())


def _taken_out(cell: Cell, entries: Sequence[_Entry]) -> list[str]:
    """The words of ``cell`` in a colour that is not for the buyer, which leave it."""
    return _cut_out(cell, [text for colour, text in cell.parts if any(one.means(colour) for one in entries)])


def _cut_out(cell: Cell, texts: Sequence[str]) -> list[str]:
    gone = [" ".join(text.split()) for text in texts]
    gone = [text for text in gone if text and text in cell.text]
    for text in gone:
        cell.lines = tuple(Line(" ".join(line.text.replace(text, " ").split()), line.struck) for line in cell.lines)
        cell.value = None
    return gone


def _by_shade(entry: _Entry, colours: Iterable[str]) -> Iterator[_Entry]:
    """Of several shades in the file the one that the key's words tell, "Dark grey"; else the entry as it is."""
    shades = sorted((one for one in colours if entry.hue and hue_of(one) == entry.hue), key=_lightness)
    said = set(folded(entry.said).split())
    dark, light = (bool(said & _listed(name)) for name in ("dark", "light"))
    if len(shades) > 1 and dark != light:
        yield _Entry(entry.said, colour=shades[0] if dark else shades[-1])
    else:
        yield entry


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return colorsys.rgb_to_hls(red, green, blue)[1]


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("colours.yaml")[name])


def _in_tables(paper: Paper, sides: Sides) -> Iterator[_Entry]:
    for table in paper.tables:
        around = _around(table)
        for row in table.rows:
            cells = [cell for cell in row.cells if words(cell) and not cell.covered]
            found = list(_in_row(around, row, cells, sides)) if cells else []
            row.is_key = bool(found) and len(cells) <= _IN_A_KEY and row.number in around.rows
            yield from found
            for text in (remark.words for cell in row.cells for remark in cell.remarks):
                yield from _in_text(text, (), sides)


def _in_row(around: _Around, row: GridRow, cells: Sequence[Cell], sides: Sides) -> Iterator[_Entry]:
    if 1 < len(cells) <= _IN_A_KEY and row.number in around.rows:  # "Grey", and in the next cell "Fabrikam internal"
        whole = " = ".join(" ".join(words(cell).split()).strip(" =:") for cell in cells)
        yield from _in_text(whole, _dress(row, cells[0]), sides)
    for cell in cells:
        text = " ".join(words(cell).split())
        dress = _dress(row, cell)
        yield from _in_text(text, dress, sides)
        if dress and around.holds(row, cell) and _is_label(text, sides):
            patches = len(cells) == 1 or around.is_right(row, cell) or all(_dress(row, one) for one in cells)
            yield from (_Entry(text, colour=colour) for colour in (dress if patches else ()))


def _in_lines(paper: Paper, sides: Sides) -> Iterator[_Entry]:
    """What a sentence beside the tables says of colours: "Rows in grey are internal"."""
    for text in (
        *(paper.beside or [one.text for one in paper.loose]),
        *paper.margins,
        *(one.text for one in paper.remarks),
    ):
        yield from _in_text(text, (), sides)


def _in_text(text: str, dress: Sequence[str], sides: Sides) -> Iterator[_Entry]:
    """What a text, sentence by sentence, keeps from the buyer: the colours that it names, or has itself, and signs."""
    for whole in _said_in(text):
        sign = _SIGN.fullmatch(whole)
        if sign and _is_private(sign[2], sides):
            yield _Entry(" ".join(text.split()), sign=sign[1])
        hues = _hues(whole, sides)
        faces = [hue for hue in hues if hue in FACES]
        hues = [hue for hue in hues if hue not in FACES]
        yield from (_Entry(" ".join(text.split()), hue=face) for face in faces if _explains(whole))
        yield from (_Entry(" ".join(text.split()), colour=colour) for colour in (dress if hues else ()))
        yield from (_Entry(" ".join(text.split()), hue=hue) for hue in (() if dress else hues))


def _explains(text: str) -> bool:
    """Whether ``text`` says what letters in italics or bold mean: "Italic = internal", "rows in bold are ours", "internal: italic"; a
    "bold move" in an internal note means none."""
    return _face_key().search(text) is not None


@cache
def _face_key() -> re.Pattern[str]:
    table = lexicon.table("colours.yaml")
    faces = "|".join(re.escape(word) for name in FACES for word in table[name])
    beside = "|".join(re.escape(word) for word in table["key"])
    sign = r"\s*(?:[=:：＝→]|[-–—]\s)"
    return re.compile(
        rf"(?<![^\W_])(?:{faces})(?:\s+(?:{beside}))*(?:{sign}|\s+(?:{beside})\b|(?:は|が))|{sign}\s*(?:(?:{beside})\s+)*(?:{faces})\s*[.。]?$",
        re.IGNORECASE,
    )


def _hues(text: str, sides: Sides) -> list[str]:
    """The colours that ``text`` names, where it says that they are not for the buyer."""
    if has_unspaced(text):
        left = folded(text)  # as the words are
        named = {word: hue for word, hue in colour_words().items() if has_unspaced(word) and word in left}
        for word in named:
            left = left.replace(word, " ")
        hues = list(named.values())
    else:
        said = folded(text).split()
        if len(said) > _LONGEST:
            return []
        hues = [hue for word in said if (hue := colour_words().get(word, ""))]
        left = " ".join(word for word in said if word not in colour_words())
    hues = [hue for hue in hues if hue not in (*_USUAL, "dark", "light")]
    hues = [hue for hue in hues if hue != "any"] or hues
    return hues if hues and _is_private(left, sides) else []


def _is_private(said: str, sides: Sides) -> bool:
    """Whether what a key says of a colour or a sign keeps it from the buyer; what names the buyer does only where it says not."""
    left = " ".join(word for word in folded(said).split() if word not in _listed("key"))
    if kept_from(said, sides.is_buyers):
        return True
    whole = folded(left)
    if any(f" {one} " in f" {whole} " or (has_unspaced(one) and one in whole) for one in _listed("kept")):
        return True
    if any(sides.is_buyers(word) or sides.buyer.has(word) for word in re.findall(r"[\w&'’-]+", said)):
        return " " in inward_word(left)  # "internal review at Juniper" is theirs
    return bool(
        inward_word(left)
        or is_for_us(left)
        or only_ours(f"{left}:", sides.is_sellers)
        or only_ours(f"{left}:", sides.is_our_person)
        or is_for_one_of_ours(left, sides)
    )


def names_colour(text: str, sides: Sides) -> list[str]:
    """The colours, and the looks of letters, of which a line says that they are not for the buyer."""
    return [hue for said in _said_in(text) for hue in _hues(said, sides) if hue not in FACES or _explains(said)]


def _said_in(text: str) -> list[str]:
    """The sentences of a text; of one with a title in front, "Juniper pilot – rows in red are internal", what stands behind it."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        whole = " ".join(sentence.split())
        behind = re.split(r"\s[-–—]\s", whole)[-1]
        titled = (
            behind != whole
            and len(behind.split()) > 2
            and any(word in colour_words() for word in folded(behind).split())
        )
        found.append(behind if titled else whole)
    return found


def _is_label(text: str, sides: Sides) -> bool:
    """Whether ``text`` says hardly more than that something is not for the buyer: "internal only", "nur Nordgate"."""
    return len(text.split()) <= 6 and _is_private(text.strip(" =:→–—-"), sides) and not label_word(text, "topics")


@dataclass(frozen=True, slots=True)
class _Around:
    """What of a table lies around the plan: the numbers of the rows above its heading, or below an empty row under it and not among
    rows of several cells; and the first column right of one that is empty in every row."""

    rows: frozenset[int]
    right: int

    def holds(self, row: GridRow, cell: Cell) -> bool:
        return row.number in self.rows or self.is_right(row, cell)

    def is_right(self, row: GridRow, cell: Cell) -> bool:
        return next(column for column, one in enumerate(row.cells) if one is cell) >= self.right


def _around(table: Table) -> _Around:
    counts = {row.number: sum(bool(words(cell)) and not cell.covered for cell in row.cells) for row in table.rows}
    dated = any(isinstance(cell.value, date) or _DAY.search(cell.text) for row in table.rows for cell in row.cells)
    few = max(1, min(_IN_A_KEY, max(counts.values(), default=0) - 1)) if dated else _IN_A_KEY
    first = next((number for number, count in counts.items() if count > few), None)
    outside: set[int] = set()
    free = True  # whether the rows from the last empty one on may be part of a key
    before = 0
    for number, count in counts.items():
        free = (free or number != before + 1) and count <= few
        if free or first is None or number < first:
            outside.add(number)
        before = number if count else before
    said = {column for row in table.rows for column, cell in enumerate(row.cells) if words(cell)}
    gap = next((column for column in range(1, max(said, default=0)) if column not in said and column - 1 in said), None)
    return _Around(frozenset(outside), gap + 1 if gap is not None else max(said, default=0) + 1)


def _dress(row: GridRow, cell: Cell) -> tuple[str, ...]:
    """The colours that a line of a key shows: its own, or that of an empty cell beside it."""
    at = next(column for column, one in enumerate(row.cells) if one is cell)
    beside = (row.cell(at - 1) if at else Cell(), row.cell(at + 1))
    own = tuple(colour for colour in (cell.fill, cell.ink) if colour and hue_of(colour) not in _USUAL)
    return own or tuple(one.fill for one in beside if one.blank and one.fill)[:1]
