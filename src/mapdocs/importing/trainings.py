"""Tables of trainings: "Audience" says there who comes, and not who may see a row."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import said_in
from mapdocs.importing.column_words import words_of
from mapdocs.importing.private import asks_who_sees, inward_word, row_word
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow


def settle_trained(chosen: Chosen, below: Sequence[GridRow], seller: Collection[str]) -> None:
    """Find that column where nothing but a training is a step, and no cell of it says "internal"."""
    heads = {folded(head) for head in chosen.heads.values()}
    if heads.isdisjoint(words_of("training_word")) or not heads.isdisjoint(words_of("step")):
        return
    for column, head in chosen.heads.items():
        said = {text for row in below if (text := said_in(row.cell(column)))}
        if asks_who_sees(head) and not any(row_word(text, seller) or inward_word(text) for text in said):
            chosen.plain[column] = "trained"
