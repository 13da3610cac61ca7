"""What of a part of a plan's table are its steps: not the headings that come again, nor what stands below it and is another list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mapdocs.importing import totals
from mapdocs.importing.below import begins_table, lines_below
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_words import known_words, words_of
from mapdocs.importing.fates import counted, quoted, whole
from mapdocs.importing.field_codes import is_codes
from mapdocs.importing.kept_apart import tellable
from mapdocs.importing.owners import Sides
from mapdocs.importing.plan_parts import SHARED, Part, group_names, is_heading, is_title
from mapdocs.importing.reading import Reading
from mapdocs.importing.values import words
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow

_TO_SIGN = re.compile(r"[_＿.…]{5,}")  # the line on which somebody signs
_KEYS = 2  # cells at most that a row of a key fills: a word, and what it means


def plan_rows(part: Part, into: Reading, sides: Sides, *, by_number: bool) -> list[GridRow]:
    """The rows of the plan: repeated headings taken off, and what stands below it after an empty row and is no step."""
    blocks: list[list[GridRow]] = [[]]
    number = 0
    headed = False
    again: set[int] = set()  # rows right below the plan's own heading, which comes again
    heads = part.chosen.heads if part.chosen else {}
    said = {folded(head) for head in heads.values()}
    for row in part.rows:
        if row.blank or (by_number and number and row.number > number + 1):
            blocks.append([])
        number = row.number
        if row.blank:
            continue
        mine = {folded(words(cell)) for cell in row.cells if words(cell)}
        if len(mine) > 1 and (mine <= said or is_heading(row) or is_codes(row)):
            if blocks[-1] and is_title(blocks[-1][-1]):
                into.titles.add(id(blocks[-1][-1]))  # a group's name, right above its heading
            into.account.enter(row.cells, "placed", "heading")
            headed = mine == said
            continue
        again |= {id(row)} if headed else set()
        headed = False
        blocks[-1].append(row)
    after_blank = {id(block[0]) for block in blocks[1:] if block}
    blocks = [cut for block in blocks if block for cut in _cut_at_titles(block, part.chosen, sides)]
    blocks, others = _without_others(blocks, part.chosen, said, again, sides)
    for block in others:
        block = tellable(part.table, block, into)
        into.aside += [
            f"{part.table.name}: not read: {counted(len(block))} of another table: {quoted(map(whole, block))}"
        ] * bool(block)
        into.account.enter_rows(block, "told", "another table")
    shared = part.chosen is not None and part.chosen.fields.keys() >= SHARED
    summed = False
    while blocks:
        steps = [whole(row) for row in blocks[-1] if _is_step(row, part.chosen)]
        notes = totals.footnotes(blocks[-1], steps) or (lines_below(blocks[-1], part.chosen) if steps else 0)
        if notes or (not summed and totals.is_line_below(blocks[-1][-1], steps)):
            summed = summed or not notes  # one such line: of several, those above it may be steps
            lines = max(notes, 1)
            blocks[-1:] = [blocks[-1][:-lines], blocks[-1][-lines:]]
        elif len(blocks) < 2 or (
            any(_is_step(row, part.chosen) for row in blocks[-1])
            and (not _is_headed_aside(blocks[-1]) or (shared and any(id(row) in again for row in blocks[-1])))
        ):
            break
        block = tellable(part.table, blocks.pop(), into)
        told = f"{counted(len(block))} below the plan: {quoted([whole(row) for row in block])}"
        into.aside += [f"{part.table.name}: not read: {told}"] if block else []
        into.account.enter_rows(block, "told", "below the plan")
    left = [row for block in blocks for row in block]
    into.titles |= group_names(left, part.chosen, after_blank)
    return left


def _without_others(
    blocks: Sequence[list[GridRow]], chosen: Chosen | None, said: set[str], again: set[int], sides: Sides
) -> tuple[list[list[GridRow]], list[list[GridRow]]]:
    """The blocks of the plan, and those of other tables below it; below the plan's own heading that comes ``again`` it goes on."""
    found: tuple[list[list[GridRow]], list[list[GridRow]]] = ([], [])
    other = False
    for n, block in enumerate(blocks):
        other = not any(id(row) in again for row in block) and (
            other or (n > 0 and _begins_other(block, chosen, said, sides))
        )
        found[other].append(block)
    return found


def _cut_at_titles(block: list[GridRow], chosen: Chosen | None, sides: Sides) -> list[list[GridRow]]:
    """A block cut before a title below which no step follows, "Legend" below a line of totals: rows of a word and its meaning; and
    before the title of another table."""
    starts = [n for n in range(1, len(block)) if _is_headed_aside(block[n:])]
    keys = [n for n in starts if all(_filled(row) <= _KEYS for row in block[n:])]
    titles = (n for n in range(1, len(block) - 1) if is_title(block[n])) if chosen is not None else ()
    tables = [n for n in titles if chosen is not None and begins_table(block[n:], chosen, sides)][:1]
    return [block[start:end] for start, end in pairwise([0, *sorted({*keys, *tables}), len(block)])]


def _begins_other(block: Sequence[GridRow], chosen: Chosen | None, said: set[str], sides: Sides) -> bool:
    """Whether a block below an empty row begins with a heading of its own, as a list of people below a plan has: words for
    columns, two of which are known, and neither a number nor a day."""
    mine = {folded(words(cell)) for cell in block[0].cells if words(cell)}
    known = said | known_words()
    if chosen is not None and begins_table(block, chosen, sides):
        return True
    return (
        chosen is not None
        and len(block) > 1
        and len(mine) > 2
        and len(mine & known) > 1
        and not any(cell.value is not None or re.search(r"\d", words(cell)) for cell in block[0].cells)
        and not mine >= said
    )


def _is_headed_aside(block: Sequence[GridRow]) -> bool:
    """Whether a block below the plan begins with a title that says what else it is: "Key", "Risks"."""
    said = folded(whole(block[0])).split()
    return is_title(block[0]) and bool({" ".join(said), said[-1] if said else ""} & words_of("aside").keys())


def _is_step(row: GridRow, chosen: Chosen | None) -> bool:
    """Whether a row has a fact beside its name: a date, an owner in letters."""
    if chosen is None:
        return False
    step = words(row.cell(chosen.fields.get("milestone")))
    if not step or totals.says_total(row) or any(_TO_SIGN.fullmatch(words(cell)) for cell in row.cells):
        return False
    if _filled(row) == _KEYS and read_status(step, chosen.legend):  # "In progress · work has begun" of a key
        return False
    dates = any(words(row.cell(column)) or row.cell(column).formula for column in chosen.targets)
    owned = any(
        re.search(r"[^\W\d_]", words(row.cell(chosen.fields[name])))
        for name in ("buyer_owner", "seller_owner", "owner", "owner_email", "status")
        if name in chosen.fields
    )
    return dates or owned


def _filled(row: GridRow) -> int:
    return sum(bool(words(cell)) and not cell.covered for cell in row.cells)
