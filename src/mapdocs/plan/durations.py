"""How long each kind of step really took: working days counted in finished deals, and how far their dates slipped."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from mapdocs.dates import working_days
from mapdocs.schema.kinds import KINDS, Kind
from mapdocs.schema.loader import load, specs_in
from mapdocs.schema.model import Milestone, Settings, Spec

#: Below this many nothing is claimed.
ENOUGH = 3
#: Where the second size band ends, in units of the deal's currency; the first ends at the ACV threshold.
LARGE = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Past:
    """One finished step. ``days``: working days from what it waited for to the day it was done; ``slip``: working days
    from the date first promised to that day, 0 where it was kept, None where no date was promised."""

    kind: Kind
    days: int
    slip: int | None
    done_on: date
    deal: str
    buyer: str
    size: str
    country: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What ``steps`` of one kind took, the newest first."""

    kind: Kind
    steps: tuple[Past, ...]

    @property
    def enough(self) -> bool:
        return len(self.steps) >= ENOUGH

    @property
    def median(self) -> float:
        ranked = sorted(step.days for step in self.steps)
        middle = len(ranked) // 2
        return float(ranked[middle]) if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2

    @property
    def usual(self) -> int:
        """The median as a plan takes it: a whole day, rounded up."""
        return math.ceil(self.median)

    @property
    def most(self) -> int:
        """The 80th percentile, by the nearest rank: four of five took no longer."""
        ranked = sorted(step.days for step in self.steps)
        return ranked[math.ceil(0.8 * len(ranked)) - 1]

    @property
    def last(self) -> tuple[Past, ...]:
        return self.steps[:ENOUGH]

    @property
    def promised(self) -> int:
        return sum(step.slip is not None for step in self.steps)

    @property
    def slipped(self) -> tuple[int, ...]:
        return tuple(step.slip for step in self.steps if step.slip)


@dataclass(frozen=True, slots=True)
class Durations:
    """``finished`` deals of ``deals`` were counted; ``left_out`` finished steps had no day to be counted from or to."""

    steps: tuple[Past, ...]
    deals: int
    finished: int
    left_out: int

    def of(self, kind: Kind, only: Callable[[Past], bool] = lambda step: True) -> Measure:
        found = [step for step in self.steps if step.kind == kind and only(step)]
        return Measure(kind, tuple(sorted(found, key=lambda s: (s.done_on, s.deal), reverse=True)))

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(found for kind in KINDS if (found := self.of(kind)).steps)

    def usual(self) -> dict[Kind, int]:
        """The medians of the kinds of which there are enough."""
        return {one.kind: one.usual for one in self.measures if one.enough and one.kind != "other"}

    def groups(self) -> list[tuple[str, Measure]]:
        """By size band, country and tag, where there are enough in a group and it is not all there is."""
        found: list[tuple[str, Measure]] = []
        for whole in self.measures:
            names: dict[str, Callable[[Past], bool]] = {}
            for step in whole.steps:
                names[step.size] = lambda s, size=step.size: s.size == size  # type: ignore[misc]
                if step.country:
                    names[step.country] = lambda s, country=step.country: s.country == country  # type: ignore[misc]
                for tag in step.tags:
                    names[f"tag {tag}"] = lambda s, tag=tag: tag in s.tags  # type: ignore[misc]
            for name in sorted(filter(None, names)):
                part = self.of(whole.kind, names[name])
                if part.enough and len(part.steps) < len(whole.steps):
                    found.append((name, part))
        return found


def is_finished(spec: Spec) -> bool:
    """A deal is finished once it is signed, or nothing is open any more."""
    rows = [row for row in spec.milestones if row.status != "cancelled"]
    signed = any(row.kind == "signature" and row.status == "done" for row in rows)
    return bool(rows) and (signed or all(row.status == "done" for row in rows))


def durations(specs: Iterable[Spec]) -> Durations:
    """What the finished steps of the finished deals among ``specs`` took.

    A step is counted from the day on which the last of what it waited for was done (what ``after`` names, or the row
    above; a cancelled row is looked through), or else from the day on which the buyer agreed to it.
    """
    steps: list[Past] = []
    deals = finished = left_out = 0
    for spec in specs:
        deals += 1
        if not is_finished(spec):
            continue
        finished += 1
        for row in spec.milestones:
            if row.status != "done":
                continue
            past = _past(spec, row)
            if past is None:
                left_out += 1
            else:
                steps.append(past)
    return Durations(tuple(steps), deals, finished, left_out)


def _past(spec: Spec, row: Milestone) -> Past | None:
    calendar = working_days.of_country(spec.settings.holidays)
    done = row.done_on
    start = _begun(spec, row)
    if done is None or start is None or start > done:
        return None
    promised = next((move.from_date for move in row.moved if move.from_date), row.target_date)
    slip = max(calendar.between(promised, done), 0) if promised else None
    return Past(
        row.kind,
        calendar.between(start, done),
        slip,
        done,
        spec.deal.name,
        spec.buyer.company,
        _size(spec),
        spec.settings.holidays or "",
        spec.deal.tags,
    )


def _begun(spec: Spec, row: Milestone) -> date | None:
    first = _waited_for(spec, row, {row.id})
    days = [one.done_on for one in first if one.done_on and one.status == "done"]
    if first and len(days) == len(first) and row.done_on and max(days) <= row.done_on:
        return max(days)
    return row.agreed_on


def _waited_for(spec: Spec, row: Milestone, seen: set[str]) -> list[Milestone]:
    by_id = {one.id: one for one in spec.milestones}
    if row.after is None:
        names = [spec.milestones[row.index - 1].id] if row.index else []
    else:
        names = [name for name in row.after if name in by_id]
    found: list[Milestone] = []
    for name in names:
        if name in seen:
            continue
        seen.add(name)
        one = by_id[name]
        found += _waited_for(spec, one, seen) if one.status == "cancelled" else [one]
    return found


def _size(spec: Spec) -> str:
    acv, threshold = spec.deal.acv, spec.settings.acv_threshold
    if acv is None:
        return ""
    if acv < threshold:
        return f"below {threshold:,.0f}"
    if threshold < LARGE:
        return f"{threshold:,.0f} to {LARGE:,.0f}" if acv < LARGE else f"{LARGE:,.0f} and more"
    return f"{threshold:,.0f} and more"


def history_of(settings: Settings) -> Durations | None:
    """What the folder says that the settings name under ``history``; None where they name none, or it is not there."""
    if not settings.history:
        return None
    folder = Path(settings.folder or ".") / settings.history
    if not folder.is_dir():
        return None
    files = tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in specs_in(folder))
    return _history(files)


@lru_cache(maxsize=4)
def _history(files: tuple[tuple[str, int, int], ...]) -> Durations:
    return durations(load(name) for name, _, _ in files)


def told_last(measure: Measure, *, names: bool = True) -> str:
    """“the last three took 18, 22 and 31 working days: Acme, Contoso, Umbrella”."""
    days = [str(step.days) for step in measure.last]
    said = f"the last three took {', '.join(days[:-1])} and {days[-1]} working days"
    return f"{said}: {', '.join(step.buyer for step in measure.last)}" if names else said
