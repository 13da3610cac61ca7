"""The command line in a process of its own."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import warm
from mapdocs.formats.pdf.requirements import pdf_problem


def run(*args: Any, cwd: Any = None, env: Any = None, fresh: bool = False, **more: Any) -> Any:
    """``mapdocs args…``; nothing on standard input unless ``input`` is given. With ``fresh``, and wherever it could make a
    difference, in an interpreter that starts anew."""
    words = [str(arg) for arg in args]
    if fresh or env or more.keys() - {"input"} or not warm.possible() or warm.environment() != _loaded().environment:
        done = _anew(words, cwd, env, **more)
    else:
        done = _loaded().run(words, None if cwd is None else str(cwd), more.get("input"))
    if done.returncode == 3 and "Pango are missing" in done.stderr + done.stdout and pdf_problem() is not None:
        pytest.skip("needs Pango")
    return done


@functools.cache
def _loaded() -> warm.Warm:
    return warm.Warm()


def _anew(words: list[str], cwd: Any, env: Any, **more: Any) -> Any:
    if "input" not in more:
        more.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run(
        [sys.executable, "-m", "mapdocs", *words], cwd=cwd, env={**os.environ, **(env or {})},
        capture_output=True, text=True, encoding="utf-8", check=False, **more,
    )  # fmt: skip


#: What Ctrl-C ends with: our own code, or the signal itself where it hit the interpreter on its way out; a shell calls both 130.
INTERRUPTED = (130, -signal.SIGINT)


def interruptible() -> None:
    """For ``preexec_fn``: a shell that starts tests in the background has them, and their children, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def terminal() -> tuple[int, int]:
    """Both ends of a terminal; the test is skipped where the machine has none to give, as in a bare chroot."""
    pty = pytest.importorskip("pty")
    try:
        ends: tuple[int, int] = pty.openpty()
    except OSError:
        pytest.skip("no terminal to be had")
    return ends


def wheel(source: Path, folder: Path) -> zipfile.ZipFile:
    """The wheel that pip makes of ``source``, opened; it stands in ``folder``."""
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "-w", str(folder), str(source)], check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))
