"""What the cells of a plan say, in the ways of the programs in which plans are kept: days, statuses, owners by address."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from mapdocs.importing.odd_days import FRIDAY_OF_WEEK, odd_day
from mapdocs.language import lexicon
from mapdocs.readers.cells import WEEKDAY_NAMED, Unclear, read_day, read_status, says_yes, undressed
from mapdocs.readers.headings import folded
from mapdocs.readers.serials import SERIALS, serial_day
from mapdocs.readers.tables import Cell, Line, clean

_HOURS = r"(?:\d{1,2}(?:[:.]\d{2}|\s?h\s?\d{2})(?::\d{2})?(?:\.\d+)?|\d{1,2}(?=\s?(?:[AaPp]\.?[Mm]\b|Uhr|uur|h\b|時)))"
_AT_HOUR = r"(?:(?:at|um|ab|à|às|a las|alle|om|kl\.?|@)\s+)?"
_TIME = re.compile(
    rf"[,T ]\s*{_AT_HOUR}(?:{_HOURS}\s*(?:[AaPp]\.?[Mm]\.?)?\s?(?:[-–—]|to|bis|à)\s?)?{_HOURS}\s*(?:[AaPp]\.?[Mm]\.?|Uhr|uur|h|Hrs?\.?|時)?\s*(?:Z|[+-]\d{{2}}:?\d{{2}})?"
    r"\s*(?:\(?[A-Z]{2,5}(?:[+-]\d{1,4})?\)?)?(?:\s*\([^()]*\))?$"
)
_HOUR_IN_BRACKETS = re.compile(
    rf"\s*[(（]\s*{_AT_HOUR}{_HOURS}\s*(?:[AaPp]\.?[Mm]\.?|Uhr|uur|h|Hrs?\.?|時)?\s*[A-Z]{{0,5}}\s*[)）]$"
)
_RANGE = re.compile(
    r"\s+(?:→|–|—|-|->|/|to|until|till|thru|through|bis|bis zum|au|jusqu'au|à|al|hasta|até|a|t/m|tot|til|do)\s+"
    r"|\s*(?:→|->|〜|～|~|から)\s*|(?<=\d{4}-\d\d-\d\d)/(?=\d{4}-)|\s*\.\.+\s*(?=\d)"
)
_HOUR = re.compile(r"\d{1,2}(?:[:.h]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?|Uhr|h)?\s*(?:\([^()]*\))?")
#: Before the first day of a range: "from 7 December to …".
_FROM = re.compile(r"^(?:from|von|vom|du|de|del|desde|dal|van|od|från|fra)\s+(?=\d|[^\W\d_]+ \d)", re.IGNORECASE)
_POINTED = re.compile(r"(?:[^\W\d_]+[.,]*\s+)?\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:\d{4}|\d{2}))?")
_SHORT_YEAR = re.compile(r"(?<=\.)\s?\d{2}$")
_SHORT_RANGE = re.compile(r"((?:[^\W\d_]+\.? )?)(\d{1,2}\.?)\s?[-–—]\s?(\d{1,2}\.?)((?:,? [^\W\d_]+\.?)?(?:,? \d{4})?)")
_NUMBERED_RANGE = re.compile(
    r"(\d{1,2}[./]\d{1,2}[./]?)\s?[-–—]\s?(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.\d{1,2}\.|\d{1,2}/\d{1,2})"
)
_NUMBERED_WITHIN = re.compile(
    r"(\d{1,2}\.?)\s?[-–—]\s?(\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?<=[.\d][-–—])\d{1,2}\.\d{1,2}\.|(?<=\.\s[-–—]\s)\d{1,2}\.\d{1,2}\.)"
)
_ORDERED = re.compile(r"(?:[^\W\d_]+[.,]*\s+)?(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})")
PLAUSIBLE_DAYS = 800  # a plan's dates lie within them
_EPOCH = re.compile(r"1\d{12}")  # milliseconds since 1970: 2001 to 2033
_SIGNS = {
    **dict.fromkeys("☒☑✓✔✅🗹🗸", "done"),
    **dict.fromkeys("☐□⬜❌✗✘", "open"),
    **dict.fromkeys("⏳⌛🔄🚧", "in progress"),
    **dict.fromkeys("⛔🚫", "blocked"),
}
_BOXES = {"[x]": "done", "(x)": "done", "[ ]": "open", "[]": "open", "( )": "open"}
#: A day as schedulers mark it: " A" behind one that is actual, "*" behind one that a constraint sets, "18NOV26A" in those of old.
_SCHEDULED = re.compile(r"(.*\d)(?:\s?(A)|\s?\*)")
_SURELY_OF_A_YEAR = (
    40  # "Week 3" and W3 may be a project's third; from here on W50 is one of the year, as ISO writes it
)
_OTHERWISE = frozenset(("s", "sem", "sett"))  # "S1 2027" is half a year, "Sett. 3" a day in September
_YEARS_AHEAD = 5
_NO_DAY = frozenset({"-", "–", "—", "n/a", "na", "nv", "nc"})  # the last as Project writes that there is none


@dataclass(frozen=True, slots=True)
class Day:
    """A cell's day; ``why`` there is none though something stands there; ``said`` what else it says, as a range's start.
    ``week`` are words that were read as a day, as a calendar week is as its Friday, and ``how`` says why it is that one."""

    day: date | None
    why: str = ""
    said: str = ""
    week: str = ""
    how: str = ""


_NO_VALUE = frozenset({"null", "[]", "{}", "undefined"})  # what programs write where there is nothing


def words(cell: Cell) -> str:
    said = _in_one_line(cell.text) if cell.lines else ""
    return "" if said in _NO_VALUE else said


@lru_cache(maxsize=50_000)
def _in_one_line(text: str) -> str:
    return " ".join(clean(text).split())


def read(cell: Cell, *, near: date, day_first: bool | None, locale: str = "") -> Day:
    """The day in ``cell``: of a range its end, without time and zone; a date that can be read in one way alone is read so,
    whatever the order of the others."""
    if cell.formula is not None and not isinstance(cell.value, date):
        return Day(None, f"the cell holds the formula {cell.formula}")
    if isinstance(cell.value, date):
        return Day(cell.value)
    if isinstance(cell.value, Decimal) and int(cell.value) in SERIALS:
        return Day(serial_day(cell.value))
    said = words(cell)
    if not said or said.casefold() in _NO_DAY:
        return Day(None)
    marked = _SCHEDULED.fullmatch(said)
    scheduled = _one(marked[1], near, day_first, locale) if marked else None
    if isinstance(scheduled, date):
        return Day(scheduled)
    if _EPOCH.fullmatch(said):
        return Day(datetime.fromtimestamp(int(said) / 1000, UTC).date())
    found = _one(said, near, day_first, locale)
    if isinstance(found, date):
        return Day(found)
    friday = friday_of(said, near)
    if friday is not None:
        return Day(friday, week=said, how=FRIDAY_OF_WEEK)
    odd = odd_day(said, lambda one: _sure(one, near, day_first, locale))
    if odd is not None:
        return Day(odd.day, said=odd.starts, week=said if odd.how else "", how=odd.how)
    ends = [end for end in _RANGE.split(_FROM.sub("", said)) if end]
    short = _SHORT_RANGE.fullmatch(said)
    if short:  # "16–20 Nov 2026", "Nov 16 - 20, 2026"
        ends = [f"{short[1]}{short[2]}{short[4]}", f"{short[1]}{short[3]}{short[4]}"]
    numbered = _NUMBERED_RANGE.fullmatch(said)
    if numbered:  # "30.11.–04.12.2026"
        ends = [numbered[1], numbered[2]]
    within = _NUMBERED_WITHIN.fullmatch(said)
    if within:  # "27-28.02.2027"
        ends = [within[1], within[2]]
    if len(ends) == 2:
        if re.fullmatch(r"\d{1,2}\.?", ends[1]) and not _TIME.search(ends[0]):  # "7 Dec - 9"
            ends[1] = re.sub(r"(?<!\d)\d{1,2}(?!\d)\.?", ends[1], ends[0], count=1)
        last = _one(ends[1], near, day_first, locale)
        if not isinstance(last, date) and _HOUR.fullmatch(ends[1]):
            last = _one(ends[0], near, day_first, locale)  # "18 Dec 9:00 AM → 11:00 AM"
        begins = bool(re.fullmatch(r"\d{1,2}\.?", ends[0]))  # "du 7 au 18 décembre"
        first = _one(ends[0], near, day_first, locale)
        if isinstance(first, date) and isinstance(last, date) and first > last and re.search(r"\d{4}", ends[0]):
            return Day(None, f"“{said}” ends before it begins")
        if isinstance(last, date) and (begins or isinstance(_one(ends[0], near, day_first, locale), date)):
            return Day(last, said=ends[0])
    return Day(None, found.why)


def hour_in(said: str) -> str:
    """The hour with its zone that stands behind a day, as in "7 Dec 2026, 14:30 CET"; empty where none does, or midnight."""
    if re.search(r"(?<![:.\d])(?:0?0[:.]00|12:00(?::00)?\s?[Aa]\.?[Mm])", said):
        return ""
    found = _HOUR_IN_BRACKETS.search(said) or _TIME.search(said)
    if found is None or not re.search(r"\d.*\d", said[: found.start()]):
        return ""
    hour = found[0].lstrip(" ,T")
    return hour.strip("()（） ") if hour.startswith(("(", "（")) else hour


def is_actual(cell: Cell) -> bool:
    """Whether a scheduler marks the day in ``cell`` as the one on which it came to be: "18-Nov-26 A"."""
    marked = _SCHEDULED.fullmatch(words(cell))
    return bool(marked and marked[2])


def friday_of(said: str, near: date) -> date | None:
    """The Friday of the calendar week that ``said`` names, of several the last: "KW 50", "CW50/2026", "v. 9–10", 2026-W50. Weeks are
    counted as ISO 8601 does; where no year stands there it is the one closest to ``near``. "Week 3" may be a project's third."""
    found = _calendar_week().fullmatch(undressed(said))
    if found is None:
        return None
    first = int(found["week"] or found["iso"] or found["counted"])
    week = int(found["last"] or found["to"] or first)
    stated = found["year"] or found["iso_year"] or found["of"]
    name = folded(found["name"] or "")
    surely = name not in _OTHERWISE if stated else name == "w" and min(first, week) >= _SURELY_OF_A_YEAR
    if found["counted"] and not surely:
        return None
    if stated and len(stated) == 2 and int(stated) == week + 1 and int(stated) > near.year % 100 + _YEARS_AHEAD:
        week, stated = week + 1, ""  # "KW 50/51" are two weeks
    years = [int(stated) if len(stated) == 4 else 2000 + int(stated)] if stated else [near.year + n for n in (-1, 0, 1)]
    days = [date.fromisocalendar(year, week, 5) for year in years if 1 < year < 9999 and 1 <= week <= _weeks_in(year)]
    return min(days, key=lambda day: abs((day - near).days), default=None)


def in_week(cell: Cell, head: str) -> Cell:
    """``cell`` as a calendar week where a bare number stands below a heading that names one: 50 below "KW"."""
    said = words(cell)
    if not re.fullmatch(r"\d{1,2}", said) or folded(head) not in _week_words():
        return cell
    return Cell(lines=(Line(f"KW {said}"),))


@cache
def _week_words() -> frozenset[str]:
    return frozenset(map(folded, lexicon.table("columns.yaml")["calendar_week"]))


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


@cache
def _calendar_week() -> re.Pattern[str]:
    names, counted = (_any_of(lexicon.table("columns.yaml")[kind]) for kind in ("calendar_week", "bar_week"))
    of = rf"(?:\s?[/.,]?\s?(?:{_any_of(lexicon.words('dates')['small_words'])})?\s?)"
    return re.compile(
        rf"(?:(?:{names})\.?\s?(?P<week>\d{{1,2}})(?:\s?[-–—]\s?(?:(?:{names})\.?\s?)?(?P<last>\d{{1,2}}))?(?:{of}(?P<year>20\d\d|(?<=/)\d\d))?"
        rf"|(?P<name>{counted})\.?\s?(?P<counted>\d{{1,2}})(?:\s?[-–—/]\s?(?:(?:{counted})\.?\s?)?(?P<to>\d{{1,2}}))?(?:{of}(?P<of>20\d\d))?"
        r"|(?P<iso_year>20\d\d)-?W(?P<iso>\d{1,2}))",
        re.IGNORECASE,
    )


def _any_of(said: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(said, key=len, reverse=True)))


def _sure(said: str, near: date, day_first: bool | None, locale: str) -> date | None:
    found = _one(said, near, day_first, locale)
    return found if isinstance(found, date) and abs((found - near).days) <= PLAUSIBLE_DAYS else None


def _one(said: str, near: date, day_first: bool | None, locale: str) -> date | Unclear:
    weekday = WEEKDAY_NAMED.search(said)
    behind = weekday[0] if weekday else ""
    said = undressed(said, locale)
    bare = _TIME.sub("", _HOUR_IN_BRACKETS.sub("", said)).strip()
    bare = bare if re.search(r"\d", bare) else said  # "Mo 16.11.26" has no time
    ordered = _ORDERED.fullmatch(bare)
    first, second = (int(ordered[1]), int(ordered[2])) if ordered else (0, 0)
    if day_first is None and _POINTED.fullmatch(bare):
        found = read_day(bare, near=near, day_first=True, locale=locale)  # nobody writes the month first with points
        if isinstance(found, date) and (not _SHORT_YEAR.search(bare) or abs((found - near).days) <= PLAUSIBLE_DAYS):
            return found
    if ordered and (first > 12) != (second > 12):
        found = read_day(bare, near=near, day_first=first > 12, locale=locale)
        if isinstance(found, date) and abs((found - near).days) <= PLAUSIBLE_DAYS:
            return found  # 26/12/03 may be the third of December 2026: what lies far away stays a question
    return read_day(f"{bare}{behind}", near=near, day_first=day_first, locale=locale)


def status(cell: Cell, own: Mapping[str, str]) -> str | None:
    """The status that a cell names: a word, a share of the whole, a check box, yes and no. None where it names none."""
    said = words(cell)
    if not said:
        return None
    if said.casefold() in own:
        return own[said.casefold()]
    if said.strip("\ufe0f ") in _SIGNS:
        return _SIGNS[said.strip("\ufe0f ")]
    if said.casefold() in _boxes():
        return _boxes()[said.casefold()]
    found = share(cell, whole=1)
    if found is not None:
        return found
    if says_yes(said) or said.casefold() in _flags("yes"):
        return "done"
    return "open" if said.casefold() in _flags("no") else read_status(said, {})


@cache
def _boxes() -> Mapping[str, str]:
    """Boxes as signs set them, and the truth values that spreadsheets write for theirs."""
    return {**_BOXES, **{word: status for status, words in lexicon.words("boxes").items() for word in words}}


@cache
def _flags(answer: str) -> frozenset[str]:
    """What people and programs write for yes, or for no, in a column that asks for one."""
    return frozenset(
        word.casefold() for section in ("answers", "flags") for word in lexicon.words(section).get(answer, ())
    )


def says_yes_or_no(said: str) -> bool:
    return is_check(said) or says_yes(said) or said.casefold() in _flags("yes") | _flags("no")


def is_no(said: str) -> bool:
    return said.casefold() in _flags("no") or _boxes().get(said.casefold(), _SIGNS.get(said.strip("\ufe0f "))) == "open"


def is_box(said: str) -> bool:
    """Whether ``said`` is a box or truth value, ticked or not."""
    return said.casefold() in _boxes() or said.strip("\ufe0f ") in _SIGNS


def is_truth(said: str) -> bool:
    """Whether ``said`` is true or false, in any language."""
    return any(said.casefold() in words for words in lexicon.words("boxes").values())


def is_check(said: str) -> bool:
    """Whether ``said`` is a box, or a mark as people set by hand."""
    return is_box(said) or said.casefold() in ("x", "•", "●")


def share(cell: Cell, *, whole: int) -> str | None:
    """The status of a step that is done to a share of ``whole``: 1 where 0.6 is meant, 100 in a column of percent."""
    said = words(cell)
    percent = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s?%", said)
    plain = re.fullmatch(r"\d{1,3}(?:\.\d+)?", said)
    if percent:
        part = Decimal(percent[1].replace(",", ".")) / 100
    elif plain:
        part = Decimal(said) / (whole if Decimal(said) > 1 else 1)
    else:
        return None
    if not 0 <= part <= 1:
        return None
    return "done" if part == 1 else "in progress" if part else "open"


_ADDRESS = re.compile(r"<?([\w.+'-]+)@([\w-]+(?:\.[\w-]+)+)>?")


def from_address(said: str) -> tuple[str, str]:
    """(name, company's word) from a mail address: dana.reyes@juniper.example is Dana Reyes of juniper; else both empty."""
    found = _ADDRESS.fullmatch(said.strip())
    if found is None:
        return "", ""
    name = " ".join(part.capitalize() for part in re.split(r"[._+-]+", found[1]) if part)
    labels = found[2].split(".")
    return name, labels[-2] if len(labels) > 1 else labels[0]
