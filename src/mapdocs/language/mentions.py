"""Whole days and people that a text names: only what can be nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, plain

_LETTERS = r"[^\W\d_]{3,12}"
_DAYS = re.compile(
    rf"""(?<![\d.,/-])(?:
      (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
    | (?P<east>\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)
    | (?P<numbers>\d{{1,2}}(?P<sign>[./])\s?\d{{1,2}}(?P=sign)\s?\d{{4}})
    | (?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:(?:of|de|d')\s*)?(?P<m>{_LETTERS})\.?,?\s+(?:de[l]?\s+)?(?P<y>\d{{4}})
    | (?P<m2>{_LETTERS})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
    )(?![\d/-])""",
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
#: What stands before a family name alone.
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau", "mme", "mlle", "m", "sr", "sra", "dra"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text as it is ``written``; ``readings`` are all that it can be."""

    written: str
    readings: frozenset[date]


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name in a text as it is ``written``, which is of ``name`` alone among those who are known."""

    written: str
    name: str


def days_in(text: str) -> Iterator[Day]:
    """The days with their years in ``text``, without those that are a term or another document's date."""
    for found in _DAYS.finditer(text):
        before = [word.strip(".,:;()") for word in text[: found.start()].casefold().split()[-2:]]
        if not _passing("terms").isdisjoint(before):
            continue
        readings = frozenset(_readings(found))
        if readings:
            yield Day(found[0], readings)


def _readings(found: re.Match[str]) -> Iterator[date]:
    if found["iso"] or found["east"]:
        year, month, day = (int(n) for n in re.findall(r"\d+", found[0]))
        candidates = [(year, month, day)]
    elif found["numbers"]:
        first, second, year = (int(n) for n in re.findall(r"\d+", found[0]))
        candidates = [(year, second, first), (year, first, second)]
    else:
        month = _month(found["m"] or found["m2"])
        candidates = [(int(found["y"] or found["y2"]), month, int(found["d"] or found["d2"]))]
    for year, month, day in candidates:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _month(name: str) -> int:
    """The month called ``name`` in any language, 0 for another word. English is asked first: it costs nothing."""
    word = plain(name)
    known = next((int(n) for n, names in lexicon.words("months").items() if word in names), None)
    return known or months().get(word, 0)


def people_in(text: str, known: Iterable[str]) -> Iterator[Named]:
    """Who of ``known`` is named in ``text``: by the whole name, by a first name, or by a title and a family name. Whom
    something only goes to ("sent to Priya") is left out."""
    names = {name: own for name in known if (own := parts(name))}
    said = list(_WORD.finditer(text))
    for place, word in enumerate(said):
        if place and said[place - 1][0].casefold() in _passing("recipients"):
            continue
        titled = _titled(said, place)
        fitting = [(name, shown) for name, own in names.items() if (shown := _named(own, said[place:], text, titled))]
        whole = [pair for pair in fitting if pair[1].casefold() != word[0].casefold()] or fitting
        if len({name for name, _ in whole}) == 1:
            yield Named(whole[0][1], whole[0][0])


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles, in lower case."""
    found = (word[0].casefold().strip(".") for word in _WORD.finditer(name.split("(")[0]))
    return tuple(word for word in found if word not in _TITLES)


def _titled(said: list[re.Match[str]], place: int) -> bool:
    return place > 0 and said[place - 1][0].casefold().strip(".") in _TITLES


def _named(own: tuple[str, ...], said: list[re.Match[str]], text: str, titled: bool) -> str | None:
    """The words at the beginning of ``said`` that are a name of the parts ``own``, or the part of it that is enough."""
    here = [re.sub(r"['’]s$", "", word[0].casefold()).strip(".") for word in said[: len(own)]]
    if tuple(here) == own and (len(own) > 1 or said[0][0][:1].isupper()):
        return text[said[0].start() : said[len(own) - 1].end()]
    alone, shown = here[0], said[0][0]
    if titled:
        return shown if alone == own[-1] else None
    if len(own) > 1 and alone == own[0] and shown[:1].isupper() and alone not in _passing("ordinary"):
        return shown
    return None


@cache
def _passing(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.words("mentions")[key])
