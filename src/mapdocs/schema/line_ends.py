"""Line ends: a person's text keeps those that it has, also where they are old (CR alone) or mixed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from mapdocs.schema.decoding import LINE_END

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def are_plain(text: str) -> bool:
    """Whether every line of ``text`` ends alike, as today's editors write it: LF, or CR and LF."""
    return len(set(LINE_END.findall(text)) - {"\r"}) == len(set(LINE_END.findall(text))) <= 1


def with_lf(text: str) -> str:
    """``text`` with LF at the end of every line."""
    return LINE_END.sub("\n", text)


def with_ends_of(text: str, old: str) -> str:
    """``text``, whose lines end with LF, with the ends that its lines have in ``old``; a new line's is that of the line
    above it."""
    before = [match.groups() for match in _LINE.finditer(old) if match[0]]
    lines = text.split("\n")
    known = [line for line, _ in before]
    ends: list[str | None] = [None] * len(lines)
    top = 0  # what is alike at both ends is most of it; only what lies between is compared
    while top < min(len(known), len(lines)) and known[top] == lines[top]:
        ends[top] = before[top][1]
        top += 1
    below = 0
    while below < min(len(known), len(lines)) - top and known[-1 - below] == lines[-1 - below]:
        ends[-1 - below] = before[-1 - below][1]
        below += 1
    middle, new = known[top : len(known) - below], lines[top : len(lines) - below]
    for a, b, size in SequenceMatcher(None, middle, new, autojunk=False).get_matching_blocks():
        for offset in range(size):
            ends[top + b + offset] = before[top + a + offset][1]
    usual = next((end for _, end in before if end), "\n")
    written = []
    for line, end in zip(lines[:-1], ends, strict=False):
        usual = end or usual
        written.append(line + usual)
    return "".join([*written, lines[-1]])
