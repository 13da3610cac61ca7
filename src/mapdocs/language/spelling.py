"""The nearest of some words, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def close_matches(word: str, among: Iterable[str], *, n: int = 1, cutoff: float = 0.6) -> list[str]:
    """At most ``n`` of ``among`` that are like ``word``, the most alike first; ``cutoff`` from 0 to 1."""
    likely = [other for other in among if _may_reach(word, other, cutoff)]
    if not likely:
        return []
    return get_close_matches(word, likely, n=n, cutoff=cutoff)


def _may_reach(word: str, other: str, cutoff: float) -> bool:
    """Whether the two share letters enough for difflib's ratio to reach ``cutoff``; the order of letters is ignored."""
    shared = sum(min(word.count(letter), other.count(letter)) for letter in set(word))
    return 2 * shared >= cutoff * (len(word) + len(other))
