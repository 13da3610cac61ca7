"""Rows that somebody sorted by a column, to read them: no order of the plan, where later dates stand above earlier ones then."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from mapdocs.returns.changes import RowChange, name_of

_LEAST = 3  # rows; two are in some order whatever was meant
_BY = ("buyer_owner", "seller_owner", "target_date", "milestone", "exit_criteria", "mark", "agreed_on", "note")


def sorted_by(returned: Sequence[RowChange], sent: Sequence[RowChange]) -> str:
    """The column by which ``returned`` are sorted and ``sent``, the same rows as they stood before, are not; empty where the
    dates agree with the new order as well as with the old one, or no column does."""
    if len(returned) < _LEAST or _backwards(returned) <= _backwards(sent):
        return ""
    for name in _BY:
        value = _value(name)
        if _runs(value, returned) - _runs(value, sent):
            return name_of(name)
    return ""


def _value(name: str) -> Callable[[RowChange], str]:
    def value(row: RowChange) -> str:
        said = row.sent.mark if name == "mark" and row.sent else ""
        if name != "mark":
            edit = next((edit for edit in row.edits if edit.field == name and edit.new), None)
            said = (edit.new if edit else row.sent.text(name) if row.sent else None) or ""
        plain = "".join(c for c in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(c))
        return " ".join(re.sub(r"[^\w\s]", "", plain).split())

    return value


def _runs(value: Callable[[RowChange], str], rows: Sequence[RowChange]) -> set[bool]:
    """Whether the values of ``rows`` fall, and whether they rise, blank ones below the others; neither where all are one."""
    values = [value(row) for row in rows]
    filled = [said for said in values if said]
    if len(set(values)) < 2 or values[: len(filled)] != filled:
        return set()
    return {falls for falls in (False, True) if filled == sorted(filled, reverse=falls)}


def _backwards(rows: Sequence[RowChange]) -> int:
    """The pairs of rows of which the later date stands above the earlier one."""
    days = [day for row in rows if row.sent is not None and (day := _value("target_date")(row))]
    return sum(day > later for at, day in enumerate(days) for later in days[at + 1 :])
