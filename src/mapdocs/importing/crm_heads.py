"""The heading row of an opportunity export: which column is what, whatever a CRM or a person calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from mapdocs.errors import WrongTemplate
from mapdocs.importing import amounts
from mapdocs.readers.headings import folded, without_brackets
from mapdocs.readers.tables import GridRow, Table
from mapdocs.schema import sums
from mapdocs.templating.words import plain_yaml


@dataclass(frozen=True, slots=True)
class Names:
    """What columns and stages are called; see templates/crm-columns.yaml. ``joined`` are names of several words without their
    spaces, "stagename", ``fronts`` what stands before a name, each with its space, the longest first; ``words`` are those of the
    unused that hold the seller's own words, ``ours`` those that an export of plans wrote."""

    columns: Mapping[str, str]
    unused: frozenset[str]
    stages: Mapping[str, int]
    closed: frozenset[str]
    before: frozenset[str]
    beside: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    guessed: frozenset[str] = frozenset()
    earned: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    joined: Mapping[str, str] = field(default_factory=dict)
    fronts: tuple[str, ...] = ()

    def sums_up(self, said: str) -> bool:
        """Whether a cell begins as a line of totals does, "Subtotal Q4", or counts the lines above: "4 records"."""
        text = folded(said)
        count = re.fullmatch(r"\d+ ?(\D+)", text)
        return any(f"{text} ".startswith(f"{word} ") for word in self.totals) or bool(
            count and count[1] in self.counted
        )


_LONG = 7  # letters of a name that is known without its spaces as well
_GROUPS = (
    "unused",
    "closed",
    "before",
    "beside",
    "loose",
    "due",
    "totals",
    "counted",
    "keys",
    "guessed",
    "earned",
    "ticked",
    "words",
    "ours",
)


def read_names(sources: Iterable[tuple[str, bytes]]) -> Names:
    """The names of one file, told with its own name, laid over another; the later ones win.

    Raises:
        WrongTemplate: a file is not of that kind.
    """
    columns: dict[str, str] = {}
    stages: dict[str, int] = {}
    groups: dict[str, set[str]] = {name: set() for name in _GROUPS}
    for file, source in sources:
        try:
            loaded: Any = plain_yaml(source)
            own: dict[str, str] = {}
            for name, words in (loaded.get("columns") or {}).items():
                added = {folded(str(word)): str(name) for word in words}
                own |= added
            columns = {**own, **{word: name for word, name in columns.items() if word not in own}}
            for name, found in groups.items():
                found |= {folded(str(word)) for word in loaded.get(name) or ()}
            for number, words in (loaded.get("stages") or {}).items():
                stages.update({folded(str(word)): int(number) for word in words})
        except (yaml.YAMLError, RecursionError, AttributeError, TypeError, ValueError) as problem:
            raise WrongTemplate(
                f"{file}: a file of CRM columns has columns, unused, before, stages and closed, each a group of lists"
            ) from problem
    joined = {
        word.replace(" ", ""): word for word in (*groups["unused"], *columns) if " " in word and len(word) > _LONG
    }
    fronts = tuple(sorted((f"{word} " for word in groups["before"]), key=len, reverse=True))
    made = {name: frozenset(found) for name, found in groups.items()}
    return Names(columns=columns, stages=stages, **made, joined=joined, fronts=fronts)


def heading_of(table: Table, names: Names, *, by_company: bool = False) -> tuple[int, dict[str, int]] | None:
    """The heading row's index and each field's column, where the table is an export; ``by_company``: also where its deals
    have no names but their companies'."""
    ranks = {word: rank for rank, word in enumerate(names.columns)}  # the surest first
    for index, row in enumerate(table.rows[:30]):
        said = [called(cell.text, names) for cell in row.cells]
        whole = [folded(cell.text) for cell in row.cells]
        found: dict[str, int] = {}
        for word in sorted({*said} & names.columns.keys(), key=ranks.__getitem__):
            found.setdefault(names.columns[word], whole.index(word) if word in whole else said.index(word))
        if "acv" not in found and "currency" in found and whole[found["currency"]] not in names.columns:
            found["acv"] = found.pop("currency")  # "Amount (currency)" alone
        if "name" not in found:  # Odoo's columns: "Opportunity", "Customer", "Expected Revenue"
            itself = [
                column
                for column, cell in enumerate(row.cells)
                if folded(cell.text) in names.before and not _are_numbers(table.rows[index + 1 :], column)
            ]  # of numbers it is the record's, or how likely it is: "Kans" is Dutch for both
            if len(itself) == 1:
                found = {key: column for key, column in found.items() if column != itself[0]} | {"name": itself[0]}
        loosely = [column for column, word in enumerate(said) if word in names.loose]
        due = [column for column, word in enumerate(whole) if word in names.due]
        if "close" not in found and len(due) == 1 and {"acv", "company", "stage"} <= found.keys():
            found["close"] = due[0]
        if "name" not in found and loosely and {"acv", "company"} <= found.keys() and found.keys() & {"close", "stage"}:
            found["name"] = loosely[0]  # "Vorgang" is a step as well: an amount and an account make it a deal
        if (
            by_company
            and "name" not in found
            and {"acv", "company"} <= found.keys()
            and found.keys() & {"close", "stage"}
        ):
            found["name"] = found["company"]
        if found.get("outcome") in table.hidden_columns:
            del found["outcome"]  # the one field of free words that the buyer reads
        _named_after_the_amount(row, found, names)
        if "acv" not in found and "currency" in found and said.count("total") == 1:
            found["acv"] = said.index("total")  # Bitrix's; a row of totals names no currency
        ids = [column for column, word in enumerate(said) if word.endswith(" id") and word not in names.unused]
        if "id" not in found and len(ids) == 1:
            found["id"] = ids[0]  # "Copper ID"
        if "name" in found and len(found) >= 3 and found.keys() & {"acv", "stage", "close", "map_url"}:
            return index, found
    return None


def _are_numbers(rows: Sequence[GridRow], column: int) -> bool:
    said = [text for row in rows if (text := row.cell(column).text.strip())]
    return bool(said) and sum(bool(re.fullmatch(r"[\W\d_]+", text)) for text in said) * 2 > len(said)


def called(heading: str, names: Names) -> str:
    """The heading, folded; without what stands in its brackets, the currency and words such as "annual" or "expected" beside
    the name of an amount or a day, and without the word for a deal in front of it, where the rest alone is known: "Associated
    Company (Primary)", "Amount in EUR", "Montant HT annuel", "Data de fechamento esperada", "Affaire - Titre". An amount of a
    month or of several years is none of a year. A currency may stand in the brackets of its amount: "金額 (通貨)"."""
    said = heading.replace("\n", " ")
    whole = folded(said)
    if is_known(whole, names):
        return whole
    if whole in names.joined:  # "StageName", "CLOSEDATE"
        return names.joined[whole]
    key = _key(said, names)
    if key:
        return key
    without = without_brackets(said)
    bare = folded(without)
    alone = folded(amounts.without_unit(without))
    found = next((word for one in (bare, alone, *_fewer(alone, names)) if (word := _counts(one, names))), "")
    if names.columns.get(found) == "acv":
        inside = re.search(r"[(（\[]([^()（）\[\]]*)[)）\]]\s*$", said)
        if inside and names.columns.get(folded(inside[1])) == "currency":
            return folded(inside[1])
        return whole if sums.is_rate(said) or sums.is_of_other_span(said) else found
    if found:
        return found
    behind = [whole.removeprefix(front) for front in names.fronts if whole.startswith(front)]
    behind += [
        word
        for rest in behind
        if (word := next(filter(None, (_counts(one, names) for one in _fewer(rest, names))), ""))
    ]
    return next(
        (one for one in (bare, *behind) if is_known(one, names)),
        next((one for one in behind if one in names.loose), whole),
    )


def is_known(word: str, names: Names) -> bool:
    """Whether a folded heading is one that means something, or is known to be of no use."""
    return word in names.columns or word in names.unused


def _counts(word: str, names: Names) -> str:
    """``word`` where it names an amount or the day of closing."""
    return word if names.columns.get(word) in ("acv", "close") else ""


def _fewer(alone: str, names: Names) -> tuple[str, ...]:
    """A heading without the words beside the name of an amount or a day; what is earned is a deal's where it is a guess:
    "Gesch. Umsatz", and not a company's "Umsatz"."""
    words = alone.split()
    few = " ".join(word for word in words if word not in names.beside and word not in names.guessed)
    if few in names.earned and any(word in names.guessed for word in words):
        return few, next(word for word, name in names.columns.items() if name == "acv")
    return (few,)


def _key(said: str, names: Names) -> str:
    """A column that Dynamics asks to leave alone, "(Do Not Modify) Opportunity": the id, or of no use; empty where it is none."""
    marked = re.match(r"\s*[(（]([^()（）]+)[)）]\s*(.+)", said)
    if marked is None or folded(marked[1]) not in names.keys:
        return ""
    rest = folded(marked[2])
    deal = rest in names.before or names.columns.get(rest) in ("id", "name")
    return next(word for word, name in names.columns.items() if name == "id") if deal else next(iter(names.unused))


def unit_of(table: Table, index: int, places: Mapping[str, int]) -> tuple[str, int]:
    """(code, times) of the amounts of an export, as its heading says it, "Amount (k€)", or a line above: "all amounts in EUR"."""
    if "acv" not in places:
        return "", 1
    code, times = amounts.unit_in(table.rows[index].cells[places["acv"]].text)
    above = [*table.above, *(" ".join(cell.text for cell in row.cells if cell.text) for row in table.rows[:index])]
    said = [amounts.unit_in(line) for line in above if amounts.speaks_of_unit(line)]
    codes, scales = {code for code, _ in said if code}, {times for _, times in said}
    return (
        code or (codes.pop() if len(codes) == 1 else ""),
        times if times > 1 or len(scales) != 1 else scales.pop(),
    )


def _named_after_the_amount(row: GridRow, found: dict[str, int], names: Names) -> None:
    """Salesforce puts the currency of an amount into a column of its own: "Annual Contract Value Currency", "Devise Montant"."""
    if "acv" not in found or "currency" in found:
        return
    amount = f" {folded(row.cells[found['acv']].text)} "
    for column, cell in enumerate(row.cells):
        said = f" {folded(cell.text)} "
        if amount in said and names.columns.get(said.replace(amount, " ").strip()) == "currency":
            found["currency"] = column
            return
