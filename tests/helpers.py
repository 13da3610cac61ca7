"""Specs for tests: whole, valid, and changed in the one place that a test is about."""

from __future__ import annotations

import io
import itertools
import os
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import yaml

from mapdocs import check
from mapdocs.building.pipeline import render
from mapdocs.findings import Finding
from mapdocs.schema.model import Settings, Spec
from mapdocs.schema.reader import read

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
TODAY = date(2026, 11, 23)
GOOD_SAMPLES = sorted(
    [*SAMPLES.glob("*.yaml"), *(p for p in SAMPLES.glob("company/*.yaml") if p.name != "mapdocs.yaml")]
)
BROKEN_SAMPLES = sorted(SAMPLES.glob("broken/*.yaml"))
LETTERS = ("alignment", "business_case", "security", "legal", "procurement", "signature")
NAMES = (
    "Champion alignment", "Business case / ROI", "Security / technical review", "Legal / redlines",
    "Procurement / PO", "Signature & kickoff",
)  # fmt: skip
WORDY = (
    "The security questionnaire with all of its two hundred and twelve questions is returned, with no open findings "
    "above medium, and Rechtsschutzversicherungsgesellschaftsangelegenheiten are confirmed in writing"
)


def grid_of_plans(fewest: int) -> list[tuple[int, bool, bool, bool, str, str]]:
    """Plans of ``fewest`` to 14 rows: with and without memo, moves and long texts, in six languages on both papers."""
    switch = (False, True)
    ways = itertools.product(switch, switch, switch, ("en", "de", "fr", "es", "pt", "ja"), ("a4", "letter"))
    every = list(ways)
    return [(rows, *way) for rows in range(fewest, 15) for way in every]


def few_of(family: Iterable[Any], step: int) -> list[Any]:
    """The members of a family that much alike for ``parametrize``: all of them with ``--long``, every ``step``-th in every run."""
    each = [m if isinstance(m, tuple) else (m,) for m in family]
    return [pytest.param(*m, marks=pytest.mark.long if at % step else ()) for at, m in enumerate(each)]


def some_of(family: Iterable[Any], *always: Any) -> list[Any]:
    """The members of a family for ``parametrize``: all of them with ``--long``, those of ``always`` in every run."""
    return [m if m in always else pytest.param(m, marks=pytest.mark.long) for m in family]


def examples(count: int, *, of: int = 0) -> int:
    """How many examples Hypothesis draws: ``count``, and with MAPDOCS_LONG=N N times as many, or N times ``of``."""
    long = os.environ.get("MAPDOCS_LONG")
    return (of or count) * int(long) if long else count


def plan_values(rows: int = 6, **deal: Any) -> dict[str, Any]:
    """A valid full plan as plain values: no finding on TODAY."""
    start = date(2026, 11, 24)
    milestones = []
    for number in range(rows):
        day = start + timedelta(days=number * 26 // max(rows - 1, 1))
        while day.weekday() > 4:
            day += timedelta(1)
        milestones.append(
            {
                "milestone": NAMES[number] if number < 6 else f"Step {number + 1}",
                "kind": LETTERS[number] if number < 6 else "other",
                "buyer_owner": "Dana Reyes" if number % 2 == 0 else "Lena Brandt",
                "seller_owner": "Sam Ortiz",
                "target_date": day.isoformat(),
                "exit_criteria": f"Confirmation {number + 1} received in writing",
                "evidence": "Last three took five days",
            }
        )
    return {
        "deal": {
            "name": "Test deal", "acv": 84000, "outcome": "Close the books in four days.", "go_live": "2027-01-19",
            "stage": 3, "map_url": "https://docs.example.com/plan", **deal,
        },
        "buyer": {
            "company": "Northwind Traders", "champion": "Dana Reyes",
            "people": [
                {"name": "Dana Reyes", "title": "VP Finance", "email": "dana.reyes@northwind.example"},
                {"name": "Lena Brandt", "title": "General Counsel"},
            ],
        },
        "seller": {
            "company": "Fabrikam", "owner": "Sam Ortiz",
            "people": [{"name": "Sam Ortiz", "title": "Account Executive", "email": "sam.ortiz@fabrikam.example"}],
        },
        "review": {"at": "2026-12-02 15:00", "timezone": "America/New_York", "minutes": 30, "edits_by": "2026-11-30"},
        "milestones": milestones,
    }  # fmt: skip


def dump(values: dict[str, Any]) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)


def spec_of(values: dict[str, Any], **settings: Any) -> Spec:
    return read(dump(values), settings=Settings(**settings))


def findings_of(
    values: dict[str, Any], *, today: date = TODAY, variant: Any = "auto", **settings: Any
) -> tuple[Finding, ...]:
    return check(spec_of(values, **settings), today=today, variant=variant)


def codes(values: dict[str, Any], **more: Any) -> list[str]:
    return [f.code for f in findings_of(values, **more)]


def read_codes(text: str) -> list[str]:
    return [f.code for f in read(text).findings]


def made(
    values: dict[str, Any],
    *,
    today: date = TODAY,
    only: tuple[str, ...] | None = None,
    variant: Any = "auto",
    options: dict[str, Any] | None = None,
    found: tuple[Finding, ...] | None = None,
    **settings: Any,
) -> dict[str, bytes]:
    """The artifacts of a spec by their file suffix (map.eml, map.docx, …); ``found`` stands for what check finds."""
    spec = spec_of(values, **settings)
    return made_of(spec, today=today, only=only, variant=variant, found=found, **(options or {}))


def made_of(
    spec: Spec,
    *,
    today: date = TODAY,
    only: tuple[str, ...] | None = None,
    variant: Any = "auto",
    found: tuple[Finding, ...] | None = None,
    **more: Any,
) -> dict[str, bytes]:
    from mapdocs.building.api import FORMATS, BuildOptions

    found = check(spec, today=today, variant=variant) if found is None else found
    assert not [f for f in found if f.level == "error"], found
    options = BuildOptions(only=only or FORMATS, variant=variant, **more)
    outcome = render(spec, found, today=today, options=options)
    return {name.split("/")[1].removeprefix(f"{outcome.stem}-"): content for name, content in outcome.files.items()}


def message_of(raw: bytes) -> EmailMessage:
    parsed = message_from_bytes(raw, policy=default.clone(raise_on_defect=True))
    assert isinstance(parsed, EmailMessage)
    return parsed


def part(message: EmailMessage, kind: str) -> str:
    """The text of the first part of ``kind`` (text/plain, text/html)."""
    found = next(p for p in message.walk() if p.get_content_type() == kind)
    return found.get_content().replace("\r\n", "\n")


def zip_members(raw: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def docx_tables(raw: bytes) -> list[list[list[str]]]:
    import docx

    document = docx.Document(io.BytesIO(raw))
    return [[[c.text for c in row.cells] for row in table.rows] for table in document.tables]


def docx_text(raw: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(raw))
    cells = [c for table in docx_tables(raw) for row in table for c in row]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])
