"""A date in a text moved by some weeks, in the form and the language in which it was written."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import day_order, months, plain


def moved(said: str, base: date, by: timedelta, locale: str) -> str | None:
    """The date ``said``, of the year that is told or the one that is nearest to ``base``; a month alone stays one. None where
    it is a word of every day and no month."""
    word = next((w for w in re.findall(r"[^\W\d_]+", said) if plain(w) in months()), None)
    numbers = re.findall(r"\d+", said)
    if re.fullmatch(r"20\d{6}", said):
        whole = _nearest([(int(said[:4]), int(said[4:6]), int(said[6:]))], base)
        return (whole + by).strftime("%Y%m%d") if whole else said
    span = re.search(r"(\d{1,2})\D{1,8}?(\d{1,2})(?=\D|$)", said) if word else None
    if word and span and _is_span(said, word, span):
        return _moved_span(said, word, span, base, by)
    if word is None:
        return _shifted_numbers(said, numbers, base, by, locale)
    if not word[0].isupper() and word in everyday():
        return None  # may, march
    month = months()[plain(word)]
    year = next((int(n) for n in numbers if len(n) == 4), None)
    short = year is None and len(numbers) > 1  # 7 Dec 26
    if short:
        year = 2000 + int(numbers[-1]) % 100
    day = next((int(n) for n in numbers if len(n) <= 2), None)
    near = _nearest([(y, month, day or 15) for y in ([year] if year else range(base.year - 1, base.year + 2))], base)
    if near is None:
        return said
    new = near + by
    changed = said.replace(word, _month_like(word, month, new.month))
    if day is not None:
        written = next(n for n in numbers if len(n) <= 2)
        changed = re.sub(rf"(?<!\d){written}(?!\d)", str(new.day), changed, count=1)
        changed = re.sub(r"(\d)(?:st|nd|rd|th)\b", lambda m: m[1] + _ordinal(new.day), changed)
    if short:
        return re.sub(r"\d{2}(?=\D*$)", f"{new.year % 100:02d}", changed)
    return changed.replace(str(year), str(new.year)) if year else changed


def _is_span(said: str, word: str, span: re.Match[str]) -> bool:
    """Whether both numbers are days, as in "Dec 7-9" and "3 and 5 December"; not in "7 Dec 26"."""
    at = said.index(word)
    return not span.start() < at < span.end() and int(span[1]) < int(span[2]) <= 31


def _moved_span(said: str, word: str, span: re.Match[str], base: date, by: timedelta) -> str:
    month = months()[plain(word)]
    year = next((int(n) for n in re.findall(r"\d{4}", said)), None)
    ends = []
    for day in (int(span[1]), int(span[2])):
        near = _nearest([(y, month, day) for y in ([year] if year else range(base.year - 1, base.year + 2))], base)
        if near is None:
            return said
        ends.append(near + by)
    first, last = ends
    if first.month != last.month:
        names = [_month_like(word, month, end.month) for end in ends]
        shown = f"{first.day} {names[0]} - {last.day} {names[1]}"
        return f"{shown} {last.year}" if year else shown
    days = (
        said[: span.start()] + said[span.start() : span.end()].replace(span[1], str(first.day), 1) + said[span.end() :]
    )
    end = span.end() + len(str(first.day)) - len(span[1])
    begin = end - len(span[2])
    changed = days[:begin] + str(last.day) + days[end:]
    changed = changed.replace(word, _month_like(word, month, last.month), 1)
    return changed.replace(str(year), str(last.year)) if year else changed


def _nearest(stated: list[tuple[int, int, int]], base: date) -> date | None:
    found = []
    for year, month, day in stated:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda d: abs((d - base).days), default=None)


def _shifted_numbers(said: str, numbers: list[str], base: date, by: timedelta, locale: str) -> str:
    """A date in numbers alone, in the order that is nearest to the plan's own dates."""
    if len(numbers) < 3:  # 12月7日
        near = _nearest([(y, int(numbers[0]), int(numbers[1])) for y in range(base.year - 1, base.year + 2)], base)
        orders: list[tuple[int, int, int]] = [(-1, 0, 1)]
    else:
        first = [
            int(n) + (2000 if len(n) == place == 2 and len(numbers[0]) < 4 else 0) for place, n in enumerate(numbers)
        ]
        orders = [(0, 1, 2)] if len(numbers[0]) == 4 else [(2, 0, 1), (2, 1, 0)]
        if len(orders) > 1 and day_order(locale) == "dmy":
            orders.reverse()
        near = None
        for order in orders:
            found = _nearest([(first[order[0]], first[order[1]], first[order[2]])], base)
            if found and (near is None or abs((found - base).days) < abs((near - base).days)):
                near, chosen = found, order
        orders = [chosen] if near else []
    if near is None:
        return said
    new = near + by
    made = list(numbers)
    for place, value in zip(orders[0], (new.year, new.month, new.day), strict=True):
        if place >= 0:
            width = len(numbers[place])
            made[place] = f"{value % 100 if width == 2 and place == orders[0][0] else value:0{width}d}"
    replaced = iter(made)
    return re.sub(r"\d+", lambda m: next(replaced), said)


def _month_like(word: str, month: int, new: int) -> str:
    """The name of the month ``new`` in the language and the length of ``word``, which names ``month``."""
    from babel import Locale

    for language, context, width in product(lexicon.languages(), ("format", "stand-alone"), ("wide", "abbreviated")):
        names = Locale.parse(language).months[context][width]
        if plain(names[month]) == plain(word):
            other = str(names[new]).rstrip(".")
            return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other.lower()
    return date(2026, new, 1).strftime("%b")


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def everyday() -> frozenset[str]:
    """Names that are words as well: in lower case they are the word."""
    return lexicon.entries("everyday.txt")
