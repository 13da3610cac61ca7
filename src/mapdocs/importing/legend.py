"""A file's own key: which status a letter or a sign of its plan stands for, wherever the key is; and lists that stand beside the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mapdocs.importing.values import words
from mapdocs.readers.cells import read_status
from mapdocs.readers.tables import Cell, GridRow, Paper, Table

_SIGN = re.compile(r"(\S{1,2})\s*(?:[=:–-]\s*|\s)([^\W\d_].{2,30})")
_PAIR = re.compile(r"(\S{1,3}?)\s*([=＝:：]|[-–—](?=\s))\s*([^\W\d_].{1,30})")
_BETWEEN = re.compile(r"\s*[;,|·•\n/、]\s*")
_CALLED = re.compile(r"^[^:：=＝]{2,25}[:：]\s*(?=\S)")
_LEAST = 2  # signs with a status that make a key


def legend_of(paper: Paper) -> dict[str, str]:
    """The statuses that letters or signs stand for, where the file has a key: "B · Complete", "C = complete; W = in progress"; as
    rows of its own, in one line, beside the plan or on another sheet."""
    found: dict[str, str] = {}
    for table in paper.tables:
        numbered = _are_codes(table)
        for row in table.rows:
            said = _said(row)
            status = _status_of(said[0], said[1], numbered=numbered) if len(said) == _LEAST else None
            if status:
                found.setdefault(said[0].casefold(), status)
        for cell in (cell for row in table.rows for cell in row.cells):
            key = _SIGN.fullmatch(words(cell))
            status = _status_of(key[1], key[2]) if key and not key[1].isalnum() else None
            if key and status:
                found.setdefault(key[1], status)
        for column in key_columns(table):
            pairs = ((words(row.cell(column)), words(row.cell(column + 1))) for row in table.rows)
            found |= {sign.casefold(): status for sign, said in pairs if (status := _status_of(sign, said))}
        for written in _written(table):
            found = {**written, **found}
    for text in paper.beside or paper.texts:
        found = {**_several(text.split("\n")), **found}
    return found if len(found) > 1 else {}


def _said(row: GridRow) -> list[str]:
    return [said for cell in row.cells if not cell.covered and (said := words(cell))]


def _written(table: Table) -> Iterator[dict[str, str]]:
    """What the lines of a table say as pairs: several in a row, or one below the other in a column."""
    for row in table.rows:
        yield _several(_said(row))
    for column in range(max((len(row.cells) for row in table.rows), default=0)):
        yield _several([said for row in table.rows if "=" in (said := words(row.cell(column)))])


def _several(lines: Sequence[str]) -> dict[str, str]:
    """The statuses of the pairs in ``lines``; empty where they are fewer than a key has."""
    found = _pairs(lines)
    return found if len(found) >= _LEAST else {}


def _pairs(lines: Sequence[str]) -> dict[str, str]:
    pieces = (piece for line in lines for piece in _BETWEEN.split(_CALLED.sub("", line)))
    pairs = [pair for piece in pieces if (pair := _PAIR.fullmatch(piece.strip(" .()")))]
    return {pair[1].casefold(): status for pair in pairs if (status := _status_of(pair[1], pair[3], most=3))}


def _are_codes(table: Table) -> bool:
    """Whether a table has two columns and nothing but a number and its status in each row below its heading: a key of codes."""
    pairs = [said for row in table.rows if (said := _said(row))]
    if any(len(pair) != _LEAST for pair in pairs):
        return False
    meant = [read_status(said, {}) for sign, said in pairs if sign.isdigit()]
    return len(meant) >= max(_LEAST, len(pairs) - 1) and None not in meant and len(set(meant)) == len(meant)


def key_columns(table: Table) -> list[int]:
    """The columns apart from the plan by an empty one in which signs stand, each with its status beside it: a key left or right of
    it."""
    last = max((len(row.cells) for row in table.rows), default=0)
    empty = [not any(words(cell) for cell in _column(table, column)) for column in range(last)]
    found = []
    for column in range(last - 1):
        left = column + _LEAST < last and empty[column + _LEAST] and (column == 0 or empty[column - 1])
        right = column > 1 and empty[column - 1]
        if not (left or right):
            continue
        pairs = [(words(row.cell(column)), words(row.cell(column + 1))) for row in table.rows]
        known = [(sign, said) for sign, said in pairs if _status_of(sign, said)]
        others = [sign for sign, said in pairs if sign and said and not _status_of(sign, said)]
        if len(known) > 1 and len(others) < len(known) and (right or _once(known)):
            found.append(column)
    return found


def _once(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether each sign and each meaning stands there once, as in a key; numbers and statuses of steps come again."""
    return all(len(set(column)) == len(pairs) for column in zip(*pairs, strict=True))


def list_columns(table: Table) -> list[int]:
    """The columns apart from the plan, right of an empty one, in which each status stands once, or a pair of a key: what may be
    chosen in another column."""
    last = max((len(row.cells) for row in table.rows), default=0)
    found = []
    for column in range(2, last):
        beside = [*_column(table, column - 1), *(_column(table, column + 1) if column + 1 < last else [])]
        said = [text for cell in _column(table, column) if (text := words(cell))]
        known = [text for text in said if read_status(text, {}) or _pairs([text])]
        if (
            not any(map(words, beside))
            and len(known) > 1
            and len(said) - len(known) <= 1
            and len(set(said)) == len(said)
        ):
            found.append(column)
    return found


def _column(table: Table, column: int) -> list[Cell]:
    return [row.cell(column) for row in table.rows]


def _status_of(sign: str, said: str, *, most: int = 2, numbered: bool = False) -> str | None:
    if not 0 < len(sign) <= most or not said or (sign.isdigit() and not numbered):
        return None
    return read_status(said, {})
