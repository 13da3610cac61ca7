"""What can be wrong with a teaching example: each flaw with its rule, its note and what applies it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from mapdocs.dates import working_days
from mapdocs.rules import check
from mapdocs.rules.classify.person import judge
from mapdocs.schema.kinds import Kind
from mapdocs.schema.model import Milestone, Spec

_DEPARTMENT: dict[Kind, str | None] = {
    "security": "IT Security",
    "legal": "Legal",
    "procurement": None,
    "business_case": "Finance",
    "signature": None,
    "alignment": None,
    "other": None,
}
_VAGUE: dict[Kind, str] = {
    "alignment": "Everyone is aligned",
    "business_case": "CFO on board",
    "security": "Security review in progress",
    "legal": "Legal progressing",
    "procurement": "PO should be issued soon",
    "signature": "Signature expected before the end of the month",
    "other": "Moving forward",
}
_SHORT = 2  # working days: "legal in two days"


def _without_owners(spec: Spec, today: date) -> Spec:
    """Departments and gaps where the buyer's other teams should be named; two people stay, or it were another flaw."""
    rows = list(spec.milestones)
    wanted = [n for n, row in enumerate(rows) if row.kind in ("security", "legal", "procurement")] or list(
        range(1, len(rows))
    )
    for n in wanted:
        changed = [*rows[:n], replace(rows[n], buyer_owner=_DEPARTMENT[rows[n].kind]), *rows[n + 1 :]]
        people = {row.buyer_owner for row in changed if row.buyer_owner and judge(row.buyer_owner) == "person"}
        if len(people) >= min(2, len({row.buyer_owner for row in spec.milestones})):
            rows = changed
    return replace(spec, milestones=tuple(rows))


def _hurried(spec: Spec, today: date) -> Spec:
    """Legal, security and procurement in two days, without evidence."""
    calendar = working_days.of_country(spec.settings.holidays)
    rows: list[Milestone] = []
    before = today
    for row in spec.milestones:
        usual = spec.settings.typical_working_days.get(row.kind, 0)
        if row.target_date and usual > _SHORT:
            soon = calendar.shift(max(before, today), _SHORT)
            row = replace(row, target_date=min(soon, row.target_date), evidence=None, after=None)
        rows.append(row)
        before = row.target_date or before
    return replace(spec, milestones=tuple(rows))


def _vague(spec: Spec, today: date) -> Spec:
    """Progress talk where the proofs were."""
    return replace(spec, milestones=tuple(replace(row, exit_criteria=_VAGUE[row.kind]) for row in spec.milestones))


@dataclass(frozen=True, slots=True)
class Flaw:
    """What can be wrong with a teaching example: the rule that finds it, the note on each row that has it (``{owner}`` is
    filled in), and the function that applies it to the rows where it is met in life, and to no others."""

    rule: str
    note: str
    apply: Callable[[Spec, date], Spec]


#: By the name that ``--flaw`` takes; the first one is the usual one.
FLAWS: dict[str, Flaw] = {
    "missing-buyer-owners": Flaw(
        "MAP101",
        "{owner} cannot be asked on the phone. On a forecast call this step has no one who could be late, so nobody hears that it is.",
        _without_owners,
    ),
    "vague-exit-criteria": Flaw(
        "MAP105",
        "This is true on every day until the deal is lost. Nobody can say on which day it was done, so the row never turns and never warns.",
        _vague,
    ),
    "optimistic-dates": Flaw(
        "MAP110",
        "The date is a hope: nothing says why it should go so fast here. The forecast carries it until the day after.",
        _hurried,
    ),
}


def flawed(spec: Spec, flaw: str, *, today: date) -> Spec:
    """``spec`` with the flaw of that name applied."""
    return FLAWS[flaw].apply(spec, today)


def notes(spec: Spec, *, flaw: str | None, today: date) -> tuple[str, ...]:
    """One note a row: why it works, or what a forecast call would miss. They stand on the answer key."""
    found = {(f.code, f.path.split(".")[0]) for f in check(spec, today=today)}
    said = []
    for row in spec.milestones:
        broken = flaw is not None and (FLAWS[flaw].rule, row.path) in found
        said.append(FLAWS[flaw].note.format(owner=row.buyer_owner or "Nobody") if broken and flaw else _works(row))
    return tuple(said)


def _works(row: Milestone) -> str:
    reason = row.evidence or "it waits for the row before"
    return (
        f"{row.buyer_owner} owns it and can be asked. “{row.exit_criteria}” is something a stranger could check. "
        f"The date has its reason: {reason[:1].lower()}{reason[1:]}."
    )
