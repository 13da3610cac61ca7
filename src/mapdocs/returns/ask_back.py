"""What the rep can write back to the buyer where an edit leaves something open: questions in the plan's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mapdocs.findings import Finding
from mapdocs.language import lexicon
from mapdocs.plan.labels import buyer_label
from mapdocs.returns.pull import Pulled
from mapdocs.schema.model import Milestone, Spec
from mapdocs.templating.words import Words

#: What a buyer can answer, by the rule. What only the seller can mend (their own owner, their quarter, the order of the
#: rows) is never asked.
_QUESTIONS = {
    "MAP101": "owner",
    "MAP103": "date",
    "MAP104": "proof",
    "MAP105": "vague_proof",
    "MAP106": "lost",
    "MAP107": "others",
    "MAP110": "soon",
    "MAP115": "passed",
    "MAP116": "day_off",
    "MAP120": "after_go_live",
    "MAP121": "before_first",
    "MAP122": "other_day_or_person",
}
_WITH_DAY = ("soon", "passed", "day_off", "after_go_live", "before_first")


def questions(pulled: Pulled, before: Sequence[Finding], after: Sequence[Finding], words: Words) -> list[str]:
    """What to ask the buyer about their edits: each thing once, with all the steps that it is about.

    Args:
        pulled: what was written, with what the buyer refused.
        before: the findings of the spec before, which are no news to the buyer.
        after: those of the new spec.
        words: the plan's language.
    """
    spec = pulled.spec
    said_as = lexicon.only("ask_back.yaml", words.babel.language)
    asked: dict[tuple[str, str], list[Milestone | None]] = {}
    refused: list[str] = []
    for outcome in pulled.files:
        for one in outcome.objections:
            if one.said.verdict == "refusal" and one.label:
                step = said_as["quoted"].format(row=one.label)
                refused.append(said_as["refused"].format(rows=step, said=one.said.text))
    known = {(f.code, f.message) for f in before}
    for finding in after:
        key = _QUESTIONS.get(finding.code)
        if key is None or (finding.code, finding.message) in known:
            continue
        row = _row_of(spec, finding.path)
        if key == "other_day_or_person" and row is None:
            continue  # the ask to the approver is ours to reword
        key = "reason" if ".moved" in finding.path else key
        said = ""
        if row and key in ("vague_proof", "other_day_or_person"):
            said = " ".join((row.exit_criteria or "").split())
        elif row and key == "before_first":
            said = _steps(_waited_for(row, spec), said_as, words, dated=True)
        asked.setdefault((key, said), []).append(row)
    lines = [
        said_as[key].format(
            rows=_steps(rows, said_as, words, dated=key in _WITH_DAY), said=said, count=len(spec.milestones)
        )
        for (key, said), rows in asked.items()
    ]
    return list(dict.fromkeys([*refused, *lines]))


def _row_of(spec: Spec, path: str) -> Milestone | None:
    match = re.match(r"milestones\[(\d+)\]", path)
    index = int(match[1]) if match else -1
    return spec.milestones[index] if 0 <= index < len(spec.milestones) else None


def _waited_for(row: Milestone, spec: Spec) -> list[Milestone]:
    """What ``row`` waits for: of it what is due later, where that can be told without looking through undated rows."""
    named = [one for one in spec.milestones if one.id in (row.after or ()) and one.is_open]
    later = [one for one in named if one.target_date and row.target_date and one.target_date > row.target_date]
    return later or named


def _steps(rows: Sequence[Milestone | None], said_as: Mapping[str, str], words: Words, *, dated: bool) -> str:
    """The steps as one part of a sentence: “A” (3 Dec), “B” and “C”."""
    steps = []
    for row in rows:
        if row is not None:
            name = buyer_label(row, words.under("milestones"))
            day = words.day_month(row.target_date) if dated and row.target_date else ""
            steps.append(said_as["dated" if day else "quoted"].format(row=name, day=day))
    steps = list(dict.fromkeys(steps))
    return said_as["and"].join(filter(None, (said_as["comma"].join(steps[:-1]), steps[-1] if steps else "")))
