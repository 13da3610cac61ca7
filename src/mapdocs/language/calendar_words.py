"""What the months and the days of the week are called, for reading dates: by Babel, for any language of the world."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Literal

from mapdocs.language import lexicon

_LONG_AND_SHORT: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
_DAYS: tuple[Literal["wide", "abbreviated", "short"], ...] = (*_LONG_AND_SHORT, "short")


def plain(text: str) -> str:
    """``text`` for comparing: lower case, without accents, outer points and space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip(". ")


@lru_cache(maxsize=64)
def months(own: str = "") -> Mapping[str, int]:
    """Months by their names, long and short, in every built-in language; those of the locale ``own`` come first."""
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for locale in _locales(own):
        for width, context in product(_LONG_AND_SHORT, _CONTEXTS):
            for number, name in get_month_names(width, context, locale).items():
                names.setdefault(plain(name), number)
    for number, said in lexicon.words("months").items():  # "Sept", which Babel does not know
        for name in said:
            names.setdefault(name, int(number))
    return names


@lru_cache(maxsize=64)
def weekdays(own: str = "") -> Mapping[str, int]:
    """Days of the week, Monday 0, by their names in every built-in language; those of the locale ``own`` come first."""
    from babel.dates import get_day_names

    names: dict[str, int] = {}
    for locale in _locales(own):
        for width in _DAYS:
            for number, name in get_day_names(width, "format", locale).items():
                names.setdefault(plain(name), number)
    return names


def _locales(own: str) -> tuple[str, ...]:
    """The locales whose words count, without what Babel does not know."""
    from babel import Locale, UnknownLocaleError

    known: dict[str, None] = {}
    for name in (own, own.split("_")[0], *lexicon.languages()):
        try:
            known.setdefault(str(Locale.parse(name)))
        except (UnknownLocaleError, ValueError):
            continue
    return tuple(known)
