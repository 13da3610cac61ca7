"""The ids of a plan's rows, and what is meant by a reference to one."""

from __future__ import annotations

import re

from mapdocs.language.slugs import slug
from mapdocs.language.spelling import close_matches
from mapdocs.schema.kinds import Kind
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
