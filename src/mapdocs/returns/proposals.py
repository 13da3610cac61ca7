"""What a pull proposes to do to the spec, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mapdocs.returns.changes import RowChange, name_of

Kind = Literal["set", "add", "remove", "reorder", "agree", "withdraw"]
#: The answer that takes an emptied cell as it came back: the field is empty in the spec too.
NOTHING = "-"
State = Literal["sure", "question", "conflict", "asked", "settled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing to do to the spec, or to leave.

    ``kind``: ``agree`` is a yes in the buyer's words, ``withdraw`` makes an agreed row a proposal again.
    ``state``: ``sure`` is taken with --yes; a ``question`` needs an answer (``choices`` are its readings, or
    ``theirs``); a ``conflict`` needs a side; ``asked`` is a deletion or what only counts when asked for; ``settled``
    is there already. ``empties``: the buyer emptied a field that may be empty, and ``NOTHING`` takes it so. ``keeps_waits``: the order is new, and what waits for what
    is not. ``ids`` are the spec's rows that it is about; ``row`` is the buyer's row.
    """

    kind: Kind
    state: State
    label: str
    ids: tuple[str, ...] = ()
    field: str = ""
    sent: str | None = None
    ours: str | None = None
    theirs: str | None = None
    why: str = ""
    choices: tuple[str, ...] = ()
    author: str = ""
    at: date | None = None
    reason: str = ""
    row: RowChange | None = None
    order: tuple[str, ...] = ()
    behind: str | None = None
    empties: bool = False
    keeps_waits: bool = False

    @property
    def name(self) -> str:
        """The field as a person calls it."""
        return name_of(self.field)
