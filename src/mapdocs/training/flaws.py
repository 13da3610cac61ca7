"""Teaching examples from a won deal: the plan as it stood at the start, good, and with one flaw applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from mapdocs.dates import working_days
from mapdocs.rules import check
from mapdocs.rules.classify.person import judge
from mapdocs.schema.kinds import Kind
from mapdocs.schema.model import Milestone, Spec
from mapdocs.training.disguise import LINK, Disguise

_DEPARTMENT: dict[Kind, str | None] = {
    "security": "IT Security", "legal": "Legal", "procurement": None, "business_case": "Finance", "signature": None, "alignment": None, "other": None,
}  # fmt: skip
_VAGUE: dict[Kind, str] = {
    "alignment": "Everyone is aligned", "business_case": "CFO on board", "security": "Security review in progress", "legal": "Legal progressing",
    "procurement": "PO should be issued soon", "signature": "Signature expected before the end of the month", "other": "Moving forward",
}  # fmt: skip
_SHORT = 2  # working days: "legal in two days"


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


def _text(disguise: Disguise | None, text: str | None) -> Any:
    return text if disguise is None else disguise.text(text)


def _name(disguise: Disguise | None, name: str | None) -> Any:
    return name if disguise is None else disguise.name(name)


def _people(disguise: Disguise | None, people: tuple[Any, ...]) -> tuple[Any, ...]:
    if disguise is None:
        return people
    return tuple(
        replace(
            p,
            name=disguise.name(p.name),
            title=disguise.text(p.title),
            email=disguise.address(p.email) if p.email else None,
        )
        for p in people
    )


def _without_owners(spec: Spec, today: date) -> Spec:
    """Departments and gaps where the buyer's other teams should be named; two people stay, or it were another flaw."""
    rows = list(spec.milestones)
    wanted = [n for n, row in enumerate(rows) if row.kind in ("security", "legal", "procurement")] or list(
        range(1, len(rows))
    )
    for n in wanted:
        changed = [*rows[:n], replace(rows[n], buyer_owner=_DEPARTMENT[rows[n].kind]), *rows[n + 1 :]]
        people = {row.buyer_owner for row in changed if row.buyer_owner and judge(row.buyer_owner) == "person"}
        if len(people) >= min(2, len({row.buyer_owner for row in spec.milestones})):
            rows = changed
    return replace(spec, milestones=tuple(rows))


def _hurried(spec: Spec, today: date) -> Spec:
    """Legal, security and procurement in two days, without evidence."""
    calendar = working_days.of_country(spec.settings.holidays)
    rows: list[Milestone] = []
    before = today
    for row in spec.milestones:
        usual = spec.settings.typical_working_days.get(row.kind, 0)
        if row.target_date and usual > _SHORT:
            soon = calendar.shift(max(before, today), _SHORT)
            row = replace(row, target_date=min(soon, row.target_date), evidence=None, after=None)
        rows.append(row)
        before = row.target_date or before
    return replace(spec, milestones=tuple(rows))


def _vague(spec: Spec, today: date) -> Spec:
    """Progress talk where the proofs were."""
    return replace(spec, milestones=tuple(replace(row, exit_criteria=_VAGUE[row.kind]) for row in spec.milestones))


@dataclass(frozen=True, slots=True)
class Flaw:
    """What can be wrong with a teaching example: the rule that finds it, the note on each row that has it (``{owner}`` is
    filled in), and the function that applies it to the rows where it is met in life, and to no others."""

    rule: str
    note: str
    apply: Callable[[Spec, date], Spec]


#: By the name that ``--flaw`` takes; the first one is the usual one.
FLAWS: dict[str, Flaw] = {
    "missing-buyer-owners": Flaw(
        "MAP101",
        "{owner} cannot be asked on the phone. On a forecast call this step has no one who could be late, so nobody hears that it is.",
        _without_owners,
    ),
    "vague-exit-criteria": Flaw(
        "MAP105",
        "This is true on every day until the deal is lost. Nobody can say on which day it was done, so the row never turns and never warns.",
        _vague,
    ),
    "optimistic-dates": Flaw(
        "MAP110",
        "The date is a hope: nothing says why it should go so fast here. The forecast carries it until the day after.",
        _hurried,
    ),
}


def flawed(spec: Spec, flaw: str, *, today: date) -> Spec:
    """``spec`` with the flaw of that name applied."""
    return FLAWS[flaw].apply(spec, today)


def notes(spec: Spec, *, flaw: str | None, today: date) -> tuple[str, ...]:
    """One note a row: why it works, or what a forecast call would miss. They stand on the answer key."""
    found = {(f.code, f.path.split(".")[0]) for f in check(spec, today=today)}
    said = []
    for row in spec.milestones:
        broken = flaw is not None and (FLAWS[flaw].rule, row.path) in found
        said.append(FLAWS[flaw].note.format(owner=row.buyer_owner or "Nobody") if broken and flaw else _works(row))
    return tuple(said)


def _works(row: Milestone) -> str:
    return f"{row.buyer_owner} owns it and can be asked. “{row.exit_criteria}” is something a stranger could check. The date has its reason: {(row.evidence or 'it waits for the row before')[:1].lower()}{(row.evidence or 'it waits for the row before')[1:]}."
