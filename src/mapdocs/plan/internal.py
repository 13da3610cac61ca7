"""InternalPlan: the shared plan with what only the seller's side may see beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mapdocs.findings import Finding
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.variant import Choice, variant_of
from mapdocs.schema.model import Spec


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTask:
    """A task of the seller's own; ``serves`` names the milestone that comes next after its due date."""

    task: str
    owner: str | None
    due: date | None
    status: str
    serves: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the seller keeps about one row: the at-risk mark with its reason, the evidence for its date, and where an
    assistant has it from."""

    label: str
    at_risk: bool
    risk: str | None
    evidence: str | None
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalPlan:
    """``accepted`` tells which rules were overruled, where and why. ``acv`` is in units of ``currency``; ``forced`` says that a rep chose the variant against the threshold;
    ``crm_limit`` is how many characters the CRM note may have."""

    shared: BuyerPlan
    deal: str
    acv: Decimal | None
    currency: str
    threshold: Decimal
    forced: bool
    stage: int | None
    forecast: str | None
    beyond_period: bool | str
    crm_url: str | None
    notes: str | None
    tasks: tuple[OwnTask, ...]
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[str, ...] = ()
    crm_limit: int = 32_000
    tags: tuple[str, ...] = ()


def internal_plan(
    spec: Spec, shared: BuyerPlan, findings: tuple[Finding, ...], *, variant: Choice = "auto", crm_limit: int = 32_000
) -> InternalPlan:
    """The seller's view of ``spec`` around the plan that is shared."""
    dated = sorted((row for row in shared.rows if row.target_date), key=lambda row: row.target_date or date.max)

    def serves(due: date | None) -> str | None:
        return next((row.label for row in dated if due and row.target_date and row.target_date >= due), None)

    tasks = sorted(spec.internal.tasks, key=lambda task: task.due or date.max)
    return InternalPlan(
        shared=shared,
        deal=spec.deal.name,
        acv=spec.deal.acv,
        currency=spec.deal.currency,
        threshold=spec.settings.acv_threshold,
        forced=variant_of(spec, variant) != variant_of(spec),
        stage=spec.deal.stage,
        forecast=spec.internal.forecast,
        beyond_period=spec.internal.beyond_period,
        crm_url=spec.internal.crm_url,
        notes=spec.internal.notes,
        tasks=tuple(
            OwnTask(task=t.task, owner=t.owner, due=t.due, status=t.status, serves=serves(t.due)) for t in tasks
        ),
        marks=tuple(
            Mark(
                label=row.milestone,
                at_risk=bool(row.at_risk),
                risk=row.at_risk if isinstance(row.at_risk, str) else None,
                evidence=row.evidence,
                source=row.source,
            )
            for row in spec.milestones
        ),
        findings=findings,
        accepted=tuple(_accepted(spec)),
        crm_limit=crm_limit,
        tags=spec.deal.tags,
    )


def _accepted(spec: Spec) -> Iterator[str]:
    for said in spec.deal.accept:
        yield f"{said.rule}: {said.why}"
    for row in spec.milestones:
        for said in row.accept:
            yield f"{said.rule}, {row.title}: {said.why}"
    for said in spec.settings.accept:
        yield f"{said.rule}, “{said.phrase}” in every deal: {said.why}"
