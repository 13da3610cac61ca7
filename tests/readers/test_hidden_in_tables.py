"""Columns that `<col>` hides on a page, as Excel's "Save as web page" writes them, and rows that Word hides, are no field of the buyer's."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from field import imported, of_text

from helpers import few_of

HEADS = ("Step", "Juniper owner", "Nordgate owner", "Due", "Done when", "Notes")
ROWS = (
    ("Audit", "Dana Reyes", "Sam Ortiz", "2026-12-04", "Report filed", "her chair wobbles"),
    ("Ask Vera for 9%", "", "Sam Ortiz", "2026-12-09", "", ""),
    ("Contract", "Dana Reyes", "Sam Ortiz", "2027-01-15", "Signed", ""),
)


def page(columns, style=""):
    lines = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADS, ROWS[0], ROWS[2]))
    return f"<html><head><style>{style}</style></head><body><table>{columns}{''.join(lines)}</table></body></html>"


@pytest.mark.parametrize(
    ("columns", "style"),
    few_of(
        [
            ("<col width=100 span=5><col width=0 style='display:none;mso-width-source:userset'>", ""),
            ("<colgroup><col span='5'><col style='display: none'></colgroup>", ""),
            ("<colgroup span=5></colgroup><colgroup style='visibility:collapse'></colgroup>", ""),
            ("<col span=5><col class=xl7>", ".xl7{display:none}"),
            ("<col span=5><col hidden>", ""),
            ("<col span=5><col style='width:0px'>", ""),
        ],
        3,
    ),
)
def test_a_column_that_its_col_hides(columns, style, tmp_path):
    spec, said = of_text(page(columns, style), tmp_path, "plan.html")
    assert [row.note for row in spec.milestones] == [None, None]
    assert "her chair wobbles" in spec.internal.notes
    assert "the column is hidden in the file" in said


@pytest.mark.parametrize(
    "columns",
    [
        "<col span=6>",
        "<col span=5><col style='width:10px'>",
        "<col width=0 span=6>",
        "<col span=6><col style='display:none'>",
    ],
)
def test_a_column_that_is_shown(columns, tmp_path):
    spec, _ = of_text(page(columns), tmp_path, "plan.html")
    assert spec.milestones[0].note == "her chair wobbles"


def document(mark, folder):
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=len(HEADS))
    for row in (HEADS, *ROWS):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(mark.replace("/>", f" {nsdecls('w')}/>")))
    paper.save(folder / "plan.docx")
    return folder / "plan.docx"


@pytest.mark.parametrize("mark", ["<w:hidden/>", '<w:hidden w:val="1"/>', '<w:trHeight w:val="12" w:hRule="exact"/>'])
def test_a_row_that_word_hides(mark, tmp_path):
    spec, said = imported(document(mark, tmp_path), tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Audit", "Contract"]
    assert "Ask Vera for 9%" in spec.internal.notes
    assert "1 row that is hidden in the file" in said


@pytest.mark.parametrize(
    "mark",
    [
        '<w:hidden w:val="0"/>',
        '<w:trHeight w:val="12" w:hRule="atLeast"/>',
        '<w:trHeight w:val="400" w:hRule="exact"/>',
    ],
)
def test_a_row_that_word_shows(mark, tmp_path):
    spec, _ = imported(document(mark, tmp_path), tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Audit", "Ask Vera for 9%", "Contract"]
