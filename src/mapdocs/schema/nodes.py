"""YAML text to a tree of nodes that know where they stand.

PyYAML's own constructors turn ``no`` into False and ``010`` into 8, keep the last of two equal keys, and expand
aliases. So the tree is built here from the parser's events: every scalar stays the text that was written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from functools import lru_cache

import yaml

from mapdocs.schema.decoding import LINE_END, lines_of

MAX_DEPTH = 10
_SHORT = 65_536  # characters; the trees of longer texts are not kept


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands: offsets in characters from 0, ``line`` and ``column`` from 1."""

    start: int
    end: int
    line: int
    column: int


def nearest(spans: MappingType[str, Span], path: str) -> Span:
    """The place of ``path``, or of the nearest thing around it that was written down."""
    while path and path not in spans:
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
    return spans.get(path, Span(0, 1, 1, 1))


@dataclass(frozen=True, slots=True)
class Scalar:
    """What was written: its text, whether without quotes, and where."""

    text: str
    plain: bool
    span: Span

    @property
    def missing(self) -> bool:
        """Nothing was written, or ``~`` or ``null``. ``Null`` is somebody's surname."""
        return self.plain and self.text in ("", "~", "null")


class Sequence:
    """``end`` is the offset behind the closing bracket of ``[…]``; None where the list is written with dashes."""

    __slots__ = ("end", "items", "span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.items: list[Node] = []
        self.end: int | None = None


class Mapping:
    """``end`` is the offset behind the closing brace of ``{…}``; None where each key has its own line."""

    __slots__ = ("end", "entries", "span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.entries: list[tuple[Scalar, Node]] = []
        self.end: int | None = None


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of form; ``span`` says where."""

    code: str
    span: Span
    message: str
    hint: str


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of the first document in ``text`` and what is wrong with its form.

    The tree is None where the text is no YAML at all, or empty. Nobody writes into it: while somebody types, one text is
    asked for its tree a dozen times, and gets the same.
    """
    root, problems = _kept(text) if len(text) <= _SHORT else _parsed(text)
    return root, list(problems)


@lru_cache(maxsize=32)
def _kept(text: str) -> tuple[Node | None, list[Problem]]:
    return _parsed(text)


def _parsed(text: str) -> tuple[Node | None, list[Problem]]:
    builder = _Builder(text)
    try:
        builder.read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = _span_at(text, mark.index) if mark else Span(0, 0, 1, 1)
        builder.problems.append(_syntax_problem(error, text, where))
        return None, builder.problems
    except yaml.reader.ReaderError as error:
        where = _span_at(text, error.position if isinstance(error.position, int) else 0)
        char = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")
        builder.problems.append(
            Problem("MAP019", where, f"the character U+{char:04X} cannot stand in a spec", "delete it")
        )
        return None, builder.problems
    return builder.root, builder.problems


def _loader(text: str) -> yaml.SafeLoader:
    # libyaml where PyYAML was built with it: four times as fast, same events. Its marks count characters too.
    # It counts CR, NEL and LS as it pleases, so lines and columns are counted from the offset, never from the mark.
    base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return base(text)


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.lines = Lines(text)

    def read(self) -> None:
        loader = _loader(self.text)
        try:
            stack: list[Sequence | Mapping] = []
            keys: list[Scalar | None] = []
            skipping = 0
            documents = 0
            while loader.check_event():
                event: yaml.Event = loader.get_event()  # type: ignore[no-untyped-call]
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._problem(
                            "MAP005",
                            event,
                            "a second document starts here",
                            "one spec holds one deal: use a file each",
                        )
                        return
                    continue
                if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                    if skipping:
                        skipping -= 1
                        continue
                    ended = stack.pop()
                    keys.pop()
                    opened = self.text[ended.span.start : ended.span.end]
                    if opened[:1] in ("[", "{"):  # a block starts with nothing, or with its first dash
                        ended.end = self._span(event).end
                    continue
                if isinstance(event, yaml.AliasEvent):
                    self._problem(
                        "MAP004",
                        event,
                        f"the alias *{event.anchor} is not supported",
                        "write the value out in full",
                    )
                    if not skipping:
                        self._place(Scalar("", True, self._span(event)), stack, keys)
                    continue
                if not isinstance(event, yaml.NodeEvent):
                    continue
                if event.anchor:
                    self._problem("MAP004", event, f"the anchor &{event.anchor} is not supported", "delete the anchor")
                if isinstance(event, yaml.ScalarEvent):
                    if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
                        self._problem("MAP004", event, f"the tag {event.tag} is not supported", "delete the tag")
                    if not skipping:
                        plain = not event.style or event.style not in "'\"|>"
                        self._place(Scalar(event.value, plain, self._span(event)), stack, keys)
                    continue
                tag = getattr(event, "tag", None)
                if tag is not None:
                    self._problem("MAP004", event, f"the tag {tag} is not supported", "delete the tag")
                if skipping or len(stack) >= MAX_DEPTH:
                    if not skipping:
                        self._problem("MAP006", event, f"nested deeper than {MAX_DEPTH} levels", "see: mapdocs schema")
                        self._place(Scalar("", True, self._span(event)), stack, keys)
                    skipping += 1
                    continue
                node = (Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping)(self._span(event))
                if not self._place(node, stack, keys):
                    skipping += 1
                    continue
                stack.append(node)
                keys.append(None)
        finally:
            loader.dispose()

    def _place(self, node: Node, stack: list[Sequence | Mapping], keys: list[Scalar | None]) -> bool:
        if not stack:
            self.root = node
            return True
        parent = stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return True
        key = keys[-1]
        if key is None:
            if isinstance(node, Scalar):
                keys[-1] = node
                return True
            self.problems.append(
                Problem(
                    "MAP012",
                    node.span,
                    "a key must be a word, not a list or a group",
                    "write the key as text",
                )
            )
            keys[-1] = Scalar("", False, node.span)
            return False
        keys[-1] = None
        for earlier, _ in parent.entries:
            if earlier.text == key.text:
                self.problems.append(
                    Problem(
                        "MAP003",
                        key.span,
                        f"{key.text} stands here for the second time (first in line {earlier.span.line})",
                        "keep one of the two",
                    )
                )
                return True
        parent.entries.append((key, node))
        return True

    def _span(self, event: yaml.Event) -> Span:
        assert event.start_mark is not None
        assert event.end_mark is not None
        return self.lines.span(event.start_mark.index, event.end_mark.index)

    def _problem(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        self.problems.append(Problem(code, self._span(event), message, hint))


class Lines:
    """Offsets in a text to line and column."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(m.end() for m in LINE_END.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        start = min(max(start, 0), len(self.text))
        line = bisect_right(self.starts, start)
        return Span(start, max(start, min(end, len(self.text))), line, start - self.starts[line - 1] + 1)


def _span_at(text: str, index: int) -> Span:
    return Lines(text).span(index, index + 1)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, where: Span) -> Problem:
    said = (error.problem or "").lower()
    line = lines_of(text)[where.line - 1]
    if "\\t" in said or "tab" in said or "\t" in line[: max(where.column, 1)]:
        return Problem("MAP002", where, "a tab is used to indent", "indent with spaces, two for each level")
    for sign, message, hint in _SYNTAX:
        if sign in said:
            return Problem("MAP002", where, message, hint)
    return Problem(
        "MAP002",
        where,
        f"this is not valid YAML: {error.problem or 'unreadable'}",
        "check the indentation and the quotes of this line and the one above",
    )


_SYNTAX = (
    (
        "mapping values are not allowed",
        "a colon followed by a space starts a new key here",
        'put the whole text in double quotes, as in outcome: "Q4: done"',
    ),
    (
        "unexpected end of stream",
        "a quote or bracket is opened and never closed",
        "close it on the same line",
    ),
    (
        "did not find expected key",
        "this line does not fit the indentation above it",
        "line it up with its sisters, or put text with special signs in double quotes",
    ),
    (
        "expected <block end>",
        "this line does not fit the indentation above it",
        "line it up with its sisters",
    ),
    (
        "expected ',' or",
        "a bracket is opened and never closed",
        "close the bracket, or put the text in double quotes",
    ),
    (
        "cannot start any token",
        "this sign cannot start a value",
        "put the text in double quotes",
    ),
    ("could not find expected ':'", "a colon is missing after this key", "write it as key: value"),
    (
        "undefined alias",
        "an alias (*name) is not supported",
        "write the value out, in double quotes if it begins with *",
    ),
    (
        "unknown escape character",
        "a backslash in double quotes starts a code",
        "use single quotes, or double the backslash",
    ),
    (
        "expected alphabetic or numeric",
        "* or & at the start of a value has a meaning in YAML",
        "put the text in double quotes",
    ),
)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar value below ``node``, keys left out."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for _, value in node.entries:
            yield from scalars(value)
