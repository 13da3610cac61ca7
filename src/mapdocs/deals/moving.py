"""A row's date moved by its own side: the slip kept where both sides see it, and the evidence beside it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date

from mapdocs.dates.relative import RelativeDate
from mapdocs.errors import MapdocsError, NotWritten
from mapdocs.plan.schedule import spoken
from mapdocs.schema import editing
from mapdocs.schema.fields import MILESTONE, MOVE
from mapdocs.schema.model import Milestone, Spec
from mapdocs.schema.quoting import Raw
from mapdocs.schema.reader import read

_ROW_KEYS = tuple(f.key for f in MILESTONE.fields)
_MOVE_KEYS = tuple(f.key for f in MOVE.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a pair decided on one row: a new ``day`` (and ``why``), ``evidence``, or both. ``agreed``: the buyer said yes
    to the new date; without it the row is a proposal again."""

    day: date | None = None
    why: str = ""
    evidence: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """``text`` is the whole new spec. ``withdrawn``: the day of the buyer's yes to the old date, which is gone;
    ``along`` the rows that hang on the moved one, and their dates before and after; ``rule`` the relative date that a
    plain one replaced."""

    text: str
    spec: Spec
    row: Milestone
    before: date | None
    withdrawn: date | None
    along: tuple[tuple[Milestone, date | None, date | None], ...]
    rule: RelativeDate | None


def row_named(spec: Spec, said: str) -> Milestone:
    """The row that ``said`` names: by its id, its number from 1, or its name.

    Raises:
        MapdocsError: no row is called so, or more than one.
    """
    wanted = said.strip().casefold()
    rows = spec.milestones
    found = [row for row in rows if row.id.casefold() == wanted]
    found = found or [row for row in rows if str(row.index + 1) == wanted]
    found = found or [row for row in rows if wanted in (row.milestone.casefold(), (row.buyer_label or "").casefold())]
    found = found or [row for row in rows if row.kind == wanted]
    if len(found) == 1:
        return found[0]
    ids = [row.id for row in rows]
    if found:
        raise MapdocsError(f"“{said}” names {len(found)} rows", f"write one of {', '.join(row.id for row in found)}")
    close = difflib.get_close_matches(wanted, ids, n=1)
    hint = f"did you mean {close[0]}?" if close else f"write one of {', '.join(ids)}"
    raise MapdocsError(f"no row is called “{said}”", hint)


def move(spec: Spec, row: Milestone, decided: Decision, *, today: date) -> Moved:
    """``spec``'s text with ``decided`` written into ``row``, and nothing else changed.

    Raises:
        MapdocsError: there is nothing to move, or the row is done or cancelled.
        NotWritten: the outcome, read again, is not what was meant.
    """
    if not row.is_open:
        raise MapdocsError(f"{row.title} is {row.status}", "set its status back first, if it is to be done again")
    if decided.day is not None and decided.day == row.target_date and row.target_rule is None:
        raise MapdocsError(f"{row.title} is on {spoken(decided.day)} already", "give another date, or --evidence alone")
    values: dict[editing.Path, str] = {}
    at: editing.Path = ("milestones", row.index)
    withdrawn = None
    moves = decided.day is not None and decided.day != row.target_date
    if decided.day is not None:
        values[(*at, "target_date")] = decided.day.isoformat()
        if moves and decided.agreed:
            values[(*at, "agreed_on")] = today.isoformat()
        elif moves and row.agreed_on:
            withdrawn = row.agreed_on
            values[(*at, "agreed_on")] = Raw("null")
    if decided.evidence:
        values[(*at, "evidence")] = decided.evidence
    text = editing.set_values(spec.source.text, values, _ROW_KEYS)
    if moves and row.target_date:
        slip = {"from": row.target_date.isoformat(), "on": today.isoformat(), "why": decided.why}
        text = editing.append_to_list(text, (*at, "moved"), {k: slip[k] for k in _MOVE_KEYS if slip[k]}, _ROW_KEYS)
    new = read(text, file=spec.source.file, settings=spec.settings)
    _as_meant(spec, new, row, decided)
    along = tuple(
        (old, old.target_date, now.target_date)
        for old, now in zip(spec.milestones, new.milestones, strict=True)
        if old.id != row.id and old.target_date != now.target_date
    )
    return Moved(
        text, new, new.milestones[row.index], row.target_date, withdrawn, along, row.target_rule if moves else None
    )


def _as_meant(old: Spec, new: Spec, row: Milestone, decided: Decision) -> None:
    wrong = next(
        (f for f in new.findings if f.level == "error" and f.message not in {g.message for g in old.findings}), None
    )
    if wrong is not None:
        raise NotWritten(f"it would leave the spec with an error: {wrong.message}")
    if len(new.milestones) != len(old.milestones) or (old.deal, old.buyer, old.seller) != (
        new.deal,
        new.buyer,
        new.seller,
    ):
        raise NotWritten("the spec's layout does not allow it", f"write it into {old.source.file} by hand")
    now = new.milestones[row.index]
    if now.target_date != (decided.day or row.target_date) or (decided.evidence and now.evidence != decided.evidence):
        raise NotWritten("the spec's layout does not allow it", f"write it into {old.source.file} by hand")
