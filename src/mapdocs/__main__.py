"""``mapdocs`` and ``python -m mapdocs``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; see :func:`mapdocs.cli.main`."""
    # What a command loads and reads stays until it ends: looking through it again and again costs a tenth of a check.
    gc.set_threshold(100_000, 20, 20)
    try:
        from mapdocs.cli import main as run

        run()
    except KeyboardInterrupt:  # before the command line could take it, or while it was taking one
        sys.exit(130)


if __name__ == "__main__":
    main()
