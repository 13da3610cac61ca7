"""What the columns of a roster are: the headings of personnel systems and of lists that people keep."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow, Table, clean

Columns = Mapping[str, tuple[int, ...]]  # each field's columns, the surest first
NAMES = ("rep", "first_name", "last_name", "preferred")
_NO_FIELDS = ("front", "own", "open_post", "total", "gone")
_SEARCHED = 30  # rows in which the heading is looked for: titles and prompts stand above it


@cache
def _known() -> Mapping[str, tuple[str, int]]:
    """Every heading, folded, with its field and its rank there."""
    found: dict[str, tuple[str, int]] = {}
    for field, names in lexicon.table("roster.yaml").items():
        if field not in _NO_FIELDS:
            for rank, name in enumerate(names):
                found.setdefault(folded(name), (field, rank))
    return found


@cache
def words(key: str) -> frozenset[str]:
    """The words of a list of roster.yaml, folded."""
    return frozenset(folded(word) for word in lexicon.table("roster.yaml")[key])


def field_of(heading: str) -> tuple[str, int] | None:
    """The field that a heading names and how surely: "First Name [Required]", "Preferred Name - First Name", "user.firstName"."""
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", " ".join(clean(heading).replace("_", " ").split()))
    inside = re.findall(r"[(（\[](.*?)[)）\]]", said)
    if any(folded(part) in words("own") for part in inside):
        return None
    bare = re.sub(r"[(（\[].*?[)）\]]", " ", said)
    *front, last = re.split(r"\s+[-–—]\s+|\s*[.:/>]\s*", bare.strip())
    behind = last if front and folded(front[-1]) in words("front") else ""
    return next((_known()[one] for text in (said, bare, behind) if (one := folded(text)) in _known()), None)


def heading_in(table: Table) -> tuple[int, Columns] | None:
    """The heading row's index and the columns of each field: that of the first rows which names the most. What a hidden column
    holds is not for a printed page; only a name is taken from one."""
    best: tuple[int, Columns] | None = None
    for index, row in enumerate(table.rows[:_SEARCHED]):
        columns = _columns(row, table.hidden_columns)
        named = {"rep", "preferred"} & columns.keys() or {"first_name", "last_name"} <= columns.keys()
        if named and (best is None or len(columns) > len(best[1])):
            best = index, columns
    return best


def _columns(row: GridRow, hidden: frozenset[int]) -> Columns:
    found: dict[str, list[tuple[int, int]]] = {}
    for column, cell in enumerate(row.cells):
        field = field_of(cell.text)
        if field and (column not in hidden or field[0] in NAMES):
            found.setdefault(field[0], []).append((field[1], column))
    return {field: tuple(column for _, column in sorted(places)) for field, places in found.items()}


def begins_with(said: str, key: str) -> bool:
    """Whether a text begins with a word of one of roster.yaml's lists, or is one: "TBH - AE Benelux", "Total (3 reps)"."""
    text = folded(said)
    return any(text == word or text.startswith(f"{word} ") for word in words(key))


_TITLES = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "cpa", "dds", "jd"])


def the_usual_way(name: str) -> str:
    """A name the usual way round, without the number that some systems put behind it: "Lind, Jo", "Jo Lind (10044)"."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", name)
    behind = name[len(bare) :]
    behind = "" if re.fullmatch(r"\W*\d+\W*", behind) else behind
    two = re.fullmatch(r"([^\W\d_][^,;@]*?)\s*[,，、]\s*([^\W\d_][^,;@]*)", bare)
    if two and folded(two[2]).replace(" ", "") not in _TITLES:
        bare = f"{two[2].strip()} {two[1]}"
    return bare + behind


_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def joined(first: str, last: str) -> str:
    """First and last name as one; the last goes before where the language has it so."""
    parts = (last, first) if _CJK.search(last) else (first, last)
    return " ".join(part for part in parts if part)


def whole_name(full: Sequence[str], first: str, last: str, preferred: str, *, halves: bool) -> str:
    """A person's name from the columns that a roster has. ``full`` are those of whole names; with ``halves`` one of first or last
    names stands beside it and the other is missing: "Name; Vorname" and "Nombre; Apellidos" are halves of one."""
    name = next((text for text in full if re.search(r"[^\W\d_]", text)), "")
    half = first or last
    if halves and name and half and not set(folded(half).split()) & set(folded(name).split()):
        name = joined(first, name) if first else joined(name, last)
    elif not name or (first and last and re.search(r"[|(\[/]|\s[-–—]\s", name)):  # "Vance, Ruth (External)"
        name = joined(first, last)
    if preferred and first and last:  # "Sam" for Samuel, or the whole of it
        return the_usual_way(preferred) if folded(last) in folded(preferred) else joined(preferred, last)
    return the_usual_way(preferred if preferred and (" " in preferred or not name) else name)
