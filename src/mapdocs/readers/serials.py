"""Numbers of a spreadsheet's cells, and the days that they stand for."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from mapdocs.readers.tables import Cell, Line, clean

SERIALS = range(20_000, 80_000)  # 1954 to 2119: a number in a date column within it is a date that lost its format


def numeric(value: str, is_date: bool, epoch: datetime) -> Cell:
    """A number's cell, a day's where its format shows one."""
    try:
        number = Decimal(value[:40])
    except InvalidOperation:
        text = clean(value)
        return Cell(lines=tuple(Line(line) for line in text.split("\n"))) if text else Cell()
    if not number.is_finite():
        return Cell(lines=(Line(clean(value)),))
    if is_date:
        day = serial_day(number, epoch)
        if day is not None:
            minutes = round(number % 1 * 1440)
            return dated(day, f"{minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < 1440 else "")
    whole = number == number.to_integral_value() and abs(number) < 10**15
    return Cell(lines=(Line(str(int(number)) if whole else format(number.normalize(), "f")[:40]),), value=number)


def dated(day: date, hour: str = "") -> Cell:
    return Cell(lines=(Line(day.isoformat()),), value=day, hour=hour)


def hour_in_stamp(said: str) -> str:
    """The hour in 2026-12-07T14:30:00, empty at midnight."""
    found = re.match(r"\s*\d{4}-\d\d-\d\d[T ](\d\d:\d\d)", said)
    return found[1] if found and found[1] != "00:00" else ""


def serial_day(number: Decimal, epoch: datetime = datetime(1899, 12, 30)) -> date | None:
    """The day that a spreadsheet's serial number stands for."""
    if not 0 < number < 2_958_466:
        return None
    try:
        return (epoch + timedelta(days=int(number))).date()
    except OverflowError:
        return None
