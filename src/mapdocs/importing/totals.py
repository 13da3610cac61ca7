"""Rows of a plan's table that are no steps: sums, footers, keys of what signs and words mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_guesses import counts_bars, is_day
from mapdocs.importing.column_words import words_of
from mapdocs.importing.fates import shown_in
from mapdocs.importing.values import words
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
#: What only a step has.
_FACTS = ("buyer_owner", "seller_owner", "owner", "owner_email", "exit_criteria", "proof", "status", "done_on", "start")
_LINE_BELOW = re.compile(r"[:：]|\d+ ?(?:/|of|von|de|sur|di|van) ?\d+")
_PAIR = 2  # cells of a line that says what its second one is
_DAY = re.compile(r"\d\D{0,3}\d")
_FOOTNOTE = frozenset("*†‡※¹²³")
_FEWEST = 2  # numbers in a row that counts, and rows above it; steps above a line that is none
_NEAR = 0.01  # of a sum as a sheet rounds it
_COUNT = re.compile(r"\d+(?:[.,]\d+)?\s*%?(?:\s*(?:/|of|von|de|sur|di|van|av|z|из)\s*\d+)?(?:\s+[^\W\d_]+)?")


def says_total(row: GridRow) -> bool:
    """ "Total", "Total days · 45", "4 steps · 1 of 4": a word for a sum, or how many steps there are, and nothing but numbers
    beside it."""
    first = next((words(cell) for cell in row.cells if words(cell)), "")
    said = folded(first.split(":")[0])
    if said in words_of("totals"):
        return True
    others = [cell for cell in row.cells if shown_in(cell) and words(cell) != first]
    begun = any(said.startswith(f"{word} ") for word in words_of("totals"))
    counted = re.fullmatch(r"\d{1,3} ([^\W\d_]+)", said)
    steps = counted is not None and counted[1] in words_of("step")
    steps = steps or bool(
        others and re.fullmatch(r"[^:：]{3,30}[:：]\s*\d{1,3}", first)
    )  # "Open items: 3 · 0 of 3 done"
    return (
        (begun or steps)
        and (steps or bool(others))
        and all(
            cell.formula or _COUNT.fullmatch(words(cell)) or not re.search(r"[^\W\d_]", words(cell)) for cell in others
        )
    )


def is_called_total(row: GridRow, step: Cell) -> bool:
    """ "PROGRAM TOTAL · 19 %": a name that ends in a word for a sum, with a number beside it; "Summe gesamt" is one whatever
    stands beside it."""
    name = folded(words(step))
    said = name.split()
    if not said:
        return False
    if all(word in words_of("totals") for word in said):
        return True
    ends = said[-1] in words_of("totals") or any(
        has_unspaced(word) and name.endswith(word) for word in words_of("totals")
    )
    beside = [cell for cell in row.cells if cell is not step and shown_in(cell)]
    return ends and any(cell.formula or re.search(r"\d", words(cell)) for cell in beside)


def rows_that_sum(chosen: Chosen) -> frozenset[int]:
    """The numbers of the rows such as "Bars per week · 1 · 1 · 0": a name, no fact of a step, and beside it numbers alone, two or
    more, each the count of what stands above it or the sum of the numbers there, or worked out by a formula. Below the bars of a
    chart any number counts them, and below a total a name with a number alone goes on with it."""
    facts = {*chosen.targets, *(chosen.fields[name] for name in _FACTS if name in chosen.fields)}
    step = chosen.fields.get("milestone")
    days = {column for column in chosen.heads if is_day(chosen, column)}
    filled: Counter[int] = Counter()  # of the rows so far, by column
    sums: dict[int, float] = {}
    bars = True  # whether what stood below days so far are bars
    found: set[int] = set()
    summed = False  # whether the row above is one
    for above, row in enumerate(chosen.rows):
        said = {column: words(cell) for column, cell in enumerate(row.cells)}
        beside = [column for column, cell in enumerate(row.cells) if column != step and shown_in(cell)]
        if len(beside) >= _FEWEST and not any(said.get(column) for column in facts):
            counts = bars and set(beside) <= days
            fit = (_is_sum(row.cell(c), filled[c], sums.get(c), any_number=bars and c in days) for c in beside)
            if above >= (1 if counts else _FEWEST) and all(fit):
                found.add(row.number)
        elif summed and len(beside) == 1 and (row.cell(beside[0]).formula or _COUNT.fullmatch(said[beside[0]])):
            found.add(row.number)  # "of which done · 1" right below "Total · 4"
        summed = row.number in found or says_total(row)
        numbers = {column: number for column, text in said.items() if (number := _number(text)) is not None}
        filled.update(column for column, text in said.items() if text)
        sums |= {column: sums.get(column, 0) + number for column, number in numbers.items()}
        bars = bars and (counts_bars(row, days) or not days & numbers.keys())
    return frozenset(found)


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _is_sum(cell: Cell, filled: int, added: float | None, *, any_number: bool) -> bool:
    said = words(cell)
    number = _number(said)
    if number is None:
        return bool(cell.formula) and not said
    return any_number or bool(cell.formula) or number == filled or (added is not None and abs(number - added) < _NEAR)


def is_footer(row: GridRow, title: str) -> bool:
    """ "Last updated 24 Nov by KN" below the steps, and nothing beside it but the day."""
    filled = _filled(row)
    said = folded(title or (filled[0] if filled else ""))
    begun = any(said == word or said.startswith(f"{word} ") for word in words_of("footer"))
    by = any(f" {word} " in said for word in words_of("footer_by"))  # "last touched by Sam on Friday"
    if len(filled) == _PAIR and folded(filled[0]) in words_of("footer"):  # "Last updated · 2026-11-24"
        return any(isinstance(cell.value, date) or _DAY.search(words(cell)) for cell in row.cells)
    return len(filled) == 1 and begun and (by or bool(re.search(r"\d|:|：", filled[0])))


def is_line_below(row: GridRow, steps: Sequence[str]) -> bool:
    """Whether a row is a line below the plan: "Milestones done: 1 of 3" alone, under rows that are ``steps``."""
    filled = _filled(row)
    return len(filled) == 1 and len(steps) >= _FEWEST and bool(_LINE_BELOW.search(filled[0]))


def footnotes(rows: Sequence[GridRow], steps: Sequence[str]) -> int:
    """How many of the last ``rows`` are footnotes, "* Dates assume a meeting in January" alone, under ``steps`` that do not begin so:
    there the sign is a bullet."""
    found = 0
    for place, row in enumerate(reversed(rows), 1):
        filled = _filled(row)
        sign = filled[0][0] if len(filled) == 1 else ""
        if is_footer(row, ""):
            continue  # "Printed on 20 Nov 2026" below them
        if sign not in _FOOTNOTE or len(steps) < _FEWEST or any(step.startswith(sign) for step in steps):
            break
        found = place
    return found


def is_key(row: GridRow) -> bool:
    """ "Done = signed by both; In progress = work has begun" alone in a row: what statuses or signs mean."""
    filled = _filled(row)
    pairs = [part.split("=") for part in re.split(r"\s*[;|·\n]\s*", filled[0])] if len(filled) == 1 else []
    meant = [pair[0].strip() for pair in pairs if len(pair) == 2 and pair[1].strip()]
    return len(meant) == len(pairs) > 0 and all(len(sign) <= 2 or read_status(sign, {}) for sign in meant)


def is_title_of_key(row: GridRow, below: GridRow | None) -> bool:
    """ "Legend" alone in a row, over what statuses or signs mean, or over nothing."""
    filled = _filled(row)
    return len(filled) == 1 and folded(filled[0]) in words_of("aside") and (below is None or is_key(below))


def _filled(row: GridRow) -> list[str]:
    return [said for cell in row.cells if not cell.covered and (said := words(cell))]
