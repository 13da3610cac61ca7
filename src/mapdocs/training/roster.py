"""The roster: one worksheet a rep from a CSV, whatever it calls its columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

from mapdocs.language import lexicon
from mapdocs.readers.text_tables import decoded, delimiter_of
from mapdocs.schema import converters
from mapdocs.schema.converters import Bad
from mapdocs.training.blanks import Sheet

MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Roster:
    """``sheets`` in the file's order; ``problems`` name their line, from 1; ``ignored`` are columns nobody asked for."""

    sheets: tuple[Sheet, ...]
    problems: tuple[tuple[int, str], ...]
    ignored: tuple[str, ...]


def read_roster(raw: bytes, threshold: Decimal) -> Roster:
    """The worksheets that a CSV asks for; a wrong line is told with its number, and the rest still stands."""
    if len(raw) > MAX_BYTES:
        return Roster((), ((1, f"the file is {len(raw):,} bytes, which is no roster"),), ())
    text = decoded(raw)
    dialect = delimiter_of(text)
    reader = csv.reader(io.StringIO(text), delimiter=dialect)
    try:
        lines = [(reader.line_num, row) for row in reader]
    except csv.Error as problem:
        return Roster((), ((reader.line_num, f"this is no CSV: {problem}"),), ())
    if not lines:
        return Roster((), ((1, "the file is empty"),), ())
    field_of = {name: field for field, names in lexicon.table("roster.yaml").items() for name in names}
    fields = [field_of.get(" ".join(cell.strip().casefold().replace("_", " ").split())) for cell in lines[0][1]]
    if "rep" not in fields and {"first_name", "last_name"} <= set(fields):
        lines, fields = _joined(lines, fields)
    ignored = tuple(cell for cell, field in zip(lines[0][1], fields, strict=True) if field is None and cell.strip())
    if "rep" not in fields:
        return Roster(
            (),
            ((1, "no column is called name; the columns are name, email, deal, champion, next meeting, ACV"),),
            ignored,
        )
    sheets, problems = [], []
    for number, row in lines[1:]:
        if not any(cell.strip() for cell in row):
            continue
        made = _sheet(fields, row, threshold)
        if isinstance(made, str):
            problems.append((number, made))
        else:
            sheets.append(made)
    return Roster(tuple(sheets), tuple(problems), ignored)


def _joined(
    lines: list[tuple[int, list[str]]], fields: list[str | None]
) -> tuple[list[tuple[int, list[str]]], list[str | None]]:
    """The lines with a column of whole names in front, made of first and last name."""
    first, last = fields.index("first_name"), fields.index("last_name")
    joined = []
    for number, row in lines:
        parts = (row[place].strip() for place in (first, last) if place < len(row))
        joined.append((number, [" ".join(part for part in parts if part), *row]))
    return joined, ["rep", *fields]


def _sheet(fields: list[str | None], row: list[str], threshold: Decimal) -> Sheet | str:
    """The sheet of one line, or what is wrong with the line."""
    if len(row) > len(fields):
        return f"{len(row)} values for {len(fields)} columns; put a value with a comma in quotes"
    values: dict[str, str] = {}
    for field, cell in zip(fields, row, strict=False):
        text = converters.line(cell)
        if isinstance(text, Bad):
            return text.message
        if field and text:
            values.setdefault(field, text)
    if not values.get("rep"):
        return "the name is missing"
    if "email" in values:
        bad = converters.email_address(values["email"])
        if isinstance(bad, Bad):
            return bad.message
    amount: Decimal | None = None
    if "acv" in values:
        found = converters.amount(values["acv"])
        if isinstance(found, Bad):
            return found.message
        amount = found
    return Sheet(
        variant="lite" if amount is not None and amount < threshold else "full",
        rep=values["rep"],
        deal=values.get("deal", ""),
        champion=values.get("champion", ""),
        acv=values.get("acv", ""),
        next_meeting=values.get("next_meeting", ""),
    )
