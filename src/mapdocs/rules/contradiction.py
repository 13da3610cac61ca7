"""What a text says against its own row: MAP122."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from mapdocs.language.mentions import Day, days_in, parts, people_in
from mapdocs.plan.go_live import names_go_live
from mapdocs.plan.schedule import spoken
from mapdocs.rules.registry import Case, Violation, rule
from mapdocs.schema.model import Milestone, Spec

_ASK = "deal.why.ask"


@rule("MAP122", "warning")
def texts_name_the_rows_own_date_and_person(case: Case) -> Iterator[Violation]:
    """An ask or a proof names the date and the person of its row.

    The training's test of a plan is that the champion can forward it as it stands: an approver who reads one day in the
    ask and another in the table asks which of them holds. Only whole dates count, and people who are listed under
    ``people``; a text that names another row, the go-live or the review may name its day. Rows that are done or
    cancelled are left alone.
    """
    spec = case.spec
    for row in case.open_rows:
        if row.exit_criteria:
            yield from _proof(row, row.exit_criteria, case)
    ask = spec.deal.why.ask if spec.deal.why else None
    if ask:
        yield from _ask(ask, case)


def _proof(row: Milestone, text: str, case: Case) -> Iterator[Violation]:
    path = f"{row.path}.exit_criteria"
    moved = {move.from_date for move in row.moved}
    fitting = {row.target_date, row.done_on, *_days_named(text, case.spec)}
    for day in days_in(text):
        other = day.readings.isdisjoint(fitting)
        current = any(reading >= case.today or reading in moved for reading in day.readings)
        if row.target_date and other and current:
            message = f"this proof names {day.written}, and {row.title} is on {spoken(row.target_date)}"
            yield _date(path, message, day)
    yield from _people(path, text, [row], case.spec)


def _ask(text: str, case: Case) -> Iterator[Violation]:
    spec = case.spec
    meant = [row for row in case.rows if _is_named(row, text)]
    dated = meant or list(case.rows)
    fitting = {row.target_date for row in dated} | _days_named(text, spec)
    review = spec.review
    if not meant and review:
        fitting |= {review.edits_by, review.at.date() if review.at else None}
    if not meant:
        fitting.add(spec.deal.go_live)
    for day in days_in(text):
        if not day.readings.isdisjoint(fitting) or not any(row.target_date for row in dated):
            continue
        asked = min(day.readings)
        nearest = min(
            (row for row in dated if row.target_date), key=lambda row: abs(((row.target_date or asked) - asked).days)
        )
        assert nearest.target_date is not None
        message = f"the ask names {day.written}, and {nearest.title} is on {spoken(nearest.target_date)}"
        yield _date(_ASK, message, day)
    if meant:
        yield from _people(_ASK, text, meant, spec)


def _date(path: str, message: str, day: Day) -> Violation:
    return Violation(path, message, "write the row's own date, or move the row", within=day.written)


def _days_named(text: str, spec: Spec) -> set[date | None]:
    """The days of what ``text`` names: other rows, the go-live."""
    found: set[date | None] = {row.target_date for row in spec.milestones if _is_named(row, text)}
    if names_go_live(text):
        found.add(spec.deal.go_live)
    if spec.review and spec.review.at and re.search(r"\breview\b", text, re.IGNORECASE):
        found.add(spec.review.at.date())
    return found


def _is_named(row: Milestone, text: str) -> bool:
    """Whether ``text`` has the row's name, or one of the names that it is made of ("Procurement / PO")."""
    names = _names(row.milestone, row.buyer_label or "")
    return names is not None and names.search(text) is not None


@lru_cache(maxsize=2048)
def _names(milestone: str, label: str) -> re.Pattern[str] | None:
    """A row's names as one pattern: each row is looked for in each text, and all of them at each key that is typed."""
    names = [name for name in (milestone, label, *re.split(r"\s+[/&]\s+", milestone)) if name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None


def _people(path: str, text: str, rows: Iterable[Milestone], spec: Spec) -> Iterator[Violation]:
    owners = [owner for row in rows for owner in (row.buyer_owner, row.seller_owner) if owner]
    theirs = {word for owner in owners for word in parts(owner)}
    listed = [person.name for person in (*spec.buyer.people, *spec.seller.people)]
    named = list(people_in(text, listed))
    if not owners or not named or any(not theirs.isdisjoint(parts(one.written)) for one in named):
        return
    one, title = named[0], " and ".join(row.title for row in rows)
    yield Violation(
        path,
        f"this names {one.name}, and {title} is owned by {' and '.join(dict.fromkeys(owners))}",
        "name the owner, or make this person the row's owner",
        within=one.written,
    )
