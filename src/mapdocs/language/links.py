"""Web addresses in a text: which text is one, and where they stand in a longer one."""

from __future__ import annotations

import re

_END = (
    r"[^\s<>\"'\\]*[^\s<>\"'\\.,;:!?)\]}」』。、]"  # the sentence's own full stop or bracket is no part of an address
)


def is_link(text: str) -> bool:
    """Whether the whole ``text`` is one address that opens: http or https, nothing else."""
    return re.fullmatch(rf"https?://{_END}/?", text.strip(), re.IGNORECASE) is not None


def blanked(text: str) -> str:
    """``text`` with blanks for its addresses, so that every other word keeps its place."""
    for start, end in links_in(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def links_in(text: str) -> list[tuple[int, int]]:
    """Where addresses begin and end in ``text``."""
    return [found.span() for found in re.finditer(rf"https?://{_END}", text, re.IGNORECASE)]
