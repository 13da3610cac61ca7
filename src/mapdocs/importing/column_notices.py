"""What a file says of one of its columns elsewhere than in its heading: "Before sending: delete the column Notes", a comment on a heading,
"Notes*" with "* internal" below, "Notes 🔒"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.owners import Sides
from mapdocs.importing.part_titles import is_cut, part_word
from mapdocs.importing.private import inward_word, is_for_them, kept_from, label_word, says_mine, says_our, told_apart
from mapdocs.importing.remarked import takes_out
from mapdocs.importing.sided_heads import side_above
from mapdocs.importing.step_cells import cells_of_steps, is_of_this
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow, Paper

_LOCKS = "🔒🔐🔏㊙"
_ARROWS = "↓⬇🔽▼⇓👇↴"
_SIGNS = "*†‡§¹²³"
_CLAUSE = re.compile(r"[.!;,:。！、：]+\s*|\s[-–—]+\s")
_OWNERS = ("owner", "buyer_owner", "seller_owner")
_LONGEST = 24  # words of a notice
_FEW = 3  # words of a mark


def keep_noticed(plans: Sequence[tuple[Chosen, Sequence[GridRow]]], paper: Paper, sides: Sides) -> None:
    """Make private each column of which a line, a cell beside the plan or a comment says that it is."""
    heads = {head for chosen, _ in plans for head in chosen.heads.values()}
    said = list(dict.fromkeys(_notices(paper, *cells_of_steps(plans), heads, sides)))
    for chosen, rows in plans:
        marks = marks_below(rows, sides)
        for column, head in sorted(chosen.heads.items()):
            if column in chosen.secret or column == chosen.fields.get("milestone"):
                continue
            below = f"below the heading stands “{marks[column]}”" if marks.get(column) else ""
            why = below or next(_why(chosen, column, head, said, sides), "")
            if why:
                chosen.leave_unused(column)
                chosen.unused.pop(column, None)
                chosen.secret[column] = (head, why)


def marks_below(rows: Sequence[GridRow], sides: Sides) -> dict[int, str]:
    """The marks by which the first of ``rows`` keeps columns from the buyer, "shared" below some headings and "internal" below the
    others; that row is none of a plan's, and is told so."""
    first = next(iter(rows), None)
    said = {column: text for column, cell in enumerate(first.cells) if (text := words(cell))} if first else {}
    ours = {column: text for column, text in said.items() if folded(text) in ("int", "i") or _keeps(text, sides)}
    theirs = [
        text
        for column, text in said.items()
        if column not in ours and (folded(text) in ("ext", "e") or is_for_them(text)) and len(text.split()) < _FEW
    ]
    if first is None or not ours or len(theirs) < _FEW - 1 or len(ours) + len(theirs) < len(said):
        return {}
    first.noted = " | ".join(dict.fromkeys(said.values()))
    return ours


def notices_in(chosen: Chosen | None, lines: Iterable[str], sides: Sides) -> frozenset[str]:
    """Those of ``lines`` that keep one column of a plan, and so not the whole of it: "Column D is internal"."""
    heads = chosen.heads if chosen else {}
    lines = tuple(lines)
    step = chosen.fields.get("milestone") if chosen else None
    return frozenset(
        line
        for line in lines
        if len(line.split()) <= _LONGEST and _speaks_of_columns(line)
        if any(
            column != step and _names(line, column, head) and _keeps_named(line, head, sides)
            for column, head in heads.items()
        )
    ) | frozenset(line for line in lines if chosen and _points_at(line, chosen))


def _points_at(line: str, chosen: Chosen) -> bool:
    """Whether ``line`` stands above one column, and not the first, and an arrow points down to it: "internal ↓"."""
    if not any(sign in line for sign in _ARROWS):
        return False
    above = [row for row in chosen.table.rows if not row.blank][: chosen.first]
    return any(" ".join(words(cell).split()) == line for row in above for cell in row.cells[1:])


def _why(chosen: Chosen, column: int, head: str, said: Sequence[str], sides: Sides) -> Iterator[str]:
    if any(sign in head for sign in _LOCKS):
        yield f"the heading says “{head}”"
    filled = [row for row in chosen.table.rows if not row.blank][chosen.first : chosen.first + chosen.height]
    for remark in (one for row in filled for one in row.cell(column).remarks):
        if len(remark.text.split()) <= _LONGEST and (_keeps(remark.text, sides) or takes_out(remark.text, sides)):
            yield f"a comment on the heading says “{' '.join(remark.text.split())}”"
    yield from _above(chosen, column, sides)
    mark = head.strip()[-1:]
    for line in said:
        if mark in _SIGNS and mark and line.startswith(mark) and _keeps(line.strip(_SIGNS + " =:"), sides):
            yield f"the file says “{line}”"
        if _names(line, column, head) and _keeps_named(line, head, sides):
            yield f"the file says “{line}”"


def _above(chosen: Chosen, column: int, sides: Sides) -> Iterator[str]:
    """What stands right above a heading, over other columns than the first: "hide before sending"; "ours" beside "shared"."""
    above = [row for row in chosen.table.rows if not row.blank][: chosen.first][-1:]
    owns = column in {
        chosen.fields.get(name) for name in _OWNERS
    }  # "vendor" above the people of a side says whose they are
    for row in above if column else ():
        said = words(row.cell(column)).strip(f"{_ARROWS} ")
        if owns and side_above(said, sides):
            continue
        beside = any(is_for_them(words(cell)) for cell in row.cells)
        if said and (_keeps(said, sides) or (beside and not owns and _is_ours(said))):
            yield f"above the heading stands “{said}”"


def _is_ours(said: str) -> bool:
    """Whether a cell says "ours" and no more: "Proveedor: Fabrikam" above a plan says who sells."""
    return says_mine(said) or all(map(says_our, folded(said).split()))


def _notices(
    paper: Paper, told: frozenset[int], beside: frozenset[int], heads: Collection[str], sides: Sides
) -> Iterator[str]:
    """Lines beside the tables, and single cells of them, that may say so. What a step's other cells say of a column is of an export
    or a report, "Column B is internal SKU", unless it speaks of this sheet, of sending it or of the buyer, or calls the column
    by its heading."""
    every = [cell for table in paper.tables for row in table.rows for cell in row.cells if not cell.covered]
    cells = [words(cell) for cell in every if id(cell) not in told | beside]
    noted = [words(cell) for cell in every if id(cell) in beside]
    lines = [
        *(
            line
            for text in noted
            for line in text.split("\n")
            if is_of_this(line, sides) or any(_names(line, -1, head) for head in heads)
        ),
        *(line for text in cells for line in text.split("\n")),
        *(
            line
            for text in (*(paper.beside or [one.text for one in paper.loose]), *paper.margins, *paper.texts)
            for line in text.split("\n")
        ),
    ]
    for line in lines:
        whole = " ".join(line.split())
        if len(whole) > 1 and len(whole.split()) <= _LONGEST and (whole[0] in _SIGNS or _speaks_of_columns(whole)):
            yield whole


def _speaks_of_columns(line: str) -> bool:
    if has_unspaced(line):
        return any(word in line for word in _listed("column") if has_unspaced(word))
    return any(word in _listed("column") for word in folded(line).split())


def _names(line: str, column: int, head: str) -> bool:
    """Whether ``line`` names the column beside a word for one, by its heading or its letter: "the Notes column", "column D"."""
    bare = head.strip(_SIGNS + " ")
    if not bare:
        return False
    if has_unspaced(line):
        return any(f"{bare}{end}{word}" in line for word in _listed("column") for end in ("", "の", "」", "」の"))
    said, name = f" {folded(line)} ", folded(bare)
    letter = re.search(rf"\b(?:{_any()})\s+[\"'“«]?([A-Z])\b", line, re.IGNORECASE)
    if letter and letter[1].isupper() and ord(letter[1]) - ord("A") == column:
        return True
    return bool(name) and any(f" {word} {name} " in said or f" {name} {word} " in said for word in _listed("column"))


def _keeps_named(line: str, head: str, sides: Sides) -> bool:
    """Whether ``line``, which names a column, says that it is not for the buyer, or that somebody takes it out before sending."""
    dropped = {*folded(head).split(), *_listed("column")}
    left = " ".join(word for word in folded(line).split() if word not in dropped)
    away = _is_dropped(left.split())
    if has_unspaced(line):
        away = any(word in line for word in _listed("drop")) and any(word in line for word in _listed("sent"))
    mine = inward_word(left) or any(f" {word} " in f" {left} " for word in _listed("own"))
    return bool(away or mine or kept_from(line, sides.is_theirs) or told_apart(line, sides.is_theirs))


def _is_dropped(said: Sequence[str]) -> bool:
    return any(word in _listed("drop") for word in said) and any(word in _listed("sent") for word in said)


def _keeps(text: str, sides: Sides) -> bool:
    """Whether a clause of ``text`` says nothing but that something is not for the buyer: "Internal only! Delete before sending"."""
    if any(is_cut(folded(clause), _listed("column")) for clause in (text, *_CLAUSE.split(text))):
        return True
    clauses = [one.strip() for one in (text, *_CLAUSE.split(text)) if one.strip()]
    return any(
        folded(one) in _listed("title")
        or _is_dropped(folded(one).split())
        or label_word(f"{one}:", "inward", "private")
        or part_word(one, sides, sure=True)
        or kept_from(one, sides.is_buyers)
        for one in clauses
    )


@cache
def _any() -> str:
    return "|".join(map(re.escape, sorted(_listed("column"), key=len, reverse=True)))


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(
        folded(word) for word in lexicon.table("private.yaml" if kind == "title" else "column_notices.yaml")[kind]
    )
