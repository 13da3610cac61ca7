"""What nobody can see in the rows of a sheet, taken out of them: by its look, but for what a table or a rule lays behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapdocs.readers.looks import Look
from mapdocs.readers.package import Package, attribute, local
from mapdocs.readers.sheet_remarks import column_of
from mapdocs.readers.tables import Cell, GridRow

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_RULES = 500
MAX_AREAS = 500
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_SQUARES = re.compile(rb"\bsqref=\"([^\"]{1,2000})\"")
_DIFFERENT = re.compile(rb"\bdxfId=\"(\d{1,5})\"")


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of a sheet: rows from 1, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def areas_in(reference: str) -> Iterator[Area]:
    for found in _AREA.finditer(reference):
        left, top = column_of(found[1]), int(found[2])
        yield Area(top, left, int(found[4] or top), column_of(found[3]) if found[3] else left)


def filling(styles: _Element) -> frozenset[int]:
    """The numbers of what rules may lay over a cell that give it a colour of their own behind its letters."""
    group = next((one for one in styles if local(one) == "dxfs"), None)
    found = (
        n for n, one in enumerate(group if group is not None else ()) if any(local(part) == "fill" for part in one)
    )
    return frozenset(found)


def coloured_elsewhere(package: Package, sheet: str, raw: bytes, fills: frozenset[int]) -> list[Area]:
    """The areas of a sheet that get a colour from elsewhere than their cells: from a table's style, its heads or as a whole, or by a
    rule."""
    found: list[Area] = []
    for _, kind, path in package.related(sheet):
        if kind != "table":
            continue
        table = package.xml(path)
        named = next((attribute(one, "name") or "" for one in table if local(one) == "tableStyleInfo"), "")
        for area in areas_in(table.get("ref") or ""):
            found.append(area if "Dark" in named else Area(area.top, area.left, area.top, area.right))
    for rule in _rules(raw):
        squares = _SQUARES.search(rule)
        if squares and (b"colorScale" in rule or any(int(number) in fills for number in _DIFFERENT.findall(rule))):
            found += areas_in(squares[1].decode("ascii", "replace"))
    return found[:MAX_AREAS]


def _rules(raw: bytes) -> Iterator[bytes]:
    """The rules by which a sheet dresses its cells, as they are written."""
    at = 0
    for _ in range(MAX_RULES):
        start = raw.find(b"conditionalFormatting ", at)
        at = raw.find(b"conditionalFormatting>", start)
        if start < 0 or at < 0:
            return
        yield raw[start:at]


@dataclass(slots=True)
class Unseen:
    """Of one sheet: what was taken out of its rows, in ``rows`` of the same numbers."""

    elsewhere: list[Area] = field(default_factory=list)
    rows: list[GridRow] = field(default_factory=list)
    headed: bool = False

    def take(self, number: int, cells: list[Cell], looks: dict[int, Look]) -> bool:
        """Whether nothing in a row can be seen; else what cannot be seen goes out of its ``cells``.

        A sheet's first row of several cells is a heading though all its letters be white.
        """
        inked = {column for column, look in looks.items() if look.is_unseen}
        areas = [area for area in self.elsewhere if area.top <= number <= area.bottom] if inked else []
        inked -= {column for column in inked if any(area.left <= column <= area.right for area in areas)}
        if len(looks) > 1 and not self.headed:
            self.headed = True
            inked = set() if len(inked) == len(looks) else inked
        gone = sorted(inked | {column for column, look in looks.items() if look.unread})
        if gone and len(gone) == len(looks):
            return True
        if gone:
            self.rows.append(GridRow(number, [cells[column] for column in gone]))
            for column in gone:
                cells[column] = Cell()
        return False
