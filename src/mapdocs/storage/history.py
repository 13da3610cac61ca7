"""What was sent: every revision that a buyer could see, kept beside the spec in ``.mapdocs``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mapdocs._version import __version__
from mapdocs.storage.atomic import digest, digest_of, write_whole

FOLDER = ".mapdocs"  # beside the spec


def sequence_for(folder: Path, stem: str, revision: str) -> int:
    """How often the plan ``stem`` has changed for its buyer, counting this ``revision``; 0 for the first.

    Building the same revision again gives the same number; going back to an old one counts as a change.
    """
    last = _last_sent(folder, stem)
    if last is None:
        return 0
    last_revision, sequence = last
    return sequence if last_revision == revision else sequence + 1


def _last_sent(folder: Path, stem: str) -> tuple[str, int] | None:
    last = _pointer(folder, stem)
    try:
        return str(last["revision"]), int(last["sequence"])
    except (ValueError, KeyError, TypeError):
        return None


def _pointer(folder: Path, stem: str) -> dict[str, Any]:
    """What is remembered of the last build of the plan ``stem``; empty where nothing is."""
    try:
        loaded = json.loads((folder / FOLDER / f"{stem}.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def previous_sent(folder: Path, stem: str, revision: str) -> dict[str, Any] | None:
    """The snapshot that was sent before ``revision``; building a revision again finds the same one."""
    pointer = _pointer(folder, stem)
    before = pointer.get("previous") if pointer.get("revision") == revision else pointer.get("revision")
    return sent_snapshot(folder, str(before)) if before else None


def remember_sent(
    folder: Path, stem: str, snapshot: Mapping[str, Any], revision: str, sequence: int, day: date
) -> None:
    """Keep what the buyer can see of this revision, so that edits coming back have a base to be compared with."""
    kept = folder / FOLDER
    last = _pointer(folder, stem)
    previous = last.get("previous") if last.get("revision") == revision else last.get("revision")
    remember_snapshot(folder, snapshot, revision, day, sequence)
    pointer = json.dumps({"revision": revision, "sequence": sequence, "previous": previous}).encode() + b"\n"
    if digest_of(kept / f"{stem}.json") != digest(pointer):
        write_whole(kept / f"{stem}.json", pointer)


def remember_snapshot(folder: Path, snapshot: Mapping[str, Any], revision: str, day: date, sequence: int = 0) -> None:
    """Keep a revision, with the day on which it was first made, without making it the one that was built last."""
    target = folder / FOLDER / "sent" / f"{revision}.json"
    if read_snapshot(target) is None:
        stated = {
            "revision": revision,
            "sequence": sequence,
            "built": day.isoformat(),
            "program": __version__,
            **snapshot,
        }
        write_whole(target, json.dumps(stated, ensure_ascii=False, indent=1).encode() + b"\n")


def sent_snapshot(folder: Path, revision: str) -> dict[str, Any] | None:
    """What was sent as ``revision``, or None where it is not remembered beside the spec."""
    if not revision.isalnum():
        return None
    return read_snapshot(folder / FOLDER / "sent" / f"{revision}.json")


def sent_versions(folder: Path, plan: str) -> list[dict[str, Any]]:
    """Every version of the plan with the stem ``plan`` that is remembered, in no order that means anything."""
    found = map(read_snapshot, sorted((folder / FOLDER / "sent").glob("*.json")))
    return [snapshot for snapshot in found if snapshot is not None and snapshot["plan"] == plan]


def read_snapshot(path: Path) -> dict[str, Any] | None:
    """A snapshot from its file; None where the file is none."""
    try:
        loaded = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    wanted = {"plan": str, "variant": str, "rows": list, "people": list}
    if not isinstance(loaded, dict) or not all(isinstance(loaded.get(key), kind) for key, kind in wanted.items()):
        return None
    return loaded


def last_revision(folder: Path, stem: str) -> str | None:
    """The revision of the plan ``stem`` that was built last."""
    last = _last_sent(folder, stem)
    return last[0] if last else None
