"""``mapdocs`` and ``python -m mapdocs``: what has to happen before anything is loaded."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; see :func:`mapdocs.cli.main`."""
    gc.disable()  # a command is over before collecting pays; long ones turn it on again
    try:
        if sys.argv[1:2] == ["check"]:
            from mapdocs import quick
            from mapdocs.leave import leave

            said = quick.check(sys.argv[2:], colored=quick.on_terminal())
            if said is not None and quick.say(said.text):
                leave(said.code)
        from mapdocs.cli import main as run

        run()
    except KeyboardInterrupt:  # before the command line could take it, or while it was taking one
        sys.exit(130)


if __name__ == "__main__":
    main()
