"""Watching what a build reads: specs, the company's settings, its templates and logo."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from mapdocs.building.company import files_of
from mapdocs.schema.loader import settings_for, specs_in
from mapdocs.schema.settings import FILE_NAME

Stamps = dict[str, tuple[int, int]]


def changes(specs: Sequence[str | os.PathLike[str]], *, every: float = 0.4) -> Iterator[None]:
    """Yields whenever something that building ``specs`` reads has changed since this was called.

    It looks ``every`` so many seconds. Called before the first build, it misses nothing that is saved during it.
    """
    return _since(stamps(specs), specs, every)


def _since(before: Stamps, specs: Sequence[str | os.PathLike[str]], every: float) -> Iterator[None]:
    while True:
        after = stamps(specs)
        if after != before:
            before = after
            yield
        time.sleep(every)


def stamps(specs: Sequence[str | os.PathLike[str]]) -> Stamps:
    """Time and size of each file that building ``specs`` (files or folders) reads."""
    watched: list[Path] = []
    for name in specs:
        for path in specs_in(Path(name)):
            watched += [path, *(folder / FILE_NAME for folder in Path(os.path.abspath(path)).parents)]
            settings, _ = settings_for(path)
            watched += files_of(settings)
    found: Stamps = {}
    for path in watched:
        try:
            stat = path.stat()
        except OSError:
            continue
        found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found
