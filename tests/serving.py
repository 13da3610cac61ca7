"""A local page of the program, served for as long as a test looks at it."""

import contextlib
import subprocess
import sys


@contextlib.contextmanager
def page_of(command, place):
    """The address of a local page, while it is served."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mapdocs", command, str(place), "--no-open", "--today", "2026-11-23"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=10)
