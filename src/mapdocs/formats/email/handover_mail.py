"""The catch-up for whoever takes steps over: what was agreed, by whom and when, and the question whether it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mapdocs.formats.email.person import draft
from mapdocs.formats.email.wording import salutation, short_subject
from mapdocs.language.layout import fold
from mapdocs.plan.buyer import BuyerPlan, Party, Row
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

_MOST = 5  # steps told with what was agreed; the rest by their marks


@dataclass(frozen=True, slots=True)
class Handover:
    """``rows`` go from ``old`` to ``new``; ``agreed`` holds the days on which ``old`` said yes, by the rows' keys."""

    old: str
    new: str
    why: str
    rows: tuple[Row, ...]
    agreed: Mapping[str, date]


def eml(plan: BuyerPlan, handover: Handover, kit: Kit) -> bytes:
    """A draft to the person who takes over."""
    words = kit.words(plan.look.locale)
    known = (party for party in plan.buyer_people if party.name.casefold() == handover.new.casefold())
    subject = short_subject(plan, words, "handover.subject", old=handover.old)
    return draft(plan, [next(known, Party(name=handover.new))], subject, text(plan, handover, words))


def text(plan: BuyerPlan, handover: Handover, words: Words) -> str:
    """The body: each step with its date, and since when it is agreed."""
    lines = [_line(plan, row, handover, words) for row in handover.rows[:_MOST]]
    rest = words.listed(row.mark for row in handover.rows[_MOST:])
    own = handover.new.casefold() == plan.champion.name.casefold()
    parts = [
        salutation(handover.new, words),
        words("handover.intro", old=handover.old, why=handover.why.rstrip(".。")),
        "\n".join(f"  {line}" for line in [*lines, *([words("person.more", steps=rest)] if rest else [])]),
        words("handover.ask", who=plan.sender.name if own else plan.champion.name),
        words("meeting.link", link=plan.link) if plan.link else "",
    ]
    folded = (
        "\n".join(
            fold(
                line.strip(), indent="    " if line.startswith(" ") else "", first="  " if line.startswith(" ") else ""
            )
            for line in part.split("\n")
        )
        for part in parts
        if part
    )
    return "\n\n".join(folded) + "\n"


def _line(plan: BuyerPlan, row: Row, handover: Handover, words: Words) -> str:
    day = words.near_date(row.target_date, plan.today) if row.target_date else words("no_date")
    on = handover.agreed.get(row.key)
    step = f"{row.mark} {row.label}"
    if on is None:
        return words("handover.proposed", step=step, date=day)
    return words("handover.agreed", step=step, old=handover.old, date=day, on=words.near_date(on, plan.today))
