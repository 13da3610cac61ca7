"""What a sheet shows outside its cells: text boxes, charts, pictures, prompts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapdocs.readers.package import Package, local
from mapdocs.readers.tables import Paper, Remark, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 500  # shapes or prompts of a sheet
_PROMPTS = (("promptTitle", "prompt"), ("errorTitle", "error"))
_VALIDATION = re.compile(r"<(?:\w+:)?dataValidation\b([^>]{0,4000})>")
_ENTRIES = ("title", "ser")  # the parts of a chart that say something which stands in no cell


def take_beside(package: Package, part: str, raw: bytes, paper: Paper) -> None:
    """Put into ``paper`` what a sheet shows outside its cells."""
    paper.shown += shapes_of(package, part)
    tail = raw[max(raw.rfind(b"sheetData>"), raw.rfind(b"sheetData/>"), 0) :].decode("utf-8", "replace")
    paper.shown += prompts_in(tail)


def shapes_of(package: Package, part: str) -> list[Remark]:
    """The text boxes, pictures and charts that are drawn on the sheet, groups of them too, in the file's order."""
    found: list[Remark] = []
    for _, kind, path in package.related(part):
        if kind == "drawing":
            found += _drawn(package.xml(path))
            for _, inner, at in package.related(path):
                if inner == "chart":
                    said = "; ".join(_charted(package.xml(at)))
                    found += [Remark(said, kind="chart")] if said else []
                elif inner == "diagramData":
                    said = "; ".join(_paragraphs(package.xml(at)))
                    found += [Remark(said, kind="text box")] if said else []
    return found[:MOST]


def _drawn(root: _Element) -> Iterator[Remark]:
    """What shapes say, and what is said of pictures to those who do not see them."""
    for shape in root.iter("{*}sp", "{*}cxnSp", "{*}pic", "{*}graphicFrame"):
        body = next(shape.iter("{*}txBody"), None)
        said = "; ".join(_paragraphs(body)) if body is not None else ""
        if said:
            yield Remark(said, kind="text box")
        told = next(shape.iter("{*}cNvPr"), None)
        words = [clean(told.get(key) or "") for key in ("title", "descr")] if told is not None else []
        described = "; ".join(dict.fromkeys(filter(None, words)))
        if described:
            yield Remark(described, kind="image")


def _paragraphs(body: _Element) -> list[str]:
    said = ["".join(run.text or "" for run in line.iter("{*}t")) for line in body.iter("{*}p")]
    return [" ".join(clean(line).split()) for line in said if line.strip()]


def _charted(root: _Element) -> list[str]:
    """The titles of a chart and its axes, and what its series are called where no cell says it."""
    said: list[str] = []
    for entry in root.iter(*(f"{{*}}{name}" for name in _ENTRIES)):
        said += _paragraphs(entry) if local(entry) == "title" else []
        for text in entry:
            named = [value.text or "" for value in text if local(value) == "v"] if local(text) == "tx" else []
            said += [clean(one) for one in named if local(entry) == "ser" and one.strip()]
    return list(dict.fromkeys(said))


def prompts_in(tail: str) -> list[Remark]:
    """What a sheet says to whoever fills in a cell of it, or fills it in wrongly."""
    found: dict[str, None] = {}
    for match in _VALIDATION.findall(tail)[:MOST]:
        values = {key: clean(html.unescape(said)) for key, said in re.findall(r'(\w+)\s*=\s*"([^"]*)"', match)}
        for pair in _PROMPTS:
            said = ": ".join(filter(None, (_flat(values.get(key, "")) for key in pair)))
            found |= {said: None} if values.get(pair[1]) else {}
    return [Remark(said, kind="prompt") for said in found]


def _flat(text: str) -> str:
    return " ".join(re.sub(r"_x000[aAdD]_", " ", text).split())
