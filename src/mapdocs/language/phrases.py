"""Phrase lists: whole-word search for many phrases at once, in lists that a person can edit.

A list has one phrase a line, ``# comments``, and after `` = `` an advice that belongs to the phrase. A word that ends
in ``*`` stands for all words that begin so. Hyphens and spaces are the same. A phrase in a script that writes no spaces
between words is found anywhere in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

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


def words(text: str) -> list[Word]:
    return [Word(m[0].casefold().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


class Phrases:
    """A set of phrases, searched by their first word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self._prefixes: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}  # by their first three letters
        self._anywhere: list[tuple[str, str]] = []
        self.count = 0
        for line in lines:
            phrase, _, advice = (line.split("#", 1)[0] if "#" in line else line).partition(" = ")
            phrase = phrase.strip()
            if not phrase:
                continue
            parts = tuple(phrase.casefold().replace("-", " ").replace("’", "'").split())
            entry = (parts, phrase, advice.strip())
            self.count += 1
            if phrase[0] > "\u2e7f":  # the scripts of East Asia, where our words are not parted by spaces
                self._anywhere.append((phrase, advice.strip()))
            elif parts[0].endswith("*"):
                self._prefixes.setdefault(parts[0][:-1][:3], []).append(entry)
            else:
                self._exact.setdefault(parts[0], []).append(entry)
        for entries in self._exact.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> Iterator[Match]:
        """The phrases in ``text``, longest first at each place, none inside another."""
        found = words(text)
        at = 0
        exact, prefixes = self._exact, self._prefixes
        while at < len(found):
            best: tuple[int, str, str] | None = None
            word = found[at].text
            candidates = exact.get(word, ())
            if prefixes:
                candidates = [
                    *candidates,
                    *prefixes.get(word[:3], ()),
                    *prefixes.get(word[:2], ()),
                    *prefixes.get(word[:1], ()),
                ]
            for parts, phrase, advice in candidates:
                if len(parts) > len(found) - at or (best is not None and len(parts) <= best[0]):
                    continue
                if all(_fits(part, found[at + n].text) for n, part in enumerate(parts)):
                    best = (len(parts), phrase, advice)
            if best is None:
                at += 1
                continue
            yield Match(best[1], best[2], found[at].start, found[at + best[0] - 1].end)
            at += best[0]
        if not text.isascii():
            for phrase, advice in self._anywhere:
                start = text.find(phrase)
                if start >= 0:
                    yield Match(phrase, advice, start, start + len(phrase))

    def first(self, text: str) -> Match | None:
        return next(self.find(text), None)


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@cache
def listed(name: str) -> Phrases:
    """The phrases of the list ``name`` in every language, read once a process."""
    return Phrases(lexicon.lines(name))
