"""What a returned file changes against what was sent, as values. Days are ISO text; a field without a value is None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.tables import Remark
from mapdocs.schema.fields import MILESTONE
from mapdocs.schema.leaves import DAY, DAY_OR_RELATIVE

#: The fields of a row that a buyer can edit, in the order in which they matter to the rep.
FIELDS = (
    "target_date",
    "buyer_owner",
    "seller_owner",
    "milestone",
    "exit_criteria",
    "status",
    "done_on",
    "proof",
    "agreed_on",
    "note",
)
BESIDE = " (beside "  # between a text that belongs to no field and the field's name
BELOW = " (below "  # between an answer in a mail and the row that it stands below, which may not be the one it is about
EMPTIED = "it was emptied"  # the question about a cell that was sent with something in it
MAY_BE_EMPTY = frozenset(FIELDS) - {"milestone", "status"}  # a step has a name, and stands somewhere
STANDING = ("done_on", "agreed_on")  # days on which something was said of a row, not what the row says
DAYS = frozenset(
    {"go_live", *(f.key for f in MILESTONE.fields if f.key in FIELDS and f.shape in (DAY, DAY_OR_RELATIVE))}
)


def name_of(field: str) -> str:
    """A field as a person calls it."""
    return {"milestone": "name", "go_live": "go-live"}.get(field) or field.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one row. With a ``question`` it is not sure: ``readings`` are the values that it may mean.

    ``reason`` is what a comment in the same cell says.
    """

    field: str
    old: str | None
    new: str | None
    raw: str = ""
    question: str = ""
    readings: tuple[str, ...] = ()
    author: str = ""
    at: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row: changed against ``sent``, added, or removed.

    ``after`` is the place in the returned order of the row before it (None at the top); ``sure`` whether the match
    with ``sent`` is, and ``how`` it was made. ``under`` are the lines of ``extra`` from columns that are none of the plan's, each with
    what was said there. ``authors`` made tracked changes in the row; one that is removed may still stand there, ``struck`` through.
    """

    kind: Literal["same", "changed", "added", "removed"]
    label: str
    sent: SentRow | None = None
    edits: tuple[Edit, ...] = ()
    place: int = 0
    sure: bool = True
    how: str = ""
    remarks: tuple[Remark, ...] = ()
    authors: tuple[str, ...] = ()
    at: date | None = None
    extra: tuple[str, ...] = ()
    under: tuple[tuple[str, str], ...] = ()
    struck: bool = False

    @property
    def values(self) -> dict[str, str | None]:
        """The new values of the sure edits, by field."""
        return {edit.field: edit.new for edit in self.edits if not edit.question}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that one returned file changes. ``rows`` stand in the returned order, removed ones behind the row they followed.

    ``order`` are the sent ids in their new order where it differs, ``moved`` those that changed their place.
    ``unplaced`` is text that belongs to no cell we know; ``go_live`` the change of the deal's own day.
    """

    file: str
    revision: str
    base: str
    rows: tuple[RowChange, ...]
    order: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    go_live: Edit | None = None

    @property
    def touched(self) -> tuple[RowChange, ...]:
        return tuple(row for row in self.rows if row.kind != "same")

    @property
    def empty(self) -> bool:
        return not (
            self.touched
            or self.moved
            or self.go_live
            or self.remarks
            or self.unplaced
            or any(r.remarks for r in self.rows)
        )
