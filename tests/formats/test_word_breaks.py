"""What Word is told of its pages: what stays together, and how much space things take."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

from formats.test_pages import values_of
from helpers import ROOT, made
from mapdocs.formats.word.letters import CARLITO, NOTO, PLEX, text_width


def document_of(rows, *, locale="en", memo=False, moves=False, long=False, **more):
    raw = made(values_of(rows, memo=memo, moves=moves, long=long), only=("docx",), locale=locale, found=(), **more)
    return docx.Document(io.BytesIO(raw["map.docx"]))


def kept(block):
    """Whether every paragraph in ``block`` is kept with the next."""
    return all(found.find(qn("w:keepNext")) is not None for found in block.iter(qn("w:pPr")))


@pytest.mark.parametrize("rows", [6, 12, 40])
def test_the_last_three_rows_stay_with_all_below_and_the_first_two_with_the_head(rows):
    body = list(document_of(rows, moves=True).element.body)
    at = next(n for n, block in enumerate(body) if block.find(f".//{qn('w:tblHeader')}") is not None)
    lines = body[at].findall(qn("w:tr"))
    first, last = 1 + rows - 3, 1 + rows
    assert all(map(kept, lines[:2]))
    assert not any(map(kept, lines[2:first]))
    assert all(map(kept, lines[first:last]))
    below = [block for block in body[at + 1 :] if block.tag != qn("w:sectPr")]
    assert all(map(kept, below[:-1]))
    assert not kept(below[-1])
    assert all(line.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for line in lines)


def test_space_is_taken_where_that_saves_a_page_and_nowhere_else():
    def padding(document):
        table = next(t for t in document.tables if t._tbl.find(f".//{qn('w:tblHeader')}") is not None)
        return int(table._tbl.find(f".//{qn('w:tblCellMar')}/{qn('w:top')}").get(qn("w:w")))

    assert padding(document_of(4)) == 32
    assert padding(document_of(9)) < 32
    assert padding(document_of(9)) >= 4
    sizes = {style.name: style.font.size for style in document_of(4).styles if style.type == 1}
    assert sizes == {style.name: style.font.size for style in document_of(9).styles if style.type == 1}, (
        "no letter shrinks"
    )


def test_japanese_lines_have_a_height_of_their_own_and_latin_ones_the_fonts():
    def rules(locale):
        styles = document_of(6, locale=locale).styles.element
        return {spacing.get(qn("w:lineRule")) for spacing in styles.iterfind(f"{qn('w:style')}//{qn('w:spacing')}")}

    assert rules("ja") == {"exact"}
    assert rules("de") == {"auto"}


def test_a_strip_of_many_rows_in_one_week_stays_a_strip():
    values = values_of(40, memo=False, moves=False, long=False)
    for row in values["milestones"]:
        row["target_date"] = "2026-12-14"
    values["deal"]["go_live"] = "2027-08-30"
    raw = made(values, only=("docx",), found=())["map.docx"]
    strip = docx.Document(io.BytesIO(raw)).tables[-1]
    assert max(len(cell.paragraphs) for cell in strip.rows[-1].cells) <= 9


@pytest.mark.parametrize(
    ("font", "path"),
    [
        (PLEX, ROOT / "templates" / "fonts" / "IBMPlexSans-Regular.ttf"),
        (CARLITO, Path("/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf")),
        (NOTO, Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")),
    ],
)
def test_letters_are_as_wide_as_the_font_says(font, path):
    if not path.is_file():
        pytest.skip("this font is not on this machine")
    tables = TTFont(path)
    em, glyphs, advances = tables["head"].unitsPerEm, tables.getBestCmap(), tables["hmtx"]
    assert len(font.letters) > 100
    assert {letter: round(advances[glyphs[ord(letter)]][0] * 1000 / em) for letter in font.letters} == font.letters


def test_a_plan_whose_last_page_would_hold_no_row_gets_other_margins():
    """Twelve long rows in Portuguese: with no room in the cells does what stands below come to stand with rows, in the
    fonts that LibreOffice may have."""
    section = document_of(12, locale="pt", paper="a4", memo=True, moves=True, long=True).sections[0]
    assert section.top_margin != document_of(4, locale="pt", paper="a4").sections[0].top_margin


def test_letters_are_as_wide_as_they_are():
    assert text_width("WWW", 190) > 3 * text_width("i", 190)
    assert text_width("é", 190) == text_width("e", 190)
    assert text_width("株式", 190) == 2 * 190
    assert text_width("27\u00a0nov.", 190) == text_width("27 nov.", 190)


def test_a_day_has_room_in_its_column_and_a_japanese_company_over_its_own():
    def width(document, column):
        table = next(t for t in document.tables if t._tbl.find(f".//{qn('w:tblHeader')}") is not None)
        return int(table._tbl.findall(f".//{qn('w:gridCol')}")[column].get(qn("w:w"))) - 200

    assert width(document_of(6, locale="pt_BR"), 4) >= text_width("25 de nov. de 2026", 190, NOTO, bold=True)
    values = values_of(6, memo=False, moves=False, long=False)
    values["buyer"]["company"] = "株式会社ノースウィンド"
    raw = made(values, only=("docx",), locale="ja_JP", found=())["map.docx"]
    assert width(docx.Document(io.BytesIO(raw)), 2) >= text_width("株式会社ノースウィンド様", 180, NOTO, bold=True)
