"""What can be wrong with a teaching example: each flaw with its rule, its notes and what spoils a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapdocs.dates import working_days
from mapdocs.rules import check
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


_MOST = 3  # flawed rows: enough to be found by comparing, few enough that the rest still shows how it is done

Spoil = Callable[[Spec, int, date], Milestone]


def _without_owner(spec: Spec, place: int, today: date) -> Milestone:
    """A department, or nobody, where a person of the buyer's should be named; the proof speaks of that person no more."""
    row = spec.milestones[place]
    department = _DEPARTMENT[row.kind]
    proof = row.exit_criteria
    if proof and row.buyer_owner:
        names = "|".join(map(re.escape, (row.buyer_owner, *row.buyer_owner.split()[:1])))
        proof = re.sub(rf"\b(?:{names})\b", department or "The team", proof)
    return replace(row, buyer_owner=department, exit_criteria=proof)


def _hurried(spec: Spec, place: int, today: date) -> Milestone:
    """Two days after the row above, without evidence."""
    row = spec.milestones[place]
    if row.target_date is None:
        return row
    before = max((r.target_date for r in spec.milestones[:place] if r.target_date), default=today)
    soon = working_days.of_country(spec.settings.holidays).shift(max(before, today), _SHORT)
    return replace(row, target_date=min(soon, row.target_date), evidence=None, after=None)


def _vague(spec: Spec, place: int, today: date) -> Milestone:
    """Progress talk where the proof was."""
    row = spec.milestones[place]
    return replace(row, exit_criteria=_VAGUE[row.kind])


@dataclass(frozen=True, slots=True)
class Flaw:
    """What can be wrong with rows of a teaching example.

    ``rule`` finds it; ``notes`` say what a forecast call would miss, a sentence a row in turn (``{owner}`` is filled in);
    ``spoil`` makes the flawed row; ``first`` are the kinds of step where it is met most in life.
    """

    rule: str
    notes: tuple[str, ...]
    spoil: Spoil
    first: tuple[Kind, ...] = ()


#: By the name that ``--flaw`` takes; the first one is the usual one.
FLAWS: dict[str, Flaw] = {
    "missing-buyer-owners": Flaw(
        "MAP101",
        (
            "{owner} cannot be asked on the phone. On a forecast call this step has no one who could be late, so nobody hears that it is.",
            "Who would you write to on the morning after this date? {owner} has no inbox that anyone reads for it.",
            "{owner} never said yes to this step. A person does, or moves the date; either tells you more than silence.",
        ),
        _without_owner,
        ("legal", "security", "procurement"),
    ),
    "vague-exit-criteria": Flaw(
        "MAP105",
        (
            "This is true on every day until the deal is lost. Nobody can say on which day it was done, so the row never turns and never warns.",
            "Two people would answer differently whether this is done. Write what a stranger could be shown.",
            "A feeling is no proof: ask which paper, mail or system shows it, and write that.",
        ),
        _vague,
        ("business_case", "procurement", "alignment"),
    ),
    "optimistic-dates": Flaw(
        "MAP110",
        (
            "The date is a hope: nothing says why it should go so fast here. The forecast carries it until the day after.",
            "The last three took longer, and this row does not say what is different now: evidence, or move it right.",
            "Nobody on the buyer's side gave this date. Ask its owner how long their last one took.",
        ),
        _hurried,
        ("security", "legal", "procurement"),
    ),
}


def flawed(spec: Spec, flaws: Sequence[str], *, today: date) -> Spec:
    """``spec`` with the flaws of these names, in turn, in two or three of nine rows and in each row one.

    A row is spoilt where the flaw's own rule then finds it, and no rule finds anything else.
    """
    before = _found(spec, today)
    wanted = max(len(flaws), min(_MOST, len(spec.milestones) // 3), 1)
    touched: set[int] = set()
    spoilt = True
    while spoilt and len(touched) < wanted:
        spoilt = False
        for name in flaws:
            if len(touched) >= wanted:
                break
            for place, worse in _spoilt(spec, FLAWS[name], touched, today):
                if _finds_nothing_else(_found(worse, today) - before, worse.milestones[place], flaws, name):
                    spec, spoilt = worse, True
                    touched.add(place)
                    break
    return spec


def _spoilt(spec: Spec, flaw: Flaw, touched: set[int], today: date) -> Iterator[tuple[int, Spec]]:
    """``spec`` with one more row spoilt, the likeliest row first."""
    rows = spec.milestones
    ranked = sorted(
        (n for n in range(len(rows)) if n not in touched),
        key=lambda n: flaw.first.index(rows[n].kind) if rows[n].kind in flaw.first else len(flaw.first),
    )
    for place in ranked:
        yield place, replace(spec, milestones=(*rows[:place], flaw.spoil(spec, place, today), *rows[place + 1 :]))


def _finds_nothing_else(found: set[tuple[str, str]], row: Milestone, flaws: Sequence[str], name: str) -> bool:
    rules = {FLAWS[flaw].rule for flaw in flaws}
    return (FLAWS[name].rule, row.path) in found and {code for code, _ in found} <= {*rules, NOT_ASKED}


def _found(spec: Spec, today: date) -> set[tuple[str, str]]:
    """Code and row of every finding."""
    return {(f.code, f.path.split(".")[0]) for f in check(spec, today=today)}


#: The rule about a published link asks for what a teaching example need not have.
NOT_ASKED = "MAP113"


def notes(spec: Spec, *, flaws: Sequence[str] = (), today: date) -> tuple[str, ...]:
    """One note a row: why it works, or what a forecast call would miss. They stand on the answer key."""
    found = _found(spec, today)
    said: list[str] = []
    used = dict.fromkeys(flaws, 0)
    for row in spec.milestones:
        name = next((name for name in flaws if (FLAWS[name].rule, row.path) in found), None)
        if name is None:
            said.append(_works(row))
            continue
        sentences = FLAWS[name].notes
        said.append(sentences[used[name] % len(sentences)].format(owner=row.buyer_owner or "Nobody"))
        used[name] += 1
    return tuple(said)


def _works(row: Milestone) -> str:
    reason = row.evidence or "it waits for the row before"
    return (
        f"{row.buyer_owner} owns it and can be asked. “{row.exit_criteria}” is something a stranger could check. "
        f"The date has its reason: {reason[:1].lower()}{reason[1:]}."
    )
