"""What came back, on the page: each change with its answer, then all of them written at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from mapdocs.desk.board import digest
from mapdocs.desk.editor import look, told
from mapdocs.desk.sessions import Session
from mapdocs.errors import MapdocsError
from mapdocs.readers.tables import Remark
from mapdocs.returns.answers import value_of
from mapdocs.returns.api import pull_bytes, write_pull
from mapdocs.returns.changes import RowChange
from mapdocs.returns.proposals import NOTHING, Proposal
from mapdocs.returns.pull import FileOutcome, Pulled, Returned
from mapdocs.schema.converters import Bad
from mapdocs.schema.loader import load


def receive(session: Session, name: str, raw: bytes) -> dict[str, object]:
    """Read a file that was dropped on the page, and say what it changes. Nothing is written."""
    with session.lock:
        session.returned = Returned(name or "the file", raw)
        return _answered(session, {})


def answer(session: Session, answers: Mapping[str, str], *, write: bool, base: str = "") -> dict[str, object]:
    """What the file changes with ``answers`` (by a change's key: the value that is taken, "" to leave it), and with
    ``write`` also writes it. ``base`` is the digest of the plan that the answers were given on: where the file holds
    another by now, nothing is written, since what was sure may have become a conflict; the changes are told anew."""
    with session.lock:
        if session.returned is None:
            return {"refused": {"message": "there is no file any more", "hint": "drop it again"}}
        return _answered(session, answers, write=write, base=base)


def key_of(proposal: Proposal) -> str:
    """What a change is called between two readings of the same file."""
    said = (proposal.kind, *proposal.ids, proposal.field, proposal.theirs, proposal.label, proposal.behind)
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:16]


def _answered(
    session: Session, answers: Mapping[str, str], *, write: bool = False, base: str = ""
) -> dict[str, object]:
    unread: dict[str, Bad] = {}

    def decide(proposal: Proposal) -> str | None:
        key, sure = key_of(proposal), (proposal.theirs or "yes") if proposal.state == "sure" else None
        said = answers.get(key, sure)
        if not said or proposal.kind != "set":
            return said
        value = NOTHING if proposal.empties and said == NOTHING else value_of(proposal.field, said)
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
        followed = bool(base) and base != digest(spec.source.text)
        if not write or followed:
            return _told(pulled, unread) | {"followed": followed}
        written = write_pull(pulled, today=session.day)
    except (MapdocsError, OSError) as problem:
        return {"refused": told(session, problem)}
    if pulled.changed:
        session.remember(spec.source.text, pulled.text)
    if not pulled.open:  # what is open can be gone on with
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
        "digest": digest(pulled.before.source.text),
        "files": [_file(outcome, pulled, wrong) for outcome in pulled.files],
        "problems": list(pulled.problems),
        "changed": pulled.changed,
    }


def _file(outcome: FileOutcome, pulled: Pulled, wrong: Mapping[str, Bad]) -> dict[str, object]:
    if outcome.changes is None:
        message, hint = outcome.refused or ("it cannot be read", "")
        return {"name": outcome.name, "refused": {"message": message, "hint": hint}}
    changes = outcome.changes
    rows = {id(row): _ids(row, outcome) for row in changes.rows}
    remarks = [_remark(r, "", []) for r in changes.remarks]
    remarks += [_remark(r, row.label, rows[id(row)]) for row in changes.rows for r in row.remarks]
    beside = [{"row": "", "ids": [], "text": text} for text in changes.unplaced]
    beside += [{"row": row.label, "ids": rows[id(row)], "text": text} for row in changes.rows for text in row.extra]
    return {
        "name": outcome.name,
        "base": changes.base,
        "changes": [_change(p, outcome, pulled, wrong.get(key_of(p))) for p in outcome.proposals],
        "said": [{"row": one.label, "says": one.said.verdict, "text": one.said.text} for one in outcome.objections],
        "remarks": remarks,
        "unplaced": beside,
        "notes": list(changes.notes),
    }


def _ids(row: RowChange, outcome: FileOutcome) -> list[str]:
    """The rows of the spec that the buyer's ``row`` is; for one that is new, none."""
    found = next((p.ids for p in outcome.proposals if p.row is row and p.ids), None)
    return list(found) if found else [row.sent.id] if row.sent else []


def _remark(remark: Remark, row: str, ids: list[str]) -> dict[str, object]:
    at = remark.at.isoformat() if remark.at else ""
    return {"row": row, "ids": ids, "text": remark.text, "author": remark.author or "", "at": at}


def _change(proposal: Proposal, outcome: FileOutcome, pulled: Pulled, wrong: Bad | None) -> dict[str, object]:
    """A change as the page shows it: values as the spec says them, and the rows and the cell that it is about.
    ``into`` is the key of the new row whose cell it is."""

    def among(several: list[Proposal]) -> bool:
        return any(p is proposal for p in several)

    stands = "left" if among(pulled.left) else "open" if among(pulled.open) else "taken"
    added = proposal.row.values if proposal.kind == "add" and proposal.row else {}
    new = (
        None
        if proposal.ids
        else next((p for p in outcome.proposals if p.kind == "add" and p.row is proposal.row), None)
    )
    return {
        "key": key_of(proposal),
        "kind": proposal.kind,
        "state": proposal.state,
        "stands": "settled" if proposal.state == "settled" else stands,
        "row": proposal.label,
        "ids": list(proposal.ids),
        "behind": proposal.behind or "",
        "into": key_of(new) if new is not None and new.row is not None and new is not proposal else "",
        "field": proposal.field,
        "sent": proposal.sent or "",
        "ours": proposal.ours or "",
        "theirs": proposal.theirs or "",
        "values": {key: value for key, value in added.items() if value},
        "wrong": {"message": wrong.message, "hint": wrong.hint} if wrong else None,
        "why": proposal.why,
        "reason": proposal.reason,
        "author": proposal.author,
        "at": proposal.at.isoformat() if proposal.at else "",
        "choices": list(proposal.choices),
        "empties": proposal.empties,
    }
