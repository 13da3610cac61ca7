"""A deal as the page's table takes it: what is written in each cell, and what is found there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from mapdocs.building.checking import check
from mapdocs.building.company import kit_for
from mapdocs.dates import working_days
from mapdocs.desk import letter
from mapdocs.findings import Finding
from mapdocs.plan.variant import variant_of
from mapdocs.rules.accept import hint_alone
from mapdocs.schema import editing
from mapdocs.schema.decoding import lines_of
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
    "deal.currency",
    "deal.stage",
    "deal.why.problem",
    "deal.why.cost",
    "deal.why.ask",
    "buyer.company",
    "buyer.short",
    "buyer.champion",
    "seller.company",
    "seller.short",
    "seller.owner",
    "review.at",
    "review.timezone",
    "review.minutes",
    "review.edits_by",
    "review.link",
    "email.subject",
    "email.greeting",
    "email.intro",
    "email.ask",
    "internal.crm_url",
    "internal.forecast",
    "internal.beyond_period",
    "internal.notes",
]
#: Those that hold a list of words, an entry a line.
LISTS = ["deal.success", "deal.tags", "email.to", "email.cc"]
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


AROUND = 2  # lines of a broken text that are shown above and below the one that is wrong
SHOWN = 240  # letters of each


def digest(text: str) -> str:
    """What tells one state of a spec's text from another."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def board_of(spec: Spec, findings: tuple[Finding, ...], today: date) -> dict[str, object]:
    """``spec`` and its ``findings`` for the page; of a text that holds no spec, the findings alone."""
    base: dict[str, object] = {
        "digest": digest(spec.source.text),
        "today": today.isoformat(),
        "name": spec.deal.name,
        "file": Path(spec.source.file).name,
        "findings": [_finding(spec, f) for f in findings],
        "broken": not spec.readable,
    }
    if not spec.readable:
        return base | {"excerpts": [_excerpt(spec.source.text, f.line) for f in findings]}
    root, _ = parse(spec.source.text)
    words = kit_for(spec.settings).words(spec.settings.locale)
    calendar = working_days.of_country(spec.settings.holidays)
    return base | {
        "rows": [_row(spec, row, root) for row in spec.milestones],
        "fields": {path: _text(root, tuple(path.split("."))) for path in FIELDS},
        "lists": {path: _entries(root, tuple(path.split("."))) or [] for path in LISTS},
        "letter": letter.counts(spec),
        "usual": letter.usual(spec, findings, today),
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


def found_in(spec: Spec, today: date) -> dict[str, object]:
    """What alone is told of a text as it is typed: its findings, and how long the email's own words are."""
    told: dict[str, object] = {"findings": [_finding(spec, f) for f in check(spec, today=today)]}
    return told | {"letter": letter.counts(spec)} if spec.readable else told


def _text(root: object, path: editing.Path) -> str:
    found = editing.plain(editing.find(root, path))  # type: ignore[arg-type]
    return found if isinstance(found, str) else ""


def _entries(root: object, path: editing.Path) -> list[str] | None:
    """The entries of a list of words, of which a single one needs no list; None where nothing is written."""
    found = editing.plain(editing.find(root, path))  # type: ignore[arg-type]
    if isinstance(found, list):
        return [one for one in found if isinstance(one, str)]
    return [found] if isinstance(found, str) else None


def _waits(row: Milestone, written: list[str] | None) -> list[dict[str, str]] | None:
    """What a row waits for, as it is written and as the id that is meant; an id is empty where it is no row's."""
    if written is None or row.after is None:
        return None
    ids = row.after if len(row.after) == len(written) else [""] * len(written)
    return [{"written": word, "id": name} for word, name in zip(written, ids, strict=True)]


def _row(spec: Spec, row: Milestone, root: object) -> dict[str, object]:
    at = ("milestones", row.index)
    return {
        "id": row.id,
        "cells": {key: _text(root, (*at, key)) for key in CELLS} | {"status": row.status},
        "status_as_written": _text(root, (*at, "status")),
        "day": row.target_date.isoformat() if row.target_date else "",
        "moved": [{"from": m.from_date.isoformat() if m.from_date else "", "why": m.why or ""} for m in row.moved],
        "hangs": row.target_rule is not None,
        "after": _waits(row, _entries(root, (*at, "after"))),
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


def _excerpt(text: str, line: int) -> list[tuple[int, str]]:
    """A line of a broken text and those around it, with their numbers; long ones are cut."""
    lines = lines_of(text)
    first = max(line - 1 - AROUND, 0)
    return [(n + 1, lines[n][:SHOWN]) for n in range(first, min(line + AROUND, len(lines)))]


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
