"""Words struck through in a cell are quoted: whether they are done or dropped is a question, and nothing is taken over."""

from copy import copy

import pytest
from openpyxl.styles import Font

from helpers import few_of
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
    few_of(
        [
            "N.N. (named in May)",
            "TBC [ask Dana]",
            "n.n. （後日）",
            "t.b.d. after the move",
            "tbc by the facilities team",
        ],
        5,
    ),
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


ROW = ("mark", "milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria", "status")


def strike_all(file, *, but=(), typed=None):
    """Strike the fourth row of a document through, and type ``typed`` behind what is struck."""
    for column, name in enumerate(ROW):
        if name not in but:
            strike(file, column, beside=f" {typed[name]}" if name in (typed or {}) else "")


@pytest.mark.parametrize(
    ("name", "reason"),
    few_of(
        [
            ("exit_criteria", "fällt weg, der Rahmenvertrag gilt"),
            ("target_date", "plus nécessaire"),
            ("milestone", "ya no hace falta"),
            ("buyer_owner", "covered by the frame contract"),
            ("status", "não é preciso"),
        ],
        5,
    ),
)
def test_a_reason_typed_in_any_cell_of_a_struck_row_is_told_and_no_value(deal, name, reason):
    file = Word(deal.file("docx"))
    strike_all(file, typed={name: reason})
    pulled = deal.pull(file.save())
    (row,) = [row for row in pulled.files[0].changes.rows if row.kind != "same"]
    assert (row.kind, row.struck, row.edits) == ("removed", True, ())
    assert row.extra == (f"{reason} (beside {name.replace('_', ' ')})",)
    assert [(p.kind, p.state) for p in pulled.files[0].proposals] == [("remove", "asked")]


@pytest.mark.parametrize(("name", "value"), [("buyer_owner", "Nora Vance"), ("target_date", "18 Dec 2026")])
def test_a_new_value_in_a_row_that_is_struck_through_stands(deal, name, value):
    file = Word(deal.file("docx"))
    strike_all(file, typed={name: value})
    (row,) = [row for row in changes(deal, file) if row.kind != "same"]
    assert (row.kind, row.struck) == ("changed", False)
    assert [edit.question for edit in row.edits if edit.field == name] == [""]


@pytest.mark.parametrize("but", [("mark", "status"), ("seller_owner",), ("mark", "seller_owner", "status")])
def test_a_row_struck_through_but_for_what_is_the_sellers_is_one_question(deal, but):
    file = Word(deal.file("docx"))
    strike_all(file, but=but, typed={"exit_criteria": "not for us"})
    pulled = deal.pull(file.save())
    (row,) = [row for row in pulled.files[0].changes.rows if row.kind != "same"]
    left = " and ".join(name.replace("_", " ") for name in but if name != "mark")
    question = f"all of the row but its {left} is struck through; done, or dropped?"
    assert [(edit.field, edit.new, edit.question) for edit in row.edits] == [("status", None, question)]
    assert row.edits[0].readings == ("done", "cancelled")
    assert row.extra == ("not for us (beside exit criteria)",)
    assert not pulled.changed


def test_a_reason_beside_a_status_that_says_it_is_no_proof(deal):
    file = Word(deal.file("docx"))
    strike_all(file, typed={"exit_criteria": "the frame contract covers it", "status": "Cancelled"})
    (row,) = [row for row in changes(deal, file) if row.kind != "same"]
    assert [(edit.field, edit.new) for edit in row.edits] == [("status", "cancelled")]
    assert row.extra == ("the frame contract covers it (beside exit criteria)",)


def test_a_column_of_owners_whose_side_is_not_known_is_no_obstacle(deal):
    file = Excel(deal.file("xlsx"))
    file.sheet.cell(file.top, 3).value = "Owner"
    file.set(4, "target_date", "2026-12-18")
    edits = [(edit.field, edit.new) for row in changes(deal, file) for edit in row.edits if edit.field == "target_date"]
    assert edits == [("target_date", "2026-12-18")]
