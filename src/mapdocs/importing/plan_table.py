"""A plan that somebody already keeps, in a spreadsheet, a Word table or Markdown, as rows of a new spec."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mapdocs.importing.draft import DraftRow
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import private_word
from mapdocs.readers.cells import Unclear, read_day, read_status, says_yes
from mapdocs.readers.headings import Columns, Found, find_tables, folded, synonyms
from mapdocs.readers.tables import Cell, GridRow, Paper, clean
from mapdocs.readers.xlsx import SERIALS, serial_day


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """``rows`` in the file's order; ``remarks`` name what was not understood, ``unknown`` the columns.

    ``private`` is what the seller keeps for themselves, a line a cell or row, for the internal notes; ``kept_back`` says
    what was kept back and why.
    """

    rows: tuple[DraftRow, ...]
    remarks: tuple[str, ...]
    unknown: tuple[str, ...]
    where: str
    private: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()


def find_plan(paper: Paper, sides: Sides, *, today: date, day_first: bool | None = None) -> FoundPlan | None:
    """The fullest table of a plan in ``paper``; None where there is none."""
    found = find_tables(paper.tables, _more_headings(sides), least=2)
    if not found:
        return None
    best = next((one for one in found if not private_word(one.table.sheet)), None)
    if best is None:
        return None
    best, secret = _apart(best)
    first = day_first if day_first is not None else _order(best)
    reader = _Plan(best, sides, first, today)
    private: list[str] = []
    for row in best.rows:
        if row.hidden:
            private += [f"hidden row {row.number}: {said}"] if (said := _whole(row)) else []
            continue
        reader.take(row)
        step = " ".join(clean(row.cell(best.columns.fields.get("milestone")).text).split()) or f"row {row.number}"
        private += [
            f"{step}: {head}: {said}"
            for column, (head, _) in secret.items()
            if (said := " ".join(clean(row.cell(column).text).split()))
        ]
    hidden = sum(row.hidden and not row.blank for row in best.rows)
    kept_back = [f"the column “{head}” is kept in internal.notes: {why}" for head, why in secret.values()]
    if hidden:
        rows = f"{hidden} rows that are" if hidden != 1 else "1 row that is"
        kept_back.append(f"{rows} hidden in the file, by hand or by a filter, no step of the plan; see internal.notes")
    kept_back += [note for note in paper.notes if "hidden" in note]
    return FoundPlan(
        tuple(reader.rows),
        tuple(reader.remarks),
        tuple(best.columns.unknown.values()),
        best.table.name,
        tuple(private),
        tuple(kept_back),
    )


def _whole(row: GridRow) -> str:
    cells = (" ".join(clean(cell.text).split()) for cell in row.cells if not cell.covered)
    return " · ".join(said for said in cells if said)


def _apart(found: Found) -> tuple[Found, dict[int, tuple[str, str]]]:
    """``found`` without the columns that are private, and those by their place with their heading and why."""
    filled = [row for row in found.table.rows if not row.blank]
    heads = filled[found.heading].cells
    secret: dict[int, tuple[str, str]] = {}
    for column in range(max(len(row.cells) for row in filled)):
        head = clean(heads[column].text).replace("\n", " ") if column < len(heads) else ""
        word = private_word(head)
        if word:
            secret[column] = (head, f"the heading says “{word}”")
        elif column in found.table.hidden_columns:
            secret[column] = (head or f"number {column + 1}", "the column is hidden in the file")
    columns = Columns(
        {name: column for name, column in found.columns.fields.items() if column not in secret},
        {column: head for column, head in found.columns.unknown.items() if column not in secret},
    )
    return replace(found, columns=columns), secret


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


def _order(found: Found) -> bool | None:
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
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return day_first if day_first != month_first else None


class _Plan:
    """Collects rows; a section row names the phase of those below it."""

    def __init__(self, found: Found, sides: Sides, day_first: bool | None, today: date) -> None:
        self.columns: Columns = found.columns
        self.sides, self.day_first, self.today = sides, day_first, today
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
        read = read_day(said, near=self.near, day_first=self.day_first)
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
