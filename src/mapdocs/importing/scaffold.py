"""A new spec: the six standard rows with dates worked back from the go-live, and what only a person knows left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mapdocs.dates import working_days
from mapdocs.dates.fiscal import period_of
from mapdocs.importing.draft import Draft, DraftRow, draft_text
from mapdocs.rules.classify.proof import rewrite
from mapdocs.schema.kinds import STANDARD, Kind
from mapdocs.schema.model import DEFAULT_TYPICAL, Settings

#: Working days of the kinds that the settings need not name.
_USUAL: dict[Kind, int] = {"alignment": 5, "business_case": 5, "signature": 3, **DEFAULT_TYPICAL}
_BEFORE_GO_LIVE = 5
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
    calendar = working_days.of_country(settings.holidays)
    usual = {**_USUAL, **settings.typical_working_days}
    last = calendar.shift(calendar.on_or_before(go_live), -_BEFORE_GO_LIVE)
    due: dict[Kind, date] = {}
    for kind in reversed(list(STANDARD)):
        waiting = [calendar.shift(due[k], -usual[k]) for k, before in _AFTER.items() if kind in before and k in due]
        due[kind] = min(waiting, default=last)
    return [Proposal(kind, due[kind], due[kind] < today) for kind in kinds]


def start_spec(answers: Answers, *, today: date, settings: Settings, lite: bool | None = None) -> tuple[str, list[str]]:
    """The text of a commented spec, and warnings for the rep.

    What only a person can know (who owns legal on the buyer's side, the link, the review) is left empty and marked,
    so that ``check`` leads to it. ``lite`` forces the shape; else the ACV decides.
    """
    calendar = working_days.of_country(settings.holidays)
    kinds = shape_of(answers.acv, settings, lite)
    proposals = work_back(answers.go_live, today, settings, kinds)
    warnings = []
    late = [p for p in proposals if p.too_late]
    if late:
        usual = {**_USUAL, **settings.typical_working_days}
        longest = max(proposals, key=lambda p: usual[p.kind]).kind
        days = calendar.between(late[0].day, today)
        warnings.append(
            f"worked back from {answers.go_live}, “{STANDARD[late[0].kind]}” was due on {late[0].day}: the plan is "
            f"{days} working days too long. The longest step is {STANDARD[longest]} with {usual[longest]} working days"
        )
    rows = standard_rows(proposals, today, settings, answers.champion, answers.owner)
    draft = Draft(
        name=answers.deal,
        acv=answers.acv,
        currency=answers.currency,
        go_live=answers.go_live,
        buyer=answers.buyer,
        champion=answers.champion,
        seller=answers.seller,
        owner=answers.owner,
        review_on=calendar.shift(today, 7),
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
