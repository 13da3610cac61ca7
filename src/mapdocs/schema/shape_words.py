"""The words in which the shapes of what is printed are said, each a JSON Schema with its description."""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]


def say(shape: Shape, doc: str) -> Shape:
    return {"description": doc, **shape}


def text(doc: str = "") -> Shape:
    return say({"type": "string"}, doc) if doc else {"type": "string"}


def text_or_null(doc: str) -> Shape:
    return say({"type": ["string", "null"]}, doc)


def number(doc: str) -> Shape:
    return say({"type": "integer"}, doc)


def number_or_null(doc: str) -> Shape:
    return say({"type": ["integer", "null"]}, doc)


def amount(doc: str) -> Shape:
    return say({"type": ["number", "null"]}, doc)


def flag(doc: str) -> Shape:
    return say({"type": "boolean"}, doc)


def one_of(doc: str, *words: str) -> Shape:
    return say({"enum": list(words)}, doc)


def day(doc: str) -> Shape:
    return say({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}, doc)


def day_or_null(doc: str) -> Shape:
    return say({"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}, doc)


def listed(of: Shape, doc: str = "") -> Shape:
    shape: Shape = {"type": "array", "items": of}
    return say(shape, doc) if doc else shape


def record(doc: str = "", /, **properties: Shape) -> Shape:
    shape: Shape = {
        "type": "object",
        "additionalProperties": False,
        "required": [key.rstrip("_") for key in properties],
        "properties": {key.rstrip("_"): value for key, value in properties.items()},
    }
    return say(shape, doc) if doc else shape


def or_null(shape: Shape) -> Shape:
    return {"anyOf": [shape, {"type": "null"}]}


#: The key that names a spec.
FILE = text("The spec's file, as it was named; <stdin> for standard input.")
