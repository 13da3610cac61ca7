"""How the cells of a column read: like steps, days, owners, statuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from mapdocs.importing import values
from mapdocs.readers.tables import Cell, GridRow, clean
from mapdocs.rules.classify import person

_OWNERS = ("buyer_owner", "seller_owner", "owner")


def said_in(cell: Cell) -> str:
    return " ".join(clean(cell.text).split())


def share_filled(rows: Sequence[GridRow], column: int) -> float:
    """In how many of the rows, 0 to 1, something stands; what a merged cell spans counts."""
    said = sum(bool(said_in(cell) or cell.covered) for cell in (row.cell(column) for row in rows if not row.blank))
    return said / max(1, sum(not row.blank for row in rows))


_COUNTED = re.compile(r"\d{1,3}\s*/\s*\d{1,3}|\d{1,3}(?:[.,]\d+)?\s*%?")
_NO_STEP = re.compile(r"[\W\d_]*|\w{1,12}-\d+|[\w.]*_[\w.]*\d|\S+@\S+|https?://\S+|true|false|yes|no", re.IGNORECASE)


def reads_as_step(rows: Sequence[GridRow], column: int) -> float:
    """How much a column reads like the names of steps, 0 to 1: words, not numbers, dates or ids, and not the same ones again
    and again."""
    said = [text for row in rows if (text := said_in(row.cell(column)))]
    if not said:
        return 0
    worded = sum(not _NO_STEP.fullmatch(text) and not is_dated(text) for text in said)
    apart = len(set(said)) / len(said)
    return worded / len(said) * (0.4 + 0.6 * apart if apart > 0.5 or len(said) < 4 else 0.2 + apart)


_DATED = re.compile(
    r"\d{4}-\d\d?-\d\d?.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\w{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \w{3,9}\.? \d{4}"
)


_DAY = r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\w{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.?[ -]\w{3,9}\.?[ -]\d{4})"
_AROUND = re.compile(
    rf"(?:[\w.]{{1,9}},? ){{0,2}}(?:\d{{1,2}}\.?(?: \w{{3,9}}\.?)? ?[-–—] ?|{_DAY} ?(?:[-–—→]|to|bis|till) ?)?{_DAY}(?:,? .{{0,18}})?"
)


def is_dated(said: str) -> bool:
    """Whether a cell is a day, with a word in front, the first day of a stretch or an hour behind at most."""
    return bool(_DATED.fullmatch(said) or (len(said) <= 45 and _AROUND.fullmatch(said)))


def share_of_days(rows: Iterable[GridRow], column: int) -> float:
    cells = [row.cell(column) for row in rows if said_in(row.cell(column))]
    good = sum(isinstance(cell.value, date) or is_dated(said_in(cell)) for cell in cells)
    return good / len(cells) if cells else 1.0


def fits(name: str, rows: Sequence[GridRow], column: int) -> bool:
    """Whether the cells can be what the heading says: no owner is a date or a number, no status a date."""
    if name == "percent":
        cells = [cell for row in rows if said_in(cell := row.cell(column))]
        return sum(bool(values.share(cell, whole=100) or values.status(cell, {})) for cell in cells) * 2 >= len(cells)
    if name == "status":
        return not any(said_in(row.cell(column)) for row in rows) or share_of_days(rows, column) < 0.5
    if name == "exit_criteria":
        said = [text for row in rows if (text := said_in(row.cell(column)))]
        counted = bool(said) and all(_COUNTED.fullmatch(text) for text in said)  # 1/2 of a check list
        return not said or (share_of_days(rows, column) < 0.5 and not counted)
    if name == "done_on":
        return share_of_days(rows, column) >= 0.5 or not share_of_statuses(rows, column, {})
    if name not in (*_OWNERS, "attendees"):
        return True
    said = [text for row in rows if (text := said_in(row.cell(column)))]
    if said and sum(values.says_yes_or_no(text) and len(text) > 1 for text in said) * 2 >= len(said):
        return False
    strange = sum(bool(re.fullmatch(r"[\W\d_]+|true|false", text, re.IGNORECASE)) and len(text) > 1 for text in said)
    return not said or strange * 2 <= len(said)


def share_of_statuses(rows: Iterable[GridRow], column: int, own: Mapping[str, str]) -> float:
    """How many of the cells are a status, 0 to 1; 0 where none says anything."""
    said = [row.cell(column) for row in rows if said_in(row.cell(column))]
    return sum(values.status(cell, own) is not None for cell in said) / len(said) if said else 0.0


def are_people(rows: Iterable[GridRow], column: int, share: float = 0.8) -> bool:
    """Whether nearly all cells, or a ``share`` of them, are names of people: "Name" is then a contact, and no step."""
    said = {text for row in rows if (text := said_in(row.cell(column)))}
    named = sum(
        " " in text and len(text.split()) <= 4 and text.istitle() and person.judge(text) == "person" for text in said
    )
    return bool(said) and named >= len(said) * share


def are_checks(rows: Iterable[GridRow], column: int) -> bool:
    """Whether a column holds nothing but ticks: true and false as Google's check boxes leave, [x] and [ ], signs."""
    said = {said_in(row.cell(column)).casefold() for row in rows} - {""}
    return bool(said) and all(values.is_check(text) for text in said) and any(values.is_box(text) for text in said)


_LETTERS = re.compile(r"(?:AR|RA|[RACIS])(?:\s*[/,&+]\s*[RACIS])*", re.IGNORECASE)


def are_letters(rows: Iterable[GridRow], column: int, *, driver: bool = False) -> bool:
    """Whether nearly all cells are the letters of a RACI matrix, R, A/R, C: nobody is called so. ``driver``: or of a DACI matrix, in
    which D drives."""
    said = [text.upper().replace("D", "R") if driver else text for row in rows if (text := said_in(row.cell(column)))]
    return bool(said) and sum(bool(_LETTERS.fullmatch(text)) for text in said) * 4 >= len(said) * 3


def are_truths(rows: Iterable[GridRow], column: int) -> bool:
    """Whether a column holds nothing but truth values: TRUE and FALSE, wahr and falsch, as programs write of anything."""
    said = {text.casefold() for row in rows if (text := said_in(row.cell(column)))}
    return bool(said) and all(values.is_truth(text) for text in said)


def are_answers(rows: Iterable[GridRow], column: int) -> bool:
    """Whether a column holds nothing but yes and no in words, as an answer to anything."""
    said = {text for row in rows if (text := said_in(row.cell(column)))}
    return bool(said) and all(values.says_yes_or_no(text) and not values.is_check(text) for text in said)


def are_marks(rows: Iterable[GridRow], column: int) -> bool:
    """Whether a column holds nothing but a cross or a tick here and there, as under the name of a side."""
    said = {said_in(row.cell(column)).casefold() for row in rows} - {""}
    return bool(said) and all(values.is_check(text) or text in ("r", "a") for text in said)
