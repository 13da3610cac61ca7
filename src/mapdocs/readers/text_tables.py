"""Tables in text: CSV in whatever dialect and encoding, and Markdown."""

from __future__ import annotations

import csv
import io
import re

from mapdocs.errors import Unreadable
from mapdocs.readers.tables import Cell, GridRow, Line, Paper, Table, clean

MAX_BYTES = 40_000_000
MAX_ROWS = 100_000


def decoded(raw: bytes) -> str:
    """UTF-8, UTF-16 with a mark or by its look, or what Excel saves on a Western Windows."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if raw[1:2] == b"\0" and raw[:40].count(b"\0") > 10:
        return raw.decode("utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """The sign between values: the one that the first line has most of, quoted text left out."""
    head = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    return max(",;\t|", key=head.count)


def read_csv(raw: bytes) -> Paper:
    """A CSV as one table; Excel's ``sep=`` line is understood.

    Raises:
        Unreadable: it is no CSV, or far too large.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"the file has {len(raw):,} bytes, far more than an export", "export fewer rows")
    text = decoded(raw)
    hint = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    delimiter = hint[1] if hint else delimiter_of(text)
    reader = csv.reader(io.StringIO(text[hint.end() :] if hint else text, newline=""), delimiter=delimiter)
    table = Table("the file")
    try:
        for values in reader:
            if any(value.strip() for value in values):
                table.rows.append(GridRow(reader.line_num + bool(hint), [_cell(value) for value in values]))
            elif table.rows and not table.rows[-1].blank:
                table.rows.append(GridRow(reader.line_num + bool(hint), []))  # where a plan ends, or a part of it
            if len(table.rows) > MAX_ROWS:
                raise Unreadable(f"the file has more than {MAX_ROWS:,} rows", "export fewer rows")
    except csv.Error as problem:
        raise Unreadable(f"this is no CSV: {problem}", "export it again as CSV or .xlsx") from problem
    return Paper("text", tables=[table])


def read_markdown(raw: bytes) -> Paper:
    """The pipe tables of a Markdown text, and its other lines."""
    paper = Paper("text")
    rows: list[GridRow] = []
    above: list[str] = []
    for number, line in enumerate(decoded(raw).splitlines(), 1):
        body = line.strip()
        if "|" in body and len(body) > 2:
            if re.fullmatch(r"[\s|:-]+", body):
                continue
            inner = body.removeprefix("|").removesuffix("|")
            cells = [part.replace("\\|", "|") for part in re.split(r"(?<!\\)\|", inner)]
            rows.append(GridRow(number, [_marked_cell(part) for part in cells]))
            continue
        if rows:
            paper.tables.append(Table(f"table {len(paper.tables) + 1}", rows, above=tuple(above)))
            rows, above = [], []
        if body:
            paper.texts.append(clean(_unmarked(body.lstrip("#"))))
            above.append(paper.texts[-1])
    if rows:
        paper.tables.append(Table(f"table {len(paper.tables) + 1}", rows, above=tuple(above)))
    return paper


def _marked_cell(text: str) -> Cell:
    """A cell of a Markdown table, what is struck through in it apart."""
    cell = _cell(_unmarked(text))
    struck = clean(_unmarked(" ".join(re.findall(r"~~(.*?)~~", text))))
    first, rest = cell.lines[:1], cell.lines[1:]
    return Cell(lines=(Line(first[0].text if first else "", struck), *rest)) if struck else cell


def _unmarked(text: str) -> str:
    """Markdown's emphasis, links and line breaks taken off."""
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"~~.*?~~", "", text)
    return re.sub(r"(\*\*|__|\*|`)(\S(?:.*?\S)?)\1", r"\2", text)


def _cell(text: str) -> Cell:
    said = clean(text)
    return Cell(lines=tuple(Line(line) for line in said.split("\n"))) if said else Cell()
