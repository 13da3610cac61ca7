"""What a workbook shows outside its cells: text boxes, charts, pictures, prompts, heads and feet of pages. All of it is read."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation

from helpers import few_of
from mapdocs.importing.api import import_bytes
from mapdocs.importing.source import paper_of
from mapdocs.readers.sheet_margins import margin_lines
from mapdocs.readers.sheet_shapes import prompts_in

ROWS = (["Step", "Owner", "Due"], ["Kickoff", "Edda Voss", "2026-12-04"], ["Acceptance", "Edda Voss", "2027-01-15"])
BOX = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<xdr:twoCellAnchor><xdr:grpSp><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="TextBox 1" descr="arrow to the north gate"/></xdr:nvSpPr>
<xdr:txBody><a:p><a:r><a:t>Gate shuts </a:t></a:r><a:r><a:t>at nine</a:t></a:r></a:p><a:p><a:r><a:t>Ask Ulla</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:grpSp></xdr:twoCellAnchor></xdr:wsDr>"""


def made(change=lambda book: None):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    change(book)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def with_box(raw):
    """``raw`` with a group of shapes on the sheet, in the place of its chart's drawing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, BOX if name == "xl/drawings/drawing1.xml" else old.read(name))
    return out.getvalue()


def charted(book):
    chart = BarChart()
    chart.title, chart.x_axis.title = "Where the hours go", "Week"
    chart.add_data(Reference(book.active, min_col=1, min_row=2, max_row=3))
    book.active.add_chart(chart, "G2")


def shown(raw, name="plan.xlsx"):
    paper = paper_of(raw, Path(name))
    return [one.text for one in paper.shown], paper.margins


def test_text_boxes_in_groups_and_what_pictures_are_called():
    said, _ = shown(with_box(made(charted)))
    assert said[:2] == ["Gate shuts at nine; Ask Ulla", "arrow to the north gate"]


def test_titles_of_charts_and_of_their_axes():
    assert shown(made(charted))[0] == ["Where the hours go; Week"]


def test_what_cells_prompt_and_what_stands_on_each_page():
    def change(book):
        rule = DataValidation(type="list", formula1='"Open,Done"', promptTitle="How", prompt="One verb & no more")
        rule.error = "Call Bodil first"
        rule.add("A2:A9")
        book.active.add_data_validation(rule)
        book.active.oddHeader.left.text = "Draft of the steering office"
        book.active.oddFooter.center.text = "Page &P of &N"

    said, margins = shown(made(change))
    assert said == ["How: One verb & no more", "Call Bodil first"]
    assert margins == ["Draft of the steering office"]


@pytest.mark.parametrize(
    ("code", "lines"),
    few_of(
        [
            ('&amp;L&amp;"Arial,Bold"&amp;12社外秘 草案', ["社外秘 草案"]),
            ("&amp;CSeite &amp;P von &amp;N&amp;RErstellt von Ida Berg", ["Erstellt von Ida Berg"]),
            ("&amp;CPage &amp;P sur &amp;N, bureau des travaux", ["Page 1 sur 1, bureau des travaux"]),
            ("&amp;C&amp;A", []),
            ("&amp;L&amp;F&amp;R&amp;D", []),
        ],
        3,
    ),
)
def test_codes_of_heads_and_feet_are_no_words(code, lines):
    assert margin_lines(etree.fromstring(f"<headerFooter><oddHeader>{code}</oddHeader></headerFooter>")) == lines


def test_a_prompt_without_words_is_none():
    assert prompts_in('<dataValidation type="list" showInputMessage="1" sqref="A1"/>') == []


def test_an_import_tells_them(tmp_path):
    raw = with_box(made(charted))
    told = import_bytes(raw, "plan.xlsx", tmp_path, today=date(2026, 11, 25)).notes
    assert "plan.xlsx: left aside: text box beside the tables: Gate shuts at nine; Ask Ulla" in told


ODF = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:style="s" xmlns:svg="v"'


def odf(body, styles=""):
    raw = io.BytesIO()
    kind = "spreadsheet" if "table:name" in body else "text"
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        made.writestr(
            "content.xml",
            f"<office:document-content {ODF}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        )
        made.writestr("styles.xml", f"<office:document-styles {ODF}>{styles}</office:document-styles>")
    return raw.getvalue()


FRAME = "<draw:frame><svg:desc>the north gate</svg:desc><draw:text-box><text:p>Gate shuts at nine</text:p></draw:text-box></draw:frame>"
HEAD = (
    "<style:master-page><style:header><text:p>Prepared by Ida Berg</text:p></style:header>"
    "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>"
)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f'<table:table table:name="Plan"><table:shapes>{FRAME}</table:shapes></table:table>', "plan.ods"),
        (f"<text:p>Plan of the gate</text:p>{FRAME}", "plan.odt"),
    ],
)
def test_open_document_files_as_well(body, name):
    assert shown(odf(body, HEAD), name) == (
        ["Gate shuts at nine", "the north gate"],
        ["Prepared by Ida Berg"],
    )
