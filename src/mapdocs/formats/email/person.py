"""A draft for each owner on the buyer's side: their steps and nobody else's; for the champion, who gets what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

from mapdocs.formats import calendar
from mapdocs.formats.describe import unbroken
from mapdocs.formats.email.message import address_of, fix_boundaries, header
from mapdocs.formats.email.wording import salutation, short_subject
from mapdocs.language.file_names import file_stem
from mapdocs.language.layout import fold
from mapdocs.plan.buyer import BuyerPlan, Party, Row
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words, shortened

MOST_WORDS = 88  # of a draft; what does not fit is named by its mark, and stands in the plan
_LONG = 160  # characters of a proof


def drafts(plan: BuyerPlan, kit: Kit) -> dict[str, bytes]:
    """The files by their path below the deal's folder: a draft and a calendar for each buyer-side owner of an open row,
    and the champion's overview. None for a three-line plan, which one person has in view."""
    if plan.variant == "lite":
        return {}
    owners = owners_of(plan)
    words = kit.words(plan.look.locale)
    files: dict[str, bytes] = {}
    for name, party, rows in _named(owners):
        own = replace(plan, rows=tuple(rows))
        dates = calendar.milestones(own, kit)
        path = f"{prefix(plan)}{name}"
        files[f"{path}.eml"] = _draft(plan, party, _subject(plan, rows, words), text(plan, party, rows, words), dates)
        files[f"{path}.ics"] = dates
    if owners:
        said = overview(plan, owners, words)
        files[f"{prefix(plan)}overview.eml"] = _draft(
            plan, plan.champion, short_subject(plan, words, "person.overview_subject"), said
        )
    return files


def prefix(plan: BuyerPlan) -> str:
    """What the paths of these files begin with."""
    return f"buyer/{plan.stem}-for-"


def owners_of(plan: BuyerPlan) -> list[tuple[Party, list[Row]]]:
    """The buyer's owners with their open rows, earliest date first."""
    found: dict[str, tuple[Party, list[Row]]] = {}
    for row in plan.rows:
        if row.is_open and row.buyer_owner:
            found.setdefault(row.buyer_owner.name.casefold(), (row.buyer_owner, []))[1].append(row)
    for _, rows in found.values():
        rows.sort(key=lambda row: (row.target_date is None, row.target_date))
    return list(found.values())


def _named(owners: Sequence[tuple[Party, list[Row]]]) -> list[tuple[str, Party, list[Row]]]:
    """Each owner with a name for their files; two whose names are written alike are told apart by a number."""
    taken: dict[str, int] = {"overview": 1}
    named = []
    for party, rows in owners:
        stem = file_stem(party.name)
        taken[stem] = taken.get(stem, 0) + 1
        named.append((stem if taken[stem] == 1 else f"{stem}-{taken[stem]}", party, rows))
    return named


def text(plan: BuyerPlan, party: Party, rows: Sequence[Row], words: Words) -> str:
    """What ``party`` reads: each step with its date and proof, who waits for it, and whom to tell."""
    head = [salutation(party.name, words), words("person.intro", buyer=plan.buyer, seller=plan.seller)]
    tail = [_tell(plan, party, words)]
    if any(row.target_date for row in rows):
        tail.append(words("person.calendar"))
    if plan.link:
        tail.append(words("meeting.link", link=plan.link))
    steps = [_step(plan, party, row, words) for row in rows]
    told = steps
    for count in range(len(steps), 0, -1):
        rest = rows[count:]
        more = fold(words("person.more", steps=_dated(rest, plan, words))) if rest else ""
        told = [*steps[:count], *filter(None, [more])]
        if _count([*head, *told, *tail]) <= MOST_WORDS:
            break
    else:  # even one step fills it: of the rest the marks alone
        told = [
            *steps[:1],
            *([words("person.more", steps=words.listed(row.mark for row in rows[1:]))] if rows[1:] else []),
        ]
    return _plain("\n\n".join(["\n\n".join(map(fold, head)), *told, "\n".join(map(fold, tail))]) + "\n")


def _plain(text: str) -> str:
    """Folded ``text`` with the spaces that held a mark and its day together as they are typed."""
    return re.sub(r"(?<!«)\u00a0(?![:;?!»])", " ", text)


def _step(plan: BuyerPlan, party: Party, row: Row, words: Words) -> str:
    day = words.full_date(row.target_date) if row.target_date else words("no_date")
    lines = [words("digest.step", step=f"{row.mark} {row.label}", date=day)]
    if row.proof:
        lines.append(words("person.proof", proof=shortened(" ".join(row.proof.split()), _LONG)))
    waiting = [
        f"{other.buyer_owner.name} ({other.mark})"
        for other in plan.rows
        if row.key in other.after and other.is_open and other.buyer_owner and other.buyer_owner.name != party.name
    ]
    if waiting:
        lines.append(words("person.waits", who=words.listed(waiting)))
    return "\n".join(fold(line, indent="  ") for line in lines)


def _tell(plan: BuyerPlan, party: Party, words: Words) -> str:
    """The champion is whom to tell; the champion tells the sender."""
    own = party.name.casefold() == plan.champion.name.casefold()
    return words("person.tell", who=plan.sender.name if own else plan.champion.name)


def overview(plan: BuyerPlan, owners: Sequence[tuple[Party, Sequence[Row]]], words: Words) -> str:
    """Who gets which steps, for the champion."""
    lines = [
        words(
            "person.overview_line",
            name=party.name,
            steps=_dated(rows, plan, words),
        )
        for party, rows in owners
    ]
    lacking = [party.name for party, _ in owners if not party.email]
    parts = [
        salutation(plan.champion.name, words),
        words("person.overview"),
        "\n".join(fold(line, indent="  ") for line in lines),
        fold(words("person.unaddressed", names=words.listed(map(unbroken, lacking)))) if lacking else "",
        words("meeting.link", link=plan.link) if plan.link else "",
    ]
    return _plain("\n\n".join(filter(None, parts)) + "\n")


def _dated(rows: Sequence[Row], plan: BuyerPlan, words: Words) -> str:
    """ "S3 15 Dec, K6 12 Jan 2027"."""
    days = [words.near_date(row.target_date, plan.today) if row.target_date else "" for row in rows]
    return words.listed(unbroken(f"{row.mark} {day}".rstrip()) for row, day in zip(rows, days, strict=True))


def _subject(plan: BuyerPlan, rows: Sequence[Row], words: Words) -> str:
    if rows[0].target_date is None:
        return short_subject(plan, words, "person.subject_undated")
    return short_subject(plan, words, "person.subject", date=words.near_date(rows[0].target_date, plan.today))


def _draft(plan: BuyerPlan, to: Party, subject: str, body: str, dates: bytes | None = None) -> bytes:
    """A draft as the plan's own email is one; without an address whoever sends it fills it in."""
    return draft(plan, [to], subject, body, {f"{plan.stem}.ics": dates} if dates else {})


def draft(
    plan: BuyerPlan, to: Sequence[Party], subject: str, body: str, calendars: Mapping[str, bytes] | None = None
) -> bytes:
    """A plain-text draft to those of ``to`` who have an address, with ``calendars`` attached by their names."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = header(subject)
    addressed = [address_of(party) for party in to if party.email]
    if addressed:
        mail["To"] = addressed
    mail["X-Unsent"] = "1"
    mail.set_content(body, cte="quoted-printable")
    for name, content in (calendars or {}).items():
        mail.add_attachment(
            content,
            maintype="text",
            subtype="calendar",
            filename=name,
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    fix_boundaries(mail, plan)
    return mail.as_bytes()


def _count(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)
