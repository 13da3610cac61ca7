"""What a text is made of: whose matter it is, what about, and what is done. The notions are data, a file a language."""

from __future__ import annotations

from functools import cache, lru_cache

from mapdocs.language import lexicon
from mapdocs.language.phrases import Match, Phrases


@lru_cache(maxsize=512)  # two rules ask about one text, and the desk at every key
def found_in(text: str) -> tuple[Match, ...]:
    """The phrases in ``text`` that stand for a notion, which is their ``advice``; of those that are the seller's by
    themselves (``internal.txt``) it is the place where they belong."""
    return tuple(_all().find(text))


@cache
def _all() -> Phrases:
    return Phrases((*lexicon.lines("notions.txt"), *lexicon.lines("internal.txt")))


def is_place(advice: str) -> bool:
    """Whether the advice of a phrase is a place, not a notion."""
    return "." in advice or " " in advice


def of(text: str) -> tuple[str, ...]:
    """The notions in ``text``, in order of the alphabet."""
    return tuple(sorted({"listed" if is_place(match.advice) else match.advice for match in found_in(text)}))


@cache
def frames(name: str) -> tuple[frozenset[str], ...]:
    """The sets of notions that decide together for the judgement ``name``."""
    return tuple(frozenset(line.split()) for line in lexicon.words("frames")[name])
