"""Words struck through in a cell are quoted: whether they are done or dropped is a question, and nothing is taken over."""

from copy import copy

import pytest
from openpyxl.styles import Font

from returning import Excel, Word, deal_of


@pytest.fixture
def deal():
    return deal_of()


def strike(file, column, *, part=None, beside=""):
    """Strike a cell of the fourth row through, or the first words of it, and write beside it."""
    cell = file.table.rows[4].cells[column]
    run = cell.paragraphs[0].runs[0]
    if part is None:
        for paragraph in cell.paragraphs:
            for each in paragraph.runs:
                each.font.strike = True
    else:
        words = run.text.split(" ")
        run.text = " ".join(words[:part])
        run.font.strike = True
        rest = cell.paragraphs[0].add_run(" " + " ".join(words[part:]))
        run._r.addnext(rest._r)
    if beside:
        cell.paragraphs[0].add_run(beside)
    return run.text


def changes(deal, file):
    return deal.pull(file.save()).files[0].changes.rows


@pytest.mark.parametrize(
    ("column", "field"), [(1, "milestone"), (2, "buyer_owner"), (4, "target_date"), (5, "exit_criteria")]
)
def test_a_cell_struck_through_is_a_question_and_changes_nothing(deal, column, field):
    file = Word(deal.file("docx"))
    said = strike(file, column)
    edits = [edit for row in changes(deal, file) for edit in row.edits]
    assert [(edit.field, edit.new) for edit in edits] == [(field, None)]
    assert edits[0].question.endswith("is struck through; done, or dropped?")
    assert edits[0].raw.startswith(said[:10])


def test_a_part_of_a_proof_struck_through_is_a_question(deal):
    file = Word(deal.file("docx"))
    said = strike(file, 5, part=2)
    (edit,) = [edit for row in changes(deal, file) for edit in row.edits]
    assert (edit.field, edit.new, edit.question) == (
        "exit_criteria",
        None,
        f"“{said}” is struck through; done, or dropped?",
    )


def test_an_owner_struck_through_beside_a_new_one_is_a_change(deal):
    file = Word(deal.file("docx"))
    strike(file, 2, beside=" Nora Vance")
    (edit,) = [edit for row in changes(deal, file) for edit in row.edits]
    assert (edit.field, edit.new, edit.question) == ("buyer_owner", "Nora Vance", "")


def test_words_that_the_plan_never_had_are_quoted_too(deal):
    file = Word(deal.file("docx"))
    run = file.table.rows[4].cells[5].paragraphs[0].add_run(" after the summer party")
    run.font.strike = True
    (row,) = [row for row in changes(deal, file) if row.extra]
    assert row.extra == ("“after the summer party” is struck through; done, or dropped? (beside exit criteria)",)


@pytest.mark.parametrize(("last", "kind"), [("status", "removed"), ("exit_criteria", "changed")])
def test_a_row_struck_through_in_a_sheet_is_told_as_struck(deal, last, kind):
    """Its day is a number there, which says nothing of how it looks by itself. Where a cell is left it is a row that stands."""
    file = Excel(deal.file("xlsx"))
    for name in ("mark", "milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria", "status"):
        cell = file.cell(4, name)
        cell.font = copy(cell.font) + Font(strike=True)
        if name == last:
            break
    pulled = deal.pull(file.save())
    (row,) = [row for row in pulled.files[0].changes.rows if row.kind != "same"]
    assert (row.kind, row.label, row.struck) == (kind, "Legal / redlines", kind == "removed")
    told = [proposal.why for proposal in pulled.files[0].proposals if proposal.kind == "remove"]
    assert told == ["the buyer struck the row through"] * (kind == "removed")
    assert not pulled.files[0].changes.unplaced


@pytest.mark.parametrize(
    "owner",
    ["N.N. (named in May)", "TBC [ask Dana]", "n.n. （後日）", "t.b.d. after the move", "tbc by the facilities team"],
)
def test_nobody_with_words_behind_is_a_question(deal, owner):
    file = Word(deal.file("docx"))
    file.set(4, "buyer_owner", owner)
    (edit,) = [edit for row in changes(deal, file) for edit in row.edits]
    assert (edit.field, edit.new, edit.question) == ("buyer_owner", None, f"“{owner}” is nobody yet; who is it?")


def test_words_in_brackets_behind_an_owner_are_told_as_one(deal):
    file = Word(deal.file("docx"))
    file.set(4, "buyer_owner", "Lena Brandt (PTO until 4 Jan, Jo Lind covers)")
    (row,) = [row for row in changes(deal, file) if row.extra or row.edits]
    assert not row.edits
    assert row.extra == ("(PTO until 4 Jan, Jo Lind covers) (beside buyer owner)",)


def test_words_behind_a_dash_and_an_owner_are_told_as_one(deal):
    file = Word(deal.file("docx"))
    file.set(4, "buyer_owner", "Lena Brandt - back 4 Jan, until then Jo Lind")
    (row,) = [row for row in changes(deal, file) if row.extra or row.edits]
    assert not row.edits
    assert row.extra == ("- back 4 Jan, until then Jo Lind (beside buyer owner)",)


@pytest.mark.parametrize(
    ("status", "kind", "edited"),
    [
        ("", "removed", []),
        ("Cancelled", "changed", [("status", "cancelled")]),
        ("Done", "changed", [("status", "done")]),
    ],
)
def test_a_row_struck_through_with_a_reason_in_its_note_is_one_question(deal, status, kind, edited):
    """Six questions about one row tell nobody more than one. A status that says what became of it answers even that."""
    file = Excel(deal.file("xlsx"))
    for name in ("mark", "milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria", "status"):
        cell = file.cell(4, name)
        if name == "status" and status:
            cell.value = status
        else:
            cell.font = copy(cell.font) + Font(strike=True)
    file.set(4, "note", "Our house bank does this since May")
    pulled = deal.pull(file.save())
    (row,) = [row for row in pulled.files[0].changes.rows if row.kind != "same"]
    assert (row.kind, [(edit.field, edit.new) for edit in row.edits if edit.field != "note"]) == (kind, edited)
    said = [*row.extra, *(edit.new for edit in row.edits if edit.field == "note")]
    assert any("Our house bank does this since May" in words for words in said)
    assert not any("struck through" in words for words in row.extra)
    assert [p.why for p in pulled.files[0].proposals if p.kind == "remove"] == ["the buyer struck the row through"] * (
        kind == "removed"
    )
