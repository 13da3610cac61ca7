"""The next meeting, made of the plan: each item is one row's way to done, with the proof that is to be got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mapdocs.plan.buyer import BuyerPlan, Meeting, Row

BETWEEN = 14  # days from a meeting to the one after, where the plan names no later one
LEAST = 5  # minutes of an item; a meeting has no more items than it has room for

Decision = Literal["owner", "date", "blocked", "late", "agree", "done", "holds"]


@dataclass(frozen=True, slots=True)
class Item:
    """One row, its share of the meeting in minutes, and what is to be decided of it."""

    row: Row
    minutes: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Agenda:
    """``items`` take the whole of the ``meeting``, the earliest date first; ``rest`` is due as well and has no room."""

    meeting: Meeting
    items: tuple[Item, ...]
    rest: tuple[Row, ...]


def agenda_of(plan: BuyerPlan, meeting: Meeting) -> Agenda:
    """What ``meeting`` is about: the open rows that are due before the one after it.

    The one after is the plan's own review where that comes later, else :data:`BETWEEN` days on. Where nothing is due by
    then the next row is the one item, since each meeting advances one.
    """
    day = meeting.at.date()
    planned = plan.meeting.at.date() if plan.meeting else day
    until = planned if planned > day else day + timedelta(min(BETWEEN, (date.max - day).days))
    waiting = sorted((row for row in plan.rows if row.is_open), key=lambda row: row.target_date or date.max)
    due = [row for row in waiting if row.target_date and row.target_date < until] or waiting[:1]
    room = max(1, meeting.minutes // LEAST)
    taken, rest = due[:room], due[room:]
    shares = _shares(meeting.minutes, [_weight(row, day) for row in taken])
    items = (Item(row, share, _decision(row, day)) for row, share in zip(taken, shares, strict=True))
    return Agenda(meeting, tuple(items), tuple(rest))


def concerned(agenda: Agenda) -> tuple[str, ...]:
    """The names of those who own an item on either side, once each, in the order of the items."""
    owners = (owner for item in agenda.items for owner in (item.row.buyer_owner, item.row.seller_owner) if owner)
    return tuple(dict.fromkeys(owner.name for owner in owners))


def _weight(row: Row, day: date) -> int:
    """How much there is to talk about: one, and one more for each thing that a row lacks or has against it."""
    late = row.target_date is not None and row.target_date < day
    return 1 + sum((late, row.status == "blocked", row.buyer_owner is None, row.agreed_on is None, bool(row.slips)))


def _shares(minutes: int, weights: list[int]) -> list[int]:
    """``minutes`` by weight without loss: each the least, the rest in proportion, in steps of the least where that goes
    up. The first of equals gets what is left over."""
    if not weights:
        return []
    step = LEAST if minutes % LEAST == 0 else 1
    least = LEAST if minutes >= LEAST * len(weights) else 1
    units = (minutes - least * len(weights)) // step
    exact = [units * weight / sum(weights) for weight in weights]
    given = [int(share) for share in exact]
    for index in sorted(range(len(weights)), key=lambda i: (given[i] - exact[i], i))[: units - sum(given)]:
        given[index] += 1
    return [least + step * share for share in given]


def _decision(row: Row, day: date) -> Decision:
    if row.buyer_owner is None:
        return "owner"
    if row.target_date is None:
        return "date"
    if row.status == "blocked":
        return "blocked"
    if row.target_date < day:
        return "late"
    if row.agreed_on is None:
        return "agree"
    return "done" if row.target_date == day else "holds"
