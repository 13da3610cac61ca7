"""A column that the buyer took out, and a workbook that holds the plan more than once: told, and nothing lost in silence."""

import io

import openpyxl
import pytest

from helpers import few_of
from returning import COLUMNS, Excel, Word, deal_of, found

LEGAL = "Legal / redlines"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def notes(pulled):
    return list(pulled.files[0].changes.notes)


@pytest.mark.parametrize("name", few_of(["buyer_owner", "seller_owner", "target_date", "exit_criteria", "status"], 5))
def test_a_column_taken_out_of_the_document_is_told(name):
    deal = deal_of()
    file = Word(deal.file("docx"))
    for row in file.table.rows:
        cells = row._tr.tc_lst
        if len(cells) == len(COLUMNS["docx"]):
            row._tr.remove(cells[COLUMNS["docx"].index(name)])
    pulled = deal.pull(file.save())
    assert found(pulled) == []
    said = f"the column of the {name.replace('_', ' ')} is not in the file; the spec keeps what it says there"
    assert said in notes(pulled)


def test_two_columns_taken_out_of_the_tracker_are_told():
    deal = deal_of()
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    book.worksheets[0].delete_cols(6, 2)
    pulled = deal.pull(saved(book))
    assert "the columns of the exit criteria, status are not in the file; the spec keeps what it says there" in notes(
        pulled
    )


def copied(deal, first=None, second=None):
    """The tracker with its sheet copied, each with a new date for legal where one is given."""
    file = Excel(deal.file("xlsx"))
    book = file.book
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title = "Plan (2)"
    for sheet, day in ((book.worksheets[0], first), (copy, second)):
        if day:
            sheet.cell(12, 5).value = day
    return saved(book)


def test_a_copied_sheet_that_nobody_worked_in_changes_nothing():
    deal = deal_of()
    pulled = deal.pull(copied(deal))
    assert found(pulled) == []
    assert not [note for note in notes(pulled) if "sheet" in note]


@pytest.mark.parametrize(
    ("first", "second", "name"), [("18 Dec 2026", None, "Plan"), (None, "18 Dec 2026", "Plan (2)")]
)
def test_the_sheet_with_changes_is_read(first, second, name):
    deal = deal_of()
    pulled = deal.pull(copied(deal, first, second))
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]
    assert notes(pulled)[0] == f"the plan stands in 2 sheets; read was “{name}”, the one with changes"


def test_changes_in_both_are_told():
    deal = deal_of()
    pulled = deal.pull(copied(deal, "18 Dec 2026", "17 Dec 2026"))
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]
    assert notes(pulled)[0] == (
        "the sheet “Plan (2)” has changes of its own, which were not read (Legal / redlines: target date); keep one"
    )
