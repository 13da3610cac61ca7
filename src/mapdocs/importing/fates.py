"""Where what stands in a plan's columns goes, and a row in one line."""

from __future__ import annotations

from mapdocs.importing.account import Fate
from mapdocs.importing.columns import Chosen
from mapdocs.readers.tables import GridRow, clean

#: Columns whose words become comments, with the words in front.
COMMENTS = {
    "after": "waits for",
    "start": "starts",
    "duration": "takes",
    "priority": "priority",
    "parent": "part of",
    "agreed_on": "agreed",
    "email": "e-mail",
}
#: Columns that are told by their headings, and not taken over.
HELPING = ("mark", "days", "level", "owner_email", "side", "percent")


def fate_of(name: str) -> tuple[Fate, str]:
    if name in COMMENTS:
        return "kept", "comment"
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
    return " · ".join(part for part in said if part)


def counted(rows: int) -> str:
    return f"{rows} rows" if rows != 1 else "1 row"
