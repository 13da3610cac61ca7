"""Cells that speak for their whole row: a list called "Internal (us only)", a yes under "Private" or "Archived"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mapdocs.importing import values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_words import words_of
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import flag_of, is_put_away, labels_in, only_ours, row_word, says_role
from mapdocs.importing.things import is_inner, is_level
from mapdocs.importing.values import words
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded, in_brackets, without_brackets
from mapdocs.readers.tables import GridRow

#: The fields whose cells sort a row; those of the others say something of their own.
SORTING = frozenset({"status", "phase", "priority", "row_type", "parent"})
_MANY_WORDS = 6  # a cell that sorts a row has fewer


def settle_flags(chosen: Chosen, rows: Sequence[GridRow]) -> None:
    """Find the columns that ask yes or no whether a row is private or archived: they are no notes, and a no says nothing."""
    steps = [row for row in rows if words(row.cell(chosen.fields.get("milestone")))]
    for column, head in chosen.heads.items():
        kind = flag_of(head)
        said = {text for row in steps if (text := words(row.cell(column)))}
        if not kind or not said or column in chosen.flags or (chosen.hides and chosen.hides[0] == column):
            continue
        if (
            all(values.says_yes_or_no(text) for text in said)
            or said == {"0", "1"}
            or (kind == "archived" and _are_days(steps, column))
        ):
            chosen.flags[column] = kind
            chosen.secret.pop(column, None)
            chosen.unknown.pop(column, None)
            chosen.fields = {name: place for name, place in chosen.fields.items() if place != column}
            chosen.targets = tuple(place for place in chosen.targets if place != column)
            chosen.unused[column] = head


def _are_days(rows: Sequence[GridRow], column: int) -> bool:
    said = [row.cell(column) for row in rows if words(row.cell(column))]
    return all(values.read(cell, near=date.min, day_first=True).day for cell in said)


class RowWords:
    """Of one table: what single cells say of their rows, as (heading, what the cell says)."""

    def __init__(self, chosen: Chosen, sides: Sides) -> None:
        self.chosen = chosen
        self._names, self._sides = own_names(sides), sides
        self._sorting = [column for column in sorted(chosen.heads) if self._sorts(column)]

    def private(self, row: GridRow) -> tuple[str, str] | None:
        flagged = self._flagged(row, "private")
        if flagged:
            return flagged
        return next(((head, text) for head, text in self._sorted_by(row, plain=False) if self._keeps(text)), None)

    def in_status(self, row: GridRow) -> tuple[str, str] | None:
        """A status that calls its row internal in brackets, "Open (internal)"; on the buyer's side it says what they do among
        themselves."""
        column = self.chosen.fields.get("status")
        said = words(row.cell(column))
        inner = any(row_word(label, self._names) for label in in_brackets(said))
        is_status = inner and read_status(without_brackets(said).strip(), {}) is not None
        return (self.chosen.heads[column], said) if is_status and column is not None else None

    def _is_plain(self, column: int, said: str) -> bool:
        """Whether what a cell says is the kind of a thing, and not who may see it."""
        why = self.chosen.plain.get(column, "")
        if is_inner(said):
            return why not in ("", "levels")
        return why in ("heading", "scope") or (why in ("class", "levels") and is_level(said))

    def _sorted_by(self, row: GridRow, *, plain: bool = True) -> list[tuple[str, str]]:
        """What the cells that sort ``row`` say, each with its heading; without what a program writes where nobody said anything, and
        without the kinds of things where those are not asked for."""
        profile = self.chosen.profile
        cells = ((column, words(row.cell(column))) for column in self._sorting)
        said = [
            (self.chosen.heads[column], text) for column, text in cells if plain or not self._is_plain(column, text)
        ]
        return [(head, text) for head, text in said if text and not (profile and profile.says_nothing(head, text))]

    def _keeps(self, said: str) -> bool:
        mine = any(only_ours(f"{label}:", self._sides.is_sellers) for label in labels_in(said))
        if all(map(says_role, in_brackets(said))):  # "Internal (AE)"
            said = without_brackets(said)
        return mine or bool(row_word(said, self._names))

    def archived(self, row: GridRow) -> tuple[str, str] | None:
        listed = ((head, text) for head, text in self._sorted_by(row) if is_put_away(text))
        return self._flagged(row, "archived") or next(listed, None)

    def _flagged(self, row: GridRow, kind: str) -> tuple[str, str] | None:
        columns = [column for column, what in self.chosen.flags.items() if what == kind]
        said = ((column, words(row.cell(column))) for column in columns)
        return next(((self.chosen.heads[column], text) for column, text in said if text and not _is_no(text)), None)

    def _sorts(self, column: int) -> bool:
        """Whether the cells of ``column`` are short and say the same of several rows: a list, a label, a category."""
        chosen = self.chosen
        named = {name for name, place in chosen.fields.items() if place == column}
        if column in chosen.secret or column in chosen.flags or column in chosen.targets or not named <= SORTING:
            return False
        if folded(chosen.heads[column]) in words_of("labels"):
            return True
        said = [text for row in chosen.rows if (text := words(row.cell(column)))]
        few = len(set(said)) <= 4 or len(set(said)) * 4 <= len(said) * 3
        return few and all(len(text.split()) < _MANY_WORDS for text in said)


def _is_no(said: str) -> bool:
    return values.is_no(said) or said in ("-", "–", "—", "0")


def buyer_names(sides: Sides) -> tuple[str, ...]:
    """The same of the buyer's company."""
    return own_names(replace(sides, buyer=sides.seller, seller=sides.buyer))


def own_names(sides: Sides) -> tuple[str, ...]:
    """What the seller's company is called, folded, as far as the buyer's is not called so too."""
    parts = folded(sides.seller.company).split()
    names = dict.fromkeys(" ".join(parts[:count]) for count in (1, len(parts)) if parts)
    return tuple(name for name in names if sides.seller.is_called(name) and not sides.buyer.is_called(name))
