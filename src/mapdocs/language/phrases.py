"""Phrase lists: whole-word search for many phrases at once, in lists that a person can edit.

A list has one phrase a line, ``# comments``, and after `` = `` an advice that belongs to the phrase. A word that ends
in ``*`` stands for all words that begin so. Hyphens and spaces are the same. A phrase in a script that writes no spaces
between words is found anywhere in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from mapdocs.language import lexicon

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in lower case, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a text: the phrase as listed, its advice, and the characters it covers."""

    phrase: str
    advice: str
    start: int
    end: int


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """The words of ``text``; every set of phrases asks for them, one after the other."""
    return tuple(Word(m[0].casefold().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text))


class Phrases:
    """A set of phrases, searched by their first word.

    Of each line only that word is looked at before a text has it: eight thousand phrases are listed, and a plan asks for a few.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._prefixes: dict[str, list[str]] = {}  # by their first three letters
        self._anywhere: list[str] = []
        listed = [line.split("#", 1)[0] if "#" in line else line for line in lines]
        # All at once, which is much less work than a line at a time; no text holds a NUL.
        folded = _folded("\0".join(listed)).split("\0") if listed else []
        for line, said in zip(listed, folded, strict=True):
            if not (found := said.split(None, 1)):
                continue
            first = found[0]
            if line.lstrip()[0] > "\u2e7f":  # the scripts of East Asia, where our words are not parted by spaces
                self._anywhere.append(line)
            elif first[-1] == "*":
                self._prefixes.setdefault(first[:-1][:3], []).append(line)
            else:
                self._exact.setdefault(first, []).append(line)

    @property
    def count(self) -> int:
        listed = chain(self._exact.values(), self._prefixes.values())
        return sum(map(len, listed)) + len(self._anywhere)

    def find(self, text: str) -> Iterator[Match]:
        """The phrases in ``text``, longest first at each place, none inside another."""
        found = words(text)
        at, size = 0, len(found)
        exact, prefixes = self._exact, self._prefixes
        while at < size:
            best: tuple[int, str, str] | None = None
            word = found[at].text
            groups = (exact.get(word), prefixes.get(word[:3]), prefixes.get(word[:2]), prefixes.get(word[:1]))
            for line in chain.from_iterable(filter(None, groups)):
                parts, phrase, advice = _entry(line)
                length = len(parts)
                if length > size - at or (best is not None and length <= best[0]):
                    continue
                if _fit(parts, found, at):
                    best = (length, phrase, advice)
            if best is None:
                at += 1
                continue
            yield Match(best[1], best[2], found[at].start, found[at + best[0] - 1].end)
            at += best[0]
        if not text.isascii():
            for line in self._anywhere:
                _, phrase, advice = _entry(line)
                start = text.find(phrase)
                if start >= 0:
                    yield Match(phrase, advice, start, start + len(phrase))

    def first(self, text: str) -> Match | None:
        return next(self.find(text), None)


@cache  # of what is listed, and of that only what texts ask for
def _entry(line: str) -> tuple[tuple[str, ...], str, str]:
    """A line as its words in lower case, the phrase as it is listed, and its advice."""
    phrase, _, advice = line.partition(" = ")
    return tuple(_folded(phrase).split()), phrase.strip(), advice.strip()


def _folded(text: str) -> str:
    return text.casefold().replace("-", " ").replace("’", "'")


def _fit(parts: tuple[str, ...], found: tuple[Word, ...], at: int) -> bool:
    """Whether the words from ``at`` on are those of a phrase."""
    for n, part in enumerate(parts):  # noqa: SIM110 - asked thousands of times a plan, and all() is half as fast
        if not _fits(part, found[at + n].text):
            return False
    return True


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@cache
def listed(name: str) -> Phrases:
    """The phrases of the list ``name`` in every language, read once a process."""
    return Phrases(lexicon.lines(name))
