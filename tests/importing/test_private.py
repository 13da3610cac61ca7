"""What is the seller's own never becomes a field that the buyer reads: it goes to the internal notes, and is told."""

import pytest
from field import FILES, buyer_text, imported, of_text, rows_of, workbook

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
