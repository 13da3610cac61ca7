"""The worksheet as a PDF: made for a pen, one sheet with two sides a rep, the run sheet in front where there is one."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from mapdocs.formats.pdf.printing import print_page
from mapdocs.templating.kit import Kit
from mapdocs.training.blanks import Sheet
from mapdocs.training.session import Session


def worksheet(
    sheets: tuple[Sheet, ...],
    kit: Kit,
    *,
    paper: Literal["letter", "a4"] = "letter",
    session: Session | None = None,
    fillable: bool = False,
    wall: bool = False,
) -> bytes:
    """The PDF of ``sheets``, two pages each, bookmarked by rep; with ``session`` its run sheet stands in front.

    ``wall`` adds one page a block in large type; ``fillable`` makes real form fields.

    Raises:
        ImportError, OSError: WeasyPrint, or a system library that it needs, is missing.
    """
    css = Markup(kit.render("worksheet.css.j2", paper=paper, fillable=fillable))  # noqa: S704 - two closed choices
    html = kit.render("worksheet.html.j2", sheets=sheets, session=session, css=css, fillable=fillable, wall=wall)
    return print_page(html, kit, forms=fillable).content
