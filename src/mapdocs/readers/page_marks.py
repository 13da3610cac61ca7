"""Elements of a page that are called internal by their class, "internal-only", or by a mark for programs, data-audience="internal"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mapdocs.language import lexicon
from mapdocs.readers.headings import folded

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER = frozenset(("a", "img", "html", "body", "main", "head", "style", "input", "button", "svg", "i"))  # wikis' links
_MARKS = ("data-audience", "data-visibility", "data-visible-to", "data-scope", "data-access")
_PIECES = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
#: What stands in a class beside the word for what it is.
_PARTS = frozenset(
    ("row", "cell", "text", "block", "section", "item", "line", "box", "comment", "comments", "is", "td", "tr", "col")
)


def hide_marked(root: _Element) -> None:
    """Hide what is marked so, and what no program shows of a page, its templates. A mark on what holds all tables says nothing."""
    tables = sum(1 for _ in root.iter("table"))
    for element in list(root.iter("template")):
        element.tag = "div"
        element.set("style", "display:none")
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in _NEVER or not element.attrib:
            continue
        names = element.get("class") or ""
        marked = bool(names) and any(map(_is_private, names.split()[:40]))
        marked = marked or any(_is_private(element.get(mark) or "") for mark in _MARKS if mark in element.attrib)
        if marked and not (tables and sum(1 for _ in element.iter("table")) == tables):
            element.set("style", f"display:none;{element.get('style') or ''}")


@lru_cache(maxsize=5_000)
def _is_private(name: str) -> bool:
    pieces = [folded(piece) for piece in _PIECES.findall(name)]
    if not 0 < len(pieces) <= 6:
        return False
    said = [piece for piece in pieces if piece not in _PARTS]
    bare = [piece for piece in said if piece not in _beside()]
    return " ".join(said) in _phrases() or (bool(bare) and " ".join(bare) in _phrases())


@cache
def _phrases() -> frozenset[str]:
    table = lexicon.table("private.yaml")
    firm = [word for word in table["private"] if folded(word).startswith("priv")]
    return frozenset(folded(word.rstrip("*")) for word in (*table["inward"], *firm))


@cache
def _beside() -> frozenset[str]:
    table = lexicon.table("private.yaml")
    words = {word for said in (*table["label"], *table["notes"]) for word in folded(said.rstrip("*")).split()}
    return frozenset(words | {"notes", "notiz", "notizen"})
