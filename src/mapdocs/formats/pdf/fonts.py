"""The fonts of a page, and of the pages after it: found, copied and read once a process.

WeasyPrint copies each font that a page brings along into a folder among the machine's temporary files, and removes it when the
collector comes by: never, in a process that ends at once or is interrupted just when the folder is there and nobody knows it yet.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import util
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any

from mapdocs.templating.kit import Kit

_PREFIX = "mapdocs-fonts-"


@dataclass(slots=True)
class _Kept:
    """Fonts that the next page of this process finds as they are; ``end`` removes their folder."""

    kit: Kit
    process: int
    fonts: Any
    end: util.Finalize


_first: list[int] = []  # the process that printed a page
_kept: list[_Kept] = []


@contextlib.contextmanager
def page_fonts(kit: Kit) -> Iterator[Any]:
    """The fonts of one page of ``kit``'s. The first page of a process has a folder of its own, which goes with it: most print
    one. Those after it share a folder, which goes when the process ends. Pango's fonts are one thread's, so that another than
    the main one begins anew with each page."""
    if threading.current_thread() is threading.main_thread() and _first == [os.getpid()]:
        yield _shared(kit)
        return
    _first[:] = [os.getpid()]
    _sweep()
    folder = ""
    try:
        with not_interrupted():
            folder = mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
        yield _fonts_in(folder)
    finally:
        with not_interrupted():
            shutil.rmtree(folder, ignore_errors=True)


def _fonts_in(folder: str) -> Any:
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fonts._folder = Path(folder)
    return fonts


def _shared(kit: Kit) -> Any:
    """The fonts of this process's pages: another kit's are others, be they called the same."""
    if _kept and _kept[0].kit is kit and _kept[0].process == os.getpid():
        return _kept[0].fonts
    while _kept:
        old = _kept.pop()
        if old.process == os.getpid():
            old.end()
    _sweep()
    with not_interrupted():
        folder = mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
        # Called at the end of a pool's worker too, where atexit is not.
        end = util.Finalize(None, shutil.rmtree, (folder, True), exitpriority=1)
        _kept.append(_Kept(kit, os.getpid(), _fonts_in(folder), end))
    return _kept[0].fonts


def _sweep() -> None:
    """Remove what a process left that was killed."""
    if os.name != "posix":
        return
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).split("-")[0]
        if number.isdigit() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another person's
    return True


@contextlib.contextmanager
def not_interrupted() -> Iterator[None]:
    """Ctrl-C waits for the end of the block. Blocking the signal would not do: Pango has threads of its own, to which the
    system gives what this one does not take, and Python raises it here all the same."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is None:
        yield
        return
    asked: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if asked:
            signal.raise_signal(signal.SIGINT)
