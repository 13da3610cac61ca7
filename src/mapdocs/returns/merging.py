"""Three ways: what was sent, what the spec says now, what came back. Each difference becomes one proposal.

A field that only the buyer changed is taken. One that both changed the same way is settled. One that both changed
differently is a conflict, and so is a row that one side changed and the other took out. A deletion is only a proposal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mapdocs.plan.snapshot import SentRow, Snapshot
from mapdocs.readers.tables import same
from mapdocs.returns.agreement import consequences
from mapdocs.returns.changes import EMPTIED, FIELDS, MAY_BE_EMPTY, Changes, Edit, RowChange, name_of
from mapdocs.returns.matching import match_rows, traits_of_sent
from mapdocs.returns.proposals import Proposal, State
from mapdocs.returns.sorted_rows import sorted_by


@dataclass(frozen=True, slots=True)
class Ours:
    """The spec's own rows as the buyer would read them, and the milestone ids that each stands for."""

    snapshot: Snapshot
    ids: tuple[tuple[str, ...], ...]

    def find(self, sent: SentRow) -> int | None:
        """The index of the spec's row that was sent as ``sent``."""
        rows = self.snapshot.rows
        for index, row in enumerate(rows):
            if row.id == sent.id:
                return index
        taken = [traits_of_sent(row) for row in rows]
        pairs = match_rows([traits_of_sent(sent)], taken)
        return pairs[0].row if pairs and pairs[0].sure else None


def merge(
    changes: Changes, ours: Ours, snapshot: Snapshot, *, today: date, sellers: Sequence[str] = ()
) -> list[Proposal]:
    """Every difference between what was sent and what came back, against the spec as it is now.

    ``sellers`` are the seller's people: what they edited is no agreement of the buyer's.
    """
    proposals: list[Proposal] = []
    where: dict[int, int | None] = {}
    for change in changes.rows:
        if change.sent is not None:
            where[id(change)] = ours.find(change.sent)
    for index, change in enumerate(changes.rows):
        if change.kind == "added":
            added = _added(change, changes, index, ours, where)
            proposals.append(added)
            if added.state != "settled":
                proposals += _open_in_new_row(change)
            continue
        at = where[id(change)]
        if change.kind == "removed":
            proposals += _removed(change, ours, at)
        elif at is not None:
            proposals += _changed(change, ours, at, today, sellers)
        elif change.kind == "changed":
            proposals.append(_gone_from_spec(change, _behind(changes, index, ours, where)))
    proposals += _reordered(changes, ours, where, snapshot)
    return [*_go_live(changes, ours), *proposals]


def _go_live(changes: Changes, ours: Ours) -> list[Proposal]:
    """The deal's own day, by the same three ways as a row's."""
    edit, now = changes.go_live, ours.snapshot.go_live
    if edit is None:
        return []
    ours_now = now.isoformat() if now else None
    state: State = "question" if edit.question else "sure"
    why = edit.question
    if not edit.question and ours_now == edit.new:
        state = "settled"
    elif not edit.question and ours_now != edit.old:
        state, why = "conflict", "both sides changed it"
    return [
        Proposal(
            kind="set",
            state=state,
            label="the plan",
            field="go_live",
            sent=edit.old,
            ours=ours_now,
            theirs=edit.new,
            why=why,
            choices=edit.readings,
            author=edit.author,
        )
    ]


def _changed(change: RowChange, ours: Ours, at: int, today: date, sellers: Sequence[str]) -> list[Proposal]:
    row, ids = ours.snapshot.rows[at], ours.ids[at]
    proposals = [_set(change, edit, row, ids) for edit in change.edits if edit.field != "agreed_on"]
    return [*proposals, *consequences(change, row, ids, today, sellers)]


def _set(change: RowChange, edit: Edit, row: SentRow, ids: tuple[str, ...]) -> Proposal:
    ours_now = row.text(edit.field)
    state: State = "sure"
    why = ""
    choices: tuple[str, ...] = ()
    if edit.question:
        state, why, choices = "question", edit.question, edit.readings
        if ours_now is None and not edit.raw:
            state = "settled"
        elif why == EMPTIED and same(ours_now) != same(edit.old):
            why = f"{EMPTIED}, and you changed it since"
    elif same(ours_now) == same(edit.new):
        state = "settled"
    elif same(ours_now) != same(edit.old):
        state, why = "conflict", "both sides changed it"
    elif not change.sure:
        state, why = "question", f"the row was recognised by its {change.how} only"
    if state == "sure" and len(ids) > 1 and edit.field in ("milestone", "status", "note"):
        state, why = "question", f"this line stands for {len(ids)} rows of the spec"
    return Proposal(
        kind="set",
        state=state,
        label=change.label,
        ids=ids,
        field=edit.field,
        sent=edit.old,
        ours=ours_now,
        theirs=edit.new,
        why=why,
        choices=choices,
        author=edit.author or ", ".join(change.authors),
        at=edit.at or change.at,
        reason=edit.reason,
        row=change,
        empties=edit.question == EMPTIED and edit.field in MAY_BE_EMPTY,
    )


def _gone_from_spec(change: RowChange, behind: str | None) -> Proposal:
    names = ", ".join(name_of(edit.field) for edit in change.edits)
    return Proposal(
        kind="add",
        state="conflict",
        label=change.label,
        behind=behind,
        row=change,
        why=f"the row is no longer in the spec, and the buyer changed its {names}",
        author=", ".join(change.authors),
        at=change.at,
    )


def _removed(change: RowChange, ours: Ours, at: int | None) -> list[Proposal]:
    assert change.sent is not None
    if at is None:
        return []
    row, ids = ours.snapshot.rows[at], ours.ids[at]
    changed = [name for name in FIELDS if same(row.text(name)) != same(change.sent.text(name))]
    why = "the buyer struck the row through" if change.struck else "the buyer took the row out"
    state: State = "asked"
    if changed:
        state = "conflict"
        why = f"{why}, and the spec changed its {', '.join(name_of(n) for n in changed)} since"
    return [
        Proposal(
            kind="remove",
            state=state,
            label=change.label,
            ids=ids,
            why=why,
            row=change,
            author=", ".join(change.authors),
            at=change.at,
        )
    ]


def _added(change: RowChange, changes: Changes, index: int, ours: Ours, where: dict[int, int | None]) -> Proposal:
    """A step that only the buyer could see. It goes behind the row that it was written behind."""
    title = next((e.new for e in change.edits if e.field == "milestone" and e.new), None)
    for row in ours.snapshot.rows:
        if title and same(row.milestone).casefold() == same(title).casefold() and not _was_sent(row, changes):
            return Proposal(kind="add", state="settled", label=change.label, row=change)
    behind = _behind(changes, index, ours, where)
    return Proposal(
        kind="add",
        state="sure" if title else "question",
        label=change.label,
        row=change,
        behind=behind,
        why="" if title else "the new row has no name",
        author=", ".join(change.authors),
        at=change.at,
    )


def _open_in_new_row(change: RowChange) -> list[Proposal]:
    """What of a new row is not sure. Without ids: the row is not in the spec yet, the answer goes into it."""
    return [
        Proposal(
            kind="set",
            state="question",
            label=change.label,
            field=edit.field,
            theirs=None,
            why=edit.question,
            choices=edit.readings,
            author=edit.author,
            row=change,
        )
        for edit in change.edits
        if edit.question
    ]


def _behind(changes: Changes, index: int, ours: Ours, where: dict[int, int | None]) -> str | None:
    """The id of the spec's row that stands above the buyer's row ``index``; None at the top."""
    for earlier in reversed(changes.rows[:index]):
        at = where.get(id(earlier)) if earlier.sent is not None else None
        if at is not None:
            return ours.ids[at][-1]
    return None


def _was_sent(row: SentRow, changes: Changes) -> bool:
    return any(c.sent is not None and c.sent.id == row.id for c in changes.rows)


def _reordered(changes: Changes, ours: Ours, where: dict[int, int | None], snapshot: Snapshot) -> list[Proposal]:
    if not changes.moved:
        return []
    kept = [change for change in changes.rows if change.sent is not None and change.kind != "removed"]
    wanted = [ours.ids[at] for change in kept if (at := where[id(change)]) is not None]
    ids = tuple(name for group in wanted for name in group)
    now = tuple(name for group in ours.ids for name in group if name in ids)
    sent_order = {row.id: n for n, row in enumerate(snapshot.rows)}
    at_send = sorted(kept, key=lambda c: sent_order.get(c.sent.id if c.sent else "", 0))
    before = tuple(name for change in at_send if (at := where[id(change)]) is not None for name in ours.ids[at])
    labels = {change.sent.id: change.label for change in kept if change.sent}
    label = ", ".join(labels[name] for name in changes.moved if name in labels)
    state: State = "sure"
    why, by = "", sorted_by(kept, at_send)
    if ids == now:
        state = "settled"
    elif now != before:
        state, why = "conflict", "both sides changed the order"
    elif any(not change.sure for change in kept):
        state, why = "question", "not every row was recognised for sure"
    elif by:
        state, why = "question", f"the rows are sorted by their {by}, and later dates stand above earlier ones"
    return [
        Proposal(
            kind="reorder", state=state, label=label, ids=tuple(changes.moved), order=ids, why=why, keeps_waits=bool(by)
        )
    ]
