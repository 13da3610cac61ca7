"""The account of an import: every cell of the source that says something, and what became of it. It must balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mapdocs.readers.tables import Cell, GridRow, Table, clean

#: In the plan; in a comment of the spec or its internal notes; in a sentence of what was told.
Fate = Literal["placed", "kept", "told"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One column or part of a table: how many cells became what. ``heading`` is empty for whole parts of a table."""

    table: str
    heading: str
    became: str
    fate: Fate
    cells: int


_WORDS = {
    "comment": "comment above its step",
    "question": "question (?) above its step",
    "done_on": "day it was done",
    "exit_criteria": "exit criteria (proof)",
    "proof": "proof attached",
    "acv": "annual contract value",
    "close": "close date, in the internal notes",
    "id": "id in the CRM",
    "internal.notes": "internal notes",
    "heading": "heading",
    "found no place": "nothing: it found no place",
}


def _in_words(entry: Entry) -> str:
    """What became of the cells of ``entry``, as one says it."""
    said = _WORDS.get(entry.became, entry.became.replace("_", " "))
    return f"left out: {said}" if entry.fate == "told" and "left out" not in said else said


@dataclass(frozen=True, slots=True)
class Balance:
    """``lost`` are cells of which the import cannot say what became of them: always 0, or the import says so."""

    entries: tuple[Entry, ...]
    cells: int
    lost: int

    def count(self, fate: Fate) -> int:
        return sum(entry.cells for entry in self.entries if entry.fate == fate)

    def table(self) -> list[str]:
        """The account for reading: table, column, what it became, cells; a line each under a heading."""
        rows = [("table", "column", "what it became", "cells")]
        rows += [
            (
                e.table,
                e.heading or ("(headings)" if e.became == "heading" else "(whole rows)"),
                _in_words(e),
                str(e.cells),
            )
            for e in self.entries
        ]
        rows += [("", "", "LOST", str(self.lost))] if self.lost else []
        widths = [min(max(len(row[place]) for row in rows), 40) for place in range(3)]
        return [
            "  ".join([*(row[place][:40].ljust(widths[place]) for place in range(3)), row[3].rjust(5)]).rstrip()
            for row in rows
        ]

    def as_json(self) -> dict[str, object]:
        """The account for programs, in the shape that the commands' schemas describe."""
        entries = [
            {"table": e.table, "heading": e.heading, "became": e.became, "fate": e.fate, "cells": e.cells}
            for e in self.entries
        ]
        return {"cells": self.cells, "lost": self.lost, "entries": entries}

    def sentence(self) -> str:
        placed, kept, told = self.count("placed"), self.count("kept"), self.count("told")
        said = f"{self.cells} cells: {placed} in the plan"
        said += f", {kept} kept as comments or internal notes" if kept else ""
        said += f", {told} left out and told above" if told else ""
        return f"{said}, {self.lost} LOST" if self.lost else said


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as it stands in the source. ``became`` is a field, or a word for where else it went; empty where the cell says
    nothing of its own. ``column`` is the field that a heading's column became, or the one that a question asks about."""

    text: str
    fate: Fate | None = None
    became: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """``at`` is the row's place in the file, by which the answers to an import name it."""

    at: str
    number: int
    cells: tuple[SourceCell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    name: str
    rows: tuple[SourceRow, ...]


def counts(cell: Cell) -> bool:
    """Whether ``cell`` says something of its own: copies under a merged cell count once."""
    return not cell.covered and bool(cell.text or cell.struck or cell.formula)


class Account:
    """Filled while the cells are read: the first word on a cell holds, unless a later one says more."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self._tables = tuple(tables)
        self._fates: dict[int, tuple[str, str, Fate]] = {}
        self._columns: dict[int, str] = {}
        self._places = {
            id(row): f"{number}:{row.number}" for number, table in enumerate(self._tables) for row in table.rows
        }

    def enter(self, cells: Iterable[Cell], fate: Fate, became: str, heading: str = "") -> None:
        for cell in cells:
            if counts(cell):
                self._fates.setdefault(id(cell), (heading, became, fate))

    def enter_rows(self, rows: Iterable[GridRow], fate: Fate, became: str) -> None:
        for row in rows:
            self.enter(row.cells, fate, became)

    def enter_heading(self, cells: Iterable[Cell], fields: Mapping[int, str]) -> None:
        """A row of headings; ``fields`` says what the column of each became, by its index."""
        for column, cell in enumerate(cells):
            self.enter([cell], "placed", "heading")
            self._columns[id(cell)] = fields.get(column, "")

    def enter_question(self, cell: Cell, field: str, heading: str = "") -> None:
        """What stands in ``cell`` became no value of ``field`` but a question about it."""
        self.enter([cell], "kept", "question", heading)
        self._columns.setdefault(id(cell), field)

    def place_of(self, row: GridRow) -> str:
        """The row's place in the file: the table's number from 0, and the row's own."""
        return self._places.get(id(row), "")

    def source(self) -> tuple[SourceTable, ...]:
        """The file's own tables, each cell with what became of it; those that nobody sees in the file too."""
        return tuple(
            SourceTable(table.name, tuple(self._source_row(row) for row in table.rows if not row.blank))
            for table in self._tables
        )

    def _source_row(self, row: GridRow) -> SourceRow:
        return SourceRow(self.place_of(row), row.number, tuple(map(self._source_cell, row.cells)), row.hidden)

    def _source_cell(self, cell: Cell) -> SourceCell:
        if not counts(cell):
            return SourceCell("")
        text = clean("\n".join(filter(None, (cell.text, cell.struck, cell.formula))))
        _, became, fate = self._fates.get(id(cell), ("", "", None))
        return SourceCell(text, fate, became, self._columns.get(id(cell), ""))

    def missing_in(self, rows: Iterable[GridRow]) -> bool:
        return any(counts(cell) and id(cell) not in self._fates for row in rows for cell in row.cells)

    def missing(self) -> Sequence[tuple[Table, GridRow, list[Cell]]]:
        """The rows with cells that were not entered, and those cells."""
        found = []
        for table in self._tables:
            for row in table.rows:
                cells = [cell for cell in row.cells if counts(cell) and id(cell) not in self._fates]
                if cells:
                    found.append((table, row, cells))
        return found

    def balance(self) -> Balance:
        """What became of every cell, in the order of the file."""
        sums: Counter[tuple[str, str, str, Fate]] = Counter()
        total = 0
        for table in self._tables:
            for row in table.rows:
                for cell in row.cells:
                    if counts(cell):
                        total += 1
                        if id(cell) in self._fates:
                            sums[(table.name, *self._fates[id(cell)])] += 1
        entries = tuple(Entry(*key, cells=number) for key, number in sums.items())
        return Balance(entries, total, total - sum(entry.cells for entry in entries))
