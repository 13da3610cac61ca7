"""A row of field codes above the headings, as schedulers export it: task_name over "Activity Name", in whatever language that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapdocs.importing import profiles
from mapdocs.importing.column_cells import is_dated, said_in
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_FEWEST = 3  # cells of a row of codes


def is_codes(row: GridRow) -> bool:
    """Whether a row holds nothing but the names of fields as programs write them: task_code, end_date."""
    said = [text for cell in row.cells if (text := said_in(cell))]
    return len(said) >= _FEWEST and all(map(_CODE.fullmatch, said)) and sum("_" in text for text in said) > 1


def coded_heads(filled: Sequence[GridRow], index: int) -> tuple[dict[int, str], dict[int, str]] | None:
    """(what the columns are, what they are called) where a known program's codes stand in row ``index`` over a row of labels: the
    codes that the program has, and the label where it has none, since that may say whom a column is for. None for any other row."""
    row, below = filled[index], filled[index + 1 : index + 2]
    if not below or not is_codes(row):
        return None
    codes = {column: text for column, cell in enumerate(row.cells) if (text := said_in(cell))}
    labels = {column: text for column, cell in enumerate(below[0].cells) if (text := said_in(cell))}
    profile = profiles.matching(codes.values())
    dated = any(cell.value is not None or is_dated(said_in(cell)) for cell in below[0].cells)
    if profile is None or dated or not codes.keys() <= labels.keys():
        return None
    known = profile.headings
    heads = {column: code if folded(code) in known else labels[column] for column, code in codes.items()}
    return {**labels, **heads}, labels
