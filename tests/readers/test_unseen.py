"""What a file shows and nobody sees, white letters, letters of a point, a number format without a sign, is no field of the buyer's."""

import io

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from field import imported
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

HEADS = ("Step", "Juniper owner", "Nordgate owner", "Due", "Done when", "Comment")
ROWS = (
    ("Audit", "Dana Reyes", "Sam Ortiz", "2026-12-04", "Report filed", "Bring the plans"),
    ("Walk away below 40k", "Dana Reyes", "Sam Ortiz", "2026-12-09", "", ""),
    ("Contract", "Dana Reyes", "Sam Ortiz", "2027-01-15", "Signed", "she is weak"),
)
SECRET = ("Walk away below 40k", "she is weak")


def workbook(dress):
    """The plan, its second step and the last comment dressed so that nobody sees them."""
    book = openpyxl.Workbook()
    for row in (HEADS, *ROWS):
        book.active.append(row)
    for place in (*(f"{column}3" for column in "ABCD"), "F4"):
        dress(book.active[place])
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def white(cell):
    cell.font = Font(color="FFFFFFFF")


def theme_white(cell):
    cell.font = Font(color=Color(theme=0))


def on_its_own_colour(cell):
    cell.font = Font(color="FF1F3864")
    cell.fill = PatternFill("solid", fgColor="FF1F3864")


def nearly_white(cell):
    cell.font = Font(color="FFF7F7F7")


def tiny(cell):
    cell.font = Font(sz=1)


def silent(cell):
    cell.number_format = ";;;"


def kept(path, folder):
    spec, told = imported(path, folder)
    shown = [(m.milestone, m.note) for m in spec.milestones]
    return spec, told, shown


@pytest.mark.parametrize("dress", [white, theme_white, on_its_own_colour, nearly_white, tiny, silent])
def test_what_nobody_sees_in_a_sheet_is_kept_for_the_seller(dress, tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(workbook(dress))
    spec, told, shown = kept(tmp_path / "plan.xlsx", tmp_path)
    assert shown == [("Audit", "Bring the plans"), ("Contract", None)]
    assert all(text in spec.internal.notes for text in SECRET)
    assert "cannot be seen" in told


def grey(cell):
    cell.font = Font(color="FF999999")


def white_on_blue(cell):
    cell.font = Font(color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor=Color(theme=4))


@pytest.mark.parametrize("dress", [grey, white_on_blue])
def test_what_can_be_read_in_a_sheet_is_read(dress, tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(workbook(dress))
    _, _, shown = kept(tmp_path / "plan.xlsx", tmp_path)
    assert [step for step, _ in shown] == ["Audit", "Walk away below 40k", "Contract"]


def test_white_headings_are_headings(tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADS, ROWS[0], ROWS[2]):
        book.active.append(row)
    for cell in book.active[1]:
        cell.font = Font(color="FFFFFFFF", bold=True)
    book.save(tmp_path / "plan.xlsx")
    _, _, shown = kept(tmp_path / "plan.xlsx", tmp_path)
    assert shown == [("Audit", "Bring the plans"), ("Contract", "she is weak")]


def document(dress, change=lambda paper: None):
    paper = docx.Document()
    paper.add_paragraph("We meet on Thursdays.")
    table = paper.add_table(rows=0, cols=len(HEADS))
    for row in (HEADS, *ROWS):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(said)
            if said in SECRET or (row == ROWS[1] and said):
                dress(run)
    change(paper)
    raw = io.BytesIO()
    paper.save(raw)
    return raw.getvalue()


def white_run(run):
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def tiny_run(run):
    run.font.size = Pt(1)


@pytest.mark.parametrize("dress", [white_run, tiny_run])
def test_what_nobody_sees_in_a_document_is_kept_for_the_seller(dress, tmp_path):
    (tmp_path / "plan.docx").write_bytes(document(dress))
    spec, _, shown = kept(tmp_path / "plan.docx", tmp_path)
    assert shown == [("Audit", "Bring the plans"), ("Contract", None)]
    assert all(text in spec.internal.notes for text in SECRET)


def shade_cells(paper):
    for cell in (cell for row in paper.tables[0].rows for cell in row.cells):
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))


def shaded_table_style(paper):
    style = paper.styles["Table Grid"]
    style.element.append(parse_xml(f'<w:tcPr {nsdecls("w")}><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'))
    paper.tables[0].style = style


@pytest.mark.parametrize("change", [shade_cells, shaded_table_style])
def test_white_letters_on_a_colour_are_read_in_a_document(change, tmp_path):
    (tmp_path / "plan.docx").write_bytes(document(white_run, change))
    _, _, shown = kept(tmp_path / "plan.docx", tmp_path)
    assert [step for step, _ in shown] == ["Audit", "Walk away below 40k", "Contract"]


def page(secret, head="", row=""):
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    rows = "".join(
        f"<tr {row}>{''.join(f'<td>{secret.format(said) if said in SECRET else said}</td>' for said in one)}</tr>"
        for one in ROWS
    )
    return f"<html><head>{head}</head><body><table><tr>{heads}</tr>{rows}</table></body></html>"


@pytest.mark.parametrize(
    "style",
    [
        "color:#fff",
        "color: white !important",
        "COLOR:#FEFEFE",
        "color:rgb(255, 255, 255)",
        "font-size:1px",
        "font-size: 0",
        "font-size:1pt",
    ],
)
def test_what_nobody_sees_on_a_page_is_kept_for_the_seller(style, tmp_path):
    (tmp_path / "plan.html").write_text(page(f'<span style="{style}">{{}}</span>'), "utf-8")
    spec, _, shown = kept(tmp_path / "plan.html", tmp_path)
    assert ("Contract", None) in shown
    assert "Walk away below 40k" not in [step for step, _ in shown]
    assert all(text in spec.internal.notes for text in SECRET)


@pytest.mark.parametrize(
    ("secret", "head", "row"),
    [
        ('<span style="color:#fff">{}</span>', "", 'style="background-color:#1f3864"'),
        ('<span style="color:#fff">{}</span>', "", 'bgcolor="#1f3864"'),
        ('<span style="color:#fff" class="pill">{}</span>', "<style>.pill{background:#1f3864}</style>", ""),
        ('<span style="font-size:0px"><b style="font-size:13px">{}</b></span>', "", ""),
        ('<span style="color:#777">{}</span>', "", ""),
    ],
)
def test_what_can_be_read_on_a_page_is_read(secret, head, row, tmp_path):
    (tmp_path / "plan.html").write_text(page(secret, head, row), "utf-8")
    _, _, shown = kept(tmp_path / "plan.html", tmp_path)
    assert ("Contract", "she is weak") in shown
    assert "Walk away below 40k" in [step for step, _ in shown]
