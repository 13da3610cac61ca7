"""A file that was dropped on the list of deals: what was understood of it beside its own tables, and the deals that it becomes.

Nothing is written before the page says so; until then the file lies in memory, and each answer reads it anew.
"""

from __future__ import annotations

import errno
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from mapdocs.desk.sessions import Desk
from mapdocs.errors import MapdocsError
from mapdocs.importing.account import SourceCell, SourceTable
from mapdocs.importing.api import ImportOptions, import_bytes, write_import
from mapdocs.importing.draft import Draft, DraftRow
from mapdocs.importing.results import ImportResult, Taken
from mapdocs.schema import converters
from mapdocs.schema.converters import Bad

KEPT = 3  # files that are held at a time
_AT_ITS_ROW = ("not understood: “", "read so: “", "kept as comments: “")  # what is told so stands below the row itself
MOST_ROWS = 400  # of a table that are shown; all are read

Said = Mapping[str, object]
_READ: Mapping[str, Callable[[str], object]] = {"acv": converters.amount, "go_live": converters.day}
_DAY_FIRST = {"dmy": True, "mdy": False}
_ROW = (
    "milestone",
    "buyer_owner",
    "seller_owner",
    "target_date",
    "exit_criteria",
    "status",
    "done_on",
    "proof",
    "note",
)
_FACTS = ("name", "outcome", "acv", "currency", "buyer", "champion", "seller", "owner", "go_live")


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    raw: bytes


class Incoming:
    """The files that were dropped and are not written yet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._lock = threading.Lock()

    def receive(self, name: str, raw: bytes) -> dict[str, object]:
        """Read a file, and say what was understood."""
        file, key = _File(name or "file", raw), secrets.token_hex(8)
        told = self._told(key, file, {})
        if "refused" not in told:
            with self._lock:
                self._files[key] = file
                while len(self._files) > KEPT:
                    self._files.popitem(last=False)
        return told

    def answer(self, key: str, said: Said) -> dict[str, object]:
        """What is understood with the answers that the page sent; with ``write`` the plans are written too."""
        with self._lock:
            file = self._files.get(key)
        if file is None:
            return {"refused": {"message": "the desk does not hold this file any more", "hint": "drop it again"}}
        return self._told(key, file, said)

    def _told(self, key: str, file: _File, said: Said) -> dict[str, object]:
        options, wrong = _options(said)
        desk = self._desk
        try:
            result = import_bytes(file.raw, file.name, desk.folder, today=desk.day, options=options)
            told = self._understood(key, file, result, wrong)
            if said.get("write") is True and not wrong and not result.wrong:
                return told | self._written(key, result)
        except (MapdocsError, OSError) as problem:
            return {"refused": _refusal(problem, file)}
        return told

    def _written(self, key: str, result: ImportResult) -> dict[str, object]:
        """Write; the file is let go once everything of it lies on the disk."""
        desk = self._desk
        left = write_import(result)
        gone = [spec for spec in result.specs if any(one.startswith(f"{spec.path} ") for one in left)]
        made = [spec for spec in result.specs if spec not in gone]
        if not left:
            with self._lock:
                self._files.pop(key, None)
        names = {taken.path: taken.name for taken in result.taken}
        return {
            "written": [
                {"key": desk.key_of(spec.path), "name": names.get(spec.path, spec.path.stem), "isNew": spec.is_new}
                for spec in made
            ],
            "left": list(left),
        }

    def _understood(self, key: str, file: _File, result: ImportResult, wrong: Mapping[str, Bad]) -> dict[str, object]:
        assert result.account is not None
        assert result.balance is not None
        balance = result.balance
        bad: dict[str, dict[str, dict[str, str]]] = {}
        for one in result.wrong:
            bad.setdefault(one.at, {})[one.field] = {"message": one.message, "hint": one.hint}
        notes = [note.removeprefix(f"{file.name}: ") for note in result.notes]
        notes = [note for note in notes if not note.startswith(_AT_ITS_ROW)]
        return {
            "file": key,
            "name": file.name,
            "kind": "plan" if any(taken.deal is None for taken in result.taken) else "deals",
            "tables": [_table(table) for table in result.account.source()],
            "deals": [self._deal(taken, bad) for taken in result.taken],
            "notes": notes,
            "unplaced": list(result.unplaced),
            "wrong": {name: {"message": b.message, "hint": b.hint} for name, b in wrong.items()},
            "cells": {
                "all": balance.cells,
                "placed": balance.count("placed"),
                "kept": balance.count("kept"),
                "told": balance.count("told"),
                "lost": balance.lost,
            },
        }

    def _deal(self, taken: Taken, bad: Mapping[str, object]) -> dict[str, object]:
        draft = taken.draft
        there = draft is not None and taken.path is not None and taken.path.exists()
        return {
            "at": taken.at,
            "name": taken.name,
            "state": "there" if there else taken.state,
            "file": taken.path.name if taken.path else "",
            "key": self._desk.key_of(taken.path) if taken.path and taken.path.exists() else "",
            "said": list(taken.said),
            "values": _facts(draft) if draft else {},
            "asks": [list(ask) for ask in taken.deal.asks] if taken.deal else [],
            "wrong": bad.get(taken.at, {}),
            "rows": [_row(row, bad) for row in draft.rows if row.at] if draft else [],
        }


def _options(said: Said) -> tuple[ImportOptions, dict[str, Bad]]:
    """The page's answers as the library takes them, and those of the whole file that cannot be read."""
    given = {key: str(value).strip() for key, value in _texts(said.get("deal")).items()}
    wrong: dict[str, Bad] = {}
    read: dict[str, object] = {}
    for key, reader in _READ.items():
        value = reader(given[key]) if given.get(key) else None
        if isinstance(value, Bad):
            wrong[key] = value
        else:
            read[key] = value
    sides = _texts(said.get("sides"))
    answers = said.get("answers")
    by_row = {str(at): _texts(fields) for at, fields in answers.items()} if isinstance(answers, dict) else {}
    made = ImportOptions(
        day_first=_DAY_FIRST.get(given.get("dates", "")),
        deal=given.get("name") or None,
        buyer=given.get("buyer") or None,
        champion=given.get("champion") or None,
        seller=given.get("seller") or None,
        owner=given.get("owner") or None,
        outcome=given.get("outcome", ""),
        buyer_people=tuple(name for name, side in sides.items() if side == "buyer"),
        seller_people=tuple(name for name, side in sides.items() if side == "seller"),
        answers=by_row,
    )
    return replace(made, **read), wrong  # type: ignore[arg-type]


def _texts(said: object) -> dict[str, str]:
    return {str(k): v for k, v in said.items() if isinstance(v, str)} if isinstance(said, dict) else {}


def _facts(draft: Draft) -> dict[str, str]:
    return {
        **{key: _text(getattr(draft, key)) for key in _FACTS},
        "stage": _text(draft.stage),
        "company": draft.buyer,
        "champion_title": draft.champion_title,
        "champion_email": draft.champion_email,
        "map_url": draft.map_url,
        "crm_url": draft.crm_url,
        "forecast": draft.forecast,
    }


def _row(row: DraftRow, bad: Mapping[str, object]) -> dict[str, object]:
    asked = {remark for _, remark in row.asks}
    return {
        "at": row.at,
        "values": {key: _text(getattr(row, key)) for key in _ROW},
        "asks": [list(ask) for ask in row.asks],
        "remarks": [remark for remark in row.remarks if remark not in asked],
        "wrong": bad.get(row.at, {}),
    }


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "" if value is None else str(value)


def _table(table: SourceTable) -> dict[str, object]:
    shown = table.rows[:MOST_ROWS]
    wide = max((len(row.cells) for row in shown), default=0)
    return {
        "name": table.name,
        "rows": [
            {"at": row.at, "number": row.number, "hidden": row.hidden, "cells": list(_cells(row.cells, wide))}
            for row in shown
        ],
        "more": len(table.rows) - len(shown),
        "wide": wide,
    }


def _cells(cells: tuple[SourceCell, ...], wide: int) -> Iterable[dict[str, str]]:
    """What the page has to know of each cell; rows are filled up to the table's width."""
    for cell in (*cells, *[SourceCell("")] * (wide - len(cells))):
        yield {"text": cell.text, "fate": cell.fate or "", "became": cell.became, "column": cell.column}


def _refusal(problem: Exception, file: _File) -> dict[str, str]:
    """Why the file cannot be taken, in a sentence; nothing was written."""
    if isinstance(problem, MapdocsError):
        return {"message": problem.message.removeprefix(f"{file.name}: "), "hint": problem.hint}
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return {"message": "the disk is full", "hint": "free some room and try again; what was written is whole"}
    assert isinstance(problem, OSError)
    named = Path(problem.filename).name if isinstance(problem.filename, str) else file.name
    return {"message": f"{named}: {problem.strerror or problem}", "hint": "mend that, and try again"}
