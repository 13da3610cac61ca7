"""A plan that somebody already keeps, in a spreadsheet, a Word table or Markdown, as rows of a new spec.

A plan may lie in several tables and sheets: those with the same headings are one plan, in the order of the file. What is not
read is told with the count of its rows, and every cell is accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapdocs.importing.account import Account, Balance
from mapdocs.importing.columns import Chosen, choose, known_words, words_of
from mapdocs.importing.draft import DraftRow, Title
from mapdocs.importing.fates import HELPING, became, counted, whole
from mapdocs.importing.kept_apart import OnlyPlanKept, keep_table, why_apart
from mapdocs.importing.ours import companies_in, headings, owner_headings
from mapdocs.importing.owners import Sides
from mapdocs.importing.plan_rows import PlanRows, Reading
from mapdocs.importing.values import words
from mapdocs.language.layout import shorten
from mapdocs.readers.headings import folded, synonyms
from mapdocs.readers.tables import GridRow, Paper, Table

QUOTED = 20  # rows beside a plan that are told word by word


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """``rows`` in the file's order; ``remarks`` name what was not understood, ``unknown`` the columns.

    ``private`` is what the seller keeps for themselves, a line a cell or row, for the internal notes; ``kept_back`` says
    what was kept back and why, ``aside`` what was not read. ``account`` is that of all cells, ``titles`` what stands below
    owners' names, ``unplaced`` the people of whom nothing says on which side they are.
    """

    rows: tuple[DraftRow, ...]
    remarks: tuple[str, ...]
    unknown: tuple[str, ...]
    where: str
    private: tuple[str, ...]
    kept_back: tuple[str, ...]
    aside: tuple[str, ...]
    account: Account
    titles: tuple[Title, ...] = ()
    unplaced: tuple[str, ...] = ()

    @property
    def balance(self) -> Balance:
        return self.account.balance()


@dataclass(slots=True)
class _Part:
    """A stretch of a table under one heading; ``chosen`` is None where it has none."""

    table: Table
    chosen: Chosen | None
    rows: list[GridRow]
    is_plan: bool = False


def find_plan(
    paper: Paper,
    sides: Sides,
    *,
    today: date,
    day_first: bool | None = None,
    go_live: date | None = None,
    locale: str = "",
) -> FoundPlan | None:
    """The plan in ``paper``; None where there is none.

    ``locale`` says which way round 4/5/2026 is where neither ``day_first`` nor the column does.

    Raises:
        OnlyPlanKept: words above the only plan say that it is not for the buyer.
    """
    own = _more_headings(sides)
    account = Account([*paper.tables, *paper.hidden])
    into = Reading(account)
    kept_back: list[str] = []
    parts: list[_Part] = []
    apart: list[tuple[Table, str]] = []
    cut = [(table, _parts(table, own)) for table in paper.tables]
    in_sheets = sum(bool(table.sheet) and any(part.chosen for part in each) for table, each in cut)
    for table, each in cut:
        chosen = each[0].chosen
        lines = [row for row in table.rows if not row.blank][: chosen.first] if chosen else []
        why = why_apart(table, [whole(row) for row in lines if _is_title(row)], alone=in_sheets < 2)
        if why:
            keep_table(table, why, into, kept_back)
            apart += [(table, why)] if any(part.chosen for part in each) else []
        else:
            parts += each
    main = _main(parts)
    if main is None or main.chosen is None:
        if apart:
            raise OnlyPlanKept(*apart[0])
        return None
    _mark(parts, main)
    several = sum(part.is_plan for part in parts) > 1
    orders_said = [_order(part) for part in parts if part.is_plan]
    together = any(day for day, _ in orders_said), any(month for _, month in orders_said)
    before: _Part | None = None
    phase = ""
    secret: dict[str, str] = {}
    unknown: dict[str, None] = {}
    helping: dict[str, None] = {}
    for part in parts:
        if not part.is_plan or part.chosen is None:
            _leave(part, into)
            continue
        orders = _order(part)
        says_day_first, says_month_first = orders if any(orders) else together
        by_column = says_day_first if says_day_first != says_month_first else None
        first = day_first if day_first is not None else by_column
        # a column of both ways is asked about
        local = "" if says_day_first and says_month_first else locale
        reader = PlanRows(part.chosen, sides, into, day_first=first, today=today, go_live=go_live, locale=local)
        if several and (before is None or before.table.name != part.table.name):
            reader.phase = part.table.title or part.table.sheet
        title = _head(part, into)
        if before is not None and before.table.name == part.table.name and not reader.phase:
            reader.phase = phase
        if title and sum(one.is_plan and one.table.name == part.table.name for one in parts) > 1:
            reader.phase = title
        for row, below in _with_next(_plan_rows(part, into, paper.kind == "xlsx")):
            reader.take(row, below)
        phase = reader.phase
        secret |= dict(part.chosen.secret.values())
        unknown |= dict.fromkeys(head for head in part.chosen.unknown.values() if head)
        helping |= dict.fromkeys(
            part.chosen.heads.get(part.chosen.fields[n], "") for n in HELPING if n in part.chosen.fields
        )
        helping |= dict.fromkeys(part.chosen.unused.values())
        before = part
    if main.chosen.profile:
        into.aside.insert(0, f"read as an export of {main.chosen.profile.name}")
    coloured = [part.table.name for part in parts if part.is_plan and part.table.coloured]
    if coloured and not any(companies_in(paper.texts)):
        into.aside.append(f"{', '.join(dict.fromkeys(coloured))}: cells are coloured; colours are not read")
    if helping:
        into.aside.append(f"columns that a plan does not need, or that only helped to read it: {', '.join(helping)}")
    kept_back += [f"the column “{head}” is kept in internal.notes: {why}" for head, why in secret.items()]
    if into.hidden:
        rows = f"{into.hidden} rows that are" if into.hidden != 1 else "1 row that is"
        kept_back.append(f"{rows} hidden in the file, by hand or by a filter, no step of the plan; see internal.notes")
    for table in paper.hidden:
        keep_table(table, "it is hidden", into, kept_back)
    into.aside += [f"{one.kind} beside the tables: {shorten(one.text)}" for one in paper.remarks if one.text]
    into.aside += [note for note in paper.notes if "is hidden" not in note]
    for table, row, _ in account.missing():
        into.aside.append(f"{table.name}, row {row.number} found no place: {whole(row)}")
        account.enter(row.cells, "told", "found no place")
    return FoundPlan(
        tuple(into.rows),
        tuple(into.remarks),
        tuple(unknown),
        main.table.name,
        tuple(into.private),
        tuple(kept_back),
        tuple(into.aside),
        account,
        tuple(into.titles_of.values()),
        tuple(into.unplaced),
    )


def _more_headings(sides: Sides) -> Mapping[str, str]:
    """What our own tables say, and a company's name over a column of owners: "Acme", "Owner (Acme)", "Acme owner"."""
    more: dict[str, str] = {}
    for side, company in (("buyer_owner", sides.buyer.company), ("seller_owner", sides.seller.company)):
        parts = folded(company).split()
        for name in {" ".join(parts[:count]) for count in (1, len(parts)) if parts}:
            if sides.buyer.is_called(name) != sides.seller.is_called(name):
                shapes = ("{}", "owner {}", "owners {}", "{} owner", "{} lead", "responsible {}", "lead {}")
                more |= {shape.format(name): side for shape in shapes}
    more = {key: value for key, value in more.items() if key not in synonyms()}
    return {**headings(), **owner_headings(sides.buyer.company, sides.seller.company), **more}


def _parts(table: Table, own: Mapping[str, str], *, goes_on: bool = False) -> list[_Part]:
    """``table`` cut where another heading begins; with ``goes_on`` one begins at its top."""
    chosen = (choose(table, own, within=2) if goes_on else None) or choose(table, own)
    if chosen is None:
        return [_Part(table, None, [row for row in table.rows if not row.blank])]
    top = _top(table, chosen)
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
        if _is_heading(row) and [folded(words(cell)) for cell in row.cells if words(cell)] != said:
            titles = 1 if rows and _is_title(rows[-1]) else 0  # a group's name, right above its heading
            rest = replace(table, rows=table.rows[at - titles :])
            below_it = _parts(rest, own, goes_on=True)
            return [_Part(table, chosen, rows[: len(rows) - titles]), *_back_above(below_it, chosen)]
        rows.append(row)
    return [_Part(table, chosen, rows)]


def _back_above(parts: list[_Part], above: Chosen) -> list[_Part]:
    """Subitems have a heading of their own that begins a column further in: the first row below them that has its name in
    the column of the heading ``above`` goes on under that one, as monday writes it."""
    step, rows = above.fields["milestone"], parts[0].rows
    inner = parts[0].chosen
    if inner is None or inner.fields["milestone"] <= step or step in inner.fields.values():
        return parts
    at = next((n for n, row in enumerate(rows) if words(row.cell(step)) and not _is_title(row)), None)
    if at is None:
        return parts
    below = _Part(parts[0].table, replace(above, first=0, height=0), rows[at:])
    return [replace(parts[0], rows=rows[:at]), below, *parts[1:]]


def _top(table: Table, chosen: Chosen) -> GridRow:
    return [row for row in table.rows if not row.blank][chosen.first]


def _is_title(row: GridRow) -> bool:
    return sum(bool(words(cell)) and not cell.covered for cell in row.cells) == 1


def _is_heading(row: GridRow) -> bool:
    said = [folded(words(cell)) for cell in row.cells if not cell.covered and words(cell)]
    if len(said) < 2 or any(cell.value is not None for cell in row.cells):
        return False
    known = sum(text in known_words() for text in said)
    return known >= 2 and known * 2 >= len(said)


def _main(parts: Sequence[_Part]) -> _Part | None:
    """The fullest part that is a plan; one whose sheet or title says that it is something else only where there is no other."""
    plans = [part for part in parts if part.chosen is not None and any(not row.blank for row in part.rows)]
    real = [part for part in plans if not _aside(part)] or plans
    return max(real, key=lambda part: len(part.chosen.fields) if part.chosen else 0, default=None)


def _aside(part: _Part) -> bool:
    named = (part.table.sheet, part.table.title)
    return any(folded(name) in words_of("aside") for name in named)


def _mark(parts: Sequence[_Part], main: _Part) -> None:
    """Mark the parts of the plan: the same headings as the main one's, or none and the same grid right below."""
    before: _Part | None = None
    for part in parts:
        if part.chosen is not None:
            part.is_plan = part is main or (not _aside(part) and _alike(part.chosen, main.chosen))
        elif before is not None and before.chosen is not None and _goes_on(part, before):
            heads = before.chosen
            part.chosen = replace(heads, table=part.table, first=0, height=0)
            part.is_plan = True
        if part.chosen is not None or not part.is_plan:
            before = part if part.is_plan else None


def _alike(one: Chosen, main: Chosen | None) -> bool:
    if main is None:
        return False
    if {folded(head) for head in one.heads.values()} == {folded(head) for head in main.heads.values()}:
        return True
    mine, theirs = set(one.fields) - {"mark", "phase"}, set(main.fields) - {"mark", "phase"}
    steps = [folded(chosen.heads[chosen.fields["milestone"]]) for chosen in (one, main)]
    return steps[0] == steps[1] and len(mine & theirs) * 4 >= len(mine | theirs) * 3


def _goes_on(part: _Part, before: _Part) -> bool:
    """Whether a table without headings is the rest of the one before: Word's Split Table leaves such."""
    if before.chosen is None or _aside(part) or not part.rows or part.table.sheet != before.table.sheet:
        return False
    width = max(len(row.cells) for row in before.table.rows)
    step = before.chosen.fields["milestone"]
    fits = all(len(row.cells) == width for row in part.rows)
    named = sum(bool(words(row.cell(step))) for row in part.rows)
    return fits and width > 2 and named * 2 >= len(part.rows)


def _head(part: _Part, into: Reading) -> str:
    """Account for the heading and what stands above it; the title right above it, where there is one."""
    chosen = part.chosen
    if chosen is None or not chosen.height:
        return ""
    filled = [row for row in part.table.rows if not row.blank]
    top = filled[: chosen.first]
    for row in filled[chosen.first : chosen.first + chosen.height]:
        into.account.enter_heading(row.cells, became(chosen))
    said = [whole(row) for row in top if whole(row)]
    if said and into.account.missing_in(top):
        into.aside.append(f"{part.table.name}: {counted(len(said))} above the plan: {_quoted(said)}")
    into.account.enter_rows(top, "told", "above the plan")
    return said[-1] if top and _is_title(top[-1]) else ""


def _leave(part: _Part, into: Reading) -> None:
    rows = [row for row in part.table.rows if not row.blank] if part.chosen is None else None
    if rows is None:
        start = _top(part.table, part.chosen) if part.chosen else part.table.rows[0]
        rows = [row for row in (start, *part.rows) if not row.blank]
        _head(part, into)
    rows = [row for row in rows if into.account.missing_in([row])] or rows
    if not rows:
        return
    name = part.table.title or part.table.name
    into.aside.append(
        f"“{name}”: not read: {counted(len(rows))} of another table, beginning with: {shorten(whole(rows[0]))}"
    )
    into.account.enter_rows(rows, "told", "another table")


def _plan_rows(part: _Part, into: Reading, by_number: bool) -> list[GridRow]:
    """The rows of the plan: repeated headings taken off, and what stands below it after an empty row and is no step."""
    blocks: list[list[GridRow]] = [[]]
    number = 0
    heads = part.chosen.heads if part.chosen else {}
    said = {folded(head) for head in heads.values()}
    for row in part.rows:
        if row.blank or (by_number and number and row.number > number + 1):
            blocks.append([])
        number = row.number
        if row.blank:
            continue
        mine = {folded(words(cell)) for cell in row.cells if words(cell)}
        if len(mine) > 1 and (mine <= said or _is_heading(row)):
            if blocks[-1] and _is_title(blocks[-1][-1]):
                into.titles.add(id(blocks[-1][-1]))  # a group's name, right above its heading
            into.account.enter(row.cells, "placed", "heading")
            continue
        blocks[-1].append(row)
    blocks = [block for block in blocks if block]
    while len(blocks) > 1 and not any(_is_step(row, part.chosen) for row in blocks[-1]):
        block = blocks.pop()
        into.aside.append(
            f"{part.table.name}: not read: {counted(len(block))} below the plan: {_quoted([whole(row) for row in block])}"
        )
        into.account.enter_rows(block, "told", "below the plan")
    return [row for block in blocks for row in block]


def _is_step(row: GridRow, chosen: Chosen | None) -> bool:
    """Whether a row has a fact beside its name: a date, an owner in letters."""
    if chosen is None:
        return False
    if not words(row.cell(chosen.fields.get("milestone"))):
        return False
    dates = any(words(row.cell(column)) or row.cell(column).formula for column in chosen.targets)
    owned = any(
        re.search(r"[^\W\d_]", words(row.cell(chosen.fields[name])))
        for name in ("buyer_owner", "seller_owner", "owner", "owner_email", "status")
        if name in chosen.fields
    )
    return dates or owned


def _with_next(rows: Sequence[GridRow]) -> Iterator[tuple[GridRow, GridRow | None]]:
    yield from zip(rows, [*rows[1:], None], strict=True)


def _quoted(said: Sequence[str]) -> str:
    """Lines in full as far as anyone reads them, and how many more there are."""
    more = len(said) - QUOTED
    return "; ".join(said[:QUOTED]) + (f"; and {counted(more)} more" if more > 0 else "")


def _order(part: _Part) -> tuple[bool, bool]:
    """Whether a day of the part can only begin with the day, and whether one can only begin with the month."""
    if part.chosen is None:
        return False, False
    pattern = re.compile(r"\s*(?:[^\W\d_]+[.,]*\s+)?(\d{1,2})[./-](\d{1,2})\b")
    columns = {*part.chosen.targets, *(part.chosen.fields[n] for n in ("start", "done_on") if n in part.chosen.fields)}
    found = [match for row in part.rows for column in columns if (match := pattern.match(row.cell(column).text))]
    pairs = [(int(match[1]), int(match[2])) for match in found]
    return any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
