"""What hangs on what: each row's slack, the chain that decides the go-live, and the dates that cannot stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mapdocs.dates.working_days import WorkingDays
from mapdocs.plan.go_live import role_of
from mapdocs.schema.kinds import Kind
from mapdocs.schema.model import Milestone, Spec

LEAST = 1  # working days that any step takes which has no usual duration
FIXED_POINTS = ("go_live", "review")
_TOLD = 3  # rows of a chain that a message names; the last ones decide


Stands = Literal["before", "go_live", "after"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One row in the schedule.

    ``hangs_on`` are the ids of what must come first (``go_live`` and ``review`` among them); ``needs`` how many working
    days the row takes after them; ``slack`` by how many working days its date can move right before the go-live (or,
    without one, the last date) moves with it: None for rows that are done, cancelled or undated, for the go-live itself
    and for what follows it. ``decides``: the row is on the chain of the tightest row.
    """

    row: Milestone
    hangs_on: tuple[str, ...]
    needs: int
    slack: int | None
    decides: bool = False
    stands: Stands = "before"


@dataclass(frozen=True, slots=True)
class Early:
    """A row dated before ``first``, which it waits for; ``chain`` leads to the row."""

    row: Milestone
    first: Milestone
    chain: tuple[Milestone, ...]

    def __str__(self) -> str:
        return f"{_on(self.row)} is before {self.first.title}, which must be done first: {_told(self.chain)}"


@dataclass(frozen=True, slots=True)
class Late:
    """A row dated after the go-live; ``chain`` leads to it. ``by``: how it stands to the go-live, ``open`` where nothing
    says; ``said``: the plan itself hangs it on the go-live."""

    row: Milestone
    chain: tuple[Milestone, ...]
    go_live: date
    by: Literal["before", "go_live", "after", "open"]
    said: bool

    def __str__(self) -> str:
        if self.by == "go_live":
            return f"{self.row.title} is on {_on(self.row)}, and the deal's go_live is {spoken(self.go_live)}"
        if self.by == "before":
            return f"{_on(self.row)} lies after the go-live: {_told(self.chain)} → go-live ({spoken(self.go_live)})"
        return f"{_on(self.row)} lies after the go-live ({spoken(self.go_live)})"


@dataclass(frozen=True, slots=True)
class Schedule:
    """``end`` is the day that the slack is counted to; ``goal`` the row that is the go-live itself, where one is;
    ``chain`` the deciding rows' ids, first to last; ``early`` and ``late`` what cannot stand as it is dated."""

    slots: tuple[Slot, ...]
    end: date | None
    goal: str | None
    chain: tuple[str, ...]
    early: tuple[Early, ...]
    late: tuple[Late, ...]
    today: date

    @property
    def slack(self) -> int | None:
        """The whole plan's: its deciding chain's."""
        return min((slot.slack for slot in self.slots if slot.slack is not None), default=None)

    @property
    def cannot_stand(self) -> tuple[Early | Late, ...]:
        """The dates that are wrong by the plan's own word; a row that may follow the go-live is none of them."""
        return (*self.early, *(late for late in self.late if late.by in ("before", "go_live")))


def spoken(day: date) -> str:
    """A day as messages name it."""
    return f"{day.day} {day:%b %Y}"


def schedule(spec: Spec, calendar: WorkingDays, *, today: date) -> Schedule:
    """The schedule of ``spec``: a row waits for the rows under ``after``, for what its relative date names, or for
    the row above where the spec says neither."""
    rows = [row for row in spec.milestones if row.status != "cancelled"]
    waits = {row.id: waits_for(row, rows) for row in rows}
    dated = [row for row in rows if row.is_open and row.target_date]
    goal = _goal(dated, spec.deal.go_live)
    end = spec.deal.go_live or (goal.target_date if goal else None) or max(map(_date, dated), default=None)
    behind_it = _following(dated, waits, goal, end)
    counted = [row for row in dated if row.id not in behind_it]
    latest, binds = _latest(counted, waits, end, spec, calendar) if end else ({}, {})
    slack = {
        row.id: calendar.between(_date(row), latest[row.id]) for row in counted if row.id in latest and row is not goal
    }
    chain = _chain(counted, waits, slack, binds)
    slots = tuple(
        Slot(
            row,
            waits[row.id],
            max((needs_of(row, name, spec.settings.typical_working_days) for name in waits[row.id]), default=0),
            slack.get(row.id),
            row.id in chain,
            "go_live" if row is goal else "after" if row.id in behind_it else "before",
        )
        for row in rows
    )
    return Schedule(
        slots,
        end,
        goal.id if goal else None,
        chain,
        tuple(_early(dated, {row.id: row for row in rows})),
        tuple(_late(dated, waits, spec.deal.go_live)),
        today,
    )


def _goal(dated: list[Milestone], go_live: date | None) -> Milestone | None:
    """The row that is the go-live: it is called so, and stands on its day; the last one where no day is given."""
    named = [row for row in dated if role_of(row) == "go_live" and go_live in (None, row.target_date)]
    return max(named, key=_date, default=None)


def _following(
    dated: list[Milestone], waits: dict[str, tuple[str, ...]], goal: Milestone | None, end: date | None
) -> set[str]:
    """The rows after ``end`` that come after the go-live by their name or by what they hang on: its slack is not theirs."""
    found: set[str] = set()
    first = {"go_live", *([goal.id] if goal else [])}
    for row in sorted(dated, key=_date):
        role = role_of(row)
        hangs = not first.isdisjoint(waits[row.id]) or not found.isdisjoint(waits[row.id])
        if end and _date(row) > end and (role == "after" or (role == "open" and hangs)):
            found.add(row.id)
    return found


def _latest(
    counted: list[Milestone], waits: dict[str, tuple[str, ...]], end: date, spec: Spec, calendar: WorkingDays
) -> tuple[dict[str, date], dict[str, str]]:
    """Each row's latest day so that ``end`` holds, and which row behind it sets that."""
    latest: dict[str, date] = {}
    binds: dict[str, str] = {}
    for row in sorted(counted, key=_date, reverse=True):
        latest[row.id] = end
        for later in counted:
            if row.id not in waits[later.id] or later.id not in latest:
                continue
            bound = calendar.shift(latest[later.id], -needs_of(later, row.id, spec.settings.typical_working_days))
            if bound < latest[row.id]:
                latest[row.id], binds[row.id] = bound, later.id
    return latest, binds


def _early(dated: list[Milestone], by_id: dict[str, Milestone]) -> Iterator[Early]:
    """The open rows that are dated before an open one that they wait for; a row without a date is looked through."""
    named = {row.id: row.after or () for row in by_id.values()}
    for row in dated:
        broken = [path for path in _paths(row, by_id) if _date(path[0]) > _date(row)]
        if broken:
            path = max(broken, key=lambda found: _date(found[0]))
            before = _back(path[0], named, by_id)
            yield Early(row, path[0], (*(r for r in before if r not in path), *path))


def _paths(row: Milestone, by_id: dict[str, Milestone]) -> list[tuple[Milestone, ...]]:
    """From each dated row that ``row`` waits for to ``row``, through rows that have no date."""
    found: list[tuple[Milestone, ...]] = []
    ways: list[tuple[Milestone, ...]] = [(row,)]
    seen = {row.id}
    while ways:
        way = ways.pop()
        for earlier in (by_id[name] for name in way[0].after or () if name in by_id and name not in seen):
            seen.add(earlier.id)
            if earlier.is_open:
                (found if earlier.target_date else ways).append((earlier, *way))
    return found


def _late(dated: list[Milestone], waits: dict[str, tuple[str, ...]], go_live: date | None) -> Iterator[Late]:
    by_id = {row.id: row for row in dated}
    live = {row.id for row in dated if role_of(row) == "go_live"}
    for row in dated:
        if go_live and _date(row) > go_live:
            rule = row.target_rule
            said = (rule is not None and rule.after and rule.anchor in {"go_live", *live}) or not live.isdisjoint(
                row.after or ()
            )
            yield Late(row, _back(row, waits, by_id), go_live, role_of(row), said)


def _back(row: Milestone, waits: dict[str, tuple[str, ...]], by_id: dict[str, Milestone]) -> tuple[Milestone, ...]:
    """The chain that leads to ``row``: always the latest of what is waited for."""
    chain = [row]
    while True:
        before = [by_id[name] for name in waits[chain[0].id] if name in by_id and by_id[name] not in chain]
        dated = [one for one in before if one.is_open and one.target_date]
        if not dated:
            return tuple(chain)
        chain.insert(0, max(dated, key=_date))


def _told(chain: tuple[Milestone, ...]) -> str:
    said = [f"{row.title} ({_on(row)})" for row in chain[-_TOLD:]]
    return " → ".join(["…", *said] if len(chain) > _TOLD else said)


def _on(row: Milestone) -> str:
    return spoken(row.target_date) if row.target_date else "no date"


def _date(row: Milestone) -> date:
    return row.target_date or date.max


def waits_for(row: Milestone, rows: list[Milestone]) -> tuple[str, ...]:
    """The ids of what ``row`` waits for, of ``rows`` and the fixed points."""
    known = {r.id for r in rows} | set(FIXED_POINTS)
    named = list(row.after or ())
    if row.target_rule is not None:
        named.append(row.target_rule.anchor)
    elif row.after is None:
        place = next(i for i, r in enumerate(rows) if r.id == row.id)
        named += [rows[place - 1].id] if place else []
    return tuple(dict.fromkeys(name for name in named if name in known and name != row.id))


def needs_of(row: Milestone, before: str, usual: Mapping[Kind, int]) -> int:
    """Working days from what ``row`` waits for to its own end."""
    rule = row.target_rule
    if rule is not None and rule.anchor == before and rule.after:
        return rule.working_days
    return usual.get(row.kind, LEAST)


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
        before = [name for name in waits[chain[0]] if name in slack and name not in chain]
        if not before:
            return tuple(chain)
        chain.insert(0, min(before, key=lambda name: (slack[name], -(by_id[name].target_date or date.min).toordinal())))
