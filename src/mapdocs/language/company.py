"""What people call a company: "Lemaître" for Transports Lemaître & Fils SAS."""

from __future__ import annotations

import re

from mapdocs.language import lexicon

_JOINING = frozenset({"&", "+", "and", "und", "et", "y", "e", "of", "de", "the"})
#: Legal forms and generic words that Japanese writes without a space before or behind the name.
_JOINED = re.compile(r"^(?:株式会社|有限会社|合同会社)\s*|\s*(?:株式会社|有限会社|合同会社|ホールディングス|グループ)$")


def short_name(company: str, room: int) -> str:
    """``company`` in at most ``room`` characters where that can be: as it is, without its legal form, without generic
    words; the shortest of these where none fits. Never a generic word or a legal form alone.

    Where a company is called otherwise, the spec says so (``short``).
    """
    name = " ".join(company.split())
    if len(name) <= room:
        return name
    for kinds in (("company_forms.txt",), ("company_forms.txt", "company_generic.txt")):
        known = frozenset().union(*(lexicon.entries(kind) for kind in kinds))
        left = _without(name, known)
        name = left or name
        if len(name) <= room:
            break
    return name


def _without(name: str, known: frozenset[str]) -> str:
    """``name`` without ``known`` words at its ends and what joined them; empty where nothing else is left."""
    words = _JOINED.sub("", name).split()
    while words and (_plain(words[-1]) in known or words[-1].casefold() in _JOINING):
        words.pop()
    while words and (_plain(words[0]) in known or words[0].casefold() in _JOINING):
        words.pop(0)
    return " ".join(words).rstrip(",;")


def _plain(word: str) -> str:
    return word.casefold().replace(".", "").strip(",;()")
