"""Spec to findings: every rule of every family, on one day."""

from __future__ import annotations

from datetime import date

from mapdocs.dates import working_days
from mapdocs.findings import Finding, in_order
from mapdocs.plan.variant import Choice, variant_of
from mapdocs.rules import (
    accept,
    contradiction,
    email,
    exit_criteria,
    owners,
    publishing,
    sequence,
    shape,
    sources,
    time,
    wording,
)
from mapdocs.rules.registry import RULES, Case, Rule, Violation
from mapdocs.schema.codes import FORM
from mapdocs.schema.decoding import LINE_END, place
from mapdocs.schema.model import Spec

#: A family registers its rules as it is imported; a new one is a new module and its name here.
FAMILIES = (owners, exit_criteria, shape, time, sequence, contradiction, wording, publishing, email, sources, accept)


def all_rules() -> dict[str, Rule]:
    """Every rule by code, in order."""
    return dict(sorted(RULES.items()))


def explained(code: str | None = None) -> list[dict[str, str]]:
    """The rules and the problems of form for programs, each with its reason; only ``code`` where one is named."""
    every = [(rule.code, str(rule.level), rule.explanation) for rule in all_rules().values()]
    every += [(form, "error", text) for form, text in sorted(FORM.items())]
    parts = ((known, level, *text.partition("\n")) for known, level, text in every if code in (None, known))
    return [
        {"code": known, "level": level, "title": title, "reason": reason.strip()}
        for known, level, title, _, reason in parts
    ]


def check(spec: Spec, *, today: date, variant: Choice = "auto") -> tuple[Finding, ...]:
    """All findings of ``spec`` on the day ``today``: those of form first met while reading, and those of the rules."""
    if not spec.readable:
        return spec.findings
    country = spec.settings.holidays
    case = Case(spec, today, variant_of(spec, variant), working_days.of_country(country))
    malformed = {finding.path for finding in spec.findings if finding.level == "error"}
    found = list(spec.findings)
    for rule in all_rules().values():
        for violation in rule.check(case):
            if not _already_said(violation.path, malformed):
                found.append(_finding(spec, rule, accept.overruled(spec, rule, violation)))
    return in_order(found)


def _already_said(path: str, malformed: set[str]) -> bool:
    """A value that could not be read is not also missing, late or vague."""
    return path in malformed or any(path.startswith((f"{bad}.", f"{bad}[")) for bad in malformed if bad)


def _finding(spec: Spec, rule: Rule, violation: Violation) -> Finding:
    source = spec.source
    span = source.locate(violation.path)
    start, length = span.start, max(1, span.end - span.start)
    line, column = span.line, span.column
    if violation.within:
        at = source.text.find(violation.within, span.start, span.end)
        if at >= 0:
            line, column = place(source.text, at)
            start, length = at, len(violation.within)
    end = LINE_END.search(source.text, start)
    if end is not None:
        length = max(1, min(length, end.start() - start))
    return Finding(
        source.file,
        line,
        column,
        rule.code,
        violation.level or rule.level,
        violation.path,
        violation.message,
        violation.hint,
        length,
        violation.proposals,
    )
