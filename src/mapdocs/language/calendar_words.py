"""What the months and the days of the week are called, and in which order a date's numbers stand, for reading dates: by
Babel, for any language of the world."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal

from mapdocs.language import lexicon

if TYPE_CHECKING:
    from babel import Locale


def plain(text: str) -> str:
    """``text`` for comparing: lower case, without accents, outer points and space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip(". ")


@lru_cache(maxsize=64)
def months(own: str = "") -> Mapping[str, int]:
    """Months by their names, long and short, in every language that is read; those of the locale ``own`` come first."""
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


Order = Literal["dmy", "mdy", "ymd"]


@lru_cache(maxsize=64)
def day_order(locale: str) -> Order | None:
    """How the numbers of a date stand in ``locale``; None where that is not known, or people there write both ways.

    English alone names no country, and a country that officially begins with the year may write 4/5 either way: only
    where 12/3 is known to be month and day too is its order one.
    """
    if locale in ("", "en"):
        return None
    from babel import Locale, UnknownLocaleError

    try:
        known = Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        return None
    letters = [letter.lower() for letter in known.date_formats["short"].pattern if letter in "dMy"]
    order = "".join(dict.fromkeys(letters))
    if order == "ymd":
        return "ymd" if known.language in ("ja", "zh", "ko") else None
    return "mdy" if order == "mdy" else "dmy" if order == "dmy" else None


def _locales(own: str) -> list[Locale]:
    """The locales whose words count, without what Babel does not know."""
    from babel import Locale, UnknownLocaleError

    known: dict[str, Locale] = {}
    for name in (own, own.split("_")[0], *lexicon.languages(), *lexicon.words("calendars")["languages"]):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        known.setdefault(str(locale), locale)
    return list(known.values())
