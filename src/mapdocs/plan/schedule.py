"""What hangs on what: each row's slack, and the chain that decides the go-live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapdocs.dates.working_days import WorkingDays
from mapdocs.schema.model import Milestone, Spec

LEAST = 1  # working days that any step takes which has no usual duration
FIXED_POINTS = ("go_live", "review")


@dataclass(frozen=True, slots=True)
class Slot:
    """One row in the schedule.

    ``hangs_on`` are the ids of what must come first (``go_live`` and ``review`` among them); ``needs`` how many working
    days the row takes after them; ``slack`` by how many working days its date can move right before the go-live (or,
    without one, the last date) moves with it: None for rows that are done, cancelled or undated. ``decides``: the row
    is on the chain of the tightest row.
    """

    row: Milestone
    hangs_on: tuple[str, ...]
    needs: int
    slack: int | None
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """``end`` is the day that the slack is counted to; ``chain`` the deciding rows' ids, first to last."""

    slots: tuple[Slot, ...]
    end: date | None
    chain: tuple[str, ...]
    today: date

    @property
    def slack(self) -> int | None:
        """The whole plan's: its deciding chain's."""
        return min((slot.slack for slot in self.slots if slot.slack is not None), default=None)


def schedule(spec: Spec, calendar: WorkingDays, *, today: date) -> Schedule:
    """The schedule of ``spec``: a row waits for the rows under ``after``, for what its relative date names, or for
    the row above where the spec says neither."""
    rows = [row for row in spec.milestones if row.status != "cancelled"]
    by_id = {row.id: row for row in rows}
    waits = {row.id: _waits_for(row, rows) for row in rows}
    dated = [row for row in rows if row.is_open and row.target_date]
    end = spec.deal.go_live or max((row.target_date for row in dated if row.target_date), default=None)
    latest: dict[str, date] = {}
    binds: dict[str, str] = {}  # which row behind it holds a row's latest day
    for row in sorted(dated, key=lambda r: r.target_date or date.max, reverse=True):
        behind = [later for later in dated if row.id in waits[later.id] and later.id in latest]
        assert end is not None
        latest[row.id] = end
        for later in behind:
            bound = calendar.shift(latest[later.id], -_needs(later, row.id, spec))
            if bound < latest[row.id]:
                latest[row.id], binds[row.id] = bound, later.id
    slack = {
        row.id: calendar.between(row.target_date, latest[row.id])
        for row in dated
        if row.target_date and row.id in latest
    }
    chain = _chain(dated, waits, slack, binds)
    slots = tuple(
        Slot(
            row,
            waits[row.id],
            max((_needs(row, name, spec) for name in waits[row.id]), default=0),
            slack.get(row.id),
            row.id in chain,
        )
        for row in spec.milestones
        if row.id in by_id
    )
    return Schedule(slots, end, chain, today)


def _waits_for(row: Milestone, rows: list[Milestone]) -> tuple[str, ...]:
    known = {r.id for r in rows} | set(FIXED_POINTS)
    named = list(row.after or ())
    if row.target_rule is not None:
        named.append(row.target_rule.anchor)
    elif row.after is None:
        place = next(i for i, r in enumerate(rows) if r.id == row.id)
        named += [rows[place - 1].id] if place else []
    return tuple(dict.fromkeys(name for name in named if name in known and name != row.id))


def _needs(row: Milestone, before: str, spec: Spec) -> int:
    """Working days from what ``row`` waits for to its own end."""
    rule = row.target_rule
    if rule is not None and rule.anchor == before and rule.after:
        return (
            rule.amount
            if rule.unit == "working day"
            else rule.amount * 5
            if rule.unit == "week"
            else round(rule.amount * 5 / 7)
        )
    return spec.settings.typical_working_days.get(row.kind, LEAST)


def _chain(
    dated: list[Milestone], waits: dict[str, tuple[str, ...]], slack: dict[str, int], binds: dict[str, str]
) -> tuple[str, ...]:
    """From the row with the least slack back along what each waits for, always the tightest of them, and on along the
    rows whose usual time it must leave before the go-live."""
    if not slack:
        return ()
    least = min(slack.values())
    tight = [row for row in dated if slack.get(row.id) == least]
    row = max(tight, key=lambda r: r.target_date or date.min)
    chain = [row.id]
    while chain[-1] in binds:
        chain.append(binds[chain[-1]])
    by_id = {r.id: r for r in dated}
    while True:
        before = [name for name in waits[chain[0]] if name in by_id and name not in chain]
        if not before:
            return tuple(chain)
        chain.insert(0, min(before, key=lambda name: (slack[name], -(by_id[name].target_date or date.min).toordinal())))
