"""A checked spec to its artifacts in memory: plans are made, formats called, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mapdocs.building.company import kit_for, logo_of, templates_of
from mapdocs.building.options import BuildOptions
from mapdocs.building.printer import pdf_under
from mapdocs.findings import Finding
from mapdocs.formats.email import person
from mapdocs.formats.pdf.page import page
from mapdocs.formats.pdf.printing import CannotPrint, Printed, pdf
from mapdocs.formats.registry import ARTIFACTS, Artifact, BuyerArtifact, InternalArtifact
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.changes import since
from mapdocs.plan.internal import InternalPlan, internal_plan
from mapdocs.plan.variant import variant_of
from mapdocs.schema.model import Spec
from mapdocs.storage import history
from mapdocs.storage.identity import deal_of
from mapdocs.templating.kit import Kit, kit_in
from mapdocs.templating.logo import read_logo


@dataclass(frozen=True, slots=True)
class Made:
    """Artifacts in memory.

    ``files`` by their path below the deal's folder; ``missing`` says by format why one could not be made on this machine;
    ``stale`` names files that this plan has no use for; ``notes`` are for the rep.
    """

    plan: BuyerPlan
    files: dict[str, bytes]
    stale: tuple[str, ...] = ()
    missing: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        return self.plan.stem


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one process made: the files, why a format is missing, the letters that no font has."""

    files: dict[str, bytes]
    missing: dict[str, str]
    letters: str = ""


def render(
    spec: Spec,
    findings: tuple[Finding, ...],
    *,
    today: date,
    options: BuildOptions,
    history_in: Path | None = None,
    worker: Executor | None = None,
) -> Made:
    """The artifacts of a spec without errors, as bytes.

    Args:
        findings: what was found in the spec; the internal workbook tells them.
        history_in: the folder in which earlier revisions are remembered; None where nothing is.
        worker: makes what is slowest while the rest is made here, see :mod:`mapdocs.building.worker`.

    Raises:
        WrongTemplate: a template of the company's cannot be used.
        AnotherDeal: what is remembered under this plan's name is another deal's.
    """
    plan, notes = shared_plan(spec, today, options, history_in)
    own = internal_plan(spec, plan, findings, variant=options.variant, crm_limit=options.crm_limit)
    if own.forced:
        notes.append(_forced(spec, plan))
    names = {artifact: artifact.name(plan.stem) for artifact in ARTIFACTS if artifact.format in options.only}
    stale = [name for a, name in names.items() if a.suffix == "review.ics" and plan.meeting is None]
    wanted = [artifact for artifact, name in names.items() if name not in stale]
    made = _made_by_two(wanted, plan, own, templates_of(spec.settings), worker)
    if made.letters:
        notes.append(_no_font(made.letters))
    files = {name: made.files[name] for name in names.values() if name in made.files}
    if options.per_person:
        files |= person.drafts(plan, kit_for(spec.settings))
        if plan.variant == "lite":
            notes.append("the three-line plan needs no mail for each person, so there is none")
    draft = f"buyer/{plan.stem}-map.eml"
    if options.emltpl and draft in files:
        files[f"{draft}tpl"] = files[draft]
    return Made(plan, files, tuple(stale), made.missing, tuple(notes))


def shared_plan(spec: Spec, today: date, options: BuildOptions, history_in: Path | None) -> tuple[BuyerPlan, list[str]]:
    """The buyer's plan with its place in the history, and notes for the rep."""
    logo_file = logo_of(spec.settings)
    logo, notes = read_logo(logo_file) if logo_file else (None, [])
    kit = kit_for(spec.settings)
    labels = kit.words(spec.settings.locale).under("milestones")
    if told := str(kit.borrowed(spec.settings.locale)):
        notes.append(told)
    marks = history.marks_sent(history_in, deal_of(spec)) if history_in is not None else {}
    plan = buyer_plan(
        spec, today=today, variant=options.variant, names=labels, logo=logo, protect=options.protect, marks=marks
    )
    if history_in is not None:
        before = history.previous_sent(history_in, deal_of(spec), plan.revision)
        sequence = history.sequence_for(history_in, plan.stem, plan.revision)
        calendar = history.calendar_name(history_in, plan.stem) or plan.calendar_name
        plan = replace(plan, sequence=sequence, since=since(before, plan.snapshot()), calendar_name=calendar)
    return plan, notes


def _made_by_two(
    wanted: list[Artifact], plan: BuyerPlan, own: InternalPlan, templates: Path | None, worker: Executor | None
) -> _Batch:
    """All that is ``wanted``: the slowest by the ``worker`` where there is one, the rest meanwhile here."""
    pages = [a for a in wanted if isinstance(a, BuyerArtifact) and a.make is pdf]
    slow: list[Artifact] = [*pages] or [a for a in wanted if a.suffix.endswith((".docx", ".xlsx"))]
    if worker is None or not slow:
        return make(wanted, plan, own, templates)
    rest = [artifact for artifact in wanted if artifact not in slow]
    try:
        if pages:
            return make([*rest, *_printed_by(worker, pages, plan, templates)], plan, own, templates)
        away = worker.submit(make, slow, plan, own, templates)
        here = make(rest, plan, own, templates)
        there = away.result()
    except BrokenExecutor:  # the system ended it
        return make(wanted, plan, own, templates)
    return _Batch(here.files | there.files, here.missing | there.missing)


def _printed_by(
    worker: Executor, pages: list[BuyerArtifact], plan: BuyerPlan, templates: Path | None
) -> Iterator[Artifact]:
    """The ``pages`` as the ``worker`` prints them. What it is given is written already, so that it loads the printer
    and nothing else."""
    away = worker.submit(pdf_under, plan, templates, page(plan, kit_in(templates)))
    return (replace(artifact, make=lambda _plan, _kit: away.result()) for artifact in pages)


def make(artifacts: list[Artifact], plan: BuyerPlan, own: InternalPlan, templates: Path | None) -> _Batch:
    """The ``artifacts`` as bytes, in whatever process this is called."""
    kit = kit_in(templates)
    made = _Batch({}, {})
    for artifact in artifacts:
        try:
            content = _content(artifact, plan, own, kit)
        except CannotPrint as problem:
            made.missing[artifact.format] = str(problem)
            continue
        if isinstance(content, Printed):
            made = replace(made, letters=content.letters)
            content = content.content
        made.files[artifact.name(plan.stem)] = content
    return made


def _content(artifact: Artifact, plan: BuyerPlan, own: InternalPlan, kit: Kit) -> bytes | Printed:
    return artifact.make(own, kit) if isinstance(artifact, InternalArtifact) else artifact.make(plan, kit)


def _forced(spec: Spec, plan: BuyerPlan) -> str:
    names = {"full": "full plan", "lite": "three-line plan"}
    return f"the {names[plan.variant]} was forced; by its ACV this deal gets the {names[variant_of(spec)]}"


def _no_font(letters: str) -> str:
    return f"the PDF has letters that no font on this machine knows ({letters}): install the Noto fonts, see mapdocs doctor"
