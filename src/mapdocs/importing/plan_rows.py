"""The rows of a plan's table as rows of a spec: each cell goes into a field, a comment, the internal notes, or is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mapdocs.importing import standing, values
from mapdocs.importing.account import Account
from mapdocs.importing.columns import Chosen, words_of
from mapdocs.importing.draft import DraftRow, Title
from mapdocs.importing.fates import COMMENTS, fate_of, whole
from mapdocs.importing.ours import split_note
from mapdocs.importing.owners import Owners, Sides, parts_of
from mapdocs.importing.values import words
from mapdocs.language.links import linked
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, clean
from mapdocs.rules.classify import person

_NOTHING = ("-", "–", "—", "?")
_ALONE = ("milestone", "mark", "phase", "days", "level")
_SECTION = re.compile(r"(?i)\s*(phase|stage|section|abschnitt|fase|étape \d|week \d+|\d+\.\s)")


@dataclass(slots=True)
class Reading:
    """What one import has read so far, over all tables of the plan."""

    account: Account
    rows: list[DraftRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    told_phase: str = ""
    hidden: int = 0
    titles_of: dict[str, Title] = field(default_factory=dict)
    titles: set[int] = field(default_factory=set)  # rows, by their identity, that name the group below them
    unplaced: dict[str, None] = field(default_factory=dict)  # people of whom nothing says whose they are


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
        self.near = today
        self.phase = ""
        self.where = f"{chosen.table.sheet}: " if chosen.table.sheet else ""
        self._above: list[tuple[int, str]] = []  # summary tasks, by their level
        self._asks: list[tuple[str, str]] = []  # of the row in hand: the field that is asked about, and the question

    def take(self, row: GridRow, below: GridRow | None = None) -> None:
        """Read one row; ``below`` is the next one, whose level says whether this one is a summary."""
        account = self.into.account
        if row.blank:
            return
        if row.hidden:
            self.into.private.append(f"hidden row {row.number}: {whole(row)}")
            account.enter(row.cells, "kept", "hidden row, in internal.notes")
            self.into.hidden += 1
            return
        if self._leaves_out(row) or self._sums_up(row) or self._is_summary(row, below):
            return
        title = words(self._cell(row, "milestone"))
        if self._names_phase(row):
            return
        if not title:
            self.into.remarks.append(f"row {row.number} names no step and was left out: {whole(row)}")
            account.enter(row.cells, "told", "row without a step")
            return
        self.into.rows.append(self._row(row, title))

    def _leaves_out(self, row: GridRow) -> bool:
        profile = self.chosen.profile
        for column, head in self.chosen.heads.items() if profile and profile.left_out else ():
            wanted = profile.left_out.get(folded(head), frozenset()) if profile else frozenset()
            said = words(row.cell(column))
            if said and (said.casefold() in wanted or "*" in wanted):
                self.into.aside.append(f"row {row.number} was left out, since {head} says “{said}”: {whole(row)}")
                self.into.account.enter(row.cells, "told", "left out")
                return True
        return False

    def _sums_up(self, row: GridRow) -> bool:
        first = next((words(cell) for cell in row.cells if words(cell)), "")
        if folded(first.split(":")[0]) not in words_of("totals") or words(self._cell(row, "target_date")):
            return False
        self.into.aside.append(f"row {row.number} sums up and was left out: {whole(row)}")
        self.into.account.enter(row.cells, "told", "row of totals")
        return True

    def _is_summary(self, row: GridRow, below: GridRow | None) -> bool:
        """In a file with levels a task over deeper ones is a phase."""
        mine, next_one = words(self._cell(row, "level")), words(below.cell(self.fields.get("level"))) if below else ""
        if not mine.isdigit():
            return False
        level = int(mine)
        self._above = [(deep, name) for deep, name in self._above if deep < level]
        if not (next_one.isdigit() and int(next_one) > level):
            self.phase = self._above[-1][1] if self._above else ""
            return False
        title = words(self._cell(row, "milestone"))
        self._above.append((level, title))
        self.into.aside.append(f"row {row.number} sums up the rows below it and became their phase: {whole(row)}")
        self.into.account.enter([self._cell(row, "milestone")], "placed", "phase")
        self.into.account.enter(row.cells, "told", "summary task")
        return True

    def _names_phase(self, row: GridRow) -> bool:
        filled = [(n, cell) for n, cell in enumerate(row.cells) if cell.text and not cell.covered]
        others = [name for name in self.fields if name not in _ALONE and words(self._cell(row, name))]
        spans = any(cell.covered == "left" for cell in row.cells)
        if len({cell.text for _, cell in filled}) != 1 or others or filled[0][0] in self.chosen.secret:
            return False
        if not (
            id(row) in self.into.titles
            or spans
            or filled[0][0] != self.fields.get("milestone")
            or self._is_section(row)
        ):
            return False
        self.phase = words(filled[0][1])
        self.into.account.enter(row.cells, "placed", "phase")
        return True

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

    def _row(self, row: GridRow, title: str) -> DraftRow:
        remarks: list[str] = []
        self._asks.clear()
        day = self._target(row, remarks)
        done = values.read(self._cell(row, "done_on"), near=self.near, day_first=self.day_first, locale=self.locale)
        if done.why:
            remarks.append(f"the day it was done: {done.why}")
            self._ask(row, "done_on", remarks[-1])
        buyer, seller = self._owners(row, remarks)
        status, below = self._status(row, remarks)
        status = status or ("done" if done.day else "")
        criteria, note = split_note(clean(self._cell(row, "exit_criteria").text))
        attached = self._cell(row, "proof")
        proof = linked(clean(attached.text), [(link.text, link.address) for link in attached.links]) or below.proof
        remarks += [f"{label}: {said}" for name, label in COMMENTS.items() if (said := words(self._cell(row, name)))]
        remarks += [
            f"{head}: {said}" for column, head in self._left(row).items() if (said := self._shown(row.cell(column)))
        ]
        remarks += self._hanging(row)
        phase = words(self._cell(row, "phase")) or self.phase
        begins = phase if phase != self.into.told_phase else ""
        self.into.told_phase = phase
        self._private(row, title)
        self.into.remarks += [f"“{title}”: {remark}" for remark in remarks]
        for name in self.fields:
            self._enter(row, name)
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
            note=clean(self._cell(row, "note").text) or note,
            phase=begins,
            remarks=tuple(remarks),
            asks=tuple(self._asks),
            at=self.into.account.place_of(row),
        )

    def _left(self, row: GridRow) -> dict[int, str]:
        """The columns that are none of a plan's, those under no heading among them."""
        known = {*self.fields.values(), *self.chosen.secret, *self.chosen.unused, *self.chosen.targets}
        every = range(len(row.cells))
        return {column: self.chosen.unknown.get(column, "without a heading") for column in every if column not in known}

    def _shown(self, cell: Cell) -> str:
        if cell.covered:
            return ""
        return words(cell) or (f"the formula {cell.formula}" if cell.formula else "")

    def _hanging(self, row: GridRow) -> list[str]:
        """What was struck through, and what hangs on a cell: comments, text boxes, footnotes."""
        found = []
        for column, cell in enumerate(row.cells):
            if column in self.chosen.secret:
                continue
            head = self.chosen.heads.get(column, "")
            if cell.struck and not cell.covered:
                found.append(f"struck through in {head}: “{' '.join(cell.struck.split())}”; done, or dropped?")
            for remark in cell.remarks:
                by = f" by {remark.author}" if remark.author else ""
                found.append(f"{remark.kind} on {head}{by}: {' '.join(remark.text.split()) or 'without words'}")
        return found

    def _private(self, row: GridRow, title: str) -> None:
        for column, (head, _) in self.chosen.secret.items():
            cell = row.cell(column)
            said = " · ".join(
                part for part in (self._shown(cell), cell.struck, *(r.text for r in cell.remarks)) if part
            )
            if said:
                self.into.private.append(f"{title}: {head}: {' '.join(said.split())}")
                self.into.account.enter([cell], "kept", "internal.notes", head)

    def _target(self, row: GridRow, remarks: list[str]) -> date | None:
        """The first of the columns of target dates that this row fills; the others become comments."""
        target: date | None = None
        why = ""
        for column in self.chosen.targets:
            found = values.read(row.cell(column), near=self.near, day_first=self.day_first, locale=self.locale)
            head = self.chosen.heads.get(column, "")
            if found.day and target is None:
                target = self.near = found.day
                if found.said:
                    remarks.append(f"starts: {found.said}")
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
        days = re.fullmatch(r"(?:[TtDd]\s*)?[-–\u2212]?\s*(\d{1,3})(?:\s*(?:d|days?))?", before)
        if days and target is None and self.go_live:
            return self.go_live - timedelta(int(days[1]))
        if before:
            remarks.append(f"days before go-live: {before}")
            self._ask(row, "before_go_live", remarks[-1])
        return target

    def _status(self, row: GridRow, remarks: list[str]) -> tuple[str, standing.Standing]:
        own = self.chosen.profile.statuses if self.chosen.profile else {}
        cell, share = self._cell(row, "status"), self._cell(row, "percent")
        said = words(cell)
        below = standing.read(cell, own, near=self.near, day_first=self.day_first, locale=self.locale)
        status = below.status
        remarks += [f"beside the status: {line}" for line in below.left if status is not None]
        if said and status is None:
            remarks.append(f"the status “{said}” is none of ours")
            self._ask(row, "status", remarks[-1])
        counted = values.share(share, whole=100) if words(share) else None
        if words(share) and counted is None:
            counted = values.status(share, own)  # "Complete? (Y/N)"
        if words(share) and (counted is None or (said and counted != status)):
            remarks.append(f"{self.chosen.heads.get(self.fields['percent'], 'complete')}: {words(share)}")
            self._ask(row, "percent", remarks[-1])
        if counted and not said and self.fields.get("percent") is not None:
            self.into.account.enter([share], "placed", "status", self.chosen.heads.get(self.fields["percent"], ""))
        return status or (counted or "" if not said else ""), below

    def _owners(self, row: GridRow, remarks: list[str]) -> tuple[str, str]:
        """Both owners; one column for both is split by the words for sides, the companies and the people we know."""
        buyer = self._name(row, "buyer_owner", "the buyer's owner", remarks)
        seller = self._name(row, "seller_owner", "your owner", remarks)
        single = " ".join(clean(self._cell(row, "owner").text).replace("\n", " / ").split())
        address = words(self._cell(row, "owner_email"))
        side = words(self._cell(row, "side"))
        if single in _NOTHING:
            single = ""
        if not single and not address:
            if side:
                remarks.append(f"the side is given as “{side}”")
            return buyer, seller
        before = len(remarks)
        owners = self._said_owners(single, address, side, remarks)
        if owners.unplaced or owners.beside or not (owners.buyer or owners.seller):
            self._ask(row, "owner", *remarks[before:])
        return buyer or owners.buyer, seller or owners.seller

    def _said_owners(self, single: str, address: str, side: str, remarks: list[str]) -> Owners:
        said = re.sub(r"\[\d{1,3}%\]", "", single)
        said = re.sub(r"[^\s,;<>]+@[^\s,;<>]+", lambda m: self._of_address(m[0]), said) or self._of_address(address)
        said = said.removeprefix("[").removesuffix("]")  # ClickUp's lists
        shown = single or address
        if any(f" {word} " in f" {folded(said)} " for word in words_of("absent")):
            remarks.append(f"the owner is given as “{shown}”; who is it meanwhile?")
            return Owners("", "", ())
        parts = parts_of(said)
        owners = self.sides.owners(said)
        if owners.unplaced and self.chosen.order and len(parts) == 2:
            apart = [self.sides.owners(part) for part in parts]
            found = ["buyer" if one.buyer else "seller" if one.seller else "" for one in apart]
            if all(who in ("", wanted) for who, wanted in zip(found, self.chosen.order, strict=True)):
                both = dict(zip(self.chosen.order, parts, strict=True))
                return Owners(both["buyer"], both["seller"], ())
        named = self.sides.side_named(side) if side else ""
        if not named and address:
            name, company = values.from_address(address)
            named = self.sides.side_named(company) if name else ""
        if owners.unplaced == (said,) and named in ("buyer", "seller") and person.judge(said) == "person":
            return Owners(said, "", ()) if named == "buyer" else Owners("", said, ())
        if side and not named:
            remarks.append(f"the side is given as “{side}”")
        if owners.beside:
            remarks.append(f"of the owner is said: {', '.join(owners.beside)}")
        whose = {"buyer": "the buyer's side", "seller": "your side", "both": "both sides"}.get(
            self.sides.side_named(said), ""
        )
        if owners.unplaced:
            self.into.unplaced |= dict.fromkeys(filter(_is_name, owners.unplaced))
            asked = f"{whose}; which person?" if whose else "who is it on which side?"
            remarks.append(f"the owner is given as “{shown}”; {asked}")
        return self._only_people(owners, shown, remarks)

    def _only_people(self, owners: Owners, shown: str, remarks: list[str]) -> Owners:
        if any(name and person.judge(name) == "nobody" for name in (owners.buyer, owners.seller)):
            remarks.append(f"the owner is given as “{shown}”; who is it?")
            return Owners("", "", ())
        return owners

    def _of_address(self, address: str) -> str:
        """The name in an address, with its company in front where that is one of the two sides."""
        name, company = values.from_address(address)
        side = self.sides.side_named(company) if name else ""
        return f"{company}: {name}" if side in ("buyer", "seller") else name or address

    def _name(self, row: GridRow, name: str, label: str, remarks: list[str]) -> str:
        """The owner in a column of one side: of two people the first, and a question where it is nobody."""
        lines = [line for line in clean(self._cell(row, name).text).split("\n") if line]
        if len(lines) == 2 and person.judge(lines[0]) == "person" and person.judge(lines[1]) != "person":
            title = Title(name.removesuffix("_owner"), lines.pop(0), lines.pop(0))
            self.into.titles_of.setdefault(title.name, title)
            return title.name
        said = " ".join(", ".join(lines).split())
        if said in _NOTHING or not said:
            return ""
        if any(f" {word} " in f" {folded(said)} " for word in words_of("absent")) or person.judge(said) == "nobody":
            remarks.append(f"{label} is given as “{said}”; who is it?")
            self._ask(row, name, remarks[-1])
            return ""
        parts: Sequence[str] = parts_of(said)
        if len(parts) > 1 and all(person.judge(part) == "person" and " " in part for part in parts):
            remarks.append(f"also named as {label}: {', '.join(parts[1:])}")
            return parts[0]
        return said


def _is_name(part: str) -> bool:
    """Whether ``part`` of an owner's cell is a person's name and nothing else."""
    return person.judge(part) == "person" and not re.search(r"[:(（：]", part)
