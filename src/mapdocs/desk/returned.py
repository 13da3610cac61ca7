"""What came back, on the page: each change with its answer, then all of them written at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from mapdocs.desk.editor import look, told
from mapdocs.desk.sessions import Session
from mapdocs.errors import MapdocsError
from mapdocs.returns import report
from mapdocs.returns.answers import value_of
from mapdocs.returns.api import pull_bytes, write_pull
from mapdocs.returns.proposals import Proposal
from mapdocs.returns.pull import FileOutcome, Pulled, Returned
from mapdocs.schema.converters import Bad
from mapdocs.schema.loader import load


def receive(session: Session, name: str, raw: bytes) -> dict[str, object]:
    """Read a file that was dropped on the page, and say what it changes. Nothing is written."""
    with session.lock:
        session.returned = Returned(name or "the file", raw)
        return _answered(session, {})


def answer(session: Session, answers: Mapping[str, str], *, write: bool) -> dict[str, object]:
    """What the file changes with ``answers`` (by a change's key: the value that is taken, "" to leave it), and with
    ``write`` also writes it."""
    with session.lock:
        if session.returned is None:
            return {"refused": {"message": "there is no file any more", "hint": "drop it again"}}
        return _answered(session, answers, write=write)


def key_of(proposal: Proposal) -> str:
    """What a change is called between two readings of the same file."""
    said = (proposal.kind, *proposal.ids, proposal.field, proposal.theirs, proposal.label, proposal.behind)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:16]


def _answered(session: Session, answers: Mapping[str, str], *, write: bool = False) -> dict[str, object]:
    unread: dict[str, Bad] = {}

    def decide(proposal: Proposal) -> str | None:
        key, sure = key_of(proposal), (proposal.theirs or "yes") if proposal.state == "sure" else None
        said = answers.get(key, sure)
        if not said or proposal.kind != "set":
            return said
        value = value_of(proposal.field, said)
        if isinstance(value, Bad):
            unread[key] = value
            return None
        return value

    assert session.returned is not None
    try:
        spec = load(session.path)
        wrong = next((f for f in spec.findings if f.level == "error"), None)
        if wrong is not None:
            return {"refused": {"message": f"the plan has an error of form first: {wrong.message}", "hint": wrong.hint}}
        pulled = pull_bytes(spec, session.returned, today=session.day, decide=decide)
        if not write:
            return _told(pulled, unread)
        written = write_pull(pulled, today=session.day)
    except (MapdocsError, OSError) as problem:
        return {"refused": told(session, problem)}
    if pulled.changed:
        session.remember(spec.source.text, pulled.text)
    session.returned = None
    return {
        "written": {
            "changed": pulled.changed,
            "open": len(pulled.open),
            "report": written.report.name if written.report else "",
            "questions": list(written.questions),
        },
        "board": look(session),
    }


def _told(pulled: Pulled, wrong: Mapping[str, Bad]) -> dict[str, object]:
    return {
        "files": [_file(outcome, pulled, wrong) for outcome in pulled.files],
        "problems": list(pulled.problems),
        "changed": pulled.changed,
    }


def _file(outcome: FileOutcome, pulled: Pulled, wrong: Mapping[str, Bad]) -> dict[str, object]:
    if outcome.changes is None:
        message, hint = outcome.refused or ("it cannot be read", "")
        return {"name": outcome.name, "refused": {"message": message, "hint": hint}}
    changes = outcome.changes
    remarks = [(r, "") for r in changes.remarks]
    remarks += [(r, row.label) for row in changes.rows for r in row.remarks]
    return {
        "name": outcome.name,
        "base": changes.base,
        "headline": report.headline(outcome),
        "changes": [_change(p, pulled, wrong.get(key_of(p))) for p in outcome.proposals],
        "said": [{"row": one.label, "says": one.said.verdict, "text": one.said.text} for one in outcome.objections],
        "remarks": [{"row": row, "text": r.text, "author": r.author or ""} for r, row in remarks],
        "unplaced": [*changes.unplaced, *(text for row in changes.rows for text in row.extra)],
        "notes": list(changes.notes),
    }


def _change(proposal: Proposal, pulled: Pulled, wrong: Bad | None) -> dict[str, object]:
    def among(several: list[Proposal]) -> bool:
        return any(p is proposal for p in several)

    stands = "left" if among(pulled.left) else "open" if among(pulled.open) else "taken"
    added = proposal.row.values if proposal.kind == "add" and proposal.row else {}
    return {
        "key": key_of(proposal),
        "kind": proposal.kind,
        "state": proposal.state,
        "stands": "settled" if proposal.state == "settled" else stands,
        "row": proposal.label,
        "field": proposal.field,
        "was": report.shown(proposal.field, proposal.ours),
        "now": report.shown(proposal.field, proposal.theirs),
        "sent": report.shown(proposal.field, proposal.sent),
        "theirs": proposal.theirs or "",
        "values": {key: value for key, value in added.items() if value},
        "wrong": {"message": wrong.message, "hint": wrong.hint} if wrong else None,
        "why": proposal.why,
        "reason": proposal.reason,
        "author": proposal.author,
        "choices": [{"value": c, "shown": report.shown(proposal.field, c)} for c in proposal.choices],
    }
