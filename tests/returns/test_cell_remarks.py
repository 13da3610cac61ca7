"""What somebody types below a step's name or into its proof and means for us: told or asked, and never the plan's own text."""

import pytest
from openpyxl.comments import Comment

from helpers import few_of
from mapdocs.returns.report import terminal
from returning import Deal, deal_of, editor, found, source_of

ROW = "Legal / redlines"


@pytest.fixture
def deal():
    return deal_of()


def typed(deal, kind, name, said, behind="\n"):
    """The fourth row's change after ``said`` was typed behind what stands in its cell, and all that was proposed."""
    sent = deal.spec.milestones[3]
    before = sent.exit_criteria if name == "exit_criteria" else ROW
    file = editor(kind, deal.file(source_of(kind)))
    file.set(4, name, f"{before}{behind}{said}")
    pulled = deal.pull(file.save())
    (row,) = [row for row in pulled.files[0].changes.rows if row.kind != "same"]
    return row, pulled


@pytest.mark.parametrize("kind", ["docx", "tracked", "xlsx"])
@pytest.mark.parametrize("name", ["milestone", "exit_criteria"])
@pytest.mark.parametrize(
    "said",
    few_of(
        [
            "LB: who drafts the DPA?",
            "Wer schreibt den Entwurf?",
            "Qui signe chez vous ?",
            "¿Basta con un correo?",
            "Quem assina?",
            "メールでもよいですか",
        ],
        5,
    ),
)
def test_a_question_below_a_name_or_a_proof_is_told_first_and_is_no_part_of_it(deal, kind, name, said):
    row, pulled = typed(deal, kind, name, said)
    assert [edit.field for edit in row.edits] == []
    assert row.extra == (f"{said} (beside {name.replace('_', ' ')})",)
    (one,) = pulled.files[0].objections
    assert (one.label, one.said.verdict, one.said.text) == (ROW, "question", said)
    assert found(pulled) == [("sure", ROW, "note", said)]


@pytest.mark.parametrize(
    ("name", "said"),
    few_of(
        [
            ("milestone", "<- we only sign after the audit"),
            ("milestone", "Marco Weiss: our lawyer wants to see it"),
            ("exit_criteria", "Dana: we need the report too"),
            ("exit_criteria", "--> das Formular kommt von uns"),
            ("exit_criteria", "wir brauchen es früher - DR"),
        ],
        5,
    ),
)
@pytest.mark.parametrize("behind", ["\n", " "])
def test_what_is_signed_or_pointed_with_an_arrow_is_told(deal, name, said, behind):
    row, pulled = typed(deal, "xlsx", name, said, behind)
    assert row.extra == (f"{said} (beside {name.replace('_', ' ')})",)
    assert found(pulled) == []


@pytest.mark.parametrize("said", few_of(["OK", "einverstanden", "d'accord", "de acuerdo", "問題ありません"], 5))
@pytest.mark.parametrize("name", ["milestone", "exit_criteria"])
def test_a_yes_below_it_agrees_the_row(deal, name, said):
    row, pulled = typed(deal, "docx", name, said)
    assert row.extra == (f"{said} (beside {name.replace('_', ' ')})",)
    assert [(p.kind, p.field, p.why) for p in pulled.files[0].proposals] == [
        ("agree", "agreed_on", f"they wrote “{said}”")
    ]


@pytest.mark.parametrize(
    ("name", "said", "field", "reading", "asks"),
    few_of(
        [
            ("milestone", "✔", "status", "done", "done, or agreed?"),
            ("exit_criteria", "✓", "status", "done", "done, or agreed?"),
            ("milestone", "DONE", "status", "done", "is that its status?"),
            ("milestone", "erledigt", "status", "done", "is that its status?"),
            ("exit_criteria", "(terminé)", "status", "done", "is that its status?"),
            ("milestone", "29 Dec please - DR", "target_date", "2026-12-29", "is that its date?"),
            ("milestone", "jetzt 29. Dezember", "target_date", "2026-12-29", "is that its date?"),
        ],
        5,
    ),
)
@pytest.mark.parametrize("behind", ["\n", " "])
def test_a_status_or_a_day_beside_it_is_a_question(deal, name, said, field, reading, asks, behind):
    row, pulled = typed(deal, "docx", name, said, behind)
    (edit,) = row.edits
    assert (edit.field, edit.new, edit.readings) == (field, None, (reading,))
    assert edit.question.startswith(f"“{said}” was added beside the step; ")
    assert edit.question.endswith(asks)
    assert not pulled.changed


@pytest.mark.parametrize(
    ("name", "said", "behind"),
    [
        ("milestone", "(we need 10 days)", "\n"),
        ("milestone", "(Termin unklar)", " "),
        ("milestone", "with the works council", "\n"),
        ("exit_criteria", "Signed only if legal agrees", "\n"),
    ],
)
def test_what_may_be_either_is_a_question(deal, name, said, behind):
    row, pulled = typed(deal, "docx", name, said, behind)
    (edit,) = row.edits
    question = f"“{said}” was added in the cell; a part of it, or a remark?"
    assert (edit.field, edit.new, edit.question) == (name, None, question)
    assert said in edit.readings[0]
    assert not pulled.changed


@pytest.mark.parametrize(
    ("name", "said", "behind"),
    few_of(
        [
            ("milestone", "and DPA", " "),
            ("milestone", "s", ""),
            ("exit_criteria", "and the supplier form signed", " "),
            ("exit_criteria", "Supplier form signed", "\n"),
            ("exit_criteria", "by 18 December", " "),
        ],
        5,
    ),
)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_words_that_go_on_with_it_are_a_part_of_it(deal, kind, name, said, behind):
    row, _ = typed(deal, kind, name, said, behind)
    (edit,) = row.edits
    assert (edit.field, edit.question) == (name, "")
    assert edit.new.endswith(said)
    assert not row.extra


def test_one_line_that_belongs_to_a_proof_stays_and_the_question_below_it_goes(deal):
    row, _ = typed(deal, "docx", "exit_criteria", "Supplier form signed\nIs a PDF enough?")
    (edit,) = row.edits
    assert edit.new == f"{deal.spec.milestones[3].exit_criteria}\nSupplier form signed"
    assert row.extra == ("Is a PDF enough? (beside exit criteria)",)


def test_words_of_somebody_else_join_a_note_with_a_sign_between():
    deal = Deal(
        deal_of().text.replace(
            "  exit_criteria: Confirmation 4", "  note: The draft went out\n  exit_criteria: Confirmation 4"
        )
    )
    note = deal.spec.milestones[3].note
    assert note
    file = editor("docx", deal.file("docx"))
    file.set(4, "status", "einverstanden, wenn der Betriebsrat zustimmt")
    pulled = deal.pull(file.save())
    (told,) = [p for p in pulled.files[0].proposals if p.field == "note"]
    assert told.theirs == f"{note} – einverstanden, wenn der Betriebsrat zustimmt"


@pytest.mark.parametrize("column", ["status", "exit_criteria", "comment"])
def test_an_objection_is_told_first_and_as_the_note_and_not_a_third_time(deal, column):
    said = "Is the list of users enough?"
    file = editor("xlsx", deal.file("xlsx"))
    if column == "comment":
        file.cell(4, "milestone").comment = Comment(said, "Dana Reyes")
    else:
        file.set(4, column, f"{file.cell(4, column).value}\n{said}")
    lines = list(terminal(deal.pull(file.save())))
    assert [said in line for line in lines].count(True) == 2
    assert lines[0] == "They ask, or name a condition:"


def test_a_comment_that_objects_to_nothing_is_told_where_it_stands(deal):
    file = editor("xlsx", deal.file("xlsx"))
    file.cell(4, "milestone").comment = Comment("Lena is on it", "Dana Reyes")
    assert "      # comment, by Dana Reyes: Lena is on it" in list(terminal(deal.pull(file.save())))


@pytest.mark.parametrize("said", few_of(["tbd", "noch offen", "à définir", "por definir", "a definir", "未定"], 5))
@pytest.mark.parametrize("new", [True, False])
def test_a_proof_that_is_still_open_is_a_question(deal, said, new):
    file = editor("xlsx", deal.file("xlsx"))
    if new:
        file.add(0, milestone="Works council", buyer_owner="Lena Brandt", exit_criteria=said)
    else:
        file.set(4, "exit_criteria", said)
    pulled = deal.pull(file.save())
    (asked,) = [p for p in pulled.files[0].proposals if p.field == "exit_criteria"]
    assert (asked.state, asked.theirs) == ("question", None)
    assert asked.why == f"“{said}” is no proof yet; what will show that the step is done?"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("said", few_of(["(MSA + DPA)", "(Coupa)", "(MSA und AVV)", "(SAP Ariba)", "(NDA et MSA)"], 5))
def test_names_in_brackets_behind_a_steps_name_are_a_part_of_it(deal, kind, said):
    row, pulled = typed(deal, kind, "milestone", said, " ")
    assert row.extra == ()
    assert found(pulled) == [("sure", ROW, "milestone", f"{ROW} {said}")]


@pytest.mark.parametrize(
    "said",
    few_of(
        [
            "(Marco)",
            "(Lena Brandt)",
            "(Priya asks)",
            "(10 Tage)",
            "(Friday)",
            "(March)",
            "(we wait)",
            "(on hold by us)",
        ],
        5,
    ),
)
def test_brackets_behind_a_steps_name_that_may_be_a_remark_are_asked_about_or_told(deal, said):
    assert not typed(deal, "docx", "milestone", said, " ")[1].changed


@pytest.mark.parametrize(
    "said", ["(not before the MSA is signed)", "(nicht vor Unterschrift)", "(pas avant la signature)"]
)
def test_what_must_come_first_in_brackets_behind_a_proof_is_asked_about_and_no_refusal(deal, said):
    row, pulled = typed(deal, "docx", "exit_criteria", said, " ")
    assert [(edit.field, edit.new) for edit in row.edits] == [("exit_criteria", None)]
    assert said in row.edits[0].readings[0]
    assert pulled.files[0].objections == []


def test_a_refusal_in_brackets_behind_a_proof_stays_one(deal):
    _, pulled = typed(deal, "docx", "exit_criteria", "(not possible)", " ")
    assert [one.said.verdict for one in pulled.files[0].objections] == ["refusal"]
