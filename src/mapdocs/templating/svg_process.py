"""Run as a program: an SVG on standard input, its picture as PNG on standard output, within limits.

A picture can be written so that drawing it ends the process: a million pixels wide, nine hundred levels deep, a copy of a
copy of a copy. Here that ends this process only. Arguments: the height in pixels, a folder of fonts, the family's name.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # Windows, which has no such limits
    resource = None  # type: ignore[assignment]

SECONDS = 2
MEMORY = 500_000_000


def main(height: str, fonts: str, family: str) -> None:
    if resource is not None:
        with contextlib.suppress(ValueError, OSError):  # a limit that is lower already
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    here = str(Path(__file__).parent)
    sys.path[:] = [folder for folder in sys.path if folder != here]  # our modules are no libraries
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode("utf-8"),
        height=int(height),
        skip_system_fonts=True,
        font_files=sorted(str(font) for font in Path(fonts).glob("*.ttf")),
        font_family=family,
        sans_serif_family=family,
        serif_family=family,
        monospace_family=family,
    )
    sys.stdout.buffer.write(bytes(drawn))


if __name__ == "__main__":
    main(*sys.argv[1:4])
