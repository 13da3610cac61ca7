"""Lines in a table's spare rows that are no steps, and cells that were merged: neither is a change of the plan."""

import io

import docx
import pytest

from helpers import few_of
from returning import Excel, Word, deal_of, found

PO, SIGNED = "Procurement / PO", "Signature & kickoff"


def below(text):
    deal = deal_of()
    file = Excel(deal.file("xlsx"))
    file.sheet.cell(file.top + 8, 2).value = text
    return deal.pull(file.save())


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "Total steps: 6",
            "Total",
            "Summe",
            "Anzahl Schritte: 6",
            "Étapes terminées : 1 de 6",
            "Pasos cerrados: 50 %",
            "合計",
            "Legend: Done = signed off by Dana",
            "Done = signed off; Open = waits",
            "Phase 2: Contract",
            "Fase 2: Contrato",
            "フェーズ2：契約",
            "Last updated 24 Nov by Dana",
        ],
        5,
    ),
)
def test_a_line_that_is_no_step_is_told_as_text(text):
    pulled = below(text)
    assert found(pulled) == []
    assert pulled.files[0].changes.unplaced == (text,)


@pytest.mark.parametrize("text", ["Who pays the connector?", "Wer zahlt den Anschluss?", "費用は誰が負担しますか？"])
def test_a_question_in_a_spare_row_is_told_first(text):
    pulled = below(text)
    assert found(pulled) == []
    assert [(one.label, one.said.text) for one in pulled.files[0].objections] == [("", text)]


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "Works council approval",
            "Phase gate review",
            "Total cost review",
            "Workshop: data model",
            "Stage 2 security test",
        ],
        5,
    ),
)
def test_a_step_by_its_name_alone_is_still_one(text):
    assert found(below(text)) == [("sure", "add", text)]


def test_a_sent_step_keeps_its_name_whatever_it_is():
    deal = deal_of()
    values = deal.text.replace("Legal / redlines", "'Phase 2: Contract'")
    named = type(deal)(values)
    file = Excel(named.file("xlsx"))
    for column in (1, 3, 4, 5, 6, 7):
        file.sheet.cell(file.top + 4, column).value = None
    assert not [p for p in named.pull(file.save()).files[0].proposals if p.kind in ("remove", "add")]


def merged(one, other):
    deal = deal_of()
    document = docx.Document(io.BytesIO(deal.file("docx")))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "#")
    table.cell(*one).merge(table.cell(*other))
    out = io.BytesIO()
    document.save(out)
    return deal.pull(out.getvalue())


@pytest.mark.parametrize(("column", "name"), [(2, "buyer_owner"), (4, "target_date"), (5, "exit_criteria")])
def test_cells_merged_over_two_rows_are_one_question(column, name):
    pulled = merged((5, column), (6, column))
    (asked,) = pulled.files[0].proposals
    assert (asked.state, asked.label, asked.field) == ("question", PO, name)
    assert f"is one cell over “{PO}” and “{SIGNED}”; does each keep its own?" in asked.why
    assert [row.extra for row in pulled.files[0].changes.touched] == [()]


@pytest.mark.parametrize("columns", [(2, 3), (4, 5), (5, 6)])
def test_cells_merged_beside_one_another_say_nothing_new(columns):
    pulled = merged((5, columns[0]), (5, columns[1]))
    assert found(pulled) == []
    assert pulled.files[0].changes.empty


def test_one_text_over_two_merged_rows_is_that_of_both():
    deal = deal_of()
    file = Word(deal.file("docx"))
    file.set(5, "buyer_owner", "Nora Vance")
    file.set(6, "buyer_owner", "")
    document = docx.Document(io.BytesIO(file.save()))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "#")
    table.cell(5, 2).merge(table.cell(6, 2))
    out = io.BytesIO()
    document.save(out)
    assert found(deal.pull(out.getvalue())) == [
        ("sure", PO, "buyer_owner", "Nora Vance"),
        ("sure", SIGNED, "buyer_owner", "Nora Vance"),
    ]
