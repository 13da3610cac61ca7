"""What stands below a plan in its own table and is no step: a little table of payments, closed days, metrics or signatures, and lines
such as "Note: dock 2 freezes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import are_people, is_dated
from mapdocs.importing.column_heads import side_of_word
from mapdocs.importing.column_words import known_words
from mapdocs.importing.owners import Sides
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow
from mapdocs.rules.classify import person

_OWNERS = ("buyer_owner", "seller_owner", "owner")
_FACTS = ("exit_criteria", "proof", "status", "percent")
_LABELLED = re.compile(r"\W*([^:：]{1,20}?)\s*[:：](?!//)\s*(\S.*)?", re.DOTALL)
_MOST_SIGNS = 32  # of a cell of a heading
_MOST_UNIT = 3  # letters beside a number: "20.000 EUR", "7 min"
_SIGNERS = 3  # cells at most of a row in which people sign: a label, and one of each side
_LINE = 2  # cells at most of a line: what it says, and for whom


def begins_table(block: Sequence[GridRow], chosen: Chosen, sides: Sides) -> bool:
    """Whether ``block`` is a table of its own: below its title, if it has one, stand words for columns, and below those days or
    amounts where the plan has its owners, days where it has its steps, or nothing but a title that is known tells what it is."""
    at = 1 if len(block) > 1 and len(_said(block[0])) == 1 else 0
    title = folded(" ".join(_said(block[0]))) if at else ""
    rows = block[at + 1 :]
    if title in _listed("signing") and _are_signed(block[1:], chosen):
        return True
    head = block[at]
    if not rows or not _is_head(head):
        return False
    return (
        _stand_apart(head, rows, chosen)
        or _names_both_sides(head, rows, chosen, sides)
        or (title in _listed("tables") and _is_no_step(head, chosen))
    )


def lines_below(rows: Sequence[GridRow], chosen: Chosen | None) -> int:
    """How many of the last ``rows`` are lines that a word for a note begins, "Tip: bring salt", with a cell beside it at most."""
    found = 0
    for row in reversed(rows[1:]):
        said = _said(row)
        label = _LABELLED.match(said[0]) if said and len(said) <= _LINE else None
        dated = chosen is not None and any(is_dated(words(row.cell(c))) or row.cell(c).value for c in chosen.targets)
        if label is None or dated or _is_owned(row, chosen) or folded(label[1]) not in _listed("line"):
            break
        found += 1
    return found


def _is_head(row: GridRow) -> bool:
    """Whether all that stands in a row may be a heading's: two words or more for columns, none with a number or a day."""
    cells = [cell for cell in row.cells if words(cell) and not cell.covered]
    return len(cells) > 1 and all(
        cell.value is None
        and len(words(cell)) <= _MOST_SIGNS
        and re.fullmatch(r"[^\d@]*[^\d@.!?]", words(cell))
        and words(cell)[0].isalpha()
        for cell in cells
    )


def _stand_apart(head: GridRow, rows: Sequence[GridRow], chosen: Chosen) -> bool:
    for name in _OWNERS:
        column = chosen.fields.get(name)
        said = [cell for row in rows if words(cell := row.cell(column))]
        if said and words(head.cell(column)) and all(_is_day(cell) or _is_amount(cell) for cell in said):
            return True
    step = chosen.fields.get("milestone")
    named = [cell for row in rows if words(cell := row.cell(step))]
    return bool(named) and bool(words(head.cell(step))) and all(map(_is_day, named))


def _names_both_sides(head: GridRow, rows: Sequence[GridRow], chosen: Chosen, sides: Sides) -> bool:
    """ "Juniper" beside "Fabrikam" and nothing else, over names, dates and lines to sign on."""
    named = [sides.side_named(said) or side_of_word(folded(said), {}) for said in _said(head)]
    dated = any(_is_day(row.cell(column)) for row in rows for column in chosen.targets)
    return sorted(named) == ["buyer", "seller"] and not dated and all(len(_said(row)) <= _SIGNERS for row in rows)


def _are_signed(rows: Sequence[GridRow], chosen: Chosen) -> bool:
    """Whether rows below "Signatures" are of people and labels such as "Date:", and none has a fact of a step."""
    facts = {*chosen.targets, *(chosen.fields[name] for name in _FACTS if name in chosen.fields)}
    if not rows or any(words(row.cell(column)) for row in rows for column in facts):
        return False
    said = [text for row in rows for text in _said(row)]
    labels = any(folded(text.split(":")[0]) in _listed("sign_label") for text in said)
    step = chosen.fields.get("milestone")
    return all(len(_said(row)) <= _SIGNERS for row in rows) and (
        labels or (step is not None and are_people(rows, step))
    )


def _is_no_step(head: GridRow, chosen: Chosen) -> bool:
    """Whether nobody stands in a heading where the plan has its owners, and a word behind the first is known of headings."""
    beside = [words(cell) for column, cell in enumerate(head.cells) if column != chosen.fields.get("milestone")]
    return not _is_owned(head, chosen) and any(folded(said) in known_words() for said in beside)


def _is_owned(row: GridRow, chosen: Chosen | None) -> bool:
    """Whether a person's whole name stands where the plan has its owners."""
    owners = [words(row.cell(chosen.fields[name])) for name in _OWNERS if name in chosen.fields] if chosen else []
    return any(" " in said and person.judge(said) == "person" for said in owners)


def _is_day(cell: Cell) -> bool:
    return bool(words(cell)) and ((cell.value is not None and not _is_amount(cell)) or is_dated(words(cell)))


def _is_amount(cell: Cell) -> bool:
    said = words(cell)
    return bool(re.search(r"\d", said)) and len(re.findall(r"[^\W\d_]", said)) <= _MOST_UNIT and not is_dated(said)


def _said(row: GridRow) -> list[str]:
    return [said for cell in row.cells if not cell.covered and (said := words(cell))]


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("below.yaml")[kind])
