"""A file's own key to letters in italics, bold or underlined: "italic = internal"; what stands so is kept, words of a cell alone as well."""

import io

import docx
import pytest
from field import imported, of_text
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from helpers import few_of

HEADS = ("Step", "Owner", "Due", "Proof")
ROWS = (
    ("Audit", "Dana Reyes", "2026-12-04", "Report filed"),
    ("Never below 40k", "Sam Ortiz", "2026-12-09", "Waived"),
    ("Contract", "Dana Reyes", "2027-01-15", "Signed"),
)
ALL = ["Audit", "Never below 40k", "Contract"]


def of_book(folder, key, font, cell=None):
    book = Workbook()
    for row in (HEADS, *ROWS, (), (key,)):
        book.active.append(row)
    for one in book.active[3]:
        one.font = font
    if cell:
        book.active["D2"] = cell
    book.save(folder / "plan.xlsx")
    spec, _ = imported(folder / "plan.xlsx", folder)
    return [row.milestone for row in spec.milestones], spec


@pytest.mark.parametrize(
    ("key", "font"),
    few_of([
        ("italic = internal", Font(i=True)), ("Italics: internal only", Font(i=True)), ("Rows in italics are internal", Font(i=True)), ("internal: italic", Font(i=True)),
        ("kursiv = nur wir", Font(i=True)), ("italique = interne", Font(i=True)), ("cursiva = solo nosotros", Font(i=True)), ("itálico = interno", Font(i=True)),
        ("corsivo = solo noi", Font(i=True)), ("cursief = intern", Font(i=True)), ("斜体＝社内のみ", Font(i=True)), ("bold = Fabrikam only", Font(b=True)),
        ("fett = intern", Font(b=True)), ("underlined = not for Juniper", Font(u="single")), ("in red: internal", Font(color="FFFF0000")), ("rot: nur intern", Font(color="FFFF0000")),
    ], 7),
)  # fmt: skip
def test_a_row_in_letters_that_the_key_keeps(key, font, tmp_path):
    steps, spec = of_book(tmp_path, key, font)
    assert steps == ["Audit", "Contract"]
    assert "Never below 40k" in spec.internal.notes


@pytest.mark.parametrize(
    ("key", "font"),
    few_of([
        ("italic = optional", Font(i=True)), ("italic = internal", Font(b=True)), ("bold = internal audit at Juniper", Font(b=True)), ("Internal note: bold move", Font(b=True)),
        ("italic = internal", Font(i=False)), ("kursiv = vorläufig", Font(i=True)), ("bold = milestone", Font(b=True)),
    ], 7),
)  # fmt: skip
def test_letters_that_mean_another_thing_keep_nothing(key, font, tmp_path):
    assert of_book(tmp_path, key, font)[0] == ALL


def test_words_of_a_cell_in_such_letters_are_taken_out(tmp_path):
    said = CellRichText(TextBlock(InlineFont(), "Report filed "), TextBlock(InlineFont(i=True), "the CFO stalls"))
    _, spec = of_book(tmp_path, "italic = internal", Font(i=True), said)
    assert spec.milestones[0].exit_criteria == "Report filed"
    assert "the CFO stalls" in spec.internal.notes


def test_a_document_a_page_and_a_text(tmp_path):
    document = docx.Document()
    table = document.add_table(0, 4)
    for number, row in enumerate((HEADS, *ROWS)):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(said).italic = number == 2
    document.add_paragraph("Italic = internal")
    raw = io.BytesIO()
    document.save(raw)
    (tmp_path / "plan.docx").write_bytes(raw.getvalue())
    marked = [[f"<em>{said}</em>" if n == 2 else said for said in row] for n, row in enumerate((HEADS, *ROWS))]
    page = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in marked)
    (tmp_path / "plan.html").write_text(
        f"<html><body><table>{page}</table><p>Italic = internal</p></body></html>", "utf-8"
    )
    for name in ("plan.docx", "plan.html"):
        spec, _ = imported(tmp_path / name, tmp_path)
        assert [row.milestone for row in spec.milestones] == ["Audit", "Contract"]
        assert "Never below 40k" in spec.internal.notes
        next((tmp_path / "out").glob("*.yaml")).unlink()
    lines = [
        f"| {' | '.join(f'*{said}*' if n == 2 else said for said in row)} |" for n, row in enumerate((HEADS, *ROWS))
    ]
    text = "\n".join([lines[0], "|---|---|---|---|", *lines[1:], "", "Italic = internal", ""])
    spec, _ = of_text(text, tmp_path, "plan.md")
    assert [row.milestone for row in spec.milestones] == ["Audit", "Contract"]
