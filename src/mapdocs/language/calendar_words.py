"""What the months and the days of the week are called, for reading dates: by Babel, for any language of the world."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from mapdocs.language import lexicon

if TYPE_CHECKING:
    from babel import Locale


def plain(text: str) -> str:
    """``text`` for comparing: lower case, without accents, outer points and space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip(". ")


@lru_cache(maxsize=64)
def months(own: str = "") -> Mapping[str, int]:
    """Months by their names, long and short, in every built-in language; those of the locale ``own`` come first."""
    names: dict[str, int] = {}
    for locale, width, context in product(_locales(own), ("wide", "abbreviated"), ("format", "stand-alone")):
        for number, name in locale.months[context][width].items():
            names.setdefault(plain(name), number)
    for number, said in lexicon.words("months").items():  # "Sept", which Babel does not know
        for name in said:
            names.setdefault(name, int(number))
    return names


@lru_cache(maxsize=64)
def weekdays(own: str = "") -> Mapping[str, int]:
    """Days of the week, Monday 0, by their names in every built-in language; those of the locale ``own`` come first."""
    names: dict[str, int] = {}
    for locale, width in product(_locales(own), ("wide", "abbreviated", "short")):
        for number, name in locale.days["format"][width].items():
            names.setdefault(plain(name), number)
    return names


def _locales(own: str) -> list[Locale]:
    """The locales whose words count, without what Babel does not know."""
    from babel import Locale, UnknownLocaleError

    known: dict[str, Locale] = {}
    for name in (own, own.split("_")[0], *lexicon.languages()):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        known.setdefault(str(locale), locale)
    return list(known.values())
