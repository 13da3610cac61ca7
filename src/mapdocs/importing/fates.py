"""Where what stands in a plan's columns goes, and a row in one line."""

from __future__ import annotations

from collections.abc import Iterable

from mapdocs.importing.account import Fate
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.values import words
from mapdocs.readers.tables import Cell, GridRow, clean

QUOTED = 20  # rows beside a plan that are told word by word
#: Columns whose words become comments, with the words in front.
COMMENTS = {
    "after": "waits for",
    "start": "starts",
    "duration": "takes",
    "priority": "priority",
    "parent": "part of",
    "checklist": "check list",
    "subitems": "below it",
    "row_type": "type",
    "agreed_on": "agreed",
    "email": "e-mail",
}
#: Columns that are told by their headings, and not taken over.
HELPING = ("mark", "days", "level", "outline", "side", "percent", "buyer_mark", "seller_mark")


def fate_of(name: str) -> tuple[Fate, str]:
    if name in COMMENTS:
        return "kept", "comment"
    if name == "owner_email":
        return "placed", "email"
    if name in HELPING:
        return "told", "only helped to read"
    return "placed", name


def became(chosen: Chosen) -> dict[int, str]:
    """What each column became, by its index."""
    fields = {column: fate_of(name)[1] for name, column in chosen.fields.items()}
    targets = dict.fromkeys(chosen.targets, "target_date")
    return {
        **dict.fromkeys(chosen.heads, "comment"),
        **dict.fromkeys(chosen.unused, "not needed"),
        **targets,
        **fields,
        **dict.fromkeys(chosen.secret, "internal.notes"),
    }


def whole(row: GridRow) -> str:
    """A row in one line, with what was struck through and what hangs on its cells."""
    said: list[str] = []
    for cell in row.cells:
        if not cell.covered:
            said.append(" ".join(clean(f"{cell.text} {cell.formula or ''}").split()))
            said += [f"struck through: “{' '.join(cell.struck.split())}”"] if cell.struck else []
            said += [f"{remark.kind}: {' '.join(remark.text.split())}" for remark in cell.remarks]
            said += [f"link: {link.address}" for link in cell.links if link.address not in cell.text]
    return " · ".join(part for part in said if part)


def shown_in(cell: Cell) -> str:
    """What a cell says of its own: its words, or the formula that it holds."""
    if cell.covered:
        return ""
    return words(cell) or (f"the formula {cell.formula}" if cell.formula else "")


def counted(rows: int) -> str:
    return f"{rows} rows" if rows != 1 else "1 row"


def quoted(said: Iterable[str], called: str = "rows") -> str:
    """Lines in full as far as anyone reads them, and how many more there are."""
    every = list(said)
    more = len(every) - QUOTED
    return "; ".join(every[:QUOTED]) + (f"; and {more} more {called}" if more > 0 else "")


def hanging(chosen: Chosen, row: GridRow) -> list[str]:
    """What was struck through, and what hangs on a cell: comments, text boxes, footnotes."""
    found = []
    for column, cell in enumerate(row.cells):
        if column in chosen.secret:
            continue
        head = chosen.heads.get(column, "")
        if cell.before is not None and cell.before != cell.text and not row.inserted:
            by = f" by {', '.join(cell.authors)}" if cell.authors else ""
            found.append(f"tracked change in {head}{by}: “{' '.join(cell.before.split())}” became “{words(cell)}”")
        if cell.struck and not cell.covered:
            found.append(f"struck through in {head}: “{' '.join(cell.struck.split())}”; done, or dropped?")
        for remark in cell.remarks:
            by = f" by {remark.author}" if remark.author else ""
            found.append(f"{remark.kind} on {head}{by}: {' '.join(remark.text.split()) or 'without words'}")
    return found
