"""A new spec: the six standard rows with dates that start now and hold the go-live, and what only a person knows left open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mapdocs.dates import working_days
from mapdocs.dates.fiscal import period_of
from mapdocs.importing.draft import Draft, DraftRow, draft_text
from mapdocs.plan.dating import BEFORE_GO_LIVE, REVIEW_IN, Step, earliest, latest, usual_days
from mapdocs.rules.classify.proof import rewrite
from mapdocs.schema.kinds import STANDARD, Kind
from mapdocs.schema.model import Settings

#: What each row waits for; legal and security run side by side.
_AFTER: dict[Kind, tuple[Kind, ...]] = {
    "business_case": ("alignment",),
    "security": ("business_case",),
    "legal": ("business_case",),
    "procurement": ("security", "legal"),
    "signature": ("procurement",),
}
_IDS: dict[Kind, str] = {
    "alignment": "champion-alignment",
    "business_case": "business-case",
    "security": "security",
    "legal": "legal",
    "procurement": "procurement",
    "signature": "signature-kickoff",
}


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
class Proposal:
    """A row's proposed date, and whether it lies before today."""

    kind: Kind
    day: date
    too_late: bool


def work_back(go_live: date, today: date, settings: Settings, kinds: tuple[Kind, ...]) -> list[Proposal]:
    """The latest working day on which each step can be done so that the go-live holds."""
    due = latest(
        _steps(tuple(STANDARD), settings), _last(go_live, settings), working_days.of_country(settings.holidays)
    )
    return [Proposal(kind, due[kind], due[kind] < today) for kind in kinds]


def start_now(go_live: date, today: date, settings: Settings, kinds: tuple[Kind, ...]) -> list[Proposal]:
    """Dates that start now: the first step on the review's day, the next ones as soon as they usually can, the signature
    as late as the go-live allows. Where that is sooner, the day is the last one that still holds the go-live."""
    calendar = working_days.of_country(settings.holidays)
    first: dict[str, date] = {kinds[0]: calendar.shift(today, REVIEW_IN)}
    soon = earliest(_steps(kinds, settings), today, calendar, first)
    back = work_back(go_live, today, settings, kinds)
    return [replace(p, day=p.day if p.kind == "signature" else min(p.day, soon[p.kind])) for p in back]


def slack_in(proposals: list[Proposal], settings: Settings) -> int:
    """The working days that lie free before the signature."""
    calendar = working_days.of_country(settings.holidays)
    *before, signing = proposals
    if not before or signing.too_late:
        return 0
    ready = calendar.shift(max(p.day for p in before), usual_days(settings)[signing.kind])
    return max(calendar.between(ready, signing.day), 0)


def _last(go_live: date, settings: Settings) -> date:
    calendar = working_days.of_country(settings.holidays)
    return calendar.shift(calendar.on_or_before(go_live), -BEFORE_GO_LIVE)


def _steps(kinds: tuple[Kind, ...], settings: Settings) -> list[Step]:
    """Each kind waits for what it needs, or for the one above where none of that is in the plan."""
    usual = usual_days(settings)
    steps = []
    for place, kind in enumerate(kinds):
        before = [k for k in _AFTER.get(kind, ()) if k in kinds] or list(kinds[place - 1 : place])
        steps.append(Step(kind, dict.fromkeys(before, usual[kind]), usual[kind]))
    return steps


def start_spec(answers: Answers, *, today: date, settings: Settings, lite: bool | None = None) -> tuple[str, list[str]]:
    """The text of a commented spec, and warnings for the rep.

    What only a person can know (who owns legal on the buyer's side, the link, the review) is left empty and marked,
    so that ``check`` leads to it. ``lite`` forces the shape; else the ACV decides.
    """
    calendar = working_days.of_country(settings.holidays)
    kinds = shape_of(answers.acv, settings, lite)
    proposals = start_now(answers.go_live, today, settings, kinds)
    warnings = []
    late = [p for p in proposals if p.too_late]
    if late:
        usual = usual_days(settings)
        longest = max(proposals, key=lambda p: usual[p.kind]).kind
        days = calendar.between(late[0].day, today)
        warnings.append(
            f"worked back from {answers.go_live}, “{STANDARD[late[0].kind]}” was due on {late[0].day}: the plan is "
            f"{days} working days too long. The longest step is {STANDARD[longest]} with {usual[longest]} working days"
        )
    slack = slack_in(proposals, settings)
    rows = standard_rows(proposals, today, settings, answers.champion, answers.owner)
    if slack:
        told = f"{slack} working day{'' if slack == 1 else 's'} of slack before this one"
        rows = (*rows[:-1], replace(rows[-1], date_remark=told))
    draft = Draft(
        name=answers.deal,
        acv=answers.acv,
        currency=answers.currency,
        go_live=answers.go_live,
        buyer=answers.buyer,
        champion=answers.champion,
        seller=answers.seller,
        owner=answers.owner,
        review_on=calendar.shift(today, REVIEW_IN),
        edits_by=calendar.shift(today, 5),
        rows=rows,
        beyond_period=beyond_period(rows, today, settings),
    )
    return draft_text(draft), warnings


def standard_rows(
    proposals: list[Proposal], today: date, settings: Settings, champion: str, owner: str
) -> tuple[DraftRow, ...]:
    """The training's rows with proposed dates; who owns them on the buyer's side only a person knows."""
    calendar = working_days.of_country(settings.holidays)
    rows = []
    kinds = [p.kind for p in proposals]
    for number, proposal in enumerate(proposals):
        kind, day = proposal.kind, max(proposal.day, calendar.shift(today, number + 1))
        theirs = champion if kind in ("alignment", "business_case") and number == 0 else ""
        rows.append(
            DraftRow(
                milestone=STANDARD[kind],
                id=_IDS[kind],
                buyer_owner=theirs,
                seller_owner=owner,
                target_date=day,
                date_remark=f"worked back it would be {proposal.day}" if proposal.too_late else "",
                exit_criteria=rewrite(kind, theirs or champion or "Champion"),
                after=tuple(_IDS[k] for k in _AFTER.get(kind, ()) if k in kinds),
            )
        )
    return tuple(rows)


def beyond_period(rows: tuple[DraftRow, ...], today: date, settings: Settings) -> str:
    """Why a new plan is marked as going beyond the fiscal period from the start, as rule MAP108 asks; empty where it does
    not."""
    last = period_of(today, settings.fiscal_year_start, settings.fiscal_period).last
    open_rows = (row for row in rows if row.status not in ("done", "cancelled"))
    if not any(row.target_date and row.target_date > last for row in open_rows):
        return ""
    return f"dates lie after your fiscal {settings.fiscal_period}, which ends on {last}"


def shape_of(acv: Decimal | None, settings: Settings, lite: bool | None = None) -> tuple[Kind, ...]:
    """The kinds of the rows that a new plan starts with; ``lite`` forces the shape, else the ACV decides."""
    short = (acv is not None and acv < settings.acv_threshold) if lite is None else lite
    return ("business_case", "legal", "signature") if short else tuple(STANDARD)
