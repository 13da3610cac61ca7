"""How much time each row leaves itself: working days from what it waits for to its own date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapdocs.dates.working_days import WorkingDays
from mapdocs.schema.model import Milestone, Spec


@dataclass(frozen=True, slots=True)
class Room:
    """``days`` working days from ``start`` to the row's date; ``after`` is the row that it waits for, None from today."""

    days: int
    start: date
    after: Milestone | None


def room_of(spec: Spec, calendar: WorkingDays, *, today: date) -> dict[str, Room]:
    """The room of each open, dated row, by id: from the rows under ``after``, or the row above, or today, whichever is
    latest."""
    by_id = {row.id: row for row in spec.milestones}
    above: Milestone | None = None
    found: dict[str, Room] = {}
    for row in spec.milestones:
        if row.status == "cancelled":
            continue
        before = [above] if row.after is None and above else [by_id[ref] for ref in row.after or () if ref in by_id]
        if row.is_open and row.target_date:
            starts = [(day, r.title, r) for r in before if (day := r.done_on or r.target_date)]
            last = max(starts, default=None, key=lambda one: one[:2])
            if last is None or last[0] <= today:
                found[row.id] = Room(calendar.between(today, row.target_date), today, None)
            else:
                found[row.id] = Room(calendar.between(last[0], row.target_date), last[0], last[2])
        above = row if row.target_date else above
    return found
