"""A status cell of several lines: the status, and below it since when and what shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mapdocs.importing import values
from mapdocs.importing.ours import done_in, is_proof_label, proof_in
from mapdocs.language.links import linked
from mapdocs.readers.tables import Cell, Line

_MOST_WORDS = 3  # in front of the day, as in "completed on the 3rd"


@dataclass(frozen=True, slots=True)
class Standing:
    """``status`` is None where no line names one; ``left`` are the lines that say something else."""

    status: str | None
    day: date | None = None
    proof: str = ""
    left: tuple[str, ...] = ()


def read(cell: Cell, own: Mapping[str, str], *, near: date, day_first: bool | None, locale: str) -> Standing:
    """What ``cell`` says line by line; a cell that is one status as a whole is that."""
    whole = values.status(cell, own)
    lines = [line for line in cell.text.split("\n") if line.strip()]
    if whole is not None or len(lines) < 2:
        return Standing(whole)
    found = Standing(None)
    for line in lines:
        status = values.status(_cell(line), own)
        proof = proof_in(line)
        if is_proof_label(line):
            proof = next((link.address for link in cell.links if link.text == line.strip()), "")
        day = None if proof else _done_on(line, own, near, day_first, locale)
        if found.status is None and status is not None:
            found = replace(found, status=status)
        elif proof:
            found = replace(found, proof=linked(proof, [(link.text, link.address) for link in cell.links]))
        elif day is not None and found.day is None:
            found = replace(found, day=day)
        else:
            found = replace(found, left=(*found.left, line))
    return found


def _done_on(line: str, own: Mapping[str, str], near: date, day_first: bool | None, locale: str) -> date | None:
    """The day of "done 20 Nov", "Erledigt am 20.11.2026", "11月20日完了"."""
    said = line.split()
    is_done = values.status(_cell(said[0].rstrip(",:;")), own) == "done"
    ways = [done_in(line), *(" ".join(said[n:]) for n in range(1, min(len(said), _MOST_WORDS + 1)) if is_done)]
    days = (values.read(_cell(way), near=near, day_first=day_first, locale=locale).day for way in ways if way)
    return next((day for day in days if day is not None), None)


def _cell(line: str) -> Cell:
    return Cell(lines=(Line(line),))
