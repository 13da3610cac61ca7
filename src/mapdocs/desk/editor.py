"""What the page types, written into the spec: at once, so that nothing is lost with the browser, and always undoable."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence

from mapdocs.deals.revising import Revised, revise
from mapdocs.deals.typed import Change, Elsewhere, Gone, NewEntry, NewRow, Place, Put, Unfit, Value
from mapdocs.desk.board import checked, digest, found_in
from mapdocs.desk.sessions import Session
from mapdocs.errors import MapdocsError, NotWritten
from mapdocs.schema.loader import load
from mapdocs.schema.model import Spec

Said = Mapping[str, object]


def look(session: Session) -> dict[str, object]:
    """The board as the file has it now, and whether there is something to undo."""
    try:
        spec = load(session.path)
    except OSError as problem:
        return {"gone": told(session, problem)}
    return checked(spec, session.day) | {"undo": bool(session.done), "redo": bool(session.undone)}


def change(session: Session, said: Said) -> dict[str, object]:
    """Write the changes that the page sent; what has to be asked first is asked, and nothing is written then."""
    with session.lock:
        spec, revised, problem = _revised(session, said)
        if problem is not None:
            return problem
        assert spec is not None
        assert revised is not None
        if not said.get("confirmed") and (revised.unexplained or revised.along):
            return {"ask": _question(revised)}
        if revised.text != spec.source.text:
            try:
                session.write(revised.text, was=spec.source.text)
            except (NotWritten, OSError) as problem_:
                return {"refused": told(session, problem_)}
        return look(session) | {"merged": said.get("base") != digest(spec.source.text)}


def attempt(session: Session, said: Said) -> dict[str, object]:
    """What would be found if the changes were written; nothing is."""
    _, revised, problem = _revised(session, said)
    if problem is not None:
        return problem
    assert revised is not None
    return found_in(revised.spec, session.day)


def step(session: Session, *, back: bool) -> dict[str, object]:
    """Undo, or do again."""
    with session.lock:
        try:
            session.step(back=back)
        except (NotWritten, OSError) as problem:
            return look(session) | {"refused": told(session, problem)}
        return look(session)


def told(session: Session, problem: Exception) -> dict[str, str]:
    """What went wrong, in a sentence, and what helps."""
    name = session.path.name
    if isinstance(problem, MapdocsError):
        return {"message": problem.message, "hint": problem.hint}
    if isinstance(problem, FileNotFoundError):
        return {
            "message": f"{name} was moved, renamed or deleted",
            "hint": "put it back, or open it under its new name",
        }
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return {"message": "the disk is full, and nothing was written", "hint": "free some room and try again"}
    if isinstance(problem, OSError):
        return {"message": f"{name}: {problem.strerror or problem}", "hint": "nothing was written"}
    raise problem


def _revised(session: Session, said: Said) -> tuple[Spec | None, Revised | None, dict[str, object] | None]:
    try:
        spec = load(session.path)
        return spec, revise(spec, changes_of(said.get("changes")), today=session.day), None
    except Unfit as problem:
        return None, None, {"unfit": {"path": problem.path, "message": problem.message, "hint": problem.hint}}
    except Elsewhere as problem:
        return None, None, {"elsewhere": {"path": problem.path, "now": problem.now}}
    except Gone as problem:
        return None, None, look(session) | {"refused": told(session, problem)}
    except (NotWritten, OSError) as problem:
        return None, None, {"refused": told(session, problem)}


def _question(revised: Revised) -> dict[str, object]:
    along = [
        {"row": row.milestone, "from": old.isoformat() if old else "", "to": new.isoformat() if new else ""}
        for row, old, new in revised.along
    ]
    rows = {row.id: row for row in revised.spec.milestones}
    why = [{"id": name, "row": rows[name].milestone} for name in revised.unexplained if name in rows]
    return {"why": why, "along": along}


def changes_of(said: object) -> list[Change]:
    """The changes that the page sent.

    Raises:
        ValueError: it is nothing that the page sends.
    """
    if not isinstance(said, list):
        raise ValueError("a list of changes is wanted")
    return [_change(one) for one in said]


def _change(said: object) -> Change:
    if not isinstance(said, dict):
        raise ValueError("a change is wanted")
    kind = said.get("kind")
    if kind == "put":
        why, was = said.get("why"), said.get("was")
        return Put(
            path=_path(said.get("path")),
            value=_value(said.get("value")),
            was=None if was is None else _value(was),
            why=None if why is None else _word(why),
            agreed=said.get("agreed") is True,
        )
    if kind == "row":
        return NewRow(
            key=_word(said.get("key")),
            behind=_word(said.get("behind")),
            name=_word(said.get("name")),
            seller_owner=_word(said.get("seller_owner", "")),
        )
    if kind == "place" and isinstance(said.get("index"), int):
        return Place(row=_word(said.get("row")), index=int(said["index"]))
    if kind == "entry" and isinstance(said.get("values"), dict):
        pairs = tuple((_word(key), _word(value)) for key, value in said["values"].items())
        return NewEntry(path=_path(said.get("path")), values=pairs)
    raise ValueError("a change is wanted")


def _path(said: object) -> tuple[str | int, ...]:
    if not isinstance(said, Sequence) or isinstance(said, str) or not 1 <= len(said) <= 6:
        raise ValueError("a path is wanted")
    for step in said:
        if not isinstance(step, str | int) or isinstance(step, bool) or (isinstance(step, int) and step < 0):
            raise ValueError("a path is wanted")
    return tuple(said)


def _value(said: object) -> Value:
    """A text, or the entries of a list."""
    return tuple(_word(one) for one in said) if isinstance(said, list) else _word(said)


def _word(said: object) -> str:
    if not isinstance(said, str):
        raise ValueError("text is wanted")
    return said
