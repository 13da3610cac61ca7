"""Words and lines of the library Faker to train with: names of people and titles of jobs in many countries, and idle words.

No text of it stands in the repository. What stays are bits and weights: of names and of words that trades are called by
(``rules/classify/known.py``), and what the models learn of lines drawn here. Drawn with seeds, so the same release of Faker
(MIT licence), which ``pyproject.toml`` names, gives the same bytes.
"""

from __future__ import annotations

import pkgutil
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType

from faker.providers import job, lorem, person

from mapdocs.rules.classify import known

#: How many names and titles are drawn a country, and how many lines of idle words a language.
DRAWN = 100
#: How many bits there are for each word: two in a hundred words that are not in a table seem to be.
ROOM = 8
#: Written without spaces.
UNSPACED = ("ja_JP", "zh_CN", "zh_TW", "th_TH")
_JOINED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def names() -> dict[str, tuple[list[str], list[str]]]:
    """Given names and family names, by country."""
    return {
        country: (_listed(found, ("first", "given", "middle")), _listed(found, ("last", "surname", "family")))
        for country, found in _countries(person)
    }


def titles() -> dict[str, list[str]]:
    """Titles of jobs, by country."""
    return {country: _listed(found, ("jobs",)) for country, found in _countries(job)}


def owners() -> list[tuple[str, int]]:
    """Cells of an owner's column: names (0) as people write them, and titles (1)."""
    draw = random.Random(1)
    found = [
        (_called(draw, draw.choice(given), draw.choice(family)), 0)
        for given, family in names().values()
        if given and family
        for _ in range(DRAWN)
    ]
    for every in titles().values():
        draw.shuffle(every)
        found += [(_written(draw.random(), title), 1) for title in every[:DRAWN]]
    return found


def idle() -> list[str]:
    """Two to four words that have nothing to do with each other, in many languages."""
    draw = random.Random(3)
    found = []
    for country, words in _countries(lorem):
        every = sorted({str(word) for word in words.word_list})
        if country == "la":  # nobody's language
            continue
        for _ in range(DRAWN):
            line = ("" if country in UNSPACED else " ").join(draw.sample(every, draw.choice((2, 2, 3, 4))))
            found.append(line[0].upper() + line[1:] if draw.random() < 0.6 else line)
    return found


def called() -> set[str]:
    """Every word that is a name somewhere; of those that are written in one, also which part of it they are."""
    found = set()
    for given, family in names().values():
        for every, part in ((given, "-{}"), (family, "{}-")):
            words = {known.folded(word) for name in every for word in re.split(r"[\s-]+", name) if word}
            found |= words | {part.format(word) for word in words if _JOINED.match(word)}
    return found


def trades() -> set[str]:
    """Words of titles in two countries or more: those of one are often names of places and companies."""
    found = Counter(
        word
        for every in titles().values()
        for word in {known.folded(word) for title in every for word in re.findall(r"[^\W\d_]+", title)}
    )
    return {word for word, countries in found.items() if countries > 1}


def bits(words: set[str]) -> bytes:
    """The table in which ``words`` are known."""
    table = bytearray(-(-len(words) * ROOM // 8))
    for word in words:
        for at in known.places(word, len(table) * 8):
            table[at >> 3] |= 1 << (at & 7)
    return bytes(table)


def _countries(package: ModuleType) -> Iterator[tuple[str, type]]:
    for country in sorted(found.name for found in pkgutil.iter_modules(package.__path__)):
        yield country, import_module(f"{package.__name__}.{country}").Provider


def _listed(provider: type, kinds: tuple[str, ...]) -> list[str]:
    """The words of all lists whose names say one of ``kinds``, but no patterns and no titles of address."""
    found: set[str] = set()
    for name in dir(provider):
        every = getattr(provider, name)
        if any(kind in name for kind in kinds) and not re.search("format|prefix|suffix|__", name):
            found |= {str(word) for word in every} if isinstance(every, Iterable) else set()
    return sorted(word for word in found if "{" not in word)


def _called(draw: random.Random, given: str, family: str) -> str:
    chance = draw.random()
    if _JOINED.search(given):
        return family + given if chance < 0.6 else f"{family} {given}" if chance < 0.9 else family
    ways = (
        (0.55, f"{given} {family}"),
        (0.7, given),
        (0.8, family),
        (0.88, f"{given[0]}. {family}"),
        (0.94, f"{family}, {given}"),
        (1.0, f"{given} {family}".lower()),
    )
    return next(name for until, name in ways if chance <= until)


def _written(chance: float, title: str) -> str:
    return title if chance < 0.6 else title.lower() if chance < 0.8 else title.title()
