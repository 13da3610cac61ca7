"""How a process of ours ends."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process: at once where nothing is left to tidy up, since shutting an interpreter down takes as long as
    reading a spec does."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):  # it was said before; Python would try again, and complain
                with contextlib.suppress(OSError, ValueError):
                    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if sys.modules.keys().isdisjoint(("weasyprint", "concurrent.futures", "tempfile", "multiprocessing")):
        os._exit(code)
    gc.freeze()  # spares the search for garbage
    sys.exit(code)
