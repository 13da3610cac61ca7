"""The one place where files are written: whole or not at all, never over somebody's edits unasked."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mapdocs import __version__

MANIFEST = ".mapdocs.json"  # in a deal's output folder, beside buyer/ and internal/: what was built, by digest
KEPT = ".mapdocs"  # beside the spec: what was sent

LEFT_BEHIND = 600  # seconds after which a temporary file is nobody's any more: writing one takes milliseconds


class OutsideFolder(OSError):
    """A file would land outside the folder that was asked for, through a symbolic link."""


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` so that ``path`` is the old file or the new one at every moment.

    Raises:
        OSError: the disk is full, the folder read-only, the path not to be had.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def edited_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """The names in ``files`` that stand in ``folder`` with a content that is neither what was built nor what is new."""
    built = manifest(folder).files
    return [
        name
        for name, content in files.items()
        if (there := _digest_of(folder / name)) is not None and there not in (*built.get(name, ()), _digest(content))
    ]


def write_files(
    folder: Path, files: Mapping[str, bytes], *, stale: tuple[str, ...] = (), made_from: str = ""
) -> list[Path]:
    """Write ``files`` below ``folder``, remove ``stale`` ones that nobody edited, and remember what was built.

    ``made_from`` is a digest of what they are made from; it is remembered once all of them are there.

    Files that are already as they should be are left untouched.

    Raises:
        OutsideFolder: a symbolic link leads out of ``folder``.
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    _sweep(folder)
    for name in (*files, *stale):
        if not (folder / name).parent.resolve().is_relative_to(root):
            raise OutsideFolder(f"{folder / name} leads out of {folder} by a symbolic link")
    before = manifest(folder)
    built = before.files
    new = {name: _digest(content) for name, content in files.items()}
    after = {name: digests for name, digests in built.items() if name not in stale}
    after.update({name: (digest,) for name, digest in new.items()})
    settled = after == built and before.digest == made_from
    if not settled:
        # Both the old and the new content count as ours until all is written: should the process end between two
        # files, neither is taken for somebody's edit by the next build.
        during = {**built, **{name: (*built.get(name, ()), digest) for name, digest in new.items()}}
        _write_manifest(folder, during)
    for name, content in files.items():
        if _digest_of(folder / name) != new[name]:
            write_whole(folder / name, content)
    for name in stale:
        if _digest_of(folder / name) in built.get(name, ()):
            (folder / name).unlink(missing_ok=True)
    if not settled:
        _write_manifest(folder, after, made_from)
    return [folder / name for name in files]


def _sweep(folder: Path) -> None:
    """Remove what a killed build left half written; another build may be writing, so only what is old."""
    for path in (*folder.glob(".*.part"), *folder.glob("*/.*.part")):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFT_BEHIND:
                path.unlink()


class Manifest(NamedTuple):
    """What was built in a deal's folder: the digests of each file's content (two where a build was cut off midway), and
    of what they were made from."""

    files: Mapping[str, tuple[str, ...]]
    digest: str = ""


def manifest(folder: Path) -> Manifest:
    """The manifest of a deal's folder; an empty one where there is none."""
    try:
        loaded = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return Manifest({})
    files = loaded.get("files") if isinstance(loaded, dict) else None
    if not isinstance(files, dict):
        return Manifest({})
    known = {str(name): tuple(map(str, v)) if isinstance(v, list) else (str(v),) for name, v in files.items()}
    return Manifest(known, str(loaded.get("made_from") or ""))


def _write_manifest(folder: Path, files: Mapping[str, tuple[str, ...]], made_from: str = "") -> None:
    stated: dict[str, object] = {"files": dict(sorted(files.items()))}
    if made_from:
        stated["made_from"] = made_from
    write_whole(folder / MANIFEST, json.dumps(stated, indent=1).encode() + b"\n")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return None


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
        loaded = json.loads((folder / KEPT / f"{stem}.json").read_text("utf-8"))
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
    kept = folder / KEPT
    last = _pointer(folder, stem)
    previous = last.get("previous") if last.get("revision") == revision else last.get("revision")
    remember_snapshot(folder, snapshot, revision, day, sequence)
    pointer = json.dumps({"revision": revision, "sequence": sequence, "previous": previous}).encode() + b"\n"
    if _digest_of(kept / f"{stem}.json") != _digest(pointer):
        write_whole(kept / f"{stem}.json", pointer)


def remember_snapshot(folder: Path, snapshot: Mapping[str, Any], revision: str, day: date, sequence: int = 0) -> None:
    """Keep a revision, with the day on which it was first made, without making it the one that was built last."""
    target = folder / KEPT / "sent" / f"{revision}.json"
    if read_snapshot(target) is None:
        stated = {
            "revision": revision, "sequence": sequence, "built": day.isoformat(), "program": __version__, **snapshot,
        }  # fmt: skip
        write_whole(target, json.dumps(stated, ensure_ascii=False, indent=1).encode() + b"\n")


def sent_snapshot(folder: Path, revision: str) -> dict[str, Any] | None:
    """What was sent as ``revision``, or None where it is not remembered beside the spec."""
    if not revision.isalnum():
        return None
    return read_snapshot(folder / KEPT / "sent" / f"{revision}.json")


def sent_versions(folder: Path, plan: str) -> list[dict[str, Any]]:
    """Every version of the plan with the stem ``plan`` that is remembered, in no order that means anything."""
    found = map(read_snapshot, sorted((folder / KEPT / "sent").glob("*.json")))
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


def keep_report(folder: Path, stem: str, day: str, text: str) -> Path:
    """Write a report beside a spec under a name of its own; one that is there already with this text is kept."""
    number = 1
    while True:
        path = folder / f"{stem}-returned-{day}{'' if number == 1 else f'-{number}'}.md"
        if not path.exists():
            write_whole(path, text.encode())
            return path
        if path.read_bytes() == text.encode():
            return path
        number += 1


def replace_text(path: Path, text: str) -> None:
    """Write ``text`` over the file ``path`` in the encoding that the file has: UTF-8 or UTF-16, with its mark or without."""
    with path.open("rb") as file:
        head = file.read(3)
    if head.startswith(codecs.BOM_UTF16_LE):
        content = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    elif head.startswith(codecs.BOM_UTF16_BE):
        content = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    else:
        mark = codecs.BOM_UTF8 if head.startswith(codecs.BOM_UTF8) else b""
        content = mark + text.encode()
    write_whole(path.resolve(), content)
