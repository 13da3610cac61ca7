"""The one place where files are written: whole or not at all, never over somebody's edits unasked."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MANIFEST = ".mapdocs.json"  # in a deal's output folder, beside buyer/ and internal/: what was built, by digest
KEPT = ".mapdocs"  # beside the spec: what was sent


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
    built = _manifest(folder)
    return [
        name
        for name, content in files.items()
        if (there := _digest_of(folder / name)) is not None and there not in (*built.get(name, ()), _digest(content))
    ]


def write_files(folder: Path, files: Mapping[str, bytes], *, stale: tuple[str, ...] = ()) -> list[Path]:
    """Write ``files`` below ``folder``, remove ``stale`` ones that nobody edited, and remember what was built.

    Files that are already as they should be are left untouched.

    Raises:
        OutsideFolder: a symbolic link leads out of ``folder``.
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    for name in (*files, *stale):
        if not (folder / name).parent.resolve().is_relative_to(root):
            raise OutsideFolder(f"{folder / name} leads out of {folder} by a symbolic link")
    built = _manifest(folder)
    new = {name: _digest(content) for name, content in files.items()}
    after = {name: digests for name, digests in built.items() if name not in stale}
    after.update({name: (digest,) for name, digest in new.items()})
    if after != built:
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
    if after != built:
        _write_manifest(folder, after)
    return [folder / name for name in files]


def _manifest(folder: Path) -> dict[str, tuple[str, ...]]:
    """The digests of what was built, by file: one, or two where a build was cut off midway."""
    try:
        loaded = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    files = loaded.get("files") if isinstance(loaded, dict) else None
    if not isinstance(files, dict):
        return {}
    return {str(name): tuple(map(str, v)) if isinstance(v, list) else (str(v),) for name, v in files.items()}


def _write_manifest(folder: Path, files: Mapping[str, tuple[str, ...]]) -> None:
    write_whole(folder / MANIFEST, json.dumps({"files": dict(sorted(files.items()))}, indent=1).encode() + b"\n")


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
    try:
        last = json.loads((folder / KEPT / f"{stem}.json").read_text("utf-8"))
        return str(last["revision"]), int(last["sequence"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember_sent(folder: Path, stem: str, snapshot: Mapping[str, Any], revision: str, sequence: int) -> None:
    """Keep what the buyer can see of this revision, so that edits coming back have a base to be compared with."""
    kept = folder / KEPT
    content = (
        json.dumps({"revision": revision, "sequence": sequence, **snapshot}, ensure_ascii=False, indent=1).encode()
        + b"\n"
    )
    target = kept / "sent" / f"{revision}.json"
    if _digest_of(target) != _digest(content):
        write_whole(target, content)
    pointer = json.dumps({"revision": revision, "sequence": sequence}).encode() + b"\n"
    if _digest_of(kept / f"{stem}.json") != _digest(pointer):
        write_whole(kept / f"{stem}.json", pointer)
