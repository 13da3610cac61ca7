"""Rows that head the group below them and carry what programs and people add up there: its days, how far it is, its cost, a remark."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from mapdocs.importing import totals, values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_words import words_of
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded, without_brackets
from mapdocs.readers.tables import Cell, GridRow

_OWNERS = ("buyer_owner", "seller_owner", "owner", "owner_email")
_PROOFS = ("exit_criteria", "proof")
_SIGNS = "—–=*#~_•|<>▶►▼▾■◆●-"
_WRAPPED = re.compile(rf"\s*([{_SIGNS}]+)\s*([^\W\d_].*?)\s*([{_SIGNS}]+)\s*")
_NUMBER = r"(?:\d{1,2}(?:\.\d)?|[ivx]{1,4}|[a-h])"
_LABEL = re.compile(r"[^:：]{2,24}[:：]\s*\S")
_CAPITALS = 5  # letters at least of a title in capitals: "UAT" is a step
_GROUPS = 2  # so many at least where nothing but their looks tell them

Read = Callable[[Cell], values.Day]


def bare_title(title: str) -> str:
    """A group's name without the signs that it is set between: "— Security —"."""
    found = _WRAPPED.fullmatch(title)
    return found[2] if found else title


def is_group_line(row: GridRow) -> bool:
    """ "Phase: Trial · Lead: Mia Krug" above a heading: a part's name, and nothing beside it but labels with what they say."""
    said = [text for cell in row.cells if not cell.covered and (text := words(cell))]
    return bool(said) and _is_part(said[0]) and all(_LABEL.match(text) for text in said[1:])


def heads_of_groups(rows: Sequence[GridRow], chosen: Chosen, read: Read) -> frozenset[int]:
    """The numbers of those of the ``rows`` of a plan that head a group. Nobody owns such a row and nothing proves it, its name or
    its looks tell it from the steps, and no day below it is later than its own."""
    table = _Groups([row for row in rows if not totals.says_total(row)], chosen, read)
    table.settle()
    for sure, has_sign in (
        (True, lambda row: _is_part(table.title(row)) or bool(_WRAPPED.fullmatch(table.title(row)))),
        (False, table.is_numbered),
        (False, table.stands_out),
    ):
        found = table.headed([row for row in table.rows if table.is_bare(row) and has_sign(row)], sure=sure)
        if found:
            return frozenset(row.number for row in found)
    return frozenset()


@dataclass(slots=True)
class _Groups:
    rows: Sequence[GridRow]
    chosen: Chosen
    read: Read
    place: dict[int, int] = field(default_factory=dict)  # of each row, by its number
    looks: list[Callable[[Cell], bool]] = field(default_factory=list)  # that no step has

    def settle(self) -> None:
        self.place = {row.number: at for at, row in enumerate(self.rows)}
        steps = [self._cell(one, "milestone") for one in self.rows if not self.is_bare(one)]
        self.looks = [has for has in (_in_capitals, in_bold, has_colour) if not any(map(has, steps))]

    def title(self, row: GridRow) -> str:
        return words(self._cell(row, "milestone"))

    def is_bare(self, row: GridRow) -> bool:
        """Whether a row has a name, and neither an owner nor a proof; "Lead: Mia Krug" among the owners of a part is none."""
        title = self._cell(row, "milestone")
        part = _is_part(words(title))
        said = [text for name in _OWNERS if (text := words(self._cell(row, name)))]
        owned = any(not (part and _is_lead(text)) for text in said)
        proved = any(words(self._cell(row, name)) for name in _PROOFS)
        return bool(words(title)) and not title.struck and not title.covered and not owned and not proved

    def is_numbered(self, row: GridRow) -> bool:
        """ "Phase 1 Preparation", without a sign behind the number: "Phase 1 sign-off" may be a step."""
        said = folded(self.title(row)).split()
        return len(said) > 1 and said[0] in _parts() and bool(re.fullmatch(_NUMBER, said[1]))

    def stands_out(self, row: GridRow) -> bool:
        """Whether a title is in capitals, in bold or in a colour of its own, as no step's is."""
        return any(has(self._cell(row, "milestone")) for has in self.looks)

    def headed(self, heads: Sequence[GridRow], *, sure: bool) -> list[GridRow]:
        """Those of ``heads`` that have steps below them; none where too little speaks for a group."""
        mine = {row.number for row in heads}
        plain = [row for row in self.rows if row.number not in mine]
        owned = [row for row in plain if not self.is_bare(row)]
        if not heads or len(owned) * 2 < len(plain) or not plain:
            return []
        starts = {one.number for one, below in pairwise(self.rows) if one.number in mine and below.number not in mine}
        found = [row for row in heads if row.number in starts and self._is_last(row, mine)]
        if sure:
            return found
        first = self.rows[0].number in mine
        alone = all(row.number in starts for row in heads) and len(found) == len(heads) >= _GROUPS
        return found if first and alone and all(self._spans(row, mine) for row in heads) else []

    def _is_last(self, row: GridRow, heads: set[int]) -> bool:
        mine = self._day(self._cell(row, "target_date"))
        days = [day for below in self._below(row, heads) if (day := self._day(self._cell(below, "target_date")))]
        return mine is None or not days or mine >= max(days)

    def _spans(self, row: GridRow, heads: set[int]) -> bool:
        """Whether a row's first day, if it has one, is that of the steps below it, and so is its last."""
        below = self._below(row, heads)
        for name, edge in (("start", min), ("target_date", max)):
            mine = self._day(self._cell(row, name))
            days = [day for one in below if (day := self._day(self._cell(one, name)))]
            if mine is not None and days and mine != edge(days):
                return False
        return True

    def _below(self, row: GridRow, heads: set[int]) -> list[GridRow]:
        first = self.place[row.number] + 1
        end = next((n for n in range(first, len(self.rows)) if self.rows[n].number in heads), len(self.rows))
        return list(self.rows[first:end])

    def _day(self, cell: Cell) -> date | None:
        return self.read(cell).day

    def _cell(self, row: GridRow, name: str) -> Cell:
        return row.cell(self.chosen.fields.get(name))


def _is_lead(said: str) -> bool:
    """Whether a cell says who leads a part: "Lead: Mia Krug"."""
    return bool(_LABEL.match(said)) and folded(re.split("[:：]", said)[0]) in words_of("person_word")


def _is_part(title: str) -> bool:
    """ "Phase 2: Trial", "STAGE B - BUILD", "Phase 3", "Phase: Trial", "第2フェーズ"; not "Phase 2 sign-off"."""
    said = title.strip()
    found = _part().fullmatch(said)
    if found is None:
        return False
    rest = found["rest"].strip()
    return not rest or bool(re.match(r"[:：.)(\[/|–—-]", rest)) or said.isupper()


def _in_capitals(cell: Cell) -> bool:
    letters = re.findall(r"[^\W\d_]", without_brackets(words(cell)))
    return len(letters) >= _CAPITALS and without_brackets(words(cell)).isupper()


def in_bold(cell: Cell) -> bool:
    return any(face == "bold" and folded(said) == folded(cell.text) for face, said in cell.faces)


def has_colour(cell: Cell) -> bool:
    return bool(cell.fill)


@cache
def _parts() -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("phases.yaml")["part"])


@cache
def _part() -> re.Pattern[str]:
    named = "|".join(sorted(map(re.escape, lexicon.table("phases.yaml")["part"]), key=len, reverse=True))
    return re.compile(
        rf"(?:第\s?\d{{1,2}}\s?(?:{named})|(?:{named})(?:\s?{_NUMBER}(?![^\W_])|(?=\s?[:：])))(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )
