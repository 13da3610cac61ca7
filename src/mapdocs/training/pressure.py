"""The pair's pressure test: one deal's rows by risk, and what the skeptic asks of each, with the deal's own numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mapdocs.dates.fiscal import period_of
from mapdocs.dates.working_days import WorkingDays
from mapdocs.plan.dating import usual_days
from mapdocs.plan.durations import history_of, told_last
from mapdocs.plan.room import Room, room_of
from mapdocs.plan.schedule import schedule, spoken
from mapdocs.schema.model import Milestone, Spec

#: A row with no more working days of slack than this is near the edge.
TIGHT = 3
#: One person with this many open rows or more is asked about.
MANY_ROWS = 3
#: A date within this many days of a holiday, or the quarter's last working days, is asked about.
NEAR_HOLIDAY = 3
NEAR_END = 5
#: What one page holds.
ON_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to doubt a row, and the question it calls for. ``weight``: how much it counts among the others."""

    weight: int
    reason: str
    question: str


@dataclass(frozen=True, slots=True)
class Tested:
    """A row and its doubts, the heaviest first; ``slack`` in working days, None where none is counted."""

    row: Milestone
    slack: int | None
    doubts: tuple[Doubt, ...]

    @property
    def risk(self) -> int:
        return sum(doubt.weight for doubt in self.doubts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The skeptic's page of one deal: its open rows, the riskiest first. It is for the seller's own room."""

    deal: str
    rep: str
    buyer: str
    champion: str
    go_live: date | None
    file: str
    rows: tuple[Tested, ...]


def pressure(spec: Spec, calendar: WorkingDays, *, today: date) -> Page:
    """What a skeptic asks about ``spec``."""
    made = schedule(spec, calendar, today=today)
    slack = {slot.row.id: slot.slack for slot in made.slots}
    rooms = room_of(spec, calendar, today=today)
    waiting = [row for row in spec.milestones if row.is_open]
    owns = Counter(row.buyer_owner for row in waiting if row.buyer_owner)
    tested = []
    for row in waiting:
        doubts = [
            *_on_time(spec, row, rooms.get(row.id)),
            *_on_slack(spec, row, slack.get(row.id)),
            *_on_people(row, owns, len(waiting)),
            *_on_history(row),
            *_on_calendar(spec, row, calendar, today),
        ]
        tested.append(Tested(row, slack.get(row.id), tuple(sorted(doubts, key=lambda d: -d.weight))))
    tested.sort(key=lambda one: (-one.risk, one.slack if one.slack is not None else 999, one.row.index))
    return Page(
        deal=spec.deal.name,
        rep=spec.seller.owner,
        buyer=spec.buyer.company,
        champion=spec.buyer.champion,
        go_live=spec.deal.go_live,
        file=spec.source.file,
        rows=tuple(tested),
    )


def _on_time(spec: Spec, row: Milestone, room: Room | None) -> Iterator[Doubt]:
    if row.target_date is None:
        yield Doubt(5, "no date", "By which day, and who said so?")
        return
    usual = usual_days(spec.settings).get(row.kind)
    if room and usual and room.days < usual:
        took = f"usually {_days(usual)}, planned {max(room.days, 0)}"
        past = history_of(spec.settings)
        known = past.of(row.kind) if past else None
        basis = f"This usually takes {_days(usual)}"
        if known and known.enough:
            said = told_last(known)
            basis = said[0].upper() + said[1:]
        ask = f"{basis}; you assumed {max(room.days, 0)}. Evidence, or move it right: which is it?"
        if row.evidence:
            yield Doubt(2, took, f"Your evidence is “{row.evidence}”. How is this deal like those?")
        else:
            yield Doubt(4, took, ask)


def _on_slack(spec: Spec, row: Milestone, slack: int | None) -> Iterator[Doubt]:
    if slack is None or slack > TIGHT:
        return
    live = f" of {spoken(spec.deal.go_live)}" if spec.deal.go_live else ""
    who = row.buyer_owner or "on their side"
    if slack < 0:
        yield Doubt(
            4,
            f"{_days(-slack)} too late for the end",
            f"The go-live{live} cannot hold with this date. Which of the two moves?",
        )
    else:
        lost = "today" if slack == 0 else f"after {_days(slack)}"
        reason = "no slack" if slack == 0 else f"{_days(slack)} of slack"
        ask = f"A slip here costs the go-live{live} {'from the first day' if lost == 'today' else lost}. Who loses their job then: {who}?"
        yield Doubt(3 if slack == 0 else 2, reason, ask)


def _on_people(row: Milestone, owns: Counter[str], rows: int) -> Iterator[Doubt]:
    if not row.buyer_owner:
        yield Doubt(5, "no buyer owner", "Who owns this on their side? No buyer owner, no MAP row.")
        return
    count = owns[row.buyer_owner]
    if count >= MANY_ROWS:
        yield Doubt(
            1, f"{row.buyer_owner} owns {count} of {rows}", f"Who stands in when {row.buyer_owner} is away for a week?"
        )
    if not row.agreed_on:
        on = f" to {spoken(row.target_date)}" if row.target_date else ""
        yield Doubt(1, "never agreed", f"Has {row.buyer_owner} said yes{on}? When, and where is it written?")


def _on_history(row: Milestone) -> Iterator[Doubt]:
    if row.moved:
        times = "once" if len(row.moved) == 1 else f"{len(row.moved)} times"
        last = row.moved[-1]
        why = f" ({last.why})" if last.why else ""
        yield Doubt(1 + len(row.moved), f"moved {times}", f"It moved {times}{why}. What is different now?")


def _on_calendar(spec: Spec, row: Milestone, calendar: WorkingDays, today: date) -> Iterator[Doubt]:
    day = row.target_date
    if day is None:
        return
    holiday = _holiday_near(day, calendar)
    if holiday:
        yield Doubt(1, f"near {holiday}", f"Who is at work around {holiday} to do this by {spoken(day)}?")
    last = period_of(day, spec.settings.fiscal_year_start, spec.settings.fiscal_period).last
    if day >= calendar.shift(last, -NEAR_END):
        yield Doubt(
            1,
            f"our {spec.settings.fiscal_period}'s end",
            f"Is {spoken(day)} their date, or the end of our {spec.settings.fiscal_period}?",
        )
    if day < today:
        yield Doubt(4, "its date has passed", f"{spoken(day)} has passed. What was missing, and what is the new date?")


def _holiday_near(day: date, calendar: WorkingDays) -> str:
    """The holiday, no weekend, that lies within three days of ``day``; without a country, the turn of the year."""
    if calendar.country is None:
        return "the turn of the year" if (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 5) else ""
    for away in sorted(range(-NEAR_HOLIDAY, NEAR_HOLIDAY + 1), key=abs):
        name = calendar.country.get(day + timedelta(away))
        if name:
            return name
    return ""


def records(pages: Iterable[Page]) -> list[dict[str, object]]:
    """The pages as JSON takes them, for the desk."""
    return [
        {
            "file": page.file,
            "deal": page.deal,
            "rep": page.rep,
            "buyer": page.buyer,
            "champion": page.champion,
            "go_live": page.go_live.isoformat() if page.go_live else None,
            "rows": [
                {
                    "id": one.row.id,
                    "milestone": one.row.milestone,
                    "buyer_owner": one.row.buyer_owner,
                    "target_date": one.row.target_date.isoformat() if one.row.target_date else None,
                    "evidence": one.row.evidence,
                    "slack": one.slack,
                    "risk": one.risk,
                    "doubts": [{"reason": d.reason, "question": d.question, "weight": d.weight} for d in one.doubts],
                }
                for one in page.rows
            ],
        }
        for page in pages
    ]


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"
