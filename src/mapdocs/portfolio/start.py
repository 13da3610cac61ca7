"""A new spec: the six standard rows with dates worked back from the go-live, and what only a person knows left open."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mapdocs.dates.working_days import WorkingDays
from mapdocs.rules.proof import rewrite
from mapdocs.spec.kinds import STANDARD, Kind
from mapdocs.spec.model import DEFAULT_TYPICAL, Settings

#: Working days of the kinds that the settings need not name.
_USUAL: dict[Kind, int] = {"alignment": 5, "business_case": 5, "signature": 3, **DEFAULT_TYPICAL}
_BEFORE_GO_LIVE = 5
#: What each row waits for; legal and security run side by side.
_AFTER: dict[Kind, tuple[Kind, ...]] = {
    "business_case": ("alignment",),
    "security": ("business_case",),
    "legal": ("business_case",),
    "procurement": ("security", "legal"),
    "signature": ("procurement",),
}
_IDS: dict[Kind, str] = {
    "alignment": "champion-alignment", "business_case": "business-case", "security": "security",
    "legal": "legal", "procurement": "procurement", "signature": "signature-kickoff",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The least that a spec needs. ``acv`` in units of ``currency``."""

    deal: str
    acv: Decimal
    buyer: str
    champion: str
    seller: str
    owner: str
    go_live: date
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row's proposed date, and whether it lies before today."""

    kind: Kind
    day: date
    too_late: bool


def work_back(
    go_live: date, today: date, calendar: WorkingDays, settings: Settings, kinds: tuple[Kind, ...]
) -> list[Proposal]:
    """The latest working day on which each step can be done so that the go-live holds."""
    usual = {**_USUAL, **settings.typical_working_days}
    last = calendar.shift(calendar.on_or_before(go_live), -_BEFORE_GO_LIVE)
    due: dict[Kind, date] = {}
    for kind in reversed(list(STANDARD)):
        waiting = [calendar.shift(due[k], -usual[k]) for k, before in _AFTER.items() if kind in before and k in due]
        due[kind] = min(waiting, default=last)
    return [Proposal(kind, due[kind], due[kind] < today) for kind in kinds]


def start_spec(
    answers: Answers, *, today: date, settings: Settings, calendar: WorkingDays, lite: bool | None = None
) -> tuple[str, list[str]]:
    """The text of a commented spec, and warnings for the rep.

    What only a person can know (who owns legal on the buyer's side, the link, the review) is left empty and marked,
    so that ``check`` leads to it. ``lite`` forces the shape; else the ACV decides.
    """
    short = answers.acv < settings.acv_threshold if lite is None else lite
    kinds: tuple[Kind, ...] = ("business_case", "legal", "signature") if short else tuple(STANDARD)
    proposals = work_back(answers.go_live, today, calendar, settings, kinds)
    warnings = []
    late = [p for p in proposals if p.too_late]
    if late:
        usual = {**_USUAL, **settings.typical_working_days}
        longest = max(proposals, key=lambda p: usual[p.kind]).kind
        days = calendar.between(late[0].day, today)
        warnings.append(
            f"worked back from {answers.go_live}, “{STANDARD[late[0].kind]}” was due on {late[0].day}: the plan is "
            f"{days} working days too long. The longest step is {STANDARD[longest]} with {usual[longest]} working days"
        )
    return _text(answers, proposals, today, calendar, short), warnings


def _text(a: Answers, proposals: list[Proposal], today: date, calendar: WorkingDays, short: bool) -> str:
    acv = f"{a.acv:f}".rstrip("0").rstrip(".") if "." in f"{a.acv:f}" else f"{a.acv:f}"
    lines = [
        "# yaml-language-server: $schema=./mapdocs.schema.json",
        "# A shared plan. Lines marked with (?) are for you to fill in; then run: mapdocs check",
        "deal:",
        f"  name: {_scalar(a.deal)}",
        f"  acv: {acv}                # annual contract value",
        f"  currency: {a.currency}",
        "  outcome:                  # (?) what the buyer wants to reach, in their own words",
        f"  go_live: {a.go_live}       # the day by which they need it to work",
        "  stage:                    # your sales stage, 1 to 9; the buyer never sees it",
        "  map_url:                  # (?) the document that both sides can edit, once it is there",
        "buyer:",
        f"  company: {_scalar(a.buyer)}",
        f"  champion: {_scalar(a.champion)}",
        "  people:",
        f"    - name: {_scalar(a.champion)}",
        "      title:                # (?)",
        "      email:                # (?)",
        "seller:",
        f"  company: {_scalar(a.seller)}",
        f"  owner: {_scalar(a.owner)}",
        "  people:",
        f"    - name: {_scalar(a.owner)}",
        "      title: Account Executive",
        "      email:                # (?)",
        "# (?) the review with your champion; take the four marks away",
        "# review:",
        f"#   at: {calendar.shift(today, 7)} 15:00",
        "#   timezone: America/New_York",
        f"#   edits_by: {calendar.shift(today, 5)}     # before the review",
        "milestones:",
    ]
    for number, proposal in enumerate(proposals):
        kind, day = proposal.kind, max(proposal.day, calendar.shift(today, number + 1))
        owner = a.champion if kind in ("alignment", "business_case") and number == 0 else None
        lines += [
            f"  - milestone: {STANDARD[kind]}",
            f"    id: {_IDS[kind]}",
            f"    buyer_owner: {_scalar(owner) if owner else _WHO}",
            f"    seller_owner: {_scalar(a.owner)}",
            f"    target_date: {day}"
            + ("   # worked back it would be " + str(proposal.day) if proposal.too_late else ""),
            f"    exit_criteria: {_scalar(rewrite(kind, owner or a.champion))}",
        ]
        before = [_IDS[k] for k in _AFTER.get(kind, ()) if k in [p.kind for p in proposals]]
        if before:
            lines.append(f"    after: [{', '.join(before)}]")
    if short:
        lines.append("# below the threshold three lines are enough: decide, paperwork, start")
    lines += ["internal:                   # never in anything that the buyer sees", "  tasks: []", ""]
    return "\n".join(line.rstrip() for line in lines)


_WHO = "            # (?) a person: who loses their job if this date slips?"
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\w À-ÿ.'&()/+-]*", re.UNICODE)


def _scalar(text: str) -> str:
    """``text`` as YAML, quoted only where it must be."""
    if (
        _PLAIN.fullmatch(text)
        and ": " not in text
        and " #" not in text
        and text.strip() == text
        and text.casefold() not in ("null", "true", "false", "yes", "no", "on", "off")
    ):
        return text
    return json.dumps(text, ensure_ascii=False)
