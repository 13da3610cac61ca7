"""Which way round a returned file writes its dates, learned from those that nobody changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from mapdocs.readers.tables import Cell

_NUMBERS = re.compile(r"\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\s*")


def learned(cells: Iterable[Cell], sent: Iterable[date]) -> bool | None:
    """True where days stand before months in ``cells``: that way some are the days that were ``sent``, and the other way
    none is. None where the file does not say."""
    known = set(sent)
    day_first = month_first = 0
    for cell in cells:
        found = _NUMBERS.fullmatch(cell.text)
        if found is None:
            continue
        one, two, year = int(found[1]), int(found[2]), int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        if one == two:
            continue
        day_first += _day(year, two, one) in known or one > 12 >= two
        month_first += _day(year, one, two) in known or two > 12 >= one
    if bool(day_first) == bool(month_first):
        return None
    return bool(day_first)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
