"""How many working days each row takes, and what says so: its kind, or else the plan that it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_high
from typing import Literal

from mapdocs.dates.working_days import WorkingDays
from mapdocs.plan.schedule import FIXED_POINTS
from mapdocs.schema.kinds import Kind
from mapdocs.schema.model import Milestone

#: So many rows have a room of their own before others are judged by them.
ENOUGH = 3
#: Working days of a row of which nothing says how long it takes.
A_WEEK = 5

Because = Literal["review", "rule", "kind", "dates", "others", "nothing"]


@dataclass(frozen=True, slots=True)
class Length:
    """``because`` of the review, where it is agreed; of its relative date (``rule``); of its kind, which usually takes them;
    of what the plan's ``dates`` leave it; of what its ``others`` usually have; or of ``nothing``, where it is a week."""

    days: int
    because: Because


def lengths_of(
    rows: Sequence[Milestone], waits: Mapping[str, Sequence[str]], usual: Mapping[Kind, int], calendar: WorkingDays
) -> dict[str, Length]:
    """The length of each of ``rows``, by id.

    A row whose kind has no usual duration takes what the plan leaves it now: from the day of what it waits for to its own.
    That is no more than the longest kind takes: beyond it the plan has slack. One that has no such room takes what is
    usual among the plan's rows.
    """
    by_id = {row.id: row for row in rows}
    most = max(usual.values(), default=A_WEEK)
    rooms = {row.id: room for row in rows if (room := _room(row, waits[row.id], by_id, calendar))}
    others = min(median_high(rooms.values()), most) if len(rooms) >= ENOUGH else None

    def length(row: Milestone) -> Length:
        rule = row.target_rule
        if rule is not None and rule.after and rule.anchor not in FIXED_POINTS:
            return Length(rule.working_days, "rule")
        if row.kind in usual:
            return Length(usual[row.kind], "kind")
        if row.id in rooms:
            return Length(min(rooms[row.id], most), "dates")
        return Length(others, "others") if others else Length(A_WEEK, "nothing")

    return {row.id: length(row) for row in rows}


def _room(row: Milestone, before: Sequence[str], by_id: Mapping[str, Milestone], calendar: WorkingDays) -> int:
    """Working days from the last of what ``row`` waits for, as both are planned, to its day; 0 where that cannot be told."""
    starts = [by_id[name].target_date or by_id[name].done_on for name in before if name in by_id]
    dated = [day for day in starts if day]
    if not row.target_date or not dated or len(dated) < len(starts):
        return 0
    return max(calendar.between(max(dated), row.target_date), 0)
