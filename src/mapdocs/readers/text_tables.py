"""Tables in text: CSV in whatever dialect and encoding, and Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mapdocs.errors import Unreadable
from mapdocs.language.links import opened
from mapdocs.readers.heads_above import HeadsAbove, level_of
from mapdocs.readers.outline import within
from mapdocs.readers.tables import Cell, GridRow, Line, Link, Paper, Remark, Table, clean
from mapdocs.readers.text_columns import in_pipes

MAX_BYTES = 40_000_000
MAX_ROWS = 100_000
MAX_HEAD = 50_000  # signs in which the one between values is looked for


def decoded(raw: bytes) -> str:
    """UTF-8, UTF-16 with a mark or by its look, or what Excel saves on a Japanese, a Chinese or a Western Windows."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if raw[1:2] == b"\0" and raw[:40].count(b"\0") > 10:
        return raw.decode("utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _japanese(raw) or _chinese(raw) or raw.decode("cp1252", "replace")


def _japanese(raw: bytes) -> str:
    """What Excel saves on a Japanese Windows; empty where the bytes are no such text. Kana tell it: their first bytes are
    signs that no Western plan is full of."""
    try:
        text = raw.decode("cp932")
    except UnicodeDecodeError:
        return ""
    return text if len(re.findall(r"[\u3041-\u3096\u30a1-\u30fa]", text)) > 1 else ""


def _chinese(raw: bytes) -> str:
    """What Excel saves on a Chinese Windows; empty where the bytes are no such text. A Western letter with the one behind it
    reads as a sign that only rare names have; here nearly all are among the 3,755 most usual ones, or punctuation."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    signs = re.findall(r"[^\x00-\x7f]", text)
    usual = [sign for sign in signs if (code := sign.encode("gb18030")) and len(code) == 2 and _is_usual(*code)]
    return text if len(usual) > 3 and len(usual) >= 0.9 * len(signs) else ""


def _is_usual(row: int, cell: int) -> bool:
    """Whether the two bytes are punctuation or one of the first level's signs in GB 2312."""
    return cell >= 0xA1 and (0xA1 <= row <= 0xA3 or 0xB0 <= row <= 0xD7)


def delimiter_of(text: str) -> str:
    """The sign between values: the one of which most lines have equally many, quoted text left out; words may stand above them."""
    lines = re.sub(r'"[^"]*"', "", text[:MAX_HEAD]).splitlines()
    best, sign = (0, 0), ","
    for delimiter in ",;\t|":
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        usual, often = max(counts.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        if (often, usual) > best:
            best, sign = (often, usual), delimiter
    return sign


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
    leads: list[list[int]] = []  # how far the words of each value are set in
    try:
        for values in reader:
            if any(value.strip() for value in values):
                table.rows.append(GridRow(reader.line_num + bool(hint), [_cell(value) for value in values]))
                leads.append([_lead(value) for value in values])
            elif table.rows and not table.rows[-1].blank:
                leads.append([])
                table.rows.append(GridRow(reader.line_num + bool(hint), []))  # where a plan ends, or a part of it
            if len(table.rows) > MAX_ROWS:
                raise Unreadable(f"the file has more than {MAX_ROWS:,} rows", "export fewer rows")
    except csv.Error as problem:
        raise Unreadable(f"this is no CSV: {problem}", "export it again as CSV or .xlsx") from problem
    for row, depth in zip(table.rows, _depths(leads), strict=False):
        row.depth = depth
    return Paper("text", tables=[table])


def _lead(value: str) -> int:
    """How many blanks stand before words; -1 where none do."""
    return len(value) - len(value.lstrip(" \t\xa0")) if re.search(r"[^\W\d_]", value) else -1


def _depths(leads: list[list[int]]) -> list[int]:
    """How deep each row lies where a column of words is set in below others by the same blanks, as Smartsheet and Project write a
    task's parts; nothing where none is."""
    for column in range(max(map(len, leads), default=0)):
        said = [row[column] if column < len(row) else -1 for row in leads]
        deep = [lead for lead in said if lead > 0]
        unit = min(deep, default=0)
        top = next((n for n, lead in enumerate(said) if lead >= 0), 0)
        if (
            len(deep) > 1
            and unit > 1
            and said[top] == 0 == said[top + 1 : top + 2][0]
            and all(one % unit == 0 for one in deep)
        ):
            return [max(lead, 0) // unit for lead in said]
    return []


def read_markdown(raw: bytes) -> Paper:
    """The pipe tables of a Markdown text, and its other lines."""
    paper = Paper("text")
    rows: list[GridRow] = []
    heads = HeadsAbove()
    for number, line in enumerate(in_pipes(_without_marks(_without_comments(decoded(raw), paper))).splitlines(), 1):
        body = line.strip()
        is_row = "|" in body and len(body) > 2 and (bool(rows) or not is_point(body))
        paper.lines.append("" if is_row else line)
        if is_row:
            if re.fullmatch(r"[\s|:-]+", body):
                continue
            inner = body.removeprefix("|").removesuffix("|")
            cells = [part.replace("\\|", "|") for part in re.split(r"(?<!\\)\|", inner)]
            rows.append(GridRow(number, [_marked_cell(part) for part in cells]))
            continue
        if rows:
            paper.tables.append(_below(heads, rows, len(paper.tables) + 1))
            rows = []
        paper.shown += [told for link in _links(body) for told in link.told()]
        if body:
            paper.texts.append(clean(_unmarked(body.lstrip("#"))))
            heads.line(paper.texts[-1], level_of(body))
    if rows:
        paper.tables.append(_below(heads, rows, len(paper.tables) + 1))
    paper.beside = list(paper.texts)
    paper.lines = within(paper.lines)
    return paper


def _below(heads: HeadsAbove, rows: list[GridRow], number: int) -> Table:
    above, levels = tuple(heads.above), tuple(heads.levels)
    return Table(f"table {number}", rows, above=above, levels=levels, under=heads.begin())


def _without_comments(text: str, paper: Paper) -> str:
    """``text`` without what a reader of the page does not see, <!-- … --> and %% … %%, which goes among the hidden."""
    rows: list[GridRow] = []

    shown: list[str] = []
    at = 0
    for begins in _COMMENT_BEGINS.finditer(text):
        ends = text.find(_COMMENT_ENDS[begins[0].strip()], begins.end())
        if begins.start() < at:
            continue
        if ends < 0:
            break
        said = _cell(text[begins.end() : ends])
        if not said.blank:
            rows.append(GridRow(text.count("\n", 0, begins.start()) + 1, [said]))
        shown += [text[at : begins.start()], "\n" * text.count("\n", begins.start(), ends)]
        at = ends + len(_COMMENT_ENDS[begins[0].strip()])
    if rows:
        paper.hidden.append(Table("comments in the text", rows))
    return "".join([*shown, text[at:]])


_COMMENT_BEGINS = re.compile(r"<!--|(?m:^)[ \t]*%%")
_COMMENT_ENDS = {"<!--": "-->", "%%": "%%"}
_POINT = re.compile(r"[-*+–—•◦‣▪■●○·]\s+\S|・\s*\S|\d{1,3}[.)]\s+\S|\[[ xX/~-]?\]|[☐☑☒✅⬜]")


def is_point(line: str) -> bool:
    """Whether a line of a text is a point of a list: "- …", "1. …", "[x] …"."""
    return _POINT.match(line.strip()) is not None


def is_listed(text: str) -> bool:
    """Whether a text without pipes is rather a list than the lines of a CSV: many of its lines are points, and none of those has
    a tab."""
    lines = [line for line in text.splitlines() if line.strip()]
    points = [line for line in lines if is_point(line)]
    return len(points) > 1 and len(points) * 5 >= len(lines) and not any("\t" in line.strip() for line in points)


_INLINE = re.compile(
    r"<(span|font|small|sub|sup|mark|u|big|kbd)(\s[^<>]{0,200})?>([^<>\n]{0,600})</\1\s*>", re.IGNORECASE
)
_UNSEEN = re.compile(
    r"(?:^|\s)hidden(?:\s|=|$)|display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0\b|font-size\s*:\s*[01](?:px|pt|em)?\b"
    r"|(?<!-)color\s*[:=]\s*[\"']?(?:white|#fff(?:fff)?|transparent)\b",
    re.IGNORECASE,
)


def _without_marks(text: str) -> str:
    """A Markdown text without the marks of pages in its lines, `<sub>`, `<span style=…>`; what these hide is labelled for it."""
    return _INLINE.sub(lambda one: f"[hidden] {one[3].strip()}" if _UNSEEN.search(one[2] or "") else one[3], text)


_FACES = {"*": "italic", "_": "italic", "**": "bold", "__": "bold", "`": "code"}
_FACED = re.compile(r"(?<![\w*_])(\*\*|__|\*|_|`)(\S(?:[^*_`]*?\S)?)\1(?![\w*_])")


def _marked_cell(text: str) -> Cell:
    """A cell of a Markdown table, what is struck through in it apart."""
    cell = _cell(_unmarked(text))
    cell.links = tuple(_links(text))
    cell.remarks = tuple(Remark(clean(title)) for *_, title in _LINK.findall(text) if title.strip())
    if "*" in text or "_" in text or "`" in text:
        cell.faces = tuple((_FACES[sign], said) for sign, said in _FACED.findall(text))
    struck = clean(_unmarked(" ".join(re.findall(r"~~(.*?)~~", text))))
    first, rest = cell.lines[:1], cell.lines[1:]
    return replace(cell, lines=(Line(first[0].text if first else "", struck), *rest)) if struck else cell


_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^\s()<>]+)>?(?:\s+[\"'(]([^)]*?)[\"')])?\s*\)")


def _links(text: str) -> Iterator[Link]:
    """The words of a Markdown text that lead to the web."""
    for over, address, _ in _LINK.findall(text):
        led, said = opened(address), clean(_unmarked(over))
        if led and said:
            yield Link(said, led)


def _unmarked(text: str) -> str:
    """Markdown's emphasis, links and line breaks taken off."""
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"~~.*?~~", "", text)
    return re.sub(r"(\*\*|__|\*|`)(\S(?:.*?\S)?)\1", r"\2", text)


def _cell(text: str) -> Cell:
    said = clean(text)
    return Cell(lines=tuple(Line(line) for line in said.split("\n"))) if said else Cell()
