"""The agenda as a draft to the people whom it concerns, with the invitation and the page attached."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from mapdocs.formats import agenda as wording
from mapdocs.formats import calendar
from mapdocs.formats.email.message import DOCX, address_of, fix_boundaries, header
from mapdocs.formats.email.wording import with_buyer
from mapdocs.language.company import called
from mapdocs.language.layout import MAX_SUBJECT, fold
from mapdocs.plan.agenda import Agenda
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating.kit import Kit


def eml(plan: BuyerPlan, agenda: Agenda, kit: Kit, *, invitation: bytes, page: bytes) -> bytes:
    """A draft as the plan's own email is one. ``plan`` has the agenda's meeting for its own, and addresses those whom it
    concerns; ``invitation`` and ``page`` are attached."""
    words = kit.words(plan.look.locale)
    at = agenda.meeting.at
    mail = EmailMessage(policy=SMTP)
    said = {"seller": plan.called[1], "date": words.date(at.date())}
    subject = with_buyer(plan.called[0], words, "agenda.subject", said) or called(plan.called[0], MAX_SUBJECT)
    mail["Subject"] = header(subject)
    for name, parties in (("To", plan.to), ("Cc", plan.cc)):
        if parties:
            mail[name] = [address_of(party) for party in parties]
    mail["X-Unsent"] = "1"
    when = words("agenda.intro", date=words.full_date(at.date()), time=words.time_span(at, agenda.meeting.minutes))
    links = [
        words("meeting.link", link=plan.link) if plan.link else "",
        words("meeting.join", link=agenda.meeting.link) if agenda.meeting.link else "",
    ]
    body = "\n".join(
        fold(line, indent="   ", first=line[: len(line) - len(line.lstrip())])
        for line in wording.text(agenda, words).split("\n")
    )
    parts = [fold(when), body, fold(words("agenda.ask")), "\n".join(filter(None, links))]
    mail.set_content("\n\n".join(filter(None, parts)) + "\n", cte="quoted-printable")
    mail.add_attachment(
        invitation,
        maintype="text",
        subtype="calendar",
        filename=f"{plan.stem}-agenda.ics",
        params={"method": calendar.method(plan), "charset": "utf-8"},
    )
    mail.add_attachment(page, maintype=DOCX[0], subtype=DOCX[1], filename=f"{plan.stem}-agenda.docx")
    fix_boundaries(mail, plan)
    return mail.as_bytes()
