"""What hangs on the cells of a plan and is none of their words: hours beside days, addresses behind words, notes on headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mapdocs.importing import values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import is_dated
from mapdocs.importing.fates import QUOTED, quoted, shown_in
from mapdocs.importing.values import words
from mapdocs.readers.tables import Cell, GridRow, clean

_LABELLED = re.compile(r"[^\W\d_]{2,}\s?[:：]\s*\w")
_DAYS = ("done_on", "start", "agreed_on")


def beside_fields(chosen: Chosen, row: GridRow, left: Mapping[int, str]) -> list[str]:
    """The comments of ``row``: what stands in the columns ``left`` by any field, the hours beside its days, the addresses behind
    words that are no proof."""
    said = [f"{head}: {text}" for column, head in left.items() if (text := shown_in(row.cell(column)))]
    for column in chosen.targets:
        hour, is_stamp = hour_of(row.cell(column))
        if hour and not is_stamp and chosen.hours.get(column) != hour:
            said.append(f"{chosen.heads.get(column, '')}: {hour}")
    return [*said, *_addresses(chosen, row)]


def _addresses(chosen: Chosen, row: GridRow) -> Iterator[str]:
    passed = {chosen.fields.get("proof"), *chosen.secret, *chosen.unused}
    for column, cell in enumerate(row.cells):
        for link in cell.links if column not in passed else ():
            if link.address not in cell.text:
                yield f"the link behind “{' '.join(link.text.split())}”: {link.address}"


def hour_of(cell: Cell) -> tuple[str, bool]:
    """The hour and the zone beside the day in ``cell``, empty where it is midnight or none; and whether a program stamped it there."""
    if cell.covered or cell.formula is not None:
        return "", False
    said = words(cell)
    hour = cell.hour or (values.hour_in(said) if said else "")
    return hour, not cell.hour and "T" in said[10:11]


def hours_told(plans: Sequence[tuple[Chosen, Sequence[GridRow]]]) -> list[str]:
    """The hours of columns in which a program put them, or the same one in every row: told once, and no comments."""
    told: dict[str, None] = {}
    for chosen, rows in plans:
        also = [chosen.fields[name] for name in _DAYS if name in chosen.fields]
        for column in (*chosen.targets, *also):
            found = [hour_of(row.cell(column)) for row in rows]
            hours = list(dict.fromkeys(hour for hour, _ in found if hour))
            every = sum(bool(hour) for hour, _ in found)
            stamps = list(dict.fromkeys(hour for hour, is_stamp in found if hour and is_stamp))
            if column in chosen.targets and len(hours) == 1 and every > 1:
                chosen.hours[column] = hours[0]
            elif column in chosen.targets:
                hours = stamps
            elif any(row.cell(column).text and not row.cell(column).hour for row in rows):
                hours = []  # words, which are comments as they stand
            if hours and column not in chosen.secret:
                named = chosen.heads.get(column, "")
                told[f"the hours beside the days of “{named}” were left out: {', '.join(hours[:QUOTED])}"] = None
    return list(told)


def _says_more(said: str) -> bool:
    return bool(_LABELLED.search(said)) or is_dated(said)


def notes_on(rows: Sequence[GridRow]) -> list[str]:
    """What somebody noted on the headings of a table, and what above them says more than a heading does: "Status: 24 Nov 2026"."""
    lone = [said for row in rows[:-1] for cell in row.cells if not cell.covered and _says_more(said := words(cell))]
    told = [f"words among the headings: {quoted(lone, 'words')}"] if lone else []
    return told + [
        f"{remark.kind} on the heading {words(cell)}{f' by {remark.author}' if remark.author else ''}: {said}"
        for row in rows
        for cell in row.cells
        for remark in cell.remarks
        if (said := " ".join(clean(remark.text).split()))
    ]
