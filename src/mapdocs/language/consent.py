"""What a buyer's words say of a step: a plain yes, a refusal, a question or condition, or none of these.

Whatever is not plainly a yes is none: agreement is only ever read where words from the lists cover the whole text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapdocs.language import lexicon
from mapdocs.language.civilities import without_civilities
from mapdocs.language.phrases import Phrases

Verdict = Literal["yes", "refusal", "question", ""]

_LONGEST_YES = 160  # characters; who writes more than that says more than yes
_MOST_READ = 4_000  # characters; a stranger's comment may have a million
_ASKS = re.compile(r"[?¿？]|か[。．\s]*$")
_TRAILS_OFF = re.compile(r"\.\.|…")
_PAUSES = re.compile(r"[\s.,;:!()\-–—。、，．！・\ufe0f]+")
_EAST = "\u2e80"  # from here on words are not parted by spaces


@dataclass(frozen=True, slots=True)
class _Lists:
    """``covering`` holds phrases by their first character, each with whether it is a yes by itself."""

    covering: Mapping[str, tuple[tuple[str, bool], ...]]
    refuses: re.Pattern[str]
    objects: Phrases
    conditions: Phrases


@cache
def _lists() -> _Lists:
    said = lexicon.table("answers.yaml")
    phrases = {_plain(phrase): False for phrase in said["beside"]} | {_plain(phrase): True for phrase in said["agrees"]}
    covering: dict[str, list[tuple[str, bool]]] = {}
    for phrase, agrees in phrases.items():
        covering.setdefault(phrase[0], []).append((phrase, agrees))
    refuses = "|".join(map(re.escape, map(_plain, said["refuses"])))
    return _Lists(
        {first: tuple(found) for first, found in covering.items()},
        re.compile(rf"\s*(?:{refuses})\s*(?:[.,;:!()\-–—。、，．！\n]|$)"),
        Phrases(said["objects"]),
        Phrases(said["conditions"]),
    )


def verdict(text: str) -> Verdict:
    """What ``text`` says of the step that it stands beside; a refusal weighs more than a question."""
    if plain_yes(text):
        return "yes"
    text = text[:_MOST_READ]
    lists, folded = _lists(), _folded(text)
    if lists.refuses.match(folded) or lists.objects.first(_unless_moved(text)):
        return "refusal"
    if _ASKS.search(folded) or lists.conditions.first(text) or _begins_with_yes(folded):
        return "question"
    return ""


def _unless_moved(text: str) -> str:
    """``text`` without the word that moves a day, where it names the new one: "bitte auf den 18.12. verschieben" asks for
    another day, and refuses nothing as long as no other word does."""
    moves, to, negated = _moving()
    return moves.sub(" ", text) if to.search(text) and not negated.search(text.replace("’", "'")) else text


@cache
def _moving() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    said = lexicon.table("answers.yaml")
    keys = ("moves", "moved_to", "moved_to_behind", "not_moved")
    moves, to, behind, negated = ("|".join(map(re.escape, said[key])) for key in keys)
    return (
        re.compile(rf"(?:(?<![^\W_])(?:{moves})\w*|延期)", re.IGNORECASE),
        re.compile(
            rf"(?<![^\W_])(?:{to})\s+(?:[^\W\d_]+\.?,?\s+)?(?:[^\W\d_]{{2,3}}\s+)?\d|\d日?\s*(?:{behind})",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![^\W_])(?:{negated})(?![^\W_])|しない|せず|ません", re.IGNORECASE),
    )


def plain_yes(text: str) -> bool:
    """Whether ``text`` says yes and nothing else."""
    if len(text) > _LONGEST_YES or _ASKS.search(_folded(text)) or _TRAILS_OFF.search(text):
        return False
    folded = _folded(without_civilities(text))
    said = _PAUSES.sub(" ", folded).strip()
    return _covered(said, _lists().covering).get(len(said), False)


def _begins_with_yes(folded: str) -> bool:
    """Whether a yes is followed by more, which may take it back."""
    return any(_covered(_PAUSES.sub(" ", folded).strip()[:_LONGEST_YES], _lists().covering).values())


def _covered(said: str, covering: Mapping[str, Iterable[tuple[str, bool]]]) -> Mapping[int, bool]:
    """The places of ``said`` that phrases laid end to end reach, and whether one of them is a yes by itself."""
    reached = {0: False}
    for place in range(len(said)):
        if place not in reached:
            continue
        agreed = reached[place]
        if said[place] == " ":
            reached[place + 1] = reached.get(place + 1, False) or agreed
            continue
        for phrase, agrees in covering.get(said[place], ()):
            end = place + len(phrase)
            if said.startswith(phrase, place) and not _cuts_a_word(said, end):
                reached[end] = reached.get(end, False) or agreed or agrees
    return reached


def _cuts_a_word(said: str, end: int) -> bool:
    return (
        end < len(said)
        and said[end - 1] < _EAST
        and said[end] < _EAST
        and said[end].isalnum()
        and said[end - 1].isalnum()
    )


def _folded(text: str) -> str:
    """``text`` in lower case, with plain apostrophes; its marks stay, for they may change what is said."""
    return unicodedata.normalize("NFC", text.replace("’", "'")).casefold()


def _plain(phrase: str) -> str:
    return _PAUSES.sub(" ", _folded(phrase)).strip()
