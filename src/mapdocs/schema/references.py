"""The ids of a plan's rows, and what is meant by a reference to one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mapdocs.language.slugs import slug
from mapdocs.language.spelling import close_matches
from mapdocs.schema.kinds import Kind
from mapdocs.schema.model import Milestone
from mapdocs.schema.validation import Values, Walk

#: Dates of the deal that rows may hang on; no row can have one of these ids.
FIXED = ("go_live", "review")


def ids_of(rows: tuple[Values, ...], walk: Walk) -> list[str]:
    """An id a row: the one given, or the name's first part, numbered where two would be the same."""
    ids: list[str] = []
    given = {row["id"] for row in rows if row.get("id")}
    for index, row in enumerate(rows):
        row_id, path = row.get("id"), f"milestones[{index}].id"
        if row_id in ids:
            walk.report("MAP022", path, f"the id {row_id} is given twice", "give each row its own")
        elif row_id in FIXED:
            walk.report("MAP022", path, f"{row_id} already means a date of the deal", "choose another id")
        if not row_id or row_id in ids:
            base = slug(re.split(r"\s+/\s+", row.get("milestone", ""), maxsplit=1)[0]) or f"row-{index + 1}"
            row_id, number = base, 2
            while row_id in ids or row_id in given:
                row_id, number = f"{base}-{number}", number + 1
        ids.append(row_id)
    return ids


class References:
    """What people write for a row (id, kind, beginning of an id, name), and what is said where it is none."""

    def __init__(self, ids: list[str], kinds: list[Kind], walk: Walk) -> None:
        self.ids, self.kinds, self.walk = ids, kinds, walk

    def row(self, reference: str) -> str | None:
        """The id of the one row that ``reference`` means, None where there is none or more than one."""
        if reference in self.ids:
            return reference
        wanted = slug(reference)
        if wanted in self.ids:
            return wanted
        of_kind = [i for i, kind in zip(self.ids, self.kinds, strict=True) if kind == wanted.replace("-", "_")]
        starting = [i for i in self.ids if wanted and i.startswith(wanted)]
        return next((found[0] for found in (of_kind, starting) if len(found) == 1), None)

    def anchor(self, written: str) -> str:
        """The id, or the fixed date, that a relative date hangs on; ``written`` itself where it is neither."""
        folded = written.casefold().replace("-", "_").replace(" ", "_")
        return folded if folded in FIXED else self.row(written) or written

    def before(self, reference: str, own: str, path: str) -> str | None:
        """The id of a row that must be done before the row ``own``; None, and said, where it is no other row."""
        found = self.row(reference)
        if found is None:
            self.report(path, reference)
        elif found == own:
            self.walk.report("MAP023", path, "this row waits for itself", "name the rows that must be done first")
            return None
        return found

    def report(self, path: str, anchor: str) -> None:
        """Say why ``anchor`` is nothing that can be hung on."""
        if anchor == "go_live":
            message, hint = "it hangs on the go-live, and the deal has no go_live", "add go_live under deal"
        elif anchor == "review":
            message, hint = "it hangs on the review, and no review is scheduled", "add review with at and timezone"
        elif anchor in self.ids:
            message, hint = f"it hangs on {anchor}, which has no date", f"give {anchor} a target_date"
        else:
            close = close_matches(slug(anchor), self.ids, n=1, cutoff=0.5)
            message = f"there is no row with the id “{anchor}”"
            hint = f"did you mean {close[0]}?" if close else f"the ids are {', '.join(self.ids[:12])}"
        self.walk.report("MAP022", path, message, hint)


_TOLD = 4  # rows of a circle that a message names


def report_circles(rows: Sequence[Milestone], walk: Walk) -> None:
    """Say of each circle in which rows wait for each other, by ``after`` and by dates that follow another row's, what leads
    round it. A circle of dates alone is told at the dates."""
    named = {row.id: tuple(row.after or ()) for row in rows}
    dated = {row.id: row.target_rule.anchor for row in rows if row.target_rule is not None and row.target_rule.after}
    waits = {row.id: (*named[row.id], *([dated[row.id]] if row.id in dated else [])) for row in rows}
    left, told = _unfinished(waits), set[str]()
    by_id = {row.id: row for row in rows}
    for row in rows:
        way = _way_round(row.id, named[row.id], waits, left) if row.id in left - told else ()
        if way:
            told.update(way)
            names = [by_id[one].title for one in way]
            said = [*(names if len(names) <= _TOLD else [*names[: _TOLD - 1], "…"])[1:], names[0]]
            walk.report(
                "MAP023",
                f"{row.path}.after",
                f"in a circle, {names[0]} waits for {', which waits for '.join(said)}",
                "one of them has to begin without the other: take that out of its after",
            )


def _unfinished(waits: Mapping[str, Iterable[str]]) -> set[str]:
    """The rows that are never done where each is done after what it waits for."""
    open_ = {row: {name for name in names if name in waits} for row, names in waits.items()}
    behind: dict[str, list[str]] = {}
    for row, names in open_.items():
        for name in names:
            behind.setdefault(name, []).append(row)
    ready = [row for row, names in open_.items() if not names]
    for row in _growing(ready):
        for later in behind.get(row, ()):
            open_[later].discard(row)
            if not open_[later]:
                ready.append(later)
    return set(open_) - set(ready)


def _growing(found: list[str]) -> Iterator[str]:
    """What is in ``found``, and what is added to it meanwhile."""
    at = 0
    while at < len(found):
        yield found[at]
        at += 1


def _way_round(row: str, first: Iterable[str], waits: Mapping[str, Iterable[str]], left: set[str]) -> tuple[str, ...]:
    """The shortest way from ``row`` by ``first`` back to it; none where it stands in no circle."""
    came = {name: row for name in first if name in left}
    seen = list(came)
    for one in _growing(seen):
        if one == row:
            break
        for name in waits[one]:
            if name in left and name not in came:
                came[name] = one
                seen.append(name)
    if row not in came:
        return ()
    way = [came[row]]
    while way[-1] != row:
        way.append(came[way[-1]])
    return tuple(reversed(way))
