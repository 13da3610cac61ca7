"""Which row another one belongs to: named by its title, or by the key that the program gave it ("JP-4", "10021")."""

from __future__ import annotations

from collections import Counter

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.values import words
from mapdocs.readers.headings import folded


class Parents:
    """Of one table."""

    def __init__(self, chosen: Chosen) -> None:
        self._titles = _by_key(chosen)
        places = [chosen.fields[name] for name in ("parent", "phase") if name in chosen.fields]
        named = (self.title_of(said) for row in chosen.rows for place in places if (said := words(row.cell(place))))
        step, parent = chosen.fields.get("milestone"), chosen.fields.get("parent")
        self._over = {
            folded(words(row.cell(step))): words(row.cell(parent)) for row in chosen.rows if parent is not None
        }
        self._count = Counter(folded(title) for title in named)

    def title_of(self, said: str) -> str:
        """The title of the row that ``said`` names, by its key or by that title itself."""
        return self._titles.get(folded(said), said)

    def above(self, said: str) -> list[str]:
        """The titles of the row that ``said`` names, of the one that this one belongs to, and so on."""
        found: list[str] = []
        while said and (title := self.title_of(said)) not in found:
            found.append(title)
            said = self._over.get(folded(title), "")
        return found

    def shown(self, said: str) -> str:
        """``said`` with the title of the row that it names by a key: "Legal (JP-1)"."""
        title = self.title_of(said)
        return said if title == said else f"{title} ({said})"

    def below(self, title: str) -> int:
        """How many rows say that they belong to the one called ``title``."""
        return self._count[folded(title)]


def _by_key(chosen: Chosen) -> dict[str, str]:
    """The titles of rows by their keys, where the column of parents names rows so; empty where it names titles."""
    at = chosen.fields.get("parent")
    named = {folded(said) for row in chosen.rows if (said := words(row.cell(at)))} if at is not None else set()
    if not named:
        return {}
    step, after = chosen.fields.get("milestone"), chosen.fields.get("after")
    if named <= {folded(words(row.cell(step))) for row in chosen.rows}:  # "Blocked by" may name the same rows
        return {}
    for column in sorted({*chosen.heads} - {at, step, after}):
        keys = {folded(said): words(row.cell(step)) for row in chosen.rows if (said := words(row.cell(column)))}
        filled = sum(1 for row in chosen.rows if words(row.cell(column)))
        if named <= keys.keys() and len(keys) == filled and len(keys) > len(named):
            return keys
    return {}
