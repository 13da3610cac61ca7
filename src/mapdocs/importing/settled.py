"""What the columns of a plan are once it is known what they hold, who the sides are and which day it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mapdocs.importing import values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import share_of_statuses
from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.group_marks import settle_group_marks
from mapdocs.importing.legend import key_columns, list_columns
from mapdocs.importing.owners import Sides
from mapdocs.importing.row_questions import settle_questions
from mapdocs.importing.row_words import settle_flags
from mapdocs.importing.sides_settled import settle_sides
from mapdocs.importing.values import words
from mapdocs.importing.who_sees import settle_seers
from mapdocs.readers.tables import GridRow

_MOST = 0.5  # of the cells of a column for the status say one
_FEWEST = 3  # steps of which a column says the same


def settle(
    plans: Sequence[tuple[Chosen, Sequence[GridRow]]], sides: Sides, legend: Mapping[str, str], today: date
) -> list[str]:
    """Settle the columns of each part of a plan; what there is to tell. ``legend`` is what the file's key says of signs."""
    told: list[str] = []
    for chosen, rows in plans:
        chosen.legend = dict(legend)
        for column in key_columns(chosen.table):
            chosen.leave_unused(column, column + 1)
        _settle_status(chosen, rows)
        settle_seers(chosen, rows, sides)
        settle_group_marks(chosen, rows, sides)
        settle_questions(chosen, rows, sides)
        told += settle_sides(chosen, rows, sides)
        settle_flags(chosen, rows)
        _settle_days(chosen, rows, today)
        told += _same_everywhere(chosen, rows)
    titled = [_side_of_title(chosen, sides) for chosen, _ in plans]
    if {"buyer", "seller"} <= set(titled):  # a table a side; the name of one alone may be the project's
        for (chosen, _), side in zip(plans, titled, strict=True):
            chosen.side = side
    return told


def _settle_status(chosen: Chosen, rows: Sequence[GridRow]) -> None:
    """Of two columns for the status, a traffic light and words, the one of which the cells say a status, whichever stands first; the
    list beside the plan of what may be chosen there says nothing of a step."""
    listed = list_columns(chosen.table)
    column = chosen.fields["status"] if "status" in chosen.fields else _signed(chosen, rows)
    if column is None:
        return
    own = {**chosen.legend, **(chosen.profile.statuses if chosen.profile else {})}
    if share_of_statuses(rows, column, own) < _MOST:
        named = [other for other, head in chosen.unknown.items() if kind_of(head, head, {})[0] == "status"]
        worded = [other for other in named if share_of_statuses(rows, other, own) >= _MOST]
        best = min(worded, key=lambda other: (other in listed, other), default=column)
        chosen.unknown[column] = chosen.heads.get(column, "")
        chosen.unknown.pop(best)
        chosen.fields["status"] = column = best
    chosen.leave_unused(*(other for other in listed if other != column))


def _signed(chosen: Chosen, rows: Sequence[GridRow]) -> int | None:
    """The column of which every cell is a sign of the file's key, whatever it is called; it becomes the status."""
    for column in sorted(chosen.unknown):
        said = [text.casefold() for row in rows if (text := words(row.cell(column)))]
        if len(said) > 1 and all(text in chosen.legend for text in said):
            chosen.fields["status"] = column
            del chosen.unknown[column]
            return column
    return None


def _side_of_title(chosen: Chosen, sides: Sides) -> str:
    """The side whose company stands right above a part's heading, and nobody else's: "Juniper Foods", "What Juniper does"; where none
    does, on its sheet: "Juniper tasks"."""
    above = [row for row in chosen.table.rows if not row.blank][: chosen.first]
    lines = [chosen.table.title, *(words(cell) for row in above[-1:] for cell in row.cells)]
    found = _sides_in(lines, sides) or _sides_in([chosen.table.sheet], sides)
    return found.pop() if len(found) == 1 else ""


def _sides_in(lines: Sequence[str], sides: Sides) -> set[str]:
    return {side for line in lines for word in line.split() if (side := sides.company_named(word.strip(".,:;()")))}


def _same_everywhere(chosen: Chosen, rows: Sequence[GridRow]) -> list[str]:
    """Columns that say the same of every step, such as the project's name, are told once and no comment above each."""
    steps = [row for row in rows if words(row.cell(chosen.fields.get("milestone")))]
    told: list[str] = []
    for column, head in sorted(chosen.unknown.items()) if len(steps) >= _FEWEST else ():
        said = [words(row.cell(column)) for row in steps]
        if head and said[0] and len(set(said)) == 1:
            chosen.leave_unused(column)
            told.append(f"every row says of {head}: {said[0]}")
    return told


def _settle_days(chosen: Chosen, rows: Sequence[GridRow], today: date) -> None:
    """A "completion date" that lies ahead is the target, where the plan has no other: nothing was done on it."""
    column = chosen.fields.get("done_on")
    if column is None or chosen.targets or "before_go_live" in chosen.fields:
        return
    days = [values.read(row.cell(column), near=today, day_first=True).day for row in rows]
    ahead = sum(day is not None and day > today for day in days)
    if ahead * 2 > sum(day is not None for day in days):
        del chosen.fields["done_on"]
        chosen.fields["target_date"] = column
        chosen.targets = (column,)
