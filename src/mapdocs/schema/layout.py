"""Where things stand in a spec's text: the ends of values, the lines of a list's items, and the comments that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapdocs.schema.decoding import LINE_END
from mapdocs.schema.nodes import Node, Scalar, Sequence


def extent(text: str, node: Node) -> tuple[int, int]:
    """Where a node's source begins and ends, trailing blanks and comments left out."""
    if isinstance(node, Scalar):
        return node.span.start, trimmed_end(text, node)
    if node.end is not None:
        return node.span.start, node.end
    if isinstance(node, Sequence):
        return node.span.start, extent(text, node.items[-1])[1] if node.items else node.span.end
    return node.span.start, value_end(text, *node.entries[-1]) if node.entries else node.span.end


def value_end(text: str, key: Scalar, value: Node) -> int:
    if isinstance(value, Scalar) and value.missing and not value.text:
        colon = text.find(":", key.span.end)
        return colon + 1 if 0 <= colon <= key.span.end + 3 else key.span.end
    return extent(text, value)[1]


def trimmed_end(text: str, value: Scalar) -> int:
    """The end of a scalar; a block's runs past the blank lines below it."""
    start, end = value.span.start, value.span.end
    if value.plain or text[start : start + 1] not in ("|", ">"):
        return end
    return start + len(text[start:end].rstrip())


def line_end(text: str, at: int) -> int:
    """The offset behind the line end at or after ``at``."""
    match = LINE_END.search(text, at)
    return match.end() if match else len(text)


@dataclass(frozen=True, slots=True)
class Chunk:
    """An item of a block list: the blank lines above it, its own comments and lines, and where they end."""

    gap: int
    body: int
    end: int


def chunks_of(text: str, items: Sequence) -> list[Chunk]:
    dash = dash_column(text, items)
    chunks: list[Chunk] = []
    for index, item in enumerate(items.items):
        dash_line = dash_line_of(text, item)
        floor = chunks[-1].end if chunks else text.rfind("\n", 0, dash_line - 1) + 1 if dash_line else 0
        if index == 0:
            floor = _comments_above(text, dash_line, dash)
        body = floor
        while body < dash_line and not text[body : line_end(text, body)].strip():
            body = line_end(text, body)
        end = line_end(text, extent(text, item)[1])
        end = _comments_below(text, end, dash)
        chunks.append(Chunk(floor, body, end))
    return chunks


def dash_line_of(text: str, item: Node) -> int:
    """The offset of the line that an item's dash stands on."""
    line = text.rfind("\n", 0, item.span.start) + 1
    while line > 0 and not re.match(r"[ ]*-(\s|$)", text[line : line_end(text, line)]):
        line = text.rfind("\n", 0, line - 1) + 1
    return line


def dash_column(text: str, items: Sequence) -> int:
    line = dash_line_of(text, items.items[0])
    return text.index("-", line) - line


def key_offset(text: str, items: Sequence) -> int:
    """How far behind its dash an item's first key stands: 2 in the usual style."""
    first = items.items[0]
    line = dash_line_of(text, first)
    if text.rfind("\n", 0, first.span.start) + 1 != line:
        return 2
    return max(2, first.span.start - text.index("-", line))


def _comments_above(text: str, line: int, dash: int) -> int:
    """The first of the comment lines right above ``line`` that are indented as far as the dash."""
    while line > 0:
        above = text.rfind("\n", 0, line - 1) + 1
        said = text[above:line]
        if not said.lstrip().startswith("#") or len(said) - len(said.lstrip(" ")) != dash:
            break
        line = above
    return line


def _comments_below(text: str, at: int, dash: int) -> int:
    """The end of the comment lines below ``at`` that are indented deeper than the dash, and so belong to the item."""
    end = at
    while at < len(text):
        after = line_end(text, at)
        said = text[at:after]
        if said.strip() and not (said.lstrip().startswith("#") and len(said) - len(said.lstrip(" ")) > dash):
            break
        at = after
        if said.strip():
            end = at
    return end
