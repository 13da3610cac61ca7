"""Text beside the plan's table that was not in the file when it was sent: a paragraph below it, another go-live above.

It has no place in the spec, so it is told and kept. What was sent is made again and read as the returned file was.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapdocs.formats import describe
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.changes import since
from mapdocs.plan.snapshot import SentVersion, Snapshot
from mapdocs.readers.headings import Found
from mapdocs.readers.sheet_remarks import letters_of
from mapdocs.readers.tables import Paper, same
from mapdocs.returns.plan_tables import MARK
from mapdocs.templating.words import Words

_READ, _MOST = 5_000, 200  # lines that are looked at, and told; a stranger's file may have a million
_LIKE = 0.6  # of two lines: the same one, changed
_KNOWN = 0.5  # of what was sent that must still be there; below it the file was made anew, and all of it would be told

OTHER_PROGRAM = (
    "it was made by another version of mapdocs, so the text beside its table was not compared; read that yourself"
)
NO_VERSION = (
    "it does not say which version it was made from, so the text beside its table was not compared; read that yourself"
)
_ANEW = "little of the text beside the table is what was sent, so it was not compared; read that yourself"


@dataclass(frozen=True, slots=True)
class Beside:
    """``new`` text beside the table, as sentences for the report, and ``notes`` on what was not compared."""

    new: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in a table that is no part of the plan: ``table`` by its number, ``sheet`` by its name where it is one."""

    table: int
    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Loose:
    """A line outside the table; ``computed``: a formula's value, which changes by itself; ``margin``: it stands above or below each
    page, where numbers change by themselves."""

    text: str
    author: str = ""
    computed: bool = False
    margin: bool = False
    place: Place | None = None


def loose_lines(paper: Paper, found: Sequence[Found]) -> list[Loose]:
    """The lines of ``paper`` outside the table of the plan, which ``found`` names with its parts."""
    inside: set[int] = set()
    for part in found:
        filled = [row for row in part.table.rows if not row.blank]
        inside.update(id(row) for row in filled[part.heading :])
    lines = [Loose(remark.text, remark.author) for remark in paper.loose]
    lines += [Loose(line, margin=True) for line in dict.fromkeys(paper.margins) if any(map(str.isalpha, line))]
    plans = {id(part.table) for part in found}
    for number, table in enumerate(paper.tables):
        for row in table.rows:
            if id(row) in inside:
                continue
            for column, cell in enumerate(row.cells):
                place = None if id(table) in plans else Place(number, table.sheet, row.number, column)
                if not cell.covered and (isinstance(cell.value, date) or any(c.isalpha() for c in cell.text)):
                    who, computed = ", ".join(cell.authors), cell.formula is not None
                    lines += [Loose(line, who, computed, place=place) for line in cell.text.split("\n") if line]
            if len(lines) >= _READ:
                return lines[:_READ]
    return lines[:_READ]


def since_told(plan: BuyerPlan, snapshot: Snapshot, versions: Sequence[SentVersion], words: Words) -> list[str]:
    """What ``plan`` may tell of its changes: since each of the ``versions``, for any may have been the one before."""
    told: list[str] = []
    for version in versions:
        later = replace(plan, since=since(version, snapshot))
        told += [describe.since_heading(later, words), *describe.since_lines(later, words)]
    return told


def new_text(returned: Sequence[Loose], sent: Sequence[Loose], *, told: Sequence[str] = ()) -> Beside:
    """What of ``returned`` was neither in ``sent`` nor is it among the lines ``told``."""
    known = {_key(line.text): line.text for line in sent}
    there = {_key(line.text) for line in returned}
    if len(known.keys() & there) < _KNOWN * len(known):
        return Beside(notes=(_ANEW,) if there else ())
    absent = [text for key, text in known.items() if key not in there]
    expected = {*known, *map(_key, told)}
    pages = {_unnumbered(line.text) for line in sent if line.margin}
    before = {line.place: line.text for line in sent if line.place and line.place.sheet}
    new: list[tuple[Loose, str]] = []
    for line in returned:
        if line.computed or _key(line.text) in expected or len(new) >= _MOST:
            continue
        if line.margin and _unnumbered(line.text) in pages:
            continue
        here = next((text for place, text in before.items() if _is_at(line.place, place) and text in absent), "")
        old = here or max(absent, key=lambda text: _alike(text, line.text), default="")
        if old and (here or _alike(old, line.text) >= _LIKE):
            absent.remove(old)
            new.append((line, f"“{line.text}”, where “{old}” was sent"))
        else:
            new.append((line, line.text))
    return Beside(tuple(dict.fromkeys((*_by_rows(new, returned), *_marks_elsewhere(returned, sent)))))


def _marks_elsewhere(returned: Sequence[Loose], sent: Sequence[Loose]) -> Iterator[str]:
    """Marks of steps that were written or moved within a table such as the timeline: the words are those that were sent."""
    theirs, ours = _grids(returned), _grids(sent)
    for grid in theirs:
        like = max(ours, key=lambda other: len(grid.items() & other.items()), default={})
        if len(grid.items() & like.items()) < _LIKE * max(len(grid), len(like)):
            continue
        for at, text in grid.items():
            if like.get(at) != text and MARK.fullmatch(text) and text in like.values():
                yield f"“{text}” stands in another place of the table that begins with “{next(iter(grid.values()))}”"


def _grids(lines: Sequence[Loose]) -> list[dict[tuple[int, int], str]]:
    """The cells of each table of a document, by row and column."""
    found: dict[int, dict[tuple[int, int], str]] = {}
    for line in lines:
        if line.place and not line.place.sheet:
            found.setdefault(line.place.table, {}).setdefault((line.place.row, line.place.column), line.text)
    return [*found.values()]


def _is_at(place: Place | None, other: Place) -> bool:
    """Whether two places are one cell of one sheet."""
    return place is not None and (place.sheet, place.row, place.column) == (other.sheet, other.row, other.column)


def _by_rows(new: Sequence[tuple[Loose, str]], returned: Sequence[Loose]) -> Iterator[str]:
    """Each of ``new`` with where it stands; those of a table's row that is mostly new as one."""
    rows: dict[tuple[int, int], list[Loose]] = {}
    for line in returned:
        if line.place:
            rows.setdefault((line.place.table, line.place.row), []).append(line)
    fresh = Counter((line.place.table, line.place.row) for line, said in new if line.place and said == line.text)
    whole = {
        key
        for key, lines in rows.items()
        if 2 * fresh[key] >= len(lines) and len({one.place.column for one in lines if one.place}) > 1
    }
    for line, said in new:
        by = f" (by {line.author})" if line.author else ""
        if line.place is None:
            yield f"{said}{by}"
            continue
        key = (line.place.table, line.place.row)
        sheet = f"sheet “{line.place.sheet}”" if line.place.sheet else ""
        if key in whole and said == line.text:
            joined = " · ".join(one.text for one in rows[key])
            yield f"{joined}{f' ({sheet})' if sheet else ''}{by}"
            continue
        first = rows[key][0]
        beside = ""
        if sheet and first.place and first.place.column < line.place.column:
            beside = f"beside “{first.text}”"
        elif sheet and line.place.column:  # what stands in the row are formulas
            beside = f"{letters_of(line.place.column)}{line.place.row}"
        where = ", ".join(filter(None, (sheet, beside)))
        yield f"{said}{f' ({where})' if where else ''}{by}"


def _key(text: str) -> str:
    """Two texts that differ only in how wide their signs are written are one too."""
    return unicodedata.normalize("NFKC", same(text)).casefold()


def _unnumbered(text: str) -> str:
    return re.sub(r"\d+", "0", _key(text))


def _alike(one: str, other: str) -> float:
    """The share of words that two lines have in common; by words, since a stranger's lines may be long and many."""
    mine, theirs = (frozenset(re.findall(r"\w+", _key(text))) for text in (one, other))
    return len(mine & theirs) / max(len(mine), len(theirs), 1)
