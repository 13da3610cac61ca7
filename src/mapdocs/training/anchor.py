"""The teaching anchor as Word document and PDF: the plan with its marks, the answer key on a page of its own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from markupsafe import Markup

from mapdocs.formats.archive import reproducible
from mapdocs.formats.pdf.printing import print_page
from mapdocs.formats.word.frame import MARGIN, PAPER, apply_brand, body_of, fill_body, open_brand, set_page
from mapdocs.formats.word.wml import NS, border, cell, paragraph, row, run, shares, table, text_paragraph
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

BANNER = "Example for training. Not for a buyer."


@dataclass(frozen=True, slots=True)
class Anchor:
    """A teaching example: the plan, one note a row, and whether it is the good or the flawed one."""

    plan: BuyerPlan
    notes: tuple[str, ...]
    kind: Literal["good", "flawed"]
    built: date

    @property
    def title(self) -> str:
        return f"{BANNER.rstrip('.')}: a {self.kind} plan"


def heads(plan: BuyerPlan, words: Words) -> tuple[str, ...]:
    """What stands over the columns, as in the plans that buyers get: the companies' names over their people."""
    owners = words.owner_heads(plan.buyer, plan.seller)
    return (
        words("columns.id"),
        words("columns.milestone"),
        *owners,
        words("columns.target_date"),
        words("columns.exit_criteria"),
    )


def pdf(anchor: Anchor, kit: Kit) -> bytes:
    """The example as a tagged PDF with the banner on every page."""
    words = kit.words("en")
    css = Markup(kit.render("anchor.css.j2", paper=anchor.plan.look.paper, banner=BANNER))  # noqa: S704 - closed choices
    return print_page(
        kit.render(
            "anchor.html.j2",
            anchor=anchor,
            plan=anchor.plan,
            words=words,
            columns=heads(anchor.plan, words),
            css=css,
            banner=BANNER,
        ),
        kit,
    ).content


def docx(anchor: Anchor, kit: Kit) -> bytes:
    """The example as a Word document with the banner in its header."""
    from docx.oxml import parse_xml

    plan, words = anchor.plan, kit.words("en")
    document = open_brand(kit)
    set_page(document.sections[0], plan, upright=False)
    width = PAPER[plan.look.paper][1] - 2 * MARGIN
    widths = shares(width, [5, 22, 18, 17, 14, 34])
    rule = [border("bottom", color.INK, 12)]
    edge = [border("bottom", color.LIGHT, 4)]
    lines = [
        row(
            [
                cell(text_paragraph(name, "TableHead"), w, borders=rule)
                for name, w in zip(heads(plan, words), widths, strict=True)
            ],
            header=True,
        )
    ]
    for entry in plan.rows:
        owners = [party.name if party else "" for party in (entry.buyer_owner, entry.seller_owner)]
        day = words.date(entry.target_date) if entry.target_date else ""
        texts = (entry.mark, entry.label, *owners, day, entry.proof or "")
        lines.append(
            row(
                [
                    cell(text_paragraph(t, s), w, borders=edge)
                    for t, s, w in zip(
                        texts, ("Mark", "Milestone", "Owner", "Owner", "Date", "Proof"), widths, strict=True
                    )
                ]
            )
        )
    blocks = [
        text_paragraph(f"{plan.buyer} and {plan.seller}", "Title"),
        text_paragraph(plan.outcome or anchor.title, "Outcome"),
        text_paragraph("Look at each row first. What would you ask? The answers are on the next page.", "Facts"),
        table(lines, widths, description=f"Table of {len(plan.rows)} milestones"),
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        text_paragraph("Answer key", "Outcome"),
        *(
            paragraph(run(f"{entry.mark}. {entry.label}  ", "Strong") + run(note), "Reason")
            for entry, note in zip(plan.rows, anchor.notes, strict=True)
        ),
    ]
    fill_body(document, body_of("".join(blocks)))
    header = document.sections[0].header
    header.is_linked_to_previous = False
    for old in list(header._element):
        header._element.remove(old)
    header._element.append(parse_xml(f'<w:p xmlns:w="{NS}"><w:pPr><w:pStyle w:val="Ask"/></w:pPr>{run(BANNER)}</w:p>'))
    apply_brand(document, plan, words)
    properties = document.core_properties
    properties.title, properties.subject = anchor.title, BANNER
    properties.author = properties.last_modified_by = "Sales enablement"
    properties.created = properties.modified = datetime(anchor.built.year, anchor.built.month, anchor.built.day)
    saved = io.BytesIO()
    document.save(saved)
    return reproducible(saved.getvalue())
