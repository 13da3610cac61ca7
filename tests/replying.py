"""Mails as buyers answer them, and what a pull told of their words."""

from email.message import EmailMessage
from email.policy import SMTP

from helpers import message_of, part

SECURITY, LEGAL, ORDER = "Security / technical review", "Legal / redlines", "Procurement / PO"
WROTE = "On Mon, 23 Nov 2026 at 09:00, Sam Ortiz <sam.ortiz@fabrikam.example> wrote:"
OUTLOOK = "From: Sam Ortiz <sam.ortiz@fabrikam.example>\nSent: Monday, November 23, 2026 9:00 AM\nTo: Dana Reyes\nSubject: Dates\n"


def mail(plain="", html="", files=None, sender="Dana Reyes <dana.reyes@northwind.example>"):
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, "sam.ortiz@fabrikam.example", "Re: dates"
    message["Date"] = "Tue, 24 Nov 2026 10:12:00 +0000"
    if plain:
        message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html") if plain else message.set_content(html, subtype="html")
    for name, raw in (files or {}).items():
        message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def lines_of(deal):
    return part(message_of(deal.file("eml")), "text/plain").splitlines()


def marks_of(deal):
    return {row.milestone: row.mark for row in deal.sent.snapshot.rows}


def quoted(lines, **answers):
    """The lines as a reply quotes them; below the first that begins with a key stands its answer, unquoted."""
    out = []
    for line in lines:
        out.append(f"> {line}".rstrip())
        out += [said for begins, said in answers.items() if begins in line.replace(" ", "_")]
    return "\n".join(out)


def told(pulled, number=0):
    """The words that were told, by their rows."""
    changes = pulled.files[number].changes
    rows = {(row.label, remark.words) for row in changes.rows for remark in row.remarks}
    return rows | {("", remark.words) for remark in changes.remarks} | {("?", text) for text in changes.unplaced}


def html_of(deal):
    return part(message_of(deal.file("eml")), "text/html")
