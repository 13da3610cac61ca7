"""Letters of East Asia, which stand side by side without spaces.

They are compared one by one: a regular expression compiles for two milliseconds over their ranges, and few texts have any.
"""

from __future__ import annotations


def has_east(text: str) -> bool:
    """Whether ``text`` has a letter of Chinese, Japanese or Korean, or a wide form of another."""
    return not text.isascii() and any(map(_is_east, text))


def has_unspaced(text: str) -> bool:
    """Whether ``text`` has a letter of Chinese or Japanese, where words are not parted by spaces as they are in Korean."""
    return not text.isascii() and any(map(_is_unspaced, text))


def _is_east(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" or "\uff00" <= letter <= "\uffef"


def _is_unspaced(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff"
