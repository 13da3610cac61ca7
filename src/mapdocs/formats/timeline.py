"""Where the plan's dates lie between its first and its last: for the strip of the PDF and of the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mapdocs.language import layout
from mapdocs.plan.buyer import BuyerPlan, Row


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a timeline shows, whole weeks from a Monday on; ``last`` is a Sunday.

    A column stands for ``step`` weeks, so that a plan of years still has a timeline.
    """

    first: date
    last: date
    step: int = 1

    @property
    def columns(self) -> list[date]:
        """The Mondays on which the columns begin."""
        days = 7 * self.step
        return [self.first + timedelta(days * n) for n in range(-(-((self.last - self.first).days + 1) // days))]

    def within(self, most: int) -> Span:
        """The same days in at most ``most`` columns."""
        weeks = ((self.last - self.first).days + 1) // 7
        return replace(self, step=max(1, -(-weeks // most)))

    def share(self, day: date) -> float:
        """How far along ``day`` lies, 0 to 100."""
        total = (self.last - self.first).days or 1
        return round(max(0.0, min(100.0, 100 * (day - self.first).days / total)), 2)


def span_of(plan: BuyerPlan) -> Span | None:
    """The weeks that hold today, the go-live and every date; None where the plan has no date."""
    days = [row.target_date for row in plan.rows if row.target_date and row.status != "cancelled"]
    if not days:
        return None
    days += [plan.today, *([plan.go_live] if plan.go_live else [])]
    first, last = min(days), max(days)
    return Span(first - timedelta(first.weekday()), last + timedelta(6 - last.weekday()))


@dataclass(frozen=True, slots=True)
class Point:
    """A milestone on the strip: ``at`` in percent, ``lane`` 0 is nearest to the line; ``number`` is for companies' own
    templates, which may be older than the marks. ``above`` are rows that would stand on it, were the strip higher."""

    row: Row
    number: int
    at: float
    lane: int
    above: tuple[Row, ...] = ()

    @property
    def said(self) -> str:
        """The row's mark, or how many rows there are here, where they are more than the one."""
        return f"+{len(self.above) + 1}" if self.above else self.row.mark


def points(plan: BuyerPlan, span: Span, room: float = 3, *, lanes: int = 5, edge: float = 0) -> list[Point]:
    """The milestones along the strip, those closer than ``room`` percent on ``lanes`` above one another; what finds no lane
    is counted on the highest. None stands closer than ``edge`` to the strip's beginning."""
    placed: list[Point] = []
    dated = [
        (row.target_date, n, row) for n, row in enumerate(plan.rows, 1) if row.target_date and row.status != "cancelled"
    ]
    ends: list[float] = []
    for day, number, row in sorted(dated, key=lambda entry: (entry[0], entry[1])):
        at = max(span.share(day), edge)
        lane = next((n for n, end in enumerate(ends) if at - end >= room), len(ends))
        if lane == len(ends) < lanes:
            ends.append(at)
        if lane >= lanes:
            top = max(n for n, point in enumerate(placed) if point.lane == lanes - 1)
            placed[top] = replace(placed[top], above=(*placed[top].above, row))
            continue
        ends[lane] = at
        placed.append(Point(row, number, at, lane))
    return placed


def apart(names: list[tuple[str, float]], upright: bool) -> list[tuple[str, float]]:
    """The names of months, each with its place in percent, without those that would run into the next one.

    ``upright``: on the paper's short side. A letter of 8 pt takes 1.6 mm.
    """
    a_letter = 160 / (175 if upright else 250)  # in percent of the strip
    kept: list[tuple[str, float]] = []
    for name, at in reversed(names):
        if not kept or kept[-1][1] - at >= a_letter * (layout.width(name) + 2):
            kept.append((name, at))
    return kept[::-1]


def months(span: Span) -> list[date]:
    """The first days of the months that the span shows, its own first day standing for the first of them."""
    starts, day = [span.first], (span.first.replace(day=1) + timedelta(32)).replace(day=1)
    while day <= span.last:
        starts.append(day)
        day = (day + timedelta(32)).replace(day=1)
    return starts
