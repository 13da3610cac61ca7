"""The rows that a new plan starts with, and their proposed dates: from today on, and back from the go-live."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mapdocs.dates import working_days
from mapdocs.plan.dating import BEFORE_GO_LIVE, REVIEW_IN, Step, earliest, latest, usual_days
from mapdocs.schema.kinds import STANDARD, Kind
from mapdocs.schema.model import Settings


@dataclass(frozen=True, slots=True)
class StartRow:
    """A row before its deal is known. ``proof`` is empty where the kind's own is meant, ``days`` None where the kind's
    usual ones are; ``after`` holds ids, and nothing where it waits for the row above. ``on_go_live``: it is no step that
    takes its time, its day is the go-live's."""

    id: str
    kind: Kind
    name: str
    proof: str = ""
    days: int | None = None
    after: tuple[str, ...] = ()
    on_go_live: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """``rows`` are what a new plan shows, ``chain`` the steps that take their time, shown or not. ``of_a_file``: it
    is a plan's that somebody wrote down, so no step is dated before the one above it, where there is time for that."""

    rows: tuple[StartRow, ...]
    chain: tuple[StartRow, ...]
    of_a_file: bool = False

    @property
    def steps(self) -> tuple[StartRow, ...]:
        """Those of the rows that take their time."""
        return tuple(row for row in self.rows if not row.on_go_live)


def _standard(row_id: str, kind: Kind, *after: str) -> StartRow:
    return StartRow(row_id, kind, STANDARD[kind], after=after)


#: The training's six rows; legal and security run side by side.
STANDARD_ROWS = (
    _standard("champion-alignment", "alignment"),
    _standard("business-case", "business_case", "champion-alignment"),
    _standard("security", "security", "business-case"),
    _standard("legal", "legal", "business-case"),
    _standard("procurement", "procurement", "security", "legal"),
    _standard("signature-kickoff", "signature", "procurement"),
)
FULL = Shape(STANDARD_ROWS, STANDARD_ROWS)
#: Three of them, for what is below the threshold; the others are done all the same.
THREE_LINES = Shape(
    tuple(row for row in STANDARD_ROWS if row.kind in ("business_case", "legal", "signature")), STANDARD_ROWS
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row's proposed date, and whether it lies before today."""

    row: StartRow
    day: date
    too_late: bool


def work_back(go_live: date, today: date, settings: Settings, shape: Shape) -> list[Proposal]:
    """The latest working day on which each step can be done so that the go-live holds."""
    calendar = working_days.of_country(settings.holidays)
    due = latest(_steps(shape.chain, settings), _last(go_live, settings), calendar)
    return [Proposal(row, due[row.id], due[row.id] < today) for row in shape.steps]


def start_now(go_live: date, today: date, settings: Settings, shape: Shape) -> list[Proposal]:
    """Dates that start now: the first step on the review's day, the next ones as soon as they usually can, the signature
    and what follows it as late as the go-live allows. Where that is sooner, the day is the last one that still holds the
    go-live."""
    calendar = working_days.of_country(settings.holidays)
    first: dict[str, date] = {shape.steps[0].id: calendar.shift(today, REVIEW_IN)}
    soon = earliest(_steps(shape.steps, settings), today, calendar, first)
    back = work_back(go_live, today, settings, shape)
    signing = back.index(signing_of(back))
    found = [replace(p, day=min(p.day, soon[p.row.id])) for p in back[:signing]]
    if shape.of_a_file:
        for place in range(1, len(found)):
            found[place] = replace(found[place], day=_not_before(found[place - 1], found[place], back[place]))
    return [*found, *back[signing:]]


def _not_before(above: Proposal, this: Proposal, last: Proposal) -> date:
    """The day of ``this``, or of the one above it where that is later and ``last`` allows it."""
    return above.day if this.day < above.day <= last.day else this.day


def signing_of(proposals: list[Proposal]) -> Proposal:
    """The step that the slack lies before: the signature, or the last one where none is one."""
    return next((p for p in reversed(proposals) if p.row.kind == "signature"), proposals[-1])


def slack_in(proposals: list[Proposal], settings: Settings) -> int:
    """The working days that lie free before the signature."""
    calendar = working_days.of_country(settings.holidays)
    signing = signing_of(proposals)
    before = proposals[: proposals.index(signing)]
    if not before or signing.too_late:
        return 0
    ready = calendar.shift(max(p.day for p in before), days_of(signing.row, settings))
    return max(calendar.between(ready, signing.day), 0)


def days_of(row: StartRow, settings: Settings) -> int:
    """The working days that a step takes."""
    return usual_days(settings)[row.kind] if row.days is None else row.days


def _last(go_live: date, settings: Settings) -> date:
    calendar = working_days.of_country(settings.holidays)
    return calendar.shift(calendar.on_or_before(go_live), -BEFORE_GO_LIVE)


def _steps(rows: tuple[StartRow, ...], settings: Settings) -> list[Step]:
    """Each row waits for what it needs, or for the one above where none of that is in the plan."""
    there = {row.id for row in rows}
    steps = []
    for place, row in enumerate(rows):
        needs = days_of(row, settings)
        before = [name for name in row.after if name in there] or [above.id for above in rows[place - 1 : place]]
        steps.append(Step(row.id, dict.fromkeys(before, needs), needs))
    return steps
