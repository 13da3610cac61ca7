"""What check says of files: all their findings once, and the texts that excerpts are cut from."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mapdocs.building.api import check, load
from mapdocs.findings import Finding, counted
from mapdocs.plan.variant import Choice


class Examined(NamedTuple):
    """``findings`` of all ``paths`` in order, and the ``texts`` of the files that they stand in, by name."""

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    texts: dict[str, str]

    @property
    def summary(self) -> str:
        """ "deal.yaml: 2 errors, 1 warning", or that nothing was found."""
        what = f"{len(self.paths)} specs" if len(self.paths) > 1 else str(self.paths[0])
        return f"{what}: {counted(self.findings)}"


@lru_cache(maxsize=1)  # what the quick way has found, the long way prints
def examine(paths: tuple[Path, ...], today: date, variant: Choice = "auto") -> Examined:
    """Check the spec in each of ``paths``.

    Raises:
        OSError: a file cannot be read.
    """
    found: dict[Finding, None] = {}
    texts: dict[str, str] = {}
    for path in paths:
        spec = load(path)
        findings = check(spec, today=today, variant=variant)
        found.update(dict.fromkeys(findings))  # one of mapdocs.yaml is told once
        keep_texts(texts, spec.source.file, spec.source.text, findings)
    return Examined(paths, tuple(found), texts)


def keep_texts(texts: dict[str, str], file: str, text: str, findings: Iterable[Finding]) -> None:
    """Keep the texts that excerpts are cut from: the spec's, and those of other files that findings name."""
    texts[file] = text
    for name in {finding.file for finding in findings} - texts.keys():
        texts[name] = _text_of(name)


def _text_of(name: str) -> str:
    from mapdocs.schema.decoding import decode

    text = decode(Path(name).read_bytes()) if os.path.isfile(name) else ""
    return text if isinstance(text, str) else ""
