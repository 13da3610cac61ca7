"""The JSON Schema (draft 7) that editors complete and check specs by, written from the grammar."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from mapdocs.schema.fields import SELLER, SETTINGS, SPEC
from mapdocs.schema.shapes import Field, Group, Leaf, Many, Shape

#: A value that ``json`` can write.
Schema = dict[str, Any]


def json_schema() -> Schema:
    """The schema of a spec."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "mapdocs spec",
        "description": "One deal's mutual action plan.",
        **_shape(SPEC),
    }


def settings_schema() -> Schema:
    """The schema of a company's ``mapdocs.yaml``."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "mapdocs settings",
        "description": "What holds for every deal of a company.",
        **_shape(SETTINGS),
    }


def _shape(shape: Shape) -> Schema:
    if isinstance(shape, Leaf):
        return dict(shape.schema)
    if isinstance(shape, Group):
        # The seller may come from the company's settings, so an editor must not demand it of each spec.
        required = [f.key for f in shape.fields if f.required and shape is not SELLER and f.shape is not SELLER]
        outcome: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {f.key: _field(f, shape.default(f)) for f in shape.fields},
        }
        return {**outcome, "required": required} if required else outcome
    if isinstance(shape, Many):
        listed = {"type": "array", "items": _shape(shape.of)}
        return {"anyOf": [listed, _shape(shape.of)]} if isinstance(shape.of, Leaf) else listed
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _shape(shape.of) for key in shape.keys},
    }


def _field(field: Field, default: object) -> Schema:
    outcome = {"description": field.doc, **_shape(field.shape)}
    if field.examples:
        outcome["examples"] = list(field.examples)
    if default is not None:
        outcome["default"] = int(default) if isinstance(default, Decimal) else default
    if not field.required and not isinstance(field.shape, Group):
        outcome = _or_nothing(outcome)
    return outcome


def _or_nothing(schema: Schema) -> Schema:
    """A key with nothing behind it counts as left out, as the reader takes it."""
    if "anyOf" in schema and "type" not in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return schema


SCHEMA_FILE = "mapdocs.schema.json"  # beside specs, where their first line says


def schema_text() -> str:
    """The JSON Schema of a spec as a text that ends with a line break."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
