"""The Word file around its body: template, page, footer, logo, the brand in the styles, core properties.

python-docx and its parser are used here and nowhere else in this room.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from mapdocs.errors import WrongTemplate
from mapdocs.formats import describe
from mapdocs.formats.word.wml import NS, R_NS, field, quoteattr, run
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.coreprops import CoreProperties
    from docx.section import Section

# Paper in twentieths of a point, upright; margins of 18 mm.
PAPER = {"letter": (12240, 15840), "a4": (11906, 16838)}
MARGIN = 1020
TEMPLATE_COLOR = "0F5C8C"  # what brand.docx uses for the brand colour, until a brand says otherwise
TEMPLATE_FONT = "IBM Plex Sans"


def open_brand(kit: Kit) -> Document:
    """The Word template, as python-docx opens it.

    Raises:
        WrongTemplate: it is no Word document.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(io.BytesIO(kit.bytes_of("brand.docx")))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as problem:
        raise WrongTemplate(f"the template brand.docx is no Word document: {problem}") from problem


def _xml() -> Any:
    """python-docx's own parser: it gives its element classes, which the section's accessors rely on."""
    from docx.oxml import parser

    return parser


def body_of(blocks: str) -> Any:
    """Ready WordprocessingML as a body of its own."""
    return _xml().parse_xml(f'<w:body xmlns:w="{NS}" xmlns:r="{R_NS}">{blocks}</w:body>')


def fill_body(document: Document, filled: Any) -> None:
    """Put what :func:`body_of` made in place of the template's empty body; its section properties stay.

    The whole is parsed anew: to move many elements into another document takes time that grows with their square.
    """
    xml = _xml()
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    made = xml.etree.tostring(filled, encoding="unicode")
    inner = made[made.index(">") + 1 : made.rindex("</")] if len(filled) else ""
    around = xml.etree.tostring(document.element, encoding="unicode")
    place = around.index(">", around.index("<w:body")) + 1
    whole = xml.parse_xml(f"{around[:place]}{inner}{around[place:]}")
    document.part._element = document._element = whole


def lessen(styles: Any, name: str) -> None:
    """Make the style's letters an eighth smaller: for a text that would take three lines of them."""
    for style in styles.iter(f"{{{NS}}}style"):
        if style.get(f"{{{NS}}}styleId") == name:
            for tag in ("sz", "szCs"):
                for size in style.iter(f"{{{NS}}}{tag}"):
                    size.set(f"{{{NS}}}val", str(round(int(size.get(f"{{{NS}}}val")) * 7 / 8)))


def set_page(section: Section, plan: BuyerPlan, upright: bool, less: int = 0) -> None:
    """The paper, its orientation and margins; those above and below are ``less`` by so many twips."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    short, long = PAPER[plan.look.paper]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Twips(short), Twips(long)) if upright else (Twips(long), Twips(short))
    section.left_margin = section.right_margin = Twips(MARGIN)
    section.top_margin, section.bottom_margin = Twips(MARGIN - 120 - less), Twips(MARGIN - less)
    section.footer_distance = Twips(480 - less // 2)


def add_footer(section: Section, plan: BuyerPlan, words: Words, width: int) -> None:
    """The plan, its revision and day on the left, page x of y on the right."""
    from docx.oxml import parse_xml

    footer = section.footer
    footer.is_linked_to_previous = False
    said = words("footer.plan", plan=plan.stem, revision=plan.revision)
    left = run(f"{said}  ·  {words('footer.version', date=words.date(plan.today))}")
    page, _, rest = words("footer.page").partition("{page}")
    middle, _, end = rest.partition("{pages}")
    right = run(page) + field("PAGE", "1") + run(middle) + field("NUMPAGES", "1") + run(end)
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="4680"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    xml = f'<w:p xmlns:w="{NS}"><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>{left}<w:r><w:tab/></w:r>{right}</w:p>'
    for old in list(footer._element):
        footer._element.remove(old)
    footer._element.append(parse_xml(xml))


def add_logo(document: Document, plan: BuyerPlan, words: Words, width: int) -> None:
    """The logo at the far side of the title's line, ``width`` twips long, fitted into 32 by 12 mm."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Emu, Mm, Twips

    assert plan.look.logo is not None
    title = document.paragraphs[0]
    title.paragraph_format.tab_stops.add_tab_stop(Twips(width), WD_TAB_ALIGNMENT.RIGHT)
    holder = title.add_run("\t")
    picture = holder.add_picture(io.BytesIO(plan.look.logo))
    scale = min(Mm(32) / picture.width, Mm(12) / picture.height)
    picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
    for drawn in holder._r.iter("{*}docPr"):
        drawn.set("descr", words("alt.logo", seller=plan.seller))


def apply_brand(document: Document, plan: BuyerPlan, words: Words) -> None:
    """The brand's colour and font, and the language, in the template's styles and nowhere else."""
    styles = document.styles.element
    accent = color.readable(plan.look.color).removeprefix("#").upper()
    attribute = f"{{{NS}}}"
    for element in styles.iter(f"{attribute}color"):
        if element.get(f"{attribute}val") == TEMPLATE_COLOR:
            element.set(f"{attribute}val", accent)
    if plan.look.font:
        for element in styles.iter(f"{attribute}rFonts"):
            for slot in ("ascii", "hAnsi"):
                if element.get(f"{attribute}{slot}") == TEMPLATE_FONT:
                    element.set(f"{attribute}{slot}", plan.look.font)
        _rename_font(document, plan.look.font)
    # The language of East Asian letters has a slot of its own; in the Latin one it would break Latin words anywhere.
    slot = "eastAsia" if words.babel.language == "ja" else "val"
    for element in styles.iter(f"{attribute}lang"):
        element.set(f"{attribute}{slot}", words.language)


def _rename_font(document: Document, font: str) -> None:
    """The font table names what stands in where the brand's font is not installed, so its entry follows the name."""
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            old = f'w:name="{TEMPLATE_FONT}"'.encode()
            part._blob = part.blob.replace(old, f"w:name={quoteattr(font)}".encode())


def set_properties(properties: CoreProperties, plan: BuyerPlan, words: Words) -> None:
    """Title, author and dates: the seller and the day of building, never the machine."""
    built = datetime(plan.today.year, plan.today.month, plan.today.day, tzinfo=UTC).replace(tzinfo=None)
    properties.title = describe.title(plan, words)[:255]
    properties.subject = words("document")
    properties.author = properties.last_modified_by = plan.seller[:255]
    properties.language = words.language
    properties.created = properties.modified = built
    properties.revision = 1
