"""Is a text the seller's own talk? "We can go down to $95k if they ask" is; "Volume discount as in the order form" is not.

Three judges, each better for the others. Phrases that are certain (``internal.txt``) and frames of notions, whose it is ×
what it is about × what is done (``notions.txt``), say error; a linear model may lower that to a warning, warns of what
no list knows, and says error by itself where its score is very high.
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

#: Below this score a phrase or a frame is no error: the model has a veto. Scores are log odds.
VETO = -1.0
#: Below this one they are nothing at all.
FINE = -3.5
#: From this score on a single notion of the seller's is enough for an error, and from the second on none is needed: above what
#: any fine line scores that the model has not seen, 2.6 (docs/word-rules.md).
SURE, CERTAIN = 1.4, 3.0
_COMMON = frozenset({"ours", "them", "approve", "period", "tool", "money", "opportunity"})
#: From this score on the model warns by itself, and from the second on where a notion of the seller's is in the text.
ALONE, WITH_NOTION = 0.2, -0.4


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
    for sentence in _sentences(text):
        at = text.find(sentence, start)
        start = at + len(sentence)
        if not sentence.strip():
            continue
        found = _sentence(sentence, beside_a_name, _within(apart, at))
        if found is not None and found.level == "error":
            return found
        warned = warned or found
    return warned


def _sentences(text: str) -> list[str]:
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
    frame = frozenset() if certain else _frame("internal", tags)
    score = linear.model("internal").score(text, tuple(sorted(tags)))
    if certain or (frame and score > FINE):
        said, belongs = (
            (text[certain.start : certain.end], certain.advice)
            if certain
            else (_span(text, matches, frame), _place(frame))
        )
        return Judgement("error" if certain or score > VETO else "warning", said, belongs)
    if score > SURE and tags - _COMMON:
        return Judgement("error", _span(text, matches, frozenset(tags - _COMMON)), _place(tags))
    # Two words tell the model little: "Deal one".
    if not tags - _COMMON and text.isascii() and len(text.split()) < 3:
        return None
    if score > CERTAIN:
        return Judgement("error", linear.model("internal").deciding(text) or text.strip(), _place(tags))
    if score > ALONE or (score > WITH_NOTION and tags):
        return Judgement("warning", linear.model("internal").deciding(text), _place(tags))
    return None


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
