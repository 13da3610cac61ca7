"""What is typed into a deal's fields: the changes that there can be, what is wrong with one, and values as a spec says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapdocs.dates.relative import RelativeDate
from mapdocs.errors import MapdocsError
from mapdocs.schema import fields
from mapdocs.schema.converters import Bad
from mapdocs.schema.editing import Path, Plain
from mapdocs.schema.model import Spec
from mapdocs.schema.shapes import Field, Group, Leaf, Many

#: What stands in a field: a text, "" where nothing is, or a list's entries.
Value = str | tuple[str, ...]


class Unfit(MapdocsError):
    """What was typed is no value of its field; ``path`` names the field as a finding does."""

    def __init__(self, path: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.path = path


class Elsewhere(MapdocsError):
    """The value was changed elsewhere since it was read: ``now`` is what stands there, "" for nothing."""

    def __init__(self, path: str, now: str) -> None:
        super().__init__(f"{path} was changed elsewhere", "take theirs, or write yours over it")
        self.path, self.now = path, now


class Gone(MapdocsError):
    """The row that a change is about is no longer in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """``value`` into the field at ``path``, "" to clear it; into a list, its entries, () for one that says nothing.

    A row is named by its id: ``("milestones", "legal", "note")``.

    ``was`` is the value on which this was decided; None asks nothing. ``why`` keeps the slip of a date that moves, and
    ``agreed`` says that the buyer said yes to the new one.
    """

    path: Path
    value: Value
    was: Value | None = None
    why: str | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row behind the row ``behind`` ("" puts it on top), called ``name``; ``key`` names it for the changes that follow."""

    key: str
    behind: str
    name: str
    seller_owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The row ``row`` moves to the place ``index``, counted from 0."""

    row: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry at the end of the list ``path``: a person, a task, or a finding that is overruled (``accept``)."""

    path: Path
    values: tuple[tuple[str, str], ...]


Change = Put | NewRow | Place | NewEntry


def field_at(path: Path) -> Field | None:
    """The field of the grammar at ``path``, where a single value or a list of them stands; None where there is none."""
    shape: object = fields.SPEC
    found: Field | None = None
    for step in path:
        if isinstance(shape, Many):
            shape = shape.of
            continue
        if not isinstance(shape, Group) or not isinstance(step, str):
            return None
        found = shape.field(step)
        shape = found.shape if found else None
    words = isinstance(shape, Many) and isinstance(shape.of, Leaf)
    return found if isinstance(shape, Leaf) or words else None


def value_of(known: Field, raw: Value, spec: Spec, named: str) -> Value:
    """What was typed as the spec says it: a day year first, a status by its own word, one line where one is wanted."""
    if isinstance(known.shape, Many):
        said = (raw,) if isinstance(raw, str) else raw
        each = tuple(filter(None, (_single(known, one, spec, named) for one in said)))
        return each if each or not isinstance(raw, str) else ""
    if not isinstance(raw, str):
        raise Unfit(named, "a single value belongs here", "write one")
    if not raw.strip() and known.required:
        raise Unfit(named, f"{known.key.replace('_', ' ')} cannot be empty", "write it, or undo")
    return _single(known, raw, spec, named)


def _single(known: Field, raw: str, spec: Spec, named: str) -> str:
    if not raw.strip():
        return ""
    leaf = known.shape.of if isinstance(known.shape, Many) else known.shape
    assert isinstance(leaf, Leaf)
    value = leaf.convert(raw, spec.settings.locale) if leaf.local else leaf.convert(raw)
    if isinstance(value, Bad):
        raise Unfit(named, value.message, value.hint)
    if isinstance(value, str):
        return value
    if isinstance(value, date) and len(value.isoformat()) == 10:
        return value.isoformat()
    return str(value) if isinstance(value, RelativeDate) else " ".join(raw.split())


def order_at(path: Path) -> tuple[str, ...]:
    """The keys of the group at ``path``, in the grammar's order."""
    shape: object = fields.SPEC
    for step in path:
        if isinstance(shape, Many):
            shape = shape.of
        elif isinstance(shape, Group):
            found = shape.field(str(step))
            shape = found.shape if found else None
    return tuple(f.key for f in shape.fields) if isinstance(shape, Group) else ()


def value_at(values: Plain, path: Path) -> Plain:
    """What the plain values hold at ``path``, None for nothing."""
    for step in path:
        if isinstance(step, int):
            values = values[step] if isinstance(values, list) and step < len(values) else None
        else:
            values = values.get(step) if isinstance(values, dict) else None
    return values


def said_at(values: Plain, path: Path) -> Value:
    """What is written at ``path``: a text, "" where nothing is, or the entries of a list of words."""
    found = value_at(values, path)
    if isinstance(found, list):
        return tuple(one.strip() for one in found if isinstance(one, str))
    return found.strip() if isinstance(found, str) else ""


def flat(said: Value, known: Field) -> Value:
    """``said`` as it is compared: white space is one space, and a single word counts as a list of one."""
    if isinstance(known.shape, Many) and isinstance(said, str):
        said = (said,) if said.strip() else said
    return " ".join(said.split()) if isinstance(said, str) else tuple(" ".join(one.split()) for one in said)


def named(place: Path) -> str:
    """A place as findings name it: milestones[2].note."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")
