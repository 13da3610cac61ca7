"""Where "internal" is an adjective of a thing of somebody's trade, "internal audit", "red interna", "社内LAN", and says nothing of who may
read a line. In doubt it does: only nouns that are listed are things, and no word of a seller's dealings may stand beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise

from mapdocs.importing.trade_steps import is_of_a_trade
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_WORD = re.compile(r"[^\W_]+")
_BOTH = re.compile(r"\s*[/&+]\s*|\s+(?:and|or|und|oder|et|ou|y|e|o|en|of|och|i)\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（\[]\s*([^()（）\[\]]{2,40}?)\s*[)）\]]")
_ENDS = 5  # letters from which on the end of a compound is its noun: "Stationsbesprechung"


@lru_cache(maxsize=20_000)  # the titles of a plan are asked for again and again
def without_things(text: str) -> str:
    """``text``, folded, without "internal" where it is an adjective of a thing, and without that thing."""
    said = folded(text)
    if _exact("before", "behind").isdisjoint(said.split()) and not _stands_side_by_side(said):
        return said
    if names_dealings(said):
        return said
    said = _without_unspaced(said) if has_unspaced(said) else said
    cuts = _adjectives_with_things(text)
    if not cuts:
        return _without_interns(said, text)
    for start, end in reversed(cuts):
        text = f"{text[:start]} {text[end:]}"
    return folded(text)


def asks_of_things(heading: str) -> bool:
    """Whether a heading calls a thing shared or external, "Shared drive?", and asks nothing of a row; nor does "Internal/External"."""
    words = folded(heading).split()
    if any(map(is_inner, words)) and any(map(is_outer, words)):
        return True
    pairs = pairwise(words)
    nouns = ("things", "things_behind", "shared_things")
    return any(
        (one in _exact("openly") and _is(other, *nouns)) or (other in _exact("openly") and _is(one, *nouns))
        for one, other in pairs
    )


def without_wares(said: str) -> str:
    """``said``, a step's name that is folded, without what a word for the seller's money means in another trade: "discount labels",
    "commission the boiler", "discount codes loaded"."""
    if is_of_a_trade(said, names_dealings):
        return ""
    for ware in _phrases("wares"):
        said = ware.sub(" ", said)
    return said


def is_held_at(title: str, is_buyers: Callable[[str], bool]) -> bool:
    """Whether ``title`` names something that happens inside the buyer's company: "Internal communication (Juniper)", "Internal
    kick-off at Juniper"."""
    said = folded(title)
    if _exact("before", "behind").isdisjoint(said.split()) or names_dealings(said) or _denies(said):
        return False
    whole = f" {said} "
    held = {word for word in said.split() if _is(word, "held")} | {
        one for one in _several("held") if f" {one} " in whole
    }
    if not held:
        return False
    plainly = any(not _is(word, "talk") for word in held)  # "Internal review (Juniper)" may be ours, of them
    bracketed = plainly and any(is_buyers(name) for name in _BRACKETED.findall(title))
    words = re.findall(r"[\w&'’-]+", title)
    pairs = pairwise(words)
    return bracketed or any(
        (folded(one) in _exact("at") or (plainly and folded(one) in _exact("done_by"))) and is_buyers(other)
        for one, other in pairs
    )


def is_inner(said: str) -> bool:
    """Whether a cell says "internal" and nothing else."""
    word = folded(said)
    return word in _exact("before", "behind") or word in ("int", "i", "intern")


def is_outer(said: str) -> bool:
    """Whether a cell says "external" and nothing else."""
    word = folded(said)
    return word in _exact("outer") or word in ("ext", "e")


def names_facet(heading: str) -> bool:
    """Whether a heading asks of what kind a thing is, or where: "Audit type", "Location", "Internal/External works"."""
    said = folded(heading)
    whole = said in _exact("facets")
    return whole or (
        not has_unspaced(said) and any(_is(word, "facets", "things", "things_behind") for word in said.split())
    )


def names_class(heading: str) -> bool:
    """Whether a heading asks for the class of a document: "Confidentiality", "Schutzbedarf"."""
    return folded(heading) in _exact("classes")


def is_level(said: str) -> bool:
    """Whether a cell is a class of documents, or how high one is: "High", "Strictly confidential"."""
    return folded(said) in _exact("levels")


def names_money(heading: str) -> bool:
    """Whether a heading is a word for the seller's money and no more, but for one of time: "Commission", "Marge (Tage)"."""
    words = set(folded(heading).split())
    return bool(words & _exact("money")) and words <= _exact("money", "spans", "dated")


def is_time_or_start(said: str) -> bool:
    """Whether a cell is a stretch of time, "2 days", or speaks of putting something into operation."""
    words = folded(said).split()
    span = len(words) > 1 and all(word.isdigit() for word in words[:-1]) and words[-1] in _exact("spans")
    glued = re.fullmatch(r"\d+([^\W\d_]+)", "".join(words))
    return (
        span
        or bool(glued and glued[1] in _exact("spans"))
        or any(_is(word, "starts") for word in words)
        or _starts(words)
    )


def counts_time(heading: str) -> bool:
    """Whether a heading says that numbers below it are days: "Margin (days)"."""
    return any(len(word) > 1 and word in _exact("spans") for word in folded(heading).split())


def _starts(words: list[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {start}" in said for start in _beginnings("starts") if " " in start)


def _without_unspaced(said: str) -> str:
    """The same where words stand side by side: "社内LAN接続" without its first five letters."""
    for word in _unspaced("before"):
        found = re.search(rf"{word} ?(?:{'|'.join(map(re.escape, _by_length('things')))})", said)
        if found and not _speaks_side_by_side(said[found.end() :]):
            said = f"{said[: found.start()]} {said[found.end() :]}"
    return said


def _without_interns(said: str, text: str) -> str:
    """Without those who are called interns, where the next word is written small: "Intern onboarding"."""
    found = re.search(r"(?i:\binterne?s?\b) (\w)", text)
    if found and found[1].islower():
        for phrase in _phrases("interns"):
            said = phrase.sub(" ", said)
    return said


def _adjectives_with_things(text: str) -> list[tuple[int, int]]:
    """Where in ``text`` such an adjective and its thing begin and end."""
    words = [(found[0], *found.span()) for found in _WORD.finditer(text)]
    cuts: list[tuple[int, int]] = []
    for at, (word, start, _) in enumerate(words):
        said = folded(word)
        before, behind = said in _exact("before"), said in _exact("behind")
        if not (before or behind) or (cuts and start < cuts[-1][1]):
            continue
        if word.isupper() and not text.isupper():  # "INTERNAL network is weak"
            continue
        first, last = at, at
        other = next((n for n in (at - 1, at + 1, at - 2, at + 2) if _are_both(text, words, n, at)), at)
        first, last = min(first, other), max(last, other)
        after = _thing_from(text, words, last) if before or other != at else None
        if said == "intern" and after is not None and not words[last + 1][0][:1].islower():
            after = None  # German: "Intern Transport klären"
        if after is not None:
            cuts.append((words[first][1], words[after][2]))
        elif behind and first and _is_thing_behind(text, words, first, last):
            cuts.append((words[first - 1][1], words[last][2]))
        elif other != at and not _follows(text, words, last, "talk", "spoken"):  # "internal and external counsel"
            cuts.append((words[first][1], words[last][2]))
    return cuts


def _are_both(text: str, words: list[tuple[str, int, int]], one: int, at: int) -> bool:
    """Whether the word at ``one`` says "external" right beside the one at ``at``: "internal and external", in any order."""
    if not 0 <= one < len(words) or folded(words[one][0]) not in _exact("outer"):
        return False
    low, high = sorted((one, at))
    return bool(_BOTH.fullmatch(text[words[low][2] : words[high][1]]))


def _thing_from(text: str, words: list[tuple[str, int, int]], at: int) -> int | None:
    """Where the thing ends that stands right behind the word at ``at``, with one word between at most; None where none does."""
    for first in (at + 1, at + 2):
        if first >= len(words) or text[words[first - 1][2] : words[first][1]].strip():
            return None
        single = folded(words[first][0])
        double = f"{single} {folded(words[first + 1][0])}" if first + 1 < len(words) else ""
        if double in _exact("things") and not text[words[first][2] : words[first + 1][1]].strip(" -"):
            return None if _is_spoken_of(text, words, first + 1) else first + 1
        if _is(single, "things") or (words[first][0] == "IT" and not text.isupper()):
            return None if _is_spoken_of(text, words, first) else first
        if _is(single, "talk"):
            return None
    return None


def _is_thing_behind(text: str, words: list[tuple[str, int, int]], first: int, last: int) -> bool:
    """Whether a thing stands right in front of the adjective from ``first`` to ``last``: "auditoría interna"."""
    if text[words[first - 1][2] : words[first][1]].strip():
        return False
    if _is_spoken_of(text, words, last):
        return False
    return _is(folded(words[first - 1][0]), "things_behind") and not any(
        _is(folded(word), "talk") for word, *_ in words[: first - 1]
    )


def _is_spoken_of(text: str, words: list[tuple[str, int, int]], last: int) -> bool:
    """Whether the same clause goes on behind the word at ``last`` with one for a talk or a note: "internal audit call"."""
    for (_, _, end), (word, start, _) in pairwise(words[last:]):
        if text[end:start].strip(" -/&"):
            return False
        if _is(folded(word), "spoken"):
            return True
    return False


def _follows(text: str, words: list[tuple[str, int, int]], last: int, *kinds: str) -> bool:
    """Whether right behind the word at ``last`` one of ``kinds`` stands."""
    apart = last + 1 < len(words) and text[words[last][2] : words[last + 1][1]].strip(" -")
    return last + 1 < len(words) and not apart and _is(folded(words[last + 1][0]), *kinds)


def _stands_side_by_side(said: str) -> bool:
    return has_unspaced(said) and any(word in said for word in _unspaced("before"))


def speaks(said: str) -> bool:
    """Whether ``said``, folded, has a word for a talk or a note: "call", "prep"."""
    return any(_is(word, "spoken") for word in said.split()) or (has_unspaced(said) and _speaks_side_by_side(said))


def _speaks_side_by_side(said: str) -> bool:
    return any(word in said for word in _unspaced("spoken"))


def names_dealings(said: str) -> bool:
    """Whether ``said``, folded, has a word of what a seller does to sell."""
    if has_unspaced(said) and any(word in said for word in _unspaced("dealings")):
        return True
    words = said.split()
    whole = f" {said} "
    return any(_is(word, "dealings") for word in words) or any(f" {one} " in whole for one in _several("dealings"))


def _denies(said: str) -> bool:
    return not _denials().isdisjoint(said.split())


@cache
def _denials() -> frozenset[str]:
    return frozenset(folded(word) for kind in ("negation", "only") for word in lexicon.table("private.yaml")[kind])


def _is(word: str, *kinds: str) -> bool:
    """Whether ``word`` is one of ``kinds``, or begins as one does and ends in no word for talk."""
    for kind in kinds:
        if word in _exact(kind):
            return True
        if word.startswith(_beginnings(kind)):
            return "things" not in kind or not any(word.endswith(talk) for talk in _ends())
    return False


@cache
def _exact(*kinds: str) -> frozenset[str]:
    said = (word for kind in kinds for word in lexicon.table("things.yaml")[kind])
    return frozenset(folded(word) for word in said if not word.endswith("*"))


@cache
def _beginnings(kind: str) -> tuple[str, ...]:
    return tuple(folded(word[:-1]) for word in lexicon.table("things.yaml")[kind] if word.endswith("*"))


@cache
def _several(kind: str) -> frozenset[str]:
    return frozenset(word for word in _exact(kind) if " " in word)


@cache
def _unspaced(kind: str) -> tuple[str, ...]:
    return tuple(word for word in _exact(kind) if has_unspaced(word))


@cache
def _by_length(kind: str) -> tuple[str, ...]:
    return tuple(sorted(_exact(kind), key=len, reverse=True))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(word for word in {*_exact("talk"), *_beginnings("talk")} if len(word) >= _ENDS and word.isalpha())


@cache
def _phrases(kind: str) -> tuple[re.Pattern[str], ...]:
    said = ((folded(word.rstrip("*")), word.endswith("*")) for word in lexicon.table("things.yaml")[kind])
    return tuple(re.compile(rf"\b{re.escape(word)}{'' if begins else chr(92) + 'b'}\w*") for word, begins in said)
