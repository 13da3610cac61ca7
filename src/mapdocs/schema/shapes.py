"""What a grammar is made of: fields, and the shapes of what may stand behind them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

SeenBy = Literal["buyer", "seller"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value: how its text is converted, and what an editor ``accepts`` for it, or a function that tells it where
    that is long.

    ``prose``: somebody says something in it, in words that could be the wrong ones; a name or an address is none.
    ``local``: ``convert`` also takes the plan's locale, in whose order a date's numbers stand.
    """

    convert: Callable[..., object]
    accepts: Mapping[str, object] | Callable[[], Mapping[str, object]]
    prose: bool = False
    local: bool = False

    @property
    def schema(self) -> Mapping[str, object]:
        """What an editor accepts, in the words of JSON Schema."""
        return self.accepts() if callable(self.accepts) else self.accepts


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping with the given fields and no others. ``made`` is the dataclass of such a mapping: what a field is
    where nothing is written is said there."""

    fields: tuple[Field, ...]
    made: type | None = None

    def field(self, key: str) -> Field | None:
        return next((f for f in self.fields if f.key == key), None)

    def default(self, field: Field) -> object:
        """What ``field`` is where nothing is written, None where it is then nothing."""
        known = {f.name: f for f in dataclasses.fields(self.made)} if self.made else {}
        stated = known.get(field.attribute)
        if stated is None or not isinstance(field.shape, Leaf | Table):
            return None
        made_anew = stated.default_factory
        value = stated.default if made_anew is dataclasses.MISSING else made_anew()
        return None if value in (dataclasses.MISSING, "", ()) else value


@dataclass(frozen=True, slots=True)
class Many:
    """A list; a single value in its place counts as a list of one where ``of`` is a leaf."""

    of: Leaf | Group


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping from one of ``keys`` to a leaf."""

    keys: tuple[str, ...]
    of: Leaf


Shape = Leaf | Group | Many | Table


@dataclass(frozen=True, slots=True)
class Field:
    """A key and what may stand behind it. ``seen_by`` says who may see it; where it is None, what the field around it
    says holds. The wall itself is the type of what buyers get: see ``plan/buyer.py``."""

    key: str
    shape: Shape
    doc: str
    required: bool = False
    examples: tuple[str | int, ...] = ()
    seen_by: SeenBy | None = None

    @property
    def attribute(self) -> str:
        """The field's name in the values that are made; ``from`` is a word of Python's own."""
        return "from_date" if self.key == "from" else self.key
