"""The next meeting of a deal: its agenda as files, made as a build makes its own."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from mapdocs.building.company import kit_for
from mapdocs.building.options import BuildOptions
from mapdocs.building.pipeline import shared_plan
from mapdocs.errors import Refused
from mapdocs.formats import agenda as wording
from mapdocs.formats import calendar
from mapdocs.formats.email import agenda_mail
from mapdocs.formats.word import agenda_page
from mapdocs.plan.agenda import agenda_of, concerned
from mapdocs.plan.buyer import Meeting
from mapdocs.schema.model import Spec


@dataclass(frozen=True, slots=True)
class Prepared:
    """``files`` by name, and the agenda's ``text``; ``unaddressed`` are concerned and have no mail address."""

    stem: str
    files: dict[str, bytes]
    text: str
    unaddressed: tuple[str, ...]


def prepare(
    spec: Spec, *, today: date, at: datetime | None = None, minutes: int | None = None, history_in: Path | None = None
) -> Prepared:
    """The agenda of the meeting ``at`` (local to the review's zone; the review itself where left out).

    Raises:
        Refused: there is no meeting to come, or nothing is left to be done.
    """
    plan, _ = shared_plan(spec, today, BuildOptions(), history_in)
    if plan.meeting is None:
        raise Refused(
            "no meeting is planned",
            f"add review: {{at: {today} 15:00, timezone: America/New_York}} to the spec, with the day of the meeting",
        )
    zone = zoneinfo.ZoneInfo(plan.meeting.zone)
    moment = at.replace(tzinfo=zone) if at else plan.meeting.at
    if moment.date() < today:
        raise Refused(f"the meeting was on {moment.date()}", 'name the next one, as in --at "2026-12-09 15:00"')
    meeting = Meeting(
        at=moment, zone=plan.meeting.zone, minutes=minutes or plan.meeting.minutes, link=plan.meeting.link
    )
    agenda = agenda_of(plan, meeting)
    if not agenda.items:
        raise Refused("every step is done, so there is nothing to meet for", "none is needed")
    names = {name.casefold() for name in concerned(agenda)} | {plan.champion.name.casefold()}
    theirs, ours = (
        tuple(party for party in side if party.name.casefold() in names)
        for side in (plan.buyer_people, plan.seller_people)
    )
    mine = plan.sender.name.casefold()
    # The plan's own email has its own addressees; where nobody concerned has an address they stand in.
    addressed = replace(
        plan,
        meeting=meeting,
        to=tuple(party for party in theirs if party.email) or plan.to,
        cc=tuple(party for party in ours if party.email and party.name.casefold() != mine),
    )
    kit = kit_for(spec.settings)
    text = wording.text(agenda, kit.words(plan.look.locale))
    # The review under its own key renews the event that the build sent; another meeting is an event of its own.
    key = "review" if moment == plan.meeting.at else f"agenda/{moment.date()}"
    invitation = calendar.invitation(addressed, kit, text, key=key)
    page = agenda_page.docx(plan, agenda, kit)
    files = {
        f"{plan.stem}-agenda.ics": invitation,
        f"{plan.stem}-agenda.eml": agenda_mail.eml(addressed, agenda, kit, invitation=invitation, page=page),
        f"{plan.stem}-agenda.docx": page,
    }
    lacking = (party.name for party in (*theirs, *ours) if not party.email and party.name.casefold() != mine)
    return Prepared(plan.stem, files, text, tuple(lacking))
