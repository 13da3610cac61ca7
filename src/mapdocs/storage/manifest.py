"""What was built, by digest: so that nothing that somebody edited is overwritten unasked."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mapdocs.storage.atomic import digest, digest_of, write_whole

FILE_NAME = ".mapdocs.json"  # in a deal's output folder, beside buyer/ and internal/

LEFT_BEHIND = 600  # seconds after which a temporary file is nobody's any more: writing one takes milliseconds


class OutsideFolder(OSError):
    """A file would land outside the folder that was asked for, through a symbolic link."""


def edited_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """The names in ``files`` that stand in ``folder`` with a content that is neither what was built nor what is new."""
    built = read_manifest(folder).files
    return [
        name
        for name, content in files.items()
        if (there := digest_of(folder / name)) is not None and there not in (*built.get(name, ()), digest(content))
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
    before = read_manifest(folder)
    built = before.files
    new = {name: digest(content) for name, content in files.items()}
    after = {name: digests for name, digests in built.items() if name not in stale}
    after.update({name: (digest,) for name, digest in new.items()})
    settled = after == built and before.digest == made_from
    if not settled:
        # Both the old and the new content count as ours until all is written: should the process end between two
        # files, neither is taken for somebody's edit by the next build.
        during = {**built, **{name: (*built.get(name, ()), digest) for name, digest in new.items()}}
        _write_manifest(folder, during)
    for name, content in files.items():
        if digest_of(folder / name) != new[name]:
            write_whole(folder / name, content)
    for name in stale:
        if digest_of(folder / name) in built.get(name, ()):
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


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built in a deal's folder: the digests of each file's content (two where a build was cut off midway), and
    of what they were made from."""

    files: Mapping[str, tuple[str, ...]]
    digest: str = ""


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a deal's folder; an empty one where there is none."""
    try:
        loaded = json.loads((folder / FILE_NAME).read_text("utf-8"))
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
    write_whole(folder / FILE_NAME, json.dumps(stated, indent=1).encode() + b"\n")
