"""The presentation around the slides: an empty one of the library's, with nothing of its author's and the brand's look."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mapdocs.formats import describe
from mapdocs.formats.slides.dml import SPACES, emu
from mapdocs.formats.word.wml import quoteattr
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.words import Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

WIDTH, HEIGHT = 960.0, 540.0  # points of a 16:9 slide
FONT = "IBM Plex Sans"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_EXTENDED = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Office PowerPoint</Application></Properties>"
)


def open_deck(plan: BuyerPlan, words: Words) -> Presentation:
    """A presentation without slides, with one layout, in the brand's colour and font."""
    import pptx

    deck = pptx.Presentation()
    _forget(deck)
    old = deck.slide_width
    for size in deck.part._element.iter("{*}sldSz"):
        size.set("cx", str(emu(WIDTH)))
        size.set("cy", str(emu(HEIGHT)))
        size.attrib.pop("type", "")  # it said 4:3
    layouts = deck.slide_layouts
    kept = next(layout for layout in layouts if layout._element.get("type") == "titleOnly")
    for layout in [layout for layout in layouts if layout is not kept and layout._element is not kept._element]:
        layouts.remove(layout)
    for element in deck.slide_master._element.iter("{*}off", "{*}ext"):
        for side in ("x", "cx"):
            if element.get(side):
                element.set(side, str(int(element.get(side)) * emu(WIDTH) // (old or emu(WIDTH))))
    for held in (deck.part._element, deck.slide_master._element, kept._element):
        for element in held.iter("{*}defRPr", "{*}rPr", "{*}endParaRPr"):
            if element.get("lang"):
                element.set("lang", words.language)
    _apply_brand(deck, plan)
    _set_properties(deck, plan, words)
    return deck


def add_slide(deck: Presentation) -> Slide:
    """An empty slide: what the layout put there is taken away."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[0])
    for holder in list(slide.placeholders):
        holder._element.getparent().remove(holder._element)
    return slide


def fill_slide(slide: Slide, shapes: str) -> None:
    """``shapes`` as DrawingML, in the order in which they are read."""
    from lxml import etree

    tree = slide.shapes._spTree
    tree.extend(etree.fromstring(f"<tree {SPACES}>{shapes}</tree>"))
    etree.cleanup_namespaces(tree)


def saved(deck: Presentation) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _forget(deck: Presentation) -> None:
    """A preview, a printer's settings and a person's name came with the empty presentation."""
    package = deck.part.package
    for holder in (package, deck.part):
        for relation in list(holder._rels.values()):
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                holder._rels.pop(relation.rId)
    for part in package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = _EXTENDED


def _apply_brand(deck: Presentation, plan: BuyerPlan) -> None:
    """The theme's font and colours, so that what somebody adds looks like the rest."""
    font = quoteattr(plan.look.font or FONT)
    shades = {"accent1": color.readable(plan.look.color), "dk2": color.INK, "hlink": color.readable(plan.look.color)}
    for part in deck.part.package.iter_parts():
        if not str(part.partname).startswith("/ppt/theme/"):
            continue
        theme = part.blob.decode().replace('<a:latin typeface="Calibri"/>', f"<a:latin typeface={font}/>")
        for name, shade in shades.items():
            value = shade.removeprefix("#").upper()
            theme = re.sub(rf"(<a:{name}>)<a:srgbClr val=\"\w+\"/>", rf'\1<a:srgbClr val="{value}"/>', theme)
        part._blob = theme.encode()


def _set_properties(deck: Presentation, plan: BuyerPlan, words: Words) -> None:
    """Title, author and dates: the seller and the day of building, never the machine."""
    properties = deck.core_properties
    built = datetime(plan.today.year, plan.today.month, plan.today.day, tzinfo=UTC).replace(tzinfo=None)
    properties.title = describe.title(plan, words)[:255]
    properties.subject = words("document")
    properties.author = properties.last_modified_by = plan.seller[:255]
    properties.comments = ""
    properties.language = words.language
    properties.created = properties.modified = built
    properties.revision = 1
