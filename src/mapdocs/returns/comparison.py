"""A returned file against what was sent: the changes, row by row and field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from mapdocs.errors import Refused
from mapdocs.plan.snapshot import SentRow, SentVersion
from mapdocs.readers.headings import Columns, Found, meaning
from mapdocs.readers.tables import Cell, GridRow, Paper, Remark, clean, same
from mapdocs.returns.cell_remarks import with_remarks
from mapdocs.returns.cells import Context, Fields, Reading, proof_beside, read_row
from mapdocs.returns.changes import BESIDE, EMPTIED, FIELDS, STANDING, Changes, Edit, RowChange
from mapdocs.returns.columns import Aside, Settled, aside, loose, other_date, settled
from mapdocs.returns.copies import joined, plans_of, twin_of, with_removed, with_twins
from mapdocs.returns.day_order import learned
from mapdocs.returns.doubts import with_doubts
from mapdocs.returns.head import go_live_edit
from mapdocs.returns.lines_below import is_no_step, is_section
from mapdocs.returns.matching import Match, Traits, match_rows, order_of, traits_of_sent
from mapdocs.returns.merged import asked_once, taken_apart
from mapdocs.returns.owner_cells import parties_of
from mapdocs.returns.phrasebook import Phrasebook
from mapdocs.returns.plan_tables import columns_gone, plan_tables
from mapdocs.returns.sheets import one_of
from mapdocs.returns.struck import Struck, name_struck, with_struck
from mapdocs.returns.unread import heading_notes, unread_cells


@dataclass(frozen=True, slots=True)
class Base:
    """What a returned file is compared with; ``how`` says where that comes from, for the report."""

    version: SentVersion
    how: str


def compare(
    paper: Paper,
    base: Base,
    book: Phrasebook,
    *,
    today: date,
    file: str,
) -> Changes:
    """What ``paper`` changes against ``base``.

    Raises:
        Refused: there is no table of a plan in it.
    """
    tables = plan_tables(paper, book)
    if not tables:
        raise Refused(
            "there is no table of a plan in this file",
            "its heading row must name the milestone and at least two more columns, as in Milestone, Target Date, Status",
        )
    snapshot = base.version.snapshot
    people = {person.name: person.title for person in snapshot.people}
    for row in snapshot.rows:
        for owner in (row.buyer_owner, row.seller_owner):
            if owner:
                people.setdefault(owner, None)
    sent_back = min(paper.day, today) if paper.day else None
    sent_days = [row.target_date for row in snapshot.rows if row.target_date]
    order = learned(
        (row.cell(found.columns.fields.get("target_date")) for found in tables for row in found.rows), sent_days
    )
    context = Context(book, people, sent_back or today, paper.kind, order, parties_of(snapshot))
    # A document's tables are parts of one plan; a workbook's sheets are the plan again and again.
    plans = [(found.table.sheet, [found]) for found in tables] if paper.kind == "xlsx" else [("", tables)]
    read: list[tuple[str, Changes]] = []
    for name, parts in plans:
        told = []
        for plan in plans_of(parts, partial(_is_heading, headings=book.headings)):
            reader = _Reader(snapshot.rows, context, sent_back, base.version.built or context.today)
            for found in plan:
                reader.take(found)
            told.append(reader.changes(paper, base, file=file))
        read.append((name, joined(told[0], told[1:])))
    changes = one_of(read)
    go_live = go_live_edit(paper, tables, book, snapshot.go_live, near=reader.near, day_first=order)
    return replace(changes, go_live=go_live, notes=(*changes.notes, *columns_gone(paper, tables)))


class _Reader:
    """Collects the rows of the plan's tables and tells what they change."""

    def __init__(self, sent: Sequence[SentRow], context: Context, sent_back: date | None, since: date) -> None:
        self.sent, self.context, self.sent_back, self.since = sent, context, sent_back, since
        self.rows: list[tuple[GridRow, Fields, Settled]] = []
        self.deleted: list[tuple[GridRow, Fields]] = []
        self.unplaced: list[str] = []
        self.asked: list[Remark] = []
        self.notes: list[str] = []
        self.titles = {same(row.milestone).casefold() for row in sent}
        days = [row.target_date for row in sent if row.target_date]
        self.near = sorted(days)[len(days) // 2] if days else context.today

    def _when(self, row: GridRow) -> date | None:
        return self._by_our_clock(max((day for day in (row.at, *(cell.at for cell in row.cells)) if day), default=None))

    def _by_our_clock(self, day: date | None) -> date | None:
        """The day of a change; a clock ahead of ours, or a buyer where it is tomorrow already, says no day to come."""
        return min(day, self.context.today) if day else None

    def take(self, found: Found) -> None:
        known = settled(found, self.sent, self.context, self.near)
        columns = known.columns
        self.notes += known.notes
        for column, heading in columns.unknown.items():
            if any(clean(row.cell(column).text) for row in found.rows):
                self.notes.append(
                    f"the column “{heading}” is not one of the plan's; what stands in it is in the report"
                )
        self._nameless(found, columns, known.remarks)
        self.notes += heading_notes(found, known, self.context.book)
        for row in found.rows:
            if row.blank or _is_heading(row, columns, self.context.book.headings) or self._is_invitation(row):
                continue
            if row.deleted:
                self.unplaced += loose(row, known)
                self.deleted.append((row, read_row(row, columns, None, self.context, self.near)))
                continue
            if is_no_step(row, columns, self.titles):
                said = " ".join(clean(c.text) for c in row.cells if c.text)
                if said.endswith(("?", "？")):
                    self.asked.append(Remark(said, ", ".join(_authors(row)), self._when(row)))
                else:
                    self.unplaced.append(said)
                continue
            if is_section(row, columns):
                self.unplaced.append(" ".join(clean(c.text) for c in row.cells if c.text))
                continue
            fields = read_row(row, columns, None, self.context, self.near)
            self.unplaced += unread_cells(row, columns)
            if self._says_nothing(row, fields):
                self.unplaced += loose(row, known)
                continue
            self.rows.append((row, fields, known))

    def _nameless(self, found: Found, columns: Columns, remarks: Mapping[int, str]) -> None:
        """What stands beside the rows in columns that have no heading."""
        named = {*columns.fields.values(), *columns.unknown, *remarks}
        step = columns.fields.get("milestone", columns.fields.get("step_and_proof"))
        for row in found.rows:
            said = clean(row.cell(step).text).split("\n")[0]
            for column, cell in enumerate(row.cells):
                if column not in named and cell.text and not cell.covered and any(c.isalnum() for c in cell.text):
                    self.unplaced.append(f"{clean(cell.text)}{f' (beside “{said}”)' if said else ''}")

    def _is_invitation(self, row: GridRow) -> bool:
        texts = [same(cell.text).casefold() for cell in row.cells if cell.text]
        return len(set(texts)) == 1 and texts[0] in self.context.book.invitations

    def _says_nothing(self, row: GridRow, fields: Fields) -> bool:
        """A spare row: nothing in it, or nothing but the number or formula that it was sent with."""
        return not any(
            reading.value or reading.question
            for name, reading in fields.readings.items()
            if not (name == "status" and reading.value == "open" and not reading.raw)
        )

    def changes(self, paper: Paper, base: Base, *, file: str) -> Changes:
        traits = [self._traits(fields) for _, fields, _ in self.rows]
        matches = {match.row: match for match in match_rows([traits_of_sent(row) for row in self.sent], traits)}
        changed: list[RowChange] = []
        seen: dict[int, int] = {}
        places: dict[int, tuple[GridRow, Columns]] = {}
        twins: list[RowChange] = []
        for index, (row, fields, known) in enumerate(self.rows):
            match = matches.get(index)
            if match is None:
                twin = twin_of(traits[index], self.sent, {match.sent for match in matches.values()})
                if twin is not None:
                    twins.append(self._changed(row, known, Match(twin, index, True, ""), 0))
                    continue
                changed.append(self._added(row, fields, aside(row, known), len(changed)))
            else:
                seen[match.sent] = len(changed)
                places[len(changed)] = row, known.columns
                changed.append(self._changed(row, known, match, len(changed)))
        changed = [*asked_once(changed, places, self._read)]
        changed, said = with_twins(changed, twins)
        self.notes += said
        returned = [c.sent.id for c in changed if c.sent is not None]
        kept = [row.id for index, row in enumerate(self.sent) if index in seen]
        moved = order_of(kept, returned) if returned != kept else ()
        ordered = with_removed(self.sent, changed, seen, self._gone)
        return Changes(
            file=file,
            revision=base.version.revision or "",
            base=base.how,
            rows=tuple(ordered),
            order=tuple(returned) if moved else (),
            moved=moved,
            remarks=(*self._loose_remarks(paper, changed), *self.asked),
            unplaced=tuple(dict.fromkeys(self.unplaced)),
            notes=(*paper.notes, *dict.fromkeys(self.notes)),
            authors=tuple(dict.fromkeys(author for change in changed for author in change.authors)),
        )

    def _read(self, cell: Cell, name: str, sent: SentRow) -> str | None:
        """What ``cell`` would say as the field ``name``."""
        fields = read_row(GridRow(1, [cell]), Columns({name: 0}, {}), sent, self.context, sent.target_date or self.near)
        reading = fields.readings.get(name)
        return reading.value if reading else None

    def _traits(self, fields: Fields) -> Traits:
        def value(name: str) -> str | None:
            reading = fields.readings.get(name)
            return None if reading is None else same(reading.value)

        return Traits(
            fields.mark,
            name_struck(fields, {same(row.milestone) for row in self.sent}) or value("milestone") or "",
            value("buyer_owner"),
            value("seller_owner"),
            value("target_date"),
            value("exit_criteria"),
        )

    def _changed(self, row: GridRow, known: Settled, match: Match, place: int) -> RowChange:
        sent = self.sent[match.sent]
        near = sent.target_date or self.near
        row = taken_apart(row, known.columns, sent, self._read)
        fields = read_row(row, known.columns, sent, self.context, near)
        edits: list[Edit] = []
        extra: list[str] = []
        for name in FIELDS:
            reading = fields.readings.get(name)
            if reading is None:
                continue
            extra += [f"{line}{BESIDE}{name.replace('_', ' ')})" for line in reading.extra]
            edit = self._edit(name, sent, reading, fields)
            if edit is not None:
                edits.append(edit)
        shown = proof_beside(fields, sent, self.context.book)
        if shown is not None:
            said, remark = shown
            at = self._by_our_clock(remark.at)
            edits.append(Edit("proof", sent.proof, said, raw=remark.text, author=remark.author, at=at))
        edits = with_doubts(edits, sent, self.context.parties, self.since)
        struck = Struck(fields, sent)
        edits, remarked = with_remarks(edits, fields, sent, self.context)
        edits, more = with_struck(edits, fields, sent, struck)
        extra = [*extra, *remarked, *more] if not struck.is_whole else struck.reasons()
        beside = aside(row, known)
        if not any(edit.field == "target_date" for edit in edits):
            asked, text = other_date(row, known, sent, self.context, near)
            edits = [*([asked] if asked else []), *edits]
            beside = replace(beside, told=tuple(told for told in beside.told if told[0] != text))
        extra += beside.lines
        remarks = (*(remark for cell in row.cells for remark in cell.remarks), *beside.remarks)
        kind: Any = "removed" if struck.is_whole else "changed" if edits or extra else "same"
        return RowChange(
            kind=kind,
            label=sent.milestone,
            sent=sent,
            edits=() if struck.is_whole else tuple(edits),
            place=place,
            sure=match.sure,
            how=match.how,
            remarks=remarks,
            authors=_authors(row),
            at=self._when(row) or self.sent_back,
            extra=tuple(extra),
            under=beside.told,
            struck=struck.is_whole,
        )

    def _edit(self, name: str, sent: SentRow, reading: Reading, fields: Fields) -> Edit | None:
        old = sent.text(name)
        cell = _cell_of(name, fields)
        told: dict[str, Any] = {"raw": reading.raw}
        if cell is not None:
            told |= {
                "author": ", ".join(cell.authors),
                "at": self._by_our_clock(cell.at),
                "reason": " ".join(clean(remark.words).replace("\n", " ") for remark in cell.remarks if remark.is_said),
            }
        if reading.question:
            if name == "status" and cell is not None and same(cell.text) == same(old):
                return None
            return Edit(name, old, None, question=reading.question, readings=reading.readings, **told)
        new = reading.value
        if name in STANDING:
            if name == "agreed_on" and name in fields.cells and old and not new:
                return Edit(name, old, None, question=EMPTIED, **told)
            return self._standing(name, old, new, told)
        if same(new) == same(old):
            return None
        if not new:
            return Edit(name, old, None, question=EMPTIED, **told)
        return Edit(name, old, new, **told)

    def _standing(self, name: str, old: str | None, new: str | None, told: dict[str, Any]) -> Edit | None:
        """A day of agreement: a yes counts from the day it was read; a document that shows none takes none back."""
        if new == "yes":
            return None if old else Edit(name, old, (told.get("at") or self.context.today).isoformat(), **told)
        if not new or new == old:
            return None
        return Edit(name, old, new, **told)

    def _added(self, row: GridRow, fields: Fields, beside: Aside, place: int) -> RowChange:
        edits, extra = [], []
        for name in FIELDS:
            reading = fields.readings.get(name)
            if reading is None:
                continue
            extra += [f"{line}{BESIDE}{name.replace('_', ' ')})" for line in reading.extra]
            cell = _cell_of(name, fields)
            author = ", ".join(cell.authors) if cell else ""
            if reading.question:
                edits.append(Edit(name, None, None, reading.raw, reading.question, reading.readings, author))
            elif reading.value == "yes":
                day = self._by_our_clock(cell.at if cell else None) or self.context.today
                edits.append(Edit(name, None, day.isoformat(), reading.raw, author=author))
            elif reading.value and not (name == "status" and reading.value == "open"):
                edits.append(Edit(name, None, reading.value, reading.raw, author=author))
        title = fields.readings.get("milestone")
        label = (title.value if title else None) or "a step without a name"
        return RowChange(
            kind="added",
            label=label,
            edits=tuple(with_doubts(edits, None, self.context.parties, self.since)),
            place=place,
            remarks=(*(remark for cell in row.cells for remark in cell.remarks), *beside.remarks),
            authors=_authors(row),
            at=self._when(row) or self.sent_back,
            extra=(*extra, *beside.lines),
            under=beside.told,
        )

    def _gone(self, sent: SentRow) -> RowChange:
        """A row that is not there any more, with who deleted it where that was tracked."""
        for row, fields in self.deleted:
            if fields.mark == sent.mark:
                remarks = tuple(remark for cell in row.cells for remark in cell.remarks)
                by, at = _authors(row), self._when(row)
                return RowChange(kind="removed", label=sent.milestone, sent=sent, authors=by, at=at, remarks=remarks)
        return RowChange(kind="removed", label=sent.milestone, sent=sent)

    def _loose_remarks(self, paper: Paper, changed: Sequence[RowChange]) -> tuple[Remark, ...]:
        """Comments that belong to no row of the plan."""
        placed = {remark for change in changed for remark in change.remarks}
        every = [
            *paper.remarks,
            *(r for table in paper.tables for row in table.rows for c in row.cells for r in c.remarks),
        ]
        return tuple(dict.fromkeys(remark for remark in every if remark not in placed))


def _is_heading(row: GridRow, columns: Columns, headings: Mapping[str, str]) -> bool:
    said = {name: row.cell(column).text for name, column in columns.fields.items()}
    hits = sum(bool(text) and meaning(text.replace("\n", " "), headings)[0] == name for name, text in said.items())
    return hits >= max(2, len(said) - 2)


def _cell_of(name: str, fields: Fields) -> Cell | None:
    """The cell that a field was read from; a day of agreement may stand below the status."""
    return fields.cells.get(name) or (fields.cells.get("status") if name in (*STANDING, "proof") else None)


def _authors(row: GridRow) -> tuple[str, ...]:
    names = [row.author, *(author for cell in row.cells for author in cell.authors)]
    return tuple(dict.fromkeys(name for name in names if name))
