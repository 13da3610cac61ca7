"""Rows, and lines of a cell, of which the plan says itself that the buyer shall not see them: kept for the seller, and told."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest

from mapdocs.importing import values
from mapdocs.importing.asides import asides_in
from mapdocs.importing.behind import behind_day, day_columns, of_the_buyer
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.coached_titles import coached_title
from mapdocs.importing.column_guesses import CIRCLES
from mapdocs.importing.fates import whole
from mapdocs.importing.labelled import cut_at, ends_apart, parted, tag_of
from mapdocs.importing.openings import names_stage, opens_apart
from mapdocs.importing.own_sheets import view_of_ours
from mapdocs.importing.owners import Sides
from mapdocs.importing.part_titles import part_word
from mapdocs.importing.private import (
    inward_word,
    is_for_them,
    is_for_us,
    is_tag,
    kept_from,
    label_word,
    labels_in,
    names_event,
    one_of,
    only_ours,
    own_step_word,
    private_inside,
    private_line,
    row_word,
    told_apart,
)
from mapdocs.importing.reading import Reading
from mapdocs.importing.remarked import cell_remark, row_remark
from mapdocs.importing.row_questions import is_kept, says_private
from mapdocs.importing.row_words import RowWords, buyer_names, own_names
from mapdocs.importing.said_of_us import only_us
from mapdocs.importing.same_topic import is_of_the_step
from mapdocs.importing.senses import buyer_owns, is_of_dealings
from mapdocs.importing.their_inside import all_theirs, is_part_of_theirs, is_proven_there
from mapdocs.importing.things import is_held_at, is_inner, names_dealings, without_things
from mapdocs.importing.titles_above import heads_within
from mapdocs.importing.to_ourselves import turns_to_us_at
from mapdocs.importing.values import words
from mapdocs.importing.who_sees import is_seen_by_us_alone
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Cell, GridRow, Line, clean

_LABEL = 30  # signs of a label
_COLONS = (":", "：")
_SAYS_MORE = frozenset({"exit_criteria", "note", "proof"})
_READ_BY_THE_BUYER = ("milestone", "exit_criteria", "note", "proof", "status")


class KeptRows:
    """Of one table; what is kept goes into the internal notes of ``into``."""

    def __init__(self, chosen: Chosen, sides: Sides, into: Reading) -> None:
        self.chosen, self.sides, self.into = chosen, sides, into
        self._deep = 0  # how deep that title lies, where the file says how deep rows lie
        self._titled = False  # whether a title of its own began a part that is not for the buyer
        self._part = ""  # that title
        self._fresh = False  # whether no row with more than a title stood below it so far
        self._kept_for = ""  # why the last row was kept
        self._row_words = RowWords(chosen, sides)
        self._above = self._named_once()
        self._parted, self._shared, self._owned = self._parts()
        self._all_theirs = self._parts_of_theirs()
        self._tagged = {
            column
            for column in self.chosen.fields.values()
            if any(tag_of(line.text, sides) == "buyer" for row in chosen.rows for line in row.cell(column).lines)
        }
        self._names, self._buyers = own_names(sides), buyer_names(sides)

    def _parts(self) -> tuple[bool, frozenset[str], frozenset[str]]:
        """(whether a part is the buyer's as another may be ours, "Juniper prep"; the titles of parts with steps of the buyer's; the
        titles of rows that somebody on the buyer's side owns)."""
        theirs = False
        shared: set[str] = set()
        owned: set[str] = set()
        title = ""
        for row in self.chosen.rows:
            own = words(self._cell(row, "milestone"))
            title = own if self._alone(row) else title
            part = words(self._cell(row, "phase")) or (own if self._alone(row) else "")
            one, how = one_of(part) if part else ("", frozenset())
            theirs = theirs or bool(how and one and self.sides.is_theirs(one))
            if self._buyer_owns(row):
                shared |= {title, part} - {""}
                owned.add(own)
        return theirs, frozenset(shared), frozenset(owned)

    def _parts_of_theirs(self) -> frozenset[str]:
        """The titles of parts that are called internal and whose rows are the buyer's, every one."""
        found: dict[str, list[GridRow]] = {}
        title = ""
        for row in self.chosen.rows:
            alone = self._alone(row)
            title = words(self._cell(row, "milestone")) if alone else title
            part = words(self._cell(row, "phase")) or self._above.get(row.number, "") or title
            if part and not alone and words(self._cell(row, "milestone")):
                found.setdefault(part, []).append(row)
        return frozenset(part for part, rows in found.items() if all_theirs(part, self.chosen, rows, self.sides))

    def ends_part(self, row: GridRow, title: str, *, opens: bool, deep: int) -> bool:
        """Whether ``row`` is the title with which a part ends that another title kept from the buyer. ``opens``: others belong
        to it, ``deep`` in the file's own counting, 0 where it has none. A row no deeper than the title ends it as well."""
        if not self._titled:
            return False
        inward = self.is_inward(title)
        if self._deep and 0 < deep <= self._deep and not inward:
            self._titled = False
        if not (self._titled and (self._alone(row) or (opens and not self._deep))) or inward:
            return False
        if self._fresh and not opens and heads_within(title, self.sides.is_buyers):
            return False  # "Next steps" right below "Internal"
        as_line = self._part.rstrip().endswith(_COLONS) and not title.rstrip().endswith(_COLONS) and not opens
        if as_line and not self._heads_theirs(row):
            return False  # a line of that part
        self._titled = False
        if not self._alone(row):
            return False  # a step of its own, whatever belongs to it
        self.into.account.enter(row.cells, "placed", "phase")
        return True

    def keep(self, row: GridRow, title: str, phase: str, *, opens: bool, deep: int, named: bool) -> bool:
        """Keep the row where a column, its name, its owner or the part that it is in says so. ``named``: the rows that belong to it
        name it, so that it begins no part for those that happen to stand below it."""
        begins = (self._alone(row) or opens) and self.is_inward(title)
        self._deep = deep if begins and not self._titled else self._deep
        self._titled = self._titled or (begins and not named)
        self._part = title if begins else self._part
        self._fresh = begins or (self._fresh and self._alone(row))
        alone = f"the part is called “{title}”" if begins and named else ""
        loose = self._titled and not begins and not self._keeps(self._part) and self._buyer_owns(row)
        why = (
            f"the part is called “{self._part}”"
            if self._titled and not loose
            else alone or self._why(row, title, phase)
        )
        if why:
            self._keep(row, why)
        return bool(why)

    def _keeps(self, title: str) -> bool:
        """Whether the title of a part says that it is not for the buyer: "Internal", "Fabrikam only", "Not for Juniper"."""
        mine = label_word(f"{title}:", "inward", "private") or only_ours(f"{title}:", self.sides.is_sellers)
        bare = title.strip("-–—=*_ ")
        return bool(
            mine
            or kept_from(title, self.sides.is_buyers)
            or told_apart(bare, self.sides.is_theirs)
            or only_ours(f"{bare}:", self.sides.is_ours)
            or part_word(title, self.sides, sure=True)
        )

    def _loosely(self, title: str) -> str:
        """The same of one that says more, "Internal prep", "Fabrikam prep": what somebody on the buyer's side owns there is not kept."""
        bare = title.strip("-–—=*_: ")
        if self._is_theirs(title, bare):
            return ""
        return (
            inward_word(bare)
            or part_word(title, self.sides)
            or ("" if title in self._shared else coached_title(bare, self.sides))
            or ("" if self._parted else view_of_ours(bare, self.sides))
        )

    def _is_theirs(self, title: str, bare: str) -> bool:
        """Whether what a part is called "internal" for happens inside the buyer's company, or on both sides."""
        owned = title in self._owned and not (names_dealings(folded(bare)) or " " in inward_word(bare))
        shared = title in self._shared and names_event(bare)
        mine = title in self.into.theirs or title in self._all_theirs
        return owned or shared or mine or is_held_at(bare, self.sides.is_buyers)

    def is_inward(self, title: str) -> bool:
        return self._keeps(title) or bool(self._loosely(title))

    def keep_below(self, row: GridRow, part: str) -> None:
        """Keep a row of which the file says that it belongs to ``part``."""
        self._keep(row, f"the part is called “{part}”")

    def keep_too(self, row: GridRow) -> None:
        """Keep a row that goes on with the one above it, which was kept."""
        self._keep(row, self._kept_for)

    def put_away(self, row: GridRow) -> tuple[str, str] | None:
        """(heading, what stands below it) where the row was archived."""
        return self._row_words.archived(row)

    def _keep(self, row: GridRow, why: str) -> None:
        self.into.private.append(f"row {row.number}: {whole(row)}")
        self.into.account.enter_rows([row], "kept", "internal.notes")
        self.into.apart["rows", why] = self.into.apart.get(("rows", why), 0) + 1
        self._kept_for = why

    def _alone(self, row: GridRow) -> bool:
        return [name for name in self.chosen.fields if words(self._cell(row, name))] == ["milestone"]

    def _heads_theirs(self, row: GridRow) -> bool:
        """Whether right below a title stands a step that somebody on the buyer's side owns."""
        rows = [one for one in self.chosen.rows if not one.blank]
        after = next((b for a, b in pairwise(rows) if a.number == row.number), None)
        return after is not None and not self._alone(after) and self._buyer_owns(after)

    def _cell(self, row: GridRow, name: str) -> Cell:
        return row.cell(self.chosen.fields.get(name))

    def _why(self, row: GridRow, title: str, phase: str) -> str:
        if key := self._cell(row, "milestone").key:
            return f"the file says of its colour: “{key}”"
        if remarked := row_remark(self.chosen, row, self.sides):
            return f"a comment there says “{remarked}”"
        if row.noted:
            return f"the file says: “{row.noted}”"
        if self.chosen.hides:
            column, how = self.chosen.hides
            said = words(row.cell(column))
            hidden = {
                "yes": bool(said) and not values.is_no(said),
                "no": values.is_no(said),
                "not yes": values.is_no(said) or (not _says_yes(said) and self._has_fact(row)),
                "for us": bool(said) and (is_for_us(said, self._names) or not is_for_them(said, self._buyers)),
                "seen": is_seen_by_us_alone(said, self.chosen.heads[column], self.sides),
                "private": any(label_word(f"{label}:") or is_tag(label) for label in labels_in(said)),
                "named": bool(row_word(said, self._names)),
                "circled": bool(said) and said in CIRCLES,
                "not circled": said not in CIRCLES or (not said and self._has_fact(row)),
                "int": said[:1].casefold() == "i",
                "asked": is_kept(said) and (bool(said) or self._has_fact(row)),
                "private row": says_private(said, self.sides),
            }
            if hidden[how]:
                head = self.chosen.heads[column]
                return f"“{head}” says “{said}”" if said else f"“{head}” is empty there"
        says = self._row_words.private(row) or (not self._buyer_owns(row) and self._row_words.in_status(row))
        if says:
            return f"“{says[0]}” says “{says[1]}”"
        if of_dealings := next(
            (said for said in self._plain(row) if not self._buyer_owns(row) and is_of_dealings(title)), None
        ):
            return f"“{of_dealings[0]}” says “{of_dealings[1]}”"
        named = words(self._cell(row, "phase")) or self._above.get(row.number, "")
        part = "" if self.chosen.fields.get("phase") in self.chosen.plain else named or phase
        kept = inward_word(part) and not self._is_theirs(part, part)
        loose = kept and not self._keeps(part) and self._buyer_owns(row) and is_part_of_theirs(part, joint=True)
        if (kept and not loose) or only_ours(f"{part}:", self.sides.is_sellers):
            return f"the part is called “{part}”"
        if part and not self._parted and not self._buyer_owns(row) and view_of_ours(part, self.sides):
            return f"the part is called “{part}”"
        title = of_the_buyer(title, self.sides) if self._buyer_owns(row) else title
        mine = (
            label_word(title)
            or kept_from(title, self.sides.is_buyers)
            or private_inside(title)
            or only_ours(title, self.sides.is_sellers)
            or (title if turns_to_us_at(title, self.sides) is not None else "")
            or (title if cut_at(title, self.sides) is not None or ends_apart(title, self.sides) else "")
        )
        set_off = _opens_set_off(title, self._cell(row, "milestone"), self.sides)
        opens = title if (opens_apart(title, self.sides) and not self._is_stage(title)) or set_off else ""
        whole = (private_line(title) or opens) if title and not self._buyer_owns(row) else ""
        if mine or whole:
            return f"“{title}” says “{mine or whole}”"
        side = words(self._cell(row, "side"))
        ours = any(self.sides.is_sellers(word) for word in side.split()) and bool(row_word(side, self._names))
        if only_us(side) or ours:
            return f"“{self.chosen.heads.get(self.chosen.fields['side'], '')}” says “{side}”"
        theirs = self._buyer_owns(row) or is_held_at(title, self.sides.is_buyers) or self._is_proven_there(row, title)
        word = "" if theirs else own_step_word(title)
        return f"“{title}” says “{word}”, and nobody on the buyer's side owns it" if word else ""

    def _is_stage(self, title: str) -> bool:
        """Whether "INT: …" is a step of an environment, since other steps open with theirs: "UAT: …", "PROD: …"."""
        opened = {words(self._cell(row, "milestone")).partition(":")[0].strip() for row in self.chosen.rows}
        return title.partition(":")[0].strip() == "INT" and any(map(names_stage, opened - {"INT"}))

    def _is_proven_there(self, row: GridRow, title: str) -> bool:
        """Whether nobody owns a row, and what proves it is the buyer's: "Internal security review", by "Report from Juniper's CISO"."""
        owners = ("buyer_owner", "seller_owner", "owner", "owner_email")
        owned = any(words(self._cell(row, name)) for name in owners)
        return not owned and is_proven_there(title, words(self._cell(row, "exit_criteria")), self.sides)

    def _plain(self, row: GridRow) -> list[tuple[str, str]]:
        """What columns say of a row that call things internal, and nobody's words: (heading, "Internal")."""
        said = [(self.chosen.heads[column], words(row.cell(column))) for column in self.chosen.plain]
        return [(head, text) for head, text in said if is_inner(text)]

    def asked_of(self, row: GridRow) -> list[str]:
        """What to ask of a row that the buyer does not own, in a column of which only its rows say that it keeps none."""
        unsure = any(why in ("rows", "scope", "class") for why in self.chosen.plain.values())
        said = self._plain(row) if unsure and not self._buyer_owns(row) else []
        return [f"“{head}” says “{text}”; may the buyer see this row?" for head, text in said]

    def _named_once(self) -> dict[int, str]:
        """The part of each row, by its number, where a column names each part in the first of its rows alone."""
        rows = self.chosen.rows
        named = [words(self._cell(row, "phase")) for row in rows]
        said = [name for name in named if name]
        if not (len(named) > len(said) == len(set(said)) > 1 and named[0]):
            return {}
        found: dict[int, str] = {}
        above = ""
        for row, own in zip(rows, named, strict=True):
            found[row.number] = above = own or above
        return found

    def _has_fact(self, row: GridRow) -> bool:
        facts = ("buyer_owner", "seller_owner", "owner", "target_date", "exit_criteria")
        return any(words(self._cell(row, name)) for name in facts)

    def _buyer_owns(self, row: GridRow) -> bool:
        return buyer_owns(self.chosen, row, self.sides)

    def without_asides(self, row: GridRow) -> GridRow:
        """``row`` without what somebody remarks in brackets in its cells, and is not the buyer."""
        cells = list(row.cells)
        title, _ = asides_in(words(self._cell(row, "milestone")), self.sides)
        deep = {column for name, column in self.chosen.fields.items() if name in _SAYS_MORE}
        for column in self.chosen.fields.values():
            cell = row.cell(column)
            text, apart = asides_in("\n".join(line.text for line in cell.lines), self.sides, deep=column in deep)
            if not apart or cell.covered:
                continue
            head = self.chosen.heads.get(column, "")
            self.into.private.append(f"{title}: {head}: {'; '.join(apart)}")
            self.into.account.enter([cell], "kept", "internal.notes", head)
            self.into.apart["remarks", head] = self.into.apart.get(("remarks", head), 0) + len(apart)
            texts = text.split("\n")
            paired = zip_longest(texts, (line.struck for line in cell.lines), fillvalue="")
            left = tuple(Line(said.strip(), struck) for said, struck in paired if said.strip() or struck)
            cells[column] = replace(cell, lines=left, value=None, formula=None)
        return replace(row, cells=cells) if cells != row.cells else row

    def without_labelled(self, row: GridRow, title: str) -> GridRow:
        """``row`` without the lines that their writer calls internal."""
        cells = list(row.cells)
        days = day_columns(self.chosen)
        named = [(name, self.chosen.fields.get(name)) for name in _READ_BY_THE_BUYER]
        for name, column in (*named, *(("", column) for column in days)):
            lines = clean(row.cell(column).text).split("\n") if column is not None else []
            keyed = column is not None and (row.cell(column).key or cell_remark(row.cell(column), self.sides))
            bold = [line for line in lines if not keyed and _opens_set_off(line, row.cell(column), self.sides)]
            plain = [line for line in lines if name in _SAYS_MORE and is_of_the_step(line, title, self.sides)]
            if plain and plain == lines and not bold:
                continue  # "Forecast: by SKU" of a forecast report
            rest = [line for line in lines if line not in bold]
            rest, behind = behind_day(rest, self.sides) if column in days and not keyed else (rest, [])
            left, apart = (
                ([], lines) if keyed else parted(rest, self.sides, tagged=column not in {*self._tagged, *days})
            )
            apart = [*bold, *behind, *apart]
            named_so = name == "milestone" and not left  # a step of the buyer's that is called so: "Private: …"
            if column is None or not apart or named_so:
                continue
            head = self.chosen.heads.get(column, "")
            self.into.private.append(f"{title}: {head}: {' '.join(apart)}")
            self.into.account.enter([row.cell(column)], "kept", "internal.notes", head)
            self.into.apart["lines", head] = self.into.apart.get(("lines", head), 0) + len(apart)
            cells[column] = replace(
                row.cell(column), lines=tuple(Line(line) for line in left), value=None, formula=None
            )
        return replace(row, cells=cells)


def _opens_set_off(line: str, cell: Cell, sides: Sides) -> bool:
    """Whether a line of a cell opens with a label that its letters set off, and nothing else: "**Internal** they are late"."""
    labels = {said.strip() for _, said in cell.faces if len(said) < _LABEL}
    label = next((one for one in labels if one and line.startswith(f"{one} ")), "")
    rest = line[len(label) :].strip()
    if (
        not label
        or not opens_apart(f"*{label}* {rest}", sides)
        or (rest[:1].islower() and not (label_word(f"{label}:") or is_tag(label)))
    ):
        return False
    return not set(folded(label).split()).isdisjoint(without_things(line).split())  # "*Private* cloud" is a thing


def _says_yes(said: str) -> bool:
    return bool(said) and values.says_yes_or_no(said) and not values.is_no(said)
