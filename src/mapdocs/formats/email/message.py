"""The email: a draft to open (.eml), a page to copy from (.html), and the text alone (.txt)."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from markupsafe import Markup, escape

from mapdocs.formats import calendar, describe
from mapdocs.formats.email import hyphens, wording
from mapdocs.formats.email.wording import LINK, Message
from mapdocs.formats.word import document
from mapdocs.language import layout
from mapdocs.plan.buyer import BuyerPlan, Party
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

MAX_MAILTO = 1900  # Windows and Chrome stop opening longer addresses at about 2,000
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def eml(plan: BuyerPlan, kit: Kit) -> bytes:
    """A draft that mail programs open ready to send.

    ``X-Unsent: 1`` makes it a draft; there is no From, Date, Message-ID or mailer, which are the sending program's.
    """
    message = EmailMessage(policy=SMTP)
    words = kit.words(plan.look.locale)
    composed = wording.compose(plan, words)
    message["Subject"] = header(composed.subject)
    for field, parties in (("To", plan.to), ("Cc", plan.cc)):
        if parties:
            message[field] = [address_of(party) for party in parties]
    message["X-Unsent"] = "1"
    message.set_content(_text(composed, words, kit), cte="quoted-printable")
    message.add_alternative(_html(composed, words, kit), subtype="html", cte="quoted-printable")
    if plan.meeting:
        message.add_attachment(
            calendar.review(plan, kit),
            maintype="text",
            subtype="calendar",
            filename=f"{plan.stem}-review.ics",
            params={"method": calendar.method(plan), "charset": "utf-8"},
        )
    if plan.link is None:
        message.add_attachment(
            document.docx(plan, kit), maintype=DOCX[0], subtype=DOCX[1], filename=f"{plan.stem}-map.docx"
        )
    fix_boundaries(message, plan)
    return message.as_bytes()


def text(plan: BuyerPlan, kit: Kit) -> bytes:
    """The email's text, with its subject in front, for any program that takes text."""
    words = kit.words(plan.look.locale)
    composed = wording.compose(plan, words)
    return f"{words.labelled(words('email.copy.subject'), composed.subject)}\n\n{_text(composed, words, kit)}".encode()


def page(plan: BuyerPlan, kit: Kit) -> bytes:
    """A page that shows the email as it will look, with a button that copies it as rich text and as plain text."""
    words = kit.words(plan.look.locale)
    composed = wording.compose(plan, words)
    body, plain = _body(composed, words, kit), _text(composed, words, kit)
    recipients = ", ".join(p.email for p in plan.to if p.email)
    # "<" is escaped so that no text can end the script element.
    parts = json.dumps({"html": body, "text": plain}, ensure_ascii=False).replace("<", "\\u003c")
    return kit.render(
        "email-page.html.j2",
        words=words,
        subject=composed.subject,
        recipients=recipients,
        body=Markup(body),  # noqa: S704 - rendered with autoescape just above
        parts=Markup(parts),  # noqa: S704 - JSON with every "<" escaped
        mailto=_mailto(recipients, composed, words, plain),
    ).encode()


def _mailto(recipients: str, composed: Message, words: Words, whole: str) -> str | None:
    """A link that opens a plain-text draft: the whole text where it fits, else the letter without its table.

    None where even the letter is too long (many letters that take several signs each).
    """
    intro = words.joined(composed.intro).replace(f"({LINK})", LINK).replace(LINK, f"<{composed.link}>")
    letter = "\n\n".join(filter(None, (composed.greeting, composed.to_champion, "-" * 24, intro, composed.progress)))
    for body in (whole, letter):
        crlf = body.strip().replace("\n", "\r\n")
        link = f"mailto:{quote(recipients, safe='@,')}?subject={quote(composed.subject)}&body={quote(crlf)}"
        if len(link) <= MAX_MAILTO:
            return link
    return None


def _html(composed: Message, words: Words, kit: Kit) -> str:
    body = Markup(_body(composed, words, kit))  # noqa: S704 - rendered with autoescape
    html = kit.render("email.html.j2", words=words, subject=composed.subject, body=body)
    # No line of a message may be longer than 998 octets; quoted-printable sees to it, and short lines read better.
    return re.sub(r"\n\s*\n+", "\n", html)


def _body(composed: Message, words: Words, kit: Kit) -> str:
    days = re.compile("|".join(re.escape(str(escape(day))) for day in composed.days) or "(?!)")

    def whole(day: re.Match[str]) -> str:
        """A day that no line's end breaks: by its spaces, which every mail program knows; one without breaks anywhere else."""
        return describe.unbroken(day[0]) if " " in day[0] else f'<span style="white-space:nowrap">{day[0]}</span>'

    def whole_days(text: str) -> Markup:
        return Markup(days.sub(whole, str(escape(describe.bound(text)))))  # noqa: S704 - escaped

    def rich(sentence: str) -> Markup:
        before, mark, after = sentence.partition(LINK)
        if not mark or composed.link is None:
            return whole_days(sentence)
        link = Markup('<a href="{}" style="text-decoration:underline">{}</a>').format(
            composed.link, words("email.plan.link_text")
        )
        return whole_days(before) + link + whole_days(after)

    def soft(said: str) -> str:
        return hyphens.broken(said, words.language)

    return kit.render("email-body.html.j2", m=composed, words=words, rich=rich, soft=soft)


def _text(composed: Message, words: Words, kit: Kit) -> str:
    def plain(sentence: str) -> str:
        return sentence.replace(f"({LINK})", LINK).replace(LINK, f"<{composed.link}>")

    rendered = kit.render(
        "email.txt.j2",
        m=_whole_days(composed),
        words=words,
        plain=plain,
        fold=layout.fold,
        pad=_pad,
        widest=lambda heads: max(layout.width(words.labelled(head)) for head in heads),
    )
    for day in composed.days:
        rendered = rendered.replace(describe.unbroken(day), day)
    return re.sub(r"\n{3,}", "\n\n", rendered).strip() + "\n"


def _whole_days(composed: Message) -> Message:
    """The sentences with days that no line's end breaks."""

    def kept(text: str) -> str:
        for day in composed.days:
            text = text.replace(day, describe.unbroken(day))
        return text

    return replace(
        composed,
        intro=tuple(map(kept, composed.intro)),
        progress=kept(composed.progress),
        moves=tuple(map(kept, composed.moves)),
        since=tuple(map(kept, composed.since)),
        meeting=kept(composed.meeting),
    )


def _pad(label: str, size: int) -> str:
    return label + " " * max(0, size - layout.width(label))


def header(value: str) -> str:
    """A value that cannot break out of its header: control characters and line separators become spaces."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in value).split())


def address_of(party: Party) -> Address:
    """The address with its display name; a domain in other letters is written in its ASCII form."""
    local, _, domain = calendar.ascii_address(party.email or "").rpartition("@")
    return Address(display_name=header(party.name), username=local, domain=domain)


def fix_boundaries(message: EmailMessage, plan: BuyerPlan) -> None:
    """The library draws boundaries at random; the same plan must give the same bytes."""
    digest = hashlib.sha256(f"{plan.stem}/{plan.revision}/{plan.today}".encode()).hexdigest()[:24]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_map_{number}_{digest}")
