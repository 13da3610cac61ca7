"""Elements of a page that are called internal by their class, "internal-only", or by a mark for programs, data-audience="internal"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.page_switches import is_switched_off

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER = frozenset(("a", "img", "html", "body", "main", "head", "style", "input", "button", "svg", "i"))  # wikis' links
_MARKS = ("data-audience", "data-visibility", "data-visible-to", "data-scope", "data-access")
_TOLD = ("aria-label", "title")  # what a part is called for those who do not see it
_SHOWN = re.compile(
    r"data-(?:is-)?(?:visible|shared|shown|public|external)(?:-(?:to|for))?(?:-(?:client|customer|buyer|portal)s?)?|data-(?:is-)?(?:client|customer|buyer|portal)s?-(?:visible|facing|shared|view)"
)
_NO = frozenset(("false", "0", "no", "off", "hidden", "none"))
_SEEN = frozenset(("visible", "facing", "shared", "view"))
_LABELS = frozenset(
    ("lozenge", "badge", "status", "label", "tag", "chip", "pill")
)  # of one word, as wikis set a status in a line
_NAMED = frozenset(
    ("section", "div", "article", "aside", "table", "tbody", "tr", "ul", "ol", "details", "fieldset", "figure")
)  # that are kept by their id
_LISTS = frozenset(("steps", "tasks", "actions", "plan", "items", "list", "table", "part"))
_SPOKEN_IN = frozenset(("span", "div", "p", "small", "em", "b"))
_SPOKEN_TO = (
    "sr-only visually-hidden visuallyhidden u-visually-hidden a11y-hidden off-screen offscreen screen-reader-text screen-reader-only",
    "screenreader-only assistive-text slds-assistive-text",
)
_SPOKEN = frozenset(folded(name) for names in _SPOKEN_TO for name in names.split())
_PIECES = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
#: What stands in a class beside the word for what it is.
_PARTS = frozenset(
    [
        *(
            "row",
            "cell",
            "text",
            "block",
            "section",
            "item",
            "line",
            "box",
            "comment",
            "comments",
            "is",
            "td",
            "tr",
            "col",
        ),
        *(
            "rows",
            "cells",
            "blocks",
            "sections",
            "items",
            "lines",
            "steps",
            "tasks",
            "actions",
            "cols",
            "columns",
            "group",
        ),
    ]
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
        _set_label(element, names)
        marked = bool(names) and any(_is_private(name) or _is_denied(name) for name in names.split()[:40])
        marked = marked or any(
            _SHOWN.fullmatch(str(key)) and str(value).casefold() in _NO for key, value in element.attrib.items()
        )
        marked = marked or (tag in _NAMED and _is_private_list(element.get("id") or ""))
        told = (*_MARKS, *(_TOLD if tag in _NAMED else ()))
        marked = marked or any(_is_private(element.get(mark) or "") for mark in told if mark in element.attrib)
        marked = marked or (bool(names) and is_switched_off(names, element.get("style") or ""))
        marked = marked or (bool(names) and tag in _SPOKEN_IN and _is_spoken(names) and _says_more(element))
        if marked and not (tables and sum(1 for _ in element.iter("table")) == tables):
            element.set("style", f"display:none;{element.get('style') or ''}")


def is_private_name(name: str) -> bool:
    """Whether what an author calls a style or a part keeps it from the buyer: "Internal Note", "internalOnly"."""
    return _is_private(name)


def _is_spoken(names: str) -> bool:
    """Whether a class leaves words to those alone whom a screen reader reads a page to: "sr-only", "visually-hidden"."""
    return any(folded(name) in _SPOKEN for name in names.split()[:40])


def _says_more(element: _Element) -> bool:
    """Whether what holds ``element`` says more than it: a status that is drawn as a sign is spoken alone."""
    around = next(element.iterancestors("td", "li", "p", "div"), None)
    if around is None or any(one.tag == "th" for one in element.iterancestors()):
        return False
    own, whole = ("".join(map(str, one.itertext())).strip() for one in (element, around))
    return bool(own) and len(whole) > len(own) and len(own.split()) > 1


def _set_label(element: _Element, names: str) -> None:
    """Set a wiki's label that says internal, `<span class="lozenge">INTERNAL</span>`, apart from the words that it stands before."""
    pieces = {folded(piece) for piece in _PIECES.findall(names[:200])}
    said = (element.text or "").strip()
    if pieces & _LABELS and said and not len(element) and len(said) <= 40 and _is_private(said):
        element.text = f"[{said}] "


@lru_cache(maxsize=5_000)
def _is_denied(name: str) -> bool:
    """Whether a class says that the buyer does not see an element: "not-customer-visible"."""
    pieces = [folded(piece) for piece in _PIECES.findall(name)]
    return (
        len(pieces) == 3
        and pieces[0] in ("not", "non")
        and any(piece in _theirs() for piece in pieces)
        and any(piece in _SEEN for piece in pieces)
    )


@lru_cache(maxsize=5_000)
def _is_private_list(name: str) -> bool:
    """Whether the id of a part is that of private steps: "internal-steps"; "internal-audit" is none."""
    pieces = [piece for piece in _PIECES.findall(name) if folded(piece) not in _LISTS]
    return bool(pieces) and _is_private("-".join(pieces))


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
def _theirs() -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")["theirs"])


@cache
def _beside() -> frozenset[str]:
    table = lexicon.table("private.yaml")
    words = {
        word
        for said in (*table["label"], *table["notes"], *table["seller"])
        for word in folded(said.rstrip("*")).split()
    }
    return frozenset(words | {"notes", "notiz", "notizen"})
