"""What a returned file is compared with: the plan as it was sent, found by the revision line that the file shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from mapdocs.readers.tables import Cell, Line, Paper
from mapdocs.returns.cells import Context, read_row
from mapdocs.returns.changes import Refused, Snapshot
from mapdocs.returns.comparison import plan_tables
from mapdocs.returns.phrasebook import Phrasebook


class Base(NamedTuple):
    """``how`` says where the snapshot comes from, for the report."""

    snapshot: Snapshot
    how: str


def base_of(
    paper: Paper,
    current: Snapshot,
    book: Phrasebook,
    *,
    sent: Callable[[str], Snapshot | None],
    named: Snapshot | None = None,
    last: str | None = None,
    today: date,
) -> Base:
    """The plan as ``paper`` was sent: the one that ``named`` gives, that of its revision line, or its tracked original.

    ``current`` is the spec's own plan, ``sent`` finds a snapshot by revision, ``last`` is the last revision sent.

    Raises:
        Refused: the file is another deal's, or nothing says what it was made from.
    """
    if named is not None:
        return Base(
            named,
            f"revision {named.get('revision')}, as you named it" if named.get("revision") else "the base you named",
        )
    line = book.revision_in(paper.texts)
    if line is not None:
        plan, revision = line
        if plan != current["plan"]:
            raise Refused(
                f"this file is of the plan “{plan}”, and the spec is of “{current['plan']}”",
                "give the spec of that deal",
            )
        found = sent(revision)
        if found is not None:
            return Base(found, f"revision {revision}")
    if paper.tracked:
        original = _original(paper, current, book, today)
        if original is not None:
            return Base(original, "its own text before the tracked changes")
    hint = f"name what was sent with --base, as in --base {last or 'REVISION'} (the revisions are in .mapdocs/sent)"
    if line is not None:
        raise Refused(
            f"revision {line[1]} of this plan is not remembered in .mapdocs/sent, so nobody can say what was changed",
            f"{hint}, or bring that folder back",
        )
    raise Refused("nothing in this file says which version of the plan it was made from", hint)


def _original(paper: Paper, current: Snapshot, book: Phrasebook, today: date) -> Snapshot | None:
    """The plan before the tracked changes, its rows without ids."""
    before = Paper(paper.kind, tables=[], texts=paper.texts)
    for table in paper.tables:
        rows = [
            replace(row, cells=[_before(cell) for cell in row.cells], deleted=False)
            for row in table.rows
            if not row.inserted
        ]
        before.tables.append(replace(table, rows=rows))
    found = plan_tables(before, book)
    if not found:
        return None
    people = {str(name): title for name, title, *_ in current["people"]}
    context = Context(book, people, today, paper.kind)
    rows_out: list[dict[str, Any]] = []
    for part in found:
        for row in part.rows:
            fields = read_row(row, part.columns, None, context, today)
            value = {name: reading.value for name, reading in fields.readings.items()}
            if not value.get("milestone") or row.cell(part.columns.fields["milestone"]).covered == "left":
                continue
            if sum(bool(v) for name, v in value.items() if name != "status") < 2:
                continue
            rows_out.append(
                {
                    "mark": fields.mark, "id": f"row {len(rows_out) + 1}", "includes": [], "moved": [],
                    **{name: value.get(name) for name in _ROW}, "status": value.get("status") or "open",
                }
            )  # fmt: skip
    return {**current, "revision": None, "rows": rows_out} if rows_out else None


_ROW = ("milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria", "done_on", "agreed_on", "note")


def _before(cell: Cell) -> Cell:
    if cell.before is None:
        return cell
    return replace(cell, lines=tuple(Line(line) for line in cell.before.split("\n") if line), before=None)
