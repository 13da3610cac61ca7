"""The edge between disk and spec: files are found and read here, and nowhere else below."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from mapdocs.errors import MapdocsError, NoFile
from mapdocs.findings import Finding
from mapdocs.language.spelling import close_matches
from mapdocs.schema.decoding import MAX_BYTES, Undecodable, decode
from mapdocs.schema.model import Settings, Source, Spec
from mapdocs.schema.reader import read
from mapdocs.schema.settings import FILE_NAME, read_settings

STDIN = "<stdin>"  # what findings call a spec that came by standard input


def load(path: str | os.PathLike[str]) -> Spec:
    """The spec in the file ``path``, with the company's settings merged under it.

    Never raises for what stands in the file: that is in ``Spec.findings``.

    >>> spec = mapdocs.load("samples/northwind.yaml")
    >>> spec.buyer.champion
    'Dana Reyes'

    Args:
        path: the spec's file; the settings are looked for in its folder and in those above it.

    Returns:
        The spec; ``readable`` is false where the text holds none.

    Raises:
        OSError: the file cannot be read.
    """
    name = os.fspath(path)
    return _spec(read_bytes(Path(name)), name, Path(name))


def load_given(raw: bytes, *, at: Path = Path("stdin.yaml"), name: str = STDIN) -> Spec:
    """The spec in ``raw``, which lies in no file: it is read, with the settings, as a file ``at`` would be.

    What stands in it never raises, as for :func:`load`; ``name`` is what its findings call it.
    """
    return _spec(raw, name, at)


def _spec(raw: bytes, name: str, at: Path) -> Spec:
    settings, problems = settings_for(at)
    text = _decoded(raw, name)
    if isinstance(text, Finding):
        return Spec(settings=settings, source=Source(file=name), findings=(*problems, text), readable=False)
    spec = read(text, file=name, settings=settings)
    return replace(spec, findings=(*problems, *spec.findings)) if problems else spec


def settings_for(spec_path: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """The nearest settings at or above the spec's folder; the defaults where there are none, and where those above are
    another user's, who would choose templates, words and a logo for this one's buyers."""
    own = Path(os.path.abspath(spec_path)).parent
    for folder in Path(os.path.abspath(spec_path)).parents:
        candidate = folder / FILE_NAME
        if candidate.is_file():
            stamp = candidate.stat()
            if folder != own and _is_strangers(stamp.st_uid, own):
                return Settings(), (_not_believed(candidate, stamp.st_uid),)
            return _settings_in(candidate, stamp.st_mtime_ns, stamp.st_size)
    return Settings(), ()


def _is_strangers(owner: int, folder: Path) -> bool:
    """Whether ``owner`` may not decide what a spec in ``folder`` becomes: as in a folder that all can write to.

    Whoever owns the spec's folder, this user and the system's administrator may.
    """
    if not hasattr(os, "geteuid"):
        return False
    try:
        return owner not in (0, os.geteuid(), folder.stat().st_uid)
    except OSError:
        return False


def _not_believed(path: Path, owner: int) -> Finding:
    return Finding(
        str(path),
        1,
        1,
        "MAP007",
        "error",
        "",
        f"these settings lie above the spec's folder and belong to another user (number {owner}), so they are not believed",
        "ask whose they are; to use them, copy them beside the spec",
    )


@lru_cache(maxsize=64)
def _settings_in(path: Path, _mtime: int, _size: int) -> tuple[Settings, tuple[Finding, ...]]:
    name = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    text = _text(path, name)
    if isinstance(text, Finding):
        return Settings(folder=str(path.parent)), (text,)

    def has_labels(templates: str, language: str) -> bool:
        return (path.parent / templates / "labels" / f"{language}.yaml").is_file()

    settings, found = read_settings(text, file=name, folder=str(path.parent), has_labels=has_labels)
    if settings.history and not (path.parent / settings.history).is_dir():
        said = f"{settings.history} is no folder beside {name}"
        hint = "name the folder that holds your finished deals, or take the line away"
        return replace(settings, history=None), (*found, Finding(name, 1, 1, "MAP015", "error", "history", said, hint))
    return settings, found


def read_bytes(path: Path) -> bytes:
    """The bytes of a spec's file: never more than are needed to say that they are too many.

    Raises:
        OSError: the file cannot be read, or it is none: a device never ends, and a pipe may never begin.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise NoFile(errno.EINVAL, "this is a device or a pipe, and a spec is a file; save it in one", str(path))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _text(path: Path, name: str) -> str | Finding:
    return _decoded(read_bytes(path), name)


def _decoded(raw: bytes, name: str) -> str | Finding:
    text = decode(raw)
    if isinstance(text, Undecodable):
        return Finding(name, text.line, text.column, "MAP001", "error", "", text.message, text.hint)
    return text


def specs_named(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The spec files that ``paths`` name, folders opened, each once.

    Raises:
        MapdocsError: a path is not there, or a folder holds no spec.
    """
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if not os.path.exists(path):  # which a name of a thousand letters is no error to
            raise missing(path)
        specs = list(specs_in(path))
        if not specs:
            raise MapdocsError(f"{name} holds no spec (no .yaml file)", "Start one with: mapdocs init")
        found += specs
    return list(dict.fromkeys(found))


def missing(path: Path) -> MapdocsError:
    """What is said of a file that is not there: with what its folder has that was probably meant."""
    near = path.parent if path.parent.is_dir() else Path()
    names = [other.name for other in near.iterdir() if not other.name.startswith(".")]
    close = close_matches(path.name, names)
    specs = sorted(name for name in names if name.endswith((".yaml", ".yml")) and name != FILE_NAME)
    hint = ""
    if close:
        hint = f"Did you mean {near / close[0]}?"
    elif path.suffix in (".yaml", ".yml") and 0 < len(specs) <= 3:
        hint = f"The folder has {', '.join(specs)}"
    return MapdocsError(f"{path} is not there", hint)


def specs_in(path: Path) -> Iterator[Path]:
    """The spec files that ``path`` names: itself, or all ``*.yaml`` and ``*.yml`` below it, in order.

    Settings, session files, hidden folders and the output's own folders are passed over.
    """
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f not in ("out", "templates", "node_modules")
        )
        for file in sorted(files):
            if file.endswith((".yaml", ".yml")) and file != FILE_NAME and not file.startswith("."):
                found = Path(folder) / file
                if not _is_session(found):
                    yield found


def _is_session(path: Path) -> bool:
    """A training session lies among specs without being one."""
    try:
        with path.open("rb") as file:
            head = b"\n" + file.read(4096)
    except OSError:
        return False
    return b"\nblocks:" in head and b"\ndeal:" not in head
