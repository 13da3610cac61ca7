"""Which stretches of a file's tables are the plan: tables are cut where another heading begins, and those with the plan's
headings belong to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import is_dated
from mapdocs.importing.column_words import known_words, words_of
from mapdocs.importing.columns import choose
from mapdocs.importing.phases import has_colour, in_bold, is_group_line
from mapdocs.importing.values import words
from mapdocs.language.calendar_words import months
from mapdocs.language.replies import quote_begins
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow, Table

#: Whose columns a shared plan has, and hardly any other list.
SHARED = frozenset({"buyer_owner", "seller_owner", "target_date"})


@dataclass(slots=True)
class Part:
    """A stretch of a table under one heading; ``chosen`` is None where it has none."""

    table: Table
    chosen: Chosen | None
    rows: list[GridRow]
    is_plan: bool = False
    is_inner: bool = False  # subitems, between the rows of the plan
    why: str = ""  # why it is no part of the plan though it looks like one


def parts_of_table(table: Table, own: Mapping[str, str], *, goes_on: bool = False) -> list[Part]:
    """``table`` cut where another heading begins; with ``goes_on`` one begins at its top."""
    chosen = (choose(table, own, within=2) if goes_on else None) or choose(table, own)
    if chosen is None:
        return [Part(table, None, [row for row in table.rows if not row.blank])]
    top = top_row(table, chosen)
    said = [folded(words(cell)) for cell in top.cells if words(cell)]
    rows: list[GridRow] = []
    started = False
    below = chosen.height
    for at, row in enumerate(table.rows):
        if not started:
            started = row is top
        if not started:
            continue
        if below and not row.blank:
            below -= 1
            continue
        if is_heading(row) and [folded(words(cell)) for cell in row.cells if words(cell)] != said:
            titles = (
                1 if rows and (is_title(rows[-1]) or is_group_line(rows[-1])) else 0
            )  # a group's name, right above its heading
            rest = replace(table, rows=table.rows[at - titles :])
            below_it = parts_of_table(rest, own, goes_on=True)
            return [Part(table, chosen, rows[: len(rows) - titles]), *_back_above(below_it, chosen)]
        rows.append(row)
    return [Part(table, chosen, rows)]


def _back_above(parts: list[Part], above: Chosen) -> list[Part]:
    """Subitems have a heading of their own that begins a column further in: the first row below them that has its name in
    the column of the heading ``above`` goes on under that one, as monday writes it."""
    step, rows = above.fields["milestone"], parts[0].rows
    inner = parts[0].chosen
    taken = _headed(inner) if inner else set()
    if inner is None or inner.fields["milestone"] <= step or step in taken:
        return parts
    at = next((n for n, row in enumerate(rows) if words(row.cell(step)) and not is_title(row)), None)
    if at is None:
        return parts
    at -= at > 0 and is_title(rows[at - 1])  # a group's name, right above its heading
    below = Part(parts[0].table, replace(above, first=0, height=0), rows[at:])
    return [replace(parts[0], rows=rows[:at], is_inner=True), below, *parts[1:]]


def _headed(inner: Chosen) -> set[int]:
    """The columns that a heading of subitems names; the one called "Subitems" is theirs that they belong to. Decisions have their
    day in front of their name, and are none."""
    known = {column for column, head in inner.heads.items() if folded(head) in known_words()}
    return {*inner.fields.values(), *inner.targets, *known} - {inner.fields.get("subitems", -1)}


def top_row(table: Table, chosen: Chosen) -> GridRow:
    return [row for row in table.rows if not row.blank][chosen.first]


def is_title(row: GridRow) -> bool:
    return sum(bool(words(cell)) and not cell.covered for cell in row.cells) == 1


def is_heading(row: GridRow) -> bool:
    said = [folded(words(cell)) for cell in row.cells if not cell.covered and words(cell)]
    if len(said) < 2 or any(cell.value is not None for cell in row.cells):
        return False
    known = sum(text in known_words() for text in said)
    dated = any(is_dated(words(cell)) for cell in row.cells)  # "Task · Company · 15/01/2027" is a step
    return known >= 2 + dated and known * 2 >= len(said)


def main_part(parts: Sequence[Part]) -> Part | None:
    """The fullest part that is a plan; one whose sheet or title says that it is something else only where there is no other."""
    plans = [part for part in parts if part.chosen is not None and any(not row.blank for row in part.rows)]
    real = [part for part in plans if not _aside(part)] or plans
    return max(real, key=lambda part: len(part.chosen.fields) if part.chosen else 0, default=None)


def group_names(rows: Sequence[GridRow], chosen: Chosen | None, after_blank: Collection[int] = ()) -> set[int]:
    """The rows, by their identity, that name the group below them: they have a title alone, the first row is one, and below each
    stands a row with more. Below a first step, "Kick-off", they do where each is in bold or a colour as no step is, or stands right
    below an empty row, ``after_blank``. Where a title stands alone elsewhere it is a step that is not planned yet."""
    if chosen is None:
        return set()
    rows = [row for row in rows if folded(words(row.cell(chosen.fields.get("milestone")))) not in words_of("read_me")]
    alone = [_has_title_alone(row, chosen) for row in rows]
    if sum(alone) < 2 or alone[-1] or any(a and b for a, b in pairwise(alone)):
        return set()
    if not alone[0] and not _stand_out(rows, alone, chosen, after_blank):
        return set()
    return {id(row) for row, is_name in zip(rows, alone, strict=True) if is_name}


def _stand_out(rows: Sequence[GridRow], alone: Sequence[bool], chosen: Chosen, after_blank: Collection[int]) -> bool:
    titles = [row for row, is_name in zip(rows, alone, strict=True) if is_name]
    steps = [row for row, is_name in zip(rows, alone, strict=True) if not is_name]
    first = [below for (_, below), is_name in zip(pairwise(rows), alone, strict=False) if is_name]
    apart = all(id(row) in after_blank for row in titles) and not any(id(row) in after_blank for row in first)
    step = chosen.fields.get("milestone")
    looks = any(
        all(has(row.cell(step)) for row in titles) and not any(has(row.cell(step)) for row in steps)
        for has in (in_bold, has_colour)
    )
    return apart or looks


def _has_title_alone(row: GridRow, chosen: Chosen) -> bool:
    filled = {column for column, cell in enumerate(row.cells) if words(cell) and not cell.covered}
    return filled == {chosen.fields.get("milestone")}


def has_groups(part: Part) -> bool:
    """Whether the heading stands in ``part`` again, each time right below a title: groups, of which the first has its own above."""
    said = {folded(head) for head in part.chosen.heads.values()} if part.chosen else set()
    rows = [row for row in part.rows if not row.blank]
    return any(
        (is_title(above) or is_group_line(above))
        and len(mine := {folded(words(cell)) for cell in row.cells if words(cell)}) > 1
        and mine <= said
        for above, row in pairwise(rows)
    )


def set_quoted_apart(parts: Sequence[Part]) -> None:
    """Of a mail in which a plan stands above the mail that it answers: what is quoted below is an older plan, and not this one."""
    quoted = False
    below: list[Part] = []
    for part in parts:
        quoted = quoted or any(quote_begins().match(line) for line in part.table.above)
        if quoted:
            below.append(part)
    if any(part.chosen is not None and part not in below for part in parts):
        for part in below:
            part.why = "it stands in the older mail that is quoted"


def _aside(part: Part) -> bool:
    if part.why:
        return True
    named = (part.table.sheet, part.table.title)
    return any(folded(name) in words_of("aside") for name in named) or bool(_stale(part.table.sheet))


def _stale(sheet: str) -> str:
    """The word by which a sheet's name says that it is a former plan or an empty form: "OLD - Oct", "Template"."""
    said = f" {folded(sheet)} "
    return next((word for word in words_of("template") if f" {word} " in said), "")


def mark_plan(parts: Sequence[Part], main: Part) -> None:
    """Mark the parts of the plan: the same headings as the main one's, or none and the same grid right below."""
    before: Part | None = None
    for part in parts:
        if part.chosen is not None:
            ours = not _aside(part) and (part.is_inner or _alike(part.chosen, main.chosen))
            part.is_plan = part is main or ours or _is_called_aside(part, main)
        elif before is not None and before.chosen is not None and _goes_on(part, before):
            heads = before.chosen
            part.chosen = replace(heads, table=part.table, first=0, height=0)
            part.is_plan = True
        if part.chosen is not None or not part.is_plan:
            before = part if part.is_plan else None
        stale = _stale(part.table.sheet)
        if stale and not part.is_plan and part.chosen is not None:
            part.why = f"the sheet's name says “{stale}”"
    _leave_former(parts)


def _is_called_aside(part: Part, main: Part) -> bool:
    """Whether a part has the plan's own headings, for both sides' people, below a title that often is another list's: "Decisions"."""
    if part.chosen is None or main.chosen is None or part.why or part.table.sheet != main.table.sheet:
        return False
    own = folded(part.chosen.heads[part.chosen.fields["milestone"]]) in words_of("step")
    return own and part.chosen.fields.keys() >= SHARED and _same_heads(part.chosen, main.chosen)


def _same_heads(one: Chosen, other: Chosen) -> bool:
    return {folded(head) for head in one.heads.values()} == {folded(head) for head in other.heads.values()}


def _leave_former(parts: Sequence[Part]) -> None:
    """Of versions of a sheet that hold the same steps only the last is the plan: people copy a sheet and go on in the copy.
    Sheets of two sites may hold the same steps too, and are called by their sites."""
    for number, part in enumerate(parts):
        mine = _steps_of(part)
        for later in parts[number + 1 :]:
            same = mine & _steps_of(later)
            versions = part.table.sheet != later.table.sheet and _stem(part.table.sheet) == _stem(later.table.sheet)
            if versions and len(same) > 1 and len(same) * 3 >= len(mine) * 2:
                part.is_plan = False
                part.why = f"“{later.table.sheet}” holds the same steps; to read it instead, take that sheet out"
                break


def _stem(sheet: str) -> str:
    """A sheet's name without its version: "Plan v2", "Plan (2)" and "Plan - Nov 2026" are of the plan."""
    said = re.sub(r"\d+", " ", folded(sheet)).split()
    return " ".join(word for word in said if word not in words_of("version") and word not in months())


def _steps_of(part: Part) -> set[str]:
    if not part.is_plan or part.chosen is None:
        return set()
    return {said for row in part.rows if (said := folded(words(row.cell(part.chosen.fields["milestone"]))))}


def _alike(one: Chosen, main: Chosen | None) -> bool:
    if main is None:
        return False
    if _same_heads(one, main):
        return True
    mine, theirs = set(one.fields) - {"mark", "phase"}, set(main.fields) - {"mark", "phase"}
    if len(mine & theirs) * 4 < len(mine | theirs) * 3:
        return False
    steps = [folded(chosen.heads[chosen.fields["milestone"]]) for chosen in (one, main)]
    alike = _is_whole(mine) or (SHARED <= mine == theirs and _beside_steps(one) == _beside_steps(main))
    return steps[0] == steps[1] or (alike and one.sure_step and main.sure_step)


def _beside_steps(chosen: Chosen) -> list[tuple[int, str]]:
    """The headings but the one that names the steps: people call that one by what the phase is of, "Decision", "Task"."""
    return sorted(
        (column, folded(head)) for column, head in chosen.heads.items() if column != chosen.fields["milestone"]
    )


def _is_whole(fields: set[str]) -> bool:
    """Whether the columns are those of a shared plan, and of hardly anything else: both sides' owners, a day and a status or
    a proof."""
    return fields >= SHARED and bool({"status", "exit_criteria"} & fields)


def _goes_on(part: Part, before: Part) -> bool:
    """Whether a table without headings is the rest of the one before: Word's Split Table leaves such."""
    if before.chosen is None or _aside(part) or not part.rows or part.table.sheet != before.table.sheet:
        return False
    width = max(len(row.cells) for row in before.table.rows)
    step = before.chosen.fields["milestone"]
    fits = all(len(row.cells) == width for row in part.rows)
    named = sum(bool(words(row.cell(step))) for row in part.rows)
    return fits and width > 2 and named * 2 >= len(part.rows)


_DAY_FIRST = re.compile(r"(?i)\b(?:jj|dd|tt|gg|дд)[./-](?:mm|мм)\b")
_MONTH_FIRST = re.compile(r"(?i)\bmm[./-](?:jj|dd|tt)\b")


def order_of_days(part: Part) -> tuple[bool, bool]:
    """Whether a day of the part can only begin with the day, and whether one can only begin with the month."""
    if part.chosen is None:
        return False, False
    heads = " ".join(part.chosen.heads.get(column, "") for column in part.chosen.targets)
    if _DAY_FIRST.search(heads) or _MONTH_FIRST.search(heads):  # "Date (JJ/MM/AAAA)"
        return bool(_DAY_FIRST.search(heads)), bool(_MONTH_FIRST.search(heads))
    pattern = re.compile(r"\s*(?:[^\W\d_]+[.,]*\s+)?(\d{1,2})[./-](\d{1,2})\b")
    columns = {*part.chosen.targets, *(part.chosen.fields[n] for n in ("start", "done_on") if n in part.chosen.fields)}
    found = [match for row in part.rows for column in columns if (match := pattern.match(row.cell(column).text))]
    pairs = [(int(match[1]), int(match[2])) for match in found]
    return any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
