"""What the cells of a plan say, in the ways of the programs in which plans are kept: days, statuses, owners by address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from mapdocs.readers.cells import Unclear, read_day, read_status, says_yes
from mapdocs.readers.tables import Cell, clean
from mapdocs.readers.xlsx import SERIALS, serial_day

_TIME = re.compile(
    r"[,T ]\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*(?:\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?$"
)
_RANGE = re.compile(r"\s+(?:→|–|—|-|->|to|bis|until)\s+|\s*(?:→|->)\s*")
_ORDERED = re.compile(r"(?:[^\W\d_]+[.,]*\s+)?(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})")
PLAUSIBLE_DAYS = 800  # a plan's dates lie within them
_EPOCH = re.compile(r"1\d{12}")  # milliseconds since 1970: 2001 to 2033
_SIGNS = {
    **dict.fromkeys("☒☑✓✔✅🗹🗸", "done"),
    **dict.fromkeys("☐□⬜", "open"),
}
_NO = frozenset({"n", "no", "false", "nein", "non", "não", "いいえ", "未"})


@dataclass(frozen=True, slots=True)
class Day:
    """A cell's day; ``why`` there is none though something stands there; ``said`` what else it says, as a range's start."""

    day: date | None
    why: str = ""
    said: str = ""


def words(cell: Cell) -> str:
    return _in_one_line(cell.text) if cell.lines else ""


@lru_cache(maxsize=50_000)
def _in_one_line(text: str) -> str:
    return " ".join(clean(text).split())


def read(cell: Cell, *, near: date, day_first: bool | None, locale: str = "") -> Day:
    """The day in ``cell``: of a range its end, without time and zone; a date that can be read in one way alone is read so,
    whatever the order of the others."""
    if cell.formula is not None:
        return Day(None, f"the cell holds the formula {cell.formula}")
    if isinstance(cell.value, date):
        return Day(cell.value)
    if isinstance(cell.value, Decimal) and int(cell.value) in SERIALS:
        return Day(serial_day(cell.value))
    said = words(cell)
    if not said or said in ("-", "–", "—"):
        return Day(None)
    if _EPOCH.fullmatch(said):
        return Day(datetime.fromtimestamp(int(said) / 1000, UTC).date())
    found = _one(said, near, day_first, locale)
    if isinstance(found, date):
        return Day(found)
    ends = [end for end in _RANGE.split(said) if end]
    if len(ends) == 2:
        last = _one(ends[1], near, day_first, locale)
        if isinstance(last, date) and isinstance(_one(ends[0], near, day_first, locale), date):
            return Day(last, said=ends[0])
    return Day(None, found.why)


def _one(said: str, near: date, day_first: bool | None, locale: str) -> date | Unclear:
    bare = _TIME.sub("", said).strip()
    ordered = _ORDERED.fullmatch(bare)
    first, second = (int(ordered[1]), int(ordered[2])) if ordered else (0, 0)
    if ordered and (first > 12) != (second > 12):
        found = read_day(bare, near=near, day_first=first > 12, locale=locale)
        if isinstance(found, date) and abs((found - near).days) <= PLAUSIBLE_DAYS:
            return found  # 26/12/03 may be the third of December 2026: what lies far away stays a question
    return read_day(bare, near=near, day_first=day_first, locale=locale)


def status(cell: Cell, own: Mapping[str, str]) -> str | None:
    """The status that a cell names: a word, a share of the whole, a check box, yes and no. None where it names none."""
    said = words(cell)
    if not said:
        return None
    if said.casefold() in own:
        return own[said.casefold()]
    if said.strip("\ufe0f ") in _SIGNS:
        return _SIGNS[said.strip("\ufe0f ")]
    found = share(cell, whole=1)
    if found is not None:
        return found
    if says_yes(said):
        return "done"
    return "open" if said.casefold() in _NO else read_status(said, {})


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
