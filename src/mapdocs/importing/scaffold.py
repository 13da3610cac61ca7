"""A new spec: the rows of its plan with dates that start now and hold the go-live, and what only a person knows left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mapdocs.dates import working_days
from mapdocs.dates.fiscal import period_of
from mapdocs.importing.draft import Draft, DraftRow, draft_text
from mapdocs.importing.start_plans import Beginning, beginning, facts_of
from mapdocs.importing.start_rows import Proposal, Shape, StartRow, days_of, signing_of, slack_in, start_now
from mapdocs.plan.dating import REVIEW_IN
from mapdocs.rules.classify.proof import rewrite, said_by
from mapdocs.schema.kinds import guess
from mapdocs.schema.model import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The least that a spec needs. ``acv`` in units of ``currency``."""

    deal: str
    acv: Decimal
    buyer: str
    champion: str
    seller: str
    owner: str
    go_live: date
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Begun:
    """The text of a commented spec. ``warnings`` are for the rep, of the dates; ``plan`` is the plan by kind of deal that it
    begins with, empty for the training's own rows, and ``why`` the condition that held, empty where it was asked for."""

    text: str
    warnings: tuple[str, ...]
    plan: str
    why: str


def start_spec(
    answers: Answers,
    *,
    today: date,
    settings: Settings,
    lite: bool | None = None,
    plan: str = "",
    tags: Sequence[str] = (),
) -> Begun:
    """A new spec.

    What only a person can know (who owns legal on the buyer's side, the link, the review) is left empty and marked,
    so that ``check`` leads to it. ``lite`` forces the shape; else the ACV decides. ``plan`` is a plan's name; else the
    deal decides, with its ``tags``.

    Raises:
        NoSuchPlan: there is none of that name.
        MapdocsError: a plan's file cannot be used as it stands.
    """
    calendar = working_days.of_country(settings.holidays)
    facts = facts_of(answers.acv, answers.currency, tags, settings)
    first = beginning(facts, settings, lite=lite, plan=plan)
    proposals = start_now(answers.go_live, today, settings, first.shape)
    rows = dated_rows(first.shape, proposals, answers.go_live, today, settings, answers.champion, answers.owner)
    slack = slack_in(proposals, settings)
    if slack:
        told = f"{slack} working day{'' if slack == 1 else 's'} of slack before this one"
        signing = signing_of(proposals).row.id
        rows = tuple(replace(row, date_remark=told) if row.id == signing else row for row in rows)
    draft = Draft(
        name=answers.deal,
        acv=answers.acv,
        currency=answers.currency,
        go_live=answers.go_live,
        tags=tuple(tags),
        buyer=answers.buyer,
        champion=answers.champion,
        seller=answers.seller,
        owner=answers.owner,
        review_on=calendar.shift(today, REVIEW_IN),
        edits_by=calendar.shift(today, 5),
        rows=rows,
        beyond_period=beyond_period(rows, today, settings),
        head=begun_from(first),
    )
    warnings = [*_too_long(answers.go_live, proposals, today, settings), *_of_the_plan(first, answers.acv, settings)]
    return Begun(draft_text(draft), tuple(warnings), first.plan, first.why)


def begun_from(first: Beginning) -> tuple[str, ...]:
    """The line of a spec's head that says which plan it began with."""
    if not first.plan:
        return ()
    return (f"Begun with the plan “{first.plan}”{f': {first.why}' if first.why else ''}",)


def _too_long(go_live: date, proposals: list[Proposal], today: date, settings: Settings) -> Iterator[str]:
    late = [p for p in proposals if p.too_late]
    if late:
        longest = max((p.row for p in proposals), key=lambda row: days_of(row, settings))
        days = working_days.of_country(settings.holidays).between(late[0].day, today)
        yield (
            f"worked back from {go_live}, “{late[0].row.name}” was due on {late[0].day}: the plan is "
            f"{days} working days too long. The longest step is {longest.name} with {days_of(longest, settings)} working days"
        )


def _of_the_plan(first: Beginning, acv: Decimal, settings: Settings) -> Iterator[str]:
    if first.others:
        others = ", ".join(first.others)
        yield f"the deal fits the plan {others} too, and begins with {first.plan}; another is chosen with --plan"
    if first.shape.of_a_file and acv < settings.acv_threshold:
        yield (
            f"below an ACV of {settings.acv_threshold:,f} the buyer gets three lines, into which the {len(first.shape.rows)} "
            "rows of this plan are folded; --variant full shows them all"
        )


def dated_rows(
    shape: Shape,
    proposals: list[Proposal],
    go_live: date | None,
    today: date,
    settings: Settings,
    champion: str,
    owner: str,
) -> tuple[DraftRow, ...]:
    """The plan's rows with proposed dates; who owns them on the buyer's side only a person knows. A row that is the
    go-live has its day, where that is known."""
    calendar = working_days.of_country(settings.holidays)
    dates = {p.row.id: max(p.day, calendar.shift(today, number + 1)) for number, p in enumerate(proposals)}
    back = {p.row.id: f"worked back it would be {p.day}" for p in proposals if p.too_late}
    rows = _rows(shape, champion, owner, settings.locale)
    return tuple(replace(row, target_date=dates.get(row.id, go_live), date_remark=back.get(row.id, "")) for row in rows)


def undated_rows(shape: Shape, champion: str, owner: str, locale: str) -> tuple[DraftRow, ...]:
    """The plan's rows where no day is known to reckon from."""
    rows = _rows(shape, champion, owner, locale)
    return rows if shape.of_a_file else tuple(replace(row, id="", buyer_owner="", after=()) for row in rows)


def _rows(shape: Shape, champion: str, owner: str, locale: str) -> tuple[DraftRow, ...]:
    shown = {row.id for row in shape.rows}
    return tuple(
        DraftRow(
            milestone=row.name,
            id=row.id,
            kind="" if guess(row.name) == row.kind else row.kind,
            buyer_owner=champion if row.kind in ("alignment", "business_case") and number == 0 else "",
            seller_owner=owner,
            exit_criteria=_proof_of(row, champion, locale),
            after=tuple(name for name in row.after if name in shown),
        )
        for number, row in enumerate(shape.rows)
    )


def _proof_of(row: StartRow, champion: str, locale: str) -> str:
    """What shows that ``row`` is done, in words that the champion could say."""
    return said_by(row.proof, champion, locale) if row.proof else rewrite(row.kind, champion or "Champion")


def beyond_period(rows: tuple[DraftRow, ...], today: date, settings: Settings) -> str:
    """Why a new plan is marked as going beyond the fiscal period from the start, as rule MAP108 asks; empty where it does
    not."""
    last = period_of(today, settings.fiscal_year_start, settings.fiscal_period).last
    open_rows = (row for row in rows if row.status not in ("done", "cancelled"))
    if not any(row.target_date and row.target_date > last for row in open_rows):
        return ""
    return f"dates lie after your fiscal {settings.fiscal_period}, which ends on {last}"
