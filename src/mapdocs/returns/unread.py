"""What stands in a returned plan's table and is no field of a row: told, so that no word in it is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapdocs.readers.headings import Columns, Found, folded, meaning
from mapdocs.readers.tables import GridRow, clean
from mapdocs.returns.columns import Settled
from mapdocs.returns.phrasebook import Phrasebook

_MARK = re.compile(r"(?:[^\W\d_]{0,2}\d{0,4}|\d{1,3}(?:\.\d{1,3})*)[.)]?")
_NUMBER = re.compile(r"[-\u2212+]?\d+(?:[.,]\d+)?")


def heading_notes(found: Found, known: Settled, book: Phrasebook) -> Iterator[str]:
    """Headings that were changed and still taken for what they were, and new ones with nothing below them."""
    row = [row for row in found.table.rows if not row.blank][found.heading]
    if found.rows and row is found.rows[0]:  # the rest of a table that was split: it has no heading of its own
        return
    columns = known.columns
    names = {column: name for name, column in columns.fields.items() if column not in known.by_content}
    for column, cell in enumerate(row.cells):
        said = " ".join(cell.text.split())
        if not said or cell.covered:
            continue
        name = names.get(column)
        if name is None:
            new = column in columns.unknown or column in known.remarks
            if new and not any(row.cell(column).text for row in found.rows):
                yield f"the column “{said}” has a heading and nothing in it"
        elif book.headings.get(folded(said)) != name and not meaning(said)[1]:
            yield f"the heading “{said}” was read as {name.replace('_', ' ')}"


def unread_cells(row: GridRow, columns: Columns) -> Iterator[str]:
    """Words in the cells for a row's mark and for the days left, where only those are looked for."""
    step = columns.fields.get("milestone", columns.fields.get("step_and_proof"))
    beside = clean(row.cell(step).text).split("\n")[0]
    for name, known in (("mark", _MARK), ("days", _NUMBER)):
        cell = row.cell(columns.fields.get(name))
        said = " ".join(cell.text.split())
        told = any(map(str.isalnum, said)) and not known.fullmatch(said)
        if told and cell.formula is None and not cell.covered:
            yield f"{said}{f' (beside “{beside}”)' if beside else ''}"
