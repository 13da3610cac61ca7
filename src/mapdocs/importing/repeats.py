"""What a row says in other words than its columns': "ditto" for the cell above, and facts as lines of a description."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.owners import Sides, is_written_as_name
from mapdocs.importing.reading import Reading
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, clean
from mapdocs.rules.classify import person

_LABELLED = re.compile(r"[-*•\s]*([^:：]{2,32}?)\s*[:：]\s*(\S.*)")
_NAMES = ("buyer_owner", "seller_owner", "owner", "target_date", "status", "phase")


@dataclass(slots=True)
class Told:
    """What the lines of a note say that has a field of its own, and the ``note`` without them."""

    buyer: str = ""
    seller: str = ""
    exit_criteria: str = ""
    note: str = ""
    named: dict[str, str] = field(default_factory=dict)  # by side, the line that names its owner

    def note_beside(self, buyer: str, seller: str) -> str:
        """The note with the lines of owners that the step does not have: another cell named them."""
        both = (("buyer", self.buyer, buyer), ("seller", self.seller, seller))
        left = [
            self.named[side] for side, said, owner in both if said and f" {folded(said)} " not in f" {folded(owner)} "
        ]
        return "\n".join(line for line in (self.note, *left) if line)


class Repeats:
    """Of one table, row by row in its order."""

    def __init__(self, chosen: Chosen, sides: Sides, into: Reading) -> None:
        self.chosen, self.sides, self.into = chosen, sides, into
        self._above: dict[int, Cell] = {}

    def resolved(self, row: GridRow, remarks: list[str]) -> GridRow:
        """``row`` with the cell above where one says "ditto"; ``remarks`` tell of each."""
        cells = list(row.cells)
        columns = {self.chosen.fields[name]: name for name in _NAMES if name in self.chosen.fields}
        for column, name in {**dict.fromkeys(self.chosen.targets, "target_date"), **columns}.items():
            cell = row.cell(column)
            said = words(cell)
            above = self._above.get(column)
            if said and said.casefold().strip(" .") in _same() and above is not None:
                head = self.chosen.heads.get(column, "")
                self.into.account.enter([cell], "placed", name, head)
                remarks.append(f"{head}: “{said}” was read as “{words(above)}”, which stands above it")
                cells[column] = above
            elif said:
                self._above[column] = cell
        return replace(row, cells=cells)

    def told_in(self, row: GridRow) -> Told:
        """The facts among the lines of the row's note: "Client: Dana Reyes", "Done when: minutes sent"."""
        told = Told()
        left: list[str] = []
        for line in clean(row.cell(self.chosen.fields.get("note")).text).split("\n"):
            labelled = _LABELLED.fullmatch(line)
            if labelled is None or not self._takes(told, labelled[1], labelled[2]):
                left.append(line)
        told.note = "\n".join(left).strip()
        for column in self.chosen.unknown:  # "Expected result: minutes sent", in a calendar's description
            for line in clean(row.cell(column).text).split("\n"):
                said = _LABELLED.fullmatch(line)
                if said and kind_of(said[1], said[1], {}) == ("exit_criteria", True):
                    self._takes(told, said[1], said[2])
        return told

    def _takes(self, told: Told, label: str, said: str) -> bool:
        side = self.sides.side_named(label)
        if side in ("buyer", "seller") and f"{side}_owner" not in self.chosen.fields:
            if not (_is_name(said)) or getattr(told, side):
                return False
            setattr(told, side, said)
            told.named[side] = f"{label}: {said}"
            return True
        if kind_of(label, label, {})[0] == "exit_criteria":
            if "exit_criteria" in self.chosen.fields or told.exit_criteria:
                return False
            told.exit_criteria = said
            return True
        return False


def _is_name(said: str) -> bool:
    """Whether behind a side stands a person and nothing that the person does: "Dana Reyes", and not "Dana brings badges"."""
    if person.judge(said) != "person" or (re.search(r"\d", said) and "@" not in said):
        return False
    if has_unspaced(said):
        return not re.search(r"[\u3041-\u3096]", said.removesuffix("さん"))  # the endings of verbs are written so
    words = [word for word in said.split() if word not in _within_names()]
    return "@" in said or (bool(words) and is_written_as_name(" ".join(words)) and said.split()[-1] in words)


@cache
def _within_names() -> frozenset[str]:
    return frozenset(lexicon.table("sides.yaml")["within_names"])


@cache
def _same() -> frozenset[str]:
    return frozenset(word.casefold().strip(" .") for word in lexicon.table("columns.yaml")["same"])
