"""What a deal's files were made from, as one digest: where it is the same, there is nothing to build."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mapdocs._version import __version__
from mapdocs.building.company import files_of
from mapdocs.building.options import BuildOptions
from mapdocs.schema import nodes
from mapdocs.schema.loader import load, settings_for
from mapdocs.schema.model import Settings
from mapdocs.storage import atomic, manifest

INDEX = ".mapdocs-index.json"  # in the output folder: which spec became which deal


def made_from(spec: Path, raw: bytes, options: BuildOptions, today: date) -> str:
    """The digest of everything that the files of a spec depend on: its text, the company's settings, templates and
    logo, the options, the day, and this program's version."""
    settings, found = settings_for(spec)
    wrong = [(f.code, f.message) for f in found]  # faulty settings read like those that were there before
    parts = [__version__, today.isoformat(), repr(options), _settings_digest(settings), repr(wrong)]
    return hashlib.sha256("\0".join(parts).encode() + b"\0" + raw).hexdigest()


def _settings_digest(settings: Settings) -> str:
    """A company's settings, and what they point at by size and time."""
    stamps = [_stamp(path) for path in files_of(settings)]
    plain = {key: value for key, value in settings._asdict().items() if key != "typical_working_days"}
    return json.dumps([plain, sorted(settings.typical_working_days.items()), stamps], default=str, sort_keys=True)


def _stamp(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return f"{path} is missing"
    return f"{path} {stat.st_mtime_ns} {stat.st_size}"


def is_fresh(folder: Path, digest: str) -> bool:
    """Whether the deal's folder was made from ``digest`` and has all of its files."""
    made = manifest.read_manifest(folder)
    return made.digest == digest and bool(made.files) and all(os.path.exists(folder / name) for name in made.files)


def deal_name(raw: bytes, spec: Path) -> str:
    """The deal's name in a spec, by a glance at its lines where they are plain, by reading all of it otherwise."""
    match = _NAME.search(raw[:4000])
    if match:
        root, problems = nodes.parse(match[1].decode("utf-8", "replace").strip())
        if (
            not problems
            and isinstance(root, nodes.Mapping)
            and isinstance(value := root.entries[0][1], nodes.Scalar)
            and value.text
        ):
            return " ".join(value.text.split())
    return load(spec).deal.name


# "deal:" at the margin, then its name before any other key that could hold one.
_NAME = re.compile(
    rb"(?:^|\n)deal:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]+(name:[ \t]+(?![|>&*!{\[])[^\n]*)\r?\n[ \t]+\w+:"
)


def read_index(out: Path) -> dict[str, Any]:
    """What an earlier build left: the stem and digest by the spec's path."""
    try:
        loaded = json.loads((out / INDEX).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def write_index(out: Path, index: Mapping[str, Any]) -> None:
    if out.is_dir():
        atomic.write_whole(out / INDEX, json.dumps(dict(sorted(index.items())), indent=0).encode() + b"\n")
