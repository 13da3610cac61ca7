"""Files that hold no table, as tables: a filled worksheet's fields, a mail's plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mapdocs.plan.snapshot import SentRow, Snapshot
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Table, clean
from mapdocs.returns.pasted import pasted_table
from mapdocs.returns.phrasebook import Phrasebook
from mapdocs.returns.plan_tables import TEXT_OF_MAIL

_HEADS = ("#", "Milestone", "Buyer Owner", "Seller Owner", "Target Date", "Exit Criteria", "Status")
_FIELD = re.compile(r"s(\d+)_([fl])(\d+)_(buyer|seller|date|proof|status)")
_ORDER = ("buyer", "seller", "date", "proof", "status")


def with_table(paper: Paper, snapshot: Snapshot, book: Phrasebook) -> Paper:
    """``paper`` with the table that its fields or its text stand for."""
    if paper.kind == "pdf":
        return replace(paper, tables=[_worksheet(paper, snapshot)])
    if paper.kind == "mail" and not paper.tables:
        table = _plain_mail(paper, book)
        tables = [*pasted_table(paper, book), *([table] if table else [])]
        return replace(paper, tables=tables) if tables else paper
    return paper


def _row(number: int, texts: list[str]) -> GridRow:
    return GridRow(number, [Cell(lines=tuple(Line(line) for line in clean(t).split("\n") if line)) for t in texts])


def _worksheet(paper: Paper, snapshot: Snapshot) -> Table:
    """The rows of a worksheet in the order of the plan; a field says what to change, an empty status says nothing."""
    values: dict[tuple[str, int], dict[str, str]] = {}
    for name, value in paper.fields.items():
        match = _FIELD.fullmatch(name)
        if match and match[1] == "1":
            values.setdefault((match[2], int(match[3])), {})[match[4]] = value
    sent = [row for row in snapshot.rows if row.status != "cancelled"]
    side = "l" if snapshot.variant == "lite" and len(sent) == 3 else "f"
    table = Table("the worksheet", [_row(1, list(_HEADS))])
    for number in range(1, max([len(sent), *(n for s, n in values if s == side)], default=len(sent)) + 1):
        row = sent[number - 1] if number <= len(sent) else None
        given = values.get((side, number))
        if given is None and row is not None:  # a field that the form lost says nothing
            given = dict(zip(_ORDER[:-1], _said(row), strict=True))
        given = dict(given or {})
        if row is not None and not given.get("status"):
            given["status"] = row.status
        head = [row.mark, row.milestone] if row is not None else ["", ""]
        if row is not None or any(given.values()):
            table.rows.append(_row(number + 1, [*head, *(given.get(key, "") for key in _ORDER)]))
    table.rows += [
        _row(len(table.rows) + 1, [row.mark, row.milestone, *_said(row), row.status])
        for row in snapshot.rows
        if row.status == "cancelled"
    ]
    return table


def _said(row: SentRow) -> list[str]:
    """What a sheet's fields show of a row, in their order, the status apart."""
    return [row.text(name) or "" for name in ("buyer_owner", "seller_owner", "target_date", "exit_criteria")]


def plain_steps(
    texts: Sequence[str], book: Phrasebook, depths: Sequence[int] = ()
) -> tuple[list[dict[str, str]], dict[int, int]]:
    """The steps of our plain-text mail, a line with its mark (once its number), then lines that begin with a label; and of
    each of their lines, by its place, the place of the line with the step's mark. ``depths``: how often each was quoted."""
    steps: list[dict[str, str]] = []
    used: dict[int, int] = {}
    begun: list[int] = []
    last = ""
    for number, line in enumerate(texts):
        head = re.fullmatch(r"\s{0,2}([A-Z]?\d{1,4})\.\s+(\S.*)", line)
        labelled = re.fullmatch(r"\s+([^\s:：][^:：]{0,30}?)\s?[:：]\s*(.*)", line)
        name = book.lines.get(labelled[1].casefold()) if labelled else None
        answer = bool(depths and begun and depths[number] < depths[begun[-1]])  # typed between the lines of a quote
        if head:
            steps.append({"mark": "" if head[1].isdecimal() else head[1], "milestone": head[2]})
            begun.append(number)
            last = "milestone"
        elif answer and line.strip():
            continue
        elif steps and name and labelled:
            steps[-1][name] = labelled[2]
            last = name
        elif steps and last and re.match(r"\s{3,}\S", line):
            if not book.is_includes(line.strip()):
                steps[-1][last] = f"{steps[-1].get(last, '')} {line.strip()}"
            else:
                last = "includes"
        else:
            if not line.strip() or steps:
                last = ""
            continue
        used[number] = begun[-1]
    whole = {place for place, step in zip(begun, steps, strict=True) if len(step) > 3}
    return [step for step in steps if len(step) > 3], {line: place for line, place in used.items() if place in whole}


def _plain_mail(paper: Paper, book: Phrasebook) -> Table | None:
    """The steps of our plain-text mail as a table."""
    lines = [line for _, line in paper.thread]
    steps, _ = plain_steps(paper.texts, book, [d for d, _ in paper.thread] if lines == paper.texts else ())
    if not steps:
        return None
    table = Table(TEXT_OF_MAIL, [_row(1, [*_HEADS, "Note"])])
    for number, step in enumerate(steps, 2):
        buyer, seller = _two(step.get("who", ""), book)
        day, _, standing = step.get("target_date", "").partition(" (")
        attached = f"Proof: {step['proof']}" if step.get("proof") else ""  # the label that every language reads
        status = "\n".join(filter(None, (step.get("status", ""), standing.rstrip(")"), attached)))
        table.rows.append(
            _row(
                number,
                [
                    step["mark"],
                    step["milestone"],
                    buyer,
                    seller,
                    day,
                    step.get("exit_criteria", ""),
                    status,
                    step.get("note", ""),
                ],
            )
        )
    return table


def _two(who: str, book: Phrasebook) -> tuple[str, str]:
    for pattern in book.both:
        match = pattern.match(who.strip())
        if match:
            return match["buyer"], match["seller"]
    return who, ""
