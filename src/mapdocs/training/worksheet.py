"""The worksheet as a PDF: made for a pen, one sheet with two sides a rep, the run sheet in front where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from mapdocs.formats.pdf.printing import print_page
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words
from mapdocs.training.blanks import Sheet
from mapdocs.training.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOptions:
    """The paper's size; ``fillable`` makes real form fields, ``wall`` adds one page a block of the session in large type."""

    paper: Literal["letter", "a4"] = "letter"
    fillable: bool = False
    wall: bool = False


BY_HAND = PrintOptions()


def worksheet(
    sheets: tuple[Sheet, ...], kit: Kit, *, session: Session | None = None, options: PrintOptions = BY_HAND
) -> bytes:
    """The PDF of ``sheets``, two pages each, bookmarked by rep.

    Args:
        sheets: one a rep, in the order in which they are printed.
        kit: the company's templates.
        session: its run sheet stands in front.
        options: paper, form fields, pages for the wall.

    Raises:
        ImportError, OSError: WeasyPrint, or a system library that it needs, is missing.
    """
    fillable = options.fillable
    css = Markup(kit.render("worksheet.css.j2", paper=options.paper, fillable=fillable))  # noqa: S704 - closed choices
    html = kit.render(
        "worksheet.html.j2",
        sheets=sheets,
        owners=[_owner_heads(sheet, kit.words("en")) for sheet in sheets],
        session=session,
        css=css,
        fillable=fillable,
        wall=options.wall,
    )
    return print_page(html, kit, forms=fillable).content


def _owner_heads(sheet: Sheet, words: Words) -> tuple[str, str]:
    """The companies' names where they are known; a blank sheet says whose column it is."""
    if sheet.buyer and sheet.seller:
        return words.owner_heads(sheet.buyer, sheet.seller)
    return "Buyer Owner (named)", "Seller Owner"
