"""The rows of a plan's table as rows of a spec: each cell goes into a field, a comment, the internal notes, or is told."""

from __future__ import annotations

import re
from datetime import date

from mapdocs.importing import standing, totals, values
from mapdocs.importing.behind import cut_short
from mapdocs.importing.cell_extras import beside_fields
from mapdocs.importing.cell_files import files_in
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_words import words_of
from mapdocs.importing.draft import DraftRow
from mapdocs.importing.fates import COMMENTS, fate_of, hanging, whole
from mapdocs.importing.kept_rows import KeptRows
from mapdocs.importing.numbering import Numbering
from mapdocs.importing.odd_days import from_go_live
from mapdocs.importing.ours import split_note
from mapdocs.importing.owners import Sides
from mapdocs.importing.parents import Parents
from mapdocs.importing.phases import bare_title
from mapdocs.importing.reading import Reading
from mapdocs.importing.repeats import Repeats
from mapdocs.importing.row_owners import RowOwners
from mapdocs.importing.second_lines import SecondLines, keep_secret_cells
from mapdocs.importing.values import words
from mapdocs.language.links import linked
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, clean

_OF_A_STEP = ("buyer_owner", "seller_owner", "owner", "exit_criteria", "proof")
_ALONE = ("milestone", "mark", "phase", "days", "level")
_SECTION = re.compile(r"(?i)\s*(phase|stage|section|abschnitt|fase|étape \d|week \d+|\d+\.\s)")


class PlanRows:
    """Reads the rows of one table; a section row names the phase of those below it."""

    def __init__(
        self,
        chosen: Chosen,
        sides: Sides,
        into: Reading,
        *,
        day_first: bool | None,
        today: date,
        go_live: date | None,
        locale: str = "",
    ) -> None:
        self.chosen, self.sides, self.into = chosen, sides, into
        self.day_first, self.go_live, self.locale = day_first, go_live, locale
        self.fields = chosen.fields
        self.near, self.phase = today, ""
        self._kept = KeptRows(chosen, sides, into)
        self._repeats = Repeats(chosen, sides, into)
        self._parents, self._numbering, self._sums = Parents(chosen), Numbering(chosen), totals.rows_that_sum(chosen)
        self._set_in = not {"level", "outline"} & self.fields.keys() and any(row.depth for row in chosen.rows)
        self._group = ""  # the row of the type "group" that those below belong to
        self._above: list[tuple[int, str]] = []  # summary tasks, by their level
        self._owners = RowOwners(chosen, sides, self._ask, into.unplaced, into.titles_of)
        self._second = SecondLines(chosen, sides, into, day_first=day_first, today=today, locale=locale)
        self.waiting: list[GridRow] = []  # rows that name a phase in which no step stands so far
        self._kept_below = False  # whether all rows below those are kept so far
        self.heads: frozenset[int] = (
            frozenset()
        )  # the rows, by number, that head a group and carry what is added up there
        self._asks: list[tuple[str, str]] = []  # of the row in hand: the field that is asked about, and the question

    def take(self, row: GridRow, below: GridRow | None = None) -> None:
        """Read one row; ``below`` is the next one, whose level says whether this one is a summary."""
        if row.blank:
            return
        title = words(self._cell(row, "milestone"))
        if self._second.goes_on(row):
            self._second.take(row, self._kept)
            return
        if self._is_note(row):
            if not self._second.takes_note(row, title, self._kept):
                head = self.chosen.heads.get(self.fields["row_type"], "")
                self._left_out(row, head, words(self._cell(row, "row_type")))
            return
        if row.hidden:
            self.into.without_hidden([row])
            self._second.began("hidden")
            return
        self._second.began("told")
        row = self._kept.without_asides(row)
        title = words(self._cell(row, "milestone"))
        inward = next(filter(self._kept.is_inward, self._parents.above(words(self._cell(row, "parent")))), "")
        if inward:
            self._kept.keep_below(row, inward)
            self._second.began("kept")
            return
        opens, deep = self._opens(row, below, title), self._level(row)
        if self._kept.ends_part(row, title, opens=opens, deep=deep):
            self.phase = title
            return
        if self._kept.keep(row, title, self.phase, opens=opens, deep=deep, named=self._parents.below(title) > 0):
            self._second.began("kept")
            self._kept_below = bool(self.waiting)
            return
        if (
            self._is_footer(row, below, title)
            or self._leaves_out(row)
            or self._sums_up(row)
            or self._is_summary(row, below)
            or self._is_parent(row, title)
        ):
            return
        if self._names_phase(row, below) or self._is_over_others(row):
            return
        if not title:
            self._second.take_nameless(row, self._kept)
            return
        remarks = self._kept.asked_of(row)
        shown = self._repeats.resolved(self._kept.without_labelled(row, title), remarks)
        title = words(self._cell(shown, "milestone")) or title
        self.into.rows.append(self._row(shown, title, self.into.account.place_of(row), remarks))
        self._second.began("step")
        self.into.enter_titles(self.waiting, words(self._cell(row, "phase")))
        self.waiting.clear()
        self._kept_below = False

    def _is_note(self, row: GridRow) -> bool:
        """Whether the row's type says that it is a remark on the one above: nobody owns it, and no day stands there."""
        if folded(words(self._cell(row, "row_type"))) not in words_of("note_row"):
            return False
        return not any(words(self._cell(row, name)) for name in (*_OF_A_STEP, "target_date"))

    def _leaves_out(self, row: GridRow) -> bool:
        profile = self.chosen.profile
        put_away = self._kept.put_away(row)
        if put_away:
            return self._left_out(row, *put_away)
        facts = any(words(self._cell(row, name)) for name in ("target_date", *_OF_A_STEP[:3]))
        if folded(words(self._cell(row, "milestone"))) in words_of("read_me") and not facts:
            self.into.aside.append(f"row {row.number} was left out, since it says how to use the plan: {whole(row)}")
            self.into.account.enter(row.cells, "told", "left out")
            return True
        for column, head in self.chosen.heads.items() if profile and profile.left_out else ():
            wanted = profile.left_out.get(folded(head), frozenset()) if profile else frozenset()
            said = words(row.cell(column))
            if said and (said.casefold() in wanted or "*" in wanted):
                return self._left_out(row, head, said)
        return False

    def _is_footer(self, row: GridRow, below: GridRow | None, title: str) -> bool:
        if row.is_key or totals.is_key(row) or totals.is_title_of_key(row, below):
            self.into.aside.append(f"row {row.number} says what signs and words mean, and was left out: {whole(row)}")
        elif totals.is_footer(row, title):
            self.into.aside.append(
                f"row {row.number} says when or by whom the file was made, and was left out: {whole(row)}"
            )
        else:
            return False
        self.into.account.enter(row.cells, "told", "left out")
        return True

    def _left_out(self, row: GridRow, head: str, said: str) -> bool:
        self.into.aside.append(f"row {row.number} was left out, since {head} says “{said}”: {whole(row)}")
        self.into.account.enter(row.cells, "told", "left out")
        return True

    def _sums_up(self, row: GridRow) -> bool:
        facts = any(words(self._cell(row, fact)) for fact in _OF_A_STEP)
        says = totals.says_total(row) or (not facts and totals.is_called_total(row, self._cell(row, "milestone")))
        says = says or row.number in self._sums
        if not says or words(self._cell(row, "target_date")):
            return False
        self.into.aside.append(f"row {row.number} sums up and was left out: {whole(row)}")
        self.into.account.enter(row.cells, "told", "row of totals")
        return True

    def _is_summary(self, row: GridRow, below: GridRow | None) -> bool:
        """In a file with levels a task over deeper ones is a phase."""
        level, deeper = self._level(row), self._level(below) if below else 0
        if not level:
            return False
        self._above = [(deep, name) for deep, name in self._above if deep < level]
        facts = [name for name in _OF_A_STEP if words(self._cell(row, name))]
        owned = bool(facts) and (self._set_in or len(facts) > 1) and not self._is_group(row)  # a step over its details
        if deeper <= level or owned:
            self.phase = self._above[-1][1] if self._above else self._group
            return False
        self._above.append((level, words(self._cell(row, "milestone"))))
        return self._tell_summary(row)

    def _opens(self, row: GridRow, below: GridRow | None, title: str) -> bool:
        """Whether other rows belong to this one: a group by its type, one that they name, one over deeper rows."""
        deeper = 0 < self._level(row) < self._level(below) if below else False
        return self._is_group(row) or deeper or self._parents.below(title) > 0

    def _is_group(self, row: GridRow) -> bool:
        return row.number in self.heads or folded(words(self._cell(row, "row_type"))) in words_of("group_word")

    def _is_parent(self, row: GridRow, title: str) -> bool:
        """A row that nobody owns, named by two others or more as the one they belong to, or called a group, is their phase."""
        group = bool(title) and self._is_group(row)
        owned = row.number not in self.heads and any(words(self._cell(row, name)) for name in _OF_A_STEP)
        if not (group or self._parents.below(title) > 1) or owned:
            return False
        if group:
            self.phase = self._group = bare_title(title)
        return self._tell_summary(row)

    def _is_over_others(self, row: GridRow) -> bool:
        return self._numbering.is_part(row) and self._tell_summary(row)

    def _tell_summary(self, row: GridRow) -> bool:
        self.into.aside.append(f"row {row.number} sums up the rows below it and became their phase: {whole(row)}")
        self.into.account.enter([self._cell(row, "milestone")], "placed", "phase")
        self.into.account.enter(row.cells, "told", "summary task")
        return True

    def _level(self, row: GridRow) -> int:
        """How deep a task lies: by its level, the parts of its number (2.1 lies below 2), or how far it is set in; else 0."""
        if self._set_in:
            return row.depth + 1
        level, number = words(self._cell(row, "level")), words(self._cell(row, "outline"))
        if level.isdigit():
            return int(level)
        return len(number.rstrip(".").split(".")) if re.fullmatch(r"\d{1,4}(\.\d{1,4})*\.?", number) else 0

    def _names_phase(self, row: GridRow, below: GridRow | None) -> bool:
        mark = self.fields.get("mark")
        if self._cell(row, "milestone").struck:  # a step that was dropped, with a word on it
            return False
        filled = [(n, cell) for n, cell in enumerate(row.cells) if cell.text and not cell.covered]
        if len(filled) == 2 and filled[0][0] == mark and re.fullmatch(r"[\w.]{1,4}", words(filled[0][1])):
            filled = filled[1:] if self._is_section_number(row, below) else filled
        others = [name for name in self.fields if name not in _ALONE and words(self._cell(row, name))]
        spans = any(cell.covered == "left" for cell in row.cells)
        if len({cell.text for _, cell in filled}) != 1 or others or filled[0][0] in self.chosen.secret:
            return False
        if not (
            id(row) in self.into.titles
            or self._is_section_number(row, below)
            or spans
            or filled[0][0] != self.fields.get("milestone")
            or self._is_section(row)
        ):
            return False
        self.phase = words(filled[0][1])
        for above in self.waiting if self._kept_below else ():  # all below it was kept
            self.into.remarks.append(f"row {above.number} names no step and was left out: {whole(above)}")
            self.into.account.enter(above.cells, "told", "row without a step")
        self.waiting[:] = [] if self._kept_below else self.waiting
        self._kept_below = False
        self.waiting.append(row)
        return True

    def _is_section_number(self, row: GridRow, below: GridRow | None) -> bool:
        """Whether the row is numbered 2 and the next one 2.1: it is the part that the next ones belong to."""
        mine, next_one = (words(self._cell(one, "mark")) if one else "" for one in (row, below))
        return bool(mine.rstrip(".")) and next_one.startswith(f"{mine.rstrip('.')}.")

    def _is_section(self, row: GridRow) -> bool:
        """A title alone: bold over its rows in many plans. It is a section where most rows have more than a title."""
        facts = ("target_date", "buyer_owner", "seller_owner", "owner", "status")
        return bool(_SECTION.match(self._cell(row, "milestone").text)) and sum(n in self.fields for n in facts) >= 2

    def _cell(self, row: GridRow, name: str) -> Cell:
        return row.cell(self.fields.get(name))

    def _enter(self, row: GridRow, name: str) -> None:
        column = self.fields.get(name)
        if column is not None:
            fate, said = fate_of(name)
            self.into.account.enter([row.cell(column)], fate, said, self.chosen.heads.get(column, ""))

    def _ask(self, row: GridRow, name: str, *remarks: str) -> None:
        """What stands in a field's column did not become the field, but ``remarks``, questions above the row."""
        self._asks += [(name, remark) for remark in remarks]
        column = self.fields.get(name)
        if column is not None:
            self.into.account.enter_question(row.cell(column), name, self.chosen.heads.get(column, ""))

    def _row(self, row: GridRow, title: str, at: str, remarks: list[str]) -> DraftRow:
        self._asks.clear()
        told = self._repeats.told_in(row)
        comments: list[str] = []
        day = self._target(row, remarks, comments)
        done = values.read(self._cell(row, "done_on"), near=self.near, day_first=self.day_first, locale=self.locale)
        if done.why:
            remarks.append(f"the day it was done: {done.why}")
            self._ask(row, "done_on", remarks[-1])
        remarks += [f"the day it was done: “{done.week}” was read as “{done.day}”, {done.how}"] * bool(done.week)
        buyer, seller = self._owners.of(row, remarks, told)
        status, below = self._status(row, remarks)
        ended = bool(day) and any(values.is_actual(row.cell(column)) for column in self.chosen.targets)
        status = status or ("done" if done.day or ended else "")
        if status in ("", "open") and self.chosen.profile:
            status = values.status(self._cell(row, "phase"), self.chosen.profile.statuses) or status
        criteria, note = split_note(clean(self._cell(row, "exit_criteria").text))
        criteria = criteria or told.exit_criteria
        attached = self._cell(row, "proof")
        files = files_in(clean(attached.text)) if words(attached) else ""
        proof = linked(files, [(link.text, link.address) for link in attached.links]) or below.proof
        for name, label in COMMENTS.items():
            text = words(self._cell(row, name))
            comments += [f"{label}: {self._parents.shown(text) if name == 'parent' else text}"] if text else []
        comments += beside_fields(self.chosen, row, self._left(row))
        remarks += hanging(self.chosen, row)
        comments += cut_short(self.chosen, row, remarks)
        phase = words(self._cell(row, "phase")) or self._numbering.part_of(row) or self.phase
        begins = phase if phase != self.into.told_phase else ""
        self.into.told_phase = phase
        keep_secret_cells(row, title, self.chosen, self.into)
        self.into.remarks += [f"“{title}”: {remark}" for remark in remarks]
        self.into.comments += [f"“{title}”: {'; '.join(comments)}"] if comments else []
        remarks += comments
        for name in self.fields:
            self._enter(row, name)
        for column, side in self._owners.beside.items():
            self.into.account.enter([row.cell(column)], "placed", f"{side}_owner", self.chosen.heads.get(column, ""))
        for column, head in self.chosen.unused.items():
            self.into.account.enter([row.cell(column)], "told", "not needed", head)
        self.into.account.enter(row.cells, "kept", "comment")
        return DraftRow(
            milestone=title,
            buyer_owner=buyer,
            seller_owner=seller,
            target_date=day,
            exit_criteria=criteria,
            status=status,
            done_on=done.day or below.day,
            proof=proof,
            note=told.note_beside(buyer, seller) or note,
            phase=begins,
            remarks=tuple(remarks),
            asks=tuple(self._asks),
            at=at,
        )

    def _left(self, row: GridRow) -> dict[int, str]:
        """The columns that are none of a plan's, those under no heading among them."""
        known = {*self.fields.values(), *self.chosen.secret, *self.chosen.unused, *self.chosen.targets}
        known |= self._owners.beside.keys()
        every = range(len(row.cells))
        return {column: self.chosen.unknown.get(column, "without a heading") for column in every if column not in known}

    def _target(self, row: GridRow, remarks: list[str], comments: list[str]) -> date | None:
        """The first of the columns of target dates that this row fills; the others become comments."""
        target: date | None = None
        why = ""
        for column in self.chosen.targets:
            head = self.chosen.heads.get(column, "")
            cell = values.in_week(row.cell(column), head)
            found = values.read(cell, near=self.near, day_first=self.day_first, locale=self.locale)
            if found.day and target is None:
                target = self.near = found.day
                if row.cell(column).formula:
                    comments.append(f"{head}: {target} as the file works it out, {row.cell(column).formula}")
                remarks += [f"starts: {found.said}"] * bool(found.said)
                if found.week:
                    remarks.append(f"{head}: “{found.week}” was read as “{target}”, {found.how}")
                self.into.account.enter([row.cell(column)], "placed", "target_date", head)
            elif found.why and column == self.chosen.targets[0]:
                why = found.why
            elif found.day or found.why:
                remarks.append(f"{head}: {words(row.cell(column)) or found.day}")
                self.into.account.enter([row.cell(column)], "kept", "comment", head)
        if why:
            remarks.append(f"the date: {why}")
            self._asks.append(("target_date", remarks[-1]))
            first = self.chosen.targets[0]
            self.into.account.enter_question(row.cell(first), "target_date", self.chosen.heads.get(first, ""))
        before = words(self._cell(row, "before_go_live"))
        if target is None and (counted := from_go_live(before, self.go_live)):
            return counted
        if before:
            remarks.append(f"days before go-live: {before}")
            self._ask(row, "before_go_live", remarks[-1])
        return target

    def _status(self, row: GridRow, remarks: list[str]) -> tuple[str, standing.Standing]:
        own = {**self.chosen.legend, **(self.chosen.profile.statuses if self.chosen.profile else {})}
        cell, share = self._cell(row, "status"), self._cell(row, "percent")
        said = words(cell)
        below = standing.read(cell, own, (self.near, self._second.today), self.day_first, self.locale)
        status = below.status
        remarks += below.remarks
        if said and status is None:
            remarks.append(standing.not_ours(said))
            self._ask(row, "status", remarks[-1])
        counted = values.share(share, whole=100) if words(share) else None
        if words(share) and counted is None:
            counted = values.status(share, own)  # "Complete? (Y/N)"
        held = status in ("cancelled", "blocked") or (values.is_box(words(share)) and status == "in progress")
        unticked = counted == "open" and held  # nothing to ask: that it is not done is no news
        if words(share) and not unticked and (counted is None or (status and counted != status)):
            remarks.append(f"{self.chosen.heads.get(self.fields['percent'], 'complete')}: {words(share)}")
            self._ask(row, "percent", remarks[-1])
        if counted and not status and self.fields.get("percent") is not None:
            self.into.account.enter([share], "placed", "status", self.chosen.heads.get(self.fields["percent"], ""))
        return status or counted or "", below
