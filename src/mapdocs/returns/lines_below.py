"""Lines that buyers write into a table's spare rows and that are no steps: sums, keys, titles of parts, questions."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from mapdocs.importing.column_words import words_of
from mapdocs.importing.totals import is_footer, is_key, says_total
from mapdocs.readers.headings import Columns, folded, synonyms
from mapdocs.readers.tables import GridRow, same

_LABEL = re.compile(r"([^:：]{2,40})[:：]\s*(.*)", re.DOTALL)
_COUNT = re.compile(r"\d{1,4}(?:[.,]\d+)?\s*%?(?:\s*(?:/|of|von|de|sur|di)\s*\d{1,4})?")
_PART = re.compile(r"([^\W\d_]+)\s*(?:\d{1,2}|[IVX]{1,4}|[A-H])(?:\s*[:：.–—-].*)?", re.DOTALL)  # "Phase 2: Contract"


def is_no_step(row: GridRow, columns: Columns, titles: Collection[str]) -> bool:
    """Whether ``row`` says one thing alone, in the column of the steps, and that is none: "Total steps: 6", "Legend: …". ``titles`` are
    those of the sent steps, which may be called anything."""
    filled = [cell for cell in row.cells if cell.text and not cell.covered and cell.formula is None]
    step = row.cell(columns.fields.get("milestone", columns.fields.get("step_and_proof")))
    if len(filled) != 1 or filled[0] is not step or not step.text or same(step.text).casefold() in titles:
        return False
    said = " ".join(step.text.split())
    row = replace(row, cells=filled)  # without the formula for the days left, which spare rows have too
    return (
        said.endswith(("?", "？"))
        or _is_title(said)
        or _counts(said)
        or says_total(row)
        or is_key(row)
        or is_footer(row, "")
    )


def is_section(row: GridRow, columns: Columns) -> bool:
    """One text over the whole width, or in a column that cannot be a step by itself."""
    filled = [i for i, cell in enumerate(row.cells) if cell.text and not cell.covered]
    if len(filled) != 1 or any(cell.struck for cell in row.cells):  # a step, most of which is struck through
        return False
    column = filled[0]
    follows = column + 1 < len(row.cells) and row.cells[column + 1].covered == "left"
    step = columns.fields.get("milestone", columns.fields.get("step_and_proof"))
    return follows or column != step


def _counts(said: str) -> bool:
    """ "Anzahl Schritte: 6", and what a word such as "Legend" stands before."""
    label = _LABEL.fullmatch(said)
    return label is not None and (_COUNT.fullmatch(label[2]) is not None or folded(label[1]) in words_of("aside"))


def _is_title(said: str) -> bool:
    part = _PART.fullmatch(said)
    return part is not None and synonyms().get(folded(part[1])) == "phase"
