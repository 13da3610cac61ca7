"""Words struck through in a cell of a row that stands: done, or dropped? Nobody but the buyer can say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from mapdocs.language.layout import shorten
from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.tables import same
from mapdocs.returns.cells import Fields
from mapdocs.returns.changes import BESIDE, FIELDS, STANDING, Edit, name_of
from mapdocs.rules.classify.person import judge


def with_struck(edits: Sequence[Edit], fields: Fields, sent: SentRow, row: Struck) -> tuple[list[Edit], list[str]]:
    """``edits`` with a question for each field of which words are only struck through, and what else was struck.

    Who strikes out the old and writes the new has said what holds: that edit stands as it is. So has who strikes a row
    out and writes "done" or "cancelled" into its status.
    """
    found = {edit.field: edit for edit in edits}
    extra: list[str] = []
    if "status" in found and found["status"].new in ("done", "cancelled"):
        if not row.left - {"status"}:
            kept = [e for e in edits if e.field in ("status", *STANDING, "note") or e.field not in row.gone]
            return kept, row.reasons(but=("note",))
    elif "status" not in found and row.left and row.left <= _SPARED:
        spared = " and ".join(name_of(name) for name in FIELDS if name in row.left)
        question = f"all of the row but its {spared} is struck through; done, or dropped?"
        asked = Edit("status", sent.status, None, question=question, readings=("done", "cancelled"))
        return [asked, *(e for e in edits if e.field == "note")], row.reasons(but=("note",))
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


#: What is left as it was by who marks a step's own cells and strikes those through.
_SPARED = frozenset({"seller_owner", "status", "done_on", "agreed_on", "proof", "note"})


class Struck:
    """What of a row is struck through: ``gone`` by field; ``why`` is what was typed there instead that is no value of the
    field. ``left`` stands as it was, or was retyped; all of the row where it is no row that somebody struck out."""

    def __init__(self, fields: Fields, sent: SentRow) -> None:
        self.gone: set[str] = set()
        self.left: set[str] = set()
        self.why: dict[str, str] = {}
        for name, cell in fields.cells.items():
            if name not in FIELDS or cell.blank:  # a mark, days, a column of owners whose side is not known
                continue
            said = self._typed(name, fields, sent)
            if said:
                self.why[name] = said
            if (cell.struck and not cell.text) or (said and (cell.struck or name == "note" or not sent.text(name))):
                self.gone.add(name)
            else:
                self.left.add(name)
        empty = {name for name, cell in fields.cells.items() if cell.blank}
        own = {"milestone", "buyer_owner", "target_date", "exit_criteria"} & fields.cells.keys() - empty
        whole = "milestone" in self.gone and not fields.cells["milestone"].text
        if sent.status == "cancelled" or not own <= self.gone or len(own) < 2 or not (whole or not self.left):
            self.left |= {"milestone", *fields.cells}

    def _typed(self, name: str, fields: Fields, sent: SentRow) -> str:
        """What was typed into a cell beside what was struck through there, where it is no new value of the field."""
        cell, reading = fields.cells[name], fields.readings.get(name)
        said = same(cell.text)
        if not said or (name == "note" and said == same(sent.text("note"))):
            return ""
        if name == "note":
            return said.removeprefix(same(sent.text("note"))).strip()
        if name in ("target_date", "agreed_on", "done_on"):
            return said if reading is not None and not reading.value and not reading.readings else ""
        if name == "status":
            return said if reading is not None and reading.question else ""
        if name in ("buyer_owner", "seller_owner"):
            return "" if judge(said) == "person" else said
        return said

    @property
    def is_whole(self) -> bool:
        """Every cell of the row struck through by hand: the buyer's way of deleting it. The reason may stand in any of them."""
        return not self.left

    def reasons(self, but: tuple[str, ...] = ()) -> list[str]:
        """What somebody typed into the cells of a row that they struck out."""
        return [f"{said}{BESIDE}{name.replace('_', ' ')})" for name, said in self.why.items() if name not in but]


def name_struck(fields: Fields, titles: Collection[str]) -> str | None:
    """The sent name of a step that stands struck through in its cell, before what was typed there."""
    cell = fields.cells.get("milestone")
    said = same(cell.struck) if cell else ""
    return said if said in titles else None


def _only_less(fields: Fields, name: str, sent: SentRow) -> bool:
    """Whether a text says what was sent, without the words that are struck through, and nothing else."""
    if name not in ("milestone", "exit_criteria", "note"):
        return False
    reading = fields.readings.get(name)
    now, old = (same(said).split() for said in (reading.value if reading else "", sent.text(name)))
    return len(now) < len(old) and set(now) <= set(old)
