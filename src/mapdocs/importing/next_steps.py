"""Columns of what comes next on each step, "Next step", beside the one of the steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from mapdocs.importing.column_cells import said_in
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow


def next_behind(steps: Mapping[int, float], heads: Mapping[int, str], below: Sequence[GridRow]) -> dict[int, float]:
    """``steps``, the columns that may be the step with what speaks for each, where one under "Step" goes before one under "Next step": every
    row has a name there, and none has the same. Where one is called alike for several rows, it names their part of the plan."""
    sure = [column for column in steps if folded(heads[column]) in _words("own") and _names_each(below, column)]
    after = {column for column in steps if folded(heads[column]) in _words("next")}
    return {column: 0.0 if sure and column in after else weight for column, weight in steps.items()}


def _names_each(below: Sequence[GridRow], column: int) -> bool:
    said = [said_in(row.cell(column)) for row in below if not row.blank]
    return bool(said) and all(said) and len(set(said)) == len(said)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("next_steps.yaml")[kind])
