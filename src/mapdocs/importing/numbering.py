"""Which rows lie below which: by their numbers, 1.1 below 1, or by the folder that they name, "/Rollout/1. Discover/"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_heads import is_admin
from mapdocs.importing.column_words import words_of
from mapdocs.importing.values import words
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

_OWNED_BY = ("buyer_owner", "seller_owner", "owner", "owner_email", "exit_criteria", "proof")
_NUMBER = re.compile(r"(?:\d{1,4}|[A-Z]{1,3}-?\d{0,4})(?:\.\d{1,4})*\.?")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+[^\W\d_]")
_FOLDERS = re.compile(r"\s*(?:[/\\›»→]|\s>\s)\s*")


class Numbering:
    """Of one table. Nobody owns a row that became a part of the plan, and somebody a row below it."""

    def __init__(self, chosen: Chosen) -> None:
        self._step = chosen.fields.get("milestone")
        self._owners = [chosen.fields[name] for name in _OWNED_BY if name in chosen.fields]
        rows = [row for row in chosen.rows if words(row.cell(self._step))]
        counted = {} if {"level", "outline"} & chosen.fields.keys() else _by_number(chosen, rows, self._step)
        self._above: Mapping[int, GridRow] = {**_by_folder(chosen, rows, self._step), **counted}
        owned = (row for row in rows if row.number in self._above and self._is_owned(row))
        over = {self._above[row.number].number for row in owned}
        self._parts = {row.number for row in rows if row.number in over and not self._is_owned(row)}

    def is_part(self, row: GridRow) -> bool:
        """Whether others lie below ``row``, which nobody owns: it is a part of the plan, and no step."""
        return row.number in self._parts

    def part_of(self, row: GridRow) -> str:
        """The title of the part that ``row`` lies in; empty where it lies in none."""
        seen: set[int] = set()  # two rows may each lie in the other's folder
        above = self._above.get(row.number)
        while above is not None and above.number not in seen and not self.is_part(above):
            seen.add(above.number)
            above = self._above.get(above.number)
        return words(above.cell(self._step)) if above is not None and self.is_part(above) else ""

    def _is_owned(self, row: GridRow) -> bool:
        return any(words(row.cell(column)) for column in self._owners)


def _by_number(chosen: Chosen, rows: Sequence[GridRow], step: int | None) -> dict[int, GridRow]:
    """The row right above each numbered one, by its own number, where the numbers of a column, or those in front of the steps' names,
    say so of all."""
    mark = chosen.fields.get("mark")
    others = sorted({*chosen.unused, *chosen.unknown})
    columns = [column for column in others if _counts(chosen.heads.get(column, ""))]
    for column in ([mark] if mark is not None else []) + columns:
        said = [words(row.cell(column)) for row in rows]
        numbers = [text.rstrip(".") if _NUMBER.fullmatch(text) else "" for text in said]
        if all(numbers) and (found := _above(numbers, rows)):
            return found
    begun = [match[1] if (match := _NUMBERED.match(words(row.cell(step)))) else "" for row in rows]
    return _above(begun, rows) if sum(map(bool, begun)) * 3 >= len(rows) * 2 else {}


def _counts(head: str) -> bool:
    """Whether a heading is one of numbers or keys: "Key", "No.", "Task ID"; an effort of 1.5 lies below none of 1."""
    said = folded(head)
    return not said or is_admin(said) or said in ("key", "number", "no", "ref") or said in words_of("id_word")


def _above(numbers: Sequence[str], rows: Sequence[GridRow]) -> dict[int, GridRow]:
    by_number: dict[str, GridRow] = {}
    found: dict[int, GridRow] = {}
    for number, row in zip(numbers, rows, strict=True):
        over = number.rpartition(".")[0]
        if over and over not in by_number:
            return {}  # 2.5 without a 2: they count something else
        if over:
            found[row.number] = by_number[over]
        if number:
            by_number.setdefault(number, row)
    return found


def _by_folder(chosen: Chosen, rows: Sequence[GridRow], step: int | None) -> dict[int, GridRow]:
    """The row that each one's folder is called by, where a column holds paths."""
    named: dict[str, GridRow] = {}
    for row in rows:
        named.setdefault(folded(words(row.cell(step))), row)
    places = {*chosen.unused, *chosen.unknown, *_fields(chosen, ("phase", "parent"))}
    for column in sorted(places):
        said = {row.number: words(row.cell(column)) for row in rows}
        paths = {key: [part for part in _FOLDERS.split(text) if part] for key, text in said.items()}
        last = {key: named.get(folded(path[-1])) for key, path in paths.items() if len(path) > 1}
        found = {key: row for key, row in last.items() if row is not None and row.number != key}
        if found:
            return found
    return {}


def _fields(chosen: Chosen, names: Iterable[str]) -> list[int]:
    return [chosen.fields[name] for name in names if name in chosen.fields]
