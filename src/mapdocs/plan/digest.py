"""The week of a plan: what is done, what is due in seven days, what moved and why, and whose date has passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from mapdocs.plan.buyer import BuyerPlan, Row

WEEK = 7  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the digest of the day ``on`` saw: each row's status and date by its key, and what was ``told`` by then."""

    on: date
    rows: Mapping[str, tuple[str, date | None]]
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """A row's date that changed since the last digest; ``why`` where somebody said it."""

    row: Row
    old: date
    new: date | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """``done`` and ``moved`` since the last one, what is due in the ``week``, and rows whose date has ``passed`` and of
    which nobody was told yet. ``fresh``: something in the week was not told before. ``seen`` is to be kept."""

    done: tuple[Row, ...]
    week: tuple[Row, ...]
    moved: tuple[Move, ...]
    passed: tuple[Row, ...]
    fresh: bool
    seen: Seen = field(repr=False)

    @property
    def has_news(self) -> bool:
        """Whether there is something to say; without it a draft is noise."""
        return bool(self.done or self.moved or self.passed or self.fresh)


def digest_of(plan: BuyerPlan, before: Seen | None) -> Digest:
    """The digest of ``plan`` on its day, after the one that saw ``before``; the first one looks back a week.

    A date that has passed is told once. From then on it is a person's to ask.
    """
    today = plan.today
    told = before.told if before else frozenset()
    last = today + timedelta(WEEK) if (date.max - today).days > WEEK else date.max
    week = tuple(row for row in plan.rows if row.is_open and row.target_date and today <= row.target_date <= last)
    late = tuple(row for row in plan.rows if row.late)
    soon = {_told("soon", row) for row in week}
    return Digest(
        done=tuple(row for row in plan.rows if row.status == "done" and _is_new(row, before, today)),
        week=week,
        moved=tuple(filter(None, (_move(row, before, today) for row in plan.rows if row.status != "cancelled"))),
        passed=tuple(row for row in late if _told("late", row) not in told),
        fresh=not soon <= told,
        seen=Seen(
            on=today,
            rows={row.key: (row.status, row.target_date) for row in plan.rows},
            told=told | soon | {_told("late", row) for row in late},
        ),
    )


def _told(what: str, row: Row) -> str:
    return f"{what}:{row.key}@{row.target_date}"


def _is_new(row: Row, before: Seen | None, today: date) -> bool:
    """Whether ``row`` was done since the last digest."""
    if before is None or row.key not in before.rows:
        return row.done_on is not None and (today - row.done_on).days < WEEK
    return before.rows[row.key][0] != "done"


def _move(row: Row, before: Seen | None, today: date) -> Move | None:
    if before is not None and row.key in before.rows:
        was = before.rows[row.key][1]
        if was is None or was == row.target_date:
            return None
        why = next((slip.why for slip in reversed(row.slips) if slip.why), None)
        return Move(row, was, row.target_date, why)
    slip = row.slips[-1] if row.slips else None
    if slip is None or slip.on is None or (today - slip.on).days >= WEEK:
        return None
    return Move(row, slip.from_date, slip.to_date, slip.why)
