"""What a file shows and nobody sees, white letters, letters of a point, a number format without a sign, is no field of the buyer's."""

import io

import docx
import openpyxl
import pytest
from docx.enum.dml import MSO_THEME_COLOR
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from field import imported
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table, TableStyleInfo
from test_odf import NAMESPACES, odf
from test_odf import cell as odf_cell
from test_odf import row as odf_row
from test_odf import sheet as odf_sheet

from helpers import few_of

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


@pytest.mark.parametrize("dress", few_of([white, theme_white, on_its_own_colour, nearly_white, tiny, silent], 3))
def test_what_nobody_sees_in_a_sheet_is_kept_for_the_seller(dress, tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(workbook(dress))
    spec, told, shown = kept(tmp_path / "plan.xlsx", tmp_path)
    assert shown == [("Audit", "Bring the plans"), ("Contract", None)]
    assert all(text in spec.internal.notes for text in SECRET)
    assert "cannot be seen" in told


@pytest.mark.parametrize("font", [InlineFont(color="FFFFFFFF"), InlineFont(sz=1)])
def test_a_run_that_nobody_sees_is_kept_and_the_rest_of_its_cell_read(font, tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADS, ROWS[0], ROWS[2]):
        book.active.append(row)
    book.active["F3"] = CellRichText(TextBlock(InlineFont(), "Ask Lena. "), TextBlock(font, "she is weak"))
    book.save(tmp_path / "plan.xlsx")
    spec, _, shown = kept(tmp_path / "plan.xlsx", tmp_path)
    assert shown[1] == ("Contract", "Ask Lena.")
    assert "she is weak" in spec.internal.notes


def dark_table(book):
    table = Table(displayName="Plan", ref="A1:F4")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleDark9", showRowStripes=True)
    book.active.add_table(table)


def dark_rule(book):
    fill = PatternFill(bgColor="FF1F3864", fill_type="solid")
    book.active.conditional_formatting.add("A2:F4", FormulaRule(formula=["TRUE"], fill=fill))


@pytest.mark.parametrize("lay", [dark_table, dark_rule])
def test_white_letters_on_what_a_table_or_a_rule_lays_behind_them_are_read(lay, tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADS, *ROWS):
        book.active.append(row)
    for cell in (cell for row in book.active for cell in row):
        white(cell)
    lay(book)
    book.save(tmp_path / "plan.xlsx")
    _, _, shown = kept(tmp_path / "plan.xlsx", tmp_path)
    assert [step for step, _ in shown] == ["Audit", "Walk away below 40k", "Contract"]


def test_rows_and_columns_too_small_for_letters_are_hidden(tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADS, *ROWS):
        book.active.append(row)
    book.active.row_dimensions[3].height = 0.5
    book.active.column_dimensions["F"].width = 0.3
    book.save(tmp_path / "plan.xlsx")
    spec, _, shown = kept(tmp_path / "plan.xlsx", tmp_path)
    assert shown == [("Audit", None), ("Contract", None)]
    assert all(text in spec.internal.notes for text in SECRET)


def grey(cell):
    cell.font = Font(color="FF999999")


def white_on_blue(cell):
    cell.font = Font(color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor=Color(theme=4))


def white_on_a_gradient(cell):
    cell.font = Font(color="FFFFFFFF")
    cell.fill = GradientFill(stop=("FF1F3864", "FF2E75B6"))


@pytest.mark.parametrize("dress", [grey, white_on_blue, white_on_a_gradient])
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


def white_by_theme(run):
    run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def white_by_style(run):
    styles = run.part.document.styles
    if "Unread" not in [style.name for style in styles]:
        styles.add_style("Unread", WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    run.style = styles["Unread"]


def in_the_colour_of_its_cell(run):
    run.font.color.rgb = RGBColor(0x1F, 0x38, 0x64)
    tc = run._r.getparent().getparent()
    tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))


@pytest.mark.parametrize(
    "dress", few_of([white_run, tiny_run, white_by_theme, white_by_style, in_the_colour_of_its_cell], 3)
)
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
    few_of(
        [
            "opacity:0",
            "color:transparent",
            "color:hsl(0, 0%, 100%)",
            "font-size:0.1em",
            "font:1px Arial",
            "position:absolute;left:-9999px",
            "color:#fff",
            "color: white !important",
            "COLOR:#FEFEFE",
            "color:rgb(255, 255, 255)",
            "font-size:1px",
            "font-size: 0",
            "font-size:1pt",
        ],
        3,
    ),
)
def test_what_nobody_sees_on_a_page_is_kept_for_the_seller(style, tmp_path):
    (tmp_path / "plan.html").write_text(page(f'<span style="{style}">{{}}</span>'), "utf-8")
    spec, _, shown = kept(tmp_path / "plan.html", tmp_path)
    assert ("Contract", None) in shown
    assert "Walk away below 40k" not in [step for step, _ in shown]
    assert all(text in spec.internal.notes for text in SECRET)


@pytest.mark.parametrize(
    ("secret", "head", "row"),
    few_of(
        [
            ('<span style="color:#fff">{}</span>', "", 'style="background-color:#1f3864"'),
            ('<span style="color:#fff">{}</span>', "", 'bgcolor="#1f3864"'),
            ('<span style="color:#fff" class="pill">{}</span>', "<style>.pill{background:#1f3864}</style>", ""),
            ('<span style="font-size:0px"><b style="font-size:13px">{}</b></span>', "", ""),
            ('<span style="color:#777">{}</span>', "", ""),
            ('<span style="color:#fff">{}</span>', '<link rel="stylesheet" href="dark.css">', ""),
            ('<span style="color:#fff">{}</span>', "", 'style="background-image:linear-gradient(#123, #345)"'),
        ],
        3,
    ),
)
def test_what_can_be_read_on_a_page_is_read(secret, head, row, tmp_path):
    (tmp_path / "plan.html").write_text(page(secret, head, row), "utf-8")
    _, _, shown = kept(tmp_path / "plan.html", tmp_path)
    assert ("Contract", "she is weak") in shown
    assert "Walk away below 40k" in [step for step, _ in shown]


@pytest.mark.parametrize("dress", ['fo:color="#ffffff"', 'fo:font-size="1pt"', 'fo:color="#f8f8f8"'])
def test_what_nobody_sees_in_an_open_document_sheet_is_kept_for_the_seller(dress, tmp_path):
    style = f'<style:style style:name="Unread" style:family="table-cell"><style:text-properties {dress}/></style:style>'
    named = 'table:style-name="Unread"'
    table = odf_sheet(
        odf_row("Step", "Owner", "Due", "Comment"),
        odf_row("Audit", "Dana Reyes", "2026-12-04", odf_cell("she is weak", named)),
        odf_row("Contract", "Dana Reyes", "2027-01-15", "Signed"),
    )
    styles = f"<office:document-styles {NAMESPACES}><office:styles>{style}</office:styles></office:document-styles>"
    (tmp_path / "plan.ods").write_bytes(odf(table, "spreadsheet", ("styles.xml", styles)))
    spec, _, shown = kept(tmp_path / "plan.ods", tmp_path)
    assert shown == [("Audit", None), ("Contract", "Signed")]
    assert "she is weak" in spec.internal.notes


@pytest.mark.parametrize("way", ["span", "paragraph"])
@pytest.mark.parametrize("dress", ['fo:color="#ffffff"', 'fo:font-size="1pt"', 'text:display="none"'])
def test_what_nobody_sees_in_an_open_document_text_is_kept_for_the_seller(dress, way, tmp_path):
    style = f'<style:style style:name="Unread" style:family="text"><style:text-properties {dress}/></style:style>'
    styles = f"<office:document-styles {NAMESPACES}><office:styles>{style}</office:styles></office:document-styles>"
    said = {
        "span": '<text:p>Signed. <text:span text:style-name="Unread">she is weak</text:span></text:p>',
        "paragraph": '<text:p>Signed.</text:p><text:p text:style-name="Unread">she is weak</text:p>',
    }[way]
    table = odf_sheet(
        odf_row("Step", "Owner", "Due", "Comment"),
        odf_row("Contract", "Dana Reyes", "2027-01-15", odf_cell("", 'office:value-type="string"', said)),
    )
    (tmp_path / "plan.odt").write_bytes(odf(table, "text", ("styles.xml", styles)))
    spec, _, shown = kept(tmp_path / "plan.odt", tmp_path)
    assert shown == [("Contract", "Signed.")]
    assert "she is weak" in spec.internal.notes
