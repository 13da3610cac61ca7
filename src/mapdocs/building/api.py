"""The library's functions for one deal: load, loads, check, build, render. The commands do the same through them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mapdocs.building import pipeline
from mapdocs.building.checking import check, loads
from mapdocs.building.deal import BuildResult, Destination, build_deal
from mapdocs.building.options import BuildOptions
from mapdocs.findings import Finding, has_errors
from mapdocs.formats.registry import FORMATS
from mapdocs.schema.loader import load
from mapdocs.schema.model import Spec


@dataclass(frozen=True, slots=True)
class Rendering:
    """Artifacts in memory.

    Attributes:
        findings: of form and of the rules; there are no files where one of them is an error (``blocked``).
        files: the bytes of each artifact by its path, as in ``buyer/northwind-map.docx``.
        missing: by format, why it could not be made on this machine.
        notes: for the rep.
    """

    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether an error kept the spec from being built."""
        return has_errors(self.findings)


def build(
    spec: Spec,
    *,
    out: str | os.PathLike[str] = "out",
    today: date | None = None,
    force: bool = False,
    options: BuildOptions | None = None,
) -> BuildResult:
    """Check ``spec`` and write its artifacts below ``out``; a spec with errors builds nothing.

    What was sent, buyer-visible fields only, is remembered in ``.mapdocs`` beside the spec's file.

    Args:
        spec: from :func:`load` or :func:`loads`.
        out: the folder; the deal gets one of its own in it, with ``buyer`` and ``internal``.
        today: the day of building, the machine's where left out.
        force: overwrite files that somebody edited since they were built, and take the place of another deal over.
        options: formats, variant and the rest; all formats where left out.

    Returns:
        What was written, or why nothing was.

    Raises:
        OSError: the disk, not the spec, is the problem.
        WrongTemplate: a template of the company's cannot be used.
        AnotherDeal: what is remembered beside the spec or in its folder is of another deal with that name.

    >>> spec = mapdocs.load("samples/northwind.yaml")
    >>> result = mapdocs.build(spec, out=folder, today=day, options=mapdocs.BuildOptions(only=("email", "ics")))
    >>> [path.name for path in result.paths if path.suffix == ".eml"]
    ['northwind-close-automation-map.eml']
    """
    destination = Destination(Path(out), force)
    return build_deal(spec, destination, today=today or date.today(), options=options or BuildOptions())


def render(spec: Spec, *, today: date | None = None, options: BuildOptions | None = None) -> Rendering:
    """The artifacts of ``spec`` as bytes in memory; nothing is read but the company's templates, and nothing written.

    Args:
        spec: from :func:`load` or :func:`loads`.
        today: the day of building, the machine's where left out.
        options: formats, variant and the rest; all formats where left out.

    Returns:
        The files by their path, or the findings that keep the spec from being built.

    Raises:
        WrongTemplate: a template of the company's cannot be used.

    >>> spec = mapdocs.load("samples/corner-cafe.yaml")
    >>> sorted(mapdocs.render(spec, today=day, options=mapdocs.BuildOptions(only=("docx",))).files)
    ['buyer/corner-cafe-loyalty-cards-map.docx']
    """
    day, asked = today or date.today(), options or BuildOptions()
    findings = check(spec, today=day, variant=asked.variant)
    if has_errors(findings):
        return Rendering(findings)
    made = pipeline.render(spec, findings, today=day, options=asked)
    return Rendering(findings, made.files, made.missing, made.notes)


__all__ = ["FORMATS", "BuildOptions", "BuildResult", "Rendering", "build", "check", "load", "loads", "render"]
