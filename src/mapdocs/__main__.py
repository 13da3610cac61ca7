"""``mapdocs`` and ``python -m mapdocs``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; see :func:`mapdocs.cli.main`."""
    try:
        from mapdocs.cli import main as run

        run()
    except KeyboardInterrupt:  # before the command line could take it, or while it was taking one
        sys.exit(130)


if __name__ == "__main__":
    main()
