"""Lists beside the tables of a plan whose points are steps as well: the first phase in a table, the second as points with owners and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from mapdocs.importing.draft import DraftRow
from mapdocs.importing.list_lines import unmarked
from mapdocs.importing.lists import Listed
from mapdocs.importing.values import words
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Paper, Table

_OWNERS = ("owner", "buyer_owner", "seller_owner")


def beside_tables(points: Listed | None, paper: Paper, told: Collection[str]) -> Listed | None:
    """``points`` as lists beside the tables of ``paper``; None where no point of a list has an owner and a day each. ``told`` are lines
    that are read otherwise."""
    if (
        points is None or paper.sender or paper.addressed or points.older or points.kept_newer
    ):  # a mail quotes and answers
        return None
    tables = [table for table in points.paper.tables if _is_of_steps(points, table)]
    if not tables:
        return None
    taken = {folded(said) for table in tables for said in points.said[id(table)]} | {folded(said) for said in told}
    lines = paper.beside or [one.text for one in paper.loose]
    left = [line for line in lines if folded(unmarked(line)) not in taken and folded(_bare(line)) not in taken]
    return replace(
        points,
        paper=replace(paper, tables=[*paper.tables, *tables], beside=left, loose=[]),
        chosen={id(table): points.chosen[id(table)] for table in tables},
        beside=True,
    )


def _bare(line: str) -> str:
    return unmarked(line).lstrip("-*•· ").strip()


def _is_of_steps(points: Listed, table: Table) -> bool:
    """Whether a list has a title, as a phase, and each row of it a step, an owner and a day, and nothing apart."""
    chosen = points.chosen.get(id(table))
    if chosen is None or len(table.rows) < 2 or not table.title or not chosen.targets or chosen.flags:
        return False
    owners = [chosen.fields[name] for name in _OWNERS if name in chosen.fields]
    needed = (chosen.fields["milestone"], chosen.targets[0])
    return all(
        all(words(row.cell(at)) for at in needed) and any(words(row.cell(at)) for at in owners) for row in table.rows
    )


def are_steps(before: Sequence[DraftRow], joint: Sequence[DraftRow], today: date) -> bool:
    """Whether the rows that lists add to those of the tables are steps that lie ahead, each with an owner whose side is known, and not
    those of the tables once more, as a summary has them, or of a log."""
    names = [folded(row.milestone) for row in before]
    if [folded(row.milestone) for row in joint[: len(before)]] != names:
        return False
    more = joint[len(before) :]
    return any(row.buyer_owner for row in more) and all(
        row.target_date is not None
        and row.target_date >= today
        and bool(row.buyer_owner or row.seller_owner)
        and folded(row.milestone) not in names
        for row in more
    )
