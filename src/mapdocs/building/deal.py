"""One deal, from a checked spec to files on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import Made, render
from mapdocs.errors import AnotherDeal
from mapdocs.findings import Finding, has_errors
from mapdocs.formats.email import person
from mapdocs.rules import check
from mapdocs.schema.model import Spec
from mapdocs.storage import history, manifest
from mapdocs.storage.atomic import alone_in
from mapdocs.storage.identity import Deal, deal_of


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
    """Check ``spec`` and write its artifacts; see :func:`mapdocs.build`.

    Raises:
        AnotherDeal: what is remembered under its name is another deal's; nothing was written.
    """
    findings = check(spec, today=today, variant=options.variant)
    if has_errors(findings):
        return BuildResult(spec, findings)
    beside, deal = _folder_of(spec), deal_of(spec)
    folder = destination.out / deal.plan
    anew = _belongs_to_another(deal, beside, folder)
    if anew is not None and not destination.force:
        raise anew
    history_in = None if anew is not None else beside
    made = render(spec, findings, today=today, options=options, history_in=history_in, worker=worker)
    folder.mkdir(parents=True, exist_ok=True)
    # Two builds into one folder: the second one looks once all of the first one's files are there. Before, it would take
    # them for somebody's edits, and not see whose deal they are.
    with alone_in(folder):
        if (another := _belongs_to_another(deal, beside, folder)) is not None and not destination.force:
            raise another
        left = manifest.left_of_another(folder, deal, made.files)
        edited = left.edited if destination.force else manifest.edited_files(folder, made.files)
        if edited:
            changed = tuple(folder / name for name in edited)
            return BuildResult(spec, findings, edited=changed, missing=made.missing, notes=made.notes)
        if beside is not None:
            version = history.version_now(made.plan.snapshot(), today, made.plan.sequence, (deal, beside))
            history.remember_sent(beside, version, deal, calendar=made.plan.calendar_name, anew=anew is not None)
        made_from = "" if made.missing else destination.made_from
        paths = manifest.write_files(
            folder,
            made.files,
            stale=(*made.stale, *left.built, *_of_nobody(folder, made, options)),
            made_from=made_from,
            deal=deal,
        )
    return BuildResult(spec, findings, tuple(paths), missing=made.missing, notes=made.notes)


def _belongs_to_another(deal: Deal, beside: Path | None, folder: Path) -> AnotherDeal | None:
    """What is to be said where the memory beside the spec, or the deal's folder, is of another deal."""
    other = history.held_by_another(beside, deal) if beside is not None else None
    if beside is not None and other is not None:
        return history.another_deal(deal, other, beside / history.FOLDER)
    other = manifest.held_by_another(folder, deal)
    return history.another_deal(deal, other, folder) if other is not None else None


def _of_nobody(folder: Path, made: Made, options: BuildOptions) -> tuple[str, ...]:
    """Drafts that an earlier build made for owners who own nothing any more."""
    if not options.per_person:
        return ()
    built = manifest.read_manifest(folder).files
    return tuple(name for name in built if name.startswith(person.prefix(made.plan)) and name not in made.files)


def _folder_of(spec: Spec) -> Path | None:
    """The folder of the spec's file, where what was sent is remembered; None for a spec that has no file."""
    path = Path(spec.source.file)
    return path.parent if path.is_file() else None
