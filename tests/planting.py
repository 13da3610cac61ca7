"""Words of their own for every field that the grammar has, so that a test can see where each of them ends up.

A new field is planted by itself: what is planted follows from the grammar, and nothing here names a field.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from mapdocs.schema.converters import Bad
from mapdocs.schema.shapes import Field, Group, Leaf, Many, SeenBy, Table

WORD = "Zq7Canary"
#: How a word can stand in a field: as it is, in a link, in an address.
_WAYS = ("{}", "https://crm.example/{}", "{}@canary.example")
#: Values of the fields in which no word can stand; the first two that a field takes are its one and its other.
_VALUES = (
    "de_DE",
    "fr_FR",
    "done",
    "blocked",
    "98765.43",
    "87654.32",
    "7",
    "8",
    "2026-11-27",
    "2026-12-03",
    "2026-12-02 10:30",
    "2026-12-03 11:45",
    "EUR",
    "CHF",
    "DE",
    "US",
    "#0f5c8d",
    "#7a1f4b",
    "a4",
    "letter",
    "year",
    "quarter",
    "security",
    "legal",
    "MAP105",
    "MAP112",
)


@dataclass
class Planter:
    """Plants every field of ``side`` but those that are ``left`` as they are.

    ``ways`` says how a word stands in a field whose form the grammar does not know. ``gently``: a field that can hold no
    word gets another value only where it is needed and not there. ``other``: the other one of two values everywhere.
    After planting, ``words`` are the words by place in the grammar and ``wordless`` the places that can hold none.
    """

    side: SeenBy
    ways: dict[str, str] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    gently: bool = False
    other: bool = False
    words: dict[str, list[str]] = field(default_factory=dict)
    wordless: set[str] = field(default_factory=set)
    count: int = 0

    def plant(self, values: dict[str, Any], group: Group) -> dict[str, Any]:
        """A copy of ``values`` with everything in it that ``side`` may see replaced, and what was not there added."""
        return self._group(deepcopy(values), group, "", None)

    def _group(self, values: dict[str, Any], group: Group, path: str, around: SeenBy | None) -> dict[str, Any]:
        for known in group.fields:
            below = f"{path}.{known.key}" if path else known.key
            seen_by, shape, old = known.seen_by or around, known.shape, values.get(known.key)
            if isinstance(shape, Group):
                new: Any = self._group(old or {}, shape, below, seen_by)
            elif isinstance(shape, Many) and isinstance(shape.of, Group):
                new = [self._group(entry, shape.of, f"{below}[]", seen_by) for entry in old or [{}, {}]]
                new = [entry for entry in new if entry]
            elif seen_by != self.side or not self._wanted(known, below, old):
                continue
            elif isinstance(shape, Many):
                new = [self._leaf(shape.of, f"{below}[]")]
            elif isinstance(shape, Table):
                new = dict.fromkeys(shape.keys, self._leaf(shape.of, below))
            else:
                new = self._leaf(shape, below)
            if new:
                values[known.key] = new
        return values

    def _wanted(self, known: Field, place: str, old: object) -> bool:
        if place in self.left or f"{place}[]" in self.left:
            return False
        leaf = known.shape.of if isinstance(known.shape, Many | Table) else known.shape
        assert isinstance(leaf, Leaf)
        return not self.gently or self._way(leaf, place, WORD) is not None or (known.required and old is None)

    def _way(self, leaf: Leaf, place: str, word: str) -> str | None:
        """How ``word`` stands in ``leaf``, None where it cannot."""
        texts = (way.format(word) for way in ([self.ways[place]] if place in self.ways else _WAYS))
        return next((text for text in texts if not isinstance(leaf.convert(text), Bad)), None)

    def _leaf(self, leaf: Leaf, place: str) -> str:
        self.count += 1
        word = f"{WORD}{self.count:03}{'Yv' if self.other else 'Xw'}"
        text = self._way(leaf, place, word)
        if text is not None and word in text:
            self.words.setdefault(place, []).append(word)
            return text
        self.wordless.add(place)
        one, other = list(_taken(leaf))[:2]
        return text or (other if self.other else one)


def _taken(leaf: Leaf) -> Iterator[str]:
    for text in _VALUES:
        if not isinstance(leaf.convert(text), Bad):
            yield text
