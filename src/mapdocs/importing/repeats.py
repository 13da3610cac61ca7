"""What a row says in other words than its columns': "ditto" for the cell above, and facts as lines of a description."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.owners import Sides
from mapdocs.importing.reading import Reading
from mapdocs.importing.values import words
from mapdocs.language import lexicon
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
            if person.judge(said) != "person" or getattr(told, side):
                return False
            setattr(told, side, said)
            return True
        if kind_of(label, label, {})[0] == "exit_criteria":
            if "exit_criteria" in self.chosen.fields or told.exit_criteria:
                return False
            told.exit_criteria = said
            return True
        return False


@cache
def _same() -> frozenset[str]:
    return frozenset(word.casefold().strip(" .") for word in lexicon.table("columns.yaml")["same"])
