"""Which headings a table stands below: those that a deeper one does not end, however many tables lie between."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

_MOST = 300  # headings that are looked back at
_SIGNS = re.compile(r"(#{1,6})\s+\S")


def level_of(line: str) -> int:
    """How high a heading a line in Markdown's signs is, 1 to 6 from the top; 0 where it is none."""
    found = _SIGNS.match(line.strip())
    return len(found[1]) if found else 0


@dataclass(slots=True)
class HeadsAbove:
    """The lines ``above`` the next table since the last one, each with its level, and the headings before that one."""

    above: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    _heads: list[tuple[int, str, object]] = field(default_factory=list)

    def line(self, said: str, level: int = 0, place: object = None) -> None:
        """``place`` is what the heading lies in, as a part of a page that can be folded."""
        self.above.append(said)
        self.levels.append(level)
        self._heads += [(level, said, place)] if level else []

    def drop(self, kept: int) -> None:
        """Forget the lines behind the first ``kept``: they headed something that has ended."""
        gone = sum(map(bool, self.levels[kept:]))
        del self.above[kept:], self.levels[kept:]
        del self._heads[len(self._heads) - gone :]

    def begin(self, places: Collection[object] = ()) -> tuple[tuple[int, str], ...]:
        """The headings in force from the last table on, the outermost first, where a table begins that lies in ``places``."""
        new = sum(map(bool, self.levels))
        found: list[tuple[int, str]] = []
        for level, said, place in self._heads[-_MOST - new : len(self._heads) - new]:
            if place is None or place in places:
                found = [*(one for one in found if one[0] < level), (level, said)]
        self.above, self.levels = [], []
        return tuple(found)
