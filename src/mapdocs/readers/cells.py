"""What people type into a plan's cells: days in many styles, statuses, names. What can be read in two ways is a
question with its readings, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import day_order, months, plain, weekdays
from mapdocs.language.consent import plain_yes
from mapdocs.language.layout import shorten
from mapdocs.schema import converters


@dataclass(frozen=True, slots=True)
class Unclear:
    """A text that is no sure value: why, and the days that it may mean."""

    why: str
    readings: tuple[date, ...] = ()


_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})(?:\s*[-./]\s*(\d{4}|\d{2}))?\.?")
_GLUED = re.compile(r"(\d{1,2})([^\W\d_]{3})(\d{4}|\d{2})")  # 18NOV26, as schedulers write it
_PLAUSIBLE_DAYS = 800
_REIWA = re.compile(
    r"(?:令和|[RＲ])\s?(\d{1,2})[年./-]\s?(\d{1,2})[月./-]\s?(\d{1,2})日?(?:\s*[（(].[)）])?"  # its first year is 2019
)
_WEEKDAY_BEHIND = re.compile(r"\s*[（(][^\W\d]{1,4}\.?[)）]$")
WEEKDAY_NAMED = re.compile(r"[（(]([^\W\d]{1,9})\.?[)）]$")
_EASTERN = re.compile(r"(?:(\d{4})年)?\s*(\d{1,2})月\s*(\d{1,2})日(?:\s*[(（]?[日月火水木金土](?:曜日?)?[)）]?)?")


def read_day(text: str, *, near: date, day_first: bool | None = None, locale: str = "") -> date | Unclear:
    """The day that ``text`` states; where the year is left out, the one closest to ``near``.

    Months and weekdays are known in every built-in language, and before those in the one of ``locale``.
    ``day_first`` settles 4/5/2026 where the file or its owner says which way round; else the order of ``locale`` does,
    where that names one, and a weekday beside it goes before that. What is left with two readings is a question. A
    point between the numbers (4.5.2026) means day first everywhere that writes it so: no other order settles it.
    """
    whole = " ".join(text.split()).strip(" ,;")
    body = undressed(whole, locale)
    iso = _ISO.fullmatch(body)
    if iso:
        return _made(int(iso[1]), int(iso[2]), int(iso[3]), body)
    eastern = _EASTERN.fullmatch(body)
    if eastern:
        month, day = int(eastern[2]), int(eastern[3])
        return _made(int(eastern[1]), month, day, body) if eastern[1] else _nearest(month, day, near, body)
    named = _named(body, near, locale)
    if named is not None:
        return named
    numeric = _NUMERIC.fullmatch(body)
    if numeric and numeric[4] and len(numeric[4]) == 2 and day_first is None and day_order(locale) == "ymd":  # 26/12/03
        made = _made(2000 + int(numeric[1]), int(numeric[3]), int(numeric[4]), body)
        return _not_far(made, near, body)
    if numeric:
        settled = _settled_behind(_numeric_day(numeric, near, day_first, body), whole, locale)
        return _by_locale(numeric, near, settled, locale, body)
    first, _, rest = body.partition(" ")
    weekday = weekdays(locale).get(plain(first.strip(",")))
    numeric = _NUMERIC.fullmatch(rest.strip()) if weekday is not None else None
    if numeric and weekday is not None:
        either = _numeric_day(numeric, near, day_first, body)
        found = _on_weekday(either, weekday, body)
        return _by_locale(numeric, near, either, locale, body) if found is either else found
    return Unclear(f"“{shorten(body)}” is not a date")


@lru_cache(maxsize=50_000)  # a column is read again for each row that may be its heading
def undressed(said: str, locale: str = "") -> str:
    """A day without what stands around it: "bis 18.12.26", "2026/12/18（金）", "8 Ocak 2027 Cuma", and the years of Reiwa."""
    reiwa = _REIWA.fullmatch(said)
    if reiwa:
        return f"{2018 + int(reiwa[1])}-{reiwa[2]}-{reiwa[3]}"
    low = said.casefold()
    word = next((word for word in _until() if low.startswith(f"{word} ") and re.search(r"\d", said)), "")
    said = _WEEKDAY_BEHIND.sub("", said[len(word) :].strip())
    rest, _, last = said.rpartition(" ")
    return f"{last} {rest}" if rest.count(" ") > 1 and plain(last) in weekdays(locale) else said


@cache
def _until() -> tuple[str, ...]:
    return tuple(sorted({word.casefold() for word in lexicon.table("columns.yaml")["until"]}, key=len, reverse=True))


def _on_weekday(found: date | Unclear, weekday: int, body: str) -> date | Unclear:
    """Of the days that a number may mean, the one that falls on the weekday beside it."""
    possible = (found,) if isinstance(found, date) else found.readings
    fitting = [day for day in possible if day.weekday() == weekday]
    if len(fitting) == 1:
        return fitting[0]
    return (
        Unclear(f"“{shorten(body)}” is no such weekday", possible) if isinstance(found, date) or not fitting else found
    )


def _settled_behind(found: date | Unclear, whole: str, locale: str) -> date | Unclear:
    """``found``, or of its readings the only one that falls on the weekday behind it: 12/4(金)."""
    behind = WEEKDAY_NAMED.search(whole)
    weekday = weekdays(locale).get(plain(behind[1])) if behind else None
    if isinstance(found, date) or weekday is None or len(found.readings) < 2:
        return found
    fitting = [day for day in found.readings if day.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else found


def _by_locale(numeric: re.Match[str], near: date, found: date | Unclear, locale: str, body: str) -> date | Unclear:
    """``found``, or, where it has several readings, the one in the order of ``locale``."""
    order = day_order(locale)
    year = numeric[4]
    if isinstance(found, date) or not found.readings or order is None or (numeric[2] == "." and order != "dmy"):
        return found
    if order == "ymd" and year:  # nobody who begins with the year writes it last: that is another country's date
        return found
    settled = _numeric_day(numeric, near, order == "dmy", body)
    if not isinstance(settled, date) or settled not in found.readings:
        return found
    return _not_far(settled, near, body) if year and len(year) == 2 else settled


def _not_far(found: date | Unclear, near: date, body: str) -> date | Unclear:
    """``found``, whose year was written with two digits, where it lies within the years of a plan."""
    if isinstance(found, date) and abs((found - near).days) > _PLAUSIBLE_DAYS:
        return Unclear(f"“{shorten(body)}” has a year of two digits", (found,))
    return found


def _numeric_day(numeric: re.Match[str], near: date, day_first: bool | None, body: str) -> date | Unclear:
    first, second, year = int(numeric[1]), int(numeric[3]), numeric[4]
    full = int(year) if year and len(year) == 4 else 2000 + int(year) if year else None
    pairs = (
        {(second, first), (first, second)} if day_first is None else {(second, first) if day_first else (first, second)}
    )
    possible: set[date] = set()
    sure = True
    for month, day in pairs:
        found = _made(full, month, day, body) if full else _nearest(month, day, near, body)
        possible.update([found] if isinstance(found, date) else found.readings)
        sure = sure and (isinstance(found, date) or not found.readings)
    if sure and len(possible) == 1 and (year is None or len(year) == 4 or day_first is not None):
        return possible.pop()
    if possible:
        both = tuple(sorted(possible))
        said = " or ".join(f"{d.day} {d:%b %Y}" for d in both)
        return Unclear(f"“{shorten(body)}” can be {said}", both)
    return Unclear(f"“{shorten(body)}” is not a date")


@cache
def _ornaments() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands around the parts of a date: the end of an ordinal number, and the small words between."""
    said = lexicon.words("dates")
    return (
        re.compile(rf"(?<=\d)(?:{_either(said['ordinals'])}|\.)(?=[\s,]|$)"),
        re.compile(rf"\b(?:{_either(said['small_words'])})\b", re.IGNORECASE),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _named(body: str, near: date, locale: str) -> date | Unclear | None:
    """A day with its month in letters, with or without weekday and year."""
    month_of, weekday_of = months(locale), weekdays(locale)
    ordinals, small_words = _ornaments()
    bare = small_words.sub(" ", ordinals.sub("", body)).replace(",", " ")
    bare = re.sub(r"(?<=\d)[-/](?=[^\W\d])|(?<=[^\W\d])[-/](?=\d)", " ", bare)
    words = (" ".join(glued.groups()) if (glued := _GLUED.fullmatch(bare)) else bare).split()
    weekday = None
    names_month = any(plain(word) in month_of for word in words[1:])
    if names_month and not words[0][0].isdigit() and plain(words[0]) in weekday_of and len(words) > 2:
        weekday = weekday_of[plain(words.pop(0))]
    if not 2 <= len(words) <= 3:
        return None
    named = [index for index, word in enumerate(words) if plain(word) in month_of]
    numbers = [word for word in words if re.fullmatch(r"\d{1,4}", word)]
    if len(named) != 1 or len(numbers) != len(words) - 1:
        return None
    month = month_of[plain(words[named[0]])]
    if len(numbers) == 1:
        if len(numbers[0]) > 2:
            return Unclear(f"“{shorten(body)}” names no day")
        found = _nearest(month, int(numbers[0]), near, body)
    else:
        days = [n for n in numbers if len(n) <= 2]
        years = [n for n in numbers if len(n) == 4]
        if len(years) == 1 and len(days) == 1:
            found = _made(int(years[0]), month, int(days[0]), body)
        elif len(days) == 2 and named[0] == 1:  # 4-Dec-26, as spreadsheets show it
            found = _made(2000 + int(days[1]), month, int(days[0]), body)
            found = _not_far(found, near, body)
        else:
            return None
    if isinstance(found, date) and weekday is not None and found.weekday() != weekday:
        return Unclear(f"“{shorten(body)}” is a {found:%A}", (found,))
    return found


def _made(year: int, month: int, day: int, body: str) -> date | Unclear:
    try:
        found = date(year, month, day)
    except ValueError:
        return Unclear(f"“{shorten(body)}” is not a date: there is no such day")
    if not converters.EARLIEST_YEAR <= year <= converters.LATEST_YEAR:
        return Unclear(f"“{shorten(body)}” lies in the year {year}")
    return found


def _nearest(month: int, day: int, near: date, body: str) -> date | Unclear:
    candidates = []
    for year in (near.year - 1, near.year, near.year + 1):
        found = _made(year, month, day, body)
        if isinstance(found, date):
            candidates.append(found)
    if not candidates:
        return Unclear(f"“{shorten(body)}” is not a date: there is no such day")
    closest = min(candidates, key=lambda d: abs((d - near).days))
    if abs((closest - near).days) > 150:
        return Unclear(f"“{shorten(body)}” names no year", (closest,))
    return closest


_SIGNS = re.compile(r"^[^\w(\[{<≠¬!?-]+")  # shapes, ticks and emoji before a word, but nothing that takes it back


def read_status(text: str, own: Mapping[str, str]) -> str | None:
    """The status that ``text`` names, shapes and "late" left out; None where it names none.

    ``own`` maps the words of our own files, folded to lower case, to statuses.
    """
    whole = " ".join(text.split())
    for body in (whole, _SIGNS.sub("", whole)):  # a sign alone is a status too
        word = body.casefold().strip(" .!")
        if word in own:
            return own[word]
        found = converters.status(word) if word else None
        if isinstance(found, str):
            return found
    return None


def says_yes(text: str) -> bool:
    """Whether ``text`` is nothing but a yes, as somebody gives it in a cell that asks for one: a mark is one there."""
    answers = lexicon.words("answers")
    said = " ".join(text.casefold().replace("’", "'").split()).strip(" .!")
    return said in answers["yes"] or said in answers["agreed"] or plain_yes(text)
