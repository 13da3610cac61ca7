"""The nearest of some words, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def close_matches(word: str, among: Iterable[str], *, n: int = 1, cutoff: float = 0.6) -> list[str]:
    """At most ``n`` of ``among`` that are like ``word``, the most alike first; ``cutoff`` from 0 to 1."""
    from difflib import get_close_matches  # only a spec with a slip pays for it

    return get_close_matches(word, list(among), n=n, cutoff=cutoff)
