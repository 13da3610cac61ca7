"""Many plans on one page: what is next in each, who owns it on the buyer's side, and which deal needs a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mapdocs.schema.model import Milestone, Spec

State = Literal["on track", "at risk", "stalled", "done"]
#: From this many days late on a step stalls its deal (the training's weekly round-robin: a week without movement).
STALLED_FROM_DAYS_LATE = 7
#: A plan is quiet when nothing happened in it for this many days.
QUIET_DAYS = 7
MISSING = "MAP011"  # the finding of a spec that is begun and lacks something; it can be listed all the same

FLAGS = {
    "late": "an open step's date has passed",
    "at risk": "a step is marked at risk",
    "unpublished": "no link to the shared document at this stage",
    "one-sided": "nobody on the buyer's side has agreed to or edited anything",
    "quiet": "nothing moved for a week",
    "slipped twice": "a date has moved more than once",
    "no date": "an open step has no date",
    "unfinished": "the spec lacks something that it needs",
    "accepted": "somebody overruled a finding; the reason stands in the spec and in the internal workbook",
}


@dataclass(frozen=True, slots=True)
class Deal:
    """One line of the overview. ``days`` until the next step: negative where its date has passed."""

    file: str
    deal: str
    company: str
    step: str
    buyer_owner: str
    seller_owner: str
    due: date | None
    days: int | None
    state: State
    flags: tuple[str, ...]
    owner: str
    stage: int | None
    forecast: str
    done: int
    total: int
    link: str


def overview(specs: Iterable[Spec], *, today: date) -> list[Deal]:
    """What is next in each of many deals, for the seller's own round-robin.

    Args:
        specs: from :func:`mapdocs.load`.
        today: the day from which days are counted.

    Returns:
        A line a deal, what is late first: by state, then by the next step's date.

    >>> [deal.state for deal in mapdocs.overview([mapdocs.load("samples/northwind.yaml")], today=day)]
    ['on track']
    """
    order: dict[State, int] = {"stalled": 0, "at risk": 1, "on track": 2, "done": 3}
    deals = [deal_of(spec, today) for spec in specs]
    return sorted(deals, key=lambda d: (order[d.state], d.due or date.max, d.deal.casefold(), d.file))


def deal_of(spec: Spec, today: date) -> Deal:
    """The line of one deal."""
    rows = [row for row in spec.milestones if row.status != "cancelled"]
    waiting = [row for row in rows if row.is_open]
    upcoming = min(waiting, key=lambda row: row.target_date or date.max, default=None)
    flags = tuple(_flags(spec, rows, waiting, today))
    days = (upcoming.target_date - today).days if upcoming and upcoming.target_date else None
    return Deal(
        file=spec.source.file,
        deal=spec.deal.name,
        company=spec.buyer.company,
        step=upcoming.milestone if upcoming else "all steps are done" if rows else "no step yet",
        buyer_owner=(upcoming.buyer_owner or "") if upcoming else "",
        seller_owner=(upcoming.seller_owner or "") if upcoming else "",
        due=upcoming.target_date if upcoming else None,
        days=days,
        state=_state(waiting, flags, today) if rows else "on track",
        flags=flags,
        owner=spec.seller.owner,
        stage=spec.deal.stage,
        forecast=spec.internal.forecast or "",
        done=sum(row.status == "done" for row in rows),
        total=len(rows),
        link=spec.deal.map_url or "",
    )


def _state(waiting: list[Milestone], flags: tuple[str, ...], today: date) -> State:
    """Stalled, else at risk where a step is late by less or marked so."""
    if not waiting:
        return "done"
    if any(is_stalled(row, today) for row in waiting):
        return "stalled"
    return "at risk" if "late" in flags or "at risk" in flags else "on track"


def is_stalled(row: Milestone, today: date) -> bool:
    """Whether an open step is so late that its deal counts as stalled."""
    return row.target_date is not None and (today - row.target_date).days >= STALLED_FROM_DAYS_LATE


def _flags(spec: Spec, rows: list[Milestone], waiting: list[Milestone], today: date) -> Iterable[str]:
    if any(row.target_date and row.target_date < today for row in waiting):
        yield "late"
    if any(row.at_risk for row in waiting):
        yield "at risk"
    stage = spec.deal.stage
    if not spec.deal.map_url and stage is not None and stage >= spec.settings.map_link_required_from_stage:
        yield "unpublished"
    if waiting and not any(row.agreed_on for row in rows):
        yield "one-sided"
    if waiting and not any(day > today.toordinal() - QUIET_DAYS for day in _movements(rows, today)):
        yield "quiet"
    if any(len(row.moved) > 1 for row in rows):
        yield "slipped twice"
    if any(row.target_date is None for row in waiting):
        yield "no date"
    if any(found.code == MISSING for found in spec.findings):
        yield "unfinished"
    if spec.deal.accept or any(row.accept for row in rows):
        yield "accepted"


def _movements(rows: list[Milestone], today: date) -> Iterable[int]:
    """The days on which something happened in the plan: an agreement, a step done, a date moved."""
    for row in rows:
        for day in (row.agreed_on, row.done_on, *(move.on for move in row.moved)):
            if day and day <= today:
                yield day.toordinal()
