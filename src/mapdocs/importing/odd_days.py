"""Days in the words that people put around them: "w/c 11 Jan 2027", "4 Dec (was 20 Nov)", "4 Dec EOD", "1./2. März 2027", "~4 Dec", 20261204."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import plain, weekdays
from mapdocs.language.scripts import has_unspaced

FRIDAY_OF_WEEK = "the Friday of that week"
END_OF_WEEK = "the day with which that week ends"
OTHER_IS_FORMER = "the other day is the former one"
NOT_CERTAIN = "the file calls it not certain"
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|ª|e)?"
_MOST = 60  # signs of a cell that is a day and little else


@dataclass(frozen=True, slots=True)
class OddDay:
    """``how`` says why it is that day, where somebody may ask; ``starts`` is the first of two days."""

    day: date
    how: str = ""
    starts: str = ""


def odd_day(said: str, read: Callable[[str], date | None]) -> OddDay | None:
    """The day that ``said`` is beyond doubt, by ``read``, which reads one that stands alone."""
    if len(said) > _MOST or not re.search(r"\d", said):
        return None
    compact = _COMPACT.fullmatch(said)
    if compact:
        day = read("-".join(compact.groups()))
        return OddDay(day) if day else None
    for pattern, how in ((_week_of(), FRIDAY_OF_WEEK), (_week_ending(), END_OF_WEEK), (_end_of_day(), "")):
        found = pattern.fullmatch(said)
        day = read(next(part for part in found.groups() if part).strip(" ,")) if found else None
        if day:
            return OddDay(_friday(day) if how == FRIDAY_OF_WEEK else day, how)
    near = _near().fullmatch(said)
    if near:
        day = read((near["one"] or near["other"]).strip(" ,"))
        return OddDay(day, NOT_CERTAIN) if day else None
    former = _former().fullmatch(said)
    if former and read(former["was"]):
        day = read(former["now"])
        return OddDay(day, OTHER_IS_FORMER) if day else None
    return _two_days(said, read)


def _friday(day: date) -> date:
    """The Friday of the week in which ``day`` is; one that begins at the weekend is the next."""
    return day + timedelta((4 - day.weekday()) % 7)


def _two_days(said: str, read: Callable[[str], date | None]) -> OddDay | None:
    """The second of two days that follow one another: what goes on for both ends with it."""
    found = _joined().fullmatch(said)
    if found is None or any(plain(name) not in weekdays() for name in (found["one"], found["two"]) if name):
        return None
    day = read(found["last"])
    follows = day is not None and day.day == int(found["second"]) == int(found["first"]) + 1
    weekday = f"{found['one']} " if found["one"] else ""
    return OddDay(day, starts=f"{weekday}{found['first']}{said[found.end('second') :]}") if day and follows else None


@cache
def _joined() -> re.Pattern[str]:
    joining = "|".join(map(re.escape, (*lexicon.table("sides.yaml")["and"], "&", "+")))
    return re.compile(
        rf"(?:(?P<one>[^\W\d_]{{1,10}})\.?,? )?(?P<first>\d{{1,2}}){_ORDINAL}(?P<gap>\s?/\s?|\s?(?:{joining})\s?)"
        rf"(?:(?P<two>[^\W\d_]{{1,10}})\.?,? )?(?P<last>(?P<second>\d{{1,2}}){_ORDINAL}(?:\d{{1,2}}\.|,? ?(?:de |of )?[^\W\d_]{{3,}}).*)",
        re.IGNORECASE,
    )


@cache
def _week_of() -> re.Pattern[str]:
    return _in_front_or_behind("week_of")


@cache
def _week_ending() -> re.Pattern[str]:
    return _in_front_or_behind("week_ending")


@cache
def _end_of_day() -> re.Pattern[str]:
    every = _any("end_of_day")
    return re.compile(rf"(?:{every})\s+(.+)|(.*\d.*?)[\s,]*\(?(?<![^\W_])(?:{every})\)?\.?", re.IGNORECASE)


@cache
def _near() -> re.Pattern[str]:
    """A day that is not certain: "~4 Dec", "ca. 15. Januar", "4 Dec?"."""
    signs = rf"(?P<other>.*\d.*?)\s*(?:{_any('unsure_day')})"
    return re.compile(
        rf"(?:{_any('about_day')})(?:(?<=\W)|\s)\s*(?P<one>.*?\d.*?)(?:{_any('unsure_day')})?|{signs}", re.IGNORECASE
    )


@cache
def _former() -> re.Pattern[str]:
    every = _any("former_day")
    return re.compile(
        rf"(?P<now>[^()（）]*?\d[^()（）]*?)(?:\s*[(（\[]\s*|\s*[,;]\s*|\s+[-–—]\s+)(?:{every})\s*[:：]?\s*(?P<was>[^()（）]*?)\s*[)）\]]?",
        re.IGNORECASE,
    )


def _in_front_or_behind(kind: str) -> re.Pattern[str]:
    behind = "|".join(re.escape(word) for word in lexicon.table("cells.yaml")[kind] if has_unspaced(word))
    return re.compile(rf"(?:{_any(kind)})(?:\s*[:：]\s*|\s+|(?<=['’]))(.+)|(.+?)(?:{behind})", re.IGNORECASE)


def _any(kind: str) -> str:
    return "|".join(map(re.escape, sorted(lexicon.table("cells.yaml")[kind], key=len, reverse=True)))


def from_go_live(said: str, go_live: date | None) -> date | None:
    """The day that is counted from the go-live: "-14", "T-30 days", "G+7"."""
    days = re.fullmatch(r"(?i)(?:[TDG]\s*|go-?live\s*)?([-–\u2212+]?)\s*(\d{1,3})(?:\s*(?:d|days?))?", said)
    return go_live + timedelta(int(days[2]) if days[1] == "+" else -int(days[2])) if days and go_live else None
