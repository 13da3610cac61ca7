"""Who may see what: the grammar's word on it, field by field and value by value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapdocs.schema.shapes import Field, Group, Leaf, Many, SeenBy, Table


@dataclass(frozen=True, slots=True)
class Place:
    """A field with a value of its own; ``path`` has its keys from the top, as ``milestones[].moved[].why``."""

    path: str
    field: Field
    leaf: Leaf
    seen_by: SeenBy


@dataclass(frozen=True, slots=True)
class Written:
    """A value that stands at a place; ``path`` says in which row, ``holder`` is what it belongs to."""

    path: str
    place: Place
    value: object
    holder: object


def places(group: Group, *, path: str = "", around: SeenBy | None = None) -> Iterator[Place]:
    """Every place of ``group``, in the grammar's order.

    Raises:
        ValueError: neither a field nor one around it says who may see it.
    """
    for field in group.fields:
        below = f"{path}.{field.key}" if path else field.key
        shape, seen_by = field.shape, field.seen_by or around
        if isinstance(shape, Many):
            below, shape = f"{below}[]", shape.of
        if isinstance(shape, Group):
            yield from places(shape, path=below, around=seen_by)
        elif seen_by is None:
            raise ValueError(f"the grammar does not say who may see {below}")
        else:
            yield Place(below, field, shape.of if isinstance(shape, Table) else shape, seen_by)


def written(holder: object, group: Group) -> Iterator[Written]:
    """Every value that ``holder``, made of ``group``, has at a place."""
    return _written(holder, group, {place.path: place for place in places(group)}, "", "")


def _written(holder: object, group: Group, known: dict[str, Place], path: str, pattern: str) -> Iterator[Written]:
    for field in group.fields:
        value = getattr(holder, field.attribute)
        if value is None:
            continue
        at, like = (f"{before}.{field.key}" if before else field.key for before in (path, pattern))
        entries = [(at, like, value)]
        shape = field.shape
        if isinstance(shape, Many):
            entries = [(f"{at}[{index}]", f"{like}[]", entry) for index, entry in enumerate(value)]
            shape = shape.of
        for here, place, entry in entries:
            if isinstance(shape, Group):
                yield from _written(entry, shape, known, here, place)
            else:
                yield Written(here, known[place], entry, holder)
