"""A scalar as YAML source: in the style that it had, plain where that is safe, quoted otherwise."""

from __future__ import annotations

import textwrap

import yaml

from mapdocs.schema.nodes import Mapping, Scalar, parse


class Raw(str):
    """YAML source that is put in as it is."""

    __slots__ = ()


def written(value: str, in_flow: bool, indent: int, style: str = "") -> str:
    """``value`` as YAML source on one line: in the style it had, plain where that is safe, else in double quotes."""
    if isinstance(value, Raw):
        return value
    candidates = []
    if style == "'" and "\n" not in value:
        candidates.append("'" + value.replace("'", "''") + "'")
    if not style and _plain_fits(value):
        candidates.append(value)
    for candidate in candidates:
        if reads_as(f"{{k: {candidate}}}" if in_flow else f"k: {candidate}", value, 0):
            return candidate
    return _double(value)


def _double(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _plain_fits(value: str) -> bool:
    """Plain only where other programs too read text: no number, no yes, no date unless it is one."""
    if not value or "\n" in value or value != value.strip() or not value.isprintable():
        return False
    kind = yaml.SafeLoader.yaml_implicit_resolvers.get(value[0], []) + yaml.SafeLoader.yaml_implicit_resolvers.get(
        None, []
    )
    tags = {tag for tag, pattern in kind if pattern.match(value)}
    return not tags or tags == {"tag:yaml.org,2002:timestamp"}


def reads_as(source: str, value: str, indent: int) -> bool:
    root, problems = parse(source)
    if problems or not isinstance(root, Mapping) or len(root.entries) != 1:
        return False
    node = root.entries[0][1]
    return isinstance(node, Scalar) and not node.missing and node.text.strip() == value.strip()


def in_block(old: str, new: str, newline: str) -> str | None:
    """``new`` in the block style of ``old``; None where it cannot be."""
    head, _, body = old.partition("\n")
    lines = [line.rstrip("\r") for line in body.split("\n")]
    written = [line for line in lines if line.strip()]
    if not written:
        return None
    indent = written[0][: len(written[0]) - len(written[0].lstrip(" "))]
    room = max(60, *(len(line) - len(indent) for line in written))
    if head.startswith("|"):
        wanted = new.split("\n")
    else:
        wanted = []
        for paragraph in new.split("\n"):
            wanted += ["", *textwrap.wrap(paragraph, room, break_long_words=False, break_on_hyphens=False)]
        wanted = wanted[1:]
    return head.rstrip("\r") + newline + newline.join(f"{indent}{line}" if line else "" for line in wanted)
