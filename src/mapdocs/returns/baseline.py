"""What a returned file is compared with: the plan as it was sent, found by the revision line that the file shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from mapdocs.errors import Refused
from mapdocs.plan.snapshot import SentRow, SentVersion, Snapshot, Status
from mapdocs.readers.headings import Found
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, same
from mapdocs.returns.cells import Context, Fields, read_row
from mapdocs.returns.comparison import Base
from mapdocs.returns.phrasebook import Phrasebook
from mapdocs.returns.plan_tables import plan_tables


@dataclass(frozen=True, slots=True)
class Sent:
    """What is remembered of what was sent: ``find`` a version by revision, the ``last`` revision, one ``named``, and
    all ``versions`` of a plan by its stem. ``is_ours`` says whether a version is of the spec's own deal; ``marks`` are those
    that its lines were sent with last."""

    find: Callable[[str], SentVersion | None]
    last: str | None = None
    named: SentVersion | None = None
    versions: Callable[[str], Sequence[SentVersion]] = lambda _: ()
    is_ours: Callable[[SentVersion], bool] = lambda _: True
    marks: Mapping[str, str] = field(default_factory=dict)


def base_of(paper: Paper, current: Snapshot, book: Phrasebook, sent: Sent, *, today: date) -> Base:
    """The plan as ``paper`` was sent: the one that was named, that of its revision line, or its tracked original.

    ``current`` is the spec's own plan.

    Raises:
        Refused: the file is another deal's, nothing says what it was made from, or what is remembered of it was edited.
    """
    named, last = sent.named, sent.last
    line = book.revision_in(paper.texts)
    found = sent.find(line[1]) if line is not None and named is None else None
    known = named or found
    if known is not None and not sent.is_ours(known):
        raise _of_another_deal(known.snapshot, current)
    if line is not None and known is None:
        if line[0] != current.plan:
            raise _other_plan(line[0], current)
        if paper.tracked:
            refuse_another_plan(paper, line[0], current)
    if named is not None:
        if line is not None and line[0] != named.snapshot.plan:
            raise _other_plan(line[0], current)
        return Base(
            named,
            f"revision {named.revision}, as you named it" if named.revision else "the base you named",
        )
    if line is not None and found is not None:
        if line[0] != found.snapshot.plan:
            raise _other_plan(line[0], current)
        return Base(found, f"revision {line[1]}")
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


def refuse_another_deal(paper: Paper, line: tuple[str, str], current: Snapshot, sent: Sent | None) -> None:
    """Refuse a file whose revision line, (plan, revision), says that it is of another deal than ``current``.

    Raises:
        Refused: it is.
    """
    known = sent.find(line[1]) if sent is not None else None
    if sent is None or known is None:
        refuse_another_plan(paper, line[0], current)
    elif not sent.is_ours(known):
        raise _of_another_deal(known.snapshot, current)


def refuse_another_plan(paper: Paper, plan: str, current: Snapshot) -> None:
    """Refuse a file that says ``plan`` and of which nothing is remembered, where it cannot be of ``current``.

    Two deals may have one name; a plan of ours names its buyer.

    Raises:
        Refused: it is of another plan, or names the buyer nowhere.
    """
    if plan != current.plan:
        raise _other_plan(plan, current)
    said = same(" ".join([*paper.texts, *(c.text for t in paper.tables for row in t.rows for c in row.cells)]))
    if paper.kind in ("docx", "xlsx") and same(current.buyer).casefold() not in said.casefold():
        raise Refused(
            f"this file is of a plan “{plan}”, but {current.buyer} is named nowhere in it",
            "two deals may have one name: give the spec of the deal that it is of",
        )


def _other_plan(plan: str, current: Snapshot) -> Refused:
    return Refused(
        f"this file is of the plan “{plan}”, and the spec is of “{current.plan}”", "give the spec of that deal"
    )


def _of_another_deal(sent: Snapshot, current: Snapshot) -> Refused:
    return Refused(
        f"this was sent for another deal: “{sent.plan}” with {sent.buyer}, and the spec is of “{current.plan}” with "
        f"{current.buyer}",
        "give the spec of that deal; where both are one, the spec has to name the buyer, or deal.id, as it did when it was sent",
    )


def _original(paper: Paper, current: Snapshot, book: Phrasebook, today: date) -> SentVersion | None:
    """The plan before the tracked changes, its rows without ids of the spec's."""
    before = Paper(paper.kind, tables=[], texts=paper.texts)
    for table in paper.tables:
        rows = [
            replace(row, cells=[_before(cell) for cell in row.cells], deleted=False)
            for row in table.rows
            if not row.inserted
        ]
        before.tables.append(replace(table, rows=rows))
    context = Context(book, {person.name: person.title for person in current.people}, today, paper.kind)
    found: list[SentRow] = []
    for part in plan_tables(before, book):
        for row in part.rows:
            fields = read_row(row, part.columns, None, context, today)
            if _is_step(row, fields, part):
                found.append(_sent_row(fields, len(found) + 1, today))
    return SentVersion(snapshot=replace(current, rows=tuple(found))) if found else None


def _is_step(row: GridRow, fields: Fields, part: Found) -> bool:
    value = {name: reading.value for name, reading in fields.readings.items()}
    if not value.get("milestone") or row.cell(part.columns.fields["milestone"]).covered == "left":
        return False
    return sum(bool(said) for name, said in value.items() if name != "status") >= 2


def _sent_row(fields: Fields, number: int, today: date) -> SentRow:
    value = {name: reading.value for name, reading in fields.readings.items()}
    return SentRow(
        mark=fields.mark,
        id=f"row {number}",
        milestone=value.get("milestone") or "",
        buyer_owner=value.get("buyer_owner"),
        seller_owner=value.get("seller_owner"),
        target_date=_day(value.get("target_date"), today),
        exit_criteria=value.get("exit_criteria"),
        status=next((word for word in get_args(Status) if word == value.get("status")), "open"),
        done_on=_day(value.get("done_on"), today),
        agreed_on=_day(value.get("agreed_on"), today),
        note=value.get("note"),
    )


def _day(said: str | None, today: date) -> date | None:
    """A reading's day; one that is a bare yes was said by today."""
    return None if not said else today if said == "yes" else date.fromisoformat(said)


def _before(cell: Cell) -> Cell:
    if cell.before is None:
        return cell
    return replace(cell, lines=tuple(Line(line) for line in cell.before.split("\n") if line), before=None)
