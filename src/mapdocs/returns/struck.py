"""Words struck through in a cell of a row that stands: done, or dropped? Nobody but the buyer can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapdocs.language.layout import shorten
from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.tables import same
from mapdocs.returns.cells import Fields
from mapdocs.returns.changes import BESIDE, FIELDS, Edit


def with_struck(edits: Sequence[Edit], fields: Fields, sent: SentRow) -> tuple[list[Edit], list[str]]:
    """``edits`` with a question for each field of which words are only struck through, and what else was struck.

    Who strikes out the old and writes the new has said what holds: that edit stands as it is. So has who strikes a row
    out and writes "done" or "cancelled" into its status.
    """
    found = {edit.field: edit for edit in edits}
    extra: list[str] = []
    if (
        "status" in found
        and found["status"].new in ("done", "cancelled")
        and _is_struck(fields, but=("status", "note"))
    ):
        return [
            edit
            for edit in edits
            if not (edit.question and edit.field in fields.cells and fields.cells[edit.field].struck)
        ], []
    for name, cell in fields.cells.items() if sent.status != "cancelled" else ():
        said = same(cell.struck)
        if not said or (name == "target_date" and (same(cell.text) or sent.target_date is None)):
            continue  # a date that moved is sent struck through, beside the new one or alone
        question = f"“{shorten(said)}” is struck through; done, or dropped?"
        if same(cell.text) and not _only_less(fields, name, sent):
            if name not in found:  # who wrote something new beside it said what holds
                extra.append(f"{question}{BESIDE}{name.replace('_', ' ')})")
        elif name in FIELDS:
            asked = found.get(name) or Edit(name, sent.text(name), None, author=", ".join(cell.authors))
            found[name] = replace(asked, new=None, raw=said, question=question, readings=())
    return [found[name] for name in FIELDS if name in found], extra


def is_struck_out(fields: Fields, sent: SentRow) -> bool:
    """Every cell of the row struck through by hand: the buyer's way of deleting it. The reason may stand in its note."""
    if sent.status == "cancelled":
        return False
    note = fields.readings.get("note")
    says_why = note is not None and note.value and same(note.value) != same(sent.text("note"))
    return _is_struck(fields, but=("note",) if says_why else ())


def _is_struck(fields: Fields, but: tuple[str, ...]) -> bool:
    shown = [cell for name, cell in fields.cells.items() if name not in ("mark", "days", *but) and not cell.blank]
    return bool(shown) and all(cell.struck and not cell.text for cell in shown)


def _only_less(fields: Fields, name: str, sent: SentRow) -> bool:
    """Whether a text says what was sent, without the words that are struck through, and nothing else."""
    if name not in ("milestone", "exit_criteria", "note"):
        return False
    reading = fields.readings.get(name)
    now, old = (same(said).split() for said in (reading.value if reading else "", sent.text(name)))
    return len(now) < len(old) and set(now) <= set(old)
