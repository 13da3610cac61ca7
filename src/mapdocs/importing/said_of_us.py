"""Short words for our side alone, in a cell or as a label: "Us only", "just us", and "none", which may be less than any person."""

from __future__ import annotations

from functools import cache

from mapdocs.importing.private import label_word
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded


def only_us(said: str) -> bool:
    """Whether a cell of whose a step is says that it is the seller's alone: "Us only"; "Us" owns a step that both see."""
    words = folded(said).split()
    left = " ".join(word for word in words if word not in _words("only"))
    return len(left.split()) < len(words) and left in _words("us")


def calls_private(label: str) -> bool:
    """Whether a label says that what stands behind it is not for the buyer: "internal", "just us", "our side only"."""
    return bool(label_word(f"{label}:", "inward", "banner")) or folded(label) in _words("title")


def is_nobody(said: str) -> bool:
    """Whether a cell says "none" or "nobody", which may be less than any person: "Visibility: none", in fog."""
    return folded(said) in _words("nobody")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])
