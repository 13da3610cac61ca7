"""What the process that prints loads, and nothing of the rest."""

from __future__ import annotations

from pathlib import Path

from mapdocs.formats.pdf.printing import Printed, pdf
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating.kit import kit_in


def pdf_under(plan: BuyerPlan, templates: Path | None, html: str) -> Printed:
    """The PDF of ``plan``, whose page is written already, with the kit of a company's ``templates``.

    Raises:
        CannotPrint: WeasyPrint, or a system library that it needs, is missing.
        WrongTemplate: a template asks for what is not in the templates folder.
    """
    return pdf(plan, kit_in(templates), html)
