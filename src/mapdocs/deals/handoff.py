"""After the signature: what was promised, for the colleagues who deliver, and an onboarding plan that starts at the go-live."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mapdocs.building.company import kit_for
from mapdocs.dates import working_days
from mapdocs.dates.relative import RelativeDate
from mapdocs.errors import MapdocsError
from mapdocs.schema.model import Deal, Internal, Milestone, Person, Spec
from mapdocs.schema.writer import to_yaml

#: The steps of an onboarding plan: the id, and working days after the go-live. What they are called and how one knows that
#: they are done stands in the labels, in the deal's language.
_STEPS = (("go-live", 0), ("training", 5), ("data", 10), ("thirty-days", 22), ("success", 44), ("ninety-days", 65))


@dataclass(frozen=True, slots=True)
class Handoff:
    """``note`` is for the seller's own side, in Markdown; ``spec`` the text of the onboarding plan, for both."""

    note: str
    spec: str


def handoff(spec: Spec, *, today: date) -> Handoff:
    """The note and the onboarding plan of a deal that is won, or about to be.

    Raises:
        MapdocsError: no go-live is named, from which the onboarding would count.
    """
    if spec.deal.go_live is None:
        raise MapdocsError("no go-live is named", "write deal.go_live, as in go_live: 2027-01-18")
    return Handoff(_note(spec, today), _onboarding(spec, spec.deal.go_live))


def _note(spec: Spec, today: date) -> str:
    deal = spec.deal
    lines = [
        f"# Handoff: {spec.buyer.company}, {deal.name}",
        "",
        f"Internal, {_day(today)}. Not for the buyer.",
        "",
        f"- What they want: {deal.outcome or 'not written down'}",
        f"- Go-live promised: {_day(deal.go_live)}",
    ]
    lines += [f"- They will measure: {entry}" for entry in deal.success]
    if deal.why:
        told = (
            ("The problem", deal.why.problem),
            ("What waiting costs", deal.why.cost),
            ("What was asked", deal.why.ask),
        )
        lines += [f"- {name}: {said}" for name, said in told if said]
    if deal.map_url:
        lines.append(f"- The plan: {deal.map_url}")
    lines += ["", "## What was promised, and what shows it", ""]
    for row in spec.milestones:
        lines.append(
            f"- {row.milestone} ({row.status}, {_day(row.done_on or row.target_date)}): {row.exit_criteria or 'no proof named'}"
        )
        more = (
            ("proof", row.proof),
            ("agreed by the buyer on", _day(row.agreed_on) if row.agreed_on else None),
            ("note", row.note),
            (
                "moved",
                "; ".join(f"from {_day(move.from_date)}{f' ({move.why})' if move.why else ''}" for move in row.moved),
            ),
            ("still open with", row.buyer_owner if row.is_open else None),
        )
        lines += [f"  - {name}: {' '.join(said.split())}" for name, said in more if said]
    lines += ["", "## People", ""]
    for company, side, lead in (
        (spec.buyer.company, spec.buyer.people, spec.buyer.champion),
        (spec.seller.company, spec.seller.people, spec.seller.owner),
    ):
        lines += [f"- {company}: {_person(person, lead)}" for person in side or (Person(name=lead),)]
    if spec.internal.tasks:
        lines += ["", "## Our own tasks", ""]
        lines += [
            f"- {task.task} ({task.status}), {task.owner or 'nobody'}, {_day(task.due)}" for task in spec.internal.tasks
        ]
    if spec.internal.notes:
        lines += ["", "## Notes", "", spec.internal.notes.strip()]
    return "\n".join(lines) + "\n"


def _onboarding(spec: Spec, start: date) -> str:
    """A spec for both sides: nothing of the old one's internal part, its link or its stage is in it."""
    calendar = working_days.of_country(spec.settings.holidays)
    first = calendar.shift(start - timedelta(1), 1)
    words = kit_for(spec.settings).words(spec.settings.locale)
    success = "; ".join(spec.deal.success) or words("onboarding.goal")
    champion = spec.buyer.champion
    first_name = champion if words.babel.language == "ja" else champion.split()[0]
    owner = {row.kind: row.buyer_owner for row in spec.milestones if row.buyer_owner}
    wanted = [owner.get("security"), owner.get("signature"), *owner.values()]
    second = next((name for name in wanted if name and name != spec.buyer.champion), spec.buyer.champion)
    rows = tuple(
        Milestone(
            index=number,
            id=key,
            kind="other",
            milestone=words(f"onboarding.{key}.step"),
            buyer_owner=second if key in ("training", "data") else spec.buyer.champion,
            seller_owner=spec.seller.owner,
            target_date=calendar.shift(first, days) if days else first,
            target_rule=RelativeDate(days, "working day", True, "go_live") if days else None,
            exit_criteria=words(f"onboarding.{key}.proof", first=first_name, success=success),
        )
        for number, (key, days) in enumerate(_STEPS)
    )
    deal = Deal(
        name=words("onboarding.name", deal=spec.deal.name),
        acv=spec.deal.acv,
        currency=spec.deal.currency,
        outcome=spec.deal.outcome,
        success=spec.deal.success,
        go_live=spec.deal.go_live,
    )
    new = replace(
        spec,
        deal=deal,
        milestones=rows,
        review=None,
        email=type(spec.email)(),
        internal=Internal(beyond_period="onboarding runs after the go-live"),
    )
    return to_yaml(new, head="Onboarding, from the go-live on: check the owners and dates with whoever delivers.")


def _person(person: Person, lead: str) -> str:
    said = ", ".join(filter(None, (person.name, person.title, person.email)))
    return f"{said} (leads)" if person.name.casefold() == lead.casefold() else said


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else "no date"
