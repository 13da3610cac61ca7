"""A plan again from what is remembered of it: as the buyer got it, whatever the spec says by now."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mapdocs.plan.buyer import BuyerPlan, Meeting, Party, Reasons, Row, Slip
from mapdocs.plan.snapshot import SentReview, SentRow, Snapshot


def plan_again(snapshot: Snapshot, like: BuyerPlan) -> BuyerPlan:
    """The plan of ``snapshot`` on the day of ``like``, whose look and addressees it takes; what changed since an earlier
    version is left out, since nobody remembers which one the buyer had."""
    parties = [Party(name=p.name, title=p.title, email=p.email) for p in snapshot.people]
    people = {party.name.casefold(): party for party in parties}
    sellers = {party.name.casefold() for party in like.seller_people}
    why, review = snapshot.why, snapshot.review
    waits = {row.key: row.after for row in like.rows}
    return replace(
        like,
        variant=snapshot.variant,
        buyer=snapshot.buyer,
        seller=snapshot.seller,
        buyer_short=snapshot.buyer_short,
        seller_short=snapshot.seller_short,
        outcome=snapshot.outcome,
        success=snapshot.success,
        why=None if why is None else Reasons(problem=why.problem, cost=why.cost, ask=why.ask),
        go_live=snapshot.go_live,
        link=snapshot.link,
        buyer_people=tuple(party for party in parties if party.name.casefold() not in sellers),
        seller_people=tuple(party for party in parties if party.name.casefold() in sellers),
        meeting=None if review is None else _meeting(review, like.meeting.link if like.meeting else None),
        edits_by=snapshot.edits_by,
        rows=tuple(replace(_row(row, people, like.today), after=waits.get(row.id, ())) for row in snapshot.rows),
        since=None,
    )


def _meeting(review: SentReview, link: str | None) -> Meeting:
    at = review.at.replace(tzinfo=zoneinfo.ZoneInfo(review.zone))
    return Meeting(at=at, zone=review.zone, minutes=review.minutes, link=link)


def _row(row: SentRow, people: Mapping[str, Party], today: date) -> Row:
    day, status = row.target_date, row.status
    after = [*(move.from_date for move in row.moved[1:]), day]
    return Row(
        mark=row.mark,
        key=row.id,
        label=row.milestone,
        includes=row.includes,
        buyer_owner=_party(row.buyer_owner, people),
        seller_owner=_party(row.seller_owner, people),
        target_date=day,
        proof=row.exit_criteria,
        status=status,
        late=status not in ("done", "cancelled") and day is not None and day < today,
        done_on=row.done_on,
        attached=row.proof,
        agreed_on=row.agreed_on,
        note=row.note,
        slips=tuple(
            Slip(from_date=move.from_date, to_date=to, on=move.on, why=move.why)
            for move, to in zip(row.moved, after, strict=False)
        ),
    )


def _party(name: str | None, people: Mapping[str, Party]) -> Party | None:
    return None if not name else people.get(name.casefold()) or Party(name=name)
