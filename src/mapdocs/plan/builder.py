"""A Spec to the BuyerPlan that its buyer may see."""

from __future__ import annotations

import itertools
import zoneinfo
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from email.utils import parseaddr

from mapdocs.language.file_names import file_stem
from mapdocs.plan.buyer import BuyerPlan, Look, Meeting, Party, Reasons, Row, Slip
from mapdocs.plan.labels import ENGLISH, buyer_label
from mapdocs.plan.variant import Choice, Line, fold, variant_of
from mapdocs.schema.model import Milestone, Person, Spec, Status

_LETTERS = {
    "alignment": "A",
    "business_case": "B",
    "security": "S",
    "legal": "L",
    "procurement": "P",
    "signature": "K",
    "other": "M",
}


def buyer_plan(
    spec: Spec,
    *,
    today: date,
    variant: Choice = "auto",
    names: Mapping[str, str] = ENGLISH,
    logo: bytes | None = None,
    protect: bool = False,
    sequence: int = 0,
    marks: Mapping[str, str] | None = None,
) -> BuyerPlan:
    """What the buyer may see of ``spec`` on the day ``today``.

    ``names`` maps milestone kinds, and the parts decide, paper and start of a lite plan, to what the buyer reads in
    their language. ``logo`` holds the brand's picture. ``marks`` are
    those that lines were sent with, by their keys: who says S3 on a call means the same line for good. The spec must
    have no errors.
    """
    people = {p.name.casefold(): _party(p) for p in (*spec.seller.people, *spec.buyer.people)}
    chosen = variant_of(spec, variant)
    if chosen == "full":
        lines: tuple[Line, ...] = tuple(Line(None, (row,)) for row in spec.milestones)
    else:
        lines = fold(spec)
    champion = _named(spec.buyer.champion, people) or Party(name=spec.buyer.champion)
    sender = _named(spec.seller.owner, people) or Party(name=spec.seller.owner)
    settings, stem = spec.settings, file_stem(spec.deal.name)
    return BuyerPlan(
        variant=chosen,
        stem=stem,
        today=today,
        buyer=spec.buyer.company,
        seller=spec.seller.company,
        outcome=spec.deal.outcome,
        success=spec.deal.success,
        why=_reasons(spec),
        go_live=spec.deal.go_live,
        link=spec.deal.map_url,
        champion=champion,
        sender=sender,
        buyer_people=_side(spec.buyer.people, champion),
        seller_people=_side(spec.seller.people, sender),
        meeting=_meeting(spec),
        edits_by=spec.review.edits_by if spec.review else None,
        intro=spec.email.intro,
        to=_recipients(spec.email.to, people) or ((champion,) if champion.email else ()),
        cc=_recipients(spec.email.cc, people),
        rows=_marked(_rows(lines, spec, people, names, today), marks or {}),
        look=Look(
            locale=settings.locale,
            paper=settings.paper,
            color=settings.brand.color,
            logo=logo,
            font=settings.brand.font,
            protect=protect,
        ),
        sequence=sequence,
        greeting=spec.email.greeting,
        subject=spec.email.subject,
        ask=spec.email.ask,
        calendar_name=f"{stem}/{' '.join(spec.buyer.company.casefold().split())}",
        buyer_short=spec.buyer.short,
        seller_short=spec.seller.short,
    )


def _party(person: Person) -> Party:
    return Party(name=person.name, title=person.title, email=person.email)


def _named(name: str | None, people: Mapping[str, Party]) -> Party | None:
    if not name:
        return None
    return people.get(name.casefold()) or Party(name=name)


def _side(people: tuple[Person, ...], first: Party) -> tuple[Party, ...]:
    parties = tuple(_party(p) for p in people)
    if any(p.name.casefold() == first.name.casefold() for p in parties):
        return parties
    return (first, *parties) if first.name else parties


def _recipients(wanted: tuple[str, ...], people: Mapping[str, Party]) -> tuple[Party, ...]:
    found = []
    for who in wanted:
        party = people.get(who.casefold())
        if party is None and "@" in who:
            name, address = parseaddr(who)
            party = Party(name=name, email=address)
        if party is not None and party.email:
            found.append(party)
    return tuple(found)


def _reasons(spec: Spec) -> Reasons | None:
    why = spec.deal.why
    if why is None or not (why.problem or why.cost or why.ask):
        return None
    return Reasons(problem=why.problem, cost=why.cost, ask=why.ask)


def _meeting(spec: Spec) -> Meeting | None:
    review = spec.review
    if review is None or review.at is None or review.timezone is None:
        return None
    at = review.at.replace(tzinfo=zoneinfo.ZoneInfo(review.timezone))
    return Meeting(at=at, zone=review.timezone, minutes=review.minutes, link=review.link)


def _rows(
    lines: tuple[Line, ...], spec: Spec, people: Mapping[str, Party], names: Mapping[str, str], today: date
) -> tuple[Row, ...]:
    keys = {row.id: _key(line) for line in lines for row in line.rows}
    waits = _waits(spec)
    return tuple(
        replace(
            _row(line, number, people, names, today),
            after=tuple(
                dict.fromkeys(
                    keys[name]
                    for row in line.rows
                    for name in waits.get(row.id, ())
                    if name in keys and keys[name] != _key(line)
                )
            ),
        )
        for number, line in enumerate(lines, 1)
    )


def _marked(rows: tuple[Row, ...], sent: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows with the marks that they were sent with; a new one takes the number after the highest."""
    if not any(row.key in sent for row in rows):
        return rows
    highest = max(int(mark[1:]) if mark[1:].isdecimal() else 0 for mark in sent.values())
    numbers = itertools.count(highest + 1)
    return tuple(replace(row, mark=sent.get(row.key) or f"{row.mark[0]}{next(numbers)}") for row in rows)


def _waits(spec: Spec) -> dict[str, tuple[str, ...]]:
    """The ids of the rows that each row waits for: those under ``after``, the one that its date counts from, or the
    one above where the spec says neither."""
    found: dict[str, tuple[str, ...]] = {}
    above: tuple[str, ...] = ()
    known = {row.id for row in spec.milestones if row.status != "cancelled"}
    for row in spec.milestones:
        if row.id not in known:
            continue
        named = [*(row.after or ()), *([row.target_rule.anchor] if row.target_rule else [])]
        waits = tuple(dict.fromkeys(name for name in named if name in known and name != row.id))
        found[row.id] = waits or (above if row.after is None else ())
        above = (row.id,)
    return found


def _key(line: Line) -> str:
    return line.part or line.last.id


def _row(line: Line, number: int, people: Mapping[str, Party], names: Mapping[str, str], today: date) -> Row:
    last = line.last
    folded = line.part is not None
    status = _status(line.rows)
    agreed = [row.agreed_on for row in line.rows]
    notes = dict.fromkeys(row.note for row in line.rows if row.note)
    done_days = [row.done_on for row in line.rows if row.done_on]
    part = line.part or ""
    return Row(
        mark=f"{_LETTERS[last.kind]}{number}",
        key=_key(line),
        label=names.get(part, _PARTS[part]) if folded else buyer_label(last, names),
        includes=tuple(buyer_label(row, names) for row in line.rows) if folded else (),
        buyer_owner=_named(last.buyer_owner, people),
        seller_owner=_named(last.seller_owner, people),
        target_date=last.target_date,
        proof=last.exit_criteria,
        status=status,
        late=status not in ("done", "cancelled") and last.target_date is not None and last.target_date < today,
        done_on=max(done_days) if status == "done" and done_days else None,
        agreed_on=max(day for day in agreed if day) if all(agreed) else None,
        note="\n".join(notes) or None,
        slips=_slips(last),
        attached=last.proof,
    )


_PARTS = {"decide": "Decide", "paper": "Paperwork", "start": "Sign and start"}


def _status(rows: tuple[Milestone, ...]) -> Status:
    """A line's status: done when all of it is, blocked when a part is, in progress once anything has begun."""
    found = {row.status for row in rows}
    if len(found) == 1:
        return rows[0].status
    if "blocked" in found:
        return "blocked"
    return "in progress"


def _slips(row: Milestone) -> tuple[Slip, ...]:
    moves = [move for move in row.moved if move.from_date]
    after = [*(move.from_date for move in moves[1:]), row.target_date] if moves else []
    return tuple(
        Slip(from_date=move.from_date, to_date=to, on=move.on, why=move.why)
        for move, to in zip(moves, after, strict=True)
        if move.from_date
    )
