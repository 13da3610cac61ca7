"""A process beside this one that loads a slow library while this one reads the spec, and then does one job with it."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Collection
from typing import Any, TypeVar

_LENGTH = struct.Struct("!Q")
T = TypeVar("T")


def loader_for(formats: Collection[str]) -> Callable[[], None] | None:
    """What a helper for these formats should load: what takes longest; None where nothing takes long."""
    if "pdf" in formats:
        return _load_pdf
    return _load_office if {"docx", "xlsx"} & set(formats) else None


def _load_pdf() -> None:
    from mapdocs.formats.pdf import printing, requirements  # noqa: F401

    requirements.pdf_problem()


def _load_office() -> None:
    import docx  # noqa: F401
    import xlsxwriter  # noqa: F401

    from mapdocs.building import pipeline
    from mapdocs.formats.excel import tracker  # noqa: F401
    from mapdocs.formats.word import document  # noqa: F401

    assert pipeline


class Helper:
    """Does one job. Where it fails, for whatever reason, the job is done here."""

    def __init__(self, process: int, orders: int, results: int) -> None:
        self._process, self._orders, self._results = process, orders, results
        self._job: tuple[Callable[..., Any], tuple[Any, ...]] | None = None

    @classmethod
    def start(cls, load: Callable[[], object]) -> Helper | None:
        """A helper that calls ``load`` while it waits; None where a second process is of no use or not to be had.

        To be called early: what this process has loaded and opened, the other has too.
        """
        if not sys.platform.startswith("linux") or (os.cpu_count() or 1) < 2 or _has_threads():
            return None
        order_in, order_out = os.pipe()
        result_in, result_out = os.pipe()
        try:
            process = os.fork()
        except OSError:
            for end in (order_in, order_out, result_in, result_out):
                os.close(end)
            return None
        if process == 0:
            try:
                os.close(order_out)
                os.close(result_in)
                _work(load, order_in, result_out)
            finally:
                os._exit(1)
        os.close(order_in)
        os.close(result_out)
        return cls(process, order_out, result_in)

    def send(self, function: Callable[..., T], *args: Any) -> None:
        """Begin the job: ``function``, of the top level of a module, with ``args`` that can be pickled."""
        self._job = (function, args)
        with contextlib.suppress(OSError), os.fdopen(self._orders, "wb") as stream:
            self._orders = -1
            stream.write(pickle.dumps(self._job))

    def receive(self) -> Any:
        """What the job returned."""
        assert self._job is not None, "nothing was sent"
        try:
            with os.fdopen(self._results, "rb") as stream:
                self._results = -1
                (length,) = _LENGTH.unpack(stream.read(_LENGTH.size))
                answer = stream.read(length)
            if len(answer) == length:
                return pickle.loads(answer)  # noqa: S301 - from our own process
        except (OSError, ValueError, struct.error):
            pass
        function, args = self._job
        return function(*args)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        for end in (self._orders, self._results):
            if end >= 0:
                with contextlib.suppress(OSError):
                    os.close(end)
        self._orders = self._results = -1
        with contextlib.suppress(OSError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _has_threads() -> bool:
    """Whether a fork would copy locks that nobody opens again: those of other threads, of which Pango has its own."""
    threading = sys.modules.get("threading")
    return "weasyprint" in sys.modules or (threading is not None and threading.active_count() > 1)


def _work(load: Callable[[], object], orders: int, results: int) -> None:
    """The helper's own process: load, wait for the job, do it, and be gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word; the command says what is to be said
    with open(os.devnull, "w") as silence:  # a job that fails is done again, and complains, where it was asked for
        os.dup2(silence.fileno(), 2)
    load()
    with os.fdopen(orders, "rb") as stream:
        order = stream.read()
    if order:
        function, args = pickle.loads(order)  # noqa: S301 - from our own process
        answer = pickle.dumps(function(*args))
        with os.fdopen(results, "wb") as stream:
            stream.write(_LENGTH.pack(len(answer)) + answer)
    os._exit(0)
