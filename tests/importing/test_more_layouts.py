"""Layouts that a fresh attack found wrong: titles over Word's tables, hidden cells of a page, steps known by their cells alone."""

from __future__ import annotations

import io
from datetime import datetime as D

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from field import buyer_text, imported, of_text, rows_of, workbook
from openpyxl.styles import PatternFill


def _document(*tables):
    document = docx.Document()
    for title, rows in tables:
        document.add_paragraph(title)
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                cell.text = said
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _import(raw, name, folder):
    (folder / name).write_bytes(raw)
    return imported(folder / name, folder)


def test_what_stands_above_a_table_in_word_is_its_phase_or_keeps_it_back(tmp_path):
    head = ("Deliverable", "Customer lead", "Needed by")
    raw = _document(
        ("Ground works", [head, ("Soil report", "Lena Brandt", "2 December 2026")]),
        ("Erection:", [head, ("Mast raised", "Omar Said", "2 February 2027")]),
        ("Internal notes", [("Topic", "Thought"), ("Price", "Drop to 55k if pushed")]),
    )
    spec, told = _import(raw, "crane.docx", tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Soil report", "Mast raised"]
    assert "  # Ground works\n" in spec.source.text
    assert "  # Erection\n" in spec.source.text
    assert "Drop to 55k" in spec.internal.notes
    assert "Drop to 55k" not in buyer_text(spec)
    assert "“Internal notes” was kept out of the plan" in told


def test_hidden_rows_and_columns_of_a_page_are_the_sellers(tmp_path):
    page = (
        "<html><body><h2>Phase A</h2><table><tr><th>Action</th><th>Owner</th><th>Due</th><th style='display:none'>Reserve</th></tr>"
        "<tr><td>Taste panel</td><td>Dana Reyes</td><td>2026-12-08</td><td style='display: none'>31 percent</td></tr>"
        "<tr hidden><td>Ask the CFO</td><td>Sam Ortiz</td><td>2026-12-01</td><td></td></tr></table></body></html>"
    )
    spec, told = of_text(page, tmp_path, "plan.html")
    assert [row[0] for row in rows_of(spec)] == ["Taste panel"]
    assert "31 percent" in spec.internal.notes
    assert "Ask the CFO" in spec.internal.notes
    assert "31 percent" not in buyer_text(spec)
    assert "hidden in the file" in told


def test_a_step_below_subitems_goes_on_under_the_heading_above(tmp_path):
    raw = workbook(("map", [
        ["Evaluate"], ["Name", "Subitems", "Owner", "Status", "Due date"], ["Scope call", "", "Dana Reyes", "Done", D(2026, 12, 1)],
        ["Subitems", "Name", "Owner", "Status", "Due date"], ["", "Send agenda", "Sam Ortiz", "Working on it", D(2026, 11, 30)],
        ["Sandbox", "", "Dana Reyes", "Stuck", D(2026, 12, 9)],
    ]))  # fmt: skip
    spec, _ = _import(raw, "monday.xlsx", tmp_path)
    assert [(row[0], row[4]) for row in rows_of(spec)] == [
        ("Scope call", "done"),
        ("Send agenda", "in progress"),
        ("Sandbox", "blocked"),
    ]


def test_the_order_of_dates_is_learned_from_all_sheets(tmp_path):
    head = ["Arbeitsschritt", "Zuständig", "Termin", "Status"]
    raw = workbook(
        ("Analyse", [head, ["Netzplan", "Dana Reyes", "04.12.2026", "Offen"]]),
        ("Einführung", [head, ["Schulung", "Sam Ortiz", "18.01.2027", "Offen"]]),
    )
    spec, _ = _import(raw, "plan.xlsx", tmp_path)
    assert [row[3] for row in rows_of(spec)] == ["2026-12-04", "2027-01-18"]


def test_a_step_is_known_by_its_cells_where_no_heading_names_it(tmp_path):
    text = "Gizmo;Responsable;Échéance;Statut\nPlan de cuisine;Dana Reyes;13/12/2026;Terminé\nEssai du four;Sam Ortiz;20/12/2026;À faire\n"
    spec, _ = of_text(text, tmp_path)
    assert [row[0] for row in rows_of(spec)] == ["Plan de cuisine", "Essai du four"]


def test_sides_and_statuses_in_a_row_make_it_no_heading(tmp_path):
    spec, _ = of_text("Tarea;Encargado;Plazo;Estado\nRevisión legal;Cliente;13/12/2026;Hecho\n", tmp_path)
    assert [(row[0], row[4]) for row in rows_of(spec)] == [("Revisión legal", "done")]


def test_colours_beside_each_other_are_told_and_every_second_row_is_not(tmp_path):
    green, red = (PatternFill("solid", fgColor=colour) for colour in ("FF00B050", "FFFF0000"))
    rows = [
        ["Step", "Owner", "Due", "RAG"],
        ["Cable drop", "Dana Reyes", D(2026, 12, 3)],
        ["Go-live check", "Sam Ortiz", D(2026, 12, 10)],
    ]

    def mark(book):
        book["Plan"]["D2"].fill, book["Plan"]["D3"].fill = green, red

    def band(book):
        for cell in book["Plan"][2][:3]:
            cell.fill = green

    (tmp_path / "band").mkdir()
    assert "colours are not read" in _import(workbook(("Plan", rows), change=mark), "p.xlsx", tmp_path)[1]
    assert "colours are" not in _import(workbook(("Plan", rows), change=band), "p.xlsx", tmp_path / "band")[1]


def test_what_stands_above_a_plan_is_told_word_by_word(tmp_path):
    text = "Company:,Juniper Foods,,Executive Sponsor:,Priya Nair\nGo live:,3/15/2027\n\nKey Activity,Owner,Target Completion,Actual Completion,T/F\nTechnical validation,Dana Reyes,12/4/2026,12/3/2026,TRUE\nReview,Sam Ortiz,12/18/2026,,FALSE\n"
    spec, told = of_text(text, tmp_path)
    assert "Priya Nair" in told
    assert [(row[0], row[3], row[4]) for row in rows_of(spec)] == [
        ("Technical validation", "2026-12-04", "done"),
        ("Review", "2026-12-18", "open"),
    ]


def test_words_struck_through_in_markdown_are_quoted(tmp_path):
    _, told = of_text(
        "| Task | Who | When |\n|---|---|---|\n| Visit | Dana Reyes | 2026-12-01 |\n| ~~Survey~~ | Dana Reyes | 2026-12-03 |\n",
        tmp_path,
        "plan.md",
    )
    assert "struck through: “Survey”" in told


@pytest.mark.parametrize(
    ("colours", "told"), [(("92D050", "FFFFFF"), True), (("92D050", "92D050"), False), (("auto", "FFFFFF"), False)]
)
def test_colours_of_words_cells_are_not_read_and_said_so(colours, told, tmp_path):
    paper = docx.Document()
    table = paper.add_table(2, 2)
    for line, texts in zip(table.rows, (["Step", "Due date"], ["Kickoff", "2026-12-01"]), strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    for cell, colour in zip(table.rows[1].cells, colours, strict=True):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), colour)
        cell._tc.get_or_add_tcPr().append(shade)
    paper.save(tmp_path / "plan.docx")
    _, said = imported(tmp_path / "plan.docx", tmp_path)
    assert ("colours are not read" in said) == told
