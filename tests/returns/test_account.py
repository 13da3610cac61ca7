"""The account of a returned file: a word written anywhere in it is in the spec or told, wherever a buyer wrote it."""

import io

import docx
import openpyxl
import pytest
from lxml import etree

from mapdocs.returns import report
from returning import LATER, W, deal_of

WORD = "Zweiundvierzig"
DEAL = deal_of()


def is_told(raw):
    pulled = DEAL.pull(raw)
    if pulled.files[0].refused:
        return True
    return WORD in "\n".join([*report.terminal(pulled), pulled.text, report.leftovers(pulled, LATER)])


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def some(places, long, every):
    return places if long else places[::every]


@pytest.mark.parametrize("instead", [False, True])
def test_in_any_cell_of_the_document(instead, long):
    sent = DEAL.file("docx")
    tables = docx.Document(io.BytesIO(sent)).tables
    places = [
        (t, r, c) for t, one in enumerate(tables) for r, row in enumerate(one.rows) for c in range(len(row._tr.tc_lst))
    ]
    assert len(places) > 70
    lost = []
    for place in some(places, long, 9):
        document = docx.Document(io.BytesIO(sent))
        paragraph = document.tables[place[0]].rows[place[1]]._tr.tc_lst[place[2]].p_lst[0]
        for child in [*paragraph] if instead else []:
            if not child.tag.endswith("}pPr"):
                paragraph.remove(child)
        etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}t").text = f" {WORD}"
        if not is_told(saved(document)):
            lost.append(place)
    assert lost == []


def test_in_any_paragraph_beside_the_table(long):
    sent = DEAL.file("docx")
    count = len(docx.Document(io.BytesIO(sent)).paragraphs)
    lost = []
    for place in range(count):
        document = docx.Document(io.BytesIO(sent))
        document.paragraphs[place].add_run(f" {WORD}")
        if not is_told(saved(document)):
            lost.append(place)
    assert lost == []


def test_in_any_cell_of_the_tracker(long):
    sent = DEAL.file("xlsx")
    book = openpyxl.load_workbook(io.BytesIO(sent))
    places = [
        (number, cell.row, cell.column)
        for number, sheet in enumerate(book.worksheets)
        for row in sheet.iter_rows(
            max_row=min(sheet.max_row + 1, 22), max_col=3 if number == 1 else sheet.max_column + 1
        )
        for cell in row
        if type(cell).__name__ != "MergedCell"
    ]
    assert len(places) > 150
    lost = []
    for number, row, column in some(places, long, 13):
        edited = openpyxl.load_workbook(io.BytesIO(sent))
        edited.worksheets[number].cell(row, column).value = WORD
        if not is_told(saved(edited)):
            lost.append((edited.worksheets[number].title, row, column))
    assert lost == []
