"""What the columns of a returned table are, where headings are not enough: renamed by the buyer, who writes "our owner" and means
their own, or added by them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from mapdocs.importing.private import private_word
from mapdocs.language import lexicon
from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.headings import Columns, Found, folded, meaning, without_brackets
from mapdocs.readers.tables import Cell, GridRow, Remark, clean, same
from mapdocs.returns.cells import Context, read_row
from mapdocs.returns.changes import FIELDS, Edit

_CONTENT = 0.6  # of a column's cells that must stand in another column for it to be that one, retitled
_PLENTY = 2  # cells of the other side's people that show whose column it is
_SIDES = ("buyer_owner", "seller_owner")
_READ = frozenset({*FIELDS, "mark", "days", "step_and_proof"})


@dataclass(frozen=True, slots=True)
class Settled:
    """The ``columns`` as they are read; ``remarks`` are those of a buyer's remarks and answers, with a heading that has to be told
    along with each or with an empty one; ``notes`` say what was read otherwise than its heading."""

    columns: Columns
    remarks: dict[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    by_content: frozenset[int] = frozenset()


def settled(found: Found, sent: Sequence[SentRow], context: Context, near: date) -> Settled:
    """What the columns of ``found`` are."""
    fields, unknown = dict(found.columns.fields), dict(found.columns.unknown)
    heads = _headings(found)
    readable = _READ | {"owner"} if "step_and_proof" in fields else _READ
    for name, column in [*fields.items()]:
        if name not in readable:  # a phase, a start, an owner of either side: nothing that the sent table has
            unknown[fields.pop(name)] = heads.get(column, name)
    remarks = {
        column: ""
        for name, column in fields.items()
        if name == "note" and context.kind == "docx" and not _is_sent(found, column, sent, "note")
    }
    if remarks:  # the document has its notes below the proofs; this column is a new one
        del fields["note"]
    taken = _of_other_side(found, fields, sent)
    taken |= _retitled(found, fields, unknown, sent, context, near)
    for column, heading in [*unknown.items()]:
        says = meaning(heading, context.book.headings)[0]
        if private_word(heading):
            continue
        if says in _SIDES and says not in fields:
            fields[says] = column
            del unknown[column]
        elif _asks_for_a_yes(heading):
            if "agreed_on" not in fields and context.kind == "xlsx":  # its own column for that was retitled
                fields["agreed_on"] = column
                del unknown[column]
            else:
                remarks[column] = heading
        elif says == "note":
            remarks[column] = ""
    notes = tuple(
        f"the column “{heads[column]}” was taken for {name.replace('_', ' ')}, by what stands in it"
        for column, name in taken.items()
    )
    left = {column: heading for column, heading in unknown.items() if column not in remarks}
    return Settled(Columns(fields, left), remarks, notes, frozenset(taken))


def _headings(found: Found) -> dict[int, str]:
    row = [row for row in found.table.rows if not row.blank][found.heading]
    return {column: " ".join(cell.text.split()) for column, cell in enumerate(row.cells) if cell.text}


def _is_sent(found: Found, column: int, sent: Sequence[SentRow], name: str) -> bool:
    """Whether the column says what was sent as ``name``."""
    wanted = {same(row.text(name)) for row in sent if row.text(name)}
    return any(same(row.cell(column).text) in wanted for row in found.rows)


def _of_other_side(found: Found, fields: dict[str, int], sent: Sequence[SentRow]) -> dict[int, str]:
    """Columns of owners under a heading that means the other side in the mouth of who wrote it: whose people stand in them says
    whose they are. ``fields`` is put right."""
    people = [{same(row.text(name)).casefold() for row in sent if row.text(name)} for name in _SIDES]
    own = {name: mine - theirs for name, mine, theirs in zip(_SIDES, people, reversed(people), strict=True)}
    other = dict(zip(_SIDES, reversed(_SIDES), strict=True))
    wrong: dict[str, int] = {}
    for name in _SIDES:
        column = fields.get(name)
        said = [same(row.cell(column).text.split("\n")[0]).casefold() for row in found.rows]
        crossed, straight = (sum(person in own[side] for person in said) for side in (other[name], name))
        if column is not None and crossed >= min(_PLENTY, len(sent)) and crossed > 2 * straight:
            wrong[name] = column
    if any(other[name] in fields and other[name] not in wrong for name in wrong):
        return {}  # the other side's people in both columns: that is what they wrote
    for name in wrong:
        del fields[name]
    for name, column in wrong.items():
        fields[other[name]] = column
    return {column: other[name] for name, column in wrong.items()}


def _retitled(
    found: Found,
    fields: dict[str, int],
    unknown: dict[int, str],
    sent: Sequence[SentRow],
    context: Context,
    near: date,
) -> dict[int, str]:
    """Columns whose heading means nothing to us, recognised by what stands in them, and moved from ``unknown`` to ``fields``."""
    taken: dict[int, str] = {}
    for name in ("target_date", "buyer_owner", "seller_owner", "exit_criteria", "status"):
        if name in fields or "step_and_proof" in fields:
            continue
        wanted = {same(row.text(name)) for row in sent if row.text(name)}
        for column in [*unknown]:
            trial = Columns({name: column}, {})
            values = [read_row(row, trial, None, context, near).readings.get(name) for row in found.rows]
            known = [value for value in values if value and value.raw]
            hits = sum(same(value.value) in wanted for value in known if value.value)
            if known and wanted and hits >= _CONTENT * len(known) and hits >= min(2, len(wanted)):
                fields[name] = column
                del unknown[column]
                taken[column] = name
                break
    return taken


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("returned.yaml")[key])


def _asks_for_a_yes(heading: str) -> bool:
    """ "OK?", "Approved by Northwind", "Einverstanden?"."""
    said = folded(without_brackets(heading))
    begun = any(said.startswith(f"{word} {by} ") for word in _words("agreed") for by in _words("by"))
    return said in _words("agreed") or begun


def _is_new(heading: str) -> bool:
    """Whether what stands below ``heading`` is to replace what the plan says: "Revised date"."""
    said = folded(heading)
    within = any(word in said for word in _words("new_within"))
    return within or any(f" {word} " in f" {said} " for word in _words("new"))


@dataclass(frozen=True, slots=True)
class Aside:
    """What one row says in columns that are none of the plan's: ``remarks`` of the buyer's on it, and ``told`` text by the line with
    the heading that it stands under; empty where that heading is somebody's own."""

    remarks: tuple[Remark, ...] = ()
    told: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line, _ in self.told)


def aside(row: GridRow, settled: Settled) -> Aside:
    """What ``row`` says in the columns that were added."""
    remarks = [
        Remark(f"{_plain(heading)}: {said}" if heading else said, ", ".join(cell.authors), cell.at, own=said)
        if heading
        else Remark(said, ", ".join(cell.authors), cell.at)
        for column, heading in settled.remarks.items()
        if (said := _said(cell := row.cell(column)))
    ]
    told = [
        (f"{_plain(heading)}: {said}", "" if private_word(heading) else said)
        for column, heading in settled.columns.unknown.items()
        if (said := _said(row.cell(column)))
    ]
    return Aside(tuple(remarks), tuple(told))


def loose(row: GridRow, settled: Settled) -> list[str]:
    """What a row that is none says in columns that were added."""
    beside = aside(row, settled)
    return [*(remark.text for remark in beside.remarks), *beside.lines]


def _plain(heading: str) -> str:
    """A heading as a label: "OK" of "OK?"; what stands below it is an answer and no question."""
    return heading.rstrip(" ?？:：") or heading


def _said(cell: Cell) -> str:
    return "" if cell.covered else clean(cell.text)


def other_date(row: GridRow, settled: Settled, sent: SentRow, context: Context, near: date) -> tuple[Edit | None, str]:
    """A question about a day that stands under "Revised date", and the text that it was read from."""
    for column, heading in settled.columns.unknown.items():
        cell = row.cell(column)
        name = meaning(heading, context.book.headings)[0]
        if not re.search(r"\d", cell.text) or not _is_new(heading) or name not in (None, "target_date"):
            continue
        reading = read_row(row, Columns({"target_date": column}, {}), None, context, near).readings["target_date"]
        days = (reading.value,) if reading.value else reading.readings
        if days and sent.text("target_date") not in days:
            question = f"“{_said(cell)}” stands in the column “{heading}”; is it the new target date?"
            by = ", ".join(cell.authors)
            edit = Edit("target_date", sent.text("target_date"), None, _said(cell), question, days, by, cell.at)
            return edit, f"{_plain(heading)}: {_said(cell)}"
    return None, ""
