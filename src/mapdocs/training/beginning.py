"""A won deal's plan as it stood at its start: all open, nothing moved, without its names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import overload

from mapdocs.dates import working_days
from mapdocs.schema.model import Milestone, Person, Spec
from mapdocs.training.disguise import LINK, Disguise


def weeks_ahead(spec: Spec, today: date) -> int:
    """How many whole weeks the dates move, so that weekdays stay and the first step lies a week ahead or more.

    Never 0: no date may stay as it was.
    """
    dates = [day for row in spec.milestones if (day := _first_date(row))]
    return -((min(dates, default=today) - today - timedelta(7)).days // 7) or 1


def _first_date(row: Milestone) -> date | None:
    return (row.moved[0].from_date if row.moved else None) or row.target_date


def first_plan(spec: Spec, disguise: Disguise | None, *, today: date) -> Spec:
    """``spec`` as it stood at its start, its names replaced by ``disguise`` (kept where None): all open, nothing moved.

    Each date gets, as evidence, how long the step took in this deal, where the spec gives none.
    """
    rows = [row for row in spec.milestones if row.status != "cancelled"]
    made, before = [], today
    calendar = working_days.of_country(spec.settings.holidays)
    for index, row in enumerate(rows):
        planned = _first_date(row)
        day = planned if disguise is None else disguise.day(planned)
        if day and day < before:  # a first date that ran backwards would be a flaw of its own
            day = row.target_date if disguise is None else disguise.day(row.target_date)
        took = calendar.between(before, day) if day else 0
        evidence = _text(disguise, row.evidence)
        made.append(
            replace(
                row,
                index=index,
                id=_identifier(disguise, row.id),
                after=None if row.after is None else tuple(_identifier(disguise, name) for name in row.after),
                milestone=_text(disguise, row.milestone),
                buyer_label=_text(disguise, row.buyer_label) or None,
                buyer_owner=_name(disguise, row.buyer_owner),
                seller_owner=_name(disguise, row.seller_owner),
                target_date=day,
                target_rule=None,
                exit_criteria=_text(disguise, row.exit_criteria),
                note=_text(disguise, row.note) or None,
                evidence=evidence or f"It took {max(took, 1)} working days in this deal",
                status="open",
                done_on=None,
                proof=None,
                agreed_on=None,
                at_risk=True,
                moved=(),
            )
        )
        before = day or before
    deal, review = spec.deal, spec.review
    if disguise is not None:
        deal = replace(
            deal,
            name=f"{(disguise.name(spec.buyer.company) or '').split()[0]} example",
            acv=disguise.amount(deal.acv) if deal.acv is not None else None,
            outcome=disguise.text(deal.outcome),
            success=tuple(disguise.text(s) or "" for s in deal.success),
            why=None,
            go_live=disguise.day(deal.go_live),
            id=None,
            tags=(),
            map_url=LINK,
        )
        if review is not None:
            at = review.at + disguise.by if review.at else None
            review = replace(review, at=at, edits_by=disguise.day(review.edits_by))
    return replace(
        spec,
        deal=deal,
        review=review,
        buyer=replace(
            spec.buyer,
            company=_name(disguise, spec.buyer.company),
            champion=_name(disguise, spec.buyer.champion),
            people=_people(disguise, spec.buyer.people),
        ),
        seller=replace(
            spec.seller,
            company=_name(disguise, spec.seller.company),
            owner=_name(disguise, spec.seller.owner),
            people=_people(disguise, spec.seller.people),
        ),
        milestones=tuple(made),
        internal=type(spec.internal)(),
        email=type(spec.email)(),
        findings=(),
    )


@overload
def _text(disguise: Disguise | None, text: str) -> str: ...
@overload
def _text(disguise: Disguise | None, text: None) -> None: ...
def _text(disguise: Disguise | None, text: str | None) -> str | None:
    return text if disguise is None else disguise.text(text)


@overload
def _name(disguise: Disguise | None, name: str) -> str: ...
@overload
def _name(disguise: Disguise | None, name: None) -> None: ...
def _name(disguise: Disguise | None, name: str | None) -> str | None:
    return name if disguise is None else disguise.name(name)


def _identifier(disguise: Disguise | None, name: str) -> str:
    return name if disguise is None else disguise.identifier(name)


def _people(disguise: Disguise | None, people: tuple[Person, ...]) -> tuple[Person, ...]:
    if disguise is None:
        return people
    return tuple(
        replace(
            p,
            name=_name(disguise, p.name),
            title=disguise.text(p.title),
            email=disguise.address(p.email) if p.email else None,
        )
        for p in people
    )
