"""A file's own key to its colours: "grey = internal only". Colours are no facts of a plan, but what one of them keeps from the buyer
is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mapdocs.importing.private import colour_words, inward_word, only_ours, row_word
from mapdocs.importing.values import words
from mapdocs.readers.headings import folded
from mapdocs.readers.looks import hue_of
from mapdocs.readers.tables import Cell, GridRow, Paper

_LONGEST = 14  # words of a line that explains a colour
_IN_A_KEY = 2  # cells of a row that is part of a key: a colour, or a sign, and what it means
_USUAL = ("white", "black")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A colour that is for the seller: as it stands in the file, RRGGBB, or by what people call it; and the key's words."""

    said: str
    colour: str = ""
    hue: str = ""

    def means(self, colour: str) -> bool:
        return bool(colour) and (colour == self.colour if self.colour else hue_of(colour) == self.hue)


def mark_keyed(paper: Paper, is_ours: Callable[[str], bool]) -> None:
    """Tell each cell in a colour that the file's key keeps from the buyer what the key says. ``is_ours``: whether a name is the
    seller's."""
    entries = tuple(dict.fromkeys((*_in_tables(paper, is_ours), *_in_lines(paper, is_ours))))
    if not entries:
        return
    for cell in (cell for table in paper.tables for row in table.rows for cell in row.cells):
        if not cell.blank and not cell.covered:
            cell.key = next((one.said for one in entries if one.means(cell.fill) or one.means(cell.ink)), "")


def _in_tables(paper: Paper, is_ours: Callable[[str], bool]) -> Iterator[_Entry]:
    for row in (row for table in paper.tables for row in table.rows):
        said = [cell for cell in row.cells if words(cell) and not cell.covered]
        for cell in said:
            text = " ".join(words(cell).split())
            named = _hues(text, is_ours)
            colours = _dress(row, cell) if named or (len(said) <= _IN_A_KEY and _is_label(text, is_ours)) else ()
            yield from (_Entry(text, colour=colour) for colour in colours)
            if not colours:
                yield from (_Entry(text, hue=hue) for hue in named)


def _in_lines(paper: Paper, is_ours: Callable[[str], bool]) -> Iterator[_Entry]:
    """What a sentence beside the tables says of colours: "Rows in grey are internal"."""
    for text in paper.beside or [one.text for one in paper.loose]:
        yield from (_Entry(" ".join(text.split()), hue=hue) for hue in _hues(text, is_ours))


def _hues(text: str, is_ours: Callable[[str], bool]) -> list[str]:
    """The colours that ``text`` names, where it says that they are not for the buyer."""
    said = folded(text).split()
    if len(said) > _LONGEST:
        return []
    hues = [hue for word in said if (hue := colour_words().get(word, "")) and hue not in _USUAL]
    left = " ".join(word for word in said if word not in colour_words())
    return hues if hues and (inward_word(left) or only_ours(f"{left}:", is_ours)) else []


def _is_label(text: str, is_ours: Callable[[str], bool]) -> bool:
    """Whether ``text`` says nothing but that something is not for the buyer: "internal only", "nur Nordgate"."""
    return bool(row_word(text) or only_ours(f"{text}:", is_ours)) or (len(text.split()) < 4 and bool(inward_word(text)))


def _dress(row: GridRow, cell: Cell) -> tuple[str, ...]:
    """The colours that a line of a key shows: its own, or that of an empty cell beside it."""
    at = next(column for column, one in enumerate(row.cells) if one is cell)
    beside = row.cell(at - 1) if at else Cell()
    own = tuple(colour for colour in (cell.fill, cell.ink) if colour and hue_of(colour) not in _USUAL)
    return own or ((beside.fill,) if beside.blank and beside.fill else ())
