"""A file that a person wrote, written anew in the encoding that they chose, and never over what they saved meanwhile."""

from __future__ import annotations

import codecs
from pathlib import Path

from mapdocs.errors import NotWritten
from mapdocs.schema.decoding import decode
from mapdocs.storage.atomic import alone_in, write_whole


def replace_text(path: Path, text: str, *, was: str) -> None:
    """Write ``text`` over the file ``path`` in the encoding that the file has: UTF-8 or UTF-16, with its mark or without.

    ``was`` is the text that ``text`` was made from. The file is read again right before it is replaced.

    Raises:
        NotWritten: the file holds another text by now; it stays as it is.
        OSError: the disk, the file's mode or its owner does not allow it.
    """
    target = path.resolve()
    with alone_in(target.parent):
        raw = _unchanged(path, target, was)

        def check() -> None:
            _unchanged(path, target, was)

        write_whole(target, _encoded(text, raw), right_before=check, same_owner=True)


def _unchanged(path: Path, target: Path, was: str) -> bytes:
    """The file's bytes, once they are known to say ``was``."""
    again = "run the same command again: it reads the file as it is now"
    try:
        raw = target.read_bytes()
    except FileNotFoundError:
        raise NotWritten(f"{path} was moved or removed meanwhile, so nothing was written", again) from None
    if decode(raw) != was:
        raise NotWritten(f"{path} was changed by somebody else meanwhile, so nothing was written", again)
    return raw


def _encoded(text: str, like: bytes) -> bytes:
    if like.startswith(codecs.BOM_UTF16_LE):
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    if like.startswith(codecs.BOM_UTF16_BE):
        return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    return (codecs.BOM_UTF8 if like.startswith(codecs.BOM_UTF8) else b"") + text.encode()
