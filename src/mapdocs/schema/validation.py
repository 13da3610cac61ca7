"""A tree of nodes against the grammar: converted values, their places, and everything that is wrong at once."""

from __future__ import annotations

from typing import Any

from mapdocs.findings import Finding
from mapdocs.language.spelling import close_matches
from mapdocs.schema.converters import Bad
from mapdocs.schema.decoding import lines_of
from mapdocs.schema.nodes import Mapping, Node, Scalar, Sequence, Span, nearest
from mapdocs.schema.shapes import Field, Group, Leaf, Many, Shape, Table

#: What the keys of a group were converted to. Their types are the grammar's, which Python's cannot say.
Values = dict[str, Any]


class Walk:
    """What came out of a walk: ``spans`` by path of all that was written, ``raw`` text by path of each scalar."""

    def __init__(self, file: str, text: str, locale: str = "") -> None:
        self.file, self.text, self.locale = file, text, locale
        self.findings: list[Finding] = []
        self.spans: dict[str, Span] = {}
        self.raw: dict[str, str] = {}

    def report(self, code: str, path: str, message: str, hint: str, *, span: Span | None = None) -> None:
        """Add a finding at ``span``, or at the nearest written place around ``path``."""
        where = span or nearest(self.spans, path)
        length = max(1, min(where.end, self._line_end(where.start)) - where.start)
        self.findings.append(Finding(self.file, where.line, where.column, code, "error", path, message, hint, length))

    def _line_end(self, start: int) -> int:
        end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end

    def group(self, node: Node | None, shape: Group, path: str) -> Values:
        """The values of a mapping by key; keys that are missing or wrong are left out."""
        if node is not None and not isinstance(node, Mapping):
            if not (isinstance(node, Scalar) and node.missing):
                what = "a list" if isinstance(node, Sequence) else f"the text “{_short(node.text)}”"
                keys = ", ".join(f.key for f in shape.fields[:4])
                self.report("MAP012", path, f"{what} stands where a group of keys belongs", f"write {keys} … below it")
                return {}
            node = None
        values: Values = {}
        present: set[str] = set()
        for key, value in node.entries if node else ():
            if not path:
                self.spans.setdefault("", key.span)  # what is missing from the whole is told at its first key
            known = shape.field(key.text)
            below = f"{path}.{key.text}" if path else key.text
            if known is None:
                self.report(
                    "MAP010",
                    below,
                    f"unknown key “{_short(key.text)}”",
                    _did_you_mean(key.text, shape),
                    span=key.span,
                )
                continue
            self.spans[below] = value.span if not (isinstance(value, Scalar) and value.missing) else key.span
            if isinstance(value, Scalar) and value.missing:
                if not known.required:
                    self._swallowed_by_comment(key, value, below)
                continue
            if (
                known.required
                and isinstance(known.shape, Leaf)
                and isinstance(value, Scalar)
                and not value.text.strip()
            ):
                continue
            present.add(key.text)
            converted = self.value(value, known.shape, below)
            if converted is not None:
                values[key.text] = converted
        for wanted in shape.fields:
            if wanted.required and wanted.key not in present:
                self._missing(wanted, f"{path}.{wanted.key}" if path else wanted.key, values)
        return values

    def value(self, node: Node, shape: Shape, path: str) -> Any:
        """The converted value of ``node``, or None where it is wrong (and reported)."""
        if isinstance(shape, Group):
            return self.group(node, shape, path)
        if isinstance(shape, Many):
            return self._many(node, shape, path)
        if isinstance(shape, Table):
            group = Group(tuple(Field(key, shape.of, "") for key in shape.keys))
            return self.group(node, group, path)
        if not isinstance(node, Scalar):
            what = "a list" if isinstance(node, Sequence) else "a group of keys"
            self.report("MAP012", path, f"{what} stands where a single value belongs", "write one value on this line")
            return None
        self.raw[path] = node.text
        converted = shape.convert(node.text, self.locale) if shape.local else shape.convert(node.text)
        if isinstance(converted, Bad):
            self.report(converted.code, path, converted.message, converted.hint)
            return None
        return None if converted == "" else converted

    def _many(self, node: Node, shape: Many, path: str) -> tuple[Any, ...] | None:
        if isinstance(node, Scalar) and isinstance(shape.of, Leaf):
            single = self.value(node, shape.of, path)
            return None if single is None else (single,)
        if not isinstance(node, Sequence):
            what = "a group of keys" if isinstance(node, Mapping) else f"the text “{_short(node.text)}”"
            self.report("MAP012", path, f"{what} stands where a list belongs", "begin each entry with a dash: - …")
            return None
        values = []
        for index, item in enumerate(node.items):
            below = f"{path}[{index}]"
            self.spans[below] = item.span
            if isinstance(shape.of, Leaf) and isinstance(item, Scalar) and item.missing:
                continue
            values.append(self.value(item, shape.of, below))
        return tuple(value for value in values if value is not None)

    def _missing(self, wanted: Field, path: str, values: Values) -> None:
        if isinstance(wanted.shape, Group):
            values[wanted.key] = self.group(None, wanted.shape, path)
            return
        example = f", as in {wanted.key}: {wanted.examples[0]}" if wanted.examples else ""
        line = lines_of(self.text)[self.spans[path].line - 1] if path in self.spans and self.text else ""
        if path in self.spans and "#" in line:
            example = f"; what follows a # is a comment, so put such a text in quotes{example}"
        self.report(
            "MAP011",
            path,
            f"{path} is missing",
            f"add {wanted.key}: {wanted.doc[0].lower()}{wanted.doc[1:].rstrip('.')}{example}",
        )

    def _swallowed_by_comment(self, key: Scalar, value: Scalar, path: str) -> None:
        rest = self.text[key.span.end : self._line_end(key.span.end)].lstrip(": \t")
        if value.text == "" and rest.startswith("#") and len(rest) > 1 and rest[1] != " ":
            self.report(
                "MAP012",
                path,
                f"the value of {key.text} begins with #, so YAML takes it for a comment",
                f'put it in quotes: {key.text}: "{_short(rest)}"',
            )


def _did_you_mean(key: str, shape: Group) -> str:
    keys = [f.key for f in shape.fields]
    folded = key.casefold().replace("-", "_").replace(" ", "_")
    close = close_matches(folded, keys, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}?"
    return f"one of these can stand here: {', '.join(keys)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
