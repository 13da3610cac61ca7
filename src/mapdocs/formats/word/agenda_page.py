"""The agenda as half a page in Word, to be printed or shared before the meeting."""

from __future__ import annotations

import io

from mapdocs.formats import agenda as wording
from mapdocs.formats import describe
from mapdocs.formats.archive import reproducible
from mapdocs.formats.word.frame import (
    MARGIN,
    PAPER,
    add_footer,
    apply_brand,
    body_of,
    fill_body,
    open_brand,
    set_page,
    set_properties,
)
from mapdocs.formats.word.wml import border, cell, paragraph, row, run, shares, table, text_paragraph
from mapdocs.language.layout import is_rtl
from mapdocs.plan.agenda import Agenda
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words


def docx(plan: BuyerPlan, agenda: Agenda, kit: Kit) -> bytes:
    """The document for ``agenda``, from the styles of ``brand.docx``."""
    document = open_brand(kit)
    words = kit.words(plan.look.locale)
    set_page(document.sections[0], plan, True)
    width = PAPER[plan.look.paper][0] - 2 * MARGIN
    fill_body(document, body_of(_blocks(plan, agenda, words, width)))
    add_footer(document.sections[0], plan, words, width)
    apply_brand(document, plan, words)
    set_properties(document.core_properties, plan, words)
    saved = io.BytesIO()
    document.save(saved)
    return reproducible(saved.getvalue())


def _blocks(plan: BuyerPlan, agenda: Agenda, words: Words, width: int) -> str:
    names = describe.title(plan, words)
    at = agenda.meeting.at
    when = f"{words.full_date(at.date())}, {words.time_span(at, agenda.meeting.minutes)}"
    parts = [
        paragraph(run(names, "Quiet"), "Title", rtl=is_rtl(names)),
        text_paragraph(words("agenda.heading", minutes=agenda.meeting.minutes), "Outcome"),
        paragraph(run(when, "Strong"), "Facts"),
    ]
    widths = shares(width, [46, 30, 24])
    edge = [border("bottom", color.LIGHT, 4)]
    lines = []
    for point in wording.points(agenda, words):
        step = text_paragraph(f"{point.mark}. {point.label}", "Milestone")
        step += "".join(text_paragraph(said, "Proof") for said in (point.proof, point.promised) if said)
        who = text_paragraph(point.who, "Owner") + text_paragraph(f"{point.day} · {point.minutes}", "Small")
        cells = (step, text_paragraph(point.decision, "Proof"), who)
        lines.append(row([cell(content, w, borders=edge) for content, w in zip(cells, widths, strict=True)]))
    if lines:
        parts.append(table(lines, widths, description=names, rtl=describe.rtl(plan)))
    rest = wording.rest(agenda, words)
    if rest:
        parts.append(text_paragraph(rest, "Person"))
    parts.append(text_paragraph(words("agenda.ask"), "Ask"))
    return "".join(parts)
