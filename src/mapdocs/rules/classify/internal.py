"""Is a text the seller's own talk? "We can go down to $95k if they ask" is; "Volume discount as in the order form" is not.

Phrases that are certain (``internal.txt``), frames of notions, whose it is × what it is about × what is done
(``notions.txt``), and a linear model that reads the text with its notions judge together: the surer lists are, the less the
model must say for an error, and none of them is one against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapdocs.language import lexicon
from mapdocs.language.phrases import Match
from mapdocs.rules.classify import linear, notions

#: From which score of the model (log odds) a text is an error, and from which a warning, by what lists say of it. Chosen with
#: an author left out (docs/word-rules.md).
LEVELS = {"listed": (0.2, -0.4), "certain": (0.9, -0.1), "frame": (0.2, -0.6), "notion": (0.8, 0.2), "": (0.7, 0.1)}
_COMMON = frozenset({"ours", "them", "approve", "period", "tool", "money", "opportunity", "yours", "polite", "paper"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found: the words that decided, "" for the whole text, and where in the spec they belong."""

    level: Literal["error", "warning"]
    said: str
    belongs: str


def judge(
    text: str, *, beside_a_name: bool = False, apart: Callable[[int, int], bool] | None = None
) -> Judgement | None:
    """What is internal in ``text``, the worst first; None where nothing is. ``apart`` says of a place in the text that it
    belongs to a name and does not count."""
    tag = _tags().search(text) if "ntern" in text.casefold() or not text.isascii() else None
    if tag:
        return Judgement("error", tag[0].strip(), "internal.notes")
    warned = None
    start = 0
    for sentence in sentences(text):
        at = text.find(sentence, start)
        start = at + len(sentence)
        if not sentence.strip():
            continue
        found = _sentence(sentence, beside_a_name, _within(apart, at))
        if found is not None and found.level == "error":
            return found
        warned = warned or found
    return warned


def sentences(text: str) -> list[str]:
    if not any(sign in text for sign in ".!?;。！？\n"):
        return [text]
    return re.split(r"(?<=[.!?;。！？])\s*(?=\S)|\n+", text)


def _within(apart: Callable[[int, int], bool] | None, at: int) -> Callable[[int, int], bool]:
    """``apart`` for a sentence that begins at ``at``."""
    return lambda start, end: apart is not None and apart(at + start, at + end)


def _sentence(text: str, beside_a_name: bool, apart: Callable[[int, int], bool]) -> Judgement | None:
    matches = [m for m in notions.found_in(text) if not apart(m.start, m.end)]
    certain = next((m for m in matches if notions.is_place(m.advice)), None)
    tags = {"listed" if notions.is_place(match.advice) else match.advice for match in matches}
    if beside_a_name:
        frame = _frame("beside_a_name", tags)
        return Judgement("error", _span(text, matches, frame), _place(frame)) if frame else None
    frame = _frame("internal", tags)
    kind = kind_of(tags, frame)
    # Two words tell the model little: "Deal one".
    if kind in ("", "notion") and tags <= _COMMON and text.isascii() and len(text.split()) < 3:
        return None
    score = linear.model("internal").score(text, tuple(sorted(tags)))
    error, warning = LEVELS[kind]
    if score <= warning:
        return None
    level: Literal["error", "warning"] = "error" if score > error else "warning"
    if certain:
        return Judgement(level, text[certain.start : certain.end], certain.advice)
    if frame:
        return Judgement(level, _span(text, matches, frame), _place(frame))
    told = linear.model("internal").deciding(text)
    if level == "error":
        told = _span(text, matches, frozenset(tags - _COMMON)) if tags - _COMMON else told or text.strip()
    return Judgement(level, told, _place(tags))


def kind_of(tags: set[str], frame: frozenset[str]) -> str:
    """What lists say of a text, the surest first."""
    if "listed" in tags:
        return "listed"
    if "certain" in tags:
        return "certain"
    if frame:
        return "frame"
    return "notion" if tags else ""


def _frame(name: str, tags: set[str]) -> frozenset[str]:
    return next((frame for frame in notions.frames(name) if frame <= tags), frozenset())


def _span(text: str, matches: list[Match], frame: frozenset[str]) -> str:
    """The words from the first to the last notion of the frame."""
    deciding: list[Match] = []
    for notion in frame:
        deciding.append(next(m for m in matches if m.advice == notion))
    return text[min(m.start for m in deciding) : max(m.end for m in deciding)]


def _place(tags: set[str] | frozenset[str]) -> str:
    for place, meant in lexicon.words("internal_place").items():
        if not tags.isdisjoint(meant):
            return place
    return "internal.notes"


@cache
def _tags() -> re.Pattern[str]:
    return re.compile("|".join(_as_written("internal_tags")), re.IGNORECASE)


def _as_written(section: str) -> list[str]:
    return [pattern for patterns in lexicon.words(section).values() for pattern in patterns]
