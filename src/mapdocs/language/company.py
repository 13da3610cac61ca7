"""What people call a company: "Lemaître" for Transports Lemaître & Fils SAS."""

from __future__ import annotations

import re
from collections.abc import Callable

from mapdocs.language import lexicon

_JOINING = frozenset({"&", "+", "and", "und", "et", "y", "e", "of", "de", "the"})
_BETWEEN = _JOINING | frozenset(
    [
        "for",
        "für",
        "der",
        "die",
        "das",
        "des",
        "von",
        "zu",
        "im",
        "am",
        "in",
        "du",
        "la",
        "le",
        "les",
        "sur",
        "en",
        "del",
        "los",
        "las",
        "do",
        "da",
        "dos",
        "das",
        "para",
        "em",
        "no",
        "na",
    ]
)
#: Legal forms and generic words that Japanese writes without a space before or behind the name.
_JOINED = re.compile(r"^(?:株式会社|有限会社|合同会社)\s*|\s*(?:株式会社|有限会社|合同会社|ホールディングス|グループ)$")
_FORMS, _GENERIC, _KINDS = "company_forms.txt", "company_generic.txt", "company_kinds.txt"
_ENOUGH = 4  # letters of a Japanese name's part that tell whose it is


def short_name(company: str, room: int) -> str:
    """``company`` in at most ``room`` characters where that can be: as it is, without its legal form, without generic
    words; the shortest of these where none fits. Never a generic word or a legal form alone.

    Where a company is called otherwise, the spec says so (``short``).
    """
    name = " ".join(company.split())
    if len(name) <= room:
        return name
    for kinds in ((_FORMS,), (_FORMS, _GENERIC)):
        name = _without(name, _words(*kinds)) or name
        if len(name) <= room:
            break
    return name


def plain_name(company: str) -> str:
    """``company`` without its legal form."""
    name = " ".join(company.split())
    return _without(name, _words(_FORMS)) or name


def called(company: str, room: int, width: Callable[[str], int] = len) -> str:
    """``company`` as people call it, never wider than ``room``: where a :func:`short_name` does not do, without what it is and
    deals in, then without its last words, of which none stays that joins it to what is gone; empty where not even six
    letters fit."""
    name = short_name(company, room)
    if width(name) <= room:
        return name
    name = _without(name, _words(_FORMS, _GENERIC, _KINDS), _BETWEEN) or name
    while width(name) > room and (shorter := _one_less(name)):
        name = shorter
    if width(name) <= room:
        return name
    while width(name) > room - 1:
        name = name[:-1]
    return f"{name}…" if room >= 6 else ""


def _one_less(name: str) -> str:
    """``name`` without its last word; of one word, without its last part, where parts are told apart; else empty."""
    words = name.split()[:-1]
    while words and words[-1].casefold() in _BETWEEN:
        words.pop()
    if words:
        return " ".join(words).rstrip(",;&-")
    part = re.match(r"(.+)[・-]", name) or re.match(r"(.*[\u4e00-\u9fff])[\u30a1-\u30ff]", name)
    return part[1] if part and len(part[1]) >= _ENOUGH else ""


def _words(*files: str) -> frozenset[str]:
    return frozenset().union(*(lexicon.entries(name) for name in files))


def _without(name: str, known: frozenset[str], joining: frozenset[str] = _JOINING) -> str:
    """``name`` without ``known`` words at its ends and what joined them; empty where nothing else is left."""
    words = _JOINED.sub("", name).split()
    while words and (_plain(words[-1]) in known or words[-1].casefold() in joining):
        words.pop()
    while words and (_plain(words[0]) in known or words[0].casefold() in joining):
        words.pop(0)
    return " ".join(words).rstrip(",;")


def _plain(word: str) -> str:
    return word.casefold().replace(".", "").strip(",;()-")
