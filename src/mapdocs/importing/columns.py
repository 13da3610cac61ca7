"""Which column of a table is what, decided by all columns together: their headings, and how their cells read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from mapdocs.importing import column_guesses, profiles, raci
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import (
    are_people,
    fits,
    is_dated,
    reads_as_step,
    said_in,
    share_filled,
    share_of_days,
)
from mapdocs.importing.column_heads import declared, is_admin, is_result, kind_of, side_owner, step_halves, step_named
from mapdocs.importing.column_words import kinds, known_words, words_of
from mapdocs.importing.field_codes import coded_heads
from mapdocs.importing.inside import holds_no_secret, is_of_both, owners_inside, says_more_than_sides
from mapdocs.importing.more_owners import sellers_by_role
from mapdocs.importing.next_steps import is_what_proves, next_behind
from mapdocs.importing.private import private_word
from mapdocs.importing.role_heads import is_role_of_people, owners_by_role
from mapdocs.importing.trainings import settle_trained
from mapdocs.importing.units import units_beside
from mapdocs.importing.upper_rows import is_doubled, is_line_above
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded, meaning, synonyms, without_brackets
from mapdocs.readers.tables import GridRow, Table

#: Of several columns with dates the target is the first of these that a row fills.
TARGETS = ("forecast_date", "due_text", "due_words", "planned_date", "updated_date", "baseline_date")
_LIKELY = TARGETS.index("updated_date")  # "Target End Date", which no list holds: nearer than what was planned at first


def choose(table: Table, own: Mapping[str, str], *, within: int = 60) -> Chosen | None:
    """The columns of ``table``, under the heading among its first rows ``within`` that names most of them; None where it is
    no plan."""
    filled = [row for row in table.rows if not row.blank]
    best: Chosen | None = None
    for index, row in enumerate(filled[:within]):
        if sum(bool(cell.text) and not cell.covered for cell in row.cells) < 2 or _is_step(row):
            continue
        coded = coded_heads(filled, index)
        if coded is not None:
            best = _better(best, _called(_chosen(table, filled, index, 2, coded[0], own), coded[1]))
            continue  # without its labels it is no heading: these would be a step
        for height in (1, 2, 3):
            heads = _heads(filled, index, height)
            if heads is None:
                break
            best = _better(best, _chosen(table, filled, index, height, heads, own))
        if best is not None and len(best.fields) >= 6 and index > best.first:
            break
    return best


def _better(best: Chosen | None, chosen: Chosen) -> Chosen | None:
    return chosen if chosen.is_plan() and (best is None or _weight(chosen) > _weight(best)) else best


def _called(chosen: Chosen, labels: Mapping[int, str]) -> Chosen:
    """``chosen``, which codes named, with the labels below them for whoever reads what became of the columns."""
    chosen.heads, chosen.unused, chosen.unknown = (
        {column: labels.get(column, head) for column, head in heads.items()}
        for heads in (chosen.heads, chosen.unused, chosen.unknown)
    )
    return chosen


def _is_step(row: GridRow) -> bool:
    """Whether a row has a day in one cell and a status in words in another: it is a step, whatever its words are called elsewhere
    ("Due turni" is Italian)."""
    said = [text for cell in row.cells if (text := said_in(cell))]
    dated = any(isinstance(cell.value, date) for cell in row.cells) or any(is_dated(text) for text in said)
    known = sum(folded(text) in known_words() for text in said)
    return dated and known < 2 and any(text[:1].isalpha() and read_status(text, {}) for text in said)


def _weight(chosen: Chosen) -> tuple[bool, int, int, int, int, int, int]:
    """The more columns are named the better, where at least one is named exactly; of equally many rather those of which an upper
    heading says that they are the seller's own. A row with days over days is no heading, and one that only goes on from the row
    above is no heading's first."""
    filled = [row for row in chosen.table.rows if not row.blank]
    first, below = filled[chosen.first], filled[chosen.first + chosen.height :][:20]
    copied = sum(cell.covered == "above" for cell in first.cells)
    dated = sum(
        share_of_days([first], column) == 1
        for column in chosen.targets
        if said_in(first.cell(column)) and any(said_in(row.cell(column)) for row in below)
    )
    sided = sum(bool(side) for _, side in chosen.people.values())
    known = len(chosen.fields) + len(chosen.secret) + len(chosen.people) + sided - 4 * dated - 4 * _goes_on(below[:1])
    owners = sum(name in chosen.fields for name in ("buyer_owner", "seller_owner"))
    return (chosen.sure > 0, known, len(chosen.secret), chosen.sure, owners, -copied, -chosen.height)


def _goes_on(below: Sequence[GridRow]) -> bool:
    """Whether the row below a heading is another row of it: merged with the one above, or words for columns and nothing else."""
    if any(cell.covered == "above" for row in below for cell in row.cells):
        return True
    said = [folded(text) for row in below for cell in row.cells if (text := said_in(cell))]
    known = known_words() | words_of("person_word").keys() | words_of("unit_word").keys()
    return len(said) > 2 and sum(text in known for text in said) * 3 >= len(said) * 2


def _heads(filled: Sequence[GridRow], index: int, height: int) -> dict[int, str] | None:
    """The headings of each column, those of all rows joined; None where the rows below are no headings."""
    rows = filled[index : index + height]
    if len(rows) < height or any(is_line_above(row) for row in rows[:-1]):
        return None
    if height > 1:
        for upper, lower in pairwise(rows):
            spread = [
                column
                for column, cell in enumerate(lower.cells)
                if said_in(cell) and not cell.covered and not _own(upper, column)
            ]
            if not spread or any(
                isinstance(cell.value, date) or len(said_in(cell)) > 40 or re.search(r"\d{2}", said_in(cell))
                for cell in lower.cells
            ):
                return None
            single = [
                column
                for column, cell in enumerate(lower.cells)
                if said_in(cell) and not cell.covered and _own(upper, column)
                if not upper.cell(column + 1).covered and not _spans(upper, lower, column)
            ]
            if len(single) >= len(spread):  # a heading of two rows over one column is the exception
                return None
    heads: dict[int, list[str]] = {}
    for row in rows:
        over = ""
        for column in range(max(len(r.cells) for r in rows)):
            cell = row.cell(column)
            if said_in(cell):
                over = said_in(cell)
                said = over
            elif row is not rows[-1] and (cell.covered == "left" or _own(rows[-1], column)):
                said = over  # under a merged cell, or where a CSV lost that it was one
            else:
                said = ""
            if said and said not in heads.setdefault(column, []):
                heads[column].append(said)
    return {column: " ".join(said) for column, said in heads.items() if said}


def _tails(filled: Sequence[GridRow], index: int, height: int) -> dict[int, str]:
    """The headings without the uppermost of three rows; empty where there are fewer."""
    return (_heads(filled, index + 1, height - 1) or {}) if height > 2 else {}


def _own(row: GridRow, column: int) -> bool:
    cell = row.cell(column)
    return bool(said_in(cell)) and cell.covered != "left" and not is_doubled(row, column)


def _spans(upper: GridRow, lower: GridRow, column: int) -> bool:
    """Whether the heading over ``column`` stands over the next column of the row below as well."""
    return not _own(upper, column + 1) and _own(lower, column + 1)


def _chosen(
    table: Table, filled: Sequence[GridRow], index: int, height: int, heads: dict[int, str], own: Mapping[str, str]
) -> Chosen:
    chosen = Chosen(table, index, height, heads)
    below = filled[index + height :][:200]
    lower = {c: said_in(filled[index + height - 1].cell(c)) or head for c, head in heads.items()}
    names = [name for name, side in own.items() if side == "seller_owner" and name not in synonyms()]
    inside = owners_inside(heads)
    for column in range(max((len(row.cells) for row in filled[index:][:200]), default=0)):
        head = heads.get(column, "")
        dated = kind_of(head, head, {}) == ("forecast_date", True) and share_of_days(below, column) >= 0.5
        word = "" if dated or column in inside else private_word(head, names)
        if word or is_of_both(head):
            said = [text for row in below if (text := said_in(row.cell(column)))]
            if word:
                plain = holds_no_secret(head, said) or is_role_of_people(head, said, heads.values(), names)
                word = "" if plain else word
            else:
                word = folded(head) if says_more_than_sides(said) else ""
        if word:
            chosen.secret[column] = (head, f"the heading says “{word}”")
        elif column in table.hidden_columns:
            chosen.secret[column] = (head or f"number {column + 1}", "the column is hidden in the file")
    buyer = [name for name, side in own.items() if side == "buyer_owner" and name not in synonyms()]
    settle_trained(chosen, below, names)
    column_guesses.outward(chosen, below, names, buyer)
    chosen.profile = profiles.matching(head for column, head in heads.items() if column not in chosen.secret)
    if chosen.profile:
        written = {c: head for c, head in heads.items() if folded(head) in chosen.profile.private}
        why = f"people write to each other there in {chosen.profile.name}"
        chosen.secret = {**{column: (head, why) for column, head in written.items()}, **chosen.secret}
    asking = chosen.hides[0] if chosen.hides else None
    open_heads = {column: head for column, head in heads.items() if column not in chosen.secret and column != asking}
    _by_profile(chosen, open_heads, below)
    if inside and not {"buyer_owner", "seller_owner"} & chosen.fields.keys():
        chosen.fields |= {name: column for column, name in inside.items() if column in open_heads}
        chosen.sure += 1
    chosen.unused |= {
        column: head
        for column, head in open_heads.items()
        if column not in chosen.fields.values() and folded(head) not in own and is_admin(folded(head))
    }
    chosen.people = raci.people_headed(open_heads, lower, below, own)
    chosen.unknown |= {column: open_heads[column] for column in chosen.people}
    chosen.sure += bool(chosen.people)
    tails = _tails(filled, index, height)
    units = units_beside({column: tails.get(column, head) for column, head in open_heads.items()}, own)
    chosen.units = {side: column for column, side in units.items()}
    chosen.unknown |= {column: open_heads[column] for column in units}
    sided = {column for column, head in open_heads.items() if side_owner(tails.get(column, head), own)}
    apart = {*units, *sided}  # "Juniper Foods / Name" is no step's name
    steps = _steps(chosen, {c: head for c, head in open_heads.items() if c not in apart}, lower, below)
    result = _result(chosen, steps, open_heads, below)
    targets: list[tuple[int, int, int]] = []
    weak: list[tuple[int, str]] = []
    # an empty column is none where another one of its kind is filled
    for column, head in sorted(open_heads.items(), key=lambda one: not any(said_in(row.cell(one[0])) for row in below)):
        if column in {*chosen.fields.values(), *chosen.unused, *chosen.people, *units, *steps}:
            continue
        proves = is_what_proves(head, lower[column])
        name, exact = ("exit_criteria", True) if proves else kind_of(head, lower[column], own)
        if not exact and column in tails:  # "People / Juniper Foods / Name": the uppermost row need not be known
            name, exact = next((one for one in [kind_of(tails[column], lower[column], own)] if one[1]), (name, exact))
        if name in TARGETS:
            targets.append((TARGETS.index(name), kinds().get(folded(lower[column]), ("", 99))[1], column))
        elif name and exact and name not in chosen.fields and name != "milestone" and fits(name, below, column):
            chosen.fields[name] = column
            chosen.sure += 1
            if name == "owner":
                chosen.order = declared(head)
        elif name and not exact and name not in ("note", "milestone"):
            weak.append((column, name))
        else:
            chosen.unknown[column] = head
    for column, name in weak:
        days = name == "exit_criteria" and not fits(name, below, column) and meaning(heads[column])[0] == "target_date"
        if name == "target_date" or days:  # "Closed when" over days
            targets.append((_LIKELY if column_guesses.may_be_target(heads[column]) else len(TARGETS), 0, column))
        elif name in chosen.fields or not fits(name, below, column):
            chosen.unknown[column] = heads[column]
        else:
            chosen.fields[name] = column
            if name == "owner":
                chosen.order = declared(heads[column])
    if (
        not chosen.targets
        and not targets
        and "target_date" not in chosen.fields
        and "before_go_live" not in chosen.fields
    ):
        targets += [(len(TARGETS), 1, column) for column in column_guesses.dated_column(chosen, below)]
    if targets and "target_date" not in chosen.fields and all(rank == len(TARGETS) - 1 for rank, _, _ in targets):
        targets += [(0, 1, column) for column in column_guesses.newer_days(chosen, below, [t[2] for t in targets])]
    _attended(chosen)
    if result is not None and "exit_criteria" not in chosen.fields:
        chosen.fields["exit_criteria"] = result
        chosen.unknown.pop(result, None)
    sellers_by_role(chosen, below)
    owners_by_role(chosen, below, own)
    column_guesses.by_cells(chosen, below, own)
    raci.no_owners(chosen, below)
    column_guesses.private_rows(chosen, below)
    column_guesses.bars(chosen, below)
    _set_step(chosen, steps, heads, below)
    if "milestone" not in chosen.fields and len(chosen.fields) + bool(targets) >= 2:
        column_guesses.step_by_its_cells(chosen, below)
    column_guesses.proof_by_its_cells(chosen, below)
    ordered = [column for _, _, column in sorted(targets)]
    if "target_date" in chosen.fields:
        ordered.insert(0, chosen.fields["target_date"])
    if ordered:
        chosen.fields["target_date"] = ordered[0]
        chosen.targets = tuple(ordered)
        chosen.unknown.pop(ordered[0], None)
    return chosen


def _by_profile(chosen: Chosen, heads: Mapping[int, str], below: Sequence[GridRow]) -> None:
    if chosen.profile is None:
        return
    at: dict[str, int] = {}
    for column, head in heads.items():
        at.setdefault(folded(head), column)
    for name, words in chosen.profile.columns.items():
        for word in words:
            if word in at:
                chosen.fields.setdefault(name, at[word])
    taken = set(chosen.fields.values())
    for column, head in heads.items():
        if column in taken or folded(head) not in chosen.profile.unused:
            continue
        if folded(head) not in words_of("labels") or not any(said_in(row.cell(column)) for row in below):
            chosen.unused[column] = head  # words in which people sort steps are comments of these
    chosen.sure += len(chosen.fields)


def _steps(
    chosen: Chosen, heads: Mapping[int, str], lower: Mapping[int, str], below: Sequence[GridRow]
) -> dict[int, float]:
    """Columns that may be the step, with how much speaks for each."""
    if "milestone" in chosen.fields:
        return {}
    found: dict[int, float] = {}
    for column, head in heads.items():
        if column in {*chosen.unused, *chosen.fields.values(), *chosen.people}:
            continue
        kind = kind_of(head, head, {})
        if (
            is_what_proves(head, lower[column])
            or kind == ("row_type", True)
            or (is_result(head) and kind == ("exit_criteria", True))
        ):
            continue
        bare = without_brackets(head)
        for said in map(folded, (head, bare, lower[column], *step_halves(head, heads.values()))):
            if said in words_of("step"):
                weight = 10 - words_of("step")[said] * 0.01
            elif said in words_of("step_weak"):
                weight = 5 - words_of("step_weak")[said] * 0.01
            elif step_named(said):
                weight = 10 - words_of("step")[step_named(said)] * 0.01
            elif meaning(said) == ("milestone", True):
                weight = 4.0
            elif meaning(said) == ("milestone", False):
                weight = 2.0
            else:
                continue
            reads = reads_as_step(below, column) * (0.4 if are_people(below, column) else 1)
            if weight <= 5 and share_filled(below, column) < 0.5:
                break  # every row is a step; few have a description
            if reads > 0.3 or not below:
                found[column] = weight * reads
            break
    return next_behind(found, heads, below)


def _attended(chosen: Chosen) -> None:
    """Who attends an event of a calendar owns it, where no column says who does."""
    column = chosen.fields.pop("attendees", None)
    if column is None:
        return
    if {"owner", "buyer_owner", "seller_owner"} & chosen.fields.keys():
        chosen.unknown[column] = chosen.heads[column]
        chosen.sure -= 1
    else:
        chosen.fields["owner"] = column


def _result(chosen: Chosen, steps: dict[int, float], heads: Mapping[int, str], below: Sequence[GridRow]) -> int | None:
    """The column of what comes out of each step, "Deliverable", where another one, "Activity", says what is done: the proof,
    and none of ``steps`` from then on."""
    done = [column for column in steps if folded(heads[column]) in words_of("activity")]
    results = [column for column, head in heads.items() if column not in done and is_result(head)]
    taken = {*chosen.fields.values(), *chosen.unused}
    results = [
        c for c in results if c not in taken and reads_as_step(below, c) > 0.3 and fits("exit_criteria", below, c)
    ]
    if len(done) != 1 or len(results) != 1:
        return None
    (column,) = results
    if _groups(below, column):  # several activities for each: the part that they belong to
        steps |= {column: 0.0} if column in steps else {}
        return None
    steps.pop(column, None)
    return column


def _set_step(chosen: Chosen, steps: Mapping[int, float], heads: Mapping[int, str], below: Sequence[GridRow]) -> None:
    if "milestone" in chosen.fields:
        chosen.sure_step = True
        return
    if not steps:
        return
    best = max(steps, key=lambda column: steps[column])
    chosen.fields["milestone"] = best
    loose = {"name", "title", "subject", "summary", "item", "issue", "description", "details", "topic"}
    chosen.sure_step = folded(heads[best]) not in loose
    for column in steps:
        if column == best:
            continue
        above = folded(heads[column]) in words_of("above_step") or _groups(below, column)
        if above and "phase" not in chosen.fields:
            chosen.fields["phase"] = column
        else:
            chosen.unknown[column] = heads[column]


def _groups(below: Sequence[GridRow], column: int) -> bool:
    """Whether a column says the same for several rows in a row: the part of the plan that they belong to."""
    said = [text for row in below if (text := said_in(row.cell(column)))]
    blocks = [text for text, before in zip(said, [None, *said], strict=False) if text != before]
    return len(said) > 2 and len(set(said)) == len(blocks) < len(said)
