"""What a buyer sees changed since the version that they had before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mapdocs.plan.snapshot import SentRow, SentVersion, Snapshot

Kind = Literal[
    "added", "removed", "name", "date", "undated", "owner", "seller", "proof", "status", "attached", "go_live"
]
_FIELDS: tuple[tuple[str, Kind], ...] = (
    ("milestone", "name"),
    ("target_date", "date"),
    ("buyer_owner", "owner"),
    ("seller_owner", "seller"),
    ("exit_criteria", "proof"),
    ("status", "status"),
    ("proof", "attached"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a row (or of the go-live, with no label), as plain values: a day is a date, a status its word."""

    kind: Kind
    label: str
    old: str | date | None = None
    new: str | date | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """The changes since the version of ``day``."""

    day: date
    changes: tuple[Change, ...]


def since(before: SentVersion | None, after: Snapshot) -> Since | None:
    """What changed from the version ``before`` to ``after``; None where nothing did, or they cannot be compared.

    Moves that the plan tells already, with their reason, are left out.
    """
    if before is None or before.built is None or before.snapshot.variant != after.variant:
        return None
    changes = tuple(_changes(before.snapshot, after))
    return Since(before.built, changes) if changes else None


def _changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    if before.go_live != after.go_live and after.go_live:
        yield Change("go_live", "", before.go_live, after.go_live)
    old_rows = {row.id: row for row in before.rows}
    for row in after.rows:
        old = old_rows.get(row.id)
        if old is None:
            yield Change("added", row.milestone)
        else:
            yield from _row_changes(old, row)
    kept = {row.id for row in after.rows}
    for row_id, old in old_rows.items():
        if row_id not in kept:
            yield Change("removed", old.milestone)


def _row_changes(old: SentRow, row: SentRow) -> Iterator[Change]:
    for field, kind in _FIELDS:
        before: str | date | None = getattr(old, field) or None
        now: str | date | None = getattr(row, field) or None
        if before == now:
            continue
        if field == "target_date":
            told_already = len(row.moved) > len(old.moved)
            if not told_already:
                yield Change("date" if now else "undated", row.milestone, before, now)
        elif now:
            yield Change(kind, row.milestone, before, now)
