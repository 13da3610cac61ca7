"""What was sent: every revision that a buyer could see, kept beside the spec in ``.mapdocs``."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path

from mapdocs._version import __version__
from mapdocs.errors import Refused
from mapdocs.plan.snapshot import SentVersion, Snapshot
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
    revision, sequence = last.get("revision"), last.get("sequence")
    if not isinstance(revision, str) or not isinstance(sequence, int):
        return None
    return revision, sequence


def _pointer(folder: Path, stem: str) -> dict[str, object]:
    """What is remembered of the last build of the plan ``stem``; empty where nothing is."""
    return _mapping(folder / FOLDER / f"{stem}.json")


def previous_sent(folder: Path, stem: str, revision: str) -> SentVersion | None:
    """The version that was sent before ``revision``; building a revision again finds the same one."""
    pointer = _pointer(folder, stem)
    before = pointer.get("previous") if pointer.get("revision") == revision else pointer.get("revision")
    return _sound(_path_of(folder, str(before))) if before and str(before).isalnum() else None


def remember_sent(folder: Path, version: SentVersion) -> None:
    """Keep what the buyer can see of this version, so that edits coming back have a base to be compared with."""
    stem, revision = version.snapshot.plan, version.revision
    last = _pointer(folder, stem)
    previous = last.get("previous") if last.get("revision") == revision else last.get("revision")
    remember_version(folder, version)
    pointer = {"revision": revision, "sequence": version.sequence, "previous": previous}
    content = json.dumps(pointer).encode() + b"\n"
    path = folder / FOLDER / f"{stem}.json"
    if digest_of(path) != digest(content):
        write_whole(path, content)


def remember_version(folder: Path, version: SentVersion) -> None:
    """Keep a version as it was first made, without making it the one that was built last."""
    target = _path_of(folder, str(version.revision))
    if _sound(target) is None:
        write_whole(target, json.dumps(version.to_json(), ensure_ascii=False, indent=1).encode() + b"\n")


def version_now(snapshot: Snapshot, day: date, sequence: int = 0) -> SentVersion:
    """``snapshot`` as a version that this program makes on ``day``."""
    return SentVersion(snapshot=snapshot, revision=snapshot.revision, sequence=sequence, built=day, program=__version__)


def sent_version(folder: Path, revision: str) -> SentVersion | None:
    """What was sent as ``revision``, or None where it is not remembered beside the spec.

    Raises:
        Refused: somebody wrote in the file that remembers it, or it is of another kind.
    """
    return read_version(_path_of(folder, revision)) if revision.isalnum() else None


def sent_versions(folder: Path, plan: str) -> list[SentVersion]:
    """Every version of the plan with the stem ``plan`` that is remembered, in no order that means anything."""
    found = map(_sound, sorted((folder / FOLDER / "sent").glob("*.json")))
    return [version for version in found if version is not None and version.snapshot.plan == plan]


def read_version(path: Path) -> SentVersion | None:
    """A version from its file; None where the file is none.

    Raises:
        Refused: it is one, but somebody wrote in it, or it is of another kind.
    """
    kept = _mapping(path)
    wanted = {"plan": str, "variant": str, "rows": list, "people": list}
    if not all(isinstance(kept.get(key), kind) for key, kind in wanted.items()):
        return None
    return SentVersion.from_json(kept)


def last_revision(folder: Path, stem: str) -> str | None:
    """The revision of the plan ``stem`` that was built last."""
    last = _last_sent(folder, stem)
    return last[0] if last else None


def keep_report(spec: Path, day: date, text: str) -> Path:
    """Write what came back beside ``spec`` under a name of its own; one that is there with this text is kept."""
    for number in itertools.count(1):
        path = spec.with_name(f"{spec.stem}-returned-{day.isoformat()}{'' if number == 1 else f'-{number}'}.md")
        if not path.exists():
            write_whole(path, text.encode())
            return path
        if path.read_bytes() == text.encode():
            return path
    raise AssertionError("counting ends nowhere")


def _sound(path: Path) -> SentVersion | None:
    """A version from its file; None where it is none, or not as it was written."""
    try:
        return read_version(path)
    except Refused:
        return None


def _path_of(folder: Path, revision: str) -> Path:
    return folder / FOLDER / "sent" / f"{revision}.json"


def _mapping(path: Path) -> dict[str, object]:
    try:
        loaded = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
