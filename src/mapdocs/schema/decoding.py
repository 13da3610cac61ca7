"""Bytes of a file to the text that a person wrote, whatever editor saved it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAX_BYTES = 1_000_000
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


LINE_END = re.compile(r"\r\n|\r|\n")  # as editors count, also where YAML knows more ends of lines


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` as editors and findings number them."""
    return LINE_END.split(text)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of what stands at ``offset``."""
    lines = lines_of(text[:offset])
    return len(lines), len(lines[-1]) + 1


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Why bytes are no text: the sentence for the user, the way out, and where (1-based)."""

    message: str
    hint: str
    line: int = 1
    column: int = 1


def decode(raw: bytes) -> str | Undecodable:
    """UTF-8 with or without a byte order mark, or UTF-16 with one; anything else is said, not guessed."""
    if len(raw) > MAX_BYTES:
        return Undecodable(
            f"the file is {len(raw):,} bytes, and a spec may have {MAX_BYTES:,}",
            "one spec holds one deal; keep exports and attachments out of it",
        )
    for mark, name in _UTF16.items():
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(name)
            except UnicodeDecodeError:
                return Undecodable("the file starts as UTF-16 but is damaged", "save it again as UTF-8")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        good = raw[: problem.start].decode("utf-8")
        line, column = place(good, len(good))
        return Undecodable(
            f"byte 0x{raw[problem.start]:02x} is not UTF-8",
            "save the file as UTF-8 in your editor",
            line,
            column,
        )
    if "\0" in text:
        line, column = place(text, text.index("\0"))
        return Undecodable(
            "the file holds NUL bytes, so it is no plain text",
            "give the YAML file itself, saved as UTF-8",
            line,
            column,
        )
    return text
