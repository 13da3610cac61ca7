"""Counting sentences as a person counts them: "Inc.", "e.g.", "3.5", "Dr. Reyes" and addresses end none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mapdocs.language import lexicon

_ADDRESS = re.compile(r"<?https?://[^\s<>]+>?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』）]*|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Stops:
    """Stops that end no sentence: within numbers, behind what never ends one, and behind what rarely does."""

    number: re.Pattern[str]
    never: re.Pattern[str]
    rarely: re.Pattern[str]


@cache
def _stops() -> _Stops:
    said = lexicon.words("sentences")
    never, may, starters = (_either(said[key]) for key in ("never_end", "may_end", "starters"))
    return _Stops(
        re.compile(rf"(?<=\d)[.:](?=\d)|(?<=\d)\.(?=\s+{_either(said['after_ordinals'])})", re.IGNORECASE),
        re.compile(rf"\b{never}\.", re.IGNORECASE),
        re.compile(rf"\b{may}\.(?!\s*$)(?!\s+{starters}\b)", re.IGNORECASE),
    )


def _either(words: Iterable[str]) -> str:
    """A pattern for one of ``words``; a space within one may be left out."""
    return f"(?:{'|'.join(' ?'.join(map(re.escape, word.split(' '))) for word in words)})"


def _masked(match: re.Match[str]) -> str:
    return match[0].replace(".", "x")


def sentences(text: str) -> list[str]:
    """The sentences of ``text``; a paragraph's end is a sentence's end."""
    stops = _stops()
    masked = _ADDRESS.sub(lambda m: "x" * len(m[0].rstrip(".,;:!?)>")) + m[0][len(m[0].rstrip(".,;:!?)>")) :], text)
    masked = stops.number.sub("x", masked)
    masked = stops.never.sub(_masked, masked)
    masked = stops.rarely.sub(_masked, masked)
    masked = re.sub(r"\b[A-ZÀ-Þ]\.(?=\s*[A-ZÀ-Þ])", _masked, masked)
    # "lun. 30 nov. 2026": a short word with a stop before a number is a weekday, a month or "No."
    masked = re.sub(r"\b([^\W\d_]{1,5})\.(?=\s+\d)", r"\1x", masked)
    masked = re.sub(r"\.(?=\s+[a-zà-ÿ])", "x", masked)  # what goes on in small letters goes on
    found, start = [], 0
    for end in _ENDS.finditer(masked):
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]


def word_count(text: str) -> int:
    """How many words ``text`` has; an address is one."""
    return len(re.findall(r"\S*\w\S*", text))
