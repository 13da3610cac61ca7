"""A returned file against what was sent: the changes, row by row and field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mapdocs.errors import Refused
from mapdocs.plan.snapshot import SentRow, SentVersion
from mapdocs.readers.headings import Columns, Found, meaning
from mapdocs.readers.tables import Cell, GridRow, Paper, Remark, clean, same
from mapdocs.returns.cells import Context, Fields, Reading, proof_beside, read_row
from mapdocs.returns.changes import BESIDE, EMPTIED, FIELDS, STANDING, Changes, Edit, RowChange
from mapdocs.returns.day_order import learned
from mapdocs.returns.doubts import with_doubts
from mapdocs.returns.head import go_live_edit
from mapdocs.returns.matching import Match, Traits, match_rows, order_of, traits_of_sent
from mapdocs.returns.owner_cells import parties_of
from mapdocs.returns.phrasebook import Phrasebook
from mapdocs.returns.plan_tables import columns_gone, plan_tables
from mapdocs.returns.sheets import one_of
from mapdocs.returns.struck import is_struck_out, with_struck
from mapdocs.returns.unread import heading_notes, unread_cells


@dataclass(frozen=True, slots=True)
class Base:
    """What a returned file is compared with; ``how`` says where that comes from, for the report."""

    version: SentVersion
    how: str


_CONTENT = 0.6  # of a column's cells that must stand in another column for it to be that one, retitled


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
        reader = _Reader(snapshot.rows, context, sent_back, base.version.built or context.today)
        for found in parts:
            reader.take(found)
        read.append((name, reader.changes(paper, base, file=file)))
    changes = one_of(read)
    go_live = go_live_edit(paper, tables, book, snapshot.go_live, near=reader.near, day_first=order)
    return replace(changes, go_live=go_live, notes=(*changes.notes, *columns_gone(paper, tables)))


class _Reader:
    """Collects the rows of the plan's tables and tells what they change."""

    def __init__(self, sent: Sequence[SentRow], context: Context, sent_back: date | None, since: date) -> None:
        self.sent, self.context, self.sent_back, self.since = sent, context, sent_back, since
        self.rows: list[tuple[GridRow, Fields, Columns]] = []
        self.deleted: list[tuple[GridRow, Fields]] = []
        self.unplaced: list[str] = []
        self.notes: list[str] = []
        days = [row.target_date for row in sent if row.target_date]
        self.near = sorted(days)[len(days) // 2] if days else context.today

    def _when(self, row: GridRow) -> date | None:
        return self._by_our_clock(max((day for day in (row.at, *(cell.at for cell in row.cells)) if day), default=None))

    def _by_our_clock(self, day: date | None) -> date | None:
        """The day of a change; a clock ahead of ours, or a buyer where it is tomorrow already, says no day to come."""
        return min(day, self.context.today) if day else None

    def take(self, found: Found) -> None:
        columns = self._retitled(found)
        for column, heading in columns.unknown.items():
            said = [clean(row.cell(column).text) for row in found.rows]
            filled = [text for text in said if text]
            if filled:
                self.notes.append(
                    f"the column “{heading}” is not one of the plan's; what stands in it is in the report"
                )
                self.unplaced += [f"{heading}: {text}" for text in filled]
        self._nameless(found, columns)
        self.notes += heading_notes(found, columns, self.context.book)
        for row in found.rows:
            if row.blank or self._is_heading(row, columns) or self._is_invitation(row):
                continue
            if row.deleted:
                self.deleted.append((row, read_row(row, columns, None, self.context, self.near)))
                continue
            if self._is_section(row, columns):
                self.unplaced.append(" ".join(clean(c.text) for c in row.cells if c.text))
                continue
            fields = read_row(row, columns, None, self.context, self.near)
            self.unplaced += unread_cells(row, columns)
            if self._says_nothing(row, fields):
                continue
            self.rows.append((row, fields, columns))

    def _nameless(self, found: Found, columns: Columns) -> None:
        """What stands beside the rows in columns that have no heading."""
        named = {*columns.fields.values(), *columns.unknown}
        step = columns.fields.get("milestone", columns.fields.get("step_and_proof"))
        for row in found.rows:
            said = clean(row.cell(step).text).split("\n")[0]
            for column, cell in enumerate(row.cells):
                if column not in named and cell.text and not cell.covered and any(c.isalnum() for c in cell.text):
                    self.unplaced.append(f"{clean(cell.text)}{f' (beside “{said}”)' if said else ''}")

    def _retitled(self, found: Found) -> Columns:
        """Columns whose heading means nothing to us, recognised by what stands in them."""
        fields, unknown = dict(found.columns.fields), dict(found.columns.unknown)
        for name in ("target_date", "buyer_owner", "seller_owner", "exit_criteria", "status"):
            if name in fields or "step_and_proof" in fields:
                continue
            wanted = {same(row.text(name)) for row in self.sent if row.text(name)}
            for column, heading in list(unknown.items()):
                trial = Columns({name: column}, {})
                values = [read_row(row, trial, None, self.context, self.near).readings.get(name) for row in found.rows]
                known = [value for value in values if value and value.raw]
                hits = sum(same(value.value) in wanted for value in known if value.value)
                if known and wanted and hits >= _CONTENT * len(known) and hits >= min(2, len(wanted)):
                    fields[name] = column
                    del unknown[column]
                    self.notes.append(
                        f"the column “{heading}” was taken for {name.replace('_', ' ')}, by what stands in it"
                    )
                    break
        return Columns(fields, unknown)

    def _is_heading(self, row: GridRow, columns: Columns) -> bool:
        said = {name: row.cell(column).text for name, column in columns.fields.items()}
        hits = sum(
            bool(text) and meaning(text.replace("\n", " "), self.context.book.headings)[0] == name
            for name, text in said.items()
        )
        return hits >= max(2, len(said) - 2)

    def _is_invitation(self, row: GridRow) -> bool:
        texts = [same(cell.text).casefold() for cell in row.cells if cell.text]
        return len(set(texts)) == 1 and texts[0] in self.context.book.invitations

    def _is_section(self, row: GridRow, columns: Columns) -> bool:
        """One text over the whole width, or in a column that cannot be a step by itself."""
        filled = [i for i, cell in enumerate(row.cells) if cell.text and not cell.covered]
        if len(filled) != 1 or any(cell.struck for cell in row.cells):  # a step, most of which is struck through
            return False
        column = filled[0]
        follows = column + 1 < len(row.cells) and row.cells[column + 1].covered == "left"
        step = columns.fields.get("milestone", columns.fields.get("step_and_proof"))
        return follows or column != step

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
        for index, (row, fields, columns) in enumerate(self.rows):
            match = matches.get(index)
            if match is None:
                twin = self._copy_of(traits[index])
                if twin is not None:
                    self.notes.append(f"“{twin}” stands in the file twice; the copy changes nothing")
                    continue
                changed.append(self._added(row, fields, len(changed)))
            else:
                seen[match.sent] = len(changed)
                changed.append(self._changed(row, columns, match, len(changed)))
        returned = [c.sent.id for c in changed if c.sent is not None]
        kept = [row.id for index, row in enumerate(self.sent) if index in seen]
        moved = order_of(kept, returned) if returned != kept else ()
        ordered = self._with_removed(changed, seen)
        return Changes(
            file=file,
            revision=base.version.revision or "",
            base=base.how,
            rows=tuple(ordered),
            order=tuple(returned) if moved else (),
            moved=moved,
            remarks=self._loose_remarks(paper, changed),
            unplaced=tuple(dict.fromkeys(self.unplaced)),
            notes=(*paper.notes, *dict.fromkeys(self.notes)),
            authors=tuple(dict.fromkeys(author for change in changed for author in change.authors)),
        )

    def _traits(self, fields: Fields) -> Traits:
        def value(name: str) -> str | None:
            reading = fields.readings.get(name)
            return None if reading is None else same(reading.value)

        return Traits(
            fields.mark,
            value("milestone") or "",
            value("buyer_owner"),
            value("seller_owner"),
            value("target_date"),
            value("exit_criteria"),
        )

    def _copy_of(self, traits: Traits) -> str | None:
        """The title of a sent row that ``traits`` repeat in everything."""
        for row in self.sent:
            if traits.title and traits_of_sent(row).shown_by(traits):
                return row.milestone
        return None

    def _changed(self, row: GridRow, columns: Columns, match: Match, place: int) -> RowChange:
        sent = self.sent[match.sent]
        near = sent.target_date or self.near
        fields = read_row(row, columns, sent, self.context, near)
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
        struck = is_struck_out(fields, sent)
        edits, more = with_struck(edits, fields, sent)
        extra += [*more, *(f"{e.new}{BESIDE}note)" for e in edits if struck and e.field == "note" and e.new)]
        remarks = tuple(remark for cell in row.cells for remark in cell.remarks)
        kind: Any = "removed" if struck else "changed" if edits or extra else "same"
        return RowChange(
            kind=kind,
            label=sent.milestone,
            sent=sent,
            edits=() if struck else tuple(edits),
            place=place,
            sure=match.sure,
            how=match.how,
            remarks=remarks,
            authors=_authors(row),
            at=self._when(row) or self.sent_back,
            extra=tuple(extra),
            struck=struck,
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

    def _added(self, row: GridRow, fields: Fields, place: int) -> RowChange:
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
            remarks=tuple(remark for cell in row.cells for remark in cell.remarks),
            authors=_authors(row),
            at=self._when(row) or self.sent_back,
            extra=tuple(extra),
        )

    def _with_removed(self, changed: list[RowChange], seen: Mapping[int, int]) -> list[RowChange]:
        """``changed`` with the sent rows that are gone, each behind the row that it followed."""
        ordered = list(changed)
        for index, row in enumerate(self.sent):
            if index in seen:
                continue
            before = max((i for i in seen if i < index), default=None)
            gone = self._gone(row)
            at = 0 if before is None else ordered.index(changed[seen[before]]) + 1
            while (
                at < len(ordered)
                and ordered[at].kind == "removed"
                and ordered[at].place == 0
                and ordered[at].sent is not None
            ):
                at += 1
            ordered.insert(at, gone)
        return ordered

    def _gone(self, sent: SentRow) -> RowChange:
        """A row that is not there any more, with who deleted it where that was tracked."""
        for row, fields in self.deleted:
            if fields.mark == sent.mark:
                remarks = tuple(remark for cell in row.cells for remark in cell.remarks)
                return RowChange(
                    kind="removed",
                    label=sent.milestone,
                    sent=sent,
                    authors=_authors(row),
                    at=self._when(row),
                    remarks=remarks,
                )
        return RowChange(kind="removed", label=sent.milestone, sent=sent)

    def _loose_remarks(self, paper: Paper, changed: Sequence[RowChange]) -> tuple[Remark, ...]:
        """Comments that belong to no row of the plan."""
        placed = {remark for change in changed for remark in change.remarks}
        every = [
            *paper.remarks,
            *(r for table in paper.tables for row in table.rows for c in row.cells for r in c.remarks),
        ]
        return tuple(dict.fromkeys(remark for remark in every if remark not in placed))


def _cell_of(name: str, fields: Fields) -> Cell | None:
    """The cell that a field was read from; a day of agreement may stand below the status."""
    return fields.cells.get(name) or (fields.cells.get("status") if name in (*STANDING, "proof") else None)


def _authors(row: GridRow) -> tuple[str, ...]:
    names = [row.author, *(author for cell in row.cells for author in cell.authors)]
    return tuple(dict.fromkeys(name for name in names if name))
