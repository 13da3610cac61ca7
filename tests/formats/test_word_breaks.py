"""What Word is told of its pages: what stays together, and how much space things take."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from formats.test_pages import values_of
from helpers import made
from mapdocs.formats.word.measure import text_width


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


def test_letters_are_as_wide_as_they_are():
    assert text_width("WWW", 190) > 3 * text_width("i", 190)
    assert text_width("é", 190) == text_width("e", 190)
    assert text_width("株式", 190) == 2 * 190
