"""A plan that stands in no table: the points of a text's lists as rows, a point a row, in the same columns as a table's.

Two points with a day or an owner make a plan; prose does not. What stands below a point is its proof, where a label says so, and
else a comment above its step.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mapdocs.importing.addressed import are_ours, named_with_address, with_people
from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_heads import side_owner
from mapdocs.importing.column_words import words_of
from mapdocs.importing.labelled import tag_behind
from mapdocs.importing.letter import letter_of
from mapdocs.importing.list_layers import below_ours
from mapdocs.importing.list_lines import Outline, Point, Section, outline_of, settle
from mapdocs.importing.list_pieces import BELOW, Cutter, Pieces
from mapdocs.importing.list_turns import owners_in_place, take_turns
from mapdocs.importing.list_words import FACTS, order_of
from mapdocs.importing.own_sheets import view_of_ours
from mapdocs.importing.owners import Sides, parts_of
from mapdocs.importing.part_titles import part_word
from mapdocs.importing.plain_lines import says_plainly
from mapdocs.importing.plan_parts import Part, parts_of_table
from mapdocs.importing.private import ends_inward, inward_word, kept_from, only_ours, private_line, says_mine
from mapdocs.importing.their_inside import may_be_theirs
from mapdocs.importing.things import is_held_at
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import MAX_TITLE, Cell, GridRow, Line, Paper, Remark, Table, clean
from mapdocs.rules.classify import person

#: The columns of a list's rows, with what they are called where something is told of them.
_HEADS = {
    "milestone": "the step",
    "owner": "the owner",
    "buyer_owner": "the buyer's owner",
    "seller_owner": "your owner",
    "target_date": "the date",
    "exit_criteria": "the proof",
    "status": "the status",
    "done_on": "the day it was done",
    "proof": "the proof attached",
    "rest": "also said",
    "below": "below it",
    "private": "the line",
    "kept": "a line below it",
}
_FIELDS = ("milestone", *FACTS)
_FEWEST = 2  # points with a day or an owner that make a plan
_SURELY = 3  # with both, before the list goes before a table
_RUNS = re.compile(r"([^\w\s])\1{2,}")  # of a sign: labels are looked for at each
_BETWEEN = re.compile(r"\s+[-–—|]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Listed:
    """``chosen`` are the columns of the tables of ``paper`` that are lists, by the identity of the table: None for one that
    is no part of the plan. ``surely``: the list is the plan, whatever the tables say; ``told`` is whom its words for people mean,
    ``kept_newer`` the words above a newer list for which the plan is the older, quoted one."""

    paper: Paper
    chosen: Mapping[int, Chosen | None]
    sides: Sides
    surely: bool
    older: frozenset[int]
    told: tuple[str, ...] = ()
    kept_newer: str = ""
    said: Mapping[int, Sequence[str]] = field(default_factory=dict)  # the points of a table that is a list, as written
    beside: bool = False  # the tables are the plan, and the lists more of it

    def parts_of(self, table: Table, own: Mapping[str, str]) -> list[Part]:
        """``table`` as one part; what is no list of the plan is none of it."""
        if self.beside and id(table) not in self.chosen:
            return parts_of_table(table, own)
        why = "" if id(table) in self.chosen else "the plan is a list"
        why = "it stands in the older mail that is quoted" if id(table) in self.older else why
        rows = [row for row in table.rows if not row.blank]
        return [Part(table, self.chosen.get(id(table)), rows, why=why)]


@dataclass(slots=True)
class _List:
    section: Section
    titles: tuple[str, ...]
    rows: list[tuple[Point, Pieces]]

    @property
    def facts(self) -> int:
        return sum(pieces.says() for _, pieces in self.rows)

    @property
    def quoted(self) -> int:
        return self.section.points[0].quoted

    def is_plan(self, dated: bool) -> bool:
        """Whether the points are steps; ``dated``: those of other lists name days."""
        if not self.rows or any(folded(title.rstrip(" :")) in words_of("aside") for title in self.titles[-1:]):
            return False
        if all(point.box for point, _ in self.rows):
            return True
        has_day = any("target_date" in pieces.facts for _, pieces in self.rows)
        return self.facts * 3 >= len(self.rows) and bool(self.facts) and (has_day or not dated)


def listed(
    paper: Paper, sides: Sides, own: Mapping[str, str], *, near: date, day_first: bool | None, locale: str
) -> Listed | None:
    """The plan in the lists of ``paper``; None where they hold none."""
    if not any(line.strip() for line in paper.lines):
        return None
    cutter = Cutter(sides, dict(own), near=near, day_first=day_first, locale=locale)
    outline = outline_of(
        paper.lines,
        cutter.field_of,
        lambda line: _stands_alone(line, cutter),
        lambda line: _is_private(line, sides) or _is_inward(line, sides),
        lambda line, surely: ends_inward(line, sides.is_buyers, surely=surely),
    )
    for section in outline.sections:
        for point in section.points:
            settle(point)
    letter = letter_of(paper, sides)
    cutter.sides = sides = letter.with_writer(_with_people(sides, outline, paper.lines))
    for section in outline.sections:
        for point in section.points:
            take_turns(point, cutter)
    heads, order = _declared(outline.loose, cutter, own)
    lists: list[_List] = []
    for section in outline.sections:
        own_words = not section.points[0].quoted
        cutter.sides = letter.spelt_out(
            sides, [said for p in section.points for said in _all_of(p)] if own_words else ()
        )
        lists += _lists(section, section.titles, cutter, heads)
    cutter.sides = sides
    told = [said for one in lists if not one.quoted for said in letter.name_owners([p.facts for _, p in one.rows])]
    shown = _take_off_inward(lists, sides) if letter.is_buyers else []
    for one in lists:
        owners_in_place(one.rows)
        _take_title(one, cutter)
    _ours_apart([pieces for one in lists for _, pieces in one.rows], sides)
    order = order or _order_kept(lists, sides)
    older, above = _beside(lists, sides, among=are_ours(paper.addressed, sides))
    dated = any("target_date" in pieces.facts for one in lists for _, pieces in one.rows)
    plans = [one for one in lists if one.is_plan(dated) and id(one) not in older | above]
    if sum(one.facts for one in plans) < _FEWEST:
        return None
    both = [p for one in plans for _, p in one.rows if p.says() and len(p.facts) > 1 and "target_date" in p.facts]
    cells = [[_cells(*row, sides) for row in one.rows] if one in plans else [] for one in lists]
    names = [name for name in _HEADS if name == "milestone" or any(name in row for rows in cells for row in rows)]
    tables: list[Table] = []
    chosen: dict[int, Chosen | None] = {}
    stale: set[int] = set()
    for number, (one, rows) in enumerate(zip(lists, cells, strict=True), 1):
        table = Table(f"list {number}" if len(lists) > 1 else "the list", above=_above(one, sides))
        places = [point.number for point, _ in one.rows]
        if rows:
            table.rows = [
                GridRow(n, [row.get(name, Cell()) for name in names]) for n, row in zip(places, rows, strict=True)
            ]
        else:
            table.rows = [GridRow(point.number, [_cell("; ".join(_all_of(point)))]) for point, _ in one.rows]
        tables.append(table)
        chosen[id(table)] = _chosen(table, names, order) if rows else None
        if id(one) in older:
            stale.add(id(table))
    titles = [title for one, table in zip(lists, tables, strict=True) for title in _untold(one, table, chosen, sides)]
    beside = list(dict.fromkeys([*outline.loose, *shown, *titles]))
    found = replace(paper, tables=[*tables, *paper.tables], beside=beside, loose=[])
    newer = [one for one in lists if id(one) in above and one.facts >= _FEWEST]
    kept_newer = next((said for one in newer for said in _above(one, sides) if _is_inward(said, sides)), "")
    told = list(dict.fromkeys(told))
    said = {id(table): [p.said for p, _ in one.rows] for one, table in zip(lists, tables, strict=True)}
    return Listed(found, chosen, sides, len(both) >= _SURELY, frozenset(stale), tuple(told), kept_newer, said)


def _stands_alone(line: str, cutter: Cutter) -> bool:
    """Whether a line without a sign of a list is a step: it begins with a day, or is cut into three with one among them."""
    if len(line) > 160 or re.search(r"[.!?。]\s+\S.*[.!?。]$", line):
        return False
    pieces = cutter.cut(line, [])
    if "target_date" not in pieces.facts or not pieces.step:
        return False
    begins = not line.startswith(pieces.step) and (":" in line or "：" in line)
    return begins or len(_BETWEEN.split(line)) > 2


def _lists(section: Section, titles: tuple[str, ...], cutter: Cutter, heads: tuple[str, ...]) -> list[_List]:
    """The lists of a section: its own points, and those below a point that names a part of the plan."""
    found: list[_List] = []
    rows: list[tuple[Point, Pieces]] = []
    for point in section.points:
        pieces = cutter.cut(point.said, point.facts, heads)
        below = [cutter.cut(one.said, one.facts, heads) for one in point.below]
        if not pieces.says() and sum(one.says() for one in below) * 2 >= len(below) > 0:
            if rows:
                found.append(_List(replace(section, points=[one for one, _ in rows]), titles, rows))
                rows = []
            said = [*point.facts, *point.answers, *([f"struck through: {point.struck}"] if point.struck else [])]
            point.below[0].below += [Point(point.number, line, 0, "", point.quoted) for line in said]
            above = [section.above] if section.above and section.above not in titles else []
            inner = Section((*titles, *above, point.said), "", point.below)
            found += _lists(inner, inner.titles, cutter, heads)
        else:
            rows.append((point, pieces))
    if rows:
        found.append(_List(replace(section, points=[one for one, _ in rows]), titles, rows))
    return found


def _take_title(one: _List, cutter: Cutter) -> None:
    """A day or a person above a list is that of each of its points that names none itself."""
    above = [*one.titles, *([one.section.above] if one.section.above else [])]
    said = above[-1].rstrip(" :：") if above else ""
    day = cutter.day_in(said)
    owner = said if not day and cutter.is_known_person(said) else ""
    taken = ("target_date",) if day else ("owner", "buyer_owner", "seller_owner")
    open_rows = [pieces for _, pieces in one.rows if pieces.step and not any(name in pieces.facts for name in taken)]
    if not (day or owner) or not open_rows:
        return
    for pieces in open_rows:
        pieces.facts[taken[0]] = day or owner
    one.titles = tuple(title for title in one.titles if title != above[-1])
    if one.section.above == above[-1]:
        one.section = replace(one.section, above="")


def _ours_apart(every: Sequence[Pieces], sides: Sides) -> None:
    """A point that is only called ours, "(ours)", is not for the buyer where no other one is called the buyer's: it says whose the point
    is, and not whose turn."""
    if any(sides.side_named(pieces.facts.get("owner", "")) in ("buyer", "both") for pieces in every):
        return
    for pieces in every:
        if says_mine(pieces.facts.get("owner", "")):
            pieces.facts["private"] = pieces.facts.pop("owner")


def _take_off_inward(lists: Sequence[_List], sides: Sides) -> list[str]:
    """Take off, and return, the titles that would keep from the buyer's side what that wrote itself: "our internal freeze is in week
    52"."""
    titles = {said for one in lists if not one.quoted for said in (*one.titles, one.section.above) if said}
    gone = {said for said in titles if _is_inward(said, sides)}
    for one in lists if gone else ():
        one.titles = tuple(title for title in one.titles if title not in gone)
        one.section = replace(one.section, above="" if one.section.above in gone else one.section.above)
    return sorted(gone)


def _beside(lists: Sequence[_List], sides: Sides, *, among: bool) -> tuple[set[int], set[int]]:
    """(those that stand in an older mail, quoted below one that holds the plan itself; those that stand above the quoted mail with the
    plan, and are none: a point or two by whom it was forwarded, or what two of ours, ``among`` whom the mail is, settle)."""
    facts: Counter[int] = Counter()
    for one in lists:
        titles = [title for title in (*one.titles, one.section.above) if title and not may_be_theirs(title, sides)]
        if not any(_is_inward(title, sides) for title in titles):
            facts[one.quoted] += one.facts
    plan = min((depth for depth, count in facts.items() if count >= _FEWEST), default=min(facts, default=0))
    layers = [(one.quoted, pieces) for one in lists for _, pieces in one.rows] if among else []
    plan = below_ours(plan, layers, sides)
    return {id(one) for one in lists if one.quoted > plan}, {id(one) for one in lists if one.quoted < plan}


def _order_kept(lists: Sequence[_List], sides: Sides) -> tuple[str, ...]:
    """Whose owner comes first wherever two are named, by the people whom we know; empty where these stand in both places, or
    hardly any is known."""
    found: Counter[tuple[int, str]] = Counter()
    for pieces in (pieces for one in lists for _, pieces in one.rows):
        parts = parts_of(pieces.facts.get("owner", ""))
        for place, part in enumerate(parts if len(parts) == 2 else ()):
            owners = sides.owners(part)
            found[place, "buyer" if owners.buyer else "seller" if owners.seller else ""] += 1
    ways = (("buyer", "seller"), ("seller", "buyer"))
    for first, second in ways:
        if found[0, first] + found[1, second] > 1 and not found[0, second] and not found[1, first]:
            return (first, second)
    return ()


def _with_people(sides: Sides, outline: Outline, lines: Sequence[str]) -> Sides:
    """``sides`` with the people whom a list names with their company, "Tess Okoro, VP Clinical Ops, Pinwheel", or a mail with an
    address there."""
    people = named_with_address(lines, sides)
    for point in (point for section in outline.sections for point in section.points):
        parts = [part.strip() for part in re.split(r"[,;()（）]|\s[–—-]\s", point.said) if part.strip()]
        side = sides.side_named(parts[-1]) if 2 <= len(parts) <= 4 else ""
        if side in people and len(parts[0].split()) > 1 and person.judge(parts[0]) == "person":
            people[side].append(parts[0])
    return with_people(sides, people["buyer"], people["seller"])


def _declared(loose: Sequence[str], cutter: Cutter, own: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields in the order in which a line of the file names them, and whose owner comes first there: "Format: what - who
    at Pinwheel / who at Latchkey - due - done when"."""
    for line in loose:
        for said in (line, *re.split(r"[:：]\s+|\.\s+", line)):
            parts = [part.strip(" _*.") for part in _BETWEEN.split(said)]
            orders = [order_of(part, dict(own)) for part in parts]
            names = ["owner" if order else _headed(part, cutter) for part, order in zip(parts, orders, strict=True)]
            if len(parts) > 2 and all(names) and "milestone" in names and len(set(names)) == len(names):
                return tuple(names), next((order for order in orders if order), ())
    return (), ()


def _headed(part: str, cutter: Cutter) -> str:
    if folded(part) in words_of("step") or folded(part) in words_of("step_weak"):
        return "milestone"
    return cutter.field_of(part) or (side_owner(part, cutter.own))


def _above(one: _List, sides: Sides) -> tuple[str, ...]:
    """The title of a list: of several the one that keeps it from the buyer, else the innermost."""
    titles = [title for title in (*one.titles, one.section.above) if title]
    inward = [title for title in titles if _is_inward(title, sides)]
    return tuple(inward[:1] or titles[-1:])


def _is_inward(title: str, sides: Sides) -> bool:
    """Whether a title keeps its list from the buyer, as that of a table does: a sentence may speak of much."""
    return len(title) <= MAX_TITLE and bool(
        (inward_word(title) and not is_held_at(title, sides.is_buyers))
        or only_ours(f"{title}:", sides.is_ours)
        or kept_from(title, sides.is_buyers)
        or view_of_ours(title, sides)
        or part_word(title, sides)
    )


def _untold(one: _List, table: Table, chosen: Mapping[int, Chosen | None], sides: Sides) -> list[str]:
    """The lines above a list that nothing tells of: neither that it was not read, nor why it is kept."""
    last = table.above[-1] if table.above else ""
    is_told = (table.title and chosen[id(table)] is None) or _is_inward(last, sides)
    return [title for title in (*one.titles, one.section.above) if title and not (is_told and title == last)]


def _all_of(point: Point) -> list[str]:
    struck = [f"struck through: {point.struck}"] if point.struck else []
    return [said for said in (point.said, *struck, *point.lines, *point.told, *point.answers) if said]


def _cells(point: Point, pieces: Pieces, sides: Sides) -> dict[str, Cell]:
    """The cells of a point's row, by the name of their column; those that say nothing are missing."""
    dropped = bool(point.struck) and not pieces.says()
    if dropped:  # with what is said of it
        gone = " ".join(one for one in (point.struck, point.said, *point.facts) if one)
        said, rest, pieces, step = {}, [], Pieces(), Cell(lines=(Line("", gone),))
    else:
        said, step = dict(pieces.facts), _cell(pieces.step, point.struck)
        rest = [text for at, text in pieces.rest if at != BELOW]
    below = [text for at, text in pieces.rest if at == BELOW]
    below += [line for line in point.lines if line not in point.facts]
    apart = [line for line in below if _is_private(line, sides)]
    own = said.pop("private", "")
    tag = tag_behind(point.said)
    private = own or next((text for text in (*rest, *said.values()) if _is_private(text, sides)), tag)
    said = {name: text for name, text in said.items() if text != private}
    if point.box in ("in progress", "cancelled") and "status" not in said:
        said["status"] = point.box
    elif point.box and "status" not in said and not dropped:
        said["status"] = "☒" if point.box == "done" else "☐"
    said["rest"] = "; ".join(text for text in rest if text != private)
    said["below"] = "; ".join(line for line in below if line not in apart)
    said["private"], said["kept"] = private, "; ".join((*apart, *point.told))
    step.remarks = tuple(Remark(answer) for answer in point.answers)
    return {"milestone": step, **{name: _cell(text) for name, text in said.items() if clean(text)}}


def _is_private(said: str, sides: Sides) -> bool:
    said = _RUNS.sub(r"\1", said)
    if says_plainly(said):
        return False
    by_name = kept_from(said, sides.is_buyers) if len(said) <= MAX_TITLE else ""
    return bool(inward_word(said) or private_line(said) or only_ours(said, sides.is_sellers) or by_name)


def _chosen(table: Table, names: Sequence[str], order: tuple[str, ...]) -> Chosen:
    """The columns ``names`` of a list's table."""
    at = {name: column for column, name in enumerate(names)}
    return Chosen(
        table,
        first=0,
        height=0,
        heads={column: _HEADS[name] for name, column in at.items()},
        fields={name: column for name, column in at.items() if name in _FIELDS},
        targets=(at["target_date"],) if "target_date" in at else (),
        unknown={at[name]: _HEADS[name] for name in ("rest", "below") if name in at},
        secret={at["kept"]: (_HEADS["kept"], "it is called internal there")} if "kept" in at else {},
        flags={at["private"]: "private"} if "private" in at else {},
        order=order,
    )


def _cell(said: str, struck: str = "") -> Cell:
    text = clean(said)
    return Cell(lines=(Line(text, struck),)) if text or struck else Cell()
