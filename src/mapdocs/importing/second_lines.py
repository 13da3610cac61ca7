"""What goes on from the row of a step above: its second line, under a name that is merged over both, planned above and actual below; and
a row that is a note on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Literal

from mapdocs.importing import values
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_words import kinds
from mapdocs.importing.draft import DraftRow
from mapdocs.importing.fates import shown_in, whole
from mapdocs.importing.kept_rows import KeptRows
from mapdocs.importing.owners import Sides, parts_of
from mapdocs.importing.reading import Reading
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow
from mapdocs.rules.classify import person

_First = Literal["", "hidden", "step", "kept", "told"]


class SecondLines:
    """Of one table: what became of the last row that was no second line decides on those below it."""

    def __init__(
        self, chosen: Chosen, sides: Sides, into: Reading, *, day_first: bool | None, today: date, locale: str = ""
    ) -> None:
        self.chosen, self.sides, self.into = chosen, sides, into
        self.day_first, self.today, self.locale = day_first, today, locale
        self._first: _First = ""
        self._before: _First = ""  # what became of the row above
        self._numbers = {row.number for row in chosen.rows}

    def began(self, became: _First) -> None:
        self._before, self._first = self._first, became

    def goes_on(self, row: GridRow) -> bool:
        """Whether the step's name is merged with that of the row above."""
        return bool(self._first) and row.cell(self.chosen.fields["milestone"]).covered == "above"

    def take(self, row: GridRow, kept: KeptRows) -> None:
        if self._first == "kept":
            kept.keep_too(row)
        elif row.hidden or self._first == "hidden":
            self.into.without_hidden([replace(row, hidden=True)])
        elif self._first == "told":
            self.into.remarks.append(f"row {row.number} names no step and was left out: {whole(row)}")
            self.into.account.enter(row.cells, "told", "row without a step")
        else:
            self._of_a_step(row)

    def take_nameless(self, row: GridRow, kept: KeptRows) -> None:
        """A row right below a step that names none goes on with it, a line a side or a line a proof, unless it has a day of its own and
        says of no side: that is a step without a name."""
        fields = self.chosen.fields
        dated = any(words(row.cell(column)) for column in self._dated())
        goes_on = self._before in ("step", "kept") and row.number - 1 in self._numbers
        goes_on = goes_on and not any(cell.struck for cell in row.cells)  # its name may be struck through
        if goes_on and (not dated or words(row.cell(fields.get("side")))):
            self._first = self._before
            self.take(row, kept)
            return
        self.into.remarks.append(f"row {row.number} names no step and was left out: {whole(row)}")
        self.into.account.enter(row.cells, "told", "row without a step")

    def takes_note(self, row: GridRow, said: str, kept: KeptRows) -> bool:
        """Keep a row that is a note as a comment of the step above it; False where that row became no step, and was told."""
        if self._first == "kept":
            kept.keep_too(row)
        elif row.hidden or self._first == "hidden":
            self.into.without_hidden([replace(row, hidden=True)])
        elif self._first == "step":
            step, fields = self.into.rows[-1], self.chosen.fields
            keep_secret_cells(row, step.milestone, self.chosen, self.into)
            helping = {fields["milestone"], fields["row_type"], *self.chosen.unused, *self.chosen.secret}
            beside = [
                self._named(column, text)
                for column, cell in enumerate(row.cells)
                if column not in helping and (text := shown_in(cell))
            ]
            remark = f"below it: {'; '.join([said, *beside])}"
            self.into.rows[-1] = replace(step, remarks=(*step.remarks, remark))
            self.into.comments.append(f"“{step.milestone}”: {remark}")
            self._tell([row.cell(column) for column in (fields["row_type"], *self.chosen.unused)])
            self.into.account.enter(row.cells, "kept", "comment")
        else:
            return False
        return True

    def _of_a_step(self, row: GridRow) -> None:
        step = self.into.rows[-1]
        keep_secret_cells(row, step.milestone, self.chosen, self.into)
        said = {
            column: shown_in(cell)
            for column, cell in enumerate(row.cells)
            if shown_in(cell) and column not in self.chosen.secret and column not in self.chosen.unused
        }
        marks = {column for column, text in said.items() if folded(text) in _actual()}
        dated = [column for column in self._dated() if column in said]
        if marks and len(dated) == 1 and step.status in ("", "done") and step.done_on is None:
            cell = row.cell(dated[0])
            found = values.read(cell, near=step.target_date or self.today, day_first=self.day_first, locale=self.locale)
            if found.day and found.day <= self.today and not found.said:
                step = replace(step, done_on=found.day, status="done")
                self.into.account.enter([cell], "placed", "done_on", self.chosen.heads.get(dated[0], ""))
                del said[dated[0]]
        if marks and set(said) <= marks:
            self._tell([row.cell(column) for column in marks])
            said = {}
        step = self._with_other_side(step, row, said)
        remark = f"second line: {'; '.join(self._named(column, text) for column, text in said.items())}"
        same = [c for c in dated if c in said and self._day(row.cell(c)) == step.target_date]
        if said and any(column in said and column not in same for column in dated):  # another day: which one holds?
            step = replace(step, remarks=(*step.remarks, remark), asks=(*step.asks, ("target_date", remark)))
            self.into.remarks.append(f"“{step.milestone}”: {remark}")
        elif said:
            step = replace(step, remarks=(*step.remarks, remark))
            self.into.comments.append(f"“{step.milestone}”: {remark}")
        self.into.rows[-1] = step
        self._tell([row.cell(column) for column in self.chosen.unused])
        self.into.account.enter(row.cells, "kept", "comment")

    def _with_other_side(self, step: DraftRow, row: GridRow, said: dict[int, str]) -> DraftRow:
        """The step with the owner of the side that had none, where its second line names that side's; taken from what it has ``said``."""
        fields = self.chosen.fields
        for name in ("owner", "buyer_owner", "seller_owner"):
            column = fields.get(name, -1)
            if column not in said:
                continue
            owners = self.sides.owners(said[column])
            side, who = ("buyer", owners.buyer) if owners.buyer else ("seller", owners.seller)
            known = not owners.unplaced and not owners.beside and bool(who) and not (owners.buyer and owners.seller)
            if not known:
                who = said[column]
                side = self.sides.side_named(said.get(fields.get("side", -1), "")) if name == "owner" else name[:-6]
            if side not in ("buyer", "seller") or name not in ("owner", f"{side}_owner") or not _is_one(who):
                continue
            taken = step.buyer_owner if side == "buyer" else step.seller_owner
            if taken and taken != who:
                continue
            step = replace(step, buyer_owner=who) if side == "buyer" else replace(step, seller_owner=who)
            used = [column, *([fields["side"]] if name == "owner" and "side" in fields else [])]
            self.into.account.enter([row.cell(one) for one in used], "placed", f"{side}_owner")
            for one in used:
                said.pop(one, None)
        return step

    def _day(self, cell: Cell) -> date | None:
        return values.read(cell, near=self.today, day_first=self.day_first, locale=self.locale).day

    def _named(self, column: int, said: str) -> str:
        head = self.chosen.heads.get(column, "")
        return f"{head}: {said}" if head else said

    def _dated(self) -> tuple[int, ...]:
        done = self.chosen.fields.get("done_on")
        return self.chosen.targets if done is None else (*self.chosen.targets, done)

    def _tell(self, cells: list[Cell]) -> None:
        self.into.account.enter(cells, "told", "only helped to read")


def keep_secret_cells(row: GridRow, title: str, chosen: Chosen, into: Reading) -> None:
    """What stands in the private columns of the row of the step ``title``, with what hangs there, for the seller alone."""
    for column, (head, _) in chosen.secret.items():
        cell = row.cell(column)
        said = " · ".join(part for part in (shown_in(cell), cell.struck, *_hanging(cell)) if part)
        if said:
            into.private.append(f"{title}: {head}: {' '.join(said.split())}")
            into.account.enter([cell], "kept", "internal.notes", head)


def _hanging(cell: Cell) -> list[str]:
    links = [link.address for link in cell.links if link.address not in cell.text]
    return [*(remark.text for remark in cell.remarks), *links]


def _is_one(who: str) -> bool:
    return person.judge(who) == "person" and len(parts_of(who)) == 1


@cache
def _actual() -> frozenset[str]:
    done = {said for said, (kind, _) in kinds().items() if kind == "done_date"}
    return frozenset(done | {folded(word) for word in lexicon.words("second_line")["actual"]})
