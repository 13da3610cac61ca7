"""What one import has read so far, over all tables of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mapdocs.importing.account import Account
from mapdocs.importing.draft import DraftRow, Title
from mapdocs.importing.fates import whole
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow


@dataclass(slots=True)
class Reading:
    """What one import has read so far, over all tables of the plan."""

    account: Account
    rows: list[DraftRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    told_phase: str = ""
    hidden: int = 0
    titles_of: dict[str, Title] = field(default_factory=dict)
    titles: set[int] = field(default_factory=set)  # rows, by their identity, that name the group below them
    apart: dict[tuple[str, str], int] = field(default_factory=dict)  # rows and lines that are kept, by why
    theirs: set[str] = field(
        default_factory=set
    )  # titles with a word for what is private that are of the buyer's own inside
    unplaced: dict[str, None] = field(default_factory=dict)  # people of whom nothing says whose they are

    def enter_titles(self, rows: Iterable[GridRow], phase: str) -> None:
        """``rows`` that name a phase; where a column names it as well, in other words, theirs stand in no plan."""
        for row in rows:
            title = whole(row)
            if phase and folded(title) != folded(phase):
                self.aside.append(f"row {row.number} is the title of a phase that its column calls “{phase}”: {title}")
                self.account.enter(row.cells, "told", "title of a phase")
            self.account.enter(row.cells, "placed", "phase")

    def without_hidden(self, rows: Iterable[GridRow]) -> list[GridRow]:
        """The ``rows`` that the file shows. Those that it hides are kept for the seller, wherever in the file they stand."""
        shown: list[GridRow] = []
        hidden: list[GridRow] = []
        for row in rows:
            (hidden if row.hidden else shown).append(row)
        self.private += [f"hidden row {row.number}: {whole(row)}" for row in hidden]
        self.account.enter_rows(hidden, "kept", "hidden row, in internal.notes")
        self.hidden += len(hidden)
        return shown
