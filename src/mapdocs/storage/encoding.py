"""A file that a person wrote, written anew in the encoding that they chose."""

from __future__ import annotations

import codecs
from pathlib import Path

from mapdocs.storage.atomic import write_whole


def replace_text(path: Path, text: str) -> None:
    """Write ``text`` over the file ``path`` in the encoding that the file has: UTF-8 or UTF-16, with its mark or without."""
    with path.open("rb") as file:
        head = file.read(3)
    if head.startswith(codecs.BOM_UTF16_LE):
        content = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    elif head.startswith(codecs.BOM_UTF16_BE):
        content = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    else:
        mark = codecs.BOM_UTF8 if head.startswith(codecs.BOM_UTF8) else b""
        content = mark + text.encode()
    write_whole(path.resolve(), content)
