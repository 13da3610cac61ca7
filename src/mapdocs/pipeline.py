"""A checked spec to its artifacts in memory: plans are made, formats called, and nothing is written."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from mapdocs import store
from mapdocs.api import BuildOptions
from mapdocs.artifacts.kit import Kit
from mapdocs.artifacts.registry import ARTIFACTS, Artifact
from mapdocs.findings import Finding
from mapdocs.logo import read_logo
from mapdocs.machine import pdf_problem
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.internal import internal_plan
from mapdocs.plan.make import buyer_plan
from mapdocs.plan.variant import variant_of
from mapdocs.resources import TemplateFolder
from mapdocs.spec.model import Spec


@dataclass(frozen=True, slots=True)
class Made:
    """Artifacts in memory: ``files`` by path below the deal's folder; ``stale`` names that this plan has no use for."""

    stem: str
    revision: str
    sequence: int
    snapshot: dict[str, object]
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
) -> Made:
    """The artifacts of a spec without errors, as bytes. ``kept`` is where earlier revisions are remembered."""
    asked = options or BuildOptions()
    kit = kit_for(spec)
    words = kit.words(spec.settings.locale)
    logo_path = _beside_settings(spec, spec.settings.brand.logo)
    logo, notes = read_logo(logo_path) if logo_path else (None, [])
    names = words.under("milestones")
    plan = buyer_plan(spec, today=today, choice=asked.variant, names=names, logo=logo, protect=asked.protect)
    revision = plan.revision
    if kept is not None:
        plan = replace(plan, sequence=store.sequence_for(kept, plan.stem, revision))
    own = internal_plan(spec, plan, findings, choice=asked.variant, crm_limit=asked.crm_limit)
    if own.forced:
        usual = "full plan" if variant_of(spec) == "full" else "three-line plan"
        notes.append(
            f"the {'full' if plan.variant == 'full' else 'three-line'} plan was forced; by its ACV this deal gets the {usual}"
        )
    files: dict[str, bytes] = {}
    missing: dict[str, str] = {}
    stale: list[str] = []
    for artifact in ARTIFACTS:
        name = artifact.name(plan.stem)
        if artifact.suffix == "review.ics" and plan.meeting is None:
            stale.append(name)
        elif artifact.format in asked.only:
            if artifact.format == "pdf":
                made = _pdf(artifact, plan, kit)
                if made.content is None:
                    missing["pdf"] = made.problem
                else:
                    files[name] = made.content
                notes += [made.note] if made.note else []
            else:
                files[name] = artifact.maker()(own if artifact.folder == "internal" else plan, kit)
    draft = f"buyer/{plan.stem}-map.eml"
    if asked.emltpl and draft in files:
        files[f"{draft}tpl"] = files[draft]
    return Made(plan.stem, revision, plan.sequence, plan.snapshot(), files, tuple(stale), missing, tuple(notes))


class _Pdf(NamedTuple):
    """The PDF, or why there is none, and what the rep should know of it."""

    content: bytes | None
    problem: str = ""
    note: str = ""


def _pdf(artifact: Artifact, plan: BuyerPlan, kit: Kit) -> _Pdf:
    """The PDF needs system libraries; where they are missing the other artifacts are still made."""
    problem = pdf_problem()
    if problem is not None:
        return _Pdf(None, problem)
    from mapdocs.artifacts.pdf import MissingGlyphs

    glyphs = MissingGlyphs()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(glyphs)
    propagates, logger.propagate = logger.propagate, False
    try:
        content = artifact.maker()(plan, kit)
    finally:
        logger.removeHandler(glyphs)
        logger.propagate = propagates
    letters = glyphs.letters[0].rsplit(": ", 1)[-1] if glyphs.letters else ""
    note = f"the PDF has letters that no font on this machine knows ({letters}): install the Noto fonts, see mapdocs doctor"
    return _Pdf(content, note=note if letters else "")


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
