"""The calendar: one event for the review, one all-day entry for each open date (RFC 5545)."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import idna

from mapdocs.formats import agenda, describe
from mapdocs.language.company import called
from mapdocs.plan.buyer import BuyerPlan, Party
from mapdocs.templating.kit import Kit

_NAMESPACE = uuid.UUID("5f1c5d6e-6a52-5b7e-9d0a-3f2f4a6f8c11")

_SHORT = 24  # characters of the buyer's name in an entry's title, which a phone cuts


def review(plan: BuyerPlan, kit: Kit) -> bytes:
    """The review meeting as one event in UTC, so that both sides see their own hour, with its agenda as its text.

    Where the sender and those who get the email have addresses it is a request (RFC 5546), with organizer and attendees,
    that mail programs answer; else it is published, which names neither. A plan without a meeting gives a calendar
    without an event, which is never written.
    """
    return invitation(plan, kit, agenda.of_review(plan, kit.words(plan.look.locale)))


def invitation(plan: BuyerPlan, kit: Kit, items: str, *, key: str = "review") -> bytes:
    """The plan's meeting with ``items`` for its agenda; ``key`` tells it from the other meetings of the same plan."""
    words = kit.words(plan.look.locale)
    lines: list[str] = []
    if plan.meeting is not None:
        start = plan.meeting.at.astimezone(UTC)
        end = start + timedelta(minutes=plan.meeting.minutes)
        about = words("meeting.about")
        if plan.link:
            about += "\n" + words("meeting.link", link=plan.link)
        if plan.meeting.link:
            about += "\n" + words("meeting.join", link=plan.meeting.link)
        if items:
            about += "\n\n" + items
        lines = [
            *_event(plan, key, words("meeting.summary", buyer=plan.buyer, seller=plan.seller)),
            f"DTSTART:{_utc(start)}",
            f"DTEND:{_utc(end)}",
            f"DESCRIPTION:{_text(about)}",
            *_joining(plan.meeting.link),
            *([f"URL:{_address(plan.link)}"] if plan.link else []),
            *_invited(plan),
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "END:VEVENT",
        ]
    return _calendar(lines, method(plan))


def method(plan: BuyerPlan) -> Literal["REQUEST", "PUBLISH"]:
    """What the invitation to the review is, which the email states beside it."""
    return "REQUEST" if plan.sender.email and _guests(plan) else "PUBLISH"


def _guests(plan: BuyerPlan) -> list[Party]:
    """Those who get the email, once each and without the sender."""
    sender = (plan.sender.email or "").casefold()
    found = {party.email.casefold(): party for party in (*plan.to, *plan.cc) if party.email}
    return [party for address, party in found.items() if address != sender]


def _invited(plan: BuyerPlan) -> list[str]:
    if method(plan) == "PUBLISH":
        return []
    asked = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    return [
        f"ORGANIZER{_named(plan.sender)}",
        *(f"ATTENDEE;{asked}{_named(party)}" for party in _guests(plan)),
    ]


def _named(party: Party) -> str:
    """The name as a parameter, which may hold no quote, and the address in its ASCII form."""
    name = "".join(c for c in party.name.replace('"', "'") if c >= " " and c not in "\x7f\u2028\u2029")
    return f';CN="{name}":mailto:{_address(ascii_address(party.email or ""))}'


def _joining(link: str | None) -> list[str]:
    """Where one joins: the place that every program shows, and the property that newer ones make a button of."""
    if not link:
        return []
    return [f"LOCATION:{_text(_address(link))}", f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{_address(link)}"]


def ascii_address(email: str) -> str:
    """A mail address with a domain in other letters written in its ASCII form."""
    local, _, domain = email.rpartition("@")
    if not domain.isascii():
        domain = idna.encode(domain, uts46=True).decode()
    return f"{local}@{domain}"


def milestones(plan: BuyerPlan, kit: Kit) -> bytes:
    """The plan's open dates as all-day entries that block nobody's day."""
    words = kit.words(plan.look.locale)
    lines: list[str] = []
    for row in plan.rows:
        if not row.is_open or row.target_date is None or row.target_date == date.max:
            continue
        about = words("milestone_entry.about", who=describe.who(row, words), proof=row.proof or "")
        lines += [
            *_event(
                plan,
                row.key,
                words("milestone_entry.summary", buyer=called(plan.called[0], _SHORT), step=f"{row.mark} {row.label}"),
            ),
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
        f"UID:{uuid.uuid5(_NAMESPACE, f'{plan.calendar_name}/{key}')}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{plan.sequence}",
        f"SUMMARY:{_text(summary)}",
    ]


def _calendar(lines: list[str], method: str = "PUBLISH") -> bytes:
    whole = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mapdocs//shared plan//EN",
        f"METHOD:{method}",
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
