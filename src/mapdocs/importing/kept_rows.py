"""Rows, and lines of a cell, of which the plan says itself that the buyer shall not see them: kept for the seller, and told."""

from __future__ import annotations

from dataclasses import replace

from mapdocs.importing import values
from mapdocs.importing.asides import asides_in
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.fates import whole
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import (
    inward_word,
    is_for_them,
    is_for_us,
    kept_from,
    label_word,
    labels_in,
    only_ours,
    own_step_word,
    private_inside,
    private_line,
)
from mapdocs.importing.reading import Reading
from mapdocs.importing.row_words import RowWords, buyer_names, own_names
from mapdocs.importing.values import words
from mapdocs.readers.tables import Cell, GridRow, Line, clean

_READ_BY_THE_BUYER = ("milestone", "exit_criteria", "note", "proof", "status")


class KeptRows:
    """Of one table; what is kept goes into the internal notes of ``into``."""

    def __init__(self, chosen: Chosen, sides: Sides, into: Reading) -> None:
        self.chosen, self.sides, self.into = chosen, sides, into
        self._deep = 0  # how deep that title lies, where the file says how deep rows lie
        self._titled = False  # whether a title of its own began a part that is not for the buyer
        self._part = ""  # that title
        self._kept_for = ""  # why the last row was kept
        self._row_words = RowWords(chosen, sides)
        self._names, self._buyers = own_names(sides), buyer_names(sides)

    def ends_part(self, row: GridRow, title: str, *, opens: bool, deep: int) -> bool:
        """Whether ``row`` is the title with which a part ends that another title kept from the buyer. ``opens``: others belong
        to it, ``deep`` in the file's own counting, 0 where it has none. A row no deeper than the title ends it as well."""
        inward = self.is_inward(title)
        if self._titled and self._deep and 0 < deep <= self._deep and not inward:
            self._titled = False
        if not (self._titled and (self._alone(row) or (opens and not self._deep))) or inward:
            return False
        self._titled = False
        if not self._alone(row):
            return False  # a step of its own, whatever belongs to it
        self.into.account.enter(row.cells, "placed", "phase")
        return True

    def keep(self, row: GridRow, title: str, phase: str, *, opens: bool, deep: int, named: bool) -> bool:
        """Keep the row where a column, its name, its owner or the part that it is in says so. ``named``: the rows that belong to it
        name it, so that it begins no part for those that happen to stand below it."""
        begins = (self._alone(row) or opens) and self.is_inward(title)
        self._deep = deep if begins and not self._titled else self._deep
        self._titled = self._titled or (begins and not named)
        self._part = title if begins else self._part
        alone = f"the part is called “{title}”" if begins and named else ""
        loose = self._titled and not begins and not self._keeps(self._part) and self._buyer_owns(row)
        why = (
            f"the part is called “{self._part}”"
            if self._titled and not loose
            else alone or self._why(row, title, phase)
        )
        if why:
            self._keep(row, why)
        return bool(why)

    def _keeps(self, title: str) -> bool:
        """Whether the title of a part says that it is not for the buyer: "Internal", "Fabrikam only", "Not for Juniper"."""
        mine = label_word(f"{title}:", "inward", "private") or only_ours(f"{title}:", self.sides.is_sellers)
        return bool(mine or kept_from(title, self.sides.is_buyers))

    def _loosely(self, title: str) -> str:
        """The same of one that says more, "Internal prep": what somebody on the buyer's side owns there is not kept."""
        return inward_word(title.strip("-–—=*_ "))

    def is_inward(self, title: str) -> bool:
        return self._keeps(title) or bool(self._loosely(title))

    def keep_below(self, row: GridRow, part: str) -> None:
        """Keep a row of which the file says that it belongs to ``part``."""
        self._keep(row, f"the part is called “{part}”")

    def keep_too(self, row: GridRow) -> None:
        """Keep a row that goes on with the one above it, which was kept."""
        self._keep(row, self._kept_for)

    def put_away(self, row: GridRow) -> tuple[str, str] | None:
        """(heading, what stands below it) where the row was archived."""
        return self._row_words.archived(row)

    def _keep(self, row: GridRow, why: str) -> None:
        self.into.private.append(f"row {row.number}: {whole(row)}")
        self.into.account.enter_rows([row], "kept", "internal.notes")
        self.into.apart["rows", why] = self.into.apart.get(("rows", why), 0) + 1
        self._kept_for = why

    def _alone(self, row: GridRow) -> bool:
        return [name for name in self.chosen.fields if words(self._cell(row, name))] == ["milestone"]

    def _cell(self, row: GridRow, name: str) -> Cell:
        return row.cell(self.chosen.fields.get(name))

    def _why(self, row: GridRow, title: str, phase: str) -> str:
        if key := self._cell(row, "milestone").key:
            return f"the file says of its colour: “{key}”"
        if self.chosen.hides:
            column, how = self.chosen.hides
            said = words(row.cell(column))
            hidden = {
                "yes": bool(said) and not values.is_no(said),
                "no": values.is_no(said),
                "not yes": values.is_no(said) or (not _says_yes(said) and self._has_fact(row)),
                "for us": bool(said) and (is_for_us(said, self._names) or not is_for_them(said, self._buyers)),
                "private": any(label_word(f"{label}:") for label in labels_in(said)),
            }
            if hidden[how]:
                head = self.chosen.heads[column]
                return f"“{head}” says “{said}”" if said else f"“{head}” is empty there"
        says = self._row_words.private(row)
        if says:
            return f"“{says[0]}” says “{says[1]}”"
        part = words(self._cell(row, "phase")) or phase
        if inward_word(part) or only_ours(f"{part}:", self.sides.is_sellers):
            return f"the part is called “{part}”"
        mine = (
            label_word(title)
            or kept_from(title, self.sides.is_buyers)
            or private_inside(title)
            or only_ours(title, self.sides.is_sellers)
        )
        if mine:
            return f"“{title}” says “{mine}”"
        word = "" if self._buyer_owns(row) else own_step_word(title)
        return f"“{title}” says “{word}”, and nobody on the buyer's side owns it" if word else ""

    def _has_fact(self, row: GridRow) -> bool:
        facts = ("buyer_owner", "seller_owner", "owner", "target_date", "exit_criteria")
        return any(words(self._cell(row, name)) for name in facts)

    def _buyer_owns(self, row: GridRow) -> bool:
        single = self.sides.owners(words(self._cell(row, "owner")))
        return bool(words(self._cell(row, "buyer_owner")) or words(self._cell(row, "buyer_mark")) or single.buyer)

    def _is_private(self, line: str) -> bool:
        return bool(private_line(line) or private_inside(line) or only_ours(line, self.sides.is_sellers))

    def without_asides(self, row: GridRow) -> GridRow:
        """``row`` without what somebody remarks in brackets in its cells, and is not the buyer."""
        cells = list(row.cells)
        title, _ = asides_in(words(self._cell(row, "milestone")), self.sides)
        for column in self.chosen.fields.values():
            cell = row.cell(column)
            lines = (
                [asides_in(line.text, self.sides) for line in cell.lines]
                if ":" in cell.text or "：" in cell.text
                else []
            )
            apart = [said for _, found in lines for said in found]
            if not apart or cell.covered:
                continue
            head = self.chosen.heads.get(column, "")
            self.into.private.append(f"{title}: {head}: {'; '.join(apart)}")
            self.into.account.enter([cell], "kept", "internal.notes", head)
            self.into.apart["remarks", head] = self.into.apart.get(("remarks", head), 0) + len(apart)
            left = tuple(replace(line, text=text) for line, (text, _) in zip(cell.lines, lines, strict=True) if text)
            cells[column] = replace(cell, lines=left, value=None, formula=None)
        return replace(row, cells=cells) if cells != row.cells else row

    def without_labelled(self, row: GridRow, title: str) -> GridRow:
        """``row`` without the lines that their writer calls internal."""
        cells = list(row.cells)
        for name in _READ_BY_THE_BUYER:
            column = self.chosen.fields.get(name)
            lines = clean(row.cell(column).text).split("\n") if column is not None else []
            keyed = column is not None and row.cell(column).key
            apart = lines if keyed else [line for line in lines if self._is_private(line)]
            if column is None or not apart:
                continue
            head = self.chosen.heads.get(column, "")
            self.into.private.append(f"{title}: {head}: {' '.join(apart)}")
            self.into.account.enter([row.cell(column)], "kept", "internal.notes", head)
            self.into.apart["lines", head] = self.into.apart.get(("lines", head), 0) + len(apart)
            left = tuple(Line(line) for line in lines if line not in apart)
            cells[column] = replace(row.cell(column), lines=left, value=None, formula=None)
        return replace(row, cells=cells)


def _says_yes(said: str) -> bool:
    return bool(said) and values.says_yes_or_no(said) and not values.is_no(said)
