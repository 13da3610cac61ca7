"""The library in three functions: load, check, build. The commands do the same through them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mapdocs.building.options import FORMATS, BuildOptions
from mapdocs.findings import Finding, has_errors
from mapdocs.plan.variant import Choice
from mapdocs.schema.loader import load
from mapdocs.schema.model import Spec

if TYPE_CHECKING:
    from mapdocs.building.worker import Helper


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
    made_from: str = "",
    helper: Helper | None = None,
    **wanted: Any,
) -> BuildResult:
    """Check ``spec`` and write its artifacts below ``out``; a spec with errors builds nothing.

    Args:
        spec: from :func:`load`.
        out: the folder; the deal gets one of its own in it, with ``buyer`` and ``internal``.
        today: the day of building, the machine's where left out.
        force: overwrite files that somebody edited since they were built.
        made_from: a digest of what the files are made from, to be remembered beside them.
        helper: makes what is slowest in a process beside this one.
        options: see :class:`BuildOptions`; its fields may also be given by name, as in ``only=["email"]``.

    Raises:
        OSError: the disk, not the spec, is the problem.
        ValueError: ``only`` names a format that there is not.
    """
    from mapdocs.building import pipeline
    from mapdocs.storage import history, manifest

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
    made = pipeline.render(spec, findings, today=day, options=asked, kept=kept, helper=helper)
    folder = Path(out) / made.stem
    edited = [] if force else manifest.edited_files(folder, made.files)
    if edited:
        changed = tuple(folder / name for name in edited)
        return BuildResult(spec, findings, edited=changed, missing=made.missing, notes=made.notes)
    if kept is not None:
        history.remember_sent(kept, history.version_now(made.snapshot, day, made.sequence))
    paths = manifest.write_files(folder, made.files, stale=made.stale, made_from="" if made.missing else made_from)
    return BuildResult(spec, findings, tuple(paths), missing=made.missing, notes=made.notes)


def _folder_of(spec: Spec) -> Path | None:
    """The folder of the spec's file, where what was sent is remembered; None for a spec that has no file."""
    path = Path(spec.source.file)
    return path.parent if path.is_file() else None


__all__ = ["FORMATS", "BuildOptions", "BuildResult", "build", "check", "load"]
