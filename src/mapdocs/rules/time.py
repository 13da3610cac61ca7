"""When: MAP103, MAP108, MAP110, MAP115, MAP116."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mapdocs.dates.fiscal import period_of
from mapdocs.plan.durations import history_of, told_last
from mapdocs.plan.room import room_of
from mapdocs.rules.registry import Case, Violation, rule


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@rule("MAP103", "error")
def every_row_has_a_date(case: Case) -> Iterator[Violation]:
    """Every row has a target date.

    A step without a date is never on the buyer's calendar. A row that was cancelled needs none.
    """
    for row in case.rows:
        if row.target_date is None and row.target_rule is None and row.status != "cancelled":
            yield Violation(
                f"{row.path}.target_date",
                f"{row.title} has no target date",
                "add target_date: a day such as 2026-11-30, or 5 working days before go_live",
            )


@rule("MAP108", "error")
def dates_lie_in_the_period_or_are_marked(case: Case) -> Iterator[Violation]:
    """Dates lie in the seller's fiscal period, or the plan is marked as going beyond it.

    The training: all dates within the fiscal period or marked at-risk. It is a matter of forecast, so neither the
    period nor a mark is ever shown to a buyer. The period is the one that holds today: the quarter, or with
    ``fiscal_period: year`` in the settings the year, from ``fiscal_year_start`` on. A plan that knowingly goes beyond it
    says so once, by ``beyond_period: true`` (or the reason) under ``internal``; ``init`` and ``import`` write that
    themselves. ``at_risk`` on a row is for a risk that a person saw, and marks that row as well. Rows that are done or
    cancelled are left alone.
    """
    settings = case.spec.settings
    period = period_of(case.today, settings.fiscal_year_start, settings.fiscal_period)
    beyond = case.spec.internal.beyond_period
    outside = [
        row
        for row in case.open_rows
        if row.target_date
        and not period.holds(row.target_date)
        and not row.at_risk
        and not (beyond and row.target_date > period.last)
    ]
    if not outside:
        return
    named = next((row for row in outside if row.kind == "signature"), outside[0])
    sides = {"after" if row.target_date and row.target_date > period.last else "before" for row in outside}
    side = sides.pop() if len(sides) == 1 else "outside"
    count = f"{len(outside)} of {len(case.open_rows)} open rows lie" if len(outside) > 1 else f"{named.title} lies"
    among = f", among them {named.title}" if len(outside) > 1 else ""
    day = f" ({_day(named.target_date)})" if named.target_date else ""
    hint = "set status: done where they are, or new dates"
    if side != "before":
        hint = "move them into it, or say once that the plan goes beyond it: beyond_period: true (or the reason) under internal"
        if settings.fiscal_period == "quarter":
            hint += "; where you forecast by the year, write fiscal_period: year in mapdocs.yaml"
    yield Violation(
        f"{named.path}.target_date",
        f"{count} {side} your fiscal {settings.fiscal_period} ({_day(period.first)} to {_day(period.last)}){among}{day}",
        hint,
    )


@rule("MAP110", "warning")
def a_short_date_carries_evidence(case: Case) -> Iterator[Violation]:
    """A date that leaves a row less time than usual carries evidence.

    The training: "Evidence, or move it right on the MAP." Time runs from the rows named under ``after``, or from
    the row above, or from today, whichever is latest, and is counted in working days. What is usual comes from your
    settings (``typical_working_days``): put your last three similar deals there. With ``history: DIR``, a folder of
    finished deals, it comes from those, and the last three are named: for your own side.
    """
    rooms = room_of(case.spec, case.calendar, today=case.today)
    past = history_of(case.spec.settings)
    for row in case.rows:
        room = rooms.get(row.id)
        known = past.of(row.kind) if past else None
        usual = case.spec.settings.typical_working_days.get(row.kind, 0)
        if known and known.enough:
            usual = known.usual
        if room is None or not usual or row.evidence or room.days >= usual:
            continue
        planned = max(room.days, 0)
        since = f"after {room.after.title} ({_day(room.start)})" if room.after else "from today"
        realistic = case.calendar.shift(room.start, usual)
        if known and known.enough:
            took = told_last(known)
            yield Violation(
                f"{row.path}.target_date",
                f"{planned} working day{'' if planned == 1 else 's'} {since} {'is' if planned == 1 else 'are'} planned, and {took}",
                f"evidence, or move it right: write {realistic} (the median, {usual}), or add "
                f'evidence: "{told_last(known, names=False).capitalize()}; this one is shorter because …"',
                proposals=(str(realistic),),
            )
            continue
        yield Violation(
            f"{row.path}.target_date",
            f"{planned} working day{'' if room.days == 1 else 's'} {since}, and {_KINDS.get(row.kind, 'such a step')} usually takes {usual}",
            f"evidence, or move it right: add evidence: …, or write {realistic}; "
            "where it does not wait for the row above, say for which: after: [id]",
            proposals=(str(realistic),),
        )


_KINDS = {
    "alignment": "agreeing on the plan",
    "business_case": "a business case",
    "security": "a security review",
    "legal": "legal",
    "procurement": "procurement",
    "signature": "signing",
}


@rule("MAP115", "warning")
def open_dates_are_ahead_and_moves_are_told(case: Case) -> Iterator[Violation]:
    """An open row's date is not in the past; a date that has moved says from when and why.

    The training: when dates slip, co-edit the MAP with the buyer instead of hiding slippage in private notes. A slipped
    row keeps its place; its old date goes under ``moved``.
    """
    for row in case.rows:
        if row.is_open and row.target_date and row.target_date < case.today:
            yield Violation(
                f"{row.path}.target_date",
                f"{_day(row.target_date)} has passed and {row.title} is {row.status}",
                f"set status: done, or a new date and moved: [{{from: {row.target_date}, on: {case.today}, why: …}}]",
            )
        for number, move in enumerate(row.moved):
            if not move.why or not move.on:
                lacks = " and ".join(w for w, there in (("why", move.why), ("when (on)", move.on)) if not there)
                yield Violation(
                    f"{row.path}.moved[{number}]",
                    f"the date of {row.title} moved, and it does not say {lacks}",
                    f"write {{from: {move.from_date}, on: {move.on or case.today}, why: {move.why or '…'}}}; ask the buyer for the reason",
                )


@rule("MAP116", "warning")
def dates_are_working_days(case: Case) -> Iterator[Violation]:
    """A date is a working day.

    Nobody signs on a Sunday. Weekends and, where ``holidays`` names a country in the settings, its holidays.
    """
    dated: list[tuple[str, date | None]] = [(f"{row.path}.target_date", row.target_date) for row in case.open_rows]
    dated.append(("deal.go_live", case.spec.deal.go_live))
    review = case.spec.review
    if review is not None:
        dated += [
            ("review.at", review.at.date() if review.at else None),
            ("review.edits_by", review.edits_by),
        ]
    for path, day in dated:
        why = case.calendar.day_off(day) if day else None
        if day and why:
            earlier = case.calendar.on_or_before(day)
            later = case.calendar.shift(day, 1)
            article = f"a {why}" if why.endswith("day") and " " not in why else why
            yield Violation(
                path,
                f"{_day(day)} is {article}",
                f"take {earlier} or {later}",
                proposals=() if path == "review.at" else (str(earlier), str(later)),
            )
