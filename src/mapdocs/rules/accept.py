"""What somebody overrules in the open: MAP123, and the notes that findings become."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from mapdocs.rules.registry import RULES, Case, Rule, Violation, rule
from mapdocs.schema.model import Acceptance, Spec

#: The rules that judge words and may be wrong: their hints name the way out. MAP101 names its own, a title under people.
JUDGEMENTS = frozenset({"MAP105", "MAP111", "MAP112"})
WAY_OUT = "Wrong? Add to"  # how a hint begins to name it


def overruled(spec: Spec, found: Rule, violation: Violation) -> Violation:
    """The violation as a note with its reason, where it was accepted; else with the way out beside what to type."""
    said = _accepted(spec, found.code, violation)
    if said is not None:
        message = f"{violation.message}; accepted: {said.why}"
        return dataclasses.replace(violation, level="note", message=message, hint="")
    if found.code not in JUDGEMENTS:
        return violation
    where = "the row" if violation.path.startswith("milestones[") else "deal"
    out = f"{WAY_OUT} {where}: accept: [{{rule: {found.code}, why: …}}]"
    return dataclasses.replace(violation, hint=f"{violation.hint}. {out}" if violation.hint else out)


def hint_alone(hint: str) -> str:
    """A finding's hint without the way out as the file says it: for who overrules by pressing a button."""
    return hint.partition(WAY_OUT)[0].removesuffix(". ")


def _accepted(spec: Spec, code: str, violation: Violation) -> Acceptance | None:
    for said in _holding(spec, violation.path):
        if said.rule == code:
            return said
    for said in spec.settings.accept:
        phrase, within = said.phrase.casefold(), violation.within.casefold()
        if said.rule == code and (within in phrase or phrase in within) and phrase in _written(spec, violation.path):
            return said
    return None


def _written(spec: Spec, path: str) -> str:
    span = spec.source.locate(path)
    return spec.source.text[span.start : span.end].casefold()


def _holding(spec: Spec, path: str) -> tuple[Acceptance, ...]:
    """The acceptances of what ``path`` belongs to: its row, or the deal for all that stands in none."""
    for row in spec.milestones:
        if path == row.path or path.startswith(f"{row.path}."):
            return row.accept
    return spec.deal.accept


@rule("MAP123", "warning")
def what_is_accepted_is_still_found(case: Case) -> Iterator[Violation]:
    """What is accepted is still found.

    A judgement can be overruled with a reason, in the open. Once the text has changed, the acceptance fits nothing any
    more, and would cover the next finding of its kind unseen.
    """
    spec = case.spec
    places = [("deal", spec.deal.accept), *((row.path, row.accept) for row in spec.milestones)]
    for path, accepted in places:
        for index, said in enumerate(accepted):
            known = RULES.get(said.rule)
            found = known.check(case) if known and said.rule != "MAP123" else ()
            if not any(_holding(spec, violation.path) is accepted for violation in found):
                yield Violation(
                    f"{path}.accept[{index}]",
                    f"{said.rule} finds nothing here any more",
                    "take the acceptance out",
                )
