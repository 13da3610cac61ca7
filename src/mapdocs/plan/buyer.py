"""BuyerPlan: everything that a buyer may see, and nothing else.

This is a wall, not a filter. What makes buyer files takes a BuyerPlan; the internal fields of a spec (stage, ACV,
at-risk marks, evidence, tasks, forecast, notes, CRM links) have no place in it, so they cannot leak.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from mapdocs.plan.changes import Since
from mapdocs.plan.snapshot import (
    SentMove,
    SentPerson,
    SentReasons,
    SentReview,
    SentRow,
    Snapshot,
    Status,
    Variant,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person as a stranger needs them: who, doing what, where to write."""

    name: str
    title: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One move of a date; ``on`` and ``why`` where the spec says."""

    from_date: date
    to_date: date | None
    on: date | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the plan as the buyer reads it.

    ``mark`` is the short visible id (S3, L4) by which an edited row is recognised; ``key`` the spec's own id.
    ``includes`` names the steps that a folded line stands for. ``late``: open, and its date has passed. ``after`` holds
    the keys of the rows that it waits for; it is the plan's own order, and no part of what is remembered of a sent file.
    ``proof`` is how one will know that it is done, ``attached`` what shows that it is: a link, or words.
    """

    mark: str
    key: str
    label: str
    includes: tuple[str, ...]
    buyer_owner: Party | None
    seller_owner: Party | None
    target_date: date | None
    proof: str | None
    status: Status
    late: bool
    done_on: date | None
    agreed_on: date | None
    note: str | None
    slips: tuple[Slip, ...]
    after: tuple[str, ...] = ()
    attached: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status not in ("done", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The review: ``at`` knows its zone; ``zone`` is that zone's IANA name; ``link`` is where one joins it."""

    at: datetime
    zone: str
    minutes: int
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """For the champion's own boss."""

    problem: str | None
    cost: str | None
    ask: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How documents look: ``color`` as #rrggbb, ``logo`` the picture's bytes, ``font`` a family or None.

    ``protect`` locks the tracker but for the cells that both sides fill in.
    """

    locale: str = "en"
    paper: Literal["letter", "a4"] = "letter"
    color: str = "#0f5c8c"
    logo: bytes | None = None
    font: str | None = None
    protect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerPlan:
    """The plan that both sides share, on the day ``today``.

    ``buyer_short`` and ``seller_short`` are what people call the companies. ``greeting``, ``subject`` and ``ask`` (the intro's
    last sentence) replace the email's own.
    ``stem`` names files; ``sequence`` rises by one with every change that a buyer can see; ``since`` tells what changed since
    the version before, where there was one. ``calendar_name`` is what calendars know the plan's entries by: it stays while the
    plan is one, and is no other buyer's.
    """

    variant: Variant
    stem: str
    today: date
    buyer: str
    seller: str
    outcome: str | None
    success: tuple[str, ...]
    why: Reasons | None
    go_live: date | None
    link: str | None
    champion: Party
    sender: Party
    buyer_people: tuple[Party, ...]
    seller_people: tuple[Party, ...]
    meeting: Meeting | None
    edits_by: date | None
    intro: str | None
    to: tuple[Party, ...]
    cc: tuple[Party, ...]
    rows: tuple[Row, ...]
    look: Look
    sequence: int = 0
    since: Since | None = None
    greeting: str | None = None
    subject: str | None = None
    ask: str | None = None
    calendar_name: str = ""
    buyer_short: str | None = None
    seller_short: str | None = None

    @property
    def called(self) -> tuple[str, str]:
        """What heads the owners' columns, and stands where there is little room: what people call the two companies."""
        return self.buyer_short or self.buyer, self.seller_short or self.seller

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows that progress is counted over: all but the cancelled."""
        return tuple(row for row in self.rows if row.status != "cancelled")

    @property
    def done(self) -> int:
        return sum(row.status == "done" for row in self.rows)

    @property
    def next_row(self) -> Row | None:
        """The open row with the earliest date (the first of them in the plan's order); undated ones come last."""
        waiting = [row for row in self.rows if row.is_open]
        return min(waiting, key=lambda row: row.target_date or date.max, default=None)

    @property
    def revision(self) -> str:
        """Six hex digits that change whenever something changes that a buyer can see."""
        return self.snapshot().revision

    def snapshot(self) -> Snapshot:
        """The buyer-visible facts: what is remembered of each file that was sent."""
        why, meeting = self.why, self.meeting
        return Snapshot(
            plan=self.stem,
            variant=self.variant,
            buyer=self.buyer,
            seller=self.seller,
            outcome=self.outcome,
            success=self.success,
            why=None if why is None else SentReasons(problem=why.problem, cost=why.cost, ask=why.ask),
            go_live=self.go_live,
            link=self.link,
            people=tuple(
                SentPerson(name=p.name, title=p.title, email=p.email) for p in (*self.buyer_people, *self.seller_people)
            ),
            review=None if meeting is None else SentReview(at=meeting.at, zone=meeting.zone, minutes=meeting.minutes),
            edits_by=self.edits_by,
            rows=tuple(_sent(row) for row in self.rows),
            buyer_short=self.buyer_short,
            seller_short=self.seller_short,
        )


def _sent(row: Row) -> SentRow:
    return SentRow(
        mark=row.mark,
        id=row.key,
        milestone=row.label,
        includes=row.includes,
        buyer_owner=row.buyer_owner.name if row.buyer_owner else None,
        seller_owner=row.seller_owner.name if row.seller_owner else None,
        target_date=row.target_date,
        exit_criteria=row.proof,
        status=row.status,
        done_on=row.done_on,
        proof=row.attached,
        agreed_on=row.agreed_on,
        note=row.note,
        moved=tuple(SentMove(from_date=slip.from_date, on=slip.on, why=slip.why) for slip in row.slips),
    )
