"""What comes before what: MAP109, MAP120, MAP121."""

from __future__ import annotations

from collections.abc import Iterator

from mapdocs.plan.schedule import schedule, spoken
from mapdocs.rules.registry import Case, Violation, rule
from mapdocs.schema.model import Milestone


@rule("MAP109", "warning")
def dates_do_not_run_backwards(case: Case) -> Iterator[Violation]:
    """Dates do not run backwards down the plan.

    A row that is due before the row above it is either in the wrong place or has the wrong date. Where it waits for
    that row, MAP121 says so.
    """
    above: Milestone | None = None
    for row in case.rows:
        if row.target_date is None or row.status == "cancelled":
            continue
        if above is not None and above.target_date and row.target_date < above.target_date:
            waits = above.id in (row.after or ()) and above.is_open and row.is_open
            if not waits:
                yield Violation(
                    f"{row.path}.target_date",
                    f"{spoken(row.target_date)} is before {above.title} above it ({spoken(above.target_date)})",
                    "move the date to the right, or the row up",
                )
        above = row


@rule("MAP120", "error")
def nothing_that_must_come_first_lies_after_the_go_live(case: Case) -> Iterator[Violation]:
    """Nothing that must come first lies after the go-live.

    The training: target dates are worked back from the day by which the buyer needs it to work, and a compelling event
    that the plan's own rows do not reach is none. From the plan's agreement to the purchase order and the signature,
    a later row is an error, and so is a row that is itself the go-live. For what may follow, such as hypercare or a review
    after 30 days, it is a warning, which ends where the row hangs on the go-live: under ``after``, or by a date such as
    "20 working days after go_live". Rows that are done or cancelled are left alone.
    """
    go_live = case.spec.deal.go_live
    for late in schedule(case.spec, case.calendar, today=case.today).late:
        path = f"{late.row.path}.target_date"
        if late.by == "go_live":
            yield Violation(path, str(late), "the two are one day: change go_live under deal, or this row's date")
        elif late.by == "before":
            hint = f"move it to {go_live} or before, or move go_live under deal to the right, and tell the buyer"
            yield Violation(path, str(late), hint)
        elif not late.said:
            hint = (
                "where it follows the go-live, say so, as in: 20 working days after go_live; else move it to the left"
            )
            yield Violation(path, str(late), hint, "warning")


@rule("MAP121", "error")
def no_row_is_dated_before_what_it_waits_for(case: Case) -> Iterator[Violation]:
    """No row is dated before what it waits for.

    A date that cannot hold by the plan's own word (``after``) is one that nobody worked through with the buyer. The
    message shows the chain that leads to the row. Two rows may be due on one day; rows that are done or cancelled are
    left alone.
    """
    for early in schedule(case.spec, case.calendar, today=case.today).early:
        yield Violation(
            f"{early.row.path}.target_date",
            str(early),
            f"move it to {early.first.target_date} or later, or take {early.first.id} out of what it waits for",
        )
