"""One row is one row: reworded without its mark, copied with a change, in a table of its own or right below."""

import copy

import pytest

from returning import COLUMNS, W, deal_of, editor, found, source_of


@pytest.fixture
def deal():
    return deal_of()


@pytest.mark.parametrize("kind", ["docx", "tracked", "xlsx"])
def test_a_step_reworded_without_its_mark_is_asked_about(deal, kind):
    file = editor(kind, deal.file(source_of(kind)))
    file.set(4, "mark", "")
    file.set(4, "milestone", "Contract negotiation")
    assert found(deal.pull(file.save())) == [("question", "Legal / redlines", "milestone", "Contract negotiation")]


def test_a_step_with_another_proof_and_name_is_a_new_one(deal):
    file = editor("xlsx", deal.file("xlsx"))
    file.set(4, "mark", "")
    file.set(4, "milestone", "Pen test")
    file.set(4, "exit_criteria", "Report of the testers received")
    assert [kind for _, kind, _ in found(deal.pull(file.save()))] == ["remove", "add"]


def test_two_rows_of_which_either_may_be_it_stay_new(deal):
    file = editor("xlsx", deal.file("xlsx"))
    values = file.values(4)
    file.set(4, "mark", "")
    file.set(4, "milestone", "Contract negotiation")
    names = ("milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria")
    file.add(5, **dict(zip(names, ["Works council", *values[2:6]], strict=True)))
    assert [kind for _, kind, _ in found(deal.pull(file.save()))] == ["remove", "add", "add"]


ASKED = "the row stands twice, once with “{}”; was it changed, or is that a step of its own?"


def copied_row(file, *, mark=True, **values):
    """The fourth row once more right below it, with other ``values``."""
    before = file.values(4) if hasattr(file, "values") else None
    if before is None:
        fresh = copy.deepcopy(file.row(4))
        file.row(4).addnext(fresh)
    else:
        file.add(5, **dict(zip(COLUMNS["xlsx"], before, strict=True)))
    for name, value in (values if mark else {"mark": "", **values}).items():
        file.set(5, name, value)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("mark", [True, False])
def test_a_row_copied_with_another_date_is_a_question(deal, kind, mark):
    file = editor(kind, deal.file(kind))
    copied_row(file, mark=mark, target_date="18 Dec 2026")
    pulled = deal.pull(file.save())
    (asked,) = pulled.files[0].proposals
    assert (asked.state, asked.label, asked.field, asked.theirs) == (
        "question",
        "Legal / redlines",
        "target_date",
        None,
    )
    assert (asked.why, asked.choices) == (ASKED.format("18 Dec 2026"), ("2026-12-18",))
    assert not pulled.changed
    taken = deal.pull(file.save(), decide=lambda p: p.choices[0])
    assert [row.milestone for row in taken.spec.milestones] == [row.milestone for row in deal.spec.milestones]
    assert taken.spec.milestones[3].target_date.isoformat() == "2026-12-18"


def test_a_copy_that_only_says_another_status_is_not_said_to_change_nothing(deal):
    file = editor("xlsx", deal.file("xlsx"))
    copied_row(file, status="Blocked")
    changes = deal.pull(file.save()).files[0].changes
    assert [(e.field, e.question) for row in changes.rows for e in row.edits] == [("status", ASKED.format("blocked"))]
    assert not changes.notes


def test_where_both_rows_were_changed_no_word_is_lost(deal):
    file = editor("docx", deal.file("docx"))
    copied_row(file, target_date="18 Dec 2026", status="Blocked")
    file.set(4, "target_date", "21 Dec 2026")
    (row,) = [row for row in deal.pull(file.save()).files[0].changes.rows if row.kind != "same"]
    assert [(edit.field, edit.new) for edit in row.edits] == [("target_date", "2026-12-21"), ("status", None)]
    assert row.extra == (f"{ASKED.format('18 Dec 2026')} (beside target date)",)


def test_a_step_of_the_same_name_with_all_else_its_own_is_new(deal):
    file = editor("docx", deal.file("docx"))
    file.add(5, milestone="Legal / redlines", target_date="18 Dec 2026", exit_criteria="DPA signed by both")
    assert found(deal.pull(file.save())) == [("sure", "add", "Legal / redlines")]


def below(file, kind, rows):
    """The plan's table once more below it, of its ``rows`` alone, below a line of the buyer's."""
    if kind == "docx":
        fresh = copy.deepcopy(file.table._tbl)
        for number in reversed(range(1, len(file.table.rows))):
            if number not in rows:
                fresh.remove(fresh.tr_lst[number])
        last = file.document.paragraphs[-1]._p
        line = file.document.add_paragraph("Our version:")._p
        last.addnext(line)
        line.addnext(fresh)
        return [
            {name: fresh.tr_lst[n + 1].tc_lst[i] for i, name in enumerate(COLUMNS["docx"])} for n in range(len(rows))
        ]
    sheet, at = file.sheet, file.sheet.max_row + 3
    sheet.cell(at - 1, 1).value = "Our version:"
    cells = []
    for number in (0, *rows):
        for column in range(1, 1 + len(COLUMNS["xlsx"])):
            if COLUMNS["xlsx"][column - 1] != "days" or not number:
                sheet.cell(at, column).value = sheet.cell(file.top + number, column).value
        cells.append({name: sheet.cell(at, 1 + i) for i, name in enumerate(COLUMNS["xlsx"])})
        at += 1
    return cells[1:]


def write(cell, text):
    if hasattr(cell, "value"):
        cell.value = text
        return
    runs = list(cell.iter(f"{{{W}}}t"))
    runs[0].text = text
    for run in runs[1:]:
        run.text = ""


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("rows", [(1, 2, 3, 4, 5, 6), (4, 5), (4,)])
def test_a_copy_of_the_table_with_a_date_changed_moves_that_row(deal, kind, rows):
    file = editor(kind, deal.file(kind))
    cells = below(file, kind, rows)
    write(cells[rows.index(4)]["target_date"], "18 Dec 2026")
    pulled = deal.pull(file.save())
    assert found(pulled) == [("sure", "Legal / redlines", "target_date", "2026-12-18")]
    note = "the plan's table stands in the file more than once; read was the one with changes"
    assert note in pulled.files[0].changes.notes
    assert len(pulled.spec.milestones) == 6


def test_a_copy_that_says_otherwise_than_the_table_is_told_with_its_words(deal):
    file = editor("docx", deal.file("docx"))
    cells = below(file, "docx", (3, 4))
    write(cells[1]["target_date"], "18 Dec 2026")
    file.set(4, "target_date", "21 Dec 2026")
    pulled = deal.pull(file.save())
    assert found(pulled) == [("sure", "Legal / redlines", "target_date", "2026-12-21")]
    told = "a further table has changes of its own, which were not read (Legal / redlines: target date 2026-12-18); keep one"
    assert told in pulled.files[0].changes.notes


def test_a_row_deleted_above_a_copy_that_nobody_changed_is_gone(deal):
    file = editor("docx", deal.file("docx"))
    below(file, "docx", (1, 2, 3, 4, 5, 6))
    file.delete(4)
    assert found(deal.pull(file.save())) == [("asked", "remove", "Legal / redlines")]


def test_a_row_that_a_copy_lacks_is_told(deal):
    file = editor("docx", deal.file("docx"))
    cells = below(file, "docx", (1, 2, 3, 5, 6))
    write(cells[0]["target_date"], "23 Nov 2026")
    pulled = deal.pull(file.save())
    assert [(kind, field) for kind, _, field, _ in found(pulled)] == [("sure", "target_date")]
    told = "a further table has changes of its own, which were not read (Legal / redlines: removed); keep one"
    assert told in pulled.files[0].changes.notes


def test_a_new_step_in_a_copy_is_one_new_step(deal):
    file = editor("docx", deal.file("docx"))
    cells = below(file, "docx", (1, 2, 3, 4, 5, 6))
    row = cells[3]["mark"].getparent()
    fresh = copy.deepcopy(row)
    row.addnext(fresh)
    for name, text in (("mark", ""), ("milestone", "Works council"), ("exit_criteria", "Minutes signed")):
        write(fresh.tc_lst[COLUMNS["docx"].index(name)], text)
    assert found(deal.pull(file.save())) == [("sure", "add", "Works council")]
    assert [row.label for row in deal.pull(file.save()).files[0].changes.rows][4] == "Works council"
