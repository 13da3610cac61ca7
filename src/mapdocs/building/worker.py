"""A process beside this one that makes what is slowest while the rest is made here.

Loading WeasyPrint and printing a page takes most of a build's time. The process begins to load when the command does, so
that both are done at once; where it cannot be had, or dies, the work is done here.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib import import_module
from multiprocessing.connection import wait

from mapdocs.formats.pdf.requirements import pdf_problem


@contextlib.contextmanager
def beside(formats: Collection[str]) -> Iterator[Executor | None]:
    """A worker that loads what the slowest of ``formats`` needs; None where a second process is of no use, or not to be
    had. It ends with the block, and leaves nothing behind.

    To be called early, while this process has one thread and no Pango: a fork copies locks that nobody opens again.
    """
    load = _loader(formats)
    if load is None or not sys.platform.startswith("linux") or (os.cpu_count() or 1) < 2 or _has_threads():
        yield None
        return
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), initializer=end_with_parent)
    # Ctrl-C is for the command: what is forked while it is blocked never hears of it, and finishes the page in its hands.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pool.submit(load)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def end_with_parent() -> None:
    """End this process as soon as the one that began it is gone: a worker would wait for its next job for ever.

    For the initializer of a pool.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(parent: int) -> None:
    wait([parent])
    os._exit(1)


def _loader(formats: Collection[str]) -> Callable[[], object] | None:
    if "pdf" in formats:
        return _load_for_pages
    return _load_for_office if {"docx", "xlsx"} & set(formats) else None


def _load_for_pages() -> None:
    pdf_problem()
    import_module(f"{__package__}.printer")


def _load_for_office() -> None:
    for library in ("docx", "xlsxwriter", "babel.dates", f"{__package__}.pipeline"):
        import_module(library)


def _has_threads() -> bool:
    return "weasyprint" in sys.modules or threading.active_count() > 1
