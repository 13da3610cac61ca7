"""What a buyer writes above or below the pages of a document, or of a printed sheet, is told; page numbers that move are no words."""

import io

import docx
import openpyxl
import pytest

from mapdocs.returns.report import leftovers
from returning import LATER, deal_of

NO = "We do not accept the January dates"


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def told(pulled):
    assert pulled.text == pulled.before.source.text
    return pulled.files[0].changes.unplaced


@pytest.mark.parametrize("where", ["header", "footer", "first_page_header", "even_page_footer"])
def test_in_a_document(where):
    deal = deal_of()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    part = getattr(document.sections[0], where)
    part.is_linked_to_previous = False
    part.add_paragraph(NO)
    pulled = deal.pull(saved(document))
    assert told(pulled) == (NO,)
    assert NO in leftovers(pulled, LATER)


def test_behind_our_own_words():
    deal = deal_of()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    document.sections[0].footer.paragraphs[0].add_run(" - reviewed by Legal")
    (line,) = told(deal.pull(saved(document)))
    assert "reviewed by Legal”, where “Plan test-deal" in line


@pytest.mark.parametrize("where", ["oddHeader", "oddFooter", "evenFooter", "firstHeader"])
@pytest.mark.parametrize("side", ["left", "center"])
def test_in_a_tracker(where, side):
    deal = deal_of()
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    part = getattr(getattr(book.worksheets[0], where), side)
    part.text, part.size, part.font, part.color = f"{NO} & more", 9, "Calibri,Bold", "FF0000"
    assert f"{NO} & more" in told(deal.pull(saved(book)))


def test_pages_that_are_counted_anew_are_no_new_text():
    deal = deal_of()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    texts = [t for t in document.sections[0].footer._element.iter("{*}t") if t.text == "1"]
    assert texts
    for text in texts:
        text.text = "3"
    assert told(deal.pull(saved(document))) == ()
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    for sheet in book.worksheets:
        sheet.oddHeader.center.text = "&A"
        sheet.oddFooter.center.text = "Seite &P von &N"
    assert told(deal.pull(saved(book))) == ()
