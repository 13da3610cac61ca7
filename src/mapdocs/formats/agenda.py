"""What the agenda of a meeting says: its items as plain words, and as one text for invitations and mail."""

from __future__ import annotations

from dataclasses import dataclass

from mapdocs.formats import describe
from mapdocs.plan.agenda import Agenda, Item, agenda_of
from mapdocs.plan.buyer import BuyerPlan, Row
from mapdocs.templating.words import Words


@dataclass(frozen=True, slots=True)
class Point:
    """One item in words; ``mark`` is the row's in every format; ``proof`` and ``promised`` are empty where there is nothing to say."""

    mark: str
    label: str
    minutes: str
    who: str
    day: str
    proof: str
    promised: str
    decision: str


def points(agenda: Agenda, words: Words) -> list[Point]:
    return [_point(item, words) for item in agenda.items]


def rest(agenda: Agenda, words: Words) -> str:
    """What is due too and has no room, in one line; empty where all fits."""
    return (
        words("agenda.rest", steps=words.listed(f"{row.mark} {row.label}" for row in agenda.rest))
        if agenda.rest
        else ""
    )


def text(agenda: Agenda, words: Words) -> str:
    """The agenda in lines; empty where nothing is left to be done."""
    if not agenda.items:
        return ""
    lines = [words("agenda.heading", minutes=agenda.meeting.minutes)]
    for point in points(agenda, words):
        lines.append(f"{point.mark}. {point.label} ({point.minutes})")
        said = (f"{point.who} · {point.day}", point.proof, point.promised, point.decision)
        lines += [f"   {line}" for line in said if line]
    return "\n".join(filter(None, (*lines, rest(agenda, words))))


def of_review(plan: BuyerPlan, words: Words) -> str:
    """The agenda of the plan's own meeting. A company's labels may be older than it is, and then there is none."""
    if plan.meeting is None or not words.has("agenda.heading"):
        return ""
    return text(agenda_of(plan, plan.meeting), words)


def _point(item: Item, words: Words) -> Point:
    row = item.row
    day = words.date(row.target_date) if row.target_date else words("no_date")
    decision = f"agenda.decide.{item.decision}" if item.decision not in ("owner", "date") else f"open.{item.decision}"
    return Point(
        mark=row.mark,
        label=row.label,
        minutes=words("agenda.minutes", n=item.minutes),
        who=describe.who(row, words),
        day=day,
        proof=words("agenda.proof", proof=" ".join(row.proof.split())) if row.proof else "",
        promised=_promised(row, words),
        decision=words("agenda.decision", question=words(decision, step=row.label, date=day)),
    )


def _promised(row: Row, words: Words) -> str:
    """The date that the last move promised, and why it moved; else the yes that was given to it."""
    if row.slips and row.target_date:
        last = row.slips[-1]
        because = words("slip.because", why=last.why) if last.why else ""
        old, new = words.date(last.from_date), words.date(row.target_date)
        return words("agenda.promised.moved", new=new, old=old) + because
    if row.agreed_on and row.target_date:
        return words("agenda.promised.agreed", date=words.date(row.target_date), on=words.date(row.agreed_on))
    return ""
