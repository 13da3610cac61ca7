"""What a table's columns mean, by their headings in every language, in any order, with columns that nobody asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from mapdocs.language import lexicon
from mapdocs.readers.tables import GridRow, Table


@dataclass(frozen=True, slots=True)
class Columns:
    """``fields`` maps a field to its column; ``unknown`` are the headings that mean nothing to us, by column."""

    fields: Mapping[str, int]
    unknown: Mapping[int, str]

    @property
    def known(self) -> int:
        return len(self.fields)


@lru_cache(maxsize=50_000)  # the cells of a column say the same again and again
def folded(heading: str) -> str:
    """A heading for comparing: lower case, without accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", heading.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w#№°]+", " ", plain).replace("_", " ").split())


#: What stands in brackets with no bracket in it; one that is never closed is looked at once.
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")


def without_brackets(heading: str) -> str:
    """A heading without what stands in its brackets: "Due (planned)"."""
    return _BRACKETED.sub(" ", _BRACKETED.sub(" ", heading))


def in_brackets(heading: str) -> list[str]:
    """What stands in a heading's brackets."""
    return _BRACKETED.findall(heading)


@cache
def synonyms() -> Mapping[str, str]:
    """Every known heading, folded, to its field."""
    known: dict[str, str] = {}
    for name, words in lexicon.table("headings.yaml").items():
        for word in words:
            known.setdefault(folded(word), name)
    return known


def meaning(heading: str, own: Mapping[str, str] | None = None) -> tuple[str | None, bool]:
    """The field that ``heading`` names and whether it is named exactly; ``own`` are more headings, folded, by field."""
    more = own or {}
    whole, bare = folded(heading), folded(without_brackets(heading))
    for text in (whole, bare):
        found = more.get(text) or synonyms().get(text)
        if found:
            return found, True
    if len(whole) > 60:
        return None, False
    said = f" {whole} "
    inside = [(len(word), name) for word, name in _inside(whole) if word not in more]
    inside += [(len(word), name) for word, name in more.items() if len(word) >= 4 and f" {word} " in said]
    if inside:
        longest = max(length for length, _ in inside)
        fields = {name for length, name in inside if length == longest}
        if len(fields) == 1:
            return fields.pop(), False
    return None, False


@lru_cache(maxsize=20_000)
def _inside(whole: str) -> tuple[tuple[str, str], ...]:
    """The known headings that stand in ``whole`` as words of their own, with their fields."""
    said = f" {whole} "
    return tuple((word, name) for word, name in synonyms().items() if len(word) >= 4 and f" {word} " in said)


def columns_of(row: GridRow, own: Mapping[str, str] | None = None) -> Columns:
    """What each cell of a heading row names; an exact name wins over a likely one, the first over the second."""
    fields: dict[str, int] = {}
    unknown: dict[int, str] = {}
    weak: list[tuple[int, str, str]] = []
    for column, cell in enumerate(row.cells):
        said = cell.text.replace("\n", " ")
        if not said or cell.covered:
            continue
        name, exact = meaning(said, own)
        if name and exact and name not in fields:
            fields[name] = column
        elif name and not exact:
            weak.append((column, name, said))
        else:
            unknown[column] = said
    for column, name, said in weak:
        if name in fields:
            unknown[column] = said
        else:
            fields[name] = column
    return Columns(fields, unknown)


@dataclass(frozen=True, slots=True)
class Found:
    """A table whose heading row was found: what its columns mean, and the rows below it."""

    table: Table
    columns: Columns
    heading: int
    rows: list[GridRow]


_ESSENTIAL = ("milestone", "step_and_proof")


def find_tables(tables: Iterable[Table], own: Mapping[str, str] | None = None, *, least: int = 3) -> list[Found]:
    """The tables with a heading row that names a milestone and ``least`` columns in all, the fullest first."""
    found = []
    for table in tables:
        best: tuple[int, Columns] | None = None
        for index, row in enumerate([r for r in table.rows if not r.blank][:60]):
            columns = columns_of(row, own)
            if columns.known >= least and any(name in columns.fields for name in _ESSENTIAL):
                if best is None or columns.known > best[1].known:
                    best = (index, columns)
                if columns.known >= 6:
                    break
        if best is not None:
            filled = [r for r in table.rows if not r.blank]
            found.append(Found(table, best[1], best[0], filled[best[0] + 1 :]))
    return sorted(found, key=lambda f: -f.columns.known)
