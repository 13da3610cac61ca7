"""The calendar: one event for the review, one all-day entry for each open date (RFC 5545)."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

from mapdocs.formats import describe
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating.kit import Kit

_NAMESPACE = uuid.UUID("5f1c5d6e-6a52-5b7e-9d0a-3f2f4a6f8c11")


def review(plan: BuyerPlan, kit: Kit) -> bytes:
    """The review meeting as one event in UTC, so that both sides see their own hour.

    A plan without a meeting gives a calendar without an event, which is never written.
    """
    words = kit.words(plan.look.locale)
    lines: list[str] = []
    if plan.meeting is not None:
        start = plan.meeting.at.astimezone(UTC)
        end = start + timedelta(minutes=plan.meeting.minutes)
        about = words("meeting.about")
        if plan.link:
            about += "\n" + words("meeting.link", link=plan.link)
        lines = [
            *_event(plan, "review", words("meeting.summary", buyer=plan.buyer, seller=plan.seller)),
            f"DTSTART:{_utc(start)}",
            f"DTEND:{_utc(end)}",
            f"DESCRIPTION:{_text(about)}",
            *([f"URL:{_address(plan.link)}"] if plan.link else []),
            "TRANSP:OPAQUE",
            "END:VEVENT",
        ]
    return _calendar(lines)


def milestones(plan: BuyerPlan, kit: Kit) -> bytes:
    """The plan's open dates as all-day entries that block nobody's day."""
    words = kit.words(plan.look.locale)
    lines: list[str] = []
    for row in plan.rows:
        if not row.is_open or row.target_date is None or row.target_date == date.max:
            continue
        about = words("milestone_entry.about", who=describe.who(row, words), proof=row.proof or "")
        lines += [
            *_event(plan, row.key, words("milestone_entry.summary", buyer=plan.buyer, step=row.label)),
            f"DTSTART;VALUE=DATE:{_day(row.target_date)}",
            f"DTEND;VALUE=DATE:{_day(row.target_date + timedelta(1))}",
            f"DESCRIPTION:{_text(about)}",
            *([f"URL:{_address(plan.link)}"] if plan.link else []),
            "TRANSP:TRANSPARENT",
            "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
            "END:VEVENT",
        ]
    return _calendar(lines)


def _event(plan: BuyerPlan, key: str, summary: str) -> list[str]:
    stamp = _utc(datetime(plan.today.year, plan.today.month, plan.today.day, tzinfo=UTC))
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(_NAMESPACE, f'{plan.stem}/{key}')}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{plan.sequence}",
        f"SUMMARY:{_text(summary)}",
    ]


def _calendar(lines: list[str]) -> bytes:
    whole = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mapdocs//shared plan//EN",
        "METHOD:PUBLISH",
        *lines,
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in whole).encode()


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 75:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += octets
    return "\r\n".join([*pieces, piece])


def _text(value: str) -> str:
    """Text as RFC 5545 escapes it; any other control character is dropped."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    escaped = escaped.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\n", "\\n")
    return "".join(c for c in escaped if c >= " " and c != "\x7f")


def _address(link: str) -> str:
    return "".join(c for c in link if c > " " and c != "\x7f")


def _utc(moment: datetime) -> str:
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"
