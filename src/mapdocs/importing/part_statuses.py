"""Parts of a plan that are called by how far their steps are, as boards and notes do: "To do", "Doing", "Done"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapdocs.importing.draft import DraftRow
from mapdocs.readers.cells import read_status

_FEWEST = 2  # parts: "Done" alone may be anything's name


def with_part_statuses(rows: Sequence[DraftRow]) -> list[DraftRow]:
    """``rows`` with the status of their part, where each part is called so and a row says nothing of its own."""
    meant = {row.phase: read_status(row.phase.rstrip(" :："), {}) for row in rows if row.phase}
    if len(meant) < _FEWEST or None in meant.values() or len(set(meant.values())) < _FEWEST:
        return list(rows)
    found: list[DraftRow] = []
    status = ""
    for row in rows:
        status = (meant[row.phase] or "") if row.phase else status
        found.append(replace(row, status=status) if status not in ("", "open") and not row.status else row)
    return found
