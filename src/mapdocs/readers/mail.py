"""A mail that came back: its quoted table, and the documents attached to it."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from mapdocs.errors import Unreadable
from mapdocs.language.replies import quote_begins
from mapdocs.readers.html import read_html
from mapdocs.readers.tables import Paper, Remark, clean

MAX_PARTS = 200
MAX_BOUNDARIES = 1_000  # lines that may divide parts
_OFFICE = (".docx", ".xlsx", ".pdf", ".docm", ".xlsm")


@dataclass(frozen=True, slots=True)
class Attached:
    """A document in a mail: its file's name and its bytes."""

    name: str
    raw: bytes


def read_mail(raw: bytes) -> tuple[Paper, list[Attached]]:
    """The message itself as a paper, and its attachments that may hold a plan.

    Raises:
        Unreadable: it is no mail.
    """
    if raw.count(b"\n--") > MAX_BOUNDARIES:
        raise Unreadable("the mail has more parts than any reply", "give the .docx or .xlsx itself")
    try:
        message = email.message_from_bytes(raw, policy=default)
    except RecursionError as problem:
        raise Unreadable(
            "the mail's parts lie in one another without end", "give the .docx or .xlsx itself"
        ) from problem
    assert isinstance(message, EmailMessage)
    if not (message.get("From") or message.get("Subject") or message.get("To") or message.is_multipart()):
        raise Unreadable("this is no mail", "save the reply as .eml, or give the .docx or .xlsx itself")
    pages: list[Paper] = []
    plain: list[str] = []
    own: list[str] = []
    attached: list[Attached] = []
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            break
        name = clean(str(part.get_filename() or ""))
        if name.lower().endswith(_OFFICE):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                attached.append(Attached(name, payload))
        elif part.get_content_type() == "text/html" and not name:
            pages.append(read_html(_text(part)))
        elif part.get_content_type() == "text/plain" and not name:
            text = _text(part)
            plain += unquoted(text)
            own += own_words(text)
    paper = pages[0] if pages else Paper("mail")
    own = own or own_words("\n".join(paper.texts))  # of a reply in HTML alone
    paper.texts += plain
    paper.day = _day_of(message)
    if own:
        paper.remarks.append(Remark(clean("\n".join(own)), clean(str(message.get("From") or "")), paper.day))
    return paper, attached


def _day_of(message: EmailMessage) -> date | None:
    """The day on which a mail was sent, by its sender's own clock."""
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).date()
    except (ValueError, TypeError, OverflowError):
        return None


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    for name in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return payload.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return payload.decode("latin-1")


def unquoted(text: str) -> list[str]:
    """The lines of a plain text without the marks of quoting; indents are kept, since they bind lines together."""
    return [re.sub(r"^(?:[>|]\s?)+", "", line).rstrip() for line in text[:2_000_000].splitlines()]


def own_words(text: str) -> list[str]:
    """What a reply says above what it quotes; nothing where nothing is quoted."""
    lines = text[:200_000].splitlines()
    at = next((n for n, line in enumerate(lines) if quote_begins().match(line)), None)
    if at is None:
        return []
    said = [line.strip() for line in lines[:at] if line.strip()]
    return said[:40]
