"""Which column of a table is what, decided by all columns together: their headings, and how their cells read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from mapdocs.importing import profiles
from mapdocs.importing.private import private_word
from mapdocs.language import lexicon
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded, meaning, synonyms
from mapdocs.readers.tables import Cell, GridRow, Table, clean

#: Of several columns with dates the target is the first of these that a row fills.
TARGETS = ("forecast_date", "due_text", "due_words", "planned_date", "baseline_date")
_KINDS = {"done_date": "done_on", "before_go_live": "before_go_live", "person_word": ""}
_OWNERS = ("buyer_owner", "seller_owner", "owner")
_FACTS = (*_OWNERS, "target_date", "status", "percent", "done_on", "exit_criteria", "start", "side", "before_go_live")


@dataclass(slots=True)
class Chosen:
    """A table's heading and what its columns are.

    ``first`` and ``height`` are the heading's rows among the filled ones. ``targets`` are all columns with target dates, the
    surest first. ``order`` is what a heading says of two owners in one cell: ("buyer", "seller") for "Owner (Buyer /
    Seller)". ``secret`` are the private columns with why, ``unused`` those that a known program adds.
    """

    table: Table
    first: int
    height: int
    heads: dict[int, str]
    fields: dict[str, int] = field(default_factory=dict)
    targets: tuple[int, ...] = ()
    unknown: dict[int, str] = field(default_factory=dict)
    secret: dict[int, tuple[str, str]] = field(default_factory=dict)
    unused: dict[int, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    profile: profiles.Profile | None = None
    sure: int = 0
    sure_step: bool = False

    @property
    def rows(self) -> list[GridRow]:
        return [row for row in self.table.rows if not row.blank][self.first + self.height :]

    def is_plan(self) -> bool:
        """A step and a fact of it; a column that could be called anything needs two facts."""
        facts = sum(name in self.fields for name in _FACTS)
        return "milestone" in self.fields and facts >= (1 if self.sure_step else 2)


@cache
def kinds() -> Mapping[str, tuple[str, int]]:
    """Every heading of columns.yaml, folded, to its kind and its place there."""
    found: dict[str, tuple[str, int]] = {}
    for kind, words in lexicon.table("columns.yaml").items():
        if kind not in ("person_word", "aside", "totals", "absent", "step", "step_weak", "above_step"):
            for place, word in enumerate(words):
                found.setdefault(folded(word), (kind, place))
    return found


@cache
def known_words() -> frozenset[str]:
    """Everything that a heading may say, folded; what cells say as well is left out."""
    every = {*kinds(), *synonyms(), *words_of("step"), *words_of("step_weak")}
    said = {folded(word) for kind in ("buyer", "seller", "both") for word in lexicon.table("sides.yaml")[kind]}
    return frozenset(
        every
        - {word for word in said | every if read_status(word, {})}
        - said
        - {"done", "no", "nr", "complete", "completed", "open", "active", "closed", "all", "buyer", "seller"}
    )


@cache
def words_of(kind: str) -> Mapping[str, int]:
    return {folded(word): place for place, word in reversed(list(enumerate(lexicon.table("columns.yaml")[kind])))}


def choose(table: Table, own: Mapping[str, str], *, within: int = 60) -> Chosen | None:
    """The columns of ``table``, under the heading among its first rows ``within`` that names most of them; None where it is
    no plan."""
    filled = [row for row in table.rows if not row.blank]
    best: Chosen | None = None
    for index, row in enumerate(filled[:within]):
        if sum(bool(cell.text) and not cell.covered for cell in row.cells) < 2:
            continue
        for height in (1, 2, 3):
            heads = _heads(filled, index, height)
            if heads is None:
                break
            chosen = _chosen(table, filled, index, height, heads, own)
            if chosen.is_plan() and (best is None or _weight(chosen) > _weight(best)):
                best = chosen
        if best is not None and len(best.fields) >= 6 and index > best.first:
            break
    return best


def _weight(chosen: Chosen) -> tuple[int, int, int, int]:
    """The more columns are named the better; a row that only goes on from the one above is no heading's first."""
    first = [row for row in chosen.table.rows if not row.blank][chosen.first]
    copied = sum(cell.covered == "above" for cell in first.cells)
    return (len(chosen.fields) + len(chosen.secret), chosen.sure, -copied, -chosen.height)


def _said(cell: Cell) -> str:
    return " ".join(clean(cell.text).split())


def _heads(filled: Sequence[GridRow], index: int, height: int) -> dict[int, str] | None:
    """The headings of each column, those of all rows joined; None where the rows below are no headings."""
    rows = filled[index : index + height]
    if len(rows) < height:
        return None
    if height > 1:
        for upper, lower in pairwise(rows):
            spread = [
                column
                for column, cell in enumerate(lower.cells)
                if _said(cell) and not cell.covered and not _own(upper, column)
            ]
            if not spread or any(
                isinstance(cell.value, date) or len(_said(cell)) > 40 or re.search(r"\d{2}", _said(cell))
                for cell in lower.cells
            ):
                return None
            if any(
                _own(upper, column) and not upper.cell(column + 1).covered and not _spans(upper, lower, column)
                for column, cell in enumerate(lower.cells)
                if _said(cell) and not cell.covered
            ):
                return None
    heads: dict[int, list[str]] = {}
    for row in rows:
        over = ""
        for column in range(max(len(r.cells) for r in rows)):
            cell = row.cell(column)
            if _said(cell):
                over = _said(cell)
                said = over
            elif row is not rows[-1] and (cell.covered == "left" or _own(rows[-1], column)):
                said = over  # under a merged cell, or where a CSV lost that it was one
            else:
                said = ""
            if said and said not in heads.setdefault(column, []):
                heads[column].append(said)
    return {column: " ".join(said) for column, said in heads.items() if said}


def _own(row: GridRow, column: int) -> bool:
    cell = row.cell(column)
    return bool(_said(cell)) and cell.covered != "left"


def _spans(upper: GridRow, lower: GridRow, column: int) -> bool:
    """Whether the heading over ``column`` stands over the next column of the row below as well."""
    return not _own(upper, column + 1) and _own(lower, column + 1)


def _chosen(
    table: Table, filled: Sequence[GridRow], index: int, height: int, heads: dict[int, str], own: Mapping[str, str]
) -> Chosen:
    chosen = Chosen(table, index, height, heads)
    below = filled[index + height :][:200]
    lower = {c: _said(filled[index + height - 1].cell(c)) or head for c, head in heads.items()}
    for column in range(max((len(row.cells) for row in filled[index:][:200]), default=0)):
        head = heads.get(column, "")
        dated = folded(head) in words_of("forecast_date") and _share_of_days(below, column) >= 0.5
        word = "" if dated else private_word(head)
        if word:
            chosen.secret[column] = (head, f"the heading says “{word}”")
        elif column in table.hidden_columns:
            chosen.secret[column] = (head or f"number {column + 1}", "the column is hidden in the file")
    open_heads = {column: head for column, head in heads.items() if column not in chosen.secret}
    chosen.profile = profiles.matching(open_heads.values())
    _by_profile(chosen, open_heads)
    steps = _steps(chosen, open_heads, lower, below)
    targets: list[tuple[int, int, int]] = []
    weak: list[tuple[int, str]] = []
    for column, head in open_heads.items():
        if column in chosen.fields.values() or column in chosen.unused or column in steps:
            continue
        name, exact = _kind(head, lower[column], own)
        if name in TARGETS:
            targets.append((TARGETS.index(name), kinds().get(folded(lower[column]), ("", 99))[1], column))
        elif name and exact and name not in chosen.fields and name != "milestone" and _fits(name, below, column):
            chosen.fields[name] = column
            chosen.sure += 1
            if name == "owner":
                chosen.order = _declared(head)
        elif name and not exact and name not in ("note", "milestone"):
            weak.append((column, name))
        else:
            chosen.unknown[column] = head
    for column, name in weak:
        if name == "target_date":
            targets.append((len(TARGETS), 0, column))
        elif name in chosen.fields or not _fits(name, below, column):
            chosen.unknown[column] = heads[column]
        else:
            chosen.fields[name] = column
            if name == "owner":
                chosen.order = _declared(heads[column])
    if (
        not chosen.targets
        and not targets
        and "target_date" not in chosen.fields
        and "before_go_live" not in chosen.fields
    ):
        targets += [(len(TARGETS), 1, column) for column in _dated_columns(chosen, below)[:1]]
    if not {"status", "percent"} & set(chosen.fields):
        _checked_column(chosen, below)
    _set_step(chosen, steps, heads)
    if "milestone" not in chosen.fields and len(chosen.fields) + bool(targets) >= 2:
        _step_by_its_cells(chosen, below)
    ordered = [column for _, _, column in sorted(targets)]
    if "target_date" in chosen.fields:
        ordered.insert(0, chosen.fields["target_date"])
    if ordered:
        chosen.fields["target_date"] = ordered[0]
        chosen.targets = tuple(ordered)
    return chosen


def _by_profile(chosen: Chosen, heads: Mapping[int, str]) -> None:
    if chosen.profile is None:
        return
    at: dict[str, int] = {}
    for column, head in heads.items():
        at.setdefault(folded(head), column)
    for name, words in chosen.profile.columns.items():
        for word in words:
            if word in at:
                chosen.fields.setdefault(name, at[word])
    taken = set(chosen.fields.values())
    for column, head in heads.items():
        if column not in taken and folded(head) in chosen.profile.unused:
            chosen.unused[column] = head
    chosen.sure += len(chosen.fields)


def _kind(head: str, lower: str, own: Mapping[str, str]) -> tuple[str | None, bool]:
    """What a heading names: as a whole, without its brackets, by its lowest row."""
    whole = folded(head)
    bare = folded(re.sub(r"[(（\[].*?[)）\]]", " ", head))
    if whole in own:
        return own[whole], True
    for said in (whole, bare, folded(lower)):
        if said in kinds():
            kind = kinds()[said][0]
            return _KINDS.get(kind, kind), True
    for said in dict.fromkeys((head, lower)):
        name, exact = meaning(said, own)
        if exact:
            return name, True
    return meaning(head, own)


def _steps(
    chosen: Chosen, heads: Mapping[int, str], lower: Mapping[int, str], below: Sequence[GridRow]
) -> dict[int, float]:
    """Columns that may be the step, with how much speaks for each."""
    if "milestone" in chosen.fields:
        return {}
    found: dict[int, float] = {}
    for column, head in heads.items():
        if column in chosen.unused or column in chosen.fields.values():
            continue
        for said in (folded(head), folded(re.sub(r"[(（\[].*?[)）\]]", " ", head)), folded(lower[column])):
            if said in words_of("step"):
                weight = 10 - words_of("step")[said] * 0.01
            elif said in words_of("step_weak"):
                weight = 5 - words_of("step_weak")[said] * 0.01
            elif meaning(said) == ("milestone", True):
                weight = 4.0
            elif meaning(said) == ("milestone", False):
                weight = 2.0
            else:
                continue
            reads = _reads_as_step(below, column)
            if reads > 0.3 or not below:
                found[column] = weight * reads
            break
    return found


def _set_step(chosen: Chosen, steps: Mapping[int, float], heads: Mapping[int, str]) -> None:
    if "milestone" in chosen.fields:
        chosen.sure_step = True
        return
    if not steps:
        return
    best = max(steps, key=lambda column: steps[column])
    chosen.fields["milestone"] = best
    loose = {"name", "title", "subject", "summary", "item", "issue", "description", "details", "topic"}
    chosen.sure_step = folded(heads[best]) not in loose
    for column in steps:
        if column == best:
            continue
        if folded(heads[column]) in words_of("above_step") and "phase" not in chosen.fields:
            chosen.fields["phase"] = column
        else:
            chosen.unknown[column] = heads[column]


_NO_TARGET = re.compile(r"(?i)creat|updat|modif|edit|start|actual|clos|erstellt|geändert|cré|作成|更新|開始")


def _dated_columns(chosen: Chosen, below: Sequence[GridRow]) -> list[int]:
    """Columns under headings that nobody knows whose cells are days: the first may be the target."""
    return [
        column
        for column, head in chosen.unknown.items()
        if head
        and not _NO_TARGET.search(head)
        and any(_said(row.cell(column)) for row in below)
        and _share_of_days(below, column) >= 0.6
    ]


def _step_by_its_cells(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """Owners, dates or statuses under known headings make a plan: its step is then the first column that reads like one."""
    for column in sorted(chosen.unknown):
        said = [text for row in below if (text := _said(row.cell(column)))]
        head = folded(chosen.heads.get(column, ""))
        named = bool(head) and head not in words_of("aside")
        apart = len(said) * 2 > len(below) and len(set(said)) == len(said)
        if named and apart and _reads_as_step(below, column) >= 0.8:
            chosen.fields["milestone"] = column
            del chosen.unknown[column]
            return


def _checked_column(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """A column of true and false under a heading that nobody knows, as Google's check boxes leave, is the status."""
    for column in sorted(chosen.unknown):
        said = {_said(row.cell(column)).casefold() for row in below} - {""}
        if {"true", "false"} & said and said <= {"true", "false", "wahr", "falsch"}:
            chosen.fields["status"] = column
            del chosen.unknown[column]
            return


_NO_STEP = re.compile(r"[\W\d_]*|\w{1,12}-\d+|\S+@\S+|https?://\S+|true|false|yes|no", re.IGNORECASE)


def _reads_as_step(rows: Sequence[GridRow], column: int) -> float:
    """How much a column reads like the names of steps, 0 to 1: words, not numbers, dates or ids, and not the same ones again
    and again."""
    said = [text for row in rows if (text := _said(row.cell(column)))]
    if not said:
        return 0
    worded = sum(not _NO_STEP.fullmatch(text) and not _dated(text) for text in said)
    apart = len(set(said)) / len(said) if len(said) > 3 else 1.0
    return worded / len(said) * (1.0 if apart > 0.5 else 0.2 + apart)


_DATED = re.compile(
    r"\d{4}-\d\d?-\d\d?.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\w{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \w{3,9}\.? \d{4}"
)


def _dated(said: str) -> bool:
    return bool(_DATED.fullmatch(said))


def _share_of_days(rows: Iterable[GridRow], column: int) -> float:
    cells = [row.cell(column) for row in rows if _said(row.cell(column))]
    good = sum(isinstance(cell.value, date) or _dated(_said(cell)) for cell in cells)
    return good / len(cells) if cells else 1.0


def _fits(name: str, rows: Sequence[GridRow], column: int) -> bool:
    """Whether the cells can be what the heading says: no owner is a date or a number, no status a date."""
    if name in ("status", "percent"):
        return not any(_said(row.cell(column)) for row in rows) or _share_of_days(rows, column) < 0.5
    if name not in _OWNERS:
        return True
    said = [text for row in rows if (text := _said(row.cell(column)))]
    strange = sum(bool(re.fullmatch(r"[\W\d_]+|true|false", text, re.IGNORECASE)) and len(text) > 1 for text in said)
    return not said or strange * 2 <= len(said)


def _declared(head: str) -> tuple[str, ...]:
    """The sides in the order in which a heading names them, where it names both."""
    table = lexicon.table("sides.yaml")
    sides = {folded(word): side for side in ("buyer", "seller") for word in table[side]}
    found = [sides[word] for word in folded(head).split() if word in sides]
    return tuple(found) if sorted(found) == ["buyer", "seller"] else ()
