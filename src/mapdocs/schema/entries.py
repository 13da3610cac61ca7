"""Lists of words in a spec's text (``after``, ``tags``): what is taken out, put in or said otherwise is one entry each; the
others keep their lines, their quotes and their comments."""

from __future__ import annotations

from collections.abc import Sequence as SequenceType
from difflib import SequenceMatcher

from mapdocs.errors import NotWritten
from mapdocs.schema import editing
from mapdocs.schema.editing import Path
from mapdocs.schema.layout import dash_column, dash_line_of, extent, key_offset, line_end, trimmed_end
from mapdocs.schema.nodes import Mapping, Node, Scalar, Sequence, parse
from mapdocs.schema.quoting import Raw, written

_WIDTH = 120  # of a line that a new list is begun on; one that would be longer gets a line an entry


def flow(values: SequenceType[str]) -> Raw:
    """``values`` as a list in brackets."""
    return Raw(f"[{', '.join(written(value, True, 0) for value in values)}]")


def set_list(text: str, path: Path, values: SequenceType[str], order: SequenceType[str] = ()) -> str:
    """``text`` with the list at ``path`` made ``values``; one that is not there is begun, among its sisters in ``order``.

    Raises:
        NotWritten: ``path`` leads nowhere, or to something else than a list of words.
    """
    node = _node(text, path)
    if isinstance(node, Sequence) and node.items:
        if not all(isinstance(item, Scalar) for item in node.items):
            raise NotWritten(f"{path} is no list of words")
        return _edited(text, path, node, values) if values else _emptied(text, path, node)
    if isinstance(node, Scalar) and not node.missing and len(values) == 1:
        return editing.set_values(text, {path: values[0]})
    return _a_line_each(editing.set_values(text, {path: flow(values)}, order), path, values)


def _edited(text: str, path: Path, node: Sequence, values: SequenceType[str]) -> str:
    old = [item.text.strip() for item in node.items if isinstance(item, Scalar)]
    at = 0
    for what, i, j, k, m in SequenceMatcher(None, old, list(values), autojunk=False).get_opcodes():
        if what == "equal":
            at += j - i
            continue
        both = min(j - i, m - k)
        for value in values[k : k + both]:
            text = _replaced(text, path, at, value)
            at += 1
        for value in values[k + both : m]:
            text = _inserted(text, path, at, value)
            at += 1
        if j - i > both:
            text, _ = editing.remove_items(text, path, range(at, at + j - i - both))
    return text


def _replaced(text: str, path: Path, index: int, value: str) -> str:
    items = _items(text, path)
    item = items.items[index]
    assert isinstance(item, Scalar)
    start, end = item.span.start, trimmed_end(text, item)
    style = text[start] if text[start : start + 1] in ("'", '"') and not item.plain else ""
    return text[:start] + written(value, items.end is not None, 0, style) + text[end:]


def _inserted(text: str, path: Path, index: int, value: str) -> str:
    items = _items(text, path)
    if items.end is not None:
        return editing.insert_in_flow(text, items, index, written(value, True, 0))
    depth = dash_column(text, items) + key_offset(text, items)
    return editing.insert_lines(text, items, index, [written(value, False, depth)])


def _emptied(text: str, path: Path, node: Sequence) -> str:
    """An empty list in place of ``node``; what stands behind its key stays."""
    if node.end is not None:
        return text[: node.span.start] + "[]" + text[node.end :]
    colon = text.index(":", _key(text, path).span.end) + 1
    end = line_end(text, extent(text, node)[1])
    return f"{text[:colon]} []{text[colon : dash_line_of(text, node.items[0])]}{text[end:]}"


def _a_line_each(text: str, path: Path, values: SequenceType[str]) -> str:
    """The list that was just begun in brackets, a line an entry where its own line has become too long."""
    node, key, parent = _items(text, path), _key(text, path), _node(text, path[:-1])
    assert node.end is not None
    start = text.rfind("\n", 0, key.span.start) + 1
    in_flow = isinstance(parent, Mapping) and parent.end is not None
    if in_flow or len(values) < 2 or line_end(text, node.end) - start <= _WIDTH:
        return text
    depth, newline = key.span.column + 1, editing.newline_of(text)
    lines = "".join(f"{newline}{' ' * depth}- {written(value, False, depth + 2)}" for value in values)
    return text[: node.span.start].rstrip(" ") + lines + text[node.end :]


def _node(text: str, path: Path) -> Node | None:
    root, problems = parse(text)
    if root is None or problems:
        raise NotWritten("the text is no valid YAML")
    return editing.find(root, path)


def _items(text: str, path: Path) -> Sequence:
    node = _node(text, path)
    if not isinstance(node, Sequence):
        raise NotWritten(f"{path} is no list")
    return node


def _key(text: str, path: Path) -> Scalar:
    parent = _node(text, path[:-1])
    assert isinstance(parent, Mapping)
    return next(key for key, _ in parent.entries if key.text == path[-1])
