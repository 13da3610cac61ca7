"""What stands in an OpenDocument file outside its cells and lines: drawn text boxes, prompts, and heads and feet of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapdocs.readers.package import Package, attribute, elements_of, local
from mapdocs.readers.tables import Paper, Remark, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 500
_DRAWN = ("frame", "custom-shape", "rect", "ellipse", "caption", "line", "connector", "g")
_HEADS = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
_FIELDS = ("page-number", "page-count", "sheet-name", "date", "time", "title", "file-name")


def shapes_in(raw: bytes) -> list[Remark]:
    """What is drawn on the sheets of a workbook's content, and what its cells prompt whoever fills them in with."""
    found: list[Remark] = []
    if b":shapes" in raw or b":content-validation" in raw:
        for element in elements_of(raw, "shapes", "help-message", "error-message"):
            if local(element) == "shapes":
                found += drawn(element)
            elif said := _said(element):
                titled = clean(attribute(element, "title") or "")
                words = ": ".join(filter(None, (titled, said)))
                found.append(Remark(words, kind="prompt"))
    return list(dict.fromkeys(found))[:MOST]


def drawn(element: _Element) -> Iterator[Remark]:
    """The words of the shapes right below ``element``, and what is said of pictures to those who do not see them."""
    for shape in element:
        if local(shape) in _DRAWN:
            said = _said(shape)
            if said:
                yield Remark(said, kind="text box")
            told = [clean(one.text or "") for one in shape.iter("{*}desc", "{*}title")]
            described = "; ".join(dict.fromkeys(filter(None, told)))
            if described:
                yield Remark(described, kind="image")


def _said(element: _Element) -> str:
    lines = ("".join(map(str, line.itertext())) for line in element.iter("{*}p", "{*}h"))
    return "; ".join(filter(None, (" ".join(clean(line).split()) for line in lines)))


def take_margins(package: Package, paper: Paper) -> None:
    """Put what stands above and below each page into ``paper``; not the numbers of pages and the names of sheets."""
    if not package.has("styles.xml"):
        return
    said: dict[str, None] = {}
    for element in elements_of(package.bytes_of("styles.xml"), *_HEADS):
        if attribute(element, "display") == "false":
            continue
        for line in element.iter("{*}p", "{*}h"):
            numbered = False
            for one in line.iter(*(f"{{*}}{name}" for name in _FIELDS)):
                numbered = numbered or local(one).startswith("page-")
                one.text = "1" if local(one).startswith("page-") else ""
            text = " ".join(clean("".join(map(str, line.itertext()))).split())
            words = re.findall(r"[^\W\d_]{2,}", text)
            if words and not (numbered and len(words) < 3):
                said[text] = None
    paper.margins += said
