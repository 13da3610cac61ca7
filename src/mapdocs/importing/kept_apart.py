"""Whole tables and sheets that are not for the buyer: hidden ones, and those whose name or title says so."""

from __future__ import annotations

from collections.abc import Sequence

from mapdocs.errors import Unreadable
from mapdocs.importing.fates import counted, whole
from mapdocs.importing.plan_rows import Reading
from mapdocs.importing.private import banner_word, inward_word
from mapdocs.readers.tables import MAX_TITLE, Table

MANY = 60  # rows of a hidden sheet up to which they are kept, and not only counted


class OnlyPlanKept(Unreadable):
    """The only plan of a file is kept back, since the words above it say that it is not for the buyer."""

    def __init__(self, table: Table, why: str) -> None:
        super().__init__(
            f"{table.name}: the only plan in this file was kept back, since {why}",
            "where the buyer may read it, take those words out of the line above the table or the sheet's name, and import again",
        )


def why_apart(table: Table, lines: Sequence[str], *, alone: bool) -> str:
    """Why ``table`` is not for the buyer, by its sheet's name, or the line above it or above its heading; empty where it is.

    A sheet called confidential beside the plan's is the seller's own; above a table the word is a document's banner, and so is
    the name of a sheet that is ``alone`` in holding a plan.
    """
    for said in (table.sheet, *table.above[-1:], *lines):
        word = inward_word(said) if len(said) <= MAX_TITLE else ""  # a sentence may speak of much
        if word:
            return f"“{said}” says “{word}”"
    word = "" if alone else banner_word(table.sheet)
    return f"its name says “{word}”" if word else ""


def keep_table(table: Table, why: str, into: Reading, kept_back: list[str]) -> None:
    """A sheet or table that is not for the buyer: into the internal notes, or counted where it is long."""
    rows = [row for row in table.rows if not row.blank]
    name = table.sheet or table.title or table.name
    if len(rows) <= MANY:
        into.private += [f"{name}, row {row.number}: {said}" for row in rows if (said := whole(row))]
        into.account.enter_rows(rows, "kept", "internal.notes")
        kept_back.append(f"“{name}” was kept out of the plan, since {why}: {counted(len(rows))}, in internal.notes")
    else:
        into.account.enter_rows(rows, "told", "hidden or private")
        kept_back.append(f"“{name}” was not read, since {why}: {counted(len(rows))}")
