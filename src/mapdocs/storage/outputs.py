"""Single files that a command was told to write: one that is there is overwritten only where the program wrote it itself."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from pathlib import Path

from mapdocs.errors import NotWritten
from mapdocs.storage.atomic import create_whole, digest, digest_of, write_whole

MEMORY = Path(".mapdocs") / ".outputs.json"  # beside the file; no deal's memory begins with a dot


def write_output(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write ``content`` into ``path``, for a command that was told to by ``-o``.

    An earlier output of the program that nobody edited is renewed; a device or a pipe gets the bytes.

    Raises:
        NotWritten: something else is there, and ``force`` is not set.
        OSError: the disk is full, or the path not to be had.
    """
    if _is_stream(path):
        path.write_bytes(content)
        return
    known = _memory(path.parent)
    there = digest_of(path)
    if there is None and not os.path.lexists(path):
        try:
            create_whole(path, content)
        except FileExistsError:
            raise _refusal(path) from None
    elif force or there in (known.get(path.name), digest(content)):
        write_whole(path, content)
    else:
        raise _refusal(path)
    known[path.name] = digest(content)
    with contextlib.suppress(OSError):  # a folder that takes no memory has its file all the same
        write_whole(path.parent / MEMORY, json.dumps(dict(sorted(known.items())), indent=0).encode() + b"\n")


def _refusal(path: Path) -> NotWritten:
    return NotWritten(
        f"{path} is there already, and is not as this program wrote it; nothing was written",
        "choose another name with -o, or overwrite it with --force",
    )


def _is_stream(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _memory(folder: Path) -> dict[str, str]:
    try:
        loaded = json.loads((folder / MEMORY).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(said) for name, said in loaded.items()} if isinstance(loaded, dict) else {}
