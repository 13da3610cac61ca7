"""The roster: one worksheet a rep from a table, whatever it calls its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from mapdocs.errors import Unreadable
from mapdocs.importing.source import paper_of
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, Table, clean
from mapdocs.schema import converters
from mapdocs.schema.converters import Bad
from mapdocs.training.blanks import Sheet
from mapdocs.training.roster_columns import (
    NAMES,
    Columns,
    begins_with,
    heading_in,
    joined,
    the_usual_way,
    whole_name,
    words,
)

MAX_BYTES = 2_000_000
_NO_NAME = "no column is called name; the columns are name, email, deal, champion, next meeting, ACV"


@dataclass(frozen=True, slots=True)
class Rep:
    """A person of the roster: what is known beside the sheet."""

    name: str
    email: str = ""
    manager: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """``sheets`` and ``reps`` in the file's order; ``problems`` name their line, from 1; ``ignored`` are columns nobody asked for;
    ``left_out`` are lines that get no sheet, with their text: titles, totals, open positions, hidden ones, who left."""

    sheets: tuple[Sheet, ...]
    problems: tuple[tuple[int, str], ...]
    ignored: tuple[str, ...]
    reps: tuple[Rep, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()


def read_roster(raw: bytes, threshold: Decimal, name: str = "roster.csv") -> Roster:
    """The worksheets that a CSV or a workbook called ``name`` asks for; a wrong line is told with its number, and the rest still
    stands."""
    if len(raw) > MAX_BYTES:
        return Roster((), ((1, f"the file is {len(raw):,} bytes, which is no roster"),), ())
    if not raw.strip():
        return Roster((), ((1, "the file is empty"),), ())
    try:
        tables = paper_of(raw, Path(name)).tables
    except Unreadable as problem:
        return Roster((), ((1, f"{problem.message.removeprefix(f'{Path(name)}: ')}; {problem.hint}"),), ())
    found = [(table, heading) for table in tables if (heading := heading_in(table))]
    if not found:
        heads = next((row for table in tables for row in table.rows if not row.blank), GridRow(1, []))
        return Roster((), ((1, _NO_NAME),), _unused(heads))
    table, (index, columns) = max(found, key=lambda one: len(one[1][1]))
    heads = table.rows[index]
    read = _Read(heads, columns, threshold)
    for other in tables:
        heading = heading_in(other)
        if heading and _text(other.rows[heading[0]]) == _text(heads):  # a sheet a team
            read.take(other, heading[0])
        elif any(not row.blank for row in other.rows):
            read.left_out.append((1, f"{other.name}, {len(other.rows)} rows of another table"))
    return Roster(
        tuple(read.sheets), tuple(read.problems), _unused(heads, columns), tuple(read.reps), tuple(read.left_out)
    )


class _Read:
    """What the tables of a roster give."""

    def __init__(self, heads: GridRow, columns: Columns, threshold: Decimal) -> None:
        self._heads, self._columns, self._threshold = heads, columns, threshold
        self.sheets: list[Sheet] = []
        self.reps: list[Rep] = []
        self.problems: list[tuple[int, str]] = []
        self.left_out: list[tuple[int, str]] = []

    def take(self, table: Table, index: int) -> None:
        """The people of a table whose heading is its row ``index``."""
        hidden = table.hidden_columns
        self.left_out += [(row.number, _text(row, hidden)) for row in table.rows[:index] if not row.blank]
        for row in table.rows[index + 1 :]:
            if row.blank:
                continue
            if row.hidden or _is_nobody(row, self._heads, self._columns):
                self.left_out.append((row.number, _text(row, hidden)))
                continue
            made = _person(row, self._columns, len(self._heads.cells), self._threshold)
            if isinstance(made, str):
                self.problems.append((row.number, made))
            else:
                self.sheets.append(made[0])
                self.reps.append(made[1])


def _unused(heads: GridRow, columns: Columns | None = None) -> tuple[str, ...]:
    used = {column for places in (columns or {}).values() for column in places}
    return tuple(clean(cell.text) for column, cell in enumerate(heads.cells) if cell.text and column not in used)


def _text(row: GridRow, hidden: frozenset[int] = frozenset()) -> str:
    """What stands in a row, as one line; of a hidden column nothing."""
    shown = (" ".join(cell.text.split()) for column, cell in enumerate(row.cells) if column not in hidden)
    return ", ".join(text for text in shown if text)


def _is_nobody(row: GridRow, heads: GridRow, columns: Columns) -> bool:
    """Whether a line is nobody who gets a sheet: who left, a total, a post that is open, the heading once more, or a footer alone in its line."""
    if any(folded(row.cell(column).text) in words("gone") for column in columns.get("status", ())):
        return True
    if any("@" in row.cell(column).text for column in columns.get("email", ())):
        return False
    said = [cell.text for cell in row.cells if cell.text]
    names = [row.cell(column).text for field in NAMES for column in columns.get(field, ())]
    name = " ".join(text for text in names if text)
    if begins_with(name or said[0], "open_post") or begins_with(name or said[0], "total"):
        return True
    again = [cell.text for cell in heads.cells if cell.text]
    alone = len(said) == 1 and len(again) > 2
    return said == again or (alone and (not name or bool(re.search(r"[\d:©]", name))))


def _person(row: GridRow, columns: Columns, width: int, threshold: Decimal) -> tuple[Sheet, Rep] | str:
    """The sheet of one line, or what is wrong with the line."""
    filled = max(column for column, cell in enumerate(row.cells) if not cell.blank) + 1
    if filled > width:
        return f"{filled} values for {width} columns; put a value with a comma in quotes"
    values: dict[str, list[str]] = {}
    for field, places in columns.items():
        for column in places:
            text = converters.line(_said(row.cell(column)))
            if isinstance(text, Bad):
                return text.message
            values.setdefault(field, []).extend([text] * bool(text))
    one = {field: texts[0] for field, texts in values.items() if texts}
    halves = "rep" in columns and len({"first_name", "last_name"} & columns.keys()) == 1
    first, last = one.get("first_name", ""), one.get("last_name", "")
    infix = one.get("infix", "")
    if infix and not folded(last).startswith(f"{folded(infix)} "):
        last = joined(infix, last)  # "van den" beside "Berg"
    rep = whole_name(values.get("rep", []), first, last, one.get("preferred", ""), halves=halves)
    if not rep:
        return "the name is missing"
    if "email" in one:
        bad = converters.email_address(one["email"])
        if isinstance(bad, Bad):
            return bad.message
    amount: Decimal | None = None
    if "acv" in one:
        found = converters.amount(one["acv"])
        if isinstance(found, Bad):
            return found.message
        amount = found
    sheet = Sheet(
        variant="lite" if amount is not None and amount < threshold else "full",
        rep=rep,
        deal=one.get("deal", ""),
        champion=the_usual_way(one.get("champion", "")),
        acv=one.get("acv", ""),
        next_meeting=one.get("next_meeting", ""),
    )
    return sheet, Rep(rep, one.get("email", ""), the_usual_way(one.get("manager", "")))


def _said(cell: Cell) -> str:
    """A cell's text; a spreadsheet's day as it is written everywhere."""
    return cell.value.isoformat() if isinstance(cell.value, date) else cell.text
