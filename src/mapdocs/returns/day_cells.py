"""What a cell for a day says beside the day: the former one, a reason, a wish. The day is proposed, never taken."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from mapdocs.language.consent import plain_yes, verdict
from mapdocs.readers.cells import Unclear, read_day
from mapdocs.returns.phrasebook import Phrasebook

_DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})")
_NUMBERS = re.compile(r"\d+\.\d+")
_EASTERN = re.compile(r"(?:\d{4}年\s?)?\d{1,2}月\s?\d{1,2}日")
_PARTS = re.compile(r"[()\[\]（）<>→➔➜⇒;；|、，]|\s[/–—-]+\s|[-–—=]+>|(?<=\d{4})/(?=\d{1,2}[./]\d)")
_AROUND = " .,:~≈?!？"
_LONGEST, _MOST_WORDS = 100, 5  # signs of a cell that is read for days; words of a day


def settled(
    found: Unclear, text: str, book: Phrasebook, *, near: date, day_first: bool | None, sent: date | None
) -> date | Unclear:
    """``found``, or the day that ``text`` can only mean: points are written between days and months in this order alone, and
    of two readings the day that was ``sent`` is what nobody changed. Where it says more than a day, that is proposed."""
    if _DOTTED.fullmatch(text):
        dotted = book.read_day(text, near=near, day_first=True)
        if isinstance(dotted, date):
            return dotted
    if sent is not None and len(found.readings) > 1 and sent in found.readings:
        return sent
    if found.readings or sent is None or len(text) > _LONGEST or verdict(text) == "refusal":
        return found
    days = days_in(text, near, day_first, book.locale)
    others = tuple(day for day in days if day != sent)
    if not days:
        return found
    if len(others) == 1 and len(days) > 1:
        return Unclear(f"“{text}” names the day that was sent and another one; moved to {_shown(others[0])}?", others)
    return Unclear(f"“{text}” says more than a day; is it {' or '.join(map(_shown, days))}?", days)


def yes_beside(text: str, sent: date | None, book: Phrasebook, *, near: date, day_first: bool | None) -> str:
    """The yes that stands behind or before the day that was ``sent``: "OK" of "22 Dec 2026 OK"; empty where that is not all."""
    words = text.split()
    for count in range(1, len(words)) if sent is not None and len(text) <= _LONGEST else ():
        for day, said in ((words[:count], words[count:]), (words[count:], words[:count])):
            yes = " ".join(said).strip(_AROUND + "()–-")
            if _day(" ".join(day), near, day_first, book.locale) == sent and plain_yes(yes):
                return yes
    return ""


def _shown(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@lru_cache(maxsize=2000)
def days_in(text: str, near: date, day_first: bool | None, locale: str) -> tuple[date, ...]:
    """The days that stand in ``text``, in their order, each once; none where other numbers stand there ("11 or 12 Jan")."""
    found: dict[date, None] = {}
    eastern = [] if re.search(r"\d", _EASTERN.sub("", text)) else _EASTERN.findall(text)
    for piece in eastern or _PARTS.split(text):
        words = piece.split()
        at = 0
        while at < len(words):
            size, day = next(
                (
                    (size, day)
                    for size in range(min(_MOST_WORDS, len(words) - at), 0, -1)
                    if (day := _day(" ".join(words[at : at + size]), near, day_first, locale))
                ),
                (1, None),
            )
            if day:
                found.setdefault(day)
            elif re.search(r"\d", words[at]):
                return ()
            at += size
    return tuple(found)


def _day(said: str, near: date, day_first: bool | None, locale: str) -> date | None:
    if not re.search(r"\d", said) or _NUMBERS.fullmatch(said):  # "3.5 days"
        return None
    bare = said.strip(_AROUND)
    read = read_day(bare, near=near, day_first=day_first, locale=locale) if bare else None
    return read if isinstance(read, date) else None
