"""Tables of a .docx, read from its XML: what stands there now, and what stood there before the tracked changes.

python-docx returns an empty string for text in tracked insertions and content controls, which Google's exports are
full of, so the elements are walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mapdocs.language.layout import shorten
from mapdocs.language.links import opened
from mapdocs.readers.docx_prose import shown_beside
from mapdocs.readers.heads_above import HeadsAbove, level_of
from mapdocs.readers.outline import document_lines, lead_of, styled
from mapdocs.readers.package import MAX_ADDRESS, Package, attribute, local
from mapdocs.readers.runs import (
    GONE,
    NEW,
    WRAPPERS,
    Tracked,
    author_of,
    day_of,
    hidden_in,
    hides_row,
    is_unknown_sign,
    lines_of,
    pieces_of,
    texts_of,
)
from mapdocs.readers.tables import Cell, GridRow, Line, Link, Paper, Remark, Table, clean
from mapdocs.readers.word_styles import faces_in, fill_of, hide_private, hide_unseen, ink_of, parts_of, write_marks

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SPAN = 64


@dataclass(frozen=True, slots=True)
class _Beside:
    """What cells refer to: comments, web addresses and notes by id, and which comments hang on a cell so far."""

    remarks: dict[str, Remark]
    addresses: dict[str, str]
    notes: dict[tuple[str, str], str]
    used: set[str] = field(default_factory=set)


def read_docx(package: Package, main: str) -> Paper:
    """The tables, texts and comments of a Word document."""
    paper = Paper("docx")
    body = package.xml(main)
    parts = list(package.related(main))
    remarks: dict[str, Remark] = {}
    styles: dict[str, str] = {}
    sheet = None
    for _, kind, path in parts:
        if kind == "comments":
            remarks.update(_comments(package.xml(path)))
        elif kind in ("footer", "header"):
            paper.margins += texts_of(package.xml(path))
        elif kind == "styles":
            sheet = package.xml(path)
            styles = styled(sheet)
            write_marks(body, sheet)
    hide_unseen(body, sheet)
    hide_private(body, sheet)
    if any("vbaproject" in name for name in package.names):
        paper.notes.append("the file holds macros; they were not run")
    if any("/embeddings/" in name for name in package.names):
        paper.notes.append("the file holds embedded objects; they were not opened")
    notes = dict(_notes(package, parts))
    paper.texts += paper.margins
    beside = _Beside(remarks, package.addresses(main), notes)
    said: dict[_Element, list[str]] = {}
    for remark, paragraph in lines_of(body):
        paper.texts.append(remark.text)
        if next(paragraph.iterancestors("{*}tbl"), None) is None:
            paper.loose.append(remark)
            said.setdefault(paragraph, []).append(remark.text)
    paper.lines = document_lines(said, styles)
    paper.shown = shown_beside(body)
    leads = (next(one.iterancestors("{*}p"), None) for one in body.iter("{*}hyperlink", "{*}fldSimple", "{*}fldChar"))
    linking = [one for one in dict.fromkeys(leads) if one in said]
    paper.shown += [told for one in linking for link in _links(one, beside.addresses) for told in link.told()]
    heads = HeadsAbove()
    for number, element in enumerate(_tables(body, said, styles, heads), 1):
        above, levels = tuple(heads.above), tuple(heads.levels)
        under = heads.begin()
        paper.tables.append(replace(_table(element, f"table {number}", beside, above), levels=levels, under=under))
    unseen = _hidden_words(body)
    if unseen:
        paper.hidden.append(Table("hidden words", unseen))
        paper.notes += [f"the text “{shorten(row.cells[0].text, 400)}” is hidden; it was not read" for row in unseen]
    paper.remarks = [remark for key, remark in remarks.items() if key not in beside.used]
    changes = body.iter(*(f"{{*}}{name}" for name in (*GONE, *NEW)))
    paper.tracked = paper.tracked or next(changes, None) is not None
    return paper


def _hidden_words(body: _Element) -> list[GridRow]:
    """The words that Word does not show, a paragraph a row; not those of rows that are hidden as a whole, which are rows of their
    table."""
    said: list[str] = []
    for paragraph in body.iter("{*}p"):
        words = hidden_in(paragraph)
        row = next(paragraph.iterancestors("{*}tr"), None) if words else None
        if words and (row is None or any(texts_of(row))):
            said.append(words)
    return [GridRow(number, [Cell(lines=(Line(" ".join(line.split())),))]) for number, line in enumerate(said, 1)]


def _comments(root: _Element) -> Iterator[tuple[str, Remark]]:
    for element in root:
        if local(element) == "comment":
            said = clean("\n".join(texts_of(element)))
            author = author_of(element)
            yield attribute(element, "id") or "", Remark(said, author, day_of(attribute(element, "date")))


def _tables(
    root: _Element, said: Mapping[_Element, list[str]], styles: Mapping[str, str], heads: HeadsAbove
) -> Iterator[_Element]:
    """Tables that do not lie in another table; the lines above each go into ``heads`` before."""
    for element in root:
        if local(element) == "tbl":
            yield element
        elif local(element) == "p":
            level = level_of(f"{lead_of(element, styles)}.") if element in said else 0
            for line in said.get(element, []):
                heads.line(line, level)
        elif local(element) != "sectPr":
            yield from _tables(element, said, styles, heads)


def _below(
    element: _Element, wanted: str, gone: bool = False, new: _Element | None = None
) -> Iterator[tuple[_Element, bool, _Element | None]]:
    """Children of the kind ``wanted``, wrappers opened: (child, deleted by a tracked change, its insertion)."""
    for child in element:
        name = local(child)
        if name == wanted:
            yield child, gone, new
        elif name in WRAPPERS or name in GONE:
            yield from _below(child, wanted, gone or name in GONE, child if name in NEW else new)


def _table(element: _Element, name: str, beside: _Beside, above: tuple[str, ...] = ()) -> Table:
    table = Table(name, above=above)
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
                row.author = author_of(mark)
                row.at = day_of(attribute(mark, "date"))
            row.hidden = row.hidden or hides_row(mark)
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
        if row.blank and hidden_in(tr):  # a row of hidden words is there, and nobody sees it
            row.cells = [Cell(lines=tuple(_split(hidden_in(tc), ""))) for tc, _, _ in _below(tr, "tc")]
            row.hidden = True
        table.rows.append(row)
        if number > 1 and len({cell.fill for cell in row.cells if not cell.covered}) > 1:
            table.coloured = True
    return table


def _cell(tc: _Element, beside: _Beside) -> tuple[Cell, int]:
    tracked, span, under = Tracked(), 1, False
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
        for text, stands, stood, is_struck in pieces_of(paragraph, tracked):
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
    hanging = (*_hanging(tc), *_carried(tc, beside.notes))
    cell = Cell(
        lines=tuple(lines),
        before=clean("\n".join(before)) if tracked.found else None,
        authors=tuple(tracked.authors),
        at=max(tracked.days, default=None),
        covered="above" if under else "",
        remarks=(*(beside.remarks[key] for key in ids), *hanging),
        links=tuple(_links(tc, beside.addresses)),
        fill=fill_of(tc),
        ink=ink_of(tc),
        parts=parts_of(tc),
        faces=faces_in(tc),
    )
    return cell, span


def _notes(package: Package, parts: Sequence[tuple[str, str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """What footnotes and endnotes say, by kind and id."""
    for _, kind, path in parts:
        if kind not in ("footnotes", "endnotes"):
            continue
        for element in package.xml(path):
            said = "; ".join(texts_of(element)) if local(element) in ("footnote", "endnote") else ""
            if said:
                yield (f"{local(element)}Reference", attribute(element, "id") or ""), said


def _carried(tc: _Element, notes: dict[tuple[str, str], str]) -> Iterator[Remark]:
    """What stands in a cell's runs and is no text: notes, pictures, formulas, signs that nobody can name."""
    for element in tc.iter("{*}footnoteReference", "{*}endnoteReference", "{*}docPr", "{*}oMath", "{*}sym"):
        kind = local(element)
        if any(local(above) in ("Fallback", "tbl") for above in _within(element, tc)):
            continue
        if kind in ("footnoteReference", "endnoteReference"):
            said = notes.get((kind, attribute(element, "id") or ""))
            if said:
                yield Remark(f"a note to the cell: {said}", kind="footnote", own=said)
        elif kind == "docPr":
            around = element.getparent()
            if not any(local(inner) == "txbxContent" for inner in (element if around is None else around).iter()):
                said = clean(element.get("descr") or "")
                yield Remark(f"a picture in the cell{f': {said}' if said else ''}", kind="image")
        elif kind == "oMath":
            said = "".join(inner.text or "" for inner in element.iter() if local(inner) == "t")
            yield Remark(f"a formula in the cell: {said}", kind="drawing")
        elif is_unknown_sign(element):
            font = clean(attribute(element, "font") or "")
            yield Remark(f"a sign of the font {font} in the cell, which cannot be read", kind="drawing")


def _within(element: _Element, tc: _Element) -> Iterator[_Element]:
    for above in element.iterancestors():
        if above is tc:
            return
        yield above


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
        said = clean("".join(text for text, now, _, _ in pieces_of(element, Tracked()) if now))
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
        said = "; ".join(dict.fromkeys(remark.text for remark, _ in lines_of(element)))
        if said:
            yield Remark(f"{'a table' if kind == 'tbl' else 'a text box'} in the cell: {said}", own=said)


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


def _number(text: str | None) -> int:
    return min(int(text), MAX_SPAN) if text and re.fullmatch(r"\d{1,6}", text) else 0
