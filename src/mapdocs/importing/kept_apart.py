"""Whole tables and sheets that are not for the buyer: hidden ones, and those whose name or title says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from mapdocs.errors import Unreadable
from mapdocs.importing.fates import counted, whole
from mapdocs.importing.private import (
    banner_word,
    inward_word,
    kept_from,
    only_ours,
    private_word,
)
from mapdocs.importing.reading import Reading
from mapdocs.importing.things import is_held_at
from mapdocs.importing.titles_above import titles_above
from mapdocs.importing.values import words
from mapdocs.readers.tables import MAX_TITLE, Cell, GridRow, Table

_OWN = re.compile(r"[.!?。]\s*[^.:：!?。]{2,30}[:：]\s*\S")
MANY = 60  # rows of a hidden sheet up to which they are kept, and not only counted


class OnlyPlanKept(Unreadable):
    """The only plan of a file is kept back, since the words above it say that it is not for the buyer."""

    def __init__(self, table: Table, why: str) -> None:
        super().__init__(
            f"{table.name}: the only plan in this file was kept back, since {why}",
            "where the buyer may read it, take those words out of the line above the table or the sheet's name, and import again",
        )


def why_apart(
    table: Table,
    lines: Sequence[str],
    *,
    alone: bool,
    keys: Collection[str] = (),
    is_ours: Callable[[str], bool] = lambda _: False,
    is_buyers: Callable[[str], bool] = lambda _: False,
    is_one_of_ours: Callable[[str, bool], str] = lambda *_: "",
    is_theirs: Callable[[str], bool] = lambda _: False,
    says_apart: Callable[[str, bool], str] = lambda *_: "",
) -> str:
    """Why ``table`` is not for the buyer, by its sheet's name, or the line above it or above its heading; empty where it is.

    A sheet called confidential beside the plan's is the seller's own; above a table the word is a document's banner, and so is
    the name of a sheet that is ``alone`` in holding a plan; so is "Sam's plan". ``is_one_of_ours`` is told whether it is a sheet's
    name, ``says_apart`` whether there is no other plan. ``keys`` are lines that keep what has a colour, and that alone. ``is_theirs``
    says of a line with a word for what is private that it is of the buyer's own inside.
    """
    for said in (table.sheet, *(line for line in titles_above(table, is_buyers) if line not in keys), *lines):
        speaks = len(said) <= MAX_TITLE and not is_held_at(said, is_buyers)  # a sentence may speak of much
        word = inward_word(said) if speaks else ""
        word = word or (only_ours(f"{said}:", is_ours) if said else "")
        word = word or (kept_from(said, is_buyers) if len(said) <= MAX_TITLE else "")
        word = "" if word and (is_theirs(said) or _labels_its_own(said)) else word
        word = word or (says_apart(said, alone) if speaks and not (alone and said == table.sheet) else "")
        word = word or (is_one_of_ours(said, said == table.sheet) if not alone else "")
        if word:
            return f"“{said}” says “{word}”"
    word = "" if alone else banner_word(table.sheet)
    return f"its name says “{word}”" if word else ""


def _labels_its_own(line: str) -> bool:
    """Whether a label within ``line`` is one of its own last words: "Three days an order. Internal: she fears her boss"."""
    found = _OWN.search(line)
    return found is not None and not inward_word(line[: found.start()])


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


def tellable(
    table: Table, rows: Sequence[GridRow], into: Reading, heads: Mapping[int, str] | None = None
) -> list[GridRow]:
    """The ``rows`` of a table that is no plan, as they may be told: what the file hides, and what stands in columns that are
    hidden or that their heading calls private, is kept for the seller. Without ``heads`` those of the first row count."""
    filled = [row for row in table.rows if not row.blank]
    # a title stands alone above its headings
    head = next((row for row in filled if sum(not cell.blank for cell in row.cells) > 1), filled[0] if filled else None)
    named = {column: words(cell) for column, cell in enumerate(head.cells)} if head else {}
    named |= heads or {}
    private = {column: named.get(column) or "hidden column" for column in table.hidden_columns}
    private |= {column: name for column, name in named.items() if private_word(name)}
    told: list[GridRow] = []
    for row in into.without_hidden(rows):
        said = {c: whole(replace(row, cells=[cell])) for c, cell in enumerate(row.cells) if c in private}
        apart = {c: text for c, text in said.items() if text and row is not head and text != named.get(c)}
        into.private += [f"{private[c]}, row {row.number}: {text}" for c, text in apart.items()]
        into.account.enter([row.cells[c] for c in apart], "kept", "internal.notes")
        told.append(replace(row, cells=[Cell() if c in apart else cell for c, cell in enumerate(row.cells)]))
    return [row for row in told if not row.blank]
