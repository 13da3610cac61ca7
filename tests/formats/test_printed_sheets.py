"""The tracker on paper: no row and nothing below the table is alone on a page."""

import io

import openpyxl
import pytest

from formats.test_pages import values_of
from helpers import made
from mapdocs.formats.excel.paging import ROOMY, Fit, Sheet

PROOF = "Minutes signed by the board, with no open findings above medium, confirmed in writing by the departments. " * 3
WIDTHS = (5, 29, 17, 17, 13, 40, 12, 13, 11, 24)


def sheet(rows, above=150.0, spare=5):
    return Sheet(above=above, heading=30.0, rows=rows, spare=spare, widths=WIDTHS, paper="a4")


def test_a_plan_with_room_to_spare_stands_roomily():
    assert sheet([1] * 6).fit() == ROOMY
    assert sheet([1] * 6).pages(ROOMY) == [6]


def test_rows_give_way_where_that_saves_a_page():
    rows = [3] * 8
    assert len(sheet(rows).pages(ROOMY)) == 2
    assert sheet(rows).pages(sheet(rows).fit()) == [8]


def test_a_size_that_is_a_little_less_counts_as_giving_way():
    printed = sheet([3] * 10, above=124.0)
    assert printed.fit().size < 1
    assert printed.pages(printed.fit()) == [10]


def test_no_row_is_higher_than_excel_has_it():
    assert Fit(19, 3, 15).height(1) == 19
    assert Fit(19, 3, 15).height(3) == 45
    assert ROOMY.height(100) == 409


@pytest.mark.parametrize("spare", [2, 5])
@pytest.mark.parametrize("above", [110.0, 150.0, 210.0])
def test_last_pages_hold_three_rows(above, spare):
    lonely = []
    for count in range(4, 15):
        for lines in (1, 2, 3, 4):
            printed = sheet([lines] * count, above, spare)
            pages = printed.pages(printed.fit())
            if len(pages) > 1 and pages[-1] < min(3, count - 1):
                lonely.append((count, lines, pages))
    assert lonely == []


@pytest.mark.parametrize("case", [(4, False, "de", 1), (9, True, "fr", 1), (14, True, "en", 2)])
def test_the_tracker_says_on_how_many_pages_it_is_printed(case):
    rows, long, locale, pages = case
    values = values_of(rows, memo=True, moves=True, long=long)
    book = openpyxl.load_workbook(io.BytesIO(made(values, only=("xlsx",), locale=locale, found=())["map.xlsx"]))
    setup = book.worksheets[0].page_setup
    assert (setup.fitToWidth or 1, setup.fitToHeight if setup.fitToHeight is not None else 1) == (1, pages)


def test_months_are_of_the_plans_language_whatever_the_readers_is():
    cases = {"de": "[$-407]d. mmm yyyy", "fr": "[$-40C]d mmm yyyy", "ja": "yyyy年m月d日", "en_US": "mmm d, yyyy"}
    for locale, wanted in cases.items():
        raw = made(values_of(4, memo=False, moves=False, long=False), only=("xlsx",), locale=locale, found=())[
            "map.xlsx"
        ]
        cell = openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]["E9"]
        assert cell.number_format == wanted
        assert cell.is_date


def test_texts_of_one_line_stand_in_the_middle_of_their_row():
    values = values_of(4, memo=False, moves=False, long=False)
    values["milestones"][1]["exit_criteria"] = PROOF
    book = openpyxl.load_workbook(io.BytesIO(made(values, only=("xlsx",), found=())["map.xlsx"]))
    plan = book.worksheets[0]
    assert {plan.cell(9, column).alignment.vertical for column in range(1, 11)} == {"center"}
    assert {plan.cell(10, column).alignment.vertical for column in range(1, 11)} == {"top"}


@pytest.mark.parametrize(
    ("company", "high"),
    [
        ("Fabrikam", 30),
        ("Northwind Traders", 30),
        ("Müller Maschinenbau GmbH", 42.75),
    ],
)
def test_the_head_is_as_high_as_a_companys_name_in_the_widest_font(company, high):
    values = values_of(4, memo=False, moves=False, long=False)
    values["buyer"]["company"] = company
    book = openpyxl.load_workbook(io.BytesIO(made(values, only=("xlsx",), found=())["map.xlsx"]))
    assert book.worksheets[0].row_dimensions[8].height >= high
    assert (book.worksheets[0].row_dimensions[8].height > 30) == (high > 30)
