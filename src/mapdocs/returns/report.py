"""A pull in words: for the terminal, for scripts, and as the report that keeps what could not be placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mapdocs.readers.tables import Remark
from mapdocs.returns.changes import DAYS, Changes, RowChange, name_of
from mapdocs.returns.proposals import Proposal
from mapdocs.returns.pull import FileOutcome, Pulled


def shown(name: str, value: str | None) -> str:
    """A field's value as a person reads it."""
    if not value:
        return "(empty)"
    if name in DAYS:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return f"{day:%a} {day.day} {day:%b %Y}"
    return value.replace("\n", " / ")


def terminal(pulled: Pulled) -> Iterable[str]:
    """What the buyer objects to and asks, then the changes of every file, row by row, the marks as in a diff."""
    yield from _objections(pulled)
    for outcome in pulled.files:
        yield from file_lines(outcome)
    if pulled.marked:
        yield f"Marked as going beyond your fiscal period (internal.beyond_period): {pulled.marked}"


def _objections(pulled: Pulled) -> Iterable[str]:
    every = [one for outcome in pulled.files for one in outcome.objections]
    for says, heading in (("refusal", "They say no:"), ("question", "They ask, or name a condition:")):
        found = [one for one in every if one.said.verdict == says]
        if found:
            yield heading
        for one in found:
            where = f"{one.mark} {one.label}".strip() or "in the message"
            yield f"  {where}: “{one.said.text}”{_by((one.said.author,))}"


def file_lines(outcome: FileOutcome) -> Iterable[str]:
    changes = outcome.changes
    if changes is None:
        return
    yield f"{outcome.name} (against {changes.base}{_by(changes.authors)}): {headline(outcome)}"
    by_row = {id(p.row): [q for q in outcome.proposals if q.row is p.row] for p in outcome.proposals if p.row}
    for row in changes.rows:
        yield from _row_lines(row, by_row.get(id(row), []))
    for proposal in outcome.proposals:
        if proposal.field == "go_live":
            yield f"  {_SIGNS[proposal.state]} {_told(proposal)}"
        if proposal.kind == "reorder":
            sign = _SIGNS[proposal.state]
            yield f"  {sign} another order: {proposal.label} moved{_because(proposal)}"
    for remark in changes.remarks:
        yield f"  # comment{_by((remark.author,))}: {_flat(remark.text)}"
    for text in changes.unplaced:
        yield f"  # text with no place in the plan: {_flat(text)}"
    for note in changes.notes:
        yield f"  note: {note}"


_SIGNS = {"sure": "~", "question": "?", "conflict": "!", "asked": "-", "settled": "="}


def headline(outcome: FileOutcome) -> str:
    """ "4 changes, 1 question, 1 conflict"."""
    changes = outcome.changes
    assert changes is not None
    counted = outcome.proposals
    counts = (
        (sum(p.state in ("sure", "asked") for p in counted), "change"),
        (sum(p.state == "question" for p in counted), "question"),
        (sum(p.state == "conflict" for p in counted), "conflict"),
        (len(changes.remarks) + sum(len(row.remarks) for row in changes.rows), "comment"),
        (sum(p.state == "settled" for p in counted), "change that the spec has already"),
    )
    said = [
        f"{n} {word.replace('change ', 'changes ', 1) if n > 1 and ' ' in word else word + ('s' if n > 1 else '')}"
        for n, word in counts
        if n
    ]
    return ", ".join(said) or ("no change" if changes.empty else "no change to a row")


def _row_lines(row: RowChange, proposals: Sequence[Proposal]) -> Iterable[str]:
    if (row.kind == "same" and not row.remarks) or (
        row.kind == "changed" and not (proposals or row.remarks or row.extra)
    ):
        return
    mark = f"{row.sent.mark} " if row.sent and row.sent.mark else ""
    how = "" if row.sure else f" (recognised by its {row.how} only)"
    if row.kind == "added":
        state = proposals[0].state if proposals else "sure"
        sign = {"settled": "=", "question": "?", "conflict": "!"}.get(state, "+")
        facts = [shown(e.field, e.new) for e in row.edits if e.new and e.field not in ("milestone", "agreed_on")]
        already = ", which the spec has already" if state == "settled" else ""
        yield f"  {sign} new row “{row.label}”{': ' if facts else ''}{' · '.join(facts)}{_by(row.authors)}{already}"
        for edit in row.edits:
            if edit.question:
                yield f"      ? {name_of(edit.field)}: {edit.question}"
    elif row.kind == "removed":
        proposal = proposals[0] if proposals else None
        why = "gone from the spec too" if proposal is None else proposal.why
        yield f"  {'!' if proposal and proposal.state == 'conflict' else '-'} {mark}{row.label}: {why}{_by(row.authors)}"
    else:
        yield f"  {mark}{row.label}{how}"
        for proposal in proposals:
            yield f"    {_SIGNS[proposal.state]} {_told(proposal)}"
    for remark in row.remarks:
        yield f"      # comment{_by((remark.author,))}: {_flat(remark.text)}"
    for text in row.extra:
        yield f"      # text with no place in the plan: {_flat(text)}"


def _told(p: Proposal) -> str:
    by = _by((p.author,)) if p.author else ""
    if p.kind == "add":
        return f"{p.why}{by}"
    if p.kind == "withdraw":
        return f"{p.name}: {shown(p.field, p.ours)} → a proposal again{by}: {p.why}"
    if p.state == "conflict":
        return (
            f"{p.name}: sent {shown(p.field, p.sent)}; you have {shown(p.field, p.ours)}, "
            f"they have {shown(p.field, p.theirs)}{by}"
        )
    if p.state == "question" and not p.theirs:
        return f"{p.name}: {p.why}; the spec keeps {shown(p.field, p.ours)}{by}"
    far = (
        f" ({_distance(p.ours, p.theirs)})"
        if p.field in ("target_date", "go_live") and p.ours and p.theirs and p.state == "sure"
        else ""
    )
    text = (
        f"{p.name}: {shown(p.field, p.sent if p.state == 'settled' else p.ours)} → {shown(p.field, p.theirs)}{far}{by}"
    )
    return f"{text}, which the spec has already" if p.state == "settled" else f"{text}{_because(p)}"


def _distance(old: str, new: str) -> str:
    days = (date.fromisoformat(new) - date.fromisoformat(old)).days
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def _because(p: Proposal) -> str:
    return f": {p.why}" if p.why else ""


def _by(authors: Sequence[str]) -> str:
    named = [author for author in authors if author]
    return f", by {', '.join(named)}" if named else ""


def _flat(text: str) -> str:
    return " / ".join(text.split("\n"))


def as_json(pulled: Pulled) -> list[dict[str, Any]]:
    """One object a file, for scripts."""
    return [_file_json(outcome) for outcome in pulled.files]


def _file_json(outcome: FileOutcome) -> dict[str, Any]:
    if outcome.changes is None:
        message, hint = outcome.refused or ("", "")
        return {"file": outcome.name, "refused": message, "hint": hint}
    changes: Changes = outcome.changes
    return {
        "file": outcome.name,
        "base": changes.base,
        "changes": [
            {
                "kind": p.kind,
                "state": p.state,
                "row": p.label,
                "ids": list(p.ids),
                "field": p.field or None,
                "sent": p.sent,
                "ours": p.ours,
                "theirs": p.theirs if p.kind != "add" else None,
                "values": p.row.values if p.kind == "add" and p.row else None,
                "why": p.why,
                "choices": list(p.choices),
                "author": p.author or None,
                "reason": p.reason or None,
            }
            for p in outcome.proposals
        ],
        "objections": [
            {
                "row": one.label or None,
                "says": one.said.verdict,
                "text": one.said.text,
                "author": one.said.author or None,
                "on": one.said.at.isoformat() if one.said.at else None,
            }
            for one in outcome.objections
        ],
        "comments": [
            *(_remark(r, None) for r in changes.remarks),
            *(_remark(r, row.label) for row in changes.rows for r in row.remarks),
        ],
        "unplaced": [*changes.unplaced, *(text for row in changes.rows for text in row.extra)],
        "notes": list(changes.notes),
    }


def _remark(remark: Remark, row: str | None) -> dict[str, Any]:
    return {
        "row": row,
        "text": remark.text,
        "author": remark.author or None,
        "on": remark.at.isoformat() if remark.at else None,
    }


def leftovers(pulled: Pulled, today: date) -> str:
    """What is kept beside the spec: everything that came back and is not in the spec now; empty where all of it is."""
    parts: list[str] = []
    for outcome in pulled.files:
        changes = outcome.changes
        if changes is None:
            continue
        waiting = [p for p in outcome.proposals if any(p is q for q in (*pulled.open, *pulled.left))]
        lines = [
            f"- {p.label}: {_told(p) if p.kind in ('set', 'agree', 'withdraw') else p.why or p.kind}{_wrote(p)}"
            for p in waiting
        ]
        lines += [
            f"  - {name_of(e.field)}: {e.raw or shown(e.field, e.new)}"
            for p in waiting
            if p.kind == "add" and p.row
            for e in p.row.edits
        ]
        lines += [f"- comment{_by((r.author,))}: {_flat(r.text)}" for r in changes.remarks]
        lines += [
            f"- {row.label}: comment{_by((r.author,))}: {_flat(r.text)}" for row in changes.rows for r in row.remarks
        ]
        lines += [f"- text with no place in the plan: {_flat(t)}" for t in changes.unplaced]
        lines += [
            f"- {row.label}: text with no place in the plan: {_flat(t)}" for row in changes.rows for t in row.extra
        ]
        if lines:
            parts.append(f"## {outcome.name} (against {changes.base})\n\n" + "\n".join(lines) + "\n")
    for problem in pulled.problems:
        parts.append(f"- {problem}\n")
    for source in pulled.removed:
        parts.append(f"## Taken out of the spec\n\n```yaml\n{source.rstrip()}\n```\n")
    if not parts:
        return ""
    head = f"# What came back on {today} and is not in {pulled.spec.source.file.rsplit('/', 1)[-1]}\n"
    return "\n".join([head, *parts])


def _wrote(p: Proposal) -> str:
    """What stood in the cell, where that is not what was told already."""
    raw = next((e.raw for e in p.row.edits if e.field == p.field), "") if p.row and p.state == "question" else ""
    return f" (they wrote: {_flat(raw)})" if raw and raw != p.theirs else ""


def question(p: Proposal) -> str:
    """A proposal that is not sure, as the question that a terminal asks."""
    if p.kind == "remove":
        return f"{p.label}: {p.why}. Take it out of the spec?"
    if p.kind == "reorder":
        return f"Another order ({p.label} moved): {p.why}. Take theirs?"
    if p.kind == "withdraw":
        return f"{p.label}: agreed on {shown(p.field, p.ours)}, but {p.why}. Make it a proposal again?"
    if p.kind == "add":
        return f"{p.label}: {p.why}. Add it to the spec?"
    if p.state == "conflict":
        return f"{p.label}, {p.name}: you have {shown(p.field, p.ours)}, they have {shown(p.field, p.theirs)}. Take theirs?"
    if p.theirs:
        return f"{p.label}, {p.name}: {shown(p.field, p.ours)} → {shown(p.field, p.theirs)}, but {p.why}. Take it?"
    return f"{p.label}, {p.name}: {p.why}."
