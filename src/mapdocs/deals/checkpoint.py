"""The weekly checkpoint: what was said of each deal the last time, and what has changed since.

What was said stands in one file beside the deals, a line a deal and day: a person can read it, and two people's lines merge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from mapdocs.deals.overview import Deal, deal_of
from mapdocs.language.display import safe
from mapdocs.schema.model import Milestone, Spec
from mapdocs.storage.atomic import write_whole

FILE = "checkpoints.jsonl"  # beside the deals

What = Literal[
    "done", "reopened", "moved", "agreed", "withdrawn", "row new", "row gone", "published", "new", "gone", "quiet"
]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed since the last time; ``text`` says it, in words for the seller's own room."""

    what: What
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A deal as it was said on a day. ``rows``: name, date, status, agreed_on and proof by id, dates as text."""

    on: date
    file: str
    deal: str
    owner: str
    link: str
    finished: bool
    rows: dict[str, dict[str, str]]
    said: tuple[str, ...] = ()

    def to_line(self) -> str:
        return json.dumps(
            {
                "on": self.on.isoformat(),
                "deal": self.deal,
                "file": self.file,
                "owner": self.owner,
                "link": self.link,
                "finished": self.finished,
                "said": list(self.said),
                "rows": self.rows,
            },
            ensure_ascii=False,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A deal's line at the checkpoint: what comes next, and what changed since ``since`` (None for a new deal)."""

    line: Deal
    changes: tuple[Change, ...]
    since: date | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``told`` in the order of the round; ``gone`` the deals of last time that are there no more; ``entries`` all that is
    remembered, this one included."""

    on: date
    before: date | None
    told: tuple[Told, ...]
    gone: tuple[str, ...]
    entries: tuple[Entry, ...] = field(repr=False)


def read_entries(path: Path) -> tuple[tuple[Entry, ...], tuple[int, ...]]:
    """What is remembered, and the numbers of the lines that cannot be read (as after a merge gone wrong)."""
    try:
        lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    except FileNotFoundError:
        return (), ()
    found, bad = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_entry(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            bad.append(number)
    return tuple(found), tuple(bad)


def _entry(kept: Any) -> Entry:
    rows = {str(name): {str(k): str(v) for k, v in row.items()} for name, row in kept["rows"].items()}
    said = tuple(map(str, kept.get("said", ())))
    return Entry(
        date.fromisoformat(kept["on"]),
        str(kept["file"]),
        str(kept["deal"]),
        str(kept.get("owner", "")),
        str(kept.get("link", "")),
        bool(kept.get("finished", False)),
        rows,
        said,
    )


def write_entries(path: Path, entries: Iterable[Entry]) -> None:
    ranked = sorted(entries, key=lambda e: (e.on, e.file))
    write_whole(path, "".join(f"{entry.to_line()}\n" for entry in ranked).encode())


def checkpoint(
    specs: Sequence[Spec], entries: Sequence[Entry], folder: Path, *, today: date, unread: Sequence[str] = ()
) -> Checkpoint:
    """What to say of ``specs`` today, after what ``entries`` said.

    A second one on the same day says the same again, from the day before it. ``unread`` are files that are there and
    cannot be read: they are not gone, and what changes in them is told once they can be. So is what was not asked for.
    """
    earlier = [entry for entry in entries if entry.on < today]
    before = max((entry.on for entry in earlier), default=None)
    last: dict[str, Entry] = {}
    for entry in sorted(earlier, key=lambda e: e.on):
        last[entry.file] = entry
    here = {_name(spec.source.file, folder): spec for spec in specs}
    blind = {_name(name, folder) for name in unread}
    unasked = {name for name in last if name not in here and name not in blind and (folder / name).is_file()}
    lost = {name: e for name, e in last.items() if e.on == before and name not in here and name not in blind | unasked}
    told, new = [], []
    for name, spec in here.items():
        old = last.get(name)
        if old is None:  # a file may have been given another name
            old = next((lost.pop(n) for n, e in list(lost.items()) if e.deal == spec.deal.name), None)
        changes = _changes(old, spec) if before else ()  # at the first one there is nothing to compare with
        told.append(Told(deal_of(spec, today), changes, old.on if old else None))
        new.append(_now(spec, name, today, tuple(change.text for change in changes)))
    kept = [
        Entry(
            today,
            e.file,
            e.deal,
            e.owner,
            e.link,
            e.finished,
            e.rows,
            ("cannot be read; mend it",) if name in blind else (),
        )
        for name in sorted(blind | unasked)
        if (e := last.get(name)) is not None
    ]
    remembered = [entry for entry in entries if entry.on != today]
    gone = tuple(entry.deal for entry in sorted(lost.values(), key=lambda e: e.deal.casefold()))
    return Checkpoint(today, before, tuple(_in_rounds(told)), gone, (*remembered, *new, *kept))


def _in_rounds(told: Sequence[Told]) -> list[Told]:
    """One deal a rep, then the next round; what is late stands first among a rep's own."""
    order = {"stalled": 0, "at risk": 1, "on track": 2, "done": 3}
    theirs: dict[str, list[Told]] = {}
    for one in sorted(told, key=lambda t: (order[t.line.state], t.line.due or date.max, t.line.deal.casefold())):
        theirs.setdefault(one.line.owner, []).append(one)
    ranked = [theirs[owner] for owner in sorted(theirs, key=str.casefold)]
    return [one for turn in zip_longest(*ranked) for one in turn if one is not None]


def _changes(old: Entry | None, spec: Spec) -> tuple[Change, ...]:
    if old is None:
        return (Change("new", "new: it was not here the last time"),)
    found: list[Change] = []
    if spec.deal.map_url and not old.link:
        found.append(Change("published", "published"))
    there = {row.id for row in spec.milestones}
    for row in spec.milestones:
        found += _of_row(old.rows.get(row.id), row)
    found += [Change("row gone", f"taken out: {row['name']}") for name, row in old.rows.items() if name not in there]
    if not found and not (old.finished and _finished(spec)):
        found.append(Change("quiet", "quiet: nothing moved"))
    return tuple(found)


def _of_row(old: dict[str, str] | None, row: Milestone) -> list[Change]:
    if old is None:
        return [Change("row new", f"new step: {row.milestone}")]
    found = []
    if row.status == "done" and old.get("status") != "done":
        on = f" on {_day(row.done_on)}" if row.done_on else ""
        shown = "; ".join(filter(None, [row.exit_criteria, f"proof: {row.proof}" if row.proof else None]))
        found.append(Change("done", f"done: {row.milestone}{on}" + (f" ({shown})" if shown else "")))
    elif row.status == "done" and row.proof and row.proof != old.get("proof"):
        found.append(Change("done", f"proof of {row.milestone}: {row.proof}"))
    elif old.get("status") == "done" and row.status != "done":
        found.append(Change("reopened", f"no longer done: {row.milestone}"))
    elif row.status == "cancelled" and old.get("status") != "cancelled":
        found.append(Change("row gone", f"cancelled: {row.milestone}"))
    elif row.status != old.get("status"):
        found.append(Change("moved", f"{row.milestone}: {old.get('status', 'open')} → {row.status}"))
    was, now = old.get("date", ""), row.target_date.isoformat() if row.target_date else ""
    if was != now:
        why = next((move.why for move in reversed(row.moved) if move.why), None)
        reason = f" ({why})" if why else ", and nobody said why" if was else ""
        said = f"{_day(date.fromisoformat(was)) if was else 'no date'} → {_day(row.target_date) if now else 'no date'}"
        found.append(Change("moved", f"moved: {row.milestone}, {said}{reason}"))
    agreed = row.agreed_on.isoformat() if row.agreed_on else ""
    if agreed and agreed != old.get("agreed", ""):
        found.append(Change("agreed", f"the buyer agreed: {row.milestone}, on {_day(row.agreed_on)}"))
    elif old.get("agreed") and not agreed:
        found.append(Change("withdrawn", f"no longer agreed: {row.milestone}"))
    return found


def _now(spec: Spec, name: str, today: date, said: tuple[str, ...]) -> Entry:
    rows = {}
    for row in spec.milestones:
        facts = {
            "name": row.milestone,
            "date": row.target_date.isoformat() if row.target_date else "",
            "status": row.status,
            "agreed": row.agreed_on.isoformat() if row.agreed_on else "",
            "proof": row.proof or "",
        }
        rows[row.id] = {key: value for key, value in facts.items() if value}
    return Entry(today, name, spec.deal.name, spec.seller.owner, spec.deal.map_url or "", _finished(spec), rows, said)


def _finished(spec: Spec) -> bool:
    return bool(spec.milestones) and not any(row.is_open for row in spec.milestones)


def _name(file: str, folder: Path) -> str:
    """A file as it is called from the deals' folder, so that another machine's checkout says the same."""
    try:
        return Path(file).resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return Path(file).name


def _day(day: date | None) -> str:
    return safe(f"{day.day} {day:%b %Y}") if day else "no date"
