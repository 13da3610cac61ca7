"""The cells of one returned row as values of a plan's fields, or as questions about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial

from mapdocs.importing.values import share
from mapdocs.language.links import is_shown_whole, linked, links_in, shown
from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.cells import Unclear, read_status, says_yes
from mapdocs.readers.headings import Columns
from mapdocs.readers.serials import SERIALS, serial_day
from mapdocs.readers.tables import Cell, GridRow, Line, Remark, clean, same
from mapdocs.returns.agreed_cells import day_of_yes, is_truth, mark_said, signed
from mapdocs.returns.changes import FIELDS
from mapdocs.returns.day_cells import settled, yes_beside
from mapdocs.returns.owner_cells import Parties, owner_said
from mapdocs.returns.phrasebook import Phrasebook
from mapdocs.schema.sums import is_open

_UNDER_WAY = ("open", "in progress", "blocked")
# What a box says that stands in a cell: Excel's and Google's as a truth value, Word's as its sign.
_TICKED, _UNTICKED = frozenset({"true", "☑", "☒"}), frozenset({"false", "☐", "□"})
_MARKED = re.compile(r"([A-Z]\d{1,4})\. (\S.*)", re.DOTALL)  # a step's mark before its name, where no column holds it


@dataclass(frozen=True, slots=True)
class Reading:
    """A field's value, or why it is not sure; ``extra`` is text in its cell that belongs to no field."""

    value: str | None
    raw: str = ""
    question: str = ""
    readings: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What helps to read a row: our words, the plan's people with their titles, and the day of reading."""

    book: Phrasebook
    people: Mapping[str, str | None]
    today: date
    kind: str
    day_first: bool | None = None
    parties: Parties = field(default_factory=Parties)


@dataclass(frozen=True, slots=True)
class Fields:
    """A row's readings by field, and the cell that each came from."""

    readings: Mapping[str, Reading]
    cells: Mapping[str, Cell]
    mark: str


def read_row(row: GridRow, columns: Columns, sent: SentRow | None, context: Context, near: date) -> Fields:
    """The readings of ``row``; ``sent`` is the row as it was sent, where it is known which one it is."""
    cells = _cells(row, columns, context)
    found: dict[str, Reading] = {}
    for name, cell in [*cells.items()]:
        if cell.covered == "left":
            continue
        if cell.formula is not None and name in FIELDS:
            found[name] = Reading(None, cell.formula, f"the cell holds the formula {_short(cell.formula)}")
            continue
        if name == "milestone":
            found[name] = _label(cell, context)
            if (
                context.kind == "mail"
                and "mark" not in columns.fields
                and (head := _MARKED.match(found[name].value or ""))
            ):
                found[name] = replace(found[name], value=head[2])
                cells = {**cells, "mark": Cell(lines=(Line(head[1]),))}
        elif name in ("buyer_owner", "seller_owner"):
            found[name] = _owner(cell, context, name)
        elif name == "target_date":
            found[name] = _day(cell, context, near, sent.target_date if sent else None)
        elif name == "exit_criteria":
            found.update(_proof(cell, context, sent, "note" not in columns.fields and context.kind in ("docx", "mail")))
        elif name == "status":
            found.update(_status(cell, context, sent))
        elif name in ("agreed_on", "done_on"):
            if context.kind == "docx" and cell.blank:  # a column that the buyer added: there it says nothing
                continue
            found[name] = _yes_or_day(cell, context)
        elif name == "proof":
            found[name] = Reading(_linked(clean(cell.text), cell, sent) or None, cell.text)
        elif name == "note":
            found[name] = Reading(clean(cell.text) or None, cell.text)
    mark = cells["mark"].text if "mark" in cells else ""
    return Fields(found, cells, " ".join(mark.split()))


def _cells(row: GridRow, columns: Columns, context: Context) -> dict[str, Cell]:
    """The row's cells by field; a mail's three columns are taken apart into six."""
    cells = {name: row.cell(column) for name, column in columns.fields.items()}
    step = cells.pop("step_and_proof", None)
    if step is not None:
        # In the mail a step's name stands on the first line of its cell, its owners on two, its day above its status.
        cells["milestone"] = _part(step, slice(0, 1))
        cells["exit_criteria"] = _part(step, slice(1, None))
        who, when = cells.pop("owner", Cell()), cells.pop("target_date", Cell())
        cells["buyer_owner"], cells["seller_owner"] = _part(who, slice(0, 1)), _part(who, slice(1, None))
        cells["target_date"], cells["status"] = _part(when, slice(0, 1)), _part(when, slice(1, None))
    return cells


def _part(cell: Cell, part: slice) -> Cell:
    said = [line for line in cell.lines if line.text]
    return Cell(lines=tuple(Line(line.text) for line in said[part]), remarks=cell.remarks, links=cell.links)


def _label(cell: Cell, context: Context) -> Reading:
    """A step's name. One that is struck through as a whole (a cancelled row's is) still is its name."""
    lines = [line.text for line in cell.lines if line.text] or [line.struck for line in cell.lines if line.struck]
    kept = [line for line in "\n".join(lines).split("\n") if line and not context.book.is_includes(line)]
    return Reading(" ".join(" ".join(kept).split()) or None, cell.text)


def _owner(cell: Cell, context: Context, column: str) -> Reading:
    lines = [line for line in cell.text.split("\n") if line]
    if not lines or same(lines[0]).casefold() in context.book.nothing:
        return Reading(None, cell.text)
    said = owner_said(cell.text, context.people, context.parties, column)
    return Reading(said.name, cell.text, said.question, said.readings, said.extra)


def _day(cell: Cell, context: Context, near: date, sent: date | None = None) -> Reading:
    if isinstance(cell.value, date):
        return replace(_checked_day(cell.value, cell.text), extra=(cell.hour,) if cell.hour else ())
    if isinstance(cell.value, Decimal) and int(cell.value) in SERIALS:
        day = serial_day(cell.value)
        return Reading(day.isoformat() if day else None, cell.text)
    text = " ".join(cell.text.split()) or " ".join(cell.struck.split("\n")[:1])
    if not text or same(text).casefold() in context.book.nothing:
        return Reading(None, cell.text)
    found = context.book.read_day(text, near=near, day_first=context.day_first)
    if isinstance(found, Unclear) and (
        yes := yes_beside(text, sent, context.book, near=near, day_first=context.day_first)
    ):
        return Reading(sent.isoformat() if sent else None, text, extra=(yes,))
    if isinstance(found, Unclear):
        found = settled(found, text, context.book, near=near, day_first=context.day_first, sent=sent)
    if isinstance(found, Unclear):
        return Reading(None, text, found.why, tuple(day.isoformat() for day in found.readings))
    return _checked_day(found, text)


def _checked_day(day: date, raw: str) -> Reading:
    if not 1990 <= day.year <= 2100:
        return Reading(None, raw, f"{day.isoformat()} lies in the year {day.year}", (day.isoformat(),))
    return Reading(day.isoformat(), raw)


def _proof(cell: Cell, context: Context, sent: SentRow | None, with_note: bool) -> dict[str, Reading]:
    """The proof, and the note below it where the file shows notes there."""
    proof: list[str] = []
    note: list[str] = []
    in_note = False
    for line in cell.text.split("\n"):
        said = context.book.is_note(line) if with_note else None
        if said is not None:
            in_note = True
            note.append(said)
        elif line:
            (note if in_note else proof).append(line)
    found = {"exit_criteria": Reading(clean("\n".join(proof)) or None, cell.text)}
    said = found["exit_criteria"].value or ""
    if is_open(said) and same(said) != same(sent.exit_criteria if sent else None):
        question = f"“{said}” is no proof yet; what will show that the step is done?"
        found["exit_criteria"] = Reading(None, cell.text, question)
    if with_note:
        found["note"] = Reading(clean("\n".join(note)) or None, cell.text)
    return found


def _status(cell: Cell, context: Context, sent: SentRow | None) -> dict[str, Reading]:
    """The status, and what stands below it: proposed, agreed on a day, done on a day, what shows that it is done."""
    book = context.book
    found: dict[str, Reading] = {}
    status: Reading | None = None
    extra: list[str] = []
    for line in [line for line in cell.text.split("\n") if line]:
        word = read_status(line, book.statuses)
        key = same(line).casefold()
        if status is None and (key in _TICKED or is_truth(line, "done")):
            status = Reading("done", line)
        elif (
            status is None
            and (key in _UNTICKED or is_truth(line, "open"))
            and sent is not None
            and sent.status in _UNDER_WAY
        ):
            status = Reading(sent.status, line)  # a box that nobody ticked says no more than that it is not done
        elif status is None and word is not None:
            status = Reading(word, line)
        elif status is None and (part := _part_done(line)) is not None:
            status = Reading(part, line)
        elif key in book.proposed:
            continue
        elif (day := _standing(line, book.done, context) or _done_and_day(line, context)) is not None:
            found["done_on"] = Reading(day.isoformat(), line)
        elif (day := _standing(line, book.agreed, context)) is not None:
            found["agreed_on"] = Reading(day.isoformat(), line)
        elif (proof := attached_in(line, context.book)) is not None:
            found["proof"] = Reading(_linked(proof, cell, sent), line)
            beside = read_status(line.replace(proof, "").strip(" ,;:()–-"), book.statuses)
            if status is None and beside is not None:  # "Done, https://…" on one line
                status = Reading(beside, line)
        elif book.is_proof_label(line):
            address = next((link.address for link in cell.links if same(link.text) == same(line)), None)
            found["proof"] = Reading(address or (sent.proof if sent else None), line)
        elif says_yes(line):
            found["agreed_on"] = Reading("yes", line)
        elif status is None:
            status = Reading(None, line, f"“{_short(line)}” is no status (open, in progress, done, blocked, cancelled)")
        else:
            extra.append(line)
    old = sent.status if sent else None
    if "done_on" in found and (status is None or (status.value == old and old in _UNDER_WAY)):
        status = Reading("done", cell.text)  # who writes the day means the status
    if status is None:
        status = Reading(old if found or not cell.text else None, cell.text)
        if not cell.text and cell.struck == "" and old not in (None, "open"):
            status = Reading(None, "")
    found["status"] = replace(status, extra=tuple(extra))
    return found


def _part_done(line: str) -> str | None:
    """The status of "100 %" and of 0.5; a whole number alone may count anything."""
    return share(Cell(lines=(Line(line),)), whole=1) if re.search(r"[%.]", line) else None


def attached_in(text: str, book: Phrasebook) -> str | None:
    """The proof that ``text`` states behind its label ("Proof attached: minutes, page 2"), or its first web address."""
    said = book.is_proof(text)
    if said:
        return said
    found = links_in(text)
    return text[slice(*found[0])] if found else None


def proof_beside(fields: Fields, sent: SentRow, book: Phrasebook) -> tuple[str, Remark] | None:
    """The proof of a done row where no cell says one and it is new: out of a comment on its status, proof or name, or the
    address that somebody laid over the words of one of them."""
    status, proof = fields.readings.get("status"), fields.readings.get("proof")
    if (proof and proof.value) or (status.value if status else sent.status) != "done":
        return None
    cells = [fields.cells[name] for name in ("proof", "status", "exit_criteria", "milestone") if name in fields.cells]
    for remark in (remark for cell in cells for remark in cell.remarks if remark.is_said):
        said = attached_in(clean(remark.text), book)
        if said:
            return None if same(said) == same(sent.proof) else (said, remark)
    for link in (link for cell in cells for link in cell.links):
        if not is_shown_whole(link.text, link.address) and same(link.address) != same(sent.proof):
            return link.address, Remark(f"{link.text} ({link.address})")
    return None


def _linked(said: str, cell: Cell, sent: SentRow | None) -> str:
    """``said`` with the addresses that lie over its words behind them, as what was sent has them."""
    before = (sent.proof if sent else None) or ""
    if same(said) == same(shown(before)):
        said = before  # a program that dropped the link left what it showed
    return linked(said, [(link.text, link.address) for link in cell.links], before)


def _standing(line: str, patterns: list[re.Pattern[str]], context: Context) -> date | None:
    for pattern in patterns:
        match = pattern.match(line.strip())
        if match:
            day = context.book.read_day(match["date"], near=context.today)
            if isinstance(day, date):
                return day
    return None


def _done_and_day(line: str, context: Context) -> date | None:
    """The day of "Completed on 26 Nov", "✅ done (26.11.2026)"; None where the line is anything else."""
    words = line.split()
    for count in range(1, min(len(words), 4)):
        if read_status(" ".join(words[:count]).rstrip(",:;–-"), context.book.statuses) == "done":
            day = context.book.read_day(" ".join(words[count:]).strip("()[]–- "), near=context.today)
            if isinstance(day, date):
                return day
    return None


def _yes_or_day(cell: Cell, context: Context) -> Reading:
    """A yes or a day; a box that nobody ticked says neither."""
    text = " ".join(cell.text.split())
    if text.casefold() in _UNTICKED or is_truth(text, "open"):
        return Reading(None, "")
    if isinstance(cell.value, date | Decimal):
        return _day(cell, context, context.today)
    if not text:
        return Reading(None, "")
    mark = mark_said(text, context.book.locale)
    if mark is not None:
        return Reading(mark.value, mark.raw, mark.question)
    if says_yes(text) or is_truth(text, "done"):
        return Reading("yes", text)
    day = _day(cell, context, context.today)
    if day.question and not day.readings:
        if (agreed := day_of_yes(text, partial(_plain_day, context))) is not None:
            return Reading(agreed.isoformat(), text)
        by = signed(text, context.parties.buyers, partial(_plain_day, context), context.today)
        return Reading(None, text, by.question, by.readings) if by else day
    return day


def _plain_day(context: Context, said: str) -> date | None:
    """The day that ``said`` is, on or before the day of reading, where the order of its numbers leaves one."""
    found = context.book.read_day(said, near=context.today, day_first=context.day_first)
    possible = (found,) if isinstance(found, date) else found.readings
    past = [day for day in possible if day <= context.today]
    return past[0] if len(past) == 1 else None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
