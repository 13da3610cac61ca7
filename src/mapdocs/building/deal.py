"""One deal, from a checked spec to files on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import render
from mapdocs.findings import Finding, has_errors
from mapdocs.rules import check
from mapdocs.schema.model import Spec
from mapdocs.storage import history, manifest


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build.

    Attributes:
        findings: of form and of the rules; nothing was built where one of them is an error (``blocked``).
        paths: the files that were written.
        edited: files that somebody changed since they were built; where there are any, nothing was written.
        missing: by format, why it could not be made on this machine.
        notes: for the rep.
    """

    spec: Spec
    findings: tuple[Finding, ...]
    paths: tuple[Path, ...] = ()
    edited: tuple[Path, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether an error kept the spec from being built."""
        return has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a deal's files go: a folder of the deal's own below ``out``.

    ``force`` writes over what somebody edited; ``made_from`` is a digest of what the files are made from, to be
    remembered beside them.
    """

    out: Path
    force: bool = False
    made_from: str = ""


def build_deal(
    spec: Spec, destination: Destination, *, today: date, options: BuildOptions, worker: Executor | None = None
) -> BuildResult:
    """Check ``spec`` and write its artifacts; see :func:`mapdocs.build`."""
    findings = check(spec, today=today, variant=options.variant)
    if has_errors(findings):
        return BuildResult(spec, findings)
    beside = _folder_of(spec)
    made = render(spec, findings, today=today, options=options, history_in=beside, worker=worker)
    folder = destination.out / made.stem
    edited = [] if destination.force else manifest.edited_files(folder, made.files)
    if edited:
        changed = tuple(folder / name for name in edited)
        return BuildResult(spec, findings, edited=changed, missing=made.missing, notes=made.notes)
    if beside is not None:
        history.remember_sent(beside, history.version_now(made.plan.snapshot(), today, made.plan.sequence))
    made_from = "" if made.missing else destination.made_from
    paths = manifest.write_files(folder, made.files, stale=made.stale, made_from=made_from)
    return BuildResult(spec, findings, tuple(paths), missing=made.missing, notes=made.notes)


def _folder_of(spec: Spec) -> Path | None:
    """The folder of the spec's file, where what was sent is remembered; None for a spec that has no file."""
    path = Path(spec.source.file)
    return path.parent if path.is_file() else None
