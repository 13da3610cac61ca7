"""A plan that somebody already keeps, in a spreadsheet, a Word table or Markdown, as rows of a new spec."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mapdocs.importing.draft import DraftRow
from mapdocs.importing.owners import Sides
from mapdocs.readers.cells import Unclear, read_day, read_status, says_yes
from mapdocs.readers.headings import Columns, Found, find_tables, folded, synonyms
from mapdocs.readers.tables import Cell, GridRow, Paper, clean
from mapdocs.readers.xlsx import SERIALS, serial_day


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """``rows`` in the file's order; ``remarks`` name what was not understood, ``unknown`` the columns."""

    rows: tuple[DraftRow, ...]
    remarks: tuple[str, ...]
    unknown: tuple[str, ...]
    where: str


def find_plan(
    paper: Paper, sides: Sides, *, today: date, day_first: bool | None = None, locale: str = ""
) -> FoundPlan | None:
    """The fullest table of a plan in ``paper``; None where there is none.

    ``locale`` says which way round 4/5/2026 is where neither ``day_first`` nor the column does.
    """
    found = find_tables(paper.tables, _more_headings(sides), least=2)
    if not found:
        return None
    best = found[0]
    first = day_first
    if first is None:
        says_day_first, says_month_first = _order(best)
        first = says_day_first if says_day_first != says_month_first else None
        locale = "" if says_day_first and says_month_first else locale  # a column of both ways is asked about
    reader = _Plan(best, sides, first, today, locale)
    for row in best.rows:
        reader.take(row)
    return FoundPlan(tuple(reader.rows), tuple(reader.remarks), tuple(best.columns.unknown.values()), best.table.name)


def _more_headings(sides: Sides) -> Mapping[str, str]:
    """A company's own name over a column of owners: "Acme", "Owner (Acme)", "Acme owner"."""
    more: dict[str, str] = {}
    for side, company in (("buyer_owner", sides.buyer.company), ("seller_owner", sides.seller.company)):
        words = folded(company).split()
        for name in {" ".join(words[:count]) for count in (1, len(words)) if words}:
            if sides.buyer.is_called(name) != sides.seller.is_called(name):
                shapes = ("{}", "owner {}", "{} owner", "{} lead", "responsible {}")
                more |= {shape.format(name): side for shape in shapes}
    return {key: value for key, value in more.items() if key not in synonyms()}


def _order(found: Found) -> tuple[bool, bool]:
    """Whether a day of the column can only begin with the day, and whether one can only begin with the month."""
    column = found.columns.fields.get("target_date")
    pairs = []
    for row in found.rows:
        match = (
            re.match(r"\s*(?:[^\W\d_]+[.,]*\s+)?(\d{1,2})[./-](\d{1,2})\b", row.cell(column).text)
            if column is not None
            else None
        )
        if match:
            pairs.append((int(match[1]), int(match[2])))
    return any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)


class _Plan:
    """Collects rows; a section row names the phase of those below it."""

    def __init__(self, found: Found, sides: Sides, day_first: bool | None, today: date, locale: str = "") -> None:
        self.columns: Columns = found.columns
        self.sides, self.day_first, self.today, self.locale = sides, day_first, today, locale
        self.rows: list[DraftRow] = []
        self.remarks: list[str] = []
        self.phase = self.told_phase = ""
        self.near = today

    def take(self, row: GridRow) -> None:
        if row.blank or self._repeats_heading(row):
            return
        filled = [(n, cell) for n, cell in enumerate(row.cells) if cell.text and not cell.covered]
        step = self._cell(row, "milestone")
        others = [
            name
            for name in self.columns.fields
            if name not in ("milestone", "mark", "phase", "days") and self._cell(row, name).text
        ]
        spans = any(cell.covered == "left" for cell in row.cells)
        if (
            len({cell.text for _, cell in filled}) == 1
            and not others
            and (spans or filled[0][0] != self.columns.fields.get("milestone") or self._is_section(row))
        ):
            self.phase = clean(filled[0][1].text).replace("\n", " ")
            return
        title = " ".join(clean(step.text).split())
        if not title:
            said = " · ".join(" ".join(clean(cell.text).split()) for _, cell in filled)
            self.remarks.append(f"row {row.number} names no step and was left out: {said}")
            return
        self.rows.append(self._row(row, title))

    def _is_section(self, row: GridRow) -> bool:
        """A title alone: bold over its rows in many plans. It is a section where most rows have more than a title."""
        wanted = [
            name
            for name in ("target_date", "buyer_owner", "seller_owner", "owner", "status")
            if name in self.columns.fields
        ]
        return (
            bool(
                re.match(
                    r"(?i)\s*(phase|stage|section|abschnitt|fase|étape \d|week \d+|\d+\.\s)",
                    self._cell(row, "milestone").text,
                )
            )
            and len(wanted) >= 2
        )

    def _repeats_heading(self, row: GridRow) -> bool:
        known = synonyms()
        hits = sum(known.get(folded(self._cell(row, name).text)) == name for name in self.columns.fields)
        return hits >= max(2, len(self.columns.fields) - 1)

    def _cell(self, row: GridRow, name: str) -> Cell:
        return row.cell(self.columns.fields.get(name))

    def _row(self, row: GridRow, title: str) -> DraftRow:
        remarks: list[str] = []
        day, why = self._day(row, "target_date")
        done_on, done_why = self._day(row, "done_on")
        remarks += [
            f"{label}: {said}" for label, said in (("the date", why), ("the day it was done", done_why)) if said
        ]
        buyer, seller, owner_remark = self._owners(row)
        remarks += owner_remark
        status_text, status = _status(self._cell(row, "status"))
        if status_text and status is None:
            remarks.append(f"the status “{status_text}” is none of ours")
        agreed = " ".join(clean(self._cell(row, "agreed_on").text).split())
        if agreed:
            remarks.append(f"agreed: {agreed}")
        notes = [clean(self._cell(row, "note").text)]
        phase = " ".join(clean(self._cell(row, "phase").text).split()) or self.phase
        remarks += [
            f"{label}: {said}"
            for label, name in (
                ("waits for", "after"),
                ("starts", "start"),
                ("takes", "duration"),
                ("priority", "priority"),
            )
            if (said := " ".join(clean(self._cell(row, name).text).split()))
        ]
        remarks += [
            f"{head}: {said}"
            for column, head in self.columns.unknown.items()
            if (said := " ".join(clean(row.cell(column).text).split()))
        ]
        begins = phase if phase != self.told_phase else ""
        self.told_phase = phase
        self.remarks += [f"“{title}”: {remark}" for remark in remarks]
        return DraftRow(
            milestone=title,
            buyer_owner=buyer,
            seller_owner=seller,
            target_date=day,
            exit_criteria=clean(self._cell(row, "exit_criteria").text),
            status=status or "",
            done_on=done_on,
            note="\n".join(note for note in notes if note),
            phase=begins,
            remarks=tuple(remarks),
        )

    def _day(self, row: GridRow, name: str) -> tuple[date | None, str]:
        cell = self._cell(row, name)
        if cell.formula is not None:
            return None, f"the cell holds the formula {cell.formula}"
        if isinstance(cell.value, date):
            self.near = cell.value
            return cell.value, ""
        if isinstance(cell.value, Decimal) and int(cell.value) in SERIALS:
            found = serial_day(cell.value)
            return found, ""
        said = " ".join(clean(cell.text).split())
        if not said or said in ("-", "–", "—"):
            return None, ""
        read = read_day(said, near=self.near, day_first=self.day_first, locale=self.locale)
        if isinstance(read, Unclear):
            return None, read.why
        self.near = read
        return read, ""

    def _owners(self, row: GridRow) -> tuple[str, str, list[str]]:
        """Both owners; one column for both is split by the words for sides, the companies and the people we know."""
        buyer = self._name(row, "buyer_owner")
        seller = self._name(row, "seller_owner")
        remarks: list[str] = []
        single = " ".join(clean(self._cell(row, "owner").text).replace("\n", " / ").split())
        if not single:
            return buyer, seller, remarks
        owners = self.sides.owners(single)
        if owners.unplaced:
            remarks.append(f"the owner is given as “{single}”; who is it on which side?")
        return buyer or owners.buyer, seller or owners.seller, remarks

    def _name(self, row: GridRow, name: str) -> str:
        said = " ".join(clean(self._cell(row, name).text).replace("\n", ", ").split())
        return "" if said in ("-", "–", "—", "?") else said


def _status(cell: Cell) -> tuple[str, str | None]:
    """What a cell says of a step's state, and the status that it is: a word, a share of the whole, or yes and no."""
    said = " ".join(clean(cell.text).split())
    percent = re.fullmatch(r"(\d{1,3})\s?%", said)
    share = Decimal(percent[1]) / 100 if percent else cell.value if isinstance(cell.value, Decimal) else None
    if share is not None and 0 <= share <= 1:
        return said, "done" if share == 1 else "in progress" if share else "open"
    if says_yes(said):
        return said, "done"
    return said, "open" if said.casefold() in _NO else read_status(said, {}) if said else None


_NO = frozenset({"n", "no", "false", "nein", "non", "não", "いいえ", "未"})
