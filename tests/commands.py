"""The command line in a process of its own."""

import os
import signal
import subprocess
import sys

import pytest

from mapdocs.formats.pdf.requirements import pdf_problem


def run(*args, cwd=None, env=None, **more):
    """``mapdocs args…``; nothing on standard input unless ``input`` is given."""
    if "input" not in more:
        more.setdefault("stdin", subprocess.DEVNULL)
    done = subprocess.run(
        [sys.executable, "-m", "mapdocs", *map(str, args)], cwd=cwd, env={**os.environ, **(env or {})},
        capture_output=True, text=True, encoding="utf-8", check=False, **more,
    )  # fmt: skip
    if done.returncode == 3 and "Pango are missing" in done.stderr + done.stdout and pdf_problem() is not None:
        pytest.skip("needs Pango")
    return done


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
