"""What was built, by digest: so that nothing that somebody edited is overwritten unasked."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mapdocs.storage.atomic import digest, digest_of, write_whole
from mapdocs.storage.identity import Deal, as_kept, deal_kept

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
    folder: Path,
    files: Mapping[str, bytes],
    *,
    stale: tuple[str, ...] = (),
    made_from: str = "",
    deal: Deal | None = None,
) -> list[Path]:
    """Write ``files`` below ``folder``, remove ``stale`` ones that nobody edited, and remember what was built.

    ``made_from`` is a digest of what they are made from; it is remembered once all of them are there. ``deal`` is the one
    whose folder this is.

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
    kept = as_kept(deal, folder) if deal is not None else before.kept
    settled = after == built and before.digest == made_from and before.kept == kept
    if not settled:
        # Both the old and the new content count as ours until all is written: should the process end between two
        # files, neither is taken for somebody's edit by the next build.
        during = {**built, **{name: (*built.get(name, ()), digest) for name, digest in new.items()}}
        _write_manifest(folder, during, "", kept)
    for name, content in files.items():
        if digest_of(folder / name) != new[name]:
            write_whole(folder / name, content)
    for name in stale:
        if digest_of(folder / name) in built.get(name, ()):
            (folder / name).unlink(missing_ok=True)
    if not settled:
        _write_manifest(folder, after, made_from, kept)
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
    of what they were made from; the ``deal`` that it was built for, as it is ``kept``."""

    files: Mapping[str, tuple[str, ...]]
    digest: str = ""
    deal: Deal | None = None
    kept: Mapping[str, object] = field(default_factory=dict)


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
    kept = loaded.get("deal")
    kept = kept if isinstance(kept, dict) else {}
    return Manifest(known, str(loaded.get("made_from") or ""), deal_kept(kept, folder), kept)


def held_by_another(folder: Path, deal: Deal) -> Deal | None:
    """The other deal that ``folder`` was built for; None where it is this one's, or nobody can say."""
    kept = read_manifest(folder).deal
    # One file has one deal at a time: what it was before is in its history, which is asked too.
    if kept is None or deal.is_in(kept) or (deal.place is not None and deal.place == kept.place):
        return None
    return kept


@dataclass(frozen=True, slots=True)
class Left:
    """What another deal left in a folder: files as they were ``built``, and those that somebody ``edited``."""

    built: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


def left_of_another(folder: Path, deal: Deal, files: Mapping[str, bytes]) -> Left:
    """The files of another buyer's in ``folder`` that a build of ``files`` would leave there, to be sent by mistake."""
    manifest = read_manifest(folder)
    if manifest.deal is None or (manifest.deal.buyer == deal.buyer and deal.is_in(manifest.deal)):
        return Left()
    there = {name: digest_of(folder / name) for name in manifest.files if name not in files}
    built = tuple(name for name, found in there.items() if found in manifest.files[name])
    return Left(built, tuple(name for name, found in there.items() if found is not None and name not in built))


def _write_manifest(
    folder: Path, files: Mapping[str, tuple[str, ...]], made_from: str, deal: Mapping[str, object]
) -> None:
    stated: dict[str, object] = {"files": dict(sorted(files.items()))}
    if deal:
        stated["deal"] = deal
    if made_from:
        stated["made_from"] = made_from
    write_whole(folder / FILE_NAME, json.dumps(stated, indent=1).encode() + b"\n")
