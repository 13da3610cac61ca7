"""The library in three functions: load, check, build. The commands do the same through them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mapdocs.findings import Finding, has_errors
from mapdocs.plan.variant import Choice, variant_of
from mapdocs.spec.load import load
from mapdocs.spec.model import Spec

if TYPE_CHECKING:
    from mapdocs.artifacts.kit import Kit
    from mapdocs.artifacts.registry import Artifact

FORMATS = ("email", "docx", "xlsx", "pdf", "ics", "crm")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build.

    ``paths`` were written. Nothing was where ``findings`` hold an error (``blocked``), or where ``edited`` names
    files that somebody changed since they were built. ``missing`` says, by format, why it could not be made on this
    machine. ``notes`` are for the rep.
    """

    spec: Spec
    findings: tuple[Finding, ...]
    paths: tuple[Path, ...] = ()
    edited: tuple[Path, ...] = ()
    missing: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        return has_errors(self.findings)


def check(spec: Spec, *, today: date | None = None, variant: Choice = "auto") -> tuple[Finding, ...]:
    """All findings of ``spec``, of form and of the sixteen rules, on ``today`` (the machine's day where left out)."""
    from mapdocs.rules import check as check_rules

    return check_rules(spec, today=today or date.today(), choice=variant)


def build(
    spec: Spec,
    *,
    out: str | os.PathLike[str] = "out",
    today: date | None = None,
    only: Iterable[str] = FORMATS,
    variant: Choice = "auto",
    force: bool = False,
) -> BuildResult:
    """Check ``spec`` and write its artifacts below ``out``; a spec with errors builds nothing.

    Args:
        spec: from :func:`load`.
        out: the folder; the deal gets one of its own in it, with ``buyer`` and ``internal``.
        today: the day of building, the machine's where left out.
        only: names from :data:`FORMATS`.
        variant: ``auto`` picks by ACV.
        force: overwrite files that somebody edited since they were built.

    Raises:
        OSError: the disk, not the spec, is the problem.
        ValueError: ``only`` names a format that there is not.
    """
    from mapdocs import store

    day, wanted = today or date.today(), tuple(only)
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise ValueError(f"no format {unknown[0]}; there are {', '.join(FORMATS)}")
    findings = check(spec, today=day, variant=variant)
    if has_errors(findings):
        return BuildResult(spec, findings)
    kept = _folder_of(spec)
    made = render(spec, findings, today=day, only=wanted, variant=variant, kept=kept)
    folder = Path(out) / made.stem
    edited = [] if force else store.edited_files(folder, made.files)
    if edited:
        return BuildResult(spec, findings, edited=tuple(folder / name for name in edited), missing=made.missing, notes=made.notes)
    if kept is not None:
        store.remember_sent(kept, made.stem, made.snapshot, made.revision, made.sequence)
    paths = store.write_files(folder, made.files, stale=made.stale)
    return BuildResult(spec, findings, tuple(paths), missing=made.missing, notes=made.notes)


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
    only: tuple[str, ...] = FORMATS,
    variant: Choice = "auto",
    kept: Path | None = None,
) -> Made:
    """The artifacts of a spec without errors, as bytes. ``kept`` is where earlier revisions are remembered."""
    from dataclasses import replace

    from mapdocs import store
    from mapdocs.artifacts.registry import ARTIFACTS
    from mapdocs.plan.internal import internal_plan
    from mapdocs.plan.make import buyer_plan

    kit = kit_for(spec)
    words = kit.words(spec.settings.locale)
    logo, notes = _logo(spec)
    plan = buyer_plan(spec, today=today, choice=variant, names=words.under("milestones"), logo=logo)
    revision = plan.revision
    if kept is not None:
        plan = replace(plan, sequence=store.sequence_for(kept, plan.stem, revision))
    own = internal_plan(spec, plan, findings, choice=variant)
    if own.forced:
        usual = "full plan" if variant_of(spec) == "full" else "three-line plan"
        notes.append(f"the {'full' if plan.variant == 'full' else 'three-line'} plan was forced; by its ACV this deal gets the {usual}")
    files: dict[str, bytes] = {}
    missing: dict[str, str] = {}
    stale: list[str] = []
    for artifact in ARTIFACTS:
        name = artifact.name(plan.stem)
        if artifact.suffix == "review.ics" and plan.meeting is None:
            stale.append(name)
        elif artifact.format in only:
            if artifact.format == "pdf":
                _make_pdf(artifact, plan, kit, name, files, missing, notes)
            else:
                files[name] = artifact.maker()(own if artifact.folder == "internal" else plan, kit)
    return Made(plan.stem, revision, plan.sequence, plan.snapshot(), files, tuple(stale), missing, tuple(notes))


def _make_pdf(
    artifact: Artifact, plan: object, kit: Kit, name: str, files: dict[str, bytes], missing: dict[str, str], notes: list[str]
) -> None:
    """The PDF needs system libraries; where they are missing the other artifacts are still made."""
    import logging

    from mapdocs.machine import pdf_problem

    problem = pdf_problem()
    if problem is not None:
        missing["pdf"] = problem
        return
    from mapdocs.artifacts.pdf import MissingGlyphs

    glyphs = MissingGlyphs()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(glyphs)
    propagates, logger.propagate = logger.propagate, False
    try:
        files[name] = artifact.maker()(plan, kit)
    finally:
        logger.removeHandler(glyphs)
        logger.propagate = propagates
    if glyphs.letters:
        notes.append(f"the PDF has letters that no font on this machine knows ({glyphs.letters[0].rsplit(': ', 1)[-1]}): install the Noto fonts, see mapdocs doctor")


def kit_for(spec: Spec) -> Kit:
    """Templates and labels for ``spec``: the built-in ones under the company's own."""
    from mapdocs.artifacts.kit import Kit
    from mapdocs.resources import TemplateFolder

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


def _logo(spec: Spec) -> tuple[bytes | None, list[str]]:
    path = _beside_settings(spec, spec.settings.brand.logo)
    if path is None:
        return None, []
    try:
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, [f"the logo {path} is not there; the documents are built without it"]


def _folder_of(spec: Spec) -> Path | None:
    """The folder of the spec's file, where what was sent is remembered; None for a spec that has no file."""
    path = Path(spec.source.file)
    return path.parent if path.is_file() else None


__all__ = ["FORMATS", "BuildResult", "Made", "build", "check", "forget_templates", "kit_for", "load", "render"]
