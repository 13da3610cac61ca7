"""Where in a line somebody turns to the seller's own side: "Signed. NB Sam: the CFO stalls", "… – just us: not below 40k", "Entre nous, …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mapdocs.importing.owners import Sides
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_BEGINS = r"(?:^[\s\-–—*•]*|[.!?…]\s+|[。！？]\s*|[;；]\s*|\s[-–—]{1,3}\s+|\s—|//+\s*|\|\s*|[※→]\s*)"
_NAME = r"[^\W\d_][\w'’-]*\.?"
_WHO = re.compile(rf"@?({_NAME}(?: {_NAME})?|[A-Z]{{2,3}})")
_BEHIND = re.compile(r"(?:さん)?\s*(?:[:：,、!！]|[-–—](?=\s))")
_LABEL = re.compile(r"(?:^|[.;；,。、(（–—-])\s*([^:：.;；,。、()（）–—-]{2,30}?)\s*[:：]")
_MAY = re.compile(r"[:：,、]|[-–—]\s|\b(?:nb|n\.b\.|fyi|psst)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_TOLD = ("nb", "n.b.", "fyi", "psst")  # behind these nobody need write a colon


def turn_to_us(line: str, sides: Sides) -> tuple[int, int] | None:
    """(where in ``line`` begins what is said to the seller's own side, where its label ends); None where nothing is. It goes on to the
    end of the line.

    "For us: the list; for you: the tests" says who does what, and "FYI Sam and Dana" is for both.
    """
    if not _MAY.search(line) or not _has_first_word(line):
        return None
    for found in _phrases().finditer(line):
        if found["between"] or found["label"]:
            if not _says_each(line[found.end() :], sides):
                return found.span("said")
        elif sides.is_our_person(found["written"]) if found["written"] else _is_to_one_of_us(line, found, sides):
            return found.span("said")
    return None


def turns_to_us_at(line: str, sides: Sides) -> int | None:
    """Where in ``line`` that begins; None where nothing does."""
    found = turn_to_us(line, sides)
    return found[0] if found else None


def _is_to_one_of_us(line: str, mark: re.Match[str], sides: Sides) -> bool:
    """Whether behind ``mark``, "NB" or "Note to", stands the name of one of ours and of nobody else."""
    said = line[mark.end() :]
    who = _WHO.match(said)
    if who is None:
        return False
    for name in dict.fromkeys((who[1], who[1].partition(" ")[0])):
        bare = name.rstrip(".").removesuffix("さん").removesuffix("へ")
        if not (sides.is_our_person(bare) or sides.has_our_initials(bare) or folded(bare) in _listed("oneself")):
            continue
        rest = said[who.start(1) + len(name) :]
        told = mark["said"].strip(" :,@").casefold() in _TOLD and re.match(r"\s+[^\W\d_]", rest)
        return bool(_BEHIND.match(rest) or told) and not _is_for_both(re.split(r"[:：.]", rest)[0], sides)
    return False


def _is_for_both(said: str, sides: Sides) -> bool:
    """Whether somebody of the buyer's is named beside ours: "FYI Sam and Dana: …"."""
    first, _, rest = said.strip().partition(" ")
    joined = first in ("&", "+", "/") or folded(first) in _joining()
    return joined and any(sides.is_theirs(word.strip(".,!?")) for word in rest.split()[:2])


def _says_each(said: str, sides: Sides) -> bool:
    """Whether what follows has a label for the buyer's side as well: "for you: …", "Juniper: …"."""
    labels = (found[1] for found in _LABEL.finditer(said))
    return any(sides.is_theirs(word) or folded(word) in _theirs() for label in labels for word in label.split())


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])


@cache
def _joining() -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("sides.yaml")["and"])


@cache
def _theirs() -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("sides.yaml")["buyer"])


def _has_first_word(line: str) -> bool:
    """Whether one of the words stands in ``line`` with which the phrases begin: looked for in each cell, before they are."""
    first, eastern = _first_words()
    small = line.casefold()
    return not first.isdisjoint(_WORD.findall(small)) or (has_unspaced(line) and any(word in line for word in eastern))


@cache
def _first_words() -> tuple[frozenset[str], tuple[str, ...]]:
    table = lexicon.table("private.yaml")
    every = [word for kind in ("to_us", "between", "to_one") for word in table[kind]]
    eastern = (*(word for word in every if has_unspaced(word)), "へ", "宛")
    spaced = (_WORD.findall(word.casefold()) for word in every if not has_unspaced(word))
    return frozenset(words[0] for words in spaced if words), eastern


@cache
def _phrases() -> re.Pattern[str]:
    table = lexicon.table("private.yaml")
    ours, between, marks = (_any(table[kind]) for kind in ("to_us", "between", "to_one"))
    return re.compile(
        rf"{_BEGINS}(?P<said>(?P<label>{ours})\s*(?:[:：]|[-–—](?=\s))"
        rf"|(?P<between>{between})\s*(?:[:：,、]|[-–—](?=\s))"
        rf"|(?:{marks})[\s:：,]\s*(?=@?[^\W\d_])|(?P<written>[^\W\d_]{{1,12}})(?:さん)?(?:へ|宛)[:：]\s*)",
        re.IGNORECASE,
    )


def _any(said: Sequence[str]) -> str:
    every = sorted({word.casefold() for word in said}, key=len, reverse=True)
    return "|".join(re.escape(word) if has_unspaced(word) else rf"\b{re.escape(word)}(?!\w)" for word in every)
