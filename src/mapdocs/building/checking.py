"""Reading and checking specs: one from its file, one from its text, or several files at once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from mapdocs import rules
from mapdocs.findings import Finding, counted
from mapdocs.plan.variant import Choice
from mapdocs.schema.decoding import decode
from mapdocs.schema.loader import STDIN, load, load_given
from mapdocs.schema.model import Settings, Spec
from mapdocs.schema.reader import read


def loads(text: str, *, settings: Settings | None = None) -> Spec:
    """The spec in ``text``, a YAML document as it stands in a file.

    Args:
        text: the whole of the spec.
        settings: the company's; their defaults where left out.

    Returns:
        The spec. What is wrong with its form is in ``Spec.findings``; nothing is raised for it.

    >>> mapdocs.loads("deal: {name: Northwind}").deal.name
    'Northwind'
    """
    return read(text, settings=settings or Settings())


def check(spec: Spec, *, today: date | None = None, variant: Choice = "auto") -> tuple[Finding, ...]:
    """All findings of ``spec``: those of form, and those of the training's rules.

    Args:
        spec: from :func:`load` or :func:`loads`.
        today: the day on which it is checked, the machine's where left out.
        variant: the plan that would be built; ``auto`` picks by the annual contract value.

    Returns:
        The findings in the order in which one reads the file; none where all is well.

    >>> spec = mapdocs.load("samples/northwind.yaml")
    >>> [finding.code for finding in mapdocs.check(spec, today=day)]
    []
    """
    return rules.check(spec, today=today or date.today(), variant=variant)


@dataclass(frozen=True, slots=True)
class Examined:
    """``findings`` of all ``paths`` in order, and the ``texts`` of the files that they stand in, by name."""

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    texts: dict[str, str]

    @property
    def summary(self) -> str:
        """ "deal.yaml: 2 errors, 1 warning", or that nothing was found."""
        what = f"{len(self.paths)} specs" if len(self.paths) > 1 else str(self.paths[0])
        return f"{what}: {counted(self.findings)}"


def examine(paths: tuple[Path, ...], today: date, variant: Choice = "auto", *, given: bytes | None = None) -> Examined:
    """Check the spec in each of ``paths``, and before them the one that was ``given`` by standard input.

    Raises:
        OSError: a file cannot be read.
    """
    found: dict[Finding, None] = {}
    texts: dict[str, str] = {}
    specs = chain([load_given(given)] if given is not None else [], map(load, paths))
    for spec in specs:
        findings = check(spec, today=today, variant=variant)
        found.update(dict.fromkeys(findings))  # one of mapdocs.yaml is told once
        keep_texts(texts, spec.source.file, spec.source.text, findings)
    looked_at = (*([Path(STDIN)] if given is not None else []), *paths)
    return Examined(looked_at, tuple(found), texts)


def keep_texts(texts: dict[str, str], file: str, text: str, findings: Iterable[Finding]) -> None:
    """Keep the texts that excerpts are cut from: the spec's, and those of other files that findings name."""
    texts[file] = text
    for name in {finding.file for finding in findings} - texts.keys():
        texts[name] = _text_of(name)


def _text_of(name: str) -> str:
    text = decode(Path(name).read_bytes()) if os.path.isfile(name) else ""
    return text if isinstance(text, str) else ""
