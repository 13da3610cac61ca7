"""A status cell in words: several lines with the status, and below it since when and what shows it; "On track", "50 % done"; and a
light, which says how it goes and not how far it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from mapdocs.importing import values
from mapdocs.importing.list_words import until
from mapdocs.importing.ours import done_in, is_proof_label, proof_in
from mapdocs.importing.private import colour_words
from mapdocs.language import lexicon
from mapdocs.language.links import linked
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, Line

_LIGHTS = frozenset("🟢🟡🟠🔴")
_HUES = frozenset(("green", "yellow", "orange", "red"))
_SHARE = re.compile(
    r"(?:(?P<before>[^\d%]{2,30}?)[\s:(–-]+)??(?:(?:zu|à|al|per)\s)?(?P<share>\d{1,3}(?:[.,]\d+)?)\s?%(?:\s(?P<behind>[^\d%]{2,30}))?\)?",
    re.IGNORECASE,
)
_MOST_WORDS = 3  # in front of the day, as in "completed on the 3rd"


@dataclass(frozen=True, slots=True)
class Standing:
    """``status`` is None where no line names one; ``left`` are the lines that say something else. ``read_as``: the status stands there
    in other words."""

    status: str | None
    day: date | None = None
    proof: str = ""
    left: tuple[str, ...] = ()
    read_as: str = ""

    @property
    def remarks(self) -> list[str]:
        """What is told of a cell that names a status."""
        read = [f"the status “{self.read_as}” was read as “{self.status}”"] if self.read_as else []
        return read + [f"beside the status: {line}" for line in self.left if self.status is not None]


def not_ours(said: str) -> str:
    """The remark on a cell that names no status."""
    if said.strip("\ufe0f ") in _LIGHTS or colour_words().get(folded(said)) in _HUES:
        return f"the status “{said}” is a light: it says how the step goes, not how far it is"
    return f"the status “{said}” is none of ours"


def read(cell: Cell, own: Mapping[str, str], days: tuple[date, date], day_first: bool | None, locale: str) -> Standing:
    """What ``cell`` says line by line; a cell that is one status as a whole is that. ``days``: near which those without a year lie, and
    today's."""
    near, today = days
    whole = values.status(cell, own)
    lines = [line for line in cell.text.split("\n") if line.strip()]
    if whole is not None or not lines:
        return Standing(whole)
    if len(lines) < 2:
        return _in_words(values.words(cell), own, near, today, day_first, locale)
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


def _in_words(
    said: str, own: Mapping[str, str], near: date, today: date, day_first: bool | None, locale: str
) -> Standing:
    """A status in other words: "On track", "50 % done", "Completed 20 Nov", if that day is over."""
    low = folded(said)
    if low in _words("status_moving"):
        return Standing("in progress", read_as=said)
    if low in _words("status_ended"):
        return Standing("done", read_as=said)
    part = _SHARE.fullmatch(said)
    if part:
        status = values.status(_cell((part["before"] or part["behind"] or "").strip(" :(-–")), own)
        shown = values.share(_cell(f"{part['share']} %"), whole=100)
        return Standing(shown, read_as=said) if shown and status in ("done", "in progress") else Standing(None)
    if any(until(" ".join(said.split()[at:])) for at in range(1, _MOST_WORDS)) and not re.search(
        r"(?i)\b(?:on|am)\b", said
    ):
        return Standing(None)  # "Complete by 20 Nov"
    day = _done_on(said, own, near, day_first, locale)
    return Standing("done", day, read_as=said) if day is not None and day <= today else Standing(None)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("cells.yaml")[kind])


def _done_on(line: str, own: Mapping[str, str], near: date, day_first: bool | None, locale: str) -> date | None:
    """The day of "done 20 Nov", "Erledigt am 20.11.2026", "11月20日完了"."""
    said = line.split()
    is_done = values.status(_cell(said[0].rstrip(",:;")), own) == "done"
    ways = [done_in(line), *(" ".join(said[n:]) for n in range(1, min(len(said), _MOST_WORDS + 1)) if is_done)]
    days = (values.read(_cell(way), near=near, day_first=day_first, locale=locale).day for way in ways if way)
    return next((day for day in days if day is not None), None)


def _cell(line: str) -> Cell:
    return Cell(lines=(Line(line),))
