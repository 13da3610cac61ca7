"""A plan's table or row that stands in a file once more: copied to be worked in, as a proposal below the one that was sent."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.headings import Columns, Found
from mapdocs.readers.tables import GridRow, same
from mapdocs.returns.changes import BESIDE, DAYS, EMPTIED, FIELDS, Changes, RowChange, name_of
from mapdocs.returns.matching import Traits, repeats, traits_of_sent

_REPEATED = 0.5  # of the rows of a part, from which on it is a copy and no further part of the plan
_NEARLY_ALL = 0.75  # of the rows of the fullest
_TAKEN = "the plan's table stands in the file more than once; read was the one with changes"


@dataclass(slots=True)
class _Plan:
    """Parts that make one plan, and by what their rows are known."""

    parts: list[Found] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    rows: int = 0


def plans_of(tables: Sequence[Found], is_heading: Callable[[GridRow, Columns], bool]) -> list[list[Found]]:
    """The parts of ``tables``, the first plan that is nearly whole, then its copies: it may lack rows that were deleted."""
    plans: list[_Plan] = []
    for part in (piece for table in tables for piece in _cut(table, is_heading)):
        keys = [key for row in part.rows if (key := _keys(row, part.columns))]
        repeats = [
            plan for plan in plans if sum(bool(key & plan.keys) for key in keys) > _REPEATED * _least(keys, plan)
        ]
        plan = next((plan for plan in plans if plan not in repeats), None)
        if plan is None:
            plan = _Plan()
            plans.append(plan)
        plan.parts.append(part)
        plan.keys |= {key for each in keys for key in each}
        plan.rows += len(keys)
    most = max((plan.rows for plan in plans), default=0)
    plans.sort(key=lambda plan: plan.rows < _NEARLY_ALL * most)
    return [plan.parts for plan in plans]


def _least(keys: Sequence[set[str]], plan: _Plan) -> float:
    """The rows of which most must repeat: those of the smaller one, since a copy may hold only what changes."""
    return max(1, min(len(keys), plan.rows)) - 0.5


def _keys(row: GridRow, columns: Columns) -> set[str]:
    """What a row is known by: its name, and its mark."""
    said = {name: same(row.cell(columns.fields.get(name)).text).casefold() for name in ("milestone", "mark")}
    return {f"{name} {text}" for name, text in said.items() if text} if said["milestone"] else set()


def _cut(found: Found, is_heading: Callable[[GridRow, Columns], bool]) -> list[Found]:
    """``found`` cut where its heading row stands again: a copy pasted below into the same sheet or table."""
    pieces: list[list[GridRow]] = [[]]
    for row in found.rows:
        if is_heading(row, found.columns) and pieces[-1]:
            pieces.append([])
        pieces[-1].append(row)
    return [found] if len(pieces) == 1 else [replace(found, rows=piece) for piece in pieces]


def joined(main: Changes, copies: Sequence[Changes]) -> Changes:
    """The changes of the plan's table with those that somebody made in a copy of it.

    A row that the copy changes and the first table does not is changed; where both are, the first counts and the copy's is
    told. Rows that a copy lacks are not gone: it may hold only what changes; one that holds nearly all tells of the others.
    """
    for copy in copies:
        main = _joined(main, copy)
    return main


def _joined(main: Changes, copy: Changes) -> Changes:
    whole = all(row.kind != "removed" for row in copy.rows)
    nearly = sum(row.kind == "removed" for row in copy.rows) <= (1 - _NEARLY_ALL) * sum(
        row.sent is not None for row in copy.rows
    )
    worked_in = [row for row in copy.rows if row.kind in ("changed", "added") or row.remarks or row.struck]
    rows, notes, taken, left = list(main.rows), list(main.notes), False, []
    mine = {row.sent.id: index for index, row in enumerate(rows) if row.sent is not None}
    names = {same(row.label).casefold() for row in rows if row.kind == "added"}
    behind = 0
    for row in copy.rows:
        index = mine.get(row.sent.id) if row.sent is not None else None
        if row.sent is None:
            if same(row.label).casefold() not in names:
                rows.insert(behind, row)
                mine = {name: at + (at >= behind) for name, at in mine.items()}
                behind, taken = behind + 1, True
        elif index is not None:
            own = rows[index]
            behind = index + 1
            if row.kind == "removed" and not row.struck:
                if nearly and own.kind != "removed":
                    left.append(row)
                continue
            if own.kind == "removed" and not own.struck and (worked_in or not whole):
                rows[index], taken = row, taken or row.kind != "same"
                if whole and row.kind == "same":
                    left.append(own)
            elif row.kind == "same" and not row.remarks:
                continue
            elif own.kind == "same":
                rows[index] = replace(row, place=own.place, remarks=tuple(dict.fromkeys((*own.remarks, *row.remarks))))
                taken = True
            elif _says(own) != _says(row):
                left.append(row)
    notes += [note for note in copy.notes if note not in notes]
    if taken:
        notes.append(_TAKEN)
    if left:
        said = "; ".join(f"{row.label}: {_told(row)}" for row in left)
        notes.append(f"a further table has changes of its own, which were not read ({said}); keep one")
    order, moved = (copy.order, copy.moved) if whole and not main.moved else (main.order, main.moved)
    return replace(
        main,
        rows=tuple(rows),
        order=order,
        moved=moved,
        remarks=tuple(remark for remark in main.remarks if remark in copy.remarks),
        unplaced=tuple(dict.fromkeys((*main.unplaced, *copy.unplaced))),
        notes=tuple(notes),
        authors=tuple(dict.fromkeys((*main.authors, *copy.authors))),
    )


def _says(row: RowChange) -> tuple[object, ...]:
    return row.kind, [(edit.field, edit.new, edit.question) for edit in row.edits], row.extra


def _told(row: RowChange) -> str:
    """What a row that is not taken says, with its words: they stand nowhere else."""
    facts = [f"{name_of(edit.field)} {edit.new or edit.raw or '-'}" for edit in row.edits]
    return ", ".join([*(facts or [row.kind]), *row.extra, *(remark.words for remark in row.remarks)])


def twin_of(traits: Traits, sent: Sequence[SentRow], matched: Container[int]) -> int | None:
    """The sent row that ``traits`` repeat, while another row of the file is it: all that is shown of it but the mark, or what
    it is called, with its mark or none, and most of what stands beside that."""
    found = []
    for index, row in enumerate(sent):
        own = traits_of_sent(row)
        if index in matched and traits.title and traits.title.casefold() == own.title.casefold():
            whole = own.shown_by(traits)
            marked = traits.mark.casefold() in ("", own.mark.casefold())
            if whole or (marked and repeats(own, traits)):
                found.append((not whole, traits.mark != own.mark, index))
    return min(found)[2] if found else None


def with_twins(changed: Sequence[RowChange], twins: Sequence[RowChange]) -> tuple[list[RowChange], list[str]]:
    """``changed`` with a question for each thing that a copy of a row says otherwise, and what is said of the other copies."""
    rows, notes = list(changed), []
    for twin in twins:
        at = next(i for i, row in enumerate(rows) if row.sent is not None and twin.sent and row.sent.id == twin.sent.id)
        asked = _asked_twice(twin, rows[at])
        if asked == rows[at]:
            notes.append(f"“{twin.label}” stands in the file twice; the copy changes nothing")
        rows[at] = asked
    return rows, notes


def _asked_twice(twin: RowChange, row: RowChange) -> RowChange:
    own = {edit.field: edit for edit in row.edits}
    asked, extra = list(row.edits), [*row.extra, *(text for text in twin.extra if text not in row.extra)]
    for edit in twin.edits:
        said = (edit.raw if edit.field in DAYS else "") or edit.new or edit.raw  # a day as they wrote it
        if edit.question == EMPTIED or not said:
            continue
        question = f"the row stands twice, once with “{said}”; was it changed, or is that a step of its own?"
        if edit.field not in own and row.kind != "removed":
            asked.append(
                replace(edit, new=None, question=question, readings=(edit.new,) if edit.new else edit.readings)
            )
        elif edit.field not in own or (edit.new, edit.raw) != (own[edit.field].new, own[edit.field].raw):
            extra.append(f"{question}{BESIDE}{name_of(edit.field)})")
    kind = "changed" if row.kind == "same" and (asked or extra) else row.kind
    ordered = sorted(asked, key=lambda edit: FIELDS.index(edit.field))
    return replace(row, kind=kind, edits=tuple(ordered), extra=tuple(extra))


def with_removed(
    sent: Sequence[SentRow], changed: list[RowChange], seen: Mapping[int, int], gone: Callable[[SentRow], RowChange]
) -> list[RowChange]:
    """``changed`` with the ``sent`` rows that are gone, each behind the row that it followed."""
    ordered = list(changed)
    for index, row in enumerate(sent):
        if index in seen:
            continue
        before = max((i for i in seen if i < index), default=None)
        at = 0 if before is None else ordered.index(changed[seen[before]]) + 1
        while (
            at < len(ordered)
            and ordered[at].kind == "removed"
            and ordered[at].place == 0
            and ordered[at].sent is not None
        ):
            at += 1
        ordered.insert(at, gone(row))
    return ordered
