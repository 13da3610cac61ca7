"""Cells that reach over their neighbours, and days that a formula makes."""

import zipfile
from datetime import date

import openpyxl

from mapdocs.importing.source import paper_of
from mapdocs.readers.html import read_html


def test_a_cell_of_a_page_reaches_right_and_down():
    page = (
        "<table><tr><th>A</th><th colspan='2'>B</th></tr><tr><td rowspan='2'>one</td><td>x</td><td rowspan='3'>y</td></tr>"
        "<tr><td>z</td></tr><tr><td>two</td><td>w</td></tr></table>"
    )
    rows = read_html(page, "the page").tables[0].rows
    assert [[(cell.text, cell.covered) for cell in row.cells] for row in rows] == [
        [("A", ""), ("B", ""), ("", "left")],
        [("one", ""), ("x", ""), ("y", "")],
        [("one", "above"), ("z", ""), ("y", "above")],
        [("two", ""), ("w", ""), ("y", "above")],
    ]


def test_a_day_that_a_formula_makes_is_the_one_that_the_file_keeps(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([date(2026, 12, 1), "=A1+7"])
    book.active["B1"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(
                name,
                raw.replace(b"<v></v>", b"<v>46364</v>")
                .replace(b"<v />", b"<v>46364</v>")
                .replace(b"<v/>", b"<v>46364</v>"),
            )
    (table,) = paper_of((tmp_path / "b.xlsx").read_bytes(), tmp_path / "b.xlsx").tables
    cell = table.rows[0].cells[1]
    assert (cell.value, cell.formula, cell.text) == (date(2026, 12, 8), "=A1+7", "")
    (table,) = paper_of((tmp_path / "a.xlsx").read_bytes(), tmp_path / "a.xlsx").tables
    assert table.rows[0].cells[1].value is None
