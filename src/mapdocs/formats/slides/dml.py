"""DrawingML in small: text, shapes and table cells as strings, parsed once into a slide. Lengths in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapdocs.formats.slides.measure import LEADING
from mapdocs.formats.word.wml import escape, quoteattr
from mapdocs.language.layout import is_rtl
from mapdocs.templating import color

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look; ``relation`` names the address that it leads to."""

    text: str
    size: float = 12
    color: str = color.INK
    bold: bool = False
    strike: bool = False
    relation: str = ""


def emu(points: float) -> int:
    return round(points * 12700)


def paragraph(runs: Sequence[Run], language: str, *, align: str = "l", rtl: bool | None = None) -> str:
    """A paragraph, from right to left where its words are. Its lines are as high in any font, so that tables end where
    they were reckoned to end also where another font stands in."""
    backwards = is_rtl("".join(run.text for run in runs)) if rtl is None else rtl
    if backwards and align in "lr":
        align = "r" if align == "l" else "l"
    said = "".join(_run(run, language) for run in runs if run.text)
    size = max((run.size for run in runs), default=12)
    end = f'<a:endParaRPr lang="{language}" sz="{round(100 * size)}"/>' if not said else ""
    high = f'<a:lnSpc><a:spcPts val="{round(100 * size * LEADING)}"/></a:lnSpc>'
    return f'<a:p><a:pPr algn="{align}" rtl="{int(backwards)}">{high}</a:pPr>{said}{end}</a:p>'


def _run(run: Run, language: str) -> str:
    look = f'lang="{language}" sz="{round(100 * run.size)}" b="{int(run.bold)}"' + (
        ' strike="sngStrike"' if run.strike else ""
    )
    address = f'<a:hlinkClick r:id="{run.relation}"/>' if run.relation else ""
    text = " ".join(run.text.split("\n"))
    return f"<a:r><a:rPr {look}>{fill(run.color)}{address}</a:rPr><a:t>{escape(text)}</a:t></a:r>"


def fill(shade: str | None) -> str:
    return (
        f'<a:solidFill><a:srgbClr val="{shade.removeprefix("#").upper()}"/></a:solidFill>' if shade else "<a:noFill/>"
    )


def _place(box: Box, tag: str = "a:xfrm") -> str:
    return (
        f'<{tag}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></{tag}>'
    )


def _named(number: int, name: str, description: str) -> str:
    told = f" descr={quoteattr(description)}" if description else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(name)}{told}/>'


def _body(paragraphs: str, *, anchor: str, inset: float, wrap: bool) -> str:
    side = emu(inset)
    wrapped = "square" if wrap else "none"
    return (
        f'<p:txBody><a:bodyPr wrap="{wrapped}" lIns="{side}" tIns="0" rIns="{side}" bIns="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
    )


def title(number: int, box: Box, paragraphs: str) -> str:
    """What programs and screen readers call the slide."""
    return (
        f'<p:sp><p:nvSpPr>{_named(number, "Title", "")}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>{_place(box)}</p:spPr>'
        f"{_body(paragraphs, anchor='ctr', inset=0, wrap=True)}</p:sp>"
    )


def text(number: int, name: str, box: Box, paragraphs: str, *, anchor: str = "t", wrap: bool = True) -> str:
    return shape(number, name, box, paragraphs, kind="rect", anchor=anchor, wrap=wrap, text_box=True)


def shape(
    number: int,
    name: str,
    box: Box,
    paragraphs: str = "",
    *,
    kind: str = "rect",
    shade: str | None = None,
    line: str | None = None,
    anchor: str = "ctr",
    inset: float = 0,
    wrap: bool = True,
    text_box: bool = False,
) -> str:
    """A native shape with text in it."""
    outline = f'<a:ln w="12700">{fill(line)}</a:ln>' if line else "<a:ln><a:noFill/></a:ln>"
    is_box = ' txBox="1"' if text_box else ""
    words = paragraphs or '<a:p><a:endParaRPr sz="1200"/></a:p>'
    return (
        f"<p:sp><p:nvSpPr>{_named(number, name, '')}<p:cNvSpPr{is_box}/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{_place(box)}<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{fill(shade)}{outline}</p:spPr>'
        f"{_body(words, anchor=anchor, inset=inset, wrap=wrap)}</p:sp>"
    )


def group(number: int, name: str, description: str, box: Box, shapes: str) -> str:
    """Shapes that are one thing, and are read as its ``description``."""
    inner = (
        f'<a:chOff x="{emu(box.x)}" y="{emu(box.y)}"/><a:chExt cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm>'
    )
    place = _place(box).replace("</a:xfrm>", inner)
    return (
        f"<p:grpSp><p:nvGrpSpPr>{_named(number, name, description)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{place}</p:grpSpPr>{shapes}</p:grpSp>"
    )


def picture(number: int, description: str, box: Box, relation: str) -> str:
    return (
        f"<p:pic><p:nvPicPr>{_named(number, 'Logo', description)}"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def cell(
    paragraphs: str, *, above: str | None = None, below: str, shade: str | None = None, thick: float = 0.75
) -> str:
    """A cell between horizontal hairlines."""

    def edge(side: str, rule: str | None, width: float) -> str:
        return f'<a:{side} w="{emu(width) if rule else 0}">{fill(rule)}</a:{side}>'

    borders = edge("lnL", None, 0) + edge("lnR", None, 0) + edge("lnT", above, 1.5) + edge("lnB", below, thick)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</a:txBody>"
        f'<a:tcPr marL="{emu(CELL_SIDE)}" marR="{emu(CELL_SIDE)}" marT="{emu(CELL_TOP)}" marB="{emu(CELL_TOP)}" anchor="t">'
        f"{borders}{fill(shade)}</a:tcPr></a:tc>"
    )


CELL_SIDE, CELL_TOP = 4.0, 2.5


def table(
    number: int,
    name: str,
    description: str,
    box: Box,
    widths: Sequence[float],
    rows: Sequence[tuple[float, str]],
    *,
    rtl: bool,
) -> str:
    """A native table; ``rows`` are heights and ready cells, the first of them the heading."""
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    lines = "".join(f'<a:tr h="{emu(height)}">{cells}</a:tr>' for height, cells in rows)
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{_named(number, name, description)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{_place(box, "p:xfrm")}<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl>'
        f'<a:tblPr rtl="{int(rtl)}" firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{lines}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
