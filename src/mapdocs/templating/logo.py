"""The edge where the brand's logo is read: PNG and JPEG as they are where every reader takes them, SVG drawn as a PNG.

A logo never ends a build: what cannot be used is told, and the documents are built without it.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mapdocs.templating.folder import builtin_templates

if TYPE_CHECKING:
    from lxml.etree import _Element

HEIGHT = 480  # pixels that an SVG is drawn to: sharp in print at the 12 mm that a logo gets
MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000
MAX_RATIO = 30  # of the longer side to the shorter; what is longer is a line, not a logo
SECONDS = 20  # for the drawing process from its start; its own limit on computing is two

_PLAIN_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_HEADED = (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")  # JFIF or Exif: JPEGs without are unknown to some readers
_EMBEDDED = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)


#: In a style: a sheet or a picture that is not a part of the file itself.
_ELSEWHERE = re.compile(r"""@import\b[^;]*|url\(\s*["']?(?!\s*["']?(?:#|data:))[^)]*\)""", re.IGNORECASE)


class _Unusable(Exception):
    """Why a picture is no logo, as the end of "the logo x.png …"."""


def read_logo(path: Path) -> tuple[bytes | None, list[str]]:
    """The picture's bytes as PNG or JPEG, and notes for the rep where there is none."""
    try:
        if not path.is_file():
            raise _Unusable("is not there")
        with path.open("rb") as file:
            picture = file.read(MAX_BYTES + 1)
        if len(picture) > MAX_BYTES:
            raise _Unusable(f"has more than {MAX_BYTES // 1_000_000} MB; save it smaller")
        return _usable(picture), []
    except OSError as problem:
        why = f"cannot be read ({problem.strerror or problem})"
    except _Unusable as problem:
        why = str(problem)
    return None, [f"the logo {path} {why}; the documents are built without it"]


@lru_cache(maxsize=4)
def _usable(picture: bytes) -> bytes:
    if picture.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        return _readable(picture)
    if b"<svg" in picture[:4000] or picture.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _readable(_drawn(picture))
    raise _Unusable("is neither PNG, JPEG nor SVG")


def _readable(picture: bytes) -> bytes:
    """The picture itself where it is whole and of the kind that every office program takes, else saved anew as PNG."""
    from PIL import Image, ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint sets it for all
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise _Unusable(f"is {width:,} by {height:,} pixels; save it smaller")
                if max(width, height) > MAX_RATIO * min(width, height):
                    raise _Unusable(f"is {width:,} by {height:,} pixels, which is a line and no logo")
                image.load()
                density = image.info.get("dpi", (96, 96))
                told = all(10 <= number <= 2400 for number in density)
                if image.mode in _PLAIN_MODES and told and (image.format == "PNG" or picture.startswith(_HEADED)):
                    return picture
                anew = io.BytesIO()
                image.convert("RGBA" if "A" in image.mode else "RGB").save(anew, "PNG")
                return anew.getvalue()
    except _Unusable:
        raise
    except Exception as problem:  # whatever a damaged picture makes of the library, the answer is the same
        raise _Unusable("is damaged; save it once more") from problem
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _drawn(picture: bytes) -> bytes:
    """Older Words and Excels show no SVG, so every format gets the same PNG.

    Letters are drawn in the built-in font, so that the picture is the same on every machine. Nothing but the SVG is read.
    """
    here = Path(__file__).with_name("svg_process.py")
    fonts = builtin_templates() / "fonts"
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by this interpreter
            [sys.executable, str(here), str(HEIGHT), str(fonts), "IBM Plex Sans"],
            input=_alone(picture),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise _Unusable("takes too long to draw; save it as PNG") from problem
    if done.returncode != 0 or not done.stdout:
        raise _Unusable("is no SVG that can be drawn; save it as PNG")
    return done.stdout


def _alone(picture: bytes) -> bytes:
    """The SVG as UTF-8, sure to name no other file, and of a size that can be drawn."""
    from lxml import etree

    # "internal" (the type stubs know only bool): what a part of the file itself stands for is looked at too
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False)  # type: ignore[arg-type]
    try:
        root = etree.fromstring(picture, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise _Unusable("is no SVG that can be drawn; save it as PNG") from problem
    _without_sheets(root)
    for element in root.iter(etree.Element):
        if etree.QName(element).localname not in ("image", "feImage", "use"):
            continue
        for name in ("href", "{http://www.w3.org/1999/xlink}href"):
            target = (element.get(name) or "").strip()
            if target and not target.startswith("#") and not _EMBEDDED.match(target):
                raise _Unusable(f"names another file ({target[:60]}); save it with its pictures inside")
    width, height = _size(root)
    if min(width, height) <= 0 or max(width, height) > MAX_RATIO * min(width, height):
        raise _Unusable(f"is {width:g} by {height:g} in size, which is no logo")
    return etree.tostring(root, encoding="utf-8")


def _without_sheets(root: _Element) -> None:
    """Styles from elsewhere would be passed over in silence, and the logo drawn black or not at all.

    Raises:
        _Unusable: the picture names a sheet, or something for its styles, that lies outside it.
    """
    from lxml import etree

    for before in root.itersiblings(preceding=True):
        if isinstance(before, etree._ProcessingInstruction) and before.target == "xml-stylesheet":
            raise _Unusable("names a style sheet beside it; save it with its styles inside")
    for element in root.iter(etree.Element):
        is_sheet = etree.QName(element).localname == "style"
        for said in (*element.attrib.values(), *([element.text or ""] if is_sheet else [])):
            found = _ELSEWHERE.search(re.sub(r"/\*.*?\*/", "", said[:100_000], flags=re.DOTALL))
            if found:
                raise _Unusable(f"names another file ({found[0][:60]}); save it with its styles inside")


def _size(root: _Element) -> tuple[float, float]:
    """What an SVG says of its size; a square where it says nothing."""
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", (root.get("viewBox") or "")[:200])]
    sides = []
    for name, of_box in (("width", box[2:3]), ("height", box[3:4])):
        stated = re.match(r"\s*(\d*\.?\d+(?:[eE]\d+)?)\s*(?!.*%)", (root.get(name) or "")[:50])
        sides.append(float(stated[1]) if stated else (of_box or [100.0])[0])
    return sides[0], sides[1]
