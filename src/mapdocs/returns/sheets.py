"""A workbook that holds the plan more than once, as after Move or Copy in Excel: which sheet counts, and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapdocs.returns.changes import Changes, name_of


def one_of(read: Sequence[tuple[str, Changes]]) -> Changes:
    """The changes of the sheet that somebody worked in, of those that were ``read`` by their names. Where several were
    worked in, the first counts, and what the others change is told."""
    if len(read) == 1:
        return read[0][1]
    worked_in = [(name, changes) for name, changes in read if changes.touched or changes.moved]
    (name, chosen), *others = worked_in or read
    if not worked_in:
        return chosen
    notes = [f"the plan stands in {len(read)} sheets; read was “{name}”, the one with changes"] if not others else []
    for other, changes in others:
        said = "; ".join(
            f"{row.label}: {_what(row.kind, [name_of(e.field) for e in row.edits])}" for row in changes.touched
        )
        notes.append(
            f"the sheet “{other}” has changes of its own, which were not read ({said or 'another order'}); keep one"
        )
    return replace(chosen, notes=(*chosen.notes, *notes))


def _what(kind: str, fields: Sequence[str]) -> str:
    return ", ".join(fields) if kind == "changed" and fields else kind
