"""Columns beside the one of the steps that are called like it: of what comes next on each step, "Next step", of what comes out of it,
"Deliverable" beside "Milestone", and of what proves it, "What" below "Evidence"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from mapdocs.importing.column_cells import said_in
from mapdocs.importing.column_heads import is_result, kind_of
from mapdocs.importing.column_words import words_of
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded, meaning
from mapdocs.readers.tables import GridRow


def next_behind(steps: Mapping[int, float], heads: Mapping[int, str], below: Sequence[GridRow]) -> dict[int, float]:
    """``steps``, the columns that may be the step with what speaks for each, where one under "Step" goes before one under "Next step": every
    row has a name there, and none has the same. Where one is called alike for several rows, it names their part of the plan."""
    sure = [column for column in steps if folded(heads[column]) in _words("own") and _names_each(below, column)]
    after = {column for column in steps if folded(heads[column]) in _words("next")}
    own = any(_is_milestone(heads[column]) and _names_each(below, column) for column in steps)
    results = {column for column in steps if own and is_result(heads[column])}
    return {
        column: 0.0 if sure and column in after else weight for column, weight in steps.items() if column not in results
    }


def is_what_proves(head: str, lower: str) -> bool:
    """Whether "What" stands below a heading for the proof, as beside "Where"."""
    upper = head.removesuffix(lower).strip()
    return (
        bool(upper) and folded(lower) in words_of("step_weak") and kind_of(upper, upper, {}) == ("exit_criteria", True)
    )


def _is_milestone(head: str) -> bool:
    """Whether a heading is the word for a milestone, which several tasks may reach, and for nothing that comes out of it."""
    return folded(head) in words_of("above_step") and meaning(head) == ("milestone", True) and not is_result(head)


def _names_each(below: Sequence[GridRow], column: int) -> bool:
    said = [said_in(row.cell(column)) for row in below if not row.blank]
    return bool(said) and all(said) and len(set(said)) == len(said)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("next_steps.yaml")[kind])
