"""A spec that is begun: what is known is written, what only a person can know is marked (?), so that check leads to it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

MARK = "(?)"


@dataclass(frozen=True, slots=True)
class Title:
    """What is known of a person of the ``side`` "buyer" or "seller" beside the name."""

    side: str
    name: str
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A row as far as it is known. ``remarks`` become comments above it: what was said and not understood; ``phase``
    is the part of the plan that begins with it.

    ``kind`` is written where the name alone would be taken for another. ``asks`` are those of the remarks that an answer settles, with the field that they ask about; ``settled`` are those
    that were answered. ``at`` is the row's place in the source.
    """

    milestone: str
    id: str = ""
    kind: str = ""
    buyer_owner: str = ""
    seller_owner: str = ""
    target_date: date | None = None
    exit_criteria: str = ""
    status: str = ""
    done_on: date | None = None
    proof: str = ""
    after: tuple[str, ...] = ()
    note: str = ""
    date_remark: str = ""
    phase: str = ""
    remarks: tuple[str, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()
    settled: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A deal as far as it is known. ``head`` and ``remarks`` are comment lines; ``acv`` in units of ``currency``.

    ``plan`` is the plan by kind of deal that it begins with, ``plan_why`` what of the deal chose it. ``beyond_period`` says why the plan is marked so; empty where it is not.
    """

    name: str
    rows: tuple[DraftRow, ...]
    titles: tuple[Title, ...] = ()
    acv: Decimal | None = None
    currency: str = "USD"
    outcome: str = ""
    go_live: date | None = None
    stage: int | None = None
    map_url: str = ""
    tags: tuple[str, ...] = ()
    buyer: str = ""
    champion: str = ""
    champion_title: str = ""
    champion_email: str = ""
    seller: str = ""
    owner: str = ""
    review_on: date | None = None
    edits_by: date | None = None
    crm_url: str = ""
    forecast: str = ""
    beyond_period: str = ""
    notes: str = ""
    plan: str = ""
    plan_why: str = ""
    head: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default_factory=tuple)


def draft_text(d: Draft) -> str:
    """The YAML text of ``d``."""
    lines = [
        "# yaml-language-server: $schema=./mapdocs.schema.json",
        *(f"# {one_line(line)}" for line in d.head),
        f"# A shared plan. Lines marked with {MARK} are for you to fill in; then run: mapdocs check",
        *(f"# {MARK} {one_line(line)}" for line in d.remarks),
        "deal:",
        _line("  name", d.name, "the deal's name"),
        _line(
            "  acv",
            _amount(d.acv),
            f"annual contract value, a number{f', if it is in {d.currency}' if d.currency else ''}",
            known="annual contract value",
        ),
        _line("  currency", d.currency, "the currency's code, as in EUR"),
        _line("  outcome", d.outcome, "what the buyer wants to reach, in their own words"),
        _line(
            "  go_live",
            d.go_live,
            "the day by which they need it to work, as in 2027-01-18",
            known="the day by which they need it to work",
        ),
        _line("  stage", d.stage, "", known="your sales stage, 1 to 9; the buyer never sees it"),
        _line("  map_url", d.map_url, "the document that both sides can edit, once it is there"),
        *([f"  tags: [{', '.join(map(yaml_text, d.tags))}]"] if d.tags else []),
        "buyer:",
        _line("  company", d.buyer, "the buyer's company"),
        _line("  champion", d.champion, "your champion there, first and last name"),
        *_side(d, "buyer", Person(d.champion, d.champion_title, d.champion_email)),
        "seller:",
        _line("  company", d.seller, "your company"),
        _line("  owner", d.owner, "who sends the plan"),
        *_side(d, "seller", Person(d.owner, "Account Executive")),
        f"# {MARK} the review with your champion; take the four marks away",
        "# review:",
        f"#   at: {d.review_on or '2026-12-02'} 15:00",
        "#   timezone: America/New_York",
        f"#   edits_by: {d.edits_by or '2026-11-30'}     # before the review",
        "milestones:",
    ]
    for row in d.rows:
        lines += _row(row)
    lines += ["internal:                   # never in anything that the buyer sees"]
    lines += [
        _line(f"  {key}", value, "") for key, value in (("crm_url", d.crm_url), ("forecast", d.forecast)) if value
    ]
    if d.beyond_period:
        lines.append(f"{'  beyond_period: true':<28}# {d.beyond_period}")
    lines += ["  tasks: []", *_notes(d.notes), ""]
    return "\n".join(line.rstrip() for line in lines)


def _notes(text: str) -> list[str]:
    """The internal notes, a line each where there are several."""
    if "\n" not in text:
        return [_line("  notes", text, "")] if text else []
    return ["  notes: |", *(f"    {one_line(line)}" for line in text.split("\n"))]


def _row(row: DraftRow) -> list[str]:
    lines = [f"  # {one_line(row.phase)}"] if row.phase else []
    lines += [f"  # in the source, {one_line(said)}" for said in row.settled]
    lines += [f"  # {MARK} {one_line(remark)}" for remark in row.remarks]
    lines.append(_line("  - milestone", row.milestone, "the step's name"))
    if row.id:
        lines.append(f"    id: {row.id}")
    if row.kind:
        lines.append(f"    kind: {row.kind}")
    lines += [
        _line("    buyer_owner", row.buyer_owner, "a person: who loses their job if this date slips?"),
        _line("    seller_owner", row.seller_owner, "a person on your side"),
        _line("    target_date", row.target_date, row.date_remark or "a day, as in 2026-11-30", known=row.date_remark),
        _line("    exit_criteria", row.exit_criteria, "what anyone can look at to see that it is done"),
    ]
    if row.status and row.status != "open":
        lines.append(f"    status: {row.status}")
    if row.done_on:
        lines.append(f"    done_on: {row.done_on}")
    if row.proof:
        lines.append(_line("    proof", row.proof, ""))
    if row.after:
        lines.append(f"    after: [{', '.join(row.after)}]")
    if row.note:
        lines.append(_line("    note", row.note, ""))
    return lines


def _side(draft: Draft, side: str, first: Person) -> list[str]:
    """The people of a side: the one who is known by name, and those whose titles are."""
    said = {title.name: title for title in draft.titles if title.side == side}
    of_first = said.get(first.name, Title(side, first.name))
    known = [Person(first.name, first.title or of_first.title, first.email or of_first.email)] if first.name else []
    every = [*known, *(Person(name, one.title, one.email) for name, one in said.items() if name != first.name)]
    lines = ["  people:"] if every else []
    for person in every:
        lines += [
            _line("    - name", person.name, ""),
            _line("      title", person.title, " "),
            _line("      email", person.email, " "),
        ]
    return lines


def _line(key: str, value: object, missing: str, *, known: str = "") -> str:
    """``key: value``, or the key alone with a marked comment that says what belongs there."""
    if value is None or value == "":
        said = f"# {MARK} {missing}".rstrip() if missing else f"# {known}" if known else ""
        return f"{key}:".ljust(max(28, len(key) + 2)) + said
    text = f"{key}: {value if not isinstance(value, str) else yaml_text(value)}"
    return f"{text.ljust(28)}# {known}" if known and len(text) < 60 else text


def _amount(value: Decimal | None) -> str | Decimal | None:
    if value is None:
        return None
    plain = f"{value:f}"
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def one_line(text: str) -> str:
    """``text`` fit for a comment: no line break, nothing that cannot be printed."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\w À-ÿ.'&()/+-]*", re.UNICODE)


def yaml_text(text: str) -> str:
    """``text`` as YAML on one line, quoted only where it must be."""
    if (
        _PLAIN.fullmatch(text)
        and ": " not in text
        and " #" not in text
        and text.strip() == text
        and text.casefold() not in ("null", "true", "false", "yes", "no", "on", "off")
    ):
        return text
    return json.dumps(text, ensure_ascii=False)
