"""What stands behind a day, or behind the name of a buyer's step, and is not for the buyer: "2027-01-15 - internal: real 30 Apr"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.labelled import BEHIND, cut_at, is_private
from mapdocs.importing.openings import opens_apart
from mapdocs.importing.owners import Sides
from mapdocs.importing.values import words
from mapdocs.language.layout import shorten
from mapdocs.readers.tables import GridRow

_DAYS = ("start", "done_on")  # beside the columns of target dates
_BLANK = re.compile(r"\s+")


def day_columns(chosen: Chosen) -> tuple[int, ...]:
    """The columns of a plan in which days stand."""
    others = (chosen.fields[name] for name in _DAYS if name in chosen.fields)
    return tuple(sorted({*chosen.targets, *others}))


def behind_day(lines: Sequence[str], sides: Sides) -> tuple[list[str], list[str]]:
    """(the ``lines`` of a cell of a day, what a label behind nothing but a blank sets apart in them): "15 Jan Internal: …"."""
    shown: list[str] = []
    behind: list[str] = []
    for line in lines:
        blanks = (one for one in _BLANK.finditer(line) if re.search(r"\d", line[: one.start()]))
        at = next((one.start() for one in blanks if opens_apart(line[one.end() :], sides)), len(line))
        shown += [line[:at].rstrip(BEHIND + ".") if at < len(line) else line.rstrip(BEHIND)]
        behind += [said] if (said := line[at:].strip()) else []
    return shown, behind


def cut_short(chosen: Chosen, row: GridRow, remarks: Sequence[str]) -> list[str]:
    """What stands in the cells of days of which ``remarks`` name only the beginning."""
    said = {column: words(row.cell(column)) for column in day_columns(chosen)}
    return [
        f"{chosen.heads.get(column, '')}: {text}"
        for column, text in said.items()
        if shorten(text) != text and any(f"“{shorten(text)}”" in one for one in remarks)
    ]


def of_the_buyer(title: str, sides: Sides) -> str:
    """``title`` of a step of the buyer's without what is labelled behind it: "Audit - internal: 51k" is an audit. One that is called
    internal in front of it stays as it is."""
    at = cut_at(title, sides)
    return title if at is None or is_private(title[:at], sides) else title[:at].rstrip(BEHIND)
