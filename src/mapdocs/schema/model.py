"""The spec as values: what one deal's YAML file says, every field typed, nothing derived.

What a field is where the file does not say stands here and nowhere else; the grammar looks it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from mapdocs.dates.fiscal import PeriodKind
from mapdocs.dates.relative import RelativeDate
from mapdocs.findings import Finding
from mapdocs.schema.kinds import Kind
from mapdocs.schema.nodes import Span, nearest

Status = Literal["open", "in progress", "done", "blocked", "cancelled"]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    title: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """For the champion's own boss: what hurts, what waiting costs, what the approver is asked for."""

    problem: str | None = None
    cost: str | None = None
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A rule's finding that somebody overrules, and why: for the seller's side alone. In the settings ``phrase`` is what
    the company says so in every deal."""

    rule: str
    why: str
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """``acv`` is the annual contract value in units of ``currency`` (ISO 4217, the settings' where the spec names none);
    ``stage`` the seller's, 1 to 9; ``id`` tells this deal from every other, whatever the two are called."""

    name: str = ""
    id: str | None = None
    acv: Decimal | None = None
    currency: str = ""
    outcome: str | None = None
    success: tuple[str, ...] = ()
    why: Why | None = None
    go_live: date | None = None
    stage: int | None = None
    map_url: str | None = None
    accept: tuple[Acceptance, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Buyer:
    company: str = ""
    champion: str = ""
    people: tuple[Person, ...] = ()
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Seller:
    company: str = ""
    owner: str = ""
    people: tuple[Person, ...] = ()
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The champion review meeting: ``at`` is local to ``timezone`` (IANA name) and naive; ``link`` is where one joins."""

    at: datetime | None = None
    timezone: str | None = None
    minutes: int = 30
    edits_by: date | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Email:
    """What a spec may say about the email: its subject, its salutation, its three sentences, the last of them (``ask``), and
    to whom (names from people, or addresses)."""

    intro: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    greeting: str | None = None
    subject: str | None = None
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One slip of a row's date: what it was, the day it was moved, and why."""

    from_date: date | None = None
    on: date | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row. ``target_date`` is plain; where the spec gave a relative one, ``target_rule`` keeps it.

    ``index`` is the row's place in the spec from 0; ``after`` is None where the spec does not say.
    """

    index: int
    id: str
    kind: Kind
    milestone: str = ""
    buyer_owner: str | None = None
    seller_owner: str | None = None
    target_date: date | None = None
    target_rule: RelativeDate | None = None
    exit_criteria: str | None = None
    status: Status = "open"
    done_on: date | None = None
    proof: str | None = None
    after: tuple[str, ...] | None = None
    at_risk: bool | str = False
    note: str | None = None
    agreed_on: date | None = None
    buyer_label: str | None = None
    evidence: str | None = None
    source: str | None = None
    moved: tuple[Move, ...] = ()
    accept: tuple[Acceptance, ...] = ()

    @property
    def is_open(self) -> bool:
        """Still to be done: neither done nor cancelled."""
        return self.status not in ("done", "cancelled")

    @property
    def title(self) -> str:
        """The row as a message names it: its name in quotes, or its number where it has none."""
        return f"“{self.milestone}”" if self.milestone else f"row {self.index + 1}"

    @property
    def path(self) -> str:
        return f"milestones[{self.index}]"


@dataclass(frozen=True, slots=True)
class Task:
    """A seller-only task; it lives in the internal workbook and nowhere else."""

    task: str = ""
    owner: str | None = None
    due: date | None = None
    status: Status = "open"


@dataclass(frozen=True, slots=True)
class Internal:
    """``beyond_period`` says, or gives the reason, that dates lie after the seller's fiscal period."""

    crm_url: str | None = None
    forecast: str | None = None
    beyond_period: bool | str = False
    tasks: tuple[Task, ...] = ()
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """``color`` as #rrggbb; ``logo`` a path; ``font`` a family's name."""

    color: str = "#0f5c8c"
    logo: str | None = None
    font: str | None = None


DEFAULT_TYPICAL: Mapping[Kind, int] = {"security": 15, "legal": 20, "procurement": 10}


@dataclass(frozen=True, slots=True)
class Settings:
    """The company's settings from ``mapdocs.yaml``; every field has a default, so no file is needed.

    ``acv_threshold`` is in units of the deal's currency; ``typical_working_days`` counts working days by kind.
    ``folder`` is where the settings file stands: relative paths in it start there.
    """

    acv_threshold: Decimal = Decimal(15000)
    currency: str = "USD"
    locale: str = "en"
    paper: Literal["letter", "a4"] = "letter"
    fiscal_year_start: int = 1
    fiscal_period: PeriodKind = "quarter"
    holidays: str | None = None
    typical_working_days: Mapping[Kind, int] = field(default_factory=lambda: DEFAULT_TYPICAL)
    map_link_required_from_stage: int = 4
    jargon: tuple[str, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    brand: Brand = Brand()
    seller: Seller = Seller()
    templates: str | None = None
    history: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a spec came from: the file's name as the user gave it, its text, and the place of every value."""

    file: str = "<spec>"
    text: str = ""
    spans: Mapping[str, Span] = field(default_factory=dict)

    def locate(self, path: str) -> Span:
        """The place of ``path``, or of the nearest thing around it that was written down."""
        return nearest(self.spans, path)


@dataclass(frozen=True, slots=True)
class Spec:
    """One deal. ``findings`` are the problems of form met while reading; a field with one holds its default."""

    deal: Deal = Deal()
    buyer: Buyer = Buyer()
    seller: Seller = Seller()
    review: Review | None = None
    email: Email = Email()
    milestones: tuple[Milestone, ...] = ()
    internal: Internal = Internal()
    settings: Settings = Settings()
    source: Source = Source()
    findings: tuple[Finding, ...] = ()
    readable: bool = True
