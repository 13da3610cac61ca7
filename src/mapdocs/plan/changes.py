"""What a buyer sees changed since the version that they had before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Kind = Literal["added", "removed", "name", "date", "undated", "owner", "seller", "proof", "status", "go_live"]
_FIELDS: tuple[tuple[str, Kind], ...] = (
    ("milestone", "name"), ("target_date", "date"), ("buyer_owner", "owner"), ("seller_owner", "seller"),
    ("exit_criteria", "proof"), ("status", "status"),
)  # fmt: skip


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


def since(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Since | None:
    """What changed from the snapshot ``before`` to ``after``; None where nothing did, or they cannot be compared.

    Moves that the plan tells already, with their reason, are left out.
    """
    if before is None or before.get("variant") != after["variant"]:
        return None
    try:
        day = date.fromisoformat(str(before.get("built")))
        changes = tuple(_changes(before, after))
    except (KeyError, TypeError, ValueError):  # a remembered file that somebody wrote in, or of an older kind
        return None
    return Since(day, changes) if changes else None


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    if before.get("go_live") != after["go_live"] and after["go_live"]:
        yield Change("go_live", "", day_in(before.get("go_live")), day_in(after["go_live"]))
    old_rows = {row["id"]: row for row in before["rows"]}
    for row in after["rows"]:
        old = old_rows.get(row["id"])
        if old is None:
            yield Change("added", row["milestone"])
            continue
        for field, kind in _FIELDS:
            if (old[field] or None) == (row[field] or None):
                continue
            if field == "target_date":
                if _told(old, row):
                    continue
                new = day_in(row[field])
                yield Change("date" if new else "undated", row["milestone"], day_in(old[field]), new)
            elif row[field]:
                yield Change(kind, row["milestone"], old[field], row[field])
    kept = {row["id"] for row in after["rows"]}
    for row_id, old in old_rows.items():
        if row_id not in kept:
            yield Change("removed", old["milestone"])


def _told(old: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return len(row["moved"]) > len(old["moved"])


def day_in(text: str | None) -> date | None:
    """A snapshot's day."""
    return date.fromisoformat(text) if text else None
