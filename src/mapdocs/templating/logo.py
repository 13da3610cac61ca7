"""The edge where the brand's logo is read: PNG and JPEG as they are, SVG drawn as a PNG."""

from __future__ import annotations

from pathlib import Path

from mapdocs.templating.folder import builtin_templates

HEIGHT = 480  # pixels that an SVG is drawn to: sharp in print at the 12 mm that a logo gets


def read_logo(path: Path) -> tuple[bytes | None, list[str]]:
    """The picture's bytes as PNG or JPEG, and notes for the rep where there is none.

    Raises:
        OSError: the file is there and cannot be read.
    """
    if not path.is_file():
        return None, [f"the logo {path} is not there; the documents are built without it"]
    picture = path.read_bytes()
    if picture.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        return picture, []
    if b"<svg" in picture[:2000]:
        return _drawn(picture, path)
    return None, [f"the logo {path} is neither PNG, JPEG nor SVG; the documents are built without it"]


def _drawn(picture: bytes, path: Path) -> tuple[bytes | None, list[str]]:
    """Older Words and Excels show no SVG, so every format gets the same PNG.

    Letters are drawn in the built-in font, so that the picture is the same on every machine.
    """
    import resvg_py

    family = "IBM Plex Sans"
    fonts = sorted(str(font) for font in (builtin_templates() / "fonts").glob("*.ttf"))
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=picture.decode("utf-8"),
            height=HEIGHT,
            skip_system_fonts=True,
            font_files=fonts,
            font_family=family,
            sans_serif_family=family,
            serif_family=family,
            monospace_family=family,
        )
    except (ValueError, UnicodeDecodeError) as problem:
        return None, [f"the logo {path} is no SVG that can be drawn ({problem}); the documents are built without it"]
    return bytes(drawn), []
