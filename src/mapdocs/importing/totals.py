"""Rows of a plan's table that are no steps: sums, footers, keys of what signs and words mean."""

from __future__ import annotations

import re

from mapdocs.importing.column_heads import words_of
from mapdocs.importing.fates import shown_in
from mapdocs.importing.values import words
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow

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


def is_footer(row: GridRow, title: str) -> bool:
    """ "Last updated 24 Nov by KN" below the steps, and nothing beside it."""
    filled = _filled(row)
    said = folded(title or (filled[0] if filled else ""))
    begun = any(said == word or said.startswith(f"{word} ") for word in words_of("footer"))
    by = any(f" {word} " in said for word in words_of("footer_by"))  # "last touched by Sam on Friday"
    return len(filled) == 1 and begun and (by or bool(re.search(r"\d|:|：", filled[0])))


def is_key(row: GridRow) -> bool:
    """ "Done = signed by both; In progress = work has begun" alone in a row: what statuses or signs mean."""
    filled = _filled(row)
    pairs = [part.split("=") for part in re.split(r"\s*[;|·\n]\s*", filled[0])] if len(filled) == 1 else []
    meant = [pair[0].strip() for pair in pairs if len(pair) == 2 and pair[1].strip()]
    return len(meant) == len(pairs) > 0 and all(len(sign) <= 2 or read_status(sign, {}) for sign in meant)


def _filled(row: GridRow) -> list[str]:
    return [said for cell in row.cells if not cell.covered and (said := words(cell))]
