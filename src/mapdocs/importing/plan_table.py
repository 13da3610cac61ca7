"""A plan that somebody already keeps, in a spreadsheet, a Word table or Markdown, as rows of a new spec.

A plan may lie in several tables and sheets: those with the same headings are one plan, in the order of the file. What is not
read is told with the count of its rows, and every cell is accounted for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import zip_longest

from mapdocs.importing import values
from mapdocs.importing.account import Account, Balance
from mapdocs.importing.addressed import with_addressed
from mapdocs.importing.attachments import tables_of, tell_attached
from mapdocs.importing.bare_initials import with_bare_initials
from mapdocs.importing.beside import initials_of, people_listed
from mapdocs.importing.by_person import with_owners_of_parts
from mapdocs.importing.cell_extras import hours_told, notes_on
from mapdocs.importing.colour_key import mark_keyed
from mapdocs.importing.column_notices import keep_noticed, notices_in
from mapdocs.importing.copies import Sheet, apart_by_name
from mapdocs.importing.day_order import day_first_by_language
from mapdocs.importing.draft import DraftRow, Title
from mapdocs.importing.fates import HELPING, became, counted, quoted, whole
from mapdocs.importing.in_the_room import with_people_in
from mapdocs.importing.kept_apart import OnlyPlanKept, keep_table, tellable, why_apart
from mapdocs.importing.leads import is_among_us
from mapdocs.importing.legend import legend_of
from mapdocs.importing.letter import above_the_quoted, letter_of, newer_kept
from mapdocs.importing.lists import Listed, listed
from mapdocs.importing.lists_beside import are_steps, beside_tables
from mapdocs.importing.ours import companies_in, headings, owner_headings
from mapdocs.importing.own_sheets import has_theirs, is_shared, of_one_of_ours, printed_apart
from mapdocs.importing.owners import Sides
from mapdocs.importing.part_statuses import with_part_statuses
from mapdocs.importing.phases import heads_of_groups, is_group_line
from mapdocs.importing.plan_blocks import plan_rows
from mapdocs.importing.plan_parts import (
    Part,
    has_groups,
    is_title,
    main_part,
    mark_plan,
    order_of_days,
    parts_of_table,
    set_quoted_apart,
    top_row,
)
from mapdocs.importing.plan_rows import PlanRows
from mapdocs.importing.plan_told import beside_the_tables, kept
from mapdocs.importing.private import label_word
from mapdocs.importing.reading import Reading
from mapdocs.importing.row_notices import RowNotice, keep_noted, row_notices, without_notices
from mapdocs.importing.senses import settle_senses
from mapdocs.importing.settled import settle
from mapdocs.importing.short_names import initials_in, with_other_company
from mapdocs.importing.side_by_side import apart
from mapdocs.importing.sided_heads import owners_below_sides
from mapdocs.importing.sides_settled import with_owners, with_sure_owners
from mapdocs.importing.step_cells import of_this_plan
from mapdocs.importing.their_inside import is_theirs_inside
from mapdocs.importing.title_levels import with_levels
from mapdocs.importing.turned import steps_are_heads, turned
from mapdocs.importing.values import words
from mapdocs.readers.headings import folded, synonyms
from mapdocs.readers.tables import GridRow, Paper, Table

READ_AS_LIST = "the steps are points of a list in the file, cut at dashes, brackets and labels"
SURELY_UPRIGHT = 4  # columns that are known, from which on nobody asks whether a table lies on its side


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """``rows`` in the file's order; ``remarks`` name what was not understood, ``unknown`` the columns.

    ``comments`` say what of each row became comments. ``private`` is what the seller keeps for themselves, a line a cell or row, for the internal notes; ``kept_back`` says
    what was kept back and why, ``aside`` what was not read. ``account`` is that of all cells, ``titles`` what stands below
    owners' names, ``unplaced`` the people of whom nothing says on which side they are.
    """

    rows: tuple[DraftRow, ...]
    remarks: tuple[str, ...]
    unknown: tuple[str, ...]
    where: str
    comments: tuple[str, ...]
    private: tuple[str, ...]
    kept_back: tuple[str, ...]
    aside: tuple[str, ...]
    account: Account
    titles: tuple[Title, ...] = ()
    unplaced: tuple[str, ...] = ()
    known: int = 0  # columns that are a plan's, where at least one is named exactly

    @property
    def balance(self) -> Balance:
        return self.account.balance()


def find_plan(
    paper: Paper,
    sides: Sides,
    *,
    today: date,
    day_first: bool | None = None,
    go_live: date | None = None,
    locale: str = "",
) -> FoundPlan | None:
    """The plan in ``paper``, upright or on its side; None where there is none.

    ``locale`` says which way round 4/5/2026 is where neither ``day_first`` nor the column does.

    Raises:
        OnlyPlanKept: words above the only plan say that it is not for the buyer.
    """
    how = (today, day_first, go_live, locale)
    paper = with_owners_of_parts(with_levels(apart(paper, _more_headings(sides))), sides)
    sides = people_listed(paper, replace(sides, short=initials_of(paper), among=is_among_us(paper, sides)))
    sides = with_people_in(paper, with_addressed(sides, paper.addressed))
    mark_keyed(paper, sides)
    notices = row_notices(paper, sides)
    paper.keys |= {one.line for one in notices}
    upright = _found(paper, sides, notices, *how)
    shown = without_notices(paper.lines, notices)
    points = listed(
        replace(paper, lines=shown), sides, _more_headings(sides), near=today, day_first=day_first, locale=locale
    )
    beside = beside_tables(points, paper, [one.line for one in notices]) if upright and upright.rows else None
    if upright and beside:
        with suppress(OnlyPlanKept):
            joint = _found(beside.paper, beside.sides, notices, *how, points=beside)
            upright = joint if joint and are_steps(upright.rows, joint.rows, today) else upright
    if upright is not None and upright.known >= SURELY_UPRIGHT:
        return upright
    try:
        aside = _found(turned(paper), sides, notices, *how, least=SURELY_UPRIGHT)
    except OnlyPlanKept:
        return upright
    if aside is not None and len(aside.rows) > 1 and not (upright and steps_are_heads(aside.rows, upright.rows)):
        return replace(aside, aside=("the steps stand side by side in the file, a column each", *aside.aside))
    if points and shown != paper.lines:
        lines = [*points.paper.beside, *(one.line for one in notices if one.line not in points.paper.beside)]
        points = replace(points, paper=replace(points.paper, lines=paper.lines, beside=lines))
    if points is None or (upright is not None and upright.rows and not _goes_before(points, upright)):
        return upright
    found = _found(points.paper, points.sides, notices, *how, points=points)
    return found and replace(found, unknown=(), aside=(READ_AS_LIST, *found.aside))


def _goes_before(points: Listed, found: FoundPlan) -> bool:
    """Whether a list is the plan though a table looks like one: its points have days and owners, and the table's rows no day."""
    return points.surely and not any(row.target_date for row in found.rows)


def _found(
    paper: Paper,
    sides: Sides,
    notices: Sequence[RowNotice],
    today: date,
    day_first: bool | None,
    go_live: date | None,
    locale: str,
    least: int = 1,
    points: Listed | None = None,
) -> FoundPlan | None:
    """The plan in ``paper`` as it lies, of which ``least`` columns are known, or that of its ``points``."""
    own = {**initials_in(paper.tables, sides), **_more_headings(sides)}
    account = Account(tables_of(paper))
    into = Reading(account)
    kept_back: list[str] = []
    parts: list[Part] = []
    apart: list[tuple[Table, str]] = []
    letter = letter_of(paper, sides)
    written = above_the_quoted(paper.tables) if letter.is_buyers and not points else []
    into.remarks += points.told if points else ()
    cut = [(table, points.parts_of(table, own) if points else parts_of_table(table, own)) for table in paper.tables]
    plans_in = [table for table, each in cut if any(part.chosen for part in each)]
    everyone = with_sure_owners([(p.chosen, p.rows) for _, each in cut for p in each if p.chosen], sides)
    rows_of_all = [(table, part.chosen, part.rows) for table, each in cut for part in each]
    sheets = [_as_sheet(table, each) for table, each in cut if any(part.chosen for part in each)]
    for table, each in cut:
        chosen = each[0].chosen
        lines = [row for row in table.rows if not row.blank][: chosen.first] if chosen else []
        titles = [whole(row) for row in lines if is_title(row)]
        noticed = paper.keys | notices_in(chosen, (*table.above, *titles), sides)
        why = (
            ""
            if any(table is one for one in written)
            else why_apart(
                table,
                [line for line in (*titles, *printed_apart(table, plans_in)) if line not in noticed],
                alone=len(plans_in) < 2,
                keys=noticed,
                is_ours=sides.is_ours,
                is_buyers=sides.is_buyers,
                says_apart=partial(apart_by_name, sheet=_as_sheet(table, each), others=sheets, sides=sides),
                is_one_of_ours=partial(
                    of_one_of_ours,
                    sides=sides,
                    others=[one.sheet or one.title for one in plans_in if one is not table],
                    first=bool(plans_in) and table is plans_in[0],
                    theirs=has_theirs(((part.chosen, part.rows) for part in each), sides)
                    or is_shared(table, rows_of_all, sides),
                ),
                is_theirs=partial(
                    is_theirs_inside,
                    sides=everyone,
                    plans=[(part.chosen, part.rows) for part in each],
                    found=into.theirs,
                ),
            )
        )
        if why:
            keep_table(table, why, into, kept_back)
            apart += [(table, why)] if any(part.chosen for part in each) else []
        else:
            parts += each
    if paper.kind == "mail":
        set_quoted_apart(parts)
    lists = [part for part in parts if points and points.beside and id(part.table) in points.chosen]
    main = main_part([part for part in parts if part not in lists])
    if main is None or main.chosen is None or len(main.chosen.fields) < least:
        if apart:
            raise OnlyPlanKept(*apart[0])
        return None
    kept_newer = points.kept_newer if points else newer_kept(paper, main.table, [table for table, _ in apart])
    if kept_newer:
        kept_back.append(
            f"the plan is that of the older mail, which is quoted: a newer one stands above it, below “{kept_newer}”"
        )
    mark_plan(parts, main)
    for part in lists:
        part.is_plan = True
    legend = legend_of(paper)
    plans = [(p.chosen, p.rows) for p in parts if p.is_plan and p.chosen]
    sides, told = with_other_company(plans, sides)
    into.aside += told
    owners_below_sides(plans, sides)
    keep_noticed(plans, paper, sides)
    if sides.among and label_word(f"{paper.subject}:" if " - " not in paper.subject else paper.subject):
        into.remarks.append(f"the mail's subject says “{paper.subject}”; may the buyer see this plan?")
    into.remarks += keep_noted(plans, of_this_plan(plans, notices, sides), paper.lines if points else ())
    into.aside += settle(plans, sides, legend, today)
    sides, read = with_bare_initials(plans, with_owners(plans, sides))
    into.remarks += read
    into.aside += [*settle_senses(plans, sides, paper), *hours_told(plans)]
    several = sum(part.is_plan for part in parts) > 1
    orders_said = [order_of_days(part) for part in parts if part.is_plan]
    together = any(day for day, _ in orders_said), any(month for _, month in orders_said)
    by_language = (
        ""
        if day_first is not None or (points and not points.beside) or any(together)
        else day_first_by_language(parts, paper)
    )
    into.remarks += [by_language] if by_language else []
    before: Part | None = None
    phase = ""
    waiting: list[GridRow] = []
    secret: dict[str, str] = {}
    unknown: dict[str, None] = {}
    helping: dict[str, None] = {}
    for part in parts:
        if not part.is_plan or part.chosen is None:
            _leave(part, into)
            continue
        orders = order_of_days(part)
        says_day_first, says_month_first = orders if any(orders) else together
        by_column = says_day_first if says_day_first != says_month_first else None
        first = True if by_language else day_first if day_first is not None else by_column
        # a column of both ways is asked about
        local = "" if says_day_first and says_month_first else locale
        reader = PlanRows(part.chosen, sides, into, day_first=first, today=today, go_live=go_live, locale=local)
        if several and (before is None or before.table.name != part.table.name):
            reader.phase = part.table.title or part.table.sheet
        title = _head(part, into)
        if before is not None and before.table.name == part.table.name and not reader.phase:
            reader.phase = phase
        if title and (has_groups(part) or sum(one.is_plan and one.table.name == part.table.name for one in parts) > 1):
            reader.phase = title
        if before is not None and before.table.name == part.table.name:
            reader.waiting += waiting
        else:
            _tell_below(before, waiting, into)
        steps = plan_rows(part, into, sides, by_number=paper.kind == "xlsx")
        read_day = partial(values.read, near=today, day_first=first, locale=local)
        reader.heads = heads_of_groups(steps, part.chosen, read_day)
        for row, below in zip_longest(steps, steps[1:]):
            reader.take(row, below)
        phase, waiting = reader.phase, reader.waiting
        secret |= dict(part.chosen.secret.values())
        said = {column for row in part.rows for column, cell in enumerate(row.cells) if words(cell)}
        unknown |= dict.fromkeys(head for column, head in part.chosen.unknown.items() if head and column in said)
        helping |= dict.fromkeys(
            part.chosen.heads.get(part.chosen.fields[n], "") for n in HELPING if n in part.chosen.fields
        )
        helping |= dict.fromkeys(part.chosen.unused.values())
        before = part
    _tell_below(before, waiting, into)
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
    kept_back += [kept(what, said, count) for (what, said), count in into.apart.items()]
    for table in paper.hidden:
        keep_table(table, "it is hidden", into, kept_back)
    into.aside += tell_attached(paper, account)
    phases = {row.phase for row in into.rows if row.phase}
    shown = (
        [] if points is None else [said for said in into.theirs if said not in phases and f"{said}:" not in into.theirs]
    )
    paper = replace(paper, beside=list(dict.fromkeys([*paper.beside, *sorted(shown)]))) if shown else paper
    into.aside += beside_the_tables(paper, phases, "lists" if points and not points.beside else "tables")
    for table, row, _ in account.missing():
        into.aside.append(f"{table.name}, row {row.number} found no place: {whole(row)}")
        account.enter(row.cells, "told", "found no place")
    return FoundPlan(
        tuple(with_part_statuses(into.rows)),
        tuple(into.remarks),
        tuple(unknown),
        main.table.name,
        tuple(into.comments),
        tuple(into.private),
        tuple(kept_back),
        tuple(into.aside),
        account,
        tuple(into.titles_of.values()),
        tuple(into.unplaced),
        len(main.chosen.fields) if main.chosen.sure else 0,
    )


def _as_sheet(table: Table, parts: Sequence[Part]) -> Sheet:
    return table.sheet, parts[0].chosen, [row for part in parts for row in part.rows]


def _more_headings(sides: Sides) -> Mapping[str, str]:
    """What our own tables say, and a company's name over a column of owners."""
    more: dict[str, str] = {}
    for side, company in (("buyer_owner", sides.buyer.company), ("seller_owner", sides.seller.company)):
        parts = folded(company).split()
        for name in {" ".join(parts[:count]) for count in (1, len(parts)) if parts}:
            if sides.buyer.is_called(name) != sides.seller.is_called(name):
                more[name] = side
    more = {key: value for key, value in more.items() if key not in synonyms()}
    return {**headings(), **owner_headings(sides.buyer.company, sides.seller.company), **more}


def _head(part: Part, into: Reading) -> str:
    """Account for the heading and what stands above it; the title right above it, where there is one."""
    chosen = part.chosen
    if chosen is None or not chosen.height:
        return ""
    filled = [row for row in part.table.rows if not row.blank]
    top = filled[: chosen.first]
    into.aside += notes_on(filled[chosen.first : chosen.first + chosen.height])
    for row in filled[chosen.first : chosen.first + chosen.height]:
        into.account.enter_heading(row.cells, became(chosen))
    said = [whole(row) for row in top if whole(row)]
    if said and into.account.missing_in(top):
        into.aside.append(f"{part.table.name}: {counted(len(said))} above the plan: {quoted(said)}")
    into.account.enter_rows(top, "told", "above the plan")
    if not top or not (is_title(top[-1]) or is_group_line(top[-1])):
        return ""
    return said[-1] if is_title(top[-1]) else words(next(cell for cell in top[-1].cells if words(cell)))


def _leave(part: Part, into: Reading) -> None:
    rows = [row for row in part.table.rows if not row.blank] if part.chosen is None else None
    if rows is None:
        start = top_row(part.table, part.chosen) if part.chosen else part.table.rows[0]
        rows = [row for row in (start, *part.rows) if not row.blank]
        _head(part, into)
    heads = part.chosen.heads if part.chosen else None
    rows = tellable(part.table, [row for row in rows if into.account.missing_in([row])] or rows, into, heads)
    if not rows:
        return
    name = part.table.title or part.table.name
    what = f", since {part.why}" if part.why else " of another table"
    into.aside.append(f"“{name}”: not read: {counted(len(rows))}{what}: {quoted(map(whole, rows))}")
    into.account.enter_rows(rows, "told", "another table")


def _tell_below(part: Part | None, rows: Sequence[GridRow], into: Reading) -> None:
    """Tell of lines that looked like a phase's name, but no step follows them."""
    if part is not None and rows:
        told = f"{counted(len(rows))} below the plan: {quoted(map(whole, rows))}"
        into.aside.append(f"{part.table.name}: not read: {told}")
        into.account.enter_rows(rows, "told", "below the plan")
