"""A CRM's late-stage opportunities beside the plans: which has none, which is not in order, and what share is covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from mapdocs.errors import Unreadable
from mapdocs.findings import Finding
from mapdocs.importing.api import names_for
from mapdocs.importing.crm_export import Opportunity, read_export
from mapdocs.importing.intake import Filter, crm_id
from mapdocs.importing.source import read_source
from mapdocs.language.slugs import slug
from mapdocs.rules.checker import check
from mapdocs.schema.model import Settings, Spec

State = Literal["no plan", "unsure", "errors", "unpublished", "one-sided", "covered"]
#: What is worst stands first.
ORDER: tuple[State, ...] = ("no plan", "unsure", "errors", "unpublished", "one-sided", "covered")
UNPUBLISHED = "MAP113"


@dataclass(frozen=True, slots=True)
class Line:
    """One late-stage opportunity. ``amount`` in units of ``currency``; ``file`` of its plan, or of the one that it may be
    (``unsure``); ``fix`` says what to mend, ``at`` where, as file:line."""

    state: State
    deal: str
    company: str
    owner: str
    owner_email: str
    stage: int
    amount: Decimal | None
    currency: str
    file: str
    at: str
    fix: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """``lines`` in order of what is worst; ``early`` opportunities stand before the policy's stage, ``closed`` are closed;
    ``notes`` say what was not understood."""

    lines: tuple[Line, ...]
    stage: int
    early: int
    closed: int
    notes: tuple[str, ...]

    @property
    def lacking(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.state != "covered")

    def shares(self) -> list[tuple[str, Decimal, Decimal]]:
        """Each currency's covered amount, and the whole of it."""
        found: dict[str, tuple[Decimal, Decimal]] = {}
        for line in self.lines:
            covered, whole = found.get(line.currency, (Decimal(0), Decimal(0)))
            amount = line.amount or Decimal(0)
            found[line.currency] = (covered + (amount if line.state == "covered" else 0), whole + amount)
        return [(currency, *amounts) for currency, amounts in sorted(found.items())]


def read_opportunities(
    file: Path, settings: Settings, *, columns: Path | None = None, day_first: bool | None = None, today: date
) -> tuple[tuple[Opportunity, ...], tuple[str, ...]]:
    """What an export holds, and what in it was not understood.

    Raises:
        Unreadable: it is damaged, too large, or holds no opportunities.
    """
    names = names_for(settings, columns)
    tables = [read_export(table, names, day_first=day_first, today=today) for table in read_source(file).tables]
    export = max((e for e in tables if e is not None), key=lambda e: len(e.columns), default=None)
    if export is None:
        raise Unreadable(
            f"{file}: no row names an opportunity's name and its amount, stage or close date",
            "give the names of your columns with --columns; the built-in ones are shown by: mapdocs templates eject",
        )
    told = [f"{file}: {line}" for line in export.problems]
    told += [f"{file}:{one.number}: {one.name}: {line}" for one in export.opportunities for line in one.problems]
    return export.opportunities, tuple(told)


def coverage(
    opportunities: Sequence[Opportunity],
    specs: Sequence[Spec],
    settings: Settings,
    *,
    today: date,
    stages: Filter | None = None,
    notes: Iterable[str] = (),
) -> Coverage:
    """How the open opportunities from the policy's stage on stand (``stages`` asks for others instead)."""
    late: list[Opportunity] = []
    told = list(notes)
    early = closed = 0
    for one in opportunities:
        if one.closed:
            closed += 1
        elif (
            stages.wants(one)
            if stages
            else one.stage is not None and one.stage >= settings.map_link_required_from_stage
        ):
            late.append(one)
        elif one.stage is None and stages is None:
            said = one.values.get("stage", "")
            told.append(
                f"{one.name}: the stage {f'“{said}”' if said else ''} has no number, and it was left out; "
                "name it under stages: in a file for --columns"
            )
        else:
            early += 1
    plans = {id(one): plan_of(one, specs) for one in late}
    taken = {id(spec) for spec, sure in plans.values() if sure}
    lines = []
    for one in late:
        spec, sure = plans[id(one)]
        if spec is not None and not sure and id(spec) in taken:
            spec = None
        lines.append(_line(one, spec, sure, settings, specs, today))
    lines.sort(key=lambda line: (ORDER.index(line.state), -(line.amount or 0), line.deal.casefold()))
    return Coverage(tuple(lines), settings.map_link_required_from_stage, early, closed, tuple(told))


def plan_of(one: Opportunity, specs: Sequence[Spec]) -> tuple[Spec | None, bool]:
    """The plan of an opportunity, and whether that is sure: by the CRM's id first, then by name and account.

    Unsure is a plan of the same name with another account, or the only plan of the account under another name.
    """
    wanted = one.values.get("id", "")
    for spec in specs:
        if wanted and _same_id(wanted, spec):
            return spec, True
    account = slug(one.values.get("company", ""))
    others = [spec for spec in specs if not (wanted and crm_id(spec.source.text))]
    named = [spec for spec in others if slug(spec.deal.name) == slug(one.name)]
    for spec in named:
        if not account or slug(spec.buyer.company) == account:
            return spec, len(named) == 1 or bool(account)
    if named:
        return named[0], False
    theirs = [spec for spec in others if account and slug(spec.buyer.company) == account]
    return (theirs[0], False) if len(theirs) == 1 else (None, False)


def _same_id(wanted: str, spec: Spec) -> bool:
    """Salesforce writes an id with 15 signs or 18; a record's link holds it too."""
    known = crm_id(spec.source.text)
    short = wanted[:15] if len(wanted) in (15, 18) else wanted
    if known:
        return known == wanted or (len(short) == 15 and known[:15] == short)
    parts = (spec.internal.crm_url or "").replace("?", "/").replace("=", "/").replace("&", "/").split("/")
    return any(part == wanted or (len(short) == 15 and part[:15] == short) for part in parts if part)


def _line(
    one: Opportunity, spec: Spec | None, sure: bool, settings: Settings, specs: Sequence[Spec], today: date
) -> Line:
    state, at, fix = _judged(one, spec, sure, today)
    owner = one.values.get("owner", "") or (spec.seller.owner if spec else "") or "nobody"
    return Line(
        state=state,
        deal=one.name,
        company=one.values.get("company", "") or (spec.buyer.company if spec else ""),
        owner=owner,
        owner_email=_email_of(owner, specs),
        stage=one.stage or 0,
        amount=one.acv,
        currency=one.values.get("currency", "") or settings.currency,
        file=spec.source.file if spec else "",
        at=at,
        fix=fix,
    )


def _judged(one: Opportunity, spec: Spec | None, sure: bool, today: date) -> tuple[State, str, str]:
    if spec is None:
        return "no plan", "", "make one: mapdocs import FILE -o DEALS takes over what the CRM knows"
    file = spec.source.file
    if not sure:
        said = f"{file} is “{spec.deal.name}” of {spec.buyer.company or 'no company'}"
        return "unsure", file, f"is this its plan? {said}. If so, write its record's link under internal: crm_url: …"
    if not spec.readable:
        return "errors", file, "the file cannot be read as a plan; run mapdocs check on it"
    errors = [f for f in check(spec, today=today) if f.level == "error" and f.code != UNPUBLISHED]
    if errors:
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        return "errors", _at(errors[0]), f"{errors[0].message} ({errors[0].code}){more}; {errors[0].hint}"
    if not spec.deal.map_url:
        return (
            "unpublished",
            _line_of(spec, "deal.map_url"),
            "publish the plan and put its link there: map_url: https://…",
        )
    if not any(row.agreed_on for row in spec.milestones):
        who = spec.buyer.champion or "the champion"
        ask = f"ask {who}: what did we get wrong? Then write agreed_on on each row they said yes to"
        return "one-sided", _line_of(spec, "milestones[0]"), ask
    return "covered", file, ""


def _at(found: Finding) -> str:
    return f"{found.file}:{found.line}"


def _line_of(spec: Spec, path: str) -> str:
    return f"{spec.source.file}:{spec.source.locate(path).line}"


def _email_of(name: str, specs: Sequence[Spec]) -> str:
    people = (person for spec in specs for person in spec.seller.people)
    return next((p.email for p in people if p.email and p.name.casefold() == name.casefold()), "")
