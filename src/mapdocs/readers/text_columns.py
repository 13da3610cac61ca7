"""Tables that people draw in plain text, as those of Markdown: with lines of +---+ or boxes around the cells, or in columns of blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_RULE = "|---|"
_WRAPPED = "---"  # in the place of a line that goes on from the one above
_BORDER = re.compile(r"\s*[+|]?(?:[-=:]{2,}\+)+[-=:]*\|?\s*|\s*\+(?:[-=:]{2,}\+)+\s*")
_BOXES = str.maketrans(
    {
        **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("─━═┄", "-"),
        **dict.fromkeys("┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛┏┳┓┣╋┫┗┻┛┠┿┨", "+"),
    }
)
_GAP = re.compile(r"\s{2,}")
_POINT = re.compile(r"\s*(?:[-*+–—•]|\d{1,3}[.)]|\[[ xX]?\])\s+\S")
_WIDE = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_BELOW_HEADING = re.compile(r"-{3,}(?:\+-{3,})+")  # as databases print tables
_LOOKED_AT = 500  # lines
_LONGEST = 400  # signs of one
_FEWEST = 3  # columns, and lines of a table in columns of blanks


def has_borders(text: str) -> bool:
    """Whether a text holds a table with lines around its cells."""
    lines = text.splitlines()[:_LOOKED_AT]
    return sum(map(_is_border, lines)) > 1 or any(_BELOW_HEADING.fullmatch(line.strip()[:_LONGEST]) for line in lines)


def in_pipes(text: str) -> str:
    """``text`` with the tables that are drawn in it as those of Markdown, line for line."""
    lines = text.splitlines()
    if has_borders(text):
        lines = list(_without_borders(lines))
    if "|" not in text:
        lines = _without_gaps(lines)
    return "\n".join(lines)


def _is_border(line: str) -> bool:
    drawn = line[:_LONGEST].translate(_BOXES)
    return "+" in drawn and _BORDER.fullmatch(drawn) is not None


def _without_borders(lines: Sequence[str]) -> Iterator[str]:
    """Rows between lines of +---+; where such a line stands between all of them, those of one row are put together."""
    block: list[str] = []
    for line in [*lines, ""]:
        drawn = line.translate(_BOXES)
        if _is_border(line) or (block and "|" in drawn):
            block.append(_RULE if _is_border(line) else drawn)
            continue
        yield from _joined(block)
        block = []
        yield line


def _joined(block: Sequence[str]) -> list[str]:
    rules = [number for number, line in enumerate(block) if line == _RULE]
    groups = [range(first + 1, last) for first, last in pairwise([*rules, len(block)])]
    groups = [group for group in groups if group]
    if len(groups) < _FEWEST:  # above and below the heading, and below the last row
        return list(block)
    found = list(block)
    for group in groups:
        cells = [block[number].strip().strip("|").split("|") for number in group]
        if len({len(row) for row in cells}) == 1:
            columns = (" <br> ".join(filter(None, map(str.strip, column))) for column in zip(*cells, strict=True))
            found[group[0]] = f"| {' | '.join(columns)} |"
            for number in group[1:]:
                found[number] = _RULE
    return found


def _without_gaps(lines: Sequence[str]) -> list[str]:
    """Blocks of lines in columns of blanks below a heading as rows; points in such columns with their pieces apart."""
    found = list(lines)
    points = [number for number, line in enumerate(lines) if _POINT.match(line) and len(_WIDE.findall(line)) > 1]
    if len(points) >= _FEWEST:
        for number in (n for n, line in enumerate(lines) if _POINT.match(line) and _WIDE.search(line)):
            found[number] = _WIDE.sub(" | ", lines[number].rstrip())
    first = 0
    for last, line in enumerate([*lines, ""]):
        if line.strip():
            continue
        block = lines[first:last]
        rows = _rows(block)
        found[first:last] = rows or found[first:last]
        first = last + 1
    return found


def _rows(block: Sequence[str]) -> list[str]:
    """The lines of a block as rows; empty where they do not stand in the columns of the first."""
    if len(block) < _FEWEST or any("\t" in line for line in block):
        return []
    head = block[0].rstrip()
    starts = [0, *(gap.end() for gap in _GAP.finditer(head) if gap.start())]
    if len(starts) < _FEWEST or re.search(r"\d|[.:;,]\s|[.:;,]$", head):
        return []
    body = [line.rstrip() for line in block]
    if any(line[at - 1 : at].strip() or line[at - 2 : at - 1].strip() for line in body for at in starts[1:]):
        return []
    ends = [*starts[1:], None]
    rows = [[line[at:end].strip() for at, end in zip(starts, ends, strict=True)] for line in body]
    lone = [number for number, row in enumerate(rows) if sum(map(bool, row)) == 1]
    if (rows and 0 in lone) or len(lone) * 2 > len(rows) or not all(any(row) for row in rows):
        return []
    for number in lone:
        at = next(at for at, said in enumerate(rows[number]) if said)
        goes_on = rows[number][at][:1].islower()
        if at or goes_on:  # what goes on in the line below; else the name of a part
            above = next(one for one in range(number - 1, -1, -1) if any(rows[one]))
            if not above or re.fullmatch(r"[\s=-]+", body[above]):
                return []
            joint = " " if goes_on else " <br> "
            rows[above][at] = joint.join(filter(None, (rows[above][at], rows[number][at])))
            rows[number], body[number] = [""] * len(starts), _WRAPPED
    return [
        _RULE if line == _WRAPPED or re.fullmatch(r"[\s=-]+", line) else f"| {' | '.join(row)} |"
        for line, row in zip(body, rows, strict=True)
    ]
