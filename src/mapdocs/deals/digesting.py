"""The week's digest of many deals: a draft for each that has something to say, and one for the manager."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from mapdocs.building.company import kit_for
from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import shared_plan
from mapdocs.formats import describe
from mapdocs.formats.email import digest_mail
from mapdocs.language.display import safe
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.plan.digest import Digest, Seen, digest_of
from mapdocs.schema.model import Spec
from mapdocs.storage.atomic import write_whole
from mapdocs.storage.history import FOLDER


@dataclass(frozen=True, slots=True)
class Week:
    """One deal's week: its draft, None where there is nothing to say; ``kept`` is the file that remembers what was told."""

    spec: Spec
    plan: BuyerPlan
    digest: Digest
    draft: bytes | None
    kept: Path
    before: Seen | None

    @property
    def name(self) -> str:
        """The draft's path below the folder of all deals; its day is in it, so that no old one is sent again."""
        return f"{self.plan.stem}/digest/{self.plan.stem}-digest-{self.plan.today.isoformat()}.eml"

    def remember(self) -> None:
        """Keep what was told, so that the next one says what is new. A second one on a day says the same again."""
        write_whole(self.kept, json.dumps([_plain(self.digest.seen), _plain(self.before)], indent=1).encode() + b"\n")


def week_of(spec: Spec, *, today: date, manager: bool = False) -> Week:
    """The week of ``spec`` after the digest before, which is remembered beside it, the ``manager``'s apart.

    Raises:
        AnotherDeal: what is remembered under its name is another deal's.
    """
    beside = Path(spec.source.file).parent
    plan, _ = shared_plan(spec, today, BuildOptions(only=("email",)), beside)
    kept = beside / FOLDER / ("digest-manager" if manager else "digest") / f"{plan.stem}.json"
    before = _before(kept, today)
    digest = digest_of(plan, before)
    draft = digest_mail.eml(plan, digest, kit_for(spec.settings)) if digest.has_news else None
    return Week(spec, plan, digest, draft, kept, before)


def for_manager(weeks: Sequence[Week]) -> bytes | None:
    """One draft for all deals, for the seller's own side; None where none has something to say."""
    told = [week for week in weeks if week.digest.has_news]
    if not told:
        return None
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Shared plans: {len(told)} of {len(weeks)} with news"
    mail["X-Unsent"] = "1"
    quiet = [safe(week.spec.deal.name) for week in weeks if not week.digest.has_news]
    parts = [_for_manager(week) for week in told] + ([f"Nothing new: {', '.join(quiet)}"] if quiet else [])
    mail.set_content("\n\n".join(parts) + "\n", cte="quoted-printable")
    return mail.as_bytes()


def _for_manager(week: Week) -> str:
    words, digest = kit_for(week.spec.settings).words("en"), week.digest
    lines = [f"{week.spec.deal.name} ({week.spec.seller.owner}): {describe.progress(week.plan, words)}"]
    lines += [f"done: {row.mark} {row.label}" for row in digest.done]
    lines += [
        f"next: {row.mark} {row.label}, {describe.who(row, words)}, {_day(row.target_date)}" for row in digest.week
    ]
    lines += [
        f"moved: {move.row.mark} {move.row.label}, {_day(move.old)} to {_day(move.new)}, "
        + (move.why or "and nobody said why")
        for move in digest.moved
    ]
    lines += [f"passed: {row.mark} {row.label}, {_day(row.target_date)}: ask in person" for row in digest.passed]
    return "\n  ".join(" ".join(safe(line).split()) for line in lines)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else "no date"


def _before(kept: Path, today: date) -> Seen | None:
    """What the last digest before ``today`` saw; None where there was none, or nobody can read it."""
    try:
        found = [_seen(entry) for entry in json.loads(kept.read_text("utf-8")) if entry]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return max((seen for seen in found if seen.on < today), key=lambda seen: seen.on, default=None)


def _seen(kept: dict[str, object]) -> Seen:
    rows, told = kept["rows"], kept["told"]
    if not isinstance(rows, dict) or not isinstance(told, list):
        raise TypeError
    return Seen(
        on=date.fromisoformat(str(kept["on"])),
        rows={str(key): (str(status), date.fromisoformat(day) if day else None) for key, (status, day) in rows.items()},
        told=frozenset(map(str, told)),
    )


def _plain(seen: Seen | None) -> dict[str, object] | None:
    if seen is None:
        return None
    rows = {key: [status, day.isoformat() if day else None] for key, (status, day) in seen.rows.items()}
    return {"on": seen.on.isoformat(), "rows": rows, "told": sorted(seen.told)}
