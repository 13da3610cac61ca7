"""Values that a cell states plainly and that are still hardly what the buyer means: asked about, never taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mapdocs.plan.snapshot import SentRow
from mapdocs.returns.changes import EMPTIED, Edit
from mapdocs.returns.owner_cells import Parties

_MOST_LATER = 330  # days that one edit moves a date; beyond it the year is more often a slip


def with_doubts(edits: Iterable[Edit], sent: SentRow | None, parties: Parties, since: date) -> list[Edit]:
    """``edits`` with a question for each that names somebody of the other side, or a day of another year; the plan was sent
    on the day ``since``."""
    edits = list(edits)
    status = next((edit.new for edit in edits if edit.field == "status" and edit.new), sent.status if sent else "open")
    is_over = status in ("done", "cancelled") or any(edit.field == "done_on" for edit in edits)
    return [_asked(edit, sent, parties, since, is_over) for edit in edits]


def _asked(edit: Edit, sent: SentRow | None, parties: Parties, since: date, is_over: bool) -> Edit:
    is_owner = edit.field in ("buyer_owner", "seller_owner")
    if is_owner and edit.question == EMPTIED and any(map(str.isalnum, edit.raw)):  # our own word for nobody
        return replace(edit, question=f"“{' '.join(edit.raw.split())}” is nobody yet; who is it?")
    if edit.question or edit.new is None:
        return edit
    if is_owner and parties.is_of_the_others(edit.new, edit.field):
        why = f"“{edit.new}” is one of the other side's people; who is it?"
        return replace(edit, new=None, question=why, readings=(edit.new,))
    if edit.field != "target_date" or is_over:
        return edit
    day, before = date.fromisoformat(edit.new), sent.target_date if sent else None
    if day < since and (before is None or day < before):
        why = f"{day.day} {day:%b %Y} has passed; is the year right?"
    elif before is not None and before >= since and (day - before).days > _MOST_LATER:
        why = f"{day.day} {day:%b %Y} is nearly a year later or more; is the year right?"
    else:
        return edit
    meant = _in_another_year(day, before or since, since)
    return replace(edit, new=None, question=why, readings=tuple(dict.fromkeys((*meant, edit.new))))


def _in_another_year(day: date, near: date, since: date) -> tuple[str, ...]:
    """The same day of the year in which it lies closest to ``near`` and not in the past."""
    possible = [
        found for year in range(since.year, since.year + 3) if (found := _in_year(day, year)) and found >= since
    ]
    closest = min(possible, key=lambda found: abs(found - near), default=None)
    return (closest.isoformat(),) if closest else ()


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None
