"""A mail that came back: its quoted table, and the documents attached to it.

Headers are a stranger's as well. Of each only what a reply needs is kept, cut to a length that no honest one reaches, and
taken apart by the standard library's older reader: the newer one takes time that grows with the square of their length.
"""

from __future__ import annotations

import binascii
import codecs
import email
import re
from dataclasses import dataclass
from datetime import date
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import collapse_rfc2231_value, parsedate_to_datetime

from mapdocs.errors import Unreadable
from mapdocs.language.replies import quote_begins
from mapdocs.readers.html import MAX_ROWS, read_html
from mapdocs.readers.outline import within
from mapdocs.readers.package import MAX_FILE
from mapdocs.readers.tables import Paper, Remark, clean
from mapdocs.readers.thread import MAX_THREAD, NEW_PART, TOO_LONG, Thread, plain_thread

MAX_PARTS = 200
MAX_BOUNDARIES = 1_000  # lines that may divide parts
MAX_HEADERS = 1_500  # of all parts together
MAX_HEADER = 2_000  # characters of one, behind which it is cut
MAX_LINES = 600_000  # twenty megabytes of an attachment have half as many
MAX_TEXT = 600_000  # characters of all pages and plain texts together
MAX_DOCUMENTS = 10
_OFFICE = (".docx", ".xlsx", ".pdf", ".docm", ".xlsm", ".ods", ".odt")
_NEEDED = frozenset(
    {"from", "to", "cc", "subject", "date", "content-type", "content-disposition", "content-transfer-encoding"}
)
# Codecs of Python's that no mail is written in; some take minutes for a short text.
_NO_CHARSETS = frozenset(
    {"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
_GIVE_THE_FILE = "give the .docx or .xlsx itself"


@dataclass(frozen=True, slots=True)
class Attached:
    """A document in a mail: its file's name and its bytes."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as read: its texts have so many ``characters``. ``others`` are attached files that are no documents of an office."""

    paper: Paper
    attached: tuple[Attached, ...]
    characters: int
    others: tuple[Attached, ...] = ()


class _Within(Compat32):
    """Keeps of the headers what a reply needs, and refuses more of them than any mail has."""

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "headers", [0])

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        count: list[int] = self.__dict__["headers"]
        count[0] += 1
        if count[0] > MAX_HEADERS:
            raise Unreadable("the mail has more headers than any reply", _GIVE_THE_FILE)
        name, value = sourcelines[0][:MAX_HEADER].split(":", 1)
        if name.lower() not in _NEEDED:
            return name[:80], ""
        for line in sourcelines[1:]:
            if len(value) >= MAX_HEADER:
                break
            value += line[:MAX_HEADER]
        return name, re.sub(r"[\r\n]+[ \t]*", " ", value).strip()[:MAX_HEADER]


def read_mail(raw: bytes) -> Mail:
    """The message itself as a paper, and its attachments that may hold a plan.

    Raises:
        Unreadable: it is no mail, or has more parts, headers, pages or documents than a reply has.
    """
    if len(raw) > MAX_FILE or raw.count(b"\n") > MAX_LINES:
        raise Unreadable("the mail is far larger than a reply with a plan", _GIVE_THE_FILE)
    if raw.count(b"\n--") > MAX_BOUNDARIES:
        raise Unreadable("the mail has more parts than any reply", _GIVE_THE_FILE)
    try:
        message: Message[str, str] = email.message_from_bytes(raw, policy=_Within())
        parts = _parts(message)
    except RecursionError as problem:
        raise Unreadable("the mail's parts lie in one another without end", _GIVE_THE_FILE) from problem
    except (MessageError, ValueError, LookupError) as problem:
        raise Unreadable("the mail is damaged", _GIVE_THE_FILE) from problem
    if not (_header(message, "From") or _header(message, "Subject") or _header(message, "To") or len(parts) > 1):
        raise Unreadable("this is no mail", "save the reply as .eml, or give the .docx or .xlsx itself")
    pages: list[Paper] = []
    plain: list[str] = []
    shown: list[str] = []
    typed: list[str] = []
    own: list[str] = []
    thread: Thread = []
    attached: list[Attached] = []
    others: list[Attached] = []
    room = MAX_TEXT
    shown_as_page = _shown_as_page(parts)
    for part in parts:
        name = _file_name(part)
        if name.lower().endswith(_OFFICE):
            attached.append(Attached(name, _payload(part)))
            continue
        kind = part.get_content_type()
        if name and not kind.startswith(("image/", "multipart/", "message/")) and len(others) < MAX_DOCUMENTS:
            others.append(Attached(name, _payload(part)))
        if name or kind not in ("text/html", "text/plain"):
            continue
        text = _text(part)
        room -= len(text)
        if room < 0:
            raise Unreadable(f"the mail's texts have more than {MAX_TEXT:,} characters", _GIVE_THE_FILE)
        if kind == "text/html":
            pages.append(read_html(text))
            shown += pages[-1].lines
            if sum(len(table.rows) for page in pages for table in page.tables) > MAX_ROWS:
                raise Unreadable(f"the mail's tables have more than {MAX_ROWS:,} rows", _GIVE_THE_FILE)
        else:
            plain += unquoted(text)
            typed += text.splitlines()
            own += own_words(text)
            if id(part) not in shown_as_page:
                thread += plain_thread(text)
    if len(attached) > MAX_DOCUMENTS:
        raise Unreadable(f"the mail has {len(attached)} documents attached", "give the one that was edited by itself")
    paper = Paper("mail")
    for page in pages:  # some programs begin a new one after each picture or attachment
        paper.tables += page.tables
        paper.texts += page.texts
        paper.beside += page.beside
        paper.thread += page.thread
        paper.shown += page.shown
    own = own or own_words("\n".join(paper.texts))  # of a reply in HTML alone
    paper.texts += plain
    if any(len(lines) >= MAX_THREAD for lines in (paper.thread, thread)):
        paper.notes.append(TOO_LONG)
    paper.thread += [*([NEW_PART] if thread and pages else []), *thread]
    paper.beside = paper.beside if pages else [line for line in plain if line.strip()]
    paper.lines = within(typed or shown)
    paper.day, paper.sender = _day_of(message), clean(_header(message, "From"))
    paper.addressed = [said for name in ("From", "To", "Cc") if (said := _header(message, name))]
    paper.subject = clean(_header(message, "Subject"))
    if own:
        paper.remarks.append(Remark(clean("\n".join(own)), paper.sender, paper.day))
    return Mail(paper, tuple(attached), MAX_TEXT - room, tuple(others))


def _parts(message: Message[str, str]) -> list[Message[str, str]]:
    """The message and everything in it, in order, as far as MAX_PARTS; a mail in a mail too."""
    found: list[Message[str, str]] = []
    waiting = [message]
    while waiting and len(found) < MAX_PARTS:
        part = waiting.pop()
        found.append(part)
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting += [p for p in reversed(inner) if isinstance(p, Message)]
    return found


def _shown_as_page(parts: list[Message[str, str]]) -> set[int]:
    """The plain texts that a page stands beside, which says the same and is what mail programs show."""
    found: set[int] = set()
    for part in parts if any(one.get_content_type() == "text/html" for one in parts) else ():
        inner = part.get_payload()
        if part.get_content_type() == "multipart/alternative" and isinstance(inner, list):
            found |= {id(one) for one in inner}
    return found


def _header(part: Message[str, str], name: str) -> str:
    """A header's text, its encoded words spelt out as far as somebody can."""
    stated = str(part.get(name) or "")
    try:
        pieces = decode_header(stated)
    except (HeaderParseError, ValueError, LookupError, binascii.Error):
        return stated
    return "".join(p if isinstance(p, str) else _decoded(p, charset or "ascii") for p, charset in pieces)


def _file_name(part: Message[str, str]) -> str:
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            stated = part.get_param(key, None, header)
            if stated:
                plain = collapse_rfc2231_value(stated)
                holder: Message[str, str] = Message()
                holder["name"] = plain
                return clean(_header(holder, "name"))
        except (ValueError, LookupError, TypeError):
            continue
    return ""


def _day_of(message: Message[str, str]) -> date | None:
    """The day on which a mail was sent, by its sender's own clock."""
    try:
        return parsedate_to_datetime(_header(message, "Date")[:200]).date()
    except (ValueError, TypeError, LookupError, OverflowError):
        return None


def _payload(part: Message[str, str]) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message[str, str]) -> str:
    try:
        charset = part.get_content_charset() or "utf-8"
    except (ValueError, LookupError):
        charset = "utf-8"
    return _decoded(_payload(part), charset)


_STEP = re.compile(
    r"^[>|\s]{0,6}[A-Z]{0,2}\d{1,3}\.[ \t]+\S.*\n(?:.*\n){0,3}?[>|\s]{0,4}[ \t]{2,}\S[^:：\n]{0,30}[:：]", re.MULTILINE
)


def is_plain_plan(raw: bytes) -> bool:
    """Whether a file is the text of a plan's email by itself: a numbered step, and below it an indented line that begins
    with a label."""
    return b"\0" not in raw[:MAX_TEXT] and _STEP.search(_decoded(raw[:MAX_TEXT], "utf-8-sig")) is not None


def read_plain(raw: bytes) -> Paper:
    """The text of a plan's email by itself, saved or pasted into a file."""
    if len(raw) > MAX_TEXT or raw.count(b"\n") > MAX_LINES:
        raise Unreadable("the text is far longer than a plan", _GIVE_THE_FILE)
    text = _decoded(raw, "utf-8-sig")
    paper = Paper("mail", texts=unquoted(text), thread=plain_thread(text))
    if own := own_words(text):
        paper.remarks.append(Remark(clean("\n".join(own)), "", None))
    return paper


def _decoded(raw: bytes, charset: str) -> str:
    """Bytes in the charset that a mail names for them, where it is one; else as UTF-8 or what shows something."""
    for name in (charset, "utf-8"):
        try:
            codec = codecs.lookup(name[:40])
            if codec.name not in _NO_CHARSETS:
                return raw.decode(codec.name)
        except (LookupError, ValueError):  # of which a text that cannot be decoded is one
            continue
    return raw.decode("latin-1")


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
