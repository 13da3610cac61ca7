"""A deal as the page's table takes it: what is written in each cell, and what is found there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mapdocs.building.checking import check
from mapdocs.building.company import kit_for
from mapdocs.dates import working_days
from mapdocs.findings import Finding
from mapdocs.language.sentences import sentences, word_count
from mapdocs.plan.variant import variant_of
from mapdocs.rules.accept import hint_alone
from mapdocs.rules.email import MAX_INTRO_WORDS
from mapdocs.schema import editing
from mapdocs.schema.model import Milestone, Person, Spec
from mapdocs.schema.nodes import parse

_ROW = re.compile(r"milestones\[(\d+)\]\.?(.*)")
#: The fields outside the rows that the page has a place for, as findings name them.
FIELDS = [
    "deal.name",
    "deal.outcome",
    "deal.go_live",
    "deal.map_url",
    "deal.acv",
    "deal.stage",
    "deal.why.problem",
    "deal.why.cost",
    "deal.why.ask",
    "buyer.company",
    "buyer.champion",
    "seller.company",
    "seller.owner",
    "review.at",
    "review.timezone",
    "review.minutes",
    "review.edits_by",
    "review.link",
    "email.greeting",
    "email.intro",
    "internal.forecast",
    "internal.beyond_period",
    "internal.notes",
]
#: Those of a row.
CELLS = [
    "milestone",
    "buyer_owner",
    "seller_owner",
    "target_date",
    "exit_criteria",
    "status",
    "agreed_on",
    "note",
    "proof",
    "done_on",
    "buyer_label",
    "evidence",
    "at_risk",
]


def digest(text: str) -> str:
    """What tells one state of a spec's text from another."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def board_of(spec: Spec, findings: tuple[Finding, ...], today: date) -> dict[str, object]:
    """``spec`` and its ``findings`` for the page; of a text that holds no spec, the findings alone."""
    base: dict[str, object] = {
        "digest": digest(spec.source.text),
        "today": today.isoformat(),
        "name": spec.deal.name,
        "findings": [_finding(spec, f) for f in findings],
        "broken": not spec.readable,
    }
    if not spec.readable:
        return base
    root, _ = parse(spec.source.text)
    words = kit_for(spec.settings).words(spec.settings.locale)
    calendar = working_days.of_country(spec.settings.holidays)
    return base | {
        "rows": [_row(spec, row, root) for row in spec.milestones],
        "fields": {path: _text(root, tuple(path.split("."))) for path in FIELDS},
        "success": list(spec.deal.success),
        "intro": intro_of(spec),
        "people": {"buyer": _people(spec.buyer.people), "seller": _people(spec.seller.people)},
        "names": {"buyer": _names(spec, "buyer"), "seller": _names(spec, "seller")},
        "companies": {"buyer": spec.buyer.company, "seller": spec.seller.company},
        "tasks": [
            {"task": t.task, "owner": t.owner or "", "due": t.due.isoformat() if t.due else "", "status": t.status}
            for t in spec.internal.tasks
        ],
        "variant": variant_of(spec),
        "shown": {row.id: words.date(row.target_date) for row in spec.milestones if row.target_date},
        "off": _days_off(spec, calendar, today),
    }


def intro_of(spec: Spec) -> dict[str, int]:
    """How long the email's own intro is, as MAP117 counts it."""
    intro = spec.email.intro or ""
    return {"sentences": len(sentences(intro)) if intro else 0, "words": word_count(intro), "most": MAX_INTRO_WORDS}


def _text(root: object, path: editing.Path) -> str:
    found = editing.plain(editing.find(root, path))  # type: ignore[arg-type]
    return found if isinstance(found, str) else ""


def _row(spec: Spec, row: Milestone, root: object) -> dict[str, object]:
    at = ("milestones", row.index)
    return {
        "id": row.id,
        "cells": {key: _text(root, (*at, key)) for key in CELLS} | {"status": row.status},
        "status_as_written": _text(root, (*at, "status")),
        "day": row.target_date.isoformat() if row.target_date else "",
        "moved": [{"from": m.from_date.isoformat() if m.from_date else "", "why": m.why or ""} for m in row.moved],
        "hangs": row.target_rule is not None,
    }


def _people(people: Iterable[Person]) -> list[Mapping[str, str]]:
    return [{"name": p.name, "title": p.title or "", "email": p.email or ""} for p in people]


def _names(spec: Spec, side: str) -> list[str]:
    """Whom an owner's cell proposes: the people of the side, and who owns a row already."""
    known = [p.name for p in (spec.buyer if side == "buyer" else spec.seller).people]
    named = [getattr(row, f"{side}_owner") for row in spec.milestones]
    first = spec.buyer.champion if side == "buyer" else spec.seller.owner
    return [name for name in dict.fromkeys([first, *known, *named]) if name]


def _days_off(spec: Spec, calendar: working_days.WorkingDays, today: date) -> dict[str, str]:
    """The days in reach of the plan on which nobody works, and why; for the calendar."""
    dates = [today, *(row.target_date for row in spec.milestones if row.target_date)]
    last = max(*dates, spec.deal.go_live or today, today) + timedelta(70)
    first = today - timedelta(31)
    span = min((last - first).days, 800)
    days = (first + timedelta(n) for n in range(span))
    return {day.isoformat(): why for day in days if (why := calendar.day_off(day))}


def _finding(spec: Spec, finding: Finding) -> dict[str, object]:
    """A finding with the row and the cell that it stands at."""
    found = _ROW.match(finding.path)
    row = int(found[1]) if found else -1
    known = 0 <= row < len(spec.milestones)
    return {
        "row": spec.milestones[row].id if known else "",
        "field": re.split(r"[.\[]", found[2])[0] if found else finding.path,
        "code": finding.code,
        "level": finding.level,
        "message": finding.message,
        "hint": hint_alone(finding.hint),
        "take": list(finding.proposals),
        "line": finding.line,
        "ours": finding.file == spec.source.file,
    }


def checked(spec: Spec, today: date) -> dict[str, object]:
    """``spec`` checked, for the page."""
    return board_of(spec, check(spec, today=today), today)
