"""Changes to a spec's text that touch nothing but what they change: comments, order, quotes and blank lines stay.

Each function takes a text and gives a new one, cut at the places where the parser saw the values. The caller reads
the outcome again and compares it with what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from collections.abc import Sequence as SequenceType
from dataclasses import dataclass
from typing import TypeAlias

from mapdocs.errors import NotWritten
from mapdocs.schema.layout import chunks_of, dash_column, extent, key_offset, line_end, trimmed_end, value_end
from mapdocs.schema.nodes import Mapping, Node, Scalar, Sequence, parse
from mapdocs.schema.quoting import Raw, in_block, reads_as, written

Path = tuple[str | int, ...]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


def set_values(text: str, values: MappingType[Path, str], order: SequenceType[str] = ()) -> str:
    """``text`` with the scalars at ``values``' paths set; keys that are not there are added in ``order``.

    Raises:
        NotWritten: a path leads nowhere.
    """
    root = _root(text)
    cuts: list[_Cut] = []
    added: dict[tuple[Path, str], list[str]] = {}
    for path, value in values.items():
        parent = find(root, path[:-1])
        key = path[-1]
        if not isinstance(parent, Mapping) or not isinstance(key, str):
            raise NotWritten(f"{path} is no place in the spec")
        entry = next(((k, v) for k, v in parent.entries if k.text == key), None)
        if entry is None:
            before = _predecessor(parent, key, order)
            added.setdefault((path[:-1], before), []).append(key)
        else:
            cuts.append(_replacement(text, parent, entry[0], entry[1], value))
    for (where, before), keys in added.items():
        parent = find(root, where)
        assert isinstance(parent, Mapping)
        ranked = sorted(keys, key=lambda k: order.index(k) if k in order else len(order))
        cuts.append(_addition(text, parent, before, [(k, values[(*where, k)]) for k in ranked]))
    return _cut(text, cuts)


def insert_item(text: str, path: Path, index: int, fields: MappingType[str, str]) -> str:
    """``text`` with a new mapping in the list at ``path``, in front of the item ``index``, in its sisters' style."""
    items = _list(text, path)
    flow = items.end is not None or _mostly_flow(items)
    if items.end is not None:
        return insert_in_flow(text, items, index, _flow_mapping(fields))
    dash, offset = dash_column(text, items), key_offset(text, items)
    if flow:
        said = [_flow_mapping(fields)]
    else:
        said = [f"{key}: {written(value, False, dash + offset)}" for key, value in fields.items()]
    return insert_lines(text, items, index, said)


def insert_lines(text: str, items: Sequence, index: int, said: SequenceType[str]) -> str:
    """``text`` with the lines ``said`` as a new item of the block list ``items``, in front of the item ``index``."""
    newline = newline_of(text)
    dash, offset = dash_column(text, items), key_offset(text, items)
    lines = [f"{' ' * dash}-{' ' * (offset - 1)}{said[0]}", *(f"{' ' * (dash + offset)}{line}" for line in said[1:])]
    chunks = chunks_of(text, items)
    at = chunks[index].body if index < len(chunks) else chunks[-1].end
    gap = text[chunks[-1].gap : chunks[-1].body] if len(chunks) > 1 else ""
    block = newline.join(lines) + newline
    if index < len(chunks):
        return text[:at] + block + (gap if index > 0 or len(chunks) > 1 else "") + text[at:]
    start = "" if at == 0 or text[at - 1] in "\r\n" else newline
    return text[:at] + start + gap + (block if text[at:] or not start else block.removesuffix(newline)) + text[at:]


def insert_in_flow(text: str, items: Sequence, index: int, source: str) -> str:
    """``text`` with ``source`` as a new item of the list in brackets ``items``, in front of the item ``index``."""
    newline = newline_of(text)
    first = items.items[0].span
    apart = len({item.span.line for item in items.items}) > 1
    indent = text[text.rfind("\n", 0, items.items[-1].span.start) + 1 : items.items[-1].span.start]
    glue = f",{newline}{' ' * (len(indent) - len(indent.lstrip()))}" if apart else ", "
    if index == 0:
        return text[: first.start] + source + glue + text[first.start :]
    end = extent(text, items.items[index - 1])[1]
    return text[:end] + glue + source + text[end:]


def remove_items(text: str, path: Path, indexes: SequenceType[int]) -> tuple[str, list[str]]:
    """``text`` without the items ``indexes`` of the list at ``path``, and the source of each that is gone."""
    items = _list(text, path)
    if len(set(indexes)) >= len(items.items):
        raise NotWritten("a list cannot lose all of its rows")
    gone, cuts = [], []
    if items.end is not None:
        for index in sorted(indexes):
            start, end = extent(text, items.items[index])
            gone.append(text[start:end])
            if index + 1 < len(items.items):
                cuts.append(_Cut(start, items.items[index + 1].span.start, ""))
            else:
                kept = max(i for i in range(index) if i not in indexes)
                cuts = [c for c in cuts if c.start < extent(text, items.items[kept])[1]]
                cuts.append(_Cut(extent(text, items.items[kept])[1], end, ""))
    else:
        chunks = chunks_of(text, items)
        for index in sorted(indexes):
            chunk = chunks[index]
            gone.append(text[chunk.body : chunk.end])
            first = chunk.body if index == 0 and len(chunks) > 1 else chunk.gap
            last = chunks[index + 1].body if index == 0 and len(chunks) > 1 and index + 1 not in indexes else chunk.end
            cuts.append(_Cut(first, last, ""))
    return _cut(text, cuts), gone


def reorder_items(text: str, path: Path, order: SequenceType[int]) -> str:
    """``text`` with the items of the list at ``path`` in the order of their old indexes ``order``."""
    items = _list(text, path)
    if sorted(order) != list(range(len(items.items))):
        raise NotWritten("an order names each row once")
    if items.end is not None:
        extents = [extent(text, item) for item in items.items]
    else:
        extents = [(chunk.body, chunk.end) for chunk in chunks_of(text, items)]
    sources = [text[start:end] for start, end in extents]
    newline = newline_of(text)
    cuts = []
    for slot, old in enumerate(order):
        if slot == old:
            continue
        source = sources[old]
        if items.end is None and not source.endswith(("\n", "\r")):
            source += newline
        if items.end is None and not sources[slot].endswith(("\n", "\r")):
            source = source.removesuffix(newline)
        cuts.append(_Cut(*extents[slot], source))
    return _cut(text, cuts)


def append_to_list(text: str, path: Path, fields: MappingType[str, str], order: SequenceType[str] = ()) -> str:
    """``text`` with a mapping added at the end of the list at ``path``; a list that is not there is begun."""
    node = find(_root(text), path)
    if isinstance(node, Sequence) and node.items:
        return insert_item(text, path, len(node.items), fields)
    return set_values(text, {path: Raw(f"[{_flow_mapping(fields)}]")}, order)


def put_group(text: str, path: Path, fields: MappingType[str, str], order: SequenceType[str] = ()) -> str:
    """``text`` with a group of ``fields`` begun at ``path``, where none is yet."""
    return set_values(text, {path: Raw(_flow_mapping(fields))}, order)


def clear_value(text: str, path: Path) -> str:
    """``text`` without the value at ``path``: its line goes, and only the value where something else stands on that line.

    Raises:
        NotWritten: ``path`` leads nowhere.
    """
    parent = find(_root(text), path[:-1])
    if not isinstance(parent, Mapping):
        raise NotWritten(f"{path} is no place in the spec")
    entry = next(((k, v) for k, v in parent.entries if k.text == path[-1]), None)
    if entry is None or (isinstance(entry[1], Scalar) and entry[1].missing):
        return text
    key, end = entry[0], value_end(text, *entry)
    start = text.rfind("\n", 0, key.span.start) + 1
    alone = not text[start : key.span.start].strip() and not text[end : line_end(text, end)].strip()
    if parent.end is None and alone and len(parent.entries) > 1:
        return text[:start] + text[line_end(text, end) :]
    return set_values(text, {path: Raw("null")})


def plain(node: Node | None) -> Plain:
    """What a tree says, whatever its style: texts, lists and mappings; what is missing is left out of its mapping."""
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        values = {key.text: plain(value) for key, value in node.entries}
        return {key: value for key, value in values.items() if value is not None}
    return None if node is None or node.missing else node.text.strip()


def find(node: Node | None, path: Path) -> Node | None:
    """The node at ``path``, or None."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(node, Sequence) or step >= len(node.items):
                return None
            node = node.items[step]
        else:
            if not isinstance(node, Mapping):
                return None
            node = next((value for key, value in node.entries if key.text == step), None)
    return node


def find_group(text: str, key: str | int) -> bool:
    """Whether the spec has a group of keys under ``key``, which others can be put into."""
    node = find(_root(text), (key,))
    return isinstance(node, Mapping) and bool(node.entries or node.end is not None)


def newline_of(text: str) -> str:
    """The line end that the text is written with."""
    return "\r\n" if "\r\n" in text else "\n"


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    text: str


def _cut(text: str, cuts: list[_Cut]) -> str:
    for cut in sorted(cuts, key=lambda c: (c.start, c.end), reverse=True):
        text = text[: cut.start] + cut.text + text[cut.end :]
    return text


def _root(text: str) -> Node:
    root, problems = parse(text)
    if root is None or problems:
        raise NotWritten("the text is no valid YAML")
    return root


def _list(text: str, path: Path) -> Sequence:
    node = find(_root(text), path)
    if not isinstance(node, Sequence) or not node.items:
        raise NotWritten(f"{path} is no list")
    return node


def _predecessor(parent: Mapping, key: str, order: SequenceType[str]) -> str:
    """The key that a new one is put behind: the last there is that comes before it in ``order``, else the first."""
    present = [k.text for k, _ in parent.entries]
    if not present:
        return ""
    rank = order.index(key) if key in order else len(order)
    earlier = [name for name in present if name in order and order.index(name) < rank]
    return max(earlier, key=present.index) if earlier else present[0]


def _addition(text: str, parent: Mapping, before: str, added: list[tuple[str, str]]) -> _Cut:
    newline = newline_of(text)
    entry = next(((k, v) for k, v in parent.entries if k.text == before), None)
    if parent.end is not None:
        source = [f"{key}: {written(value, True, 0)}" for key, value in added]
        if entry is None:
            return _Cut(parent.span.end, parent.span.end, ", ".join(source))
        end = value_end(text, *entry)
        start = entry[0].span.start
        indent = text[text.rfind("\n", 0, start) + 1 : start]
        lines_apart = len({k.span.line for k, _ in parent.entries}) > 1 and not indent.strip()
        glue = f",{newline}{indent}" if lines_apart else ", "
        return _Cut(end, end, "".join(glue + piece for piece in source))
    if entry is None:
        raise NotWritten("a block without keys")
    depth = parent.entries[0][0].span.column - 1
    lines = [f"{' ' * depth}{key}: {written(value, False, depth)}" for key, value in added]
    end = line_end(text, value_end(text, *entry))
    if end == len(text) and not text.endswith(("\n", "\r")):
        return _Cut(end, end, newline + newline.join(lines))
    return _Cut(end, end, "".join(line + newline for line in lines))


def _replacement(text: str, parent: Mapping, key: Scalar, value: Node, new: str) -> _Cut:
    in_flow = parent.end is not None
    indent = key.span.column - 1
    if not isinstance(value, Scalar):
        start, end = extent(text, value)
        return _Cut(start, end, written(new, in_flow, indent))
    if value.missing:
        colon = text.find(":", key.span.end)
        end = max(colon + 1, value.span.end if value.text else colon + 1)
        return _Cut(colon + 1, end, f" {written(new, in_flow, indent)}")
    start, end = value.span.start, trimmed_end(text, value)
    if text[start] in "|>" and not value.plain and not isinstance(new, Raw):
        block = in_block(text[start:end], new, newline_of(text))
        if block is not None and reads_as(f"{' ' * indent}k: {block}\n", new, indent):
            return _Cut(start, end, block)
    style = text[start] if text[start] in "'\"" and not value.plain else ""
    return _Cut(start, end, written(new, in_flow, indent, style))


def _flow_mapping(fields: MappingType[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {written(value, True, 0)}" for key, value in fields.items()) + "}"


def _mostly_flow(items: Sequence) -> bool:
    flow = sum(isinstance(item, Mapping) and item.end is not None for item in items.items)
    return flow * 2 > len(items.items)
