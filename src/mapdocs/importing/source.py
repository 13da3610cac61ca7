"""The tables of a file that somebody else made, whatever it is."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from mapdocs.errors import Unreadable
from mapdocs.readers.detect import Opened, open_papers
from mapdocs.readers.html import read_page
from mapdocs.readers.tables import Paper, Table
from mapdocs.readers.text_columns import has_borders
from mapdocs.readers.text_tables import decoded, is_listed, read_csv, read_markdown
from mapdocs.readers.xml_workbook import is_xml_workbook, read_xml_workbook

MAX_ROWS = 20_000
_OFFICE = (".docx", ".xlsx", ".eml", ".pdf", ".xls", ".doc", ".ods", ".odt")
_MARKED = (".md", ".markdown")
_SEPARATED = (".csv", ".tsv")
_SHEETS = (".xls", ".xlsx")
LISTED = 200_000  # bytes of a text in which lists are looked for
_KINDS = "give a .csv, .xlsx, .ods, .docx or .md, or the mail saved as .eml"


def read_source(path: Path) -> Paper:
    """The tables of a file.

    Raises:
        Unreadable: it is damaged, too large, or of no kind that holds tables.
        OSError: it cannot be read.
    """
    return paper_of(path.read_bytes(), path)


def paper_of(raw: bytes, path: Path) -> Paper:
    """The tables in the bytes of a file that is called ``path``.

    Raises:
        Unreadable: it is damaged, too large, or of no kind that holds tables.
    """
    try:
        return _paper(raw, path)
    except Unreadable as problem:
        raise Unreadable(f"{path}: {problem.message}", problem.hint) from problem


def _paper(raw: bytes, path: Path) -> Paper:
    suffix = path.suffix.lower()
    if not raw.strip():
        raise Unreadable("the file is empty", "save or export it once more")
    if suffix == ".msg":
        raise Unreadable(
            "this is a message of Outlook's own kind (.msg)", "save it as .eml, or its attachment by itself"
        )
    if _is_page(raw) and suffix not in _MARKED:
        return read_page(_DECLARED.sub("", _text_of_page(raw), count=1))  # reports that Salesforce calls .xls
    if is_xml_workbook(raw):
        return read_xml_workbook(raw, max_rows=MAX_ROWS)
    if suffix in _SHEETS and _is_separated(raw):
        return read_csv(raw)
    if raw.startswith(b"PK") or suffix in _OFFICE:
        return _together(open_papers(raw, path.name, max_rows=MAX_ROWS, odf=True))
    if suffix in _MARKED:
        return read_markdown(raw)
    if b"\0" in raw[:4000] and "\0" in decoded(raw[:4000]):
        raise Unreadable("this is none of the files that hold a table", _KINDS)
    if suffix not in _SEPARATED and (is_listed(decoded(raw[:LISTED])) or has_borders(decoded(raw[:LISTED]))):
        return read_markdown(raw)
    paper = read_csv(raw)
    if suffix not in _SEPARATED and _is_ragged(paper):
        return read_markdown(raw)
    if max((len(row.cells) for table in paper.tables for row in table.rows), default=0) < 2 or _BARRED.search(
        raw[:2000]
    ):
        marked = read_markdown(raw)
        return marked if marked.tables else paper
    return paper


def _is_separated(raw: bytes) -> bool:
    """Whether bytes are lines of values between tabs, as SAP and others write what they call .xls."""
    said = decoded(raw[:4000])
    lines = [line.count("\t") for line in said.splitlines()[:5]]
    return "\0" not in said and "\ufffd" not in said[:-2] and len(lines) > 1 and min(lines[:2]) > 1


_CHARSET = re.compile(
    rb"<meta[^>]{0,120}charset\s*=\s*[\"']?\s*((?:iso-8859|windows|cp|koi8|euc|shift|big5|gb)[\w-]{1,12})",
    re.IGNORECASE,
)
_WESTERN = ("iso-8859-1", "windows-1252")


def _text_of_page(raw: bytes) -> str:
    """A page in UTF-8, else in the encoding that it names; a Western one is named by many programs whatever they write."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(raw[:2000])
        charset = named[1].decode("ascii").lower() if named else ""
        with contextlib.suppress(LookupError, ValueError):
            return raw.decode(charset) if charset and charset not in _WESTERN else decoded(raw)
    return decoded(raw)


_BARRED = re.compile(rb"^[ \t]*\|.*\|", re.MULTILINE)  # a line of a Markdown table


def _is_ragged(paper: Paper) -> bool:
    """Whether hardly two lines of a text have as many values: commas in sentences, and no table."""
    widths = Counter(len(row.cells) for table in paper.tables for row in table.rows if not row.blank)
    wide = Counter({width: count for width, count in widths.items() if width > 2})
    if wide and (most := wide.most_common(1)[0][1]) > 2 and most * 5 >= wide.total() * 4:
        return False  # a table with lines above and below it
    width, most = widths.most_common(1)[0] if widths else (0, 0)
    return width < 2 or most * 2 < widths.total()


def _together(opened: list[Opened]) -> Paper:
    """A mail and what is attached to it as one paper: the plan may stand in either, and nothing of both is lost."""
    first, *others = (one.paper for one in opened)
    return first if not others else _merged(first, opened, others)


def with_attached(paper: Paper) -> Paper:
    """A mail with the texts that hang on it: where it holds no plan itself, one of them may. Their files' names say what they are,
    as those of sheets do."""
    opened = [Opened("", paper)]
    for name, each in paper.attached:
        called = re.sub(r"[_-]+", " ", name.rsplit(".", 1)[0])
        opened.append(Opened(name, replace(each, tables=[replace(one, sheet=called) for one in each.tables])))
    return _merged(replace(paper, attached=[]), opened, [one.paper for one in opened[1:]])


def _merged(first: Paper, opened: list[Opened], others: list[Paper]) -> Paper:
    tables = [table for one in opened for table in _named(one.paper.tables, one.name, opened[0].name)]
    hidden = [table for one in opened for table in _named(one.paper.hidden, one.name, opened[0].name)]
    rest = [paper for paper in others if paper.tables]
    kind = rest[0].kind if len(rest) == 1 and not first.tables else first.kind
    return replace(
        first,
        kind=kind,
        tables=tables,
        hidden=hidden,
        texts=[text for paper in (first, *others) for text in paper.texts],
        beside=[line for paper in (first, *others) for line in (paper.beside or [one.text for one in paper.loose])],
        remarks=[remark for paper in (first, *others) for remark in paper.remarks],
        shown=[one for paper in (first, *others) for one in paper.shown],
        margins=[line for paper in (first, *others) for line in paper.margins],
        notes=[note for paper in (first, *others) for note in paper.notes],
        lines=[line for paper in (first, *others) for line in (*paper.lines, "")],
    )


def _named(tables: list[Table], file: str, mail: str) -> list[Table]:
    own = file.removeprefix(f"{mail}: ")
    return [table if own == mail else replace(table, name=f"{own}: {table.name}") for table in tables]


_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")  # text that is decoded has no encoding any more
_BEFORE_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,1000}?-->)", re.DOTALL)
#: The elements with which a piece of a page begins, as it is cut out of one or written by a wiki.
_PIECE = re.compile(r"<(?:h[1-6]|p|div|ul|ol|dl|section|article|main|center|span|font|style|b|strong|br|hr)[\s/>]")
_CLOSES = re.compile(r"</(?:table|td|li|p|dd|h[1-6])\s*>")


def _is_page(raw: bytes) -> bool:
    head = decoded(raw[:4000]).casefold()
    while found := _BEFORE_PAGE.match(head):
        head = head[found.end() :]
    head = head.lstrip()
    if head.startswith(("<html", "<!doctype html", "<table", "<meta", "<head", "<body")):
        return True
    return bool(_PIECE.match(head) and _CLOSES.search(head))
