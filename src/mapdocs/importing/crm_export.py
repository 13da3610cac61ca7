"""Opportunity exports of CRMs: rows of a CSV or workbook to drafts of specs, whatever the columns are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mapdocs.importing import amounts
from mapdocs.importing.bare_names import bare_name
from mapdocs.importing.column_words import kinds, words_of
from mapdocs.importing.crm_heads import Names, called, heading_of, unit_of
from mapdocs.language.calendar_words import day_order
from mapdocs.readers.cells import Unclear, read_day
from mapdocs.readers.headings import folded
from mapdocs.readers.serials import SERIALS, serial_day
from mapdocs.readers.tables import Cell, GridRow, Table, clean
from mapdocs.schema import converters, sums

DAYS = ("close", "go_live")
LINKS = ("map_url", "crm_url")
FLAGS = ("closed", "archived")


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One row of an export. ``number`` is its line, ``problems`` what in it was not understood, ``asks`` the same with the
    field of each. ``sign`` is that of several currencies, $ or kr, which stands beside the amount."""

    number: int
    values: Mapping[str, str]
    acv: Decimal | None
    days: Mapping[str, date]
    stage: int | None
    closed: bool
    problems: tuple[str, ...]
    asks: tuple[tuple[str, str], ...] = ()
    sign: str = ""

    @property
    def name(self) -> str:
        return self.values.get("name", "")


@dataclass(frozen=True, slots=True)
class Export:
    """``unknown`` are columns that mean nothing to us and are not known to be of no use. ``heading`` is the index of the
    heading row in ``table``, ``places`` the column of each field, ``idle`` those that are known to be of no use,
    ``ours`` those that an export of plans wrote."""

    opportunities: tuple[Opportunity, ...]
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    problems: tuple[str, ...]
    table: Table
    heading: int
    places: Mapping[str, int]
    idle: frozenset[int] = frozenset()
    ours: frozenset[int] = frozenset()


def read_export(
    table: Table,
    names: Names,
    *,
    day_first: bool | None = None,
    today: date,
    locale: str = "",
    by_company: bool = False,
) -> Export | None:
    """The opportunities in ``table``; None where it is no export. ``by_company``: deals without a name are called by their
    companies.

    How days and amounts are written is found out from the whole column: one 31/1/2027 says which way round all are.
    Where none does, the company's ``locale`` says it.
    """
    heading = heading_of(table, names, by_company=by_company)
    if heading is None:
        return None
    index, columns = heading
    heads = table.rows[index].cells
    unknown = tuple(
        said
        for column, cell in enumerate(heads)
        if (said := clean(cell.text.replace("\n", " ")))
        and column not in columns.values()
        and called(said, names) not in names.unused
        and names.columns.get(called(said, names), "outcome") == "outcome"  # one that is hidden is not read
    )
    beside = {column: called(cell.text, names) for column, cell in enumerate(heads) if column not in columns.values()}
    ours = frozenset(column for column, word in beside.items() if word in names.ours)
    spoken = names.words | names.ours
    idle = frozenset(column for column, word in beside.items() if word in names.unused and word not in spoken)
    rows = [row for row in table.rows[index + 1 :] if not row.blank]
    problems: list[str] = []
    order = {
        name: day_first if day_first is not None else _order(rows, columns[name]) for name in DAYS if name in columns
    }
    if not any(_says_both(rows, columns[name]) for name in order) and not {True, False} & set(order.values()):
        local = {"dmy": True, "mdy": False}.get(day_order(locale) or "")
        order = dict.fromkeys(order, local)
    if None not in order.values() or any(order.values()):
        settled = [value for value in order.values() if value is not None]
        order = {
            name: value if value is not None else (settled[0] if len(set(settled)) == 1 else None)
            for name, value in order.items()
        }
    style = _number_style(rows, columns["acv"]) if "acv" in columns else None
    manner = _Manner(columns, names, order, style, today, unit_of(table, index, columns))
    kept = []
    said_above = {folded(cell.text) for cell in heads if not cell.blank}
    summed = False  # below a line of totals a word alone is the report's name, or another list's
    said_in = [{folded(cell.text) for cell in row.cells if not cell.blank} for row in rows]
    for row, whole, filled, below in zip(
        rows, _with_groups(rows, columns), said_in, [*said_in[1:], set()], strict=True
    ):
        one = _opportunity(whole, manner)
        titled = len(filled) == 1 and len(below) > 2 and below <= said_above  # a group's title above its own heading
        total = _is_total(one, row, manner)
        summed = summed or total
        if total or titled or (summed and len(filled) == 1) or (len(filled) > 2 and filled <= said_above):
            problems.append(f"line {one.number} is no deal and was left out: {_said_in(row)}")
        elif not one.name:
            problems.append(f"line {one.number} has no name and was left out: {_said_in(row)}")
        else:
            kept.append(one)
    titles = {name: clean(heads[column].text) for name, column in columns.items()}
    return Export(tuple(kept), titles, unknown, tuple(problems), table, index, columns, idle, ours)


def _with_groups(rows: Sequence[GridRow], columns: Mapping[str, int]) -> list[GridRow]:
    """``rows`` with the stage of their group: a report by stage names it in the first row of each, with how many follow."""
    column = columns.get("stage")
    said = [clean(row.cell(column).text) if column is not None else "" for row in rows]
    groups = [text for text in said if text and not _sums(text)]
    counted = bool(groups) and all(re.search(r"\(\d+\)$", text) for text in groups)
    if column is None or not counted or not said[0] or "" not in said:
        return list(rows)
    found: list[GridRow] = []
    above = rows[0].cell(column)
    for row, text in zip(rows, said, strict=True):
        if _sums(text):
            found.append(row)
            continue
        above = row.cell(column) if text else above
        cells = [*row.cells, *[Cell()] * (column + 1 - len(row.cells))]
        cells[column] = above
        found.append(replace(row, cells=cells))
    return found


def _sums(said: str) -> bool:
    return any(folded(said) == word or folded(said).startswith(f"{word} ") for word in words_of("totals"))


def could_be_plan(export: Export) -> bool:
    """Whether the columns of ``export`` are those of a plan as well: a step may be a title, and lie in a phase.

    An amount, a day of closing, an account or a contact make it a CRM's.
    """
    deals = {(one.name, one.acv, one.values.get("id"), one.values.get("company")) for one in export.opportunities}
    if len(export.opportunities) > 1 and len(deals) == 1:
        return True  # a report of one deal's tasks
    loose = {*words_of("step"), *words_of("step_weak")}
    if (
        folded(export.columns["name"]) not in loose
        or {"close", "map_url", "forecast", "champion"} & export.columns.keys()
    ):
        return False
    side = kinds().get(folded(export.columns.get("company", "")), ("", 0))[0] == "side"
    return ("company" not in export.columns or side) and all(one.acv is None for one in export.opportunities)


def _said_in(row: GridRow) -> str:
    return ", ".join(" ".join(cell.text.split()) or cell.formula or "" for cell in row.cells if not cell.blank)


def _is_total(one: Opportunity, row: GridRow, manner: _Manner) -> bool:
    """Whether a row sums up those above it, wherever the word for it stands: "Subtotal Q4 2026", "Gesamtsumme;;4 Datensätze".
    Salesforce's reports end with a copyright and the report's name as well."""
    filled = [column for column, cell in enumerate(row.cells) if not cell.blank]
    if len(filled) == 1 and len(manner.columns) > 2 and re.search(r"^[*©]|:|[.!]$", row.cell(filled[0]).text.strip()):
        return True  # a note below the table
    starts = {filled[0], manner.columns.get("name", filled[0])}
    sums_up = {column for column in starts if manner.names.sums_up(row.cell(column).text)}
    facts = {manner.columns[key] for key in ("company", "owner", "stage", "close") if key in {**one.values, **one.days}}
    return bool(sums_up) and not {column for column in facts if not manner.names.sums_up(row.cell(column).text)}


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one export writes: where each field stands, which way round its days are, the decimal sign of its amounts."""

    columns: Mapping[str, int]
    names: Names
    day_first: Mapping[str, bool | None]
    decimal_sign: str | None
    today: date
    unit: tuple[str, int] = ("", 1)


def _opportunity(row: GridRow, manner: _Manner) -> Opportunity:
    names = manner.names
    values: dict[str, str] = {}
    asks: list[tuple[str, str]] = []
    days: dict[str, date] = {}
    acv: Decimal | None = None
    sign = ""
    for name, column in manner.columns.items():
        cell = row.cell(column)
        said = " ".join(clean(cell.text).split())
        if not said and cell.formula is None:
            continue
        if cell.formula is not None:
            asks.append((name, f"{name.replace('_', ' ')}: the cell holds a formula, {cell.formula}"))
            continue
        if name == "basis":
            continue
        if name in DAYS:
            found = _day(cell, said, manner.day_first.get(name), manner.today)
            if isinstance(found, Unclear):
                asks.append((name, f"{name.replace('_', ' ')}: {found.why}"))
            else:
                days[name] = found
        elif name == "acv":
            basis = clean(row.cell(manner.columns.get("basis")).text)
            amount = _amount(cell, said, manner.decimal_sign)
            if basis and sums.is_rate(f"1 / {basis}"):  # what the amount is for stands in a column of its own
                amount = amounts.read(f"{said} / {basis.casefold()}", manner.decimal_sign)
            if amount.value is None:
                asks.append((name, f"amount: {amount.why}"))
            acv = amount.value
            if acv is not None and not amount.scaled:
                acv *= manner.unit[1]
            if amount.currency:
                values.setdefault("currency", amount.currency)
            sign = amounts.sign_of_several(said)
        elif name == "currency":
            values[name] = amounts.currency(said)  # one that is not known is left open
            if not values[name]:
                asks.append((name, f"currency: “{said}” is none that is known; write its code of three letters"))
        elif name in LINKS:
            link = converters.web_address(said)
            if isinstance(link, converters.Bad):
                asks.append((name, f"{name.replace('_', ' ')}: {link.message}"))
            else:
                values[name] = link
        elif name == "champion_email":
            address = converters.email_address(said)
            if isinstance(address, converters.Bad):
                asks.append((name, f"mail address: {address.message}"))
            else:
                values[name] = address
        else:
            values[name] = _person(said) if name in ("champion", "owner") else bare_name(said)
    if manner.unit[0]:
        values.setdefault("currency", manner.unit[0])
    stage = values.get("stage", "")
    number = _stage(stage, names)
    flags = [said for name in FLAGS if (said := folded(values.get(name, "")))]
    settled = _is_closed(
        values.get("status", ""), names
    )  # Pipedrive's and Dynamics' deals keep the stage they closed in
    closed = settled or any(flag in names.ticked or flag in names.closed for flag in flags) or _is_closed(stage, names)
    if stage and number is None and not closed:
        asks.append(("stage", f"stage: “{stage}” is none that is known; add it to your CRM columns under stages"))
    problems = tuple(said for _, said in asks)
    return Opportunity(row.number, values, acv, days, number, closed, problems, tuple(asks), sign)


def _is_closed(stage: str, names: Names) -> bool:
    """Whether a stage is one of the closed ones, or one of those with more said behind it: "Closed Lost to Competition"."""
    bare = re.sub(r"^\d+\s*[-–.)]*\s*", "", stage)
    said = folded(bare)
    if folded(re.split(r"\s[-–—]\s|[:：/(（|,;]", bare)[0]) in names.closed:
        return True  # "Lost - no budget", "Verloren (Preis)"
    longer = (word for word in names.closed if " " in word)
    if said in names.closed or folded(stage) in names.closed or any(said.startswith(f"{word} ") for word in longer):
        return True
    words = set(said.split())  # "Geschlossen und gewonnen" where "Geschlossen - Gewonnen" is known
    return bool(words & names.closed) and words <= {word for known in names.closed for word in known.split()}


def _person(said: str) -> str:
    """A name without the address or id that some exports put behind it; "Reyes, Dana" the usual way round."""
    bare = re.sub(r"\s*[(<][^)>]*[)>]\s*$", "", said.split(";")[0]).strip()
    two = re.fullmatch(r"([^\W\d_][\w'’ -]*),\s*([^\W\d_][\w'’. -]*)", bare)
    return f"{two[2]} {two[1]}" if two else bare


def _stage(said: str, names: Names) -> int | None:
    leading = re.match(r"\s*(?:stage\s*)?([1-9])\b(?!\d)", said, re.IGNORECASE)
    if leading:
        return int(leading[1])
    bare = re.sub(r"\(.*?\)", "", said)
    return names.stages.get(folded(said), names.stages.get(folded(bare)))


def _day(cell: Cell, said: str, day_first: bool | None, today: date) -> date | Unclear:
    if isinstance(cell.value, date):
        return cell.value
    if isinstance(cell.value, Decimal) and int(cell.value) in SERIALS:
        found = serial_day(cell.value)
        if found:
            return found
    bare = re.sub(r",?\s+\d{1,2}:\d{2}(:\d{2})?(\s*[AaPp][Mm])?$", "", said)
    if not re.search(r"\d{4}", bare) and not re.search(r"[^\W\d_]", bare) and day_first is None:
        return Unclear(f"“{said}” has a year of two digits")
    return read_day(bare, near=today, day_first=day_first)


_PARTS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})\b")


def _says(rows: list[GridRow], column: int) -> tuple[bool, bool]:
    """Whether a day of the column can only begin with the day, and whether one can only begin with the month."""
    pairs = [(int(m[1]), int(m[2])) for row in rows if (m := _PARTS.match(row.cell(column).text))]
    return any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)


def _says_both(rows: list[GridRow], column: int) -> bool:
    return _says(rows, column) == (True, True)


def _order(rows: list[GridRow], column: int) -> bool | None:
    """Whether the column's days have the day first; None where no value says so, or two say otherwise."""
    day_first, month_first = _says(rows, column)
    if day_first == month_first:
        return None
    return day_first


def _number_style(rows: list[GridRow], column: int) -> str | None:
    """The decimal sign of a column of amounts: one 1.234,56 or 84.000,00 says it for all. None where none says it."""
    found = set()
    for row in rows:
        body = re.sub(r"[^\d.,]", "", row.cell(column).text)
        if re.search(r"\.\d{3},\d{1,2}$|^\d+,\d{1,2}$|\.\d{3}\.\d{3}", body):
            found.add(",")
        elif re.search(r",\d{3}\.\d{1,2}$|^\d+\.\d{1,2}$|,\d{3},\d{3}", body):
            found.add(".")
    return found.pop() if len(found) == 1 else None


def _amount(cell: Cell, said: str, style: str | None) -> amounts.Amount:
    """The amount and the currency that stands beside it."""
    if isinstance(cell.value, Decimal):
        below = cell.value < 0
        return amounts.Amount(None, why=f"“{said}” is below zero") if below else amounts.Amount(cell.value)
    return amounts.read(said, style)
