"""Dates for steps that wait for each other: as soon as they can be, and as late as an end allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mapdocs.dates.working_days import WorkingDays
from mapdocs.plan.durations import history_of
from mapdocs.plan.go_live import role_of
from mapdocs.plan.lengths import Length, lengths_of
from mapdocs.plan.schedule import FIXED_POINTS, needs_of, waits_for
from mapdocs.schema.kinds import Kind
from mapdocs.schema.model import DEFAULT_TYPICAL, Milestone, Settings, Spec

#: Working days of the kinds that the settings need not name.
USUAL: dict[Kind, int] = {"alignment": 5, "business_case": 5, "signature": 3, **DEFAULT_TYPICAL}
#: Working days from today to the review, when nobody has set it: the plan is agreed there, within ten.
REVIEW_IN = 7
ALIGNED_WITHIN = 10
#: Working days between the last step and the go-live.
BEFORE_GO_LIVE = 5

Way = Literal["today", "go-live"]


@dataclass(frozen=True, slots=True)
class Step:
    """``needs``: working days after each of ``after``; one that waits for nothing counts them from the start."""

    key: str
    after: Mapping[str, int]
    needs: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one row's date would be; ``moves`` in working days, later where positive, None where it has no date.
    ``takes`` is what was counted for it."""

    row: Milestone
    day: date
    moves: int | None
    takes: Length


@dataclass(frozen=True, slots=True)
class Dating:
    """``rows`` in the spec's order; ``slack``: from today, the working days that lie free before the last of them; from
    the go-live, those that the first can wait. Negative where they do not fit; None without a go-live."""

    rows: tuple[Proposed, ...]
    slack: int | None
    way: Way


def usual_days(settings: Settings) -> dict[Kind, int]:
    """How many working days each kind of step takes: what the finished deals say, else the settings, else our own."""
    past = history_of(settings)
    return {**USUAL, **settings.typical_working_days, **(past.usual() if past else {})}


def earliest(
    steps: Sequence[Step], start: date, calendar: WorkingDays, fixed: Mapping[str, date] | None = None
) -> dict[str, date]:
    """The first day on which each step can be done; ``fixed`` are known already. A circle's steps are left out."""
    days = dict(fixed or {})
    for step in _in_order(steps, days):
        begun = [calendar.shift(days[name], needs) for name, needs in step.after.items() if name in days]
        days[step.key] = max(begun, default=calendar.shift(start, step.needs))
    return {step.key: days[step.key] for step in steps if step.key in days}


def latest(steps: Sequence[Step], end: date, calendar: WorkingDays) -> dict[str, date]:
    """The last day on which each step can be done so that all are by ``end``."""
    days: dict[str, date] = {}
    for step in reversed(list(_in_order(steps, {}))):
        bounds = [
            calendar.shift(days[later.key], -later.after[step.key])
            for later in steps
            if step.key in later.after and later.key in days
        ]
        days[step.key] = min(bounds, default=end)
    return days


def redated(spec: Spec, calendar: WorkingDays, *, today: date, way: Way) -> Dating:
    """Dates for the open rows of ``spec``: from today on, or back from the go-live. Nothing is written.

    From today, the plan is agreed on the review's day, each row follows as soon as it usually can, and the signature is as
    late as the go-live allows, so that the slack lies before it. A row that the
    plan itself hangs on the go-live or the review keeps its date, and so does what follows the go-live. A row whose kind is
    not known takes what :func:`mapdocs.plan.lengths.lengths_of` learns from the plan.
    """
    rows = [row for row in spec.milestones if row.status != "cancelled"]
    waits = {row.id: waits_for(row, rows) for row in rows}
    usual = usual_days(spec.settings)
    takes = lengths_of(rows, waits, usual, calendar)
    kept = {row.id: row.target_date for row in rows if row.target_date and row.is_open and _keeps(row)}
    steps = [
        Step(
            row.id,
            {
                name: needs_of(row, name, {**usual, row.kind: takes[row.id].days})
                for name in waits[row.id]
                if name not in FIXED_POINTS
            },
            takes[row.id].days,
        )
        for row in rows
        if row.is_open and row.id not in kept
    ]
    live = spec.deal.go_live
    if way == "go-live":
        days = latest(steps, _last(live, calendar), calendar) if live else {}
    else:
        known = kept | {row.id: max(row.done_on or row.target_date or today, today) for row in rows if not row.is_open}
        aligned = next((row for row in rows if row.kind == "alignment" and row.is_open and row.id not in kept), None)
        if aligned is not None:
            known[aligned.id] = review_day(spec, calendar, today)
            takes[aligned.id] = Length(calendar.between(today, known[aligned.id]), "review")
        days = earliest(steps, today, calendar, known)
    slack = _slack(days, live, way, calendar, today)
    signing = next((row for row in rows if row.kind == "signature" and row.id in days and row.is_open), None)
    if way == "today" and slack is not None and slack > 0 and signing is not None and signing.id not in kept:
        days[signing.id] = calendar.shift(days[signing.id], slack)
    found = tuple(
        Proposed(
            row,
            days[row.id],
            calendar.between(row.target_date, days[row.id]) if row.target_date else None,
            takes[row.id],
        )
        for row in rows
        if row.id in days and row.is_open
    )
    return Dating(found, slack, way)


def review_day(spec: Spec, calendar: WorkingDays, today: date) -> date:
    """The day on which the plan is to be agreed: the review's where that is within ten working days from today."""
    at = spec.review.at.date() if spec.review and spec.review.at else None
    if at and today <= at <= calendar.shift(today, ALIGNED_WITHIN):
        return at
    return calendar.shift(today, REVIEW_IN)


def _slack(days: Mapping[str, date], live: date | None, way: Way, calendar: WorkingDays, today: date) -> int | None:
    if live is None or not days:
        return None
    if way == "go-live":
        return calendar.between(today, min(days.values()))
    return calendar.between(max(days.values()), _last(live, calendar))


def _last(live: date, calendar: WorkingDays) -> date:
    return calendar.shift(calendar.on_or_before(live), -BEFORE_GO_LIVE)


def _keeps(row: Milestone) -> bool:
    anchored = row.target_rule is not None and row.target_rule.anchor in FIXED_POINTS
    return anchored or role_of(row) in ("go_live", "after")


def _in_order(steps: Sequence[Step], known: Mapping[str, date]) -> Iterator[Step]:
    """Each step after those that it waits for; what stands in a circle is left out."""
    inside = {step.key for step in steps}
    given = set(known)
    left = [step for step in steps if step.key not in given]
    while left:
        ready = [step for step in left if all(name in given or name not in inside for name in step.after)]
        if not ready:
            return
        yield from ready
        given |= {step.key for step in ready}
        left = [step for step in left if step.key not in given]
