"""The library in three functions: load, check, build. The commands do the same through them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mapdocs.findings import Finding, has_errors
from mapdocs.plan.variant import Choice
from mapdocs.spec.load import load
from mapdocs.spec.model import Spec

FORMATS = ("email", "docx", "xlsx", "pdf", "ics", "crm")


class BuildOptions(NamedTuple):
    """What a build is asked for, beside the spec and the day.

    ``only`` names formats; ``emltpl`` adds the draft under the suffix that new Outlook for Mac opens for editing;
    ``protect`` protects the tracker (without a password) but for the cells that both sides fill in; ``crm_limit`` is
    how many characters the CRM note may have.
    """

    only: tuple[str, ...] = FORMATS
    variant: Choice = "auto"
    emltpl: bool = False
    protect: bool = False
    crm_limit: int = 32_000


class BuildResult(NamedTuple):
    """What came of a build.

    ``paths`` were written. Nothing was where ``findings`` hold an error (``blocked``), or where ``edited`` names
    files that somebody changed since they were built. ``missing`` says, by format, why it could not be made on this
    machine. ``notes`` are for the rep.
    """

    spec: Spec
    findings: tuple[Finding, ...]
    paths: tuple[Path, ...] = ()
    edited: tuple[Path, ...] = ()
    missing: Mapping[str, str] = {}
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
    force: bool = False,
    options: BuildOptions | None = None,
    **wanted: Any,
) -> BuildResult:
    """Check ``spec`` and write its artifacts below ``out``; a spec with errors builds nothing.

    Args:
        spec: from :func:`load`.
        out: the folder; the deal gets one of its own in it, with ``buyer`` and ``internal``.
        today: the day of building, the machine's where left out.
        force: overwrite files that somebody edited since they were built.
        options: see :class:`BuildOptions`; its fields may also be given by name, as in ``only=["email"]``.

    Raises:
        OSError: the disk, not the spec, is the problem.
        ValueError: ``only`` names a format that there is not.
    """
    from mapdocs import pipeline, store

    asked = (options or BuildOptions())._replace(**wanted)
    asked = asked._replace(only=tuple(asked.only))
    unknown = [name for name in asked.only if name not in FORMATS]
    if unknown:
        raise ValueError(f"no format {unknown[0]}; there are {', '.join(FORMATS)}")
    day = today or date.today()
    findings = check(spec, today=day, variant=asked.variant)
    if has_errors(findings):
        return BuildResult(spec, findings)
    kept = _folder_of(spec)
    made = pipeline.render(spec, findings, today=day, options=asked, kept=kept)
    folder = Path(out) / made.stem
    edited = [] if force else store.edited_files(folder, made.files)
    if edited:
        changed = tuple(folder / name for name in edited)
        return BuildResult(spec, findings, edited=changed, missing=made.missing, notes=made.notes)
    if kept is not None:
        store.remember_sent(kept, made.stem, made.snapshot, made.revision, made.sequence)
    paths = store.write_files(folder, made.files, stale=made.stale)
    return BuildResult(spec, findings, tuple(paths), missing=made.missing, notes=made.notes)


def _folder_of(spec: Spec) -> Path | None:
    """The folder of the spec's file, where what was sent is remembered; None for a spec that has no file."""
    path = Path(spec.source.file)
    return path.parent if path.is_file() else None


__all__ = ["FORMATS", "BuildOptions", "BuildResult", "build", "check", "load"]
