"""A Spec back to YAML text, for specs that no person wrote: nothing but what is set, keys in the grammar's order."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import yaml

from mapdocs.schema.fields import SPEC
from mapdocs.schema.model import Spec
from mapdocs.schema.shapes import Group, Many


def to_yaml(spec: Spec, *, head: str = "") -> str:
    """The text of a spec that reads back as ``spec``; ``head`` is a comment in front of it."""
    values = _group(spec, SPEC)
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=110)
    comment = "".join(f"# {line}\n" for line in head.splitlines())
    return f"{comment}{text}"


def _group(value: Any, shape: Group) -> dict[str, Any]:
    outcome = {}
    for field in shape.fields:
        found = getattr(value, field.attribute, None)
        if field.key == "target_date" and getattr(value, "target_rule", None) is not None:
            found = str(value.target_rule)
        written = _value(found, field.shape)
        if written not in (None, "", [], {}, False) and written != shape.default(field):
            outcome[field.key] = written
    return outcome


def _value(value: Any, shape: Any) -> Any:
    if value is None:
        return None
    if isinstance(shape, Group):
        return _group(value, shape)
    if isinstance(shape, Many):
        return [_value(entry, shape.of) for entry in value]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return value
