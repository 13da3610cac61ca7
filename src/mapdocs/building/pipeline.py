"""A checked spec to its artifacts in memory: plans are made, formats called, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mapdocs.building.options import BuildOptions
from mapdocs.building.worker import Helper
from mapdocs.findings import Finding
from mapdocs.formats.registry import ARTIFACTS, PDF, Artifact
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.changes import since
from mapdocs.plan.internal import InternalPlan, internal_plan
from mapdocs.plan.snapshot import Snapshot
from mapdocs.plan.variant import variant_of
from mapdocs.schema.model import Spec
from mapdocs.storage import history
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit
from mapdocs.templating.logo import read_logo


@dataclass(frozen=True, slots=True)
class Made:
    """Artifacts in memory: ``files`` by path below the deal's folder; ``stale`` names that this plan has no use for."""

    stem: str
    revision: str
    sequence: int
    snapshot: Snapshot
    files: dict[str, bytes]
    stale: tuple[str, ...]
    missing: dict[str, str]
    notes: tuple[str, ...]


def render(
    spec: Spec,
    findings: tuple[Finding, ...],
    *,
    today: date,
    options: BuildOptions | None = None,
    kept: Path | None = None,
    helper: Helper | None = None,
) -> Made:
    """The artifacts of a spec without errors, as bytes.

    ``kept`` is where earlier revisions are remembered. A ``helper`` makes what is slowest while
    the rest is made here.
    """
    asked = options or BuildOptions()
    kit = kit_for(spec)
    words = kit.words(spec.settings.locale)
    logo_path = _beside_settings(spec, spec.settings.brand.logo)
    logo, notes = read_logo(logo_path) if logo_path else (None, [])
    labels = words.under("milestones")
    plan = buyer_plan(spec, today=today, choice=asked.variant, names=labels, logo=logo, protect=asked.protect)
    revision = plan.revision
    if kept is not None:
        before = history.previous_sent(kept, plan.stem, revision)
        sequence = history.sequence_for(kept, plan.stem, revision)
        plan = replace(plan, sequence=sequence, since=since(before, plan.snapshot()))
    own = internal_plan(spec, plan, findings, choice=asked.variant, crm_limit=asked.crm_limit)
    if own.forced:
        usual = "full plan" if variant_of(spec) == "full" else "three-line plan"
        notes.append(
            f"the {'full' if plan.variant == 'full' else 'three-line'} plan was forced; by its ACV this deal gets the {usual}"
        )
    names = {a: a.name(plan.stem) for a in ARTIFACTS if a.format in asked.only}
    stale = [name for a, name in names.items() if a.suffix == "review.ics" and plan.meeting is None]
    wanted = [a for a, name in names.items() if name not in stale]
    templates = _beside_settings(spec, spec.settings.templates)
    page = PDF.maker()(plan, kit) if PDF in wanted else None
    away = [] if helper is None or page is not None else [a for a in wanted if a.is_office]
    if helper is not None and page is not None:
        from mapdocs.formats.pdf.printing import print_alone

        helper.send(print_alone, page, templates)
    elif helper is not None and away:
        helper.send(make_alone, away, plan, own, templates)
    files = make([a for a in wanted if a is not PDF and a not in away], plan, own, kit)
    missing: dict[str, str] = {}
    if helper is not None and away:
        files.update(helper.receive())
    if page is not None:
        from mapdocs.formats.pdf.printing import Printed, print_page

        printed: Printed = helper.receive() if helper is not None else print_page(page, kit)
        if printed.content is None:
            missing["pdf"] = printed.problem
        else:
            files[names[PDF]] = printed.content
        if printed.letters:
            notes.append(_no_font(printed.letters))
    files = {name: files[name] for name in names.values() if name in files}
    draft = f"buyer/{plan.stem}-map.eml"
    if asked.emltpl and draft in files:
        files[f"{draft}tpl"] = files[draft]
    return Made(plan.stem, revision, plan.sequence, plan.snapshot(), files, tuple(stale), missing, tuple(notes))


def make(artifacts: list[Artifact], plan: BuyerPlan, own: InternalPlan, kit: Kit) -> dict[str, bytes]:
    """The ``artifacts`` (the PDF apart) by their paths below the deal's folder."""
    return {a.name(plan.stem): a.maker()(own if a.folder == "internal" else plan, kit) for a in artifacts}


def make_alone(
    artifacts: list[Artifact], plan: BuyerPlan, own: InternalPlan, templates: Path | None
) -> dict[str, bytes]:
    """:func:`make` in a process that knows nothing yet but where the company's templates are."""
    return make(artifacts, plan, own, Kit(TemplateFolder(templates)))


def _no_font(letters: str) -> str:
    return f"the PDF has letters that no font on this machine knows ({letters}): install the Noto fonts, see mapdocs doctor"


def kit_for(spec: Spec) -> Kit:
    """Templates and labels for ``spec``: the built-in ones under the company's own."""
    overrides = _beside_settings(spec, spec.settings.templates)
    if overrides not in _KITS:
        _KITS[overrides] = Kit(TemplateFolder(overrides))
    return _KITS[overrides]


_KITS: dict[Path | None, Kit] = {}


def forget_templates() -> None:
    """Read templates anew at the next build; ``--watch`` does so when one has changed."""
    _KITS.clear()


def _beside_settings(spec: Spec, name: str | None) -> Path | None:
    if not name:
        return None
    return Path(spec.settings.folder or ".") / name
