"""What the rep can write back to the buyer where an edit breaks a rule: a question, in words for a buyer."""

from __future__ import annotations

import re

from mapdocs.findings import Finding
from mapdocs.schema.model import Milestone, Spec

_QUESTIONS = {
    "MAP101": "Who on your side will own “{row}”? One name is enough.",
    "MAP102": "We will name the person on our side for “{row}” and send you the plan again.",
    "MAP103": "By which day can “{row}” be done?",
    "MAP104": "How will we both see that “{row}” is done?",
    "MAP105": "For “{row}” you wrote “{proof}”. What could anyone look at to see that it is done: a signature, a number, a written yes?",
    "MAP106": "Did we lose a step? With the changes the plan has {count} rows.",
    "MAP107": "You are the only name on your side now. Who else takes part: finance, IT, legal, procurement?",
    "MAP108": "“{row}” is on {day} now. Is that the earliest day that holds, or can we do something to help?",
    "MAP109": "“{row}” is on {day} now, which is before a step that stands above it. Which of the two comes first?",
    "MAP110": "“{row}” has until {day}. How long did it take the last times?",
    "MAP115": "“{row}” was due on {day}. Which day holds now?",
    "MAP116": "“{row}” is on {day}, which is no working day. Is the working day before it right?",
}

_WHY_MOVED = "“{row}” moved to {day}. What is the reason? We keep it with the date, so that nobody has to ask twice."


def questions(spec: Spec, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> list[str]:
    """A question for each finding of ``after`` that ``before`` did not have, as far as a buyer can answer it."""
    known = {(f.code, f.message) for f in before}
    asked: dict[str, None] = {}
    for finding in after:
        if (finding.code, finding.message) in known or finding.code not in _QUESTIONS:
            continue
        row = _row_of(spec, finding.path)
        moved = ".moved" in finding.path
        asked[_filled(_WHY_MOVED if moved else _QUESTIONS[finding.code], spec, row)] = None
    return list(asked)


def _row_of(spec: Spec, path: str) -> Milestone | None:
    match = re.match(r"milestones\[(\d+)\]", path)
    index = int(match[1]) if match else -1
    return spec.milestones[index] if 0 <= index < len(spec.milestones) else None


def _filled(text: str, spec: Spec, row: Milestone | None) -> str:
    day = f"{row.target_date.day} {row.target_date:%B}" if row and row.target_date else "another day"
    name = (row.buyer_label or row.milestone) if row else "this step"
    proof = " ".join((row.exit_criteria or "").split()) if row else ""
    return text.format(row=name, day=day, proof=proof, count=len(spec.milestones))
