"""Columns that a buyer renamed or added: whose owners stand in one is said by the owners, and a word in another is told with its row."""

import io

import docx
import openpyxl
import pytest
from lxml import etree

from helpers import dump, few_of, plan_values
from mapdocs.returns import report
from returning import COLUMNS, LATER, Deal, W, deal_of, found

SECURITY, LEGAL = "Security / technical review", "Legal / redlines"


def retitled(deal, kind, **heads):
    """The file with the headings of some columns changed, and the date of legal moved."""
    out = io.BytesIO()
    places = {COLUMNS[kind].index(name): head for name, head in heads.items()}
    if kind == "docx":
        file = docx.Document(io.BytesIO(deal.file("docx")))
        table = next(t for t in file.tables if t.rows[0].cells[0].text == "#")
        for place, head in places.items():
            table.rows[0].cells[place].text = head
        table.rows[4].cells[4].text = "18 Dec 2026"
    else:
        file = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
        sheet = file.worksheets[0]
        top = next(c.row for c in sheet["B"] if c.value == "Milestone")
        sheet.tables.clear()
        for place, head in places.items():
            sheet.cell(top, place + 1).value = head
        sheet.cell(top + 4, 5).value = "18 Dec 2026"
    file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("buyer", "seller"),
    few_of(
        [
            ("Our owner", "Your owner"),
            ("Us", "Vendor"),
            ("Us", "You"),
            ("Unsere Seite", "Ihre Seite"),
            ("弊社担当", "貴社担当"),
            ("Lado proveedor", "Lado cliente"),
            ("Côté fournisseur", "Côté client"),
            ("Fornecedor", "Cliente"),
            ("Our team", "Partner"),
        ],
        5,
    ),
)
def test_who_writes_our_owner_means_their_own(kind, buyer, seller):
    deal = deal_of()
    pulled = deal.pull(retitled(deal, kind, buyer_owner=buyer, seller_owner=seller))
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]
    assert [row.extra for row in pulled.files[0].changes.touched] == [()]
    notes = pulled.files[0].changes.notes
    assert len(notes) == len({note.split("”")[0] for note in notes}), "each column is noted once"


@pytest.mark.parametrize("only", ["buyer_owner", "seller_owner"])
def test_one_heading_of_the_two_may_have_been_changed(only):
    deal = deal_of()
    pulled = deal.pull(retitled(deal, "docx", **{only: "Us"}))
    assert found(pulled) == [("sure", LEGAL, "target_date", "2026-12-18")]


def test_a_step_given_to_the_other_side_is_still_a_change():
    deal = deal_of()
    file = docx.Document(io.BytesIO(deal.file("docx")))
    table = next(t for t in file.tables if t.rows[0].cells[0].text == "#")
    names = table.rows[4].cells[2].text.split("\n")[0], table.rows[4].cells[3].text.split("\n")[0]
    table.rows[4].cells[2].text = "Nora Vance"
    out = io.BytesIO()
    file.save(out)
    assert names[0] != "Nora Vance"
    assert found(deal.pull(out.getvalue())) == [("sure", LEGAL, "buyer_owner", "Nora Vance")]


def with_column(deal, heading, **rows):
    """The document with one more column; ``rows`` are what stands in it, by the number of the row."""
    file = docx.Document(io.BytesIO(deal.file("docx")))
    table = next(t for t in file.tables if t.rows[0].cells[0].text == "#")
    for number, row in enumerate(table._tbl.tr_lst):
        cell = etree.SubElement(row, f"{{{W}}}tc")
        run = etree.SubElement(etree.SubElement(cell, f"{{{W}}}p"), f"{{{W}}}r")
        etree.SubElement(run, f"{{{W}}}t").text = rows.get(f"row{number}", "") if number else heading
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def noted():
    values = plan_values(6)
    for row in values["milestones"]:
        row.pop("kind")
    values["milestones"][2]["note"] = "The form went out on 20 November"
    values["milestones"][0]["agreed_on"] = "2026-11-20"
    return Deal(dump(values))


@pytest.mark.parametrize(
    "heading",
    few_of(
        ["Buyer comments", "Comments", "Note", "Bemerkung", "Commentaires", "Comentarios", "Observações", "コメント"], 5
    ),
)
def test_a_new_column_of_remarks_leaves_the_notes_and_proofs_as_they_are(heading):
    deal = noted()
    pulled = deal.pull(with_column(deal, heading, row3="Priya works from Lisbon", row5="PO takes 10 days here"))
    assert found(pulled) == []
    said = {row.label: [r.text for r in row.remarks] for row in pulled.files[0].changes.rows if row.remarks}
    assert said == {SECURITY: ["Priya works from Lisbon"], "Procurement / PO": ["PO takes 10 days here"]}
    assert pulled.text == deal.text


def test_a_question_in_a_new_column_is_told_first_and_the_note_stays():
    deal = noted()
    pulled = deal.pull(with_column(deal, "Buyer comments", row3="Can we get a SOC 2 report?"))
    (asked,) = pulled.files[0].objections
    assert (asked.label, asked.said.verdict) == (SECURITY, "question")
    assert pulled.spec.milestones[2].note.startswith("The form went out on 20 November")


@pytest.mark.parametrize(
    "heading",
    few_of(
        [
            "Phase",
            "Owner",
            "Start",
            "Priority",
            "Dependencies",
            "Duration",
            "Zugesagt",
            "Budget code",
            "Risk?",
            "優先度",
        ],
        5,
    ),
)
def test_a_word_in_a_column_that_a_plan_has_none_of_is_told_with_its_row(heading):
    """Headings that an import knows and a sent table does not were read as nothing."""
    deal = noted()
    pulled = deal.pull(with_column(deal, heading, row4="Quokka"))
    assert found(pulled) == []
    (row,) = pulled.files[0].changes.touched
    assert (row.label, row.extra) == (LEGAL, (f"{heading.rstrip('?')}: Quokka",))
    assert f"{LEGAL}: text with no place in the plan" in report.leftovers(pulled, LATER)
    assert pulled.files[0].objections == []


@pytest.mark.parametrize("said", few_of(["yes", "no", "Ja", "non", "はい"], 5))
def test_an_answer_to_what_a_heading_asks_is_none_to_the_row(said):
    deal = noted()
    pulled = deal.pull(with_column(deal, "Works council needed?", row4=said))
    assert pulled.files[0].objections == []
    assert pulled.text == deal.text


def test_a_refusal_in_a_column_of_the_buyers_own_is_told_first():
    deal = noted()
    pulled = deal.pull(with_column(deal, "Outlook", row4="We cannot do this before January"))
    (refused,) = pulled.files[0].objections
    assert (refused.label, refused.said.verdict) == (LEGAL, "refusal")


@pytest.mark.parametrize(
    "heading",
    few_of(
        [
            "OK?",
            "Approved by Northwind",
            "Einverstanden?",
            "Freigabe",
            "D'accord ?",
            "Validé par nous",
            "¿De acuerdo?",
            "De acordo?",
            "承認",
        ],
        5,
    ),
)
def test_a_new_column_of_answers_agrees_and_refuses_row_by_row(heading):
    deal = noted()
    pulled = deal.pull(with_column(deal, heading, row3="yes", row4="no", row5="tbc"))
    assert [(p.kind, p.label, p.state) for p in pulled.files[0].proposals if p.field == "agreed_on"] == [
        ("agree", SECURITY, "sure")
    ]
    (refused,) = [one for one in pulled.files[0].objections if one.said.verdict == "refusal"]
    assert (refused.label, refused.said.text) == (LEGAL, "no")
    (waits,) = [row for row in pulled.files[0].changes.rows if row.label == "Procurement / PO"]
    assert [r.text.endswith(": tbc") for r in waits.remarks] == [True]


def test_an_empty_cell_of_a_new_column_of_days_takes_no_agreement_back():
    deal = noted()
    pulled = deal.pull(with_column(deal, "Agreed", row4="24 Nov 2026"))
    assert found(pulled) == [("sure", LEGAL, "agreed_on", "2026-11-24")]


@pytest.mark.parametrize(
    "heading",
    few_of(
        [
            "Revised date",
            "New date",
            "Our date",
            "Neuer Termin",
            "Nouvelle date",
            "Fecha propuesta",
            "Nova data",
            "変更後の期日",
        ],
        5,
    ),
)
def test_a_day_under_a_heading_that_says_new_is_asked_about(heading):
    deal = noted()
    pulled = deal.pull(with_column(deal, heading, row4="29 Dec 2026"))
    (asked,) = pulled.files[0].proposals
    assert (asked.state, asked.label, asked.field, asked.choices) == ("question", LEGAL, "target_date", ("2026-12-29",))
    assert asked.why == f"“29 Dec 2026” stands in the column “{heading}”; is it the new target date?"
    assert pulled.text == deal.text
    assert [row.extra for row in pulled.files[0].changes.touched] == [()]


def test_a_day_under_another_heading_is_told():
    deal = noted()
    pulled = deal.pull(with_column(deal, "Last board meeting", row4="29 Dec 2026"))
    assert pulled.files[0].proposals == []
    assert [row.extra for row in pulled.files[0].changes.touched] == [("Last board meeting: 29 Dec 2026",)]
