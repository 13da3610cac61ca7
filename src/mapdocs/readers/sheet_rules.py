"""The rules by which a sheet dresses its cells, conditional formats: which of them whiten or silence words, or colour them as a key says.

Only what can be told from the cells themselves is worked out: a cell that is, holds or begins with something, another of its row
that does. Of the others it is told that they were not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from mapdocs.readers.looks import WHITE, alike, dress_of
from mapdocs.readers.package import local
from mapdocs.readers.sheet_remarks import column_of, whole_number
from mapdocs.readers.tables import Cell, GridRow, Table
from mapdocs.readers.unseen_cells import Area, areas_in

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_RULES = 200
MAX_CHECKS = 60_000  # cells asked by rules; a plan of 600 rows and ten columns under ten rules over all of it
_DEEPEST, _LONGEST = 6, 250  # functions within each other; signs of a formula
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
_CALL = re.compile(r"([A-Z]{1,12})\((.*)\)", re.DOTALL)
_COMPARED = ("<>", "<=", ">=", "=", "<", ">")
_SIGNS = {
    "equal": "=",
    "notEqual": "<>",
    "greaterThan": ">",
    "lessThan": "<",
    "greaterThanOrEqual": ">=",
    "lessThanOrEqual": "<=",
}
#: The rules that need no formula: of what a cell says and what they ask for.
_SIMPLE: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda said, asked: asked in said,
    "notContainsText": lambda said, asked: asked not in said,
    "beginsWith": lambda said, asked: said.startswith(asked),
    "endsWith": lambda said, asked: said.endswith(asked),
    "containsBlanks": lambda said, _: not said.strip(),
    "notContainsBlanks": lambda said, _: bool(said.strip()),
}

Value = str | Decimal | bool


class _Unknown(Exception):
    """A formula that is not worked out."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What a rule lays over a cell: ``fill`` and ``ink`` as RRGGBB, empty where it leaves them; ``silent``: it shows no word."""

    fill: str = ""
    ink: str = ""
    silent: bool = False

    @property
    def may_hide(self) -> bool:
        return self.silent or (bool(self.ink) and alike(self.ink, self.fill or WHITE))


@dataclass(frozen=True, slots=True)
class _Rule:
    areas: tuple[Area, ...]
    kind: str
    operator: str
    text: str
    term: _Term
    dress: Dress
    priority: int
    stops: bool


@dataclass(slots=True)
class SheetRules:
    """Of one sheet; ``unread``: some were not worked out that may hide words, or that colour them."""

    dresses: Sequence[Dress]
    rules: list[_Rule] = field(default_factory=list)
    hides_unread: bool = False
    colours_unread: bool = False

    def add(self, element: _Element) -> None:
        """The rules of one ``conditionalFormatting``."""
        areas = tuple(areas_in(element.get("sqref") or ""))[:50]
        for rule in element:
            number = rule.get("dxfId") or ""
            if local(rule) != "cfRule" or not number.isdecimal() or int(number) >= len(self.dresses):
                continue
            dress = self.dresses[int(number)]
            if len(self.rules) >= MAX_RULES:
                self._miss(dress)
            elif areas and dress != Dress():
                formula = next((one.text or "" for one in rule if local(one) == "formula"), "")
                named = (rule.get("type") or "", rule.get("operator") or "", rule.get("text") or "")
                stops = rule.get("stopIfTrue") in ("1", "true")
                self.rules.append(
                    _Rule(areas, *named, _parsed(formula), dress, whole_number(rule.get("priority")), stops)
                )

    def lay_over(self, table: Table, dark: Sequence[Area] = ()) -> list[GridRow]:
        """Dress the cells of ``table`` as the rules say; what cannot be seen then goes out of them, in rows of the same numbers. In
        the ``dark`` areas a table's own style lies behind white letters."""
        rules = sorted(self.rules, key=lambda rule: rule.priority)
        rows = {row.number: row for row in table.rows}
        checks = 0
        gone: list[GridRow] = []
        for row in table.rows:
            hidden: list[int] = []
            for column, cell in enumerate(row.cells):
                dress, asked = self._dress_of(rules, rows, row.number, column) if not cell.blank else (Dress(), 0)
                checks += asked
                if checks > MAX_CHECKS:
                    for rule in rules:
                        self._miss(rule.dress)
                    return gone
                cell.fill, cell.ink = dress.fill or cell.fill, dress.ink or cell.ink
                seen = not cell.fill and any(area.holds(row.number, column) for area in dark)
                if dress.silent or (dress.ink and not seen and alike(dress.ink, cell.fill or WHITE)):
                    hidden.append(column)
            shown = [column for column, cell in enumerate(row.cells) if not cell.blank and not cell.covered]
            if hidden and set(hidden) >= set(shown):
                row.hidden = True
            elif hidden:
                gone.append(GridRow(row.number, [row.cells[column] for column in hidden]))
                for column in hidden:
                    row.cells[column] = Cell()
        return gone

    def _miss(self, dress: Dress) -> None:
        self.hides_unread = self.hides_unread or dress.may_hide
        self.colours_unread = self.colours_unread or bool(dress.fill or dress.ink)

    def _dress_of(
        self, rules: Sequence[_Rule], rows: dict[int, GridRow], number: int, column: int
    ) -> tuple[Dress, int]:
        found, asked = Dress(), 0
        for rule in rules:
            if not any(area.holds(number, column) for area in rule.areas):
                continue
            asked += 1
            try:
                holds = _Cells(rows, rule.areas[0], number, column).holds(rule)
            except (_Unknown, InvalidOperation):
                self._miss(rule.dress)
                continue
            if holds:
                dress = rule.dress
                found = replace(
                    found,
                    fill=found.fill or dress.fill,
                    ink=found.ink or dress.ink,
                    silent=found.silent or dress.silent,
                )
                if rule.stops:
                    break
        return found, asked


def dresses_of(styles: _Element) -> list[Dress]:
    """What the rules of a workbook may lay over cells, by number."""
    group = next((one for one in styles if local(one) == "dxfs"), None)
    return [Dress(*dress_of(one)) for one in list(group)[:5_000]] if group is not None else []


@dataclass(frozen=True, slots=True)
class _Cells:
    """A sheet as a rule sees it that was written for the first cell of ``area``, at the cell in ``number`` and ``column``."""

    rows: dict[int, GridRow]
    area: Area
    number: int
    column: int

    def holds(self, rule: _Rule) -> bool:
        if rule.kind == "expression":
            return _is_true(self.value(rule.term))
        own = self._at(self.number, self.column)
        if rule.kind == "cellIs" and rule.operator in _SIGNS:
            return _compare(own, _SIGNS[rule.operator], self.value(rule.term))
        asked = rule.text.casefold()
        if rule.kind not in _SIMPLE or (rule.kind.endswith(("Text", "With")) and not asked):
            raise _Unknown
        return _SIMPLE[rule.kind](str(own).casefold(), asked)

    def value(self, term: _Term) -> Value:
        """What ``term`` makes at this cell; raises where it is none of the simple ones."""
        if term.kind == "cell":
            row = term.row + (0 if term.row_stays else self.number - self.area.top)
            return self._at(row, term.column + (0 if term.column_stays else self.column - self.area.left))
        if term.kind == "is":
            return term.value
        if term.kind == "compare":
            return _compare(self.value(term.parts[0]), term.name, self.value(term.parts[1]))
        if term.kind == "join":
            return self._joined(term)
        if term.kind == "call":
            return _called(term.name, [self.value(part) for part in term.parts])
        raise _Unknown

    def _joined(self, term: _Term) -> bool:
        """AND and OR: one part may decide though another is not worked out."""
        decides, unknown = term.name == "OR", False
        for part in term.parts:
            try:
                if _is_true(self.value(part)) is decides:
                    return decides
            except _Unknown:
                unknown = True
        if unknown:
            raise _Unknown
        return not decides

    def _at(self, number: int, column: int) -> Value:
        cell = self.rows[number].cell(column) if number in self.rows else Cell()
        if cell.formula and not cell.lines and cell.value is None:
            raise _Unknown  # the file keeps no value beside it
        if isinstance(cell.value, Decimal):
            return cell.value
        said = " ".join(cell.text.split())
        return said == "true" if said in ("true", "false") else said


@dataclass(frozen=True, slots=True)
class _Term:
    """A formula, cut up once however many cells ask it; of the ``kind`` "unknown" where it is none of the simple ones."""

    kind: Literal["is", "cell", "compare", "join", "call", "unknown"] = "unknown"
    value: Value = ""
    name: str = ""
    parts: tuple[_Term, ...] = ()
    row: int = 0
    column: int = 0
    row_stays: bool = False
    column_stays: bool = False


def _parsed(formula: str, depth: int = 0) -> _Term:
    said = formula.strip().removeprefix("=").strip()
    if depth > _DEEPEST or len(said) > _LONGEST:
        return _Term()
    while said.startswith("(") and said.endswith(")") and len(_split(said[1:-1], ")")) == 1:
        said = said[1:-1].strip()
    for sign in _COMPARED:
        parts = _split(said, sign)
        if len(parts) == 2:
            return _Term("compare", name=sign, parts=tuple(_parsed(part, depth + 1) for part in parts))
    text, place, call = _TEXT.fullmatch(said), _REFERENCE.fullmatch(said), _CALL.fullmatch(said)
    if text:
        return _Term("is", text[1].replace('""', '"'))
    if _NUMBER.fullmatch(said):
        return _Term("is", Decimal(said))
    if said.upper() in ("TRUE", "FALSE"):
        return _Term("is", said.upper() == "TRUE")
    if place:
        row_stays, column_stays = bool(place[3]), bool(place[1])
        return _Term("cell", "", "", (), int(place[4]), column_of(place[2]), row_stays, column_stays)
    if call:
        given = tuple(_parsed(part, depth + 1) for part in _split(call[2], ","))
        return _Term("join" if call[1] in ("AND", "OR") else "call", name=call[1], parts=given)
    return _Term()


def _called(name: str, given: list[Value]) -> Value:
    said = [str(one) for one in given]
    one, two = len(given) == 1, len(given) == 2
    if name == "NOT" and one:
        return not _is_true(given[0])
    if name in ("ISNUMBER", "N") and one:
        return isinstance(given[0], Decimal)
    if name == "ISBLANK" and one:
        return not said[0]
    if name in ("SEARCH", "FIND") and two:
        at = said[1].casefold().find(said[0].casefold()) if name == "SEARCH" else said[1].find(said[0])
        return Decimal(at + 1) if at >= 0 else ""
    if name in ("LOWER", "UPPER", "TRIM") and one:
        return {"LOWER": said[0].lower(), "UPPER": said[0].upper(), "TRIM": " ".join(said[0].split())}[name]
    if name == "LEN" and one:
        return Decimal(len(said[0]))
    if name in ("LEFT", "RIGHT") and given:
        count = int(given[1]) if two and isinstance(given[1], Decimal) else 1
        return said[0][:count] if name == "LEFT" else said[0][len(said[0]) - count :]
    raise _Unknown


def _split(said: str, sign: str) -> list[str]:
    """``said`` cut at ``sign`` where it stands in no quotes and in no brackets."""
    parts, depth, quoted, begin, at = [], 0, False, 0, 0
    while at < len(said):
        one = said[at]
        quoted = quoted != (one == '"')
        depth += 0 if quoted else (one == "(") - (one == ")")
        if not quoted and depth <= 0 and said.startswith(sign, at) and (one != ")" or sign == ")"):
            if not (len(sign) == 1 and said[at : at + 2] in ("<>", "<=", ">=")):
                parts.append(said[begin:at])
                begin = at + len(sign)
            at += 2 if said[at : at + 2] in ("<>", "<=", ">=") else len(sign)
            continue
        at += 1
    return [*parts, said[begin:]]


def _is_true(value: Value) -> bool:
    if isinstance(value, str):
        if value:
            raise _Unknown
        return False
    return bool(value)


def _compare(one: Value, sign: str, other: Value) -> bool:
    if sign in ("=", "<>"):
        mine, theirs = (value.casefold() if isinstance(value, str) else value for value in (one, other))
        same = mine == theirs or (mine == "" and other is False)
        return same if sign == "=" else not same
    if not (isinstance(one, Decimal) and isinstance(other, Decimal)):
        raise _Unknown
    return {"<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other}[sign]
