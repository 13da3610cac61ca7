"""Tables of a .docx, read from its XML: what stands there now, and what stood there before the tracked changes.

python-docx returns an empty string for text in tracked insertions and content controls, which Google's exports are
full of, so the elements are walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from mapdocs.language.links import opened
from mapdocs.readers.package import MAX_ADDRESS, Package, attribute, is_on, local
from mapdocs.readers.tables import Cell, GridRow, Line, Link, Paper, Remark, Table, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements that only wrap others: content controls, tracked changes, smart tags, links, fields.
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
)
_GONE = frozenset({"del", "moveFrom"})
_NEW = frozenset({"ins", "moveTo"})
MAX_SPAN = 64


@dataclass(slots=True)
class _Tracked:
    """Who changed what in a stretch of text, and when."""

    authors: dict[str, None] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    found: bool = False

    def note(self, element: _Element) -> None:
        self.found = True
        author = _author(element)
        if author:
            self.authors[author] = None
        day = _day(attribute(element, "date"))
        if day:
            self.days.append(day)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What cells refer to: comments and web addresses by id, and which comments hang on a cell so far."""

    remarks: dict[str, Remark]
    addresses: dict[str, str]
    used: set[str] = field(default_factory=set)


def read_docx(package: Package, main: str) -> Paper:
    """The tables, texts and comments of a Word document."""
    paper = Paper("docx")
    body = package.xml(main)
    parts = list(package.related(main))
    remarks: dict[str, Remark] = {}
    for _, kind, path in parts:
        if kind == "comments":
            remarks.update(_comments(package.xml(path)))
        elif kind in ("footer", "header"):
            paper.texts += _texts(package.xml(path))
    if any("vbaproject" in name for name in package.names):
        paper.notes.append("the file holds macros; they were not run")
    if any("/embeddings/" in name for name in package.names):
        paper.notes.append("the file holds embedded objects; they were not opened")
    beside = _Beside(remarks, package.addresses(main))
    for number, element in enumerate(_tables(body), 1):
        paper.tables.append(_table(element, f"table {number}", beside))
    for remark, paragraph in _lines(body):
        paper.texts.append(remark.text)
        if not any(local(above) == "tbl" for above in paragraph.iterancestors()):
            paper.loose.append(remark)
    paper.remarks = [remark for key, remark in remarks.items() if key not in beside.used]
    paper.tracked = paper.tracked or any(local(e) in (*_GONE, *_NEW) for e in body.iter() if isinstance(e.tag, str))
    return paper


def _comments(root: _Element) -> Iterator[tuple[str, Remark]]:
    for element in root:
        if local(element) == "comment":
            said = clean("\n".join(_texts(element)))
            author = _author(element)
            yield attribute(element, "id") or "", Remark(said, author, _day(attribute(element, "date")))


def _tables(root: _Element) -> Iterator[_Element]:
    """Tables that do not lie in another table."""
    for element in root:
        if local(element) == "tbl":
            yield element
        elif local(element) not in ("p", "sectPr"):
            yield from _tables(element)


def _texts(root: _Element) -> list[str]:
    """The lines of all paragraphs below ``root``, as they stand now."""
    return [remark.text for remark, _ in _lines(root)]


def _lines(root: _Element) -> Iterator[tuple[Remark, _Element]]:
    """(line and whoever tracked something in its paragraph, the paragraph) of all below ``root``."""
    for element in root.iter("{*}p"):
        tracked = _Tracked()
        said = "".join(text for text, now, _, _ in _pieces(element, tracked) if now)
        for line in clean(said).split("\n"):
            if line:
                yield Remark(line, ", ".join(tracked.authors)), element


def _below(
    element: _Element, wanted: str, gone: bool = False, new: _Element | None = None
) -> Iterator[tuple[_Element, bool, _Element | None]]:
    """Children of the kind ``wanted``, wrappers opened: (child, deleted by a tracked change, its insertion)."""
    for child in element:
        name = local(child)
        if name == wanted:
            yield child, gone, new
        elif name in _WRAPPERS or name in _GONE:
            yield from _below(child, wanted, gone or name in _GONE, child if name in _NEW else new)


def _table(element: _Element, name: str, beside: _Beside) -> Table:
    table = Table(name)
    for number, (tr, gone, new) in enumerate(_below(element, "tr"), 1):
        row = GridRow(number, [], deleted=gone, inserted=new is not None)
        properties = next((c for c in tr if local(c) == "trPr"), None)
        column = 0
        for mark in properties if properties is not None else ():
            kind = local(mark)
            if kind == "gridBefore":
                column = _number(attribute(mark, "val"))
            elif kind in ("ins", "del"):
                row.deleted = row.deleted or kind == "del"
                row.inserted = row.inserted or kind == "ins"
                row.author = _author(mark)
                row.at = _day(attribute(mark, "date"))
        row.cells += [Cell() for _ in range(column)]
        for tc, cell_gone, _ in _below(tr, "tc"):
            cell, span = _cell(tc, beside)
            if cell_gone:
                cell = Cell()
            if cell.covered == "above" and table.rows:
                over = table.rows[-1].cell(len(row.cells))
                cell = Cell(lines=over.lines, covered="above")
            row.cells.append(cell)
            row.cells += [Cell(covered="left") for _ in range(span - 1)]
        table.rows.append(row)
    return table


def _cell(tc: _Element, beside: _Beside) -> tuple[Cell, int]:
    tracked, span, under = _Tracked(), 1, False
    properties = next((c for c in tc if local(c) == "tcPr"), None)
    for mark in properties if properties is not None else ():
        kind = local(mark)
        if kind == "gridSpan":
            span = max(1, min(_number(attribute(mark, "val")) or 1, MAX_SPAN))
        elif kind == "vMerge":
            under = (attribute(mark, "val") or "continue") == "continue"
        elif kind == "hMerge":
            under = False
    lines: list[Line] = []
    before: list[str] = []
    ids: dict[str, None] = {}
    pending = ("", "")
    for paragraph, _, _ in _paragraphs(tc):
        now, struck, old = pending[0], pending[1], ""
        for text, stands, stood, is_struck in _pieces(paragraph, tracked):
            if stands:
                now, struck = (now, struck + text) if is_struck else (now + text, struck)
            if stood:
                old += text
        before.append(old)
        if _mark_deleted(paragraph):  # the next paragraph joins this one
            pending = (now, struck)
            continue
        pending = ("", "")
        lines += _split(now, struck)
        for element in paragraph.iter():
            if local(element) in ("commentRangeStart", "commentReference"):
                key = attribute(element, "id") or ""
                if key in beside.remarks:
                    ids[key] = None
    lines += _split(*pending)
    beside.used.update(ids)
    hanging = tuple(_hanging(tc))
    cell = Cell(
        lines=tuple(lines),
        before=clean("\n".join(before)) if tracked.found else None,
        authors=tuple(tracked.authors),
        at=max(tracked.days, default=None),
        covered="above" if under else "",
        remarks=(*(beside.remarks[key] for key in ids), *hanging),
        links=tuple(_links(tc, beside.addresses)),
    )
    return cell, span


def _links(tc: _Element, addresses: dict[str, str]) -> Iterator[Link]:
    """The words in a cell that lead to the web: by a link, or by a field as older programs write it."""
    for element in tc.iter("{*}hyperlink", "{*}fldSimple", "{*}p"):
        kind = local(element)
        if kind == "p":
            yield from _field_links(element)
            continue
        if kind == "hyperlink":
            address = addresses.get(attribute(element, "id") or "")
        else:
            address = _address_of_field(attribute(element, "instr") or "")
        said = clean("".join(text for text, now, _, _ in _pieces(element, _Tracked()) if now))
        if address and said:
            yield Link(said, address)


def _field_links(paragraph: _Element) -> Iterator[Link]:
    """Links by a field of several runs: begin, what it does, separate, what it shows, end."""
    does = shows = None
    for run in paragraph.iter("{*}r"):
        for part in run:
            kind = local(part)
            at = attribute(part, "fldCharType") if kind == "fldChar" else ""
            if at == "begin":
                does, shows = "", None
            elif at == "separate" and does is not None:
                shows = ""
            elif at == "end":
                address = _address_of_field(does or "")
                if address and shows and shows.strip():
                    yield Link(clean(shows), address)
                does = shows = None
            elif kind == "instrText" and does is not None:
                does = (does + (part.text or ""))[:MAX_ADDRESS]
            elif kind == "t" and shows is not None:
                shows += part.text or ""


def _address_of_field(does: str) -> str | None:
    found = re.match(r'\s*HYPERLINK\s+"([^"]*)"', does, re.IGNORECASE)
    return opened(found[1]) if found else None


def _hanging(tc: _Element) -> Iterator[Remark]:
    """What is in a cell and is none of its own lines: a table, a text box."""
    for element in tc.iter():
        kind = local(element)
        if kind not in ("tbl", "txbxContent"):
            continue
        above = [local(one) for one in element.iterancestors()]
        inside = above[: above.index("tc")] if "tc" in above else above
        if "Fallback" in inside or {"tbl", "txbxContent"} & set(inside) or element.getparent() is None:
            continue
        if next(one for one in element.iterancestors() if local(one) == "tc") is not tc:
            continue
        said = "; ".join(dict.fromkeys(remark.text for remark, _ in _lines(element)))
        if said:
            yield Remark(f"{'a table' if kind == 'tbl' else 'a text box'} in the cell: {said}")


def _split(now: str, struck: str) -> list[Line]:
    texts, gone = clean(now), clean(struck)
    if not texts and not gone:
        return []
    lines = [Line(line) for line in texts.split("\n") if line] or [Line("")]
    return [Line(lines[0].text, gone), *lines[1:]]


def _paragraphs(element: _Element) -> Iterator[tuple[_Element, bool, _Element | None]]:
    """Paragraphs of a cell, those of tables inside it left out."""
    return _below(element, "p")


def _mark_deleted(paragraph: _Element) -> bool:
    for properties in paragraph:
        if local(properties) == "pPr":
            for run in properties:
                if local(run) == "rPr":
                    return any(local(mark) == "del" for mark in run)
    return False


def _pieces(
    element: _Element, tracked: _Tracked, stands: bool = True, stood: bool = True
) -> Iterator[tuple[str, bool, bool, bool]]:
    """(text, stands now, stood before, struck through) of each run below ``element``."""
    for child in element:
        name = local(child)
        if name == "r":
            yield from _run(child, stands, stood)
        elif name in _NEW:
            tracked.note(child)
            yield from _pieces(child, tracked, stands, False)
        elif name in _GONE:
            tracked.note(child)
            yield from _pieces(child, tracked, False, stood)
        elif name in _WRAPPERS:
            yield from _pieces(child, tracked, stands, stood)


def _run(run: _Element, stands: bool, stood: bool) -> Iterator[tuple[str, bool, bool, bool]]:
    properties = next((c for c in run if local(c) == "rPr"), None)
    struck = False
    if properties is not None:
        marks = {local(mark): mark for mark in properties}
        if is_on(marks.get("vanish")):
            return
        struck = is_on(marks.get("strike")) or is_on(marks.get("dstrike"))
    for child in run:
        name = local(child)
        text = ""
        if name in ("t", "delText"):
            text = child.text or ""
        elif name in ("br", "cr"):
            text = "\n"
        elif name in ("tab", "ptab"):
            text = " "
        elif name == "noBreakHyphen":
            text = "-"
        elif name == "ruby":  # how a name is read stands above it; the name is what is below
            for base in child:
                if local(base) == "rubyBase":
                    yield from ((t, stands and a, stood and b, struck or c) for t, a, b, c in _pieces(base, _Tracked()))
        elif name in _SIGNED:
            text = _sign(child, name)
        if text:
            yield text, stands, stood, struck


_SIGNED = frozenset({"sym", "symEx", "AlternateContent", "fldChar"})
#: Ticks, crosses and boxes of the fonts that Word's lists of symbols offer, by font and place.
_SIGNS = {
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x4A: "☺", 0xE0: "→"},
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x30: "☐"},
    "segoe ui symbol": {0xE001: "✓", 0xE0E7: "✓", 0xE10A: "✗"},
}


def _sign(element: _Element, name: str) -> str:
    """A sign that is no letter: of a symbol font, an emoji, a form's check box."""
    if name == "sym":
        place = _hexadecimal(attribute(element, "char"))
        known = _SIGNS.get((attribute(element, "font") or "").casefold(), {})
        if place in known or place - 0xF000 in known:
            return known.get(place) or known[place - 0xF000]
        return chr(place) if 0x20 <= place < 0xE000 else ""
    if name == "symEx":
        place = _hexadecimal(attribute(element, "char"))
        return chr(place) if 0x20 <= place < 0xD800 or 0xFFFF < place <= 0x10FFFF else ""
    if name == "AlternateContent":  # an emoji, with letters for older Words beside it, or without
        for way in element:
            said = "".join(
                (inner.text or "") if local(inner) == "t" else _sign(inner, local(inner))
                for inner in way
                if local(inner) in ("t", "sym", "symEx")
            )
            if said:
                return said
    if name == "fldChar":
        box = next((inner for inner in element.iter() if local(inner) == "checkBox"), None)
        if box is not None:
            marks = {local(mark): mark for mark in box}
            return "☒" if is_on(marks.get("checked", marks.get("default"))) else "☐"
    return ""


def _hexadecimal(said: str | None) -> int:
    return int(said, 16) if said and re.fullmatch(r"[0-9A-Fa-f]{1,6}", said) else 0


def _author(element: _Element) -> str:
    """Who made a change or a comment; LibreOffice's stand-in for nobody is nobody."""
    said = clean(attribute(element, "author") or "")
    return "" if said.casefold() == "unknown author" else said


def _number(text: str | None) -> int:
    return min(int(text), MAX_SPAN) if text and re.fullmatch(r"\d{1,6}", text) else 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
