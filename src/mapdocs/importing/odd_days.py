"""Days in the words that people put around them: "w/c 11 Jan 2027", "4 Dec (was 20 Nov)", "moved to 4 Dec", "4 Dec EOD", "1./2. März 2027", "~4 Dec", 20261204."""

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
WAS_MOVED = "it was moved to that day"
OTHER_IS_SETTLED = "the other day is when it was confirmed"
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
        if day:
            return OddDay(day, OTHER_IS_FORMER)
    return _held_now(said, read) or _two_days(said, read)


def _held_now(said: str, read: Callable[[str], date | None]) -> OddDay | None:
    """The day that holds now, beside the former one or the one on which it was settled, or behind what moved it."""
    for pattern, how in (
        (_moved(), OTHER_IS_FORMER),
        (_moved_behind(), OTHER_IS_FORMER),
        (_settled(), OTHER_IS_SETTLED),
    ):
        found = pattern.fullmatch(said)
        day = read(found["now"].strip(" ,;")) if found else None
        if not found or not day:
            continue
        others = [one.strip(" ,;") for name, one in found.groupdict().items() if name != "now" and one]
        if all(read(one) for one in others):
            return OddDay(day, how if others else WAS_MOVED)
    return None


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
    every = _any("former_day")  # two of them together say more: "not before 20 Nov"
    return re.compile(
        rf"(?P<now>[^()（）]*?\d[^()（）]*?)(?:\s*[(（\[]\s*|\s*[,;]\s*|\s+[-–—]\s+)(?:{every})(?!\s+(?:{every})\s)\s*[:：]?\s*(?P<was>[^()（）]*?)\s*[)）\]]?",
        re.IGNORECASE,
    )


_ONE = r"[^()（）,;]*?\d[^()（）]*?"  # a day, as far as its signs say
_PARTS = r"(?:\s*[(（\[,;/→–—、-]+\s*|\s*->\s*|\s+)"  # between two of them


@cache
def _moved() -> re.Pattern[str]:
    """ "moved to 8 Feb", "1 Feb, moved to 8 Feb", "old: 1 Feb, new: 8 Feb", "now 8 Feb, originally 1 Feb"."""
    now = rf"(?:{_any('moved_to')}|{_any('new_day')})"
    former = rf"(?:{_any('former_day')})"
    sign = r"(?:\s*[:：=]\s*|\s+|(?<=[^\x00-\u2fff])\s*)"
    return re.compile(
        rf"(?:(?:{former}{sign})?(?P<before>{_ONE}){_PARTS})?{now}{sign}(?P<now>{_ONE})"
        rf"(?:{_PARTS}{former}{sign}(?P<behind>{_ONE}))?\s*[)）\]]?",
        re.IGNORECASE,
    )


@cache
def _moved_behind() -> re.Pattern[str]:
    """The same where the words stand behind the day: "11/27から12/4に変更"."""
    behind = "|".join(re.escape(word) for word in lexicon.table("cells.yaml")["moved_to"] if has_unspaced(word))
    return re.compile(rf"(?:(?P<before>{_ONE})\s*(?:から|→|->|、|\s)\s*)?(?P<now>{_ONE})\s*(?:{behind})。?")


@cache
def _settled() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<now>{_ONE})\s*[(（\[,;–—-]\s*(?:{_any('confirmed_day')})\s*[:：]?\s*(?P<on>{_ONE})\s*[)）\]]?",
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
