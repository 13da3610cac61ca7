"""What a CRM's rows say beside the fields of a spec: the seller's own words, for the internal notes, and the account of all cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapdocs.importing.account import Account, Fate, counts
from mapdocs.importing.crm_export import FLAGS, Export, Opportunity
from mapdocs.importing.fates import quoted, whole
from mapdocs.importing.plan_told import beside_the_tables
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, Paper, clean

#: What only says whether a deal is wanted.
_SORTING = ("status", *FLAGS)
_SHORTENED = ("champion", "owner", "name", "company")  # of which a spec takes the name alone


@dataclass(frozen=True, slots=True)
class Said:
    """A line of what a deal's row says beside the spec's fields. ``cell`` is the cell that says nothing else; None for what hangs
    on a cell."""

    line: str
    cell: Cell | None = None


def words_of(export: Export, one: Opportunity) -> list[Said]:
    """What the row of ``one`` says and no field of a spec takes, a line each."""
    row = next((row for row in export.table.rows if row.number == one.number), None)
    return list(_words(export, one, row)) if row is not None else []


def _words(export: Export, one: Opportunity, row: GridRow) -> Iterator[Said]:
    field_of = {column: name for name, column in export.places.items()}
    placed = {folded(row.cell(column).text) for column in field_of}
    silent = export.idle | export.ours
    for column, cell in enumerate(row.cells):
        head, name = _head(export, column), field_of.get(column, "")
        said = _one_line(cell.text) or cell.formula or ""
        if name in _SHORTENED and set(folded(said).split()) - set(folded(one.values.get(name, "")).split()):
            yield Said(f"{head}: {said}")  # an address, a second person, a remark of ours, which stand in no field
        elif not name and column not in silent and counts(cell) and said and folded(said) not in placed:
            yield Said(f"{head}: {said}", cell)
        if cell.struck and not cell.covered:
            yield Said(f"struck through in {head}: “{_one_line(cell.struck)}”", None if said else cell)
        for remark in cell.remarks:
            by = f" by {remark.author}" if remark.author else ""
            yield Said(f"{remark.kind} on {head}{by}: {_one_line(remark.text) or 'without words'}")
        for link in cell.links:
            if link.address not in one.values.values() and link.address not in said:
                yield Said(f"link on {head}: {link.address}")


def _head(export: Export, column: int) -> str:
    return _one_line(export.table.rows[export.heading].cell(column).text) or "a column without a heading"


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def left_words(export: Export, left_out: frozenset[int]) -> list[str]:
    """What the rows of deals that were left out say beside their names, a line a deal."""
    gone = [one for one in export.opportunities if one.number in left_out]
    said = [(one.name, [each.line for each in words_of(export, one)]) for one in gone]
    lines = [f"{name} ({', '.join(words)})" for name, words in said if words]
    return [f"words of deals that were left out: {quoted(lines, 'deals')}"] if lines else []


def told_beside(export: Export, paper: Paper) -> list[str]:
    """What stands in the file outside the deals' rows: above them, on their headings, beside the tables; and the columns that no
    spec needs."""
    heads = export.table.rows[export.heading].cells
    below = export.table.rows[export.heading + 1 :]
    filled = {column for row in below for column, cell in enumerate(row.cells) if counts(cell)}
    sorting = {export.places[name] for name in _SORTING if name in export.places}
    idle = [_head(export, column) for column in sorted((export.idle | sorting) & filled)]
    above = [said for row in export.table.rows[: export.heading] if (said := whole(row))]
    told = [f"columns that a plan does not need, or that only helped to read it: {', '.join(idle)}"] if idle else []
    told += [f"{export.table.name}: above the deals: {quoted(above)}"] if above else []
    told += [
        f"{remark.kind} on the heading {_one_line(cell.text)}: {_one_line(remark.text)}"
        for cell in heads
        for remark in cell.remarks
    ]
    return told + beside_the_tables(paper, (), "tables")


def enter(export: Export, left_out: frozenset[int], kept: Mapping[int, set[str]], account: Account) -> None:
    """Account for every cell of the export's table; ``left_out`` are the lines of deals that were not wanted, ``kept`` the words
    of each deal's row that stand in the internal notes of its spec."""
    rows = export.table.rows
    account.enter_rows(rows[: export.heading], "told", "above the deals")
    heads = rows[export.heading].cells
    field_of = {column: name for name, column in export.places.items()}
    account.enter_heading(heads, {column: field_of.get(column, "not read") for column in range(len(heads))})
    deals = {one.number: one for one in export.opportunities}
    for row in rows[export.heading + 1 :]:
        one = deals.get(row.number)
        if one is None or row.number in left_out:
            account.enter(row.cells, "told", "no deal" if one is None else "deal that was left out")
            continue
        asked = " ".join(one.problems)
        mine = kept.get(row.number, set())
        for said in words_of(export, one):
            if said.cell is not None:
                fate: tuple[Fate, str] = ("kept", "internal.notes") if said.line in mine else ("told", "not taken over")
                account.enter(
                    [said.cell], *fate, next(_head(export, n) for n, c in enumerate(row.cells) if c is said.cell)
                )
        for column, cell in enumerate(row.cells):
            said_in = _one_line(cell.text)
            head = clean(heads[column].text) if column < len(heads) else "without a heading"
            name = field_of.get(column, "")
            if name in _SORTING:
                account.enter([cell], "told", "only helped to read", head)
            elif not name and column in export.idle:
                account.enter([cell], "told", "not needed", head)
            elif not name and column in export.ours:
                account.enter([cell], "placed", "what the spec says itself", head)
            elif not name:
                account.enter([cell], "placed", "the same as another column", head)
            elif said_in and f"“{said_in}”" in asked:
                account.enter_question(cell, name, head)
            else:
                account.enter([cell], "placed", name, head)
