"""What is the seller's own never becomes a field that the buyer reads: it goes to the internal notes, and is told."""

import io

import docx
import pytest
from field import FILES, GIVEN, buyer_text, imported, of_text, rows_of, workbook

from commands import run
from helpers import few_of
from mapdocs.importing.private import private_word

PRIVATE = [
    "AE notes", "Seller notes (internal)", "Internal comments", "Private notes", "Our notes - do not share", "Forecast notes",
    "Manager comments", "CONFIDENTIAL", "Coaching", "Vendor comments", "Notes (internal use only)", "Interne Notiz", "Vertraulich",
    "Unsere Bemerkungen", "Notes internes", "Commentaires confidentiels", "Ne pas partager", "Nos remarques", "Notas internas",
    "No compartir", "Privado", "Notas internas (não compartilhar)", "Confidencial", "社内メモ", "弊社コメント", "共有禁止",
]  # fmt: skip
OPEN = [
    "Notes", "Comments", "Owner", "Seller owner", "Vendor", "Our owner", "Step", "Resources", "Aesthetics", "International law", "Bemerkung",
    "Responsable del proveedor", "Commentaires", "Observações", "弊社担当", "備考", "Completion date", "Manage access",
]  # fmt: skip


@pytest.mark.parametrize("heading", PRIVATE)
def test_a_heading_that_says_private_is_private_whatever_the_language(heading, tmp_path):
    assert private_word(heading)
    spec, told = of_text(f"Step,Owner,Due date,{heading}\nKickoff,Dana Reyes,2026-12-01,walk-away is 10%\n", tmp_path)
    assert "walk-away" not in buyer_text(spec)
    assert f"Kickoff: {heading}: walk-away is 10%" in spec.internal.notes
    assert f"the column “{heading}” is kept in internal.notes" in told


@pytest.mark.parametrize("heading", OPEN)
def test_a_heading_that_only_looks_like_it_is_not(heading):
    assert private_word(heading) == ""


def test_headings_of_the_field():
    for heading in ("AE notes", "Seller notes (internal)"):
        assert private_word(heading)


def test_internal_headings_case(tmp_path):
    spec, told = imported(FILES / "a2_internal_headings.csv", tmp_path)
    assert rows_of(spec) == [("Kickoff with finance", "Dana Reyes", "", "2026-12-01", "open")]
    assert spec.internal.notes.splitlines() == [
        "Kickoff with finance: AE notes: walk-away is 10%",
        "Kickoff with finance: Seller notes (internal): ask for net 30",
    ]
    assert told.count("kept back") == 2


def test_a_hidden_row_is_no_step_of_the_plan(tmp_path):
    spec, told = imported(FILES / "l3_hiddenrow.xlsx", tmp_path)
    assert [r.milestone for r in spec.milestones] == ["Kickoff with finance"]
    assert "Get discount approved by our CFO" in spec.internal.notes
    assert "1 row that is hidden" in told


def test_hidden_columns_and_rows(tmp_path):
    spec, told = imported(FILES / "x03_hidden.xlsx", tmp_path)
    assert [r.milestone for r in spec.milestones] == [
        "Kickoff with finance", "Security questionnaire returned", "MSA countersigned",
    ]  # fmt: skip
    assert "walk-away" not in buyer_text(spec)
    assert spec.internal.notes.count("walk-away is 10%") == 4
    assert "Old: proof of concept" in spec.internal.notes
    assert "the heading says “internal”" in told


@pytest.mark.parametrize("way", ["hidden", "outline"])
def test_a_hidden_column_is_kept_back_whatever_its_heading(way, tmp_path):
    def hide(book):
        column = book.active.column_dimensions["D"]
        column.hidden = True
        column.outlineLevel = 1 if way == "outline" else 0

    raw = workbook(
        ("Plan", [["Step", "Owner", "Due date", "Notes", "Remarks"], ["Kickoff", "Dana Reyes", "2026-12-01", "net 30", "by video"]]), change=hide
    )  # fmt: skip
    (tmp_path / "plan.xlsx").write_bytes(raw)
    spec, told = imported(tmp_path / "plan.xlsx", tmp_path)
    assert "net 30" not in buyer_text(spec)
    assert "Kickoff: Notes: net 30" in spec.internal.notes
    assert "the column is hidden in the file" in told
    assert "by video" in spec.source.text


BANNERS = [
    "Confidential",
    "STRICTLY CONFIDENTIAL",
    "Vertraulich",
    "Streng vertraulich",
    "Confidentiel",
    "Confidencial",
    "機密",
]
INWARD = ["Internal", "Do not share with the customer", "For our eyes only!", "Confidential - internal use only", "Nur für uns", "Ne pas partager", "社内限り"]  # fmt: skip
PLAN = [["Step", "Owner", "Due date"], ["Kickoff", "Dana Reyes", "2026-12-01"]]


def under(kind, words) -> bytes:
    """A file whose only table has ``words`` right above it."""
    if kind == "xlsx":
        return workbook(("Plan", [[words], *PLAN]))
    if kind == "docx":
        paper = docx.Document()
        paper.add_paragraph(words)
        table = paper.add_table(2, 3)
        for line, texts in zip(table.rows, PLAN, strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.text = text
        out = io.BytesIO()
        paper.save(out)
        return out.getvalue()
    if kind == "md":
        lines = [f"| {' | '.join(line)} |" for line in (PLAN[0], ["---"] * 3, PLAN[1])]
        return (f"{words}\n\n" + "\n".join(lines) + "\n").encode()
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in PLAN)
    return f"<html><meta charset=utf-8><body><p>{words}</p><table>{rows}</table></body></html>".encode()


@pytest.mark.parametrize("kind", ["docx", "html", "md", "xlsx"])
@pytest.mark.parametrize("words", few_of(BANNERS, 6))
def test_a_documents_banner_keeps_no_plan_back(kind, words, tmp_path):
    file = tmp_path / f"plan.{kind}"
    file.write_bytes(under(kind, words))
    spec, told = imported(file, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff"]
    assert "kept back" not in told
    assert "Kickoff" not in (spec.internal.notes or "")


@pytest.mark.parametrize("kind", ["docx", "html", "md", "xlsx"])
@pytest.mark.parametrize("words", few_of(INWARD, 6))
def test_a_plan_of_ones_own_is_kept_back_and_the_words_are_named(kind, words, tmp_path):
    file = tmp_path / f"plan.{kind}"
    file.write_bytes(under(kind, words))
    done = run("import", file, "-o", tmp_path / "out", *GIVEN, cwd=tmp_path)
    assert done.returncode == 1
    assert f"the only plan in this file was kept back, since “{words}” says “" in done.stderr
    assert "take those words out of the line above the table" in done.stderr
    assert not list(tmp_path.glob("out/*.yaml"))


def test_a_banner_above_the_first_of_two_tables_keeps_neither_back(tmp_path):
    again = under("md", "Phase 2").decode().replace("Kickoff", "Pilot")
    (tmp_path / "plan.md").write_text(under("md", "Confidential").decode() + "\n" + again, encoding="utf-8")
    spec, _ = imported(tmp_path / "plan.md", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Pilot"]


@pytest.mark.parametrize(
    ("sheets", "steps"), [(["Confidential"], ["Walk away"]), (["Confidential", "Plan"], ["Kickoff"])]
)
def test_a_sheet_called_confidential_is_ones_own_only_beside_another_plan(sheets, steps, tmp_path):
    own = [PLAN[0], ["Walk away", "Sam Ortiz", "2026-12-02"]]
    raw = workbook(*((name, own if name == "Confidential" else PLAN) for name in sheets))
    (tmp_path / "p.xlsx").write_bytes(raw)
    spec, told = imported(tmp_path / "p.xlsx", tmp_path)
    assert [row.milestone for row in spec.milestones] == steps
    assert ("Walk away" in (spec.internal.notes or "")) == (len(sheets) > 1) == ("kept back" in told)


def test_a_sentence_that_only_speaks_of_internal_things_keeps_no_plan_back(tmp_path):
    words = "Dates depend on the internal approvals of Juniper Foods, which are listed in the appendix of this document, page 12"
    (tmp_path / "plan.docx").write_bytes(under("docx", words))
    spec, _ = imported(tmp_path / "plan.docx", tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff"]
