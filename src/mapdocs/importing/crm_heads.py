"""The heading row of an opportunity export: which column is what, whatever a CRM or a person calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mapdocs.errors import WrongTemplate
from mapdocs.importing import amounts
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow, Table
from mapdocs.schema import sums
from mapdocs.templating.words import plain_yaml


@dataclass(frozen=True, slots=True)
class Names:
    """What columns and stages are called; see templates/crm-columns.yaml."""

    columns: Mapping[str, str]
    unused: frozenset[str]
    stages: Mapping[str, int]
    closed: frozenset[str]
    before: frozenset[str]
    beside: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()

    def sums_up(self, said: str) -> bool:
        """Whether a cell begins as a line of totals does, "Subtotal Q4", or counts the lines above: "4 records"."""
        text = folded(said)
        count = re.fullmatch(r"\d+ ?(\D+)", text)
        return any(f"{text} ".startswith(f"{word} ") for word in self.totals) or bool(
            count and count[1] in self.counted
        )


_GROUPS = ("unused", "closed", "before", "beside", "loose", "totals", "counted")


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
    return Names(columns=columns, stages=stages, **{name: frozenset(found) for name, found in groups.items()})


def heading_of(table: Table, names: Names) -> tuple[int, dict[str, int]] | None:
    """The heading row's index and each field's column, where the table is an export."""
    ranks = {word: rank for rank, word in enumerate(names.columns)}  # the surest first
    for index, row in enumerate(table.rows[:30]):
        said = [called(cell.text, names) for cell in row.cells]
        found: dict[str, int] = {}
        for word in sorted({*said} & names.columns.keys(), key=ranks.__getitem__):
            found.setdefault(names.columns[word], said.index(word))
        if "name" not in found:  # Odoo's columns: "Opportunity", "Customer", "Expected Revenue"
            itself = [column for column, cell in enumerate(row.cells) if folded(cell.text) in names.before]
            if len(itself) == 1:
                found = {key: column for key, column in found.items() if column != itself[0]} | {"name": itself[0]}
        loosely = [column for column, word in enumerate(said) if word in names.loose]
        if "name" not in found and loosely and {"acv", "company"} <= found.keys() and found.keys() & {"close", "stage"}:
            found["name"] = loosely[0]  # "Vorgang" is a step as well: an amount and an account make it a deal
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


def called(heading: str, names: Names) -> str:
    """The heading, folded; without what stands in its brackets, the currency and words such as "annual" beside an amount's name,
    and without the word for a deal in front of it, where the rest alone is known: "Associated Company (Primary)", "Amount in
    EUR", "Montant HT annuel", "Affaire - Titre". An amount of a month or of several years is none of a year."""
    said = heading.replace("\n", " ")
    whole = folded(said)
    known = names.columns.keys() | names.unused
    if whole in known:
        return whole
    without = re.sub(r"[(（\[].*?[)）\]]", " ", said)
    bare = folded(without)
    front, _, rest = whole.partition(" ")
    alone = folded(amounts.without_unit(without))
    few = " ".join(word for word in alone.split() if word not in names.beside)
    amount = next((one for one in (bare, alone, few) if names.columns.get(one) == "acv"), "")
    if amount:
        return whole if sums.is_rate(said) or sums.is_of_other_span(said) else amount
    behind = rest if front in names.before else ""
    return next((one for one in (bare, behind) if one in known), whole)


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
