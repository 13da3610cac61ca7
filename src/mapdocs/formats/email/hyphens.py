"""Where a long word may break: mail programs hyphenate nothing, so a compound of thirty letters is wider than a phone's column."""

from __future__ import annotations

import re

import pyphen

SOFT = "\N{SOFT HYPHEN}"  # nothing but a place to break
_LONG = re.compile(r"[^\W\d_]{18,}")  # shorter words fit the narrowest column of a phone
_FEWEST = 3  # letters of a piece


def broken(text: str, language: str) -> str:
    """``text`` with soft hyphens in its long words, where ``language`` (ISO 639) breaks them; as it is where no rules are
    known for that."""
    if not _LONG.search(text):
        return text
    known = pyphen.language_fallback(language)
    rules = pyphen.Pyphen(lang=known) if known else None
    return _LONG.sub(lambda word: _pieces(word[0], rules), text) if rules else text


def _pieces(word: str, rules: pyphen.Pyphen) -> str:
    pieces: list[str] = []
    start = 0
    for at in rules.positions(word):
        if at - start >= _FEWEST and len(word) - at >= _FEWEST:
            pieces.append(word[start:at])
            start = at
    return SOFT.join([*pieces, word[start:]])
