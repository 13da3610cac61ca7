"""Which way a text runs."""

from __future__ import annotations

import unicodedata


def is_rtl(text: str) -> bool:
    """True where the first letter with a direction runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
