"""Columns that are taken for what their cells can be: truth values, letters of a matrix, deliverables, attendees; and headings
that hold part of a company's name."""

from datetime import date

import pytest
from field import buyer_text, imported, of_text, rows_of, workbook

from helpers import few_of

D = date


def matrix(folder, upper, names, rows, *more, merged=()):
    """A RACI matrix of two heading rows; ``merged`` are cells of the upper one that lie over several."""
    heads = [["Activity", "Due", *upper, "Deliverable"], ["", "", *names, ""]]

    def change(book):
        for area in merged:
            book.active.merge_cells(area)

    (folder / "plan.xlsx").write_bytes(workbook(("RACI", heads + rows), change=change))
    return imported(folder / "plan.xlsx", folder, *more)


LETTERS = [
    ["Security review", D(2026, 12, 4), "R/A", "C", "R", "I", "Report signed"],
    ["Pilot in two stores", D(2026, 12, 18), "I", "A", "C", "A", "Minutes sent"],
    ["Contract signed", D(2027, 1, 15), "A", "R", "I", "", "Signed contract"],
    ["Training", D(2027, 2, 5), "I", "C", "A", "R", "List of those present"],
]
NAMES = ["Dana Reyes (IT)", "Lena Brandt (Legal)", "Sam Ortiz (Sales)", "Ivo Novak (Services)"]

# Truth values


@pytest.mark.parametrize(
    ("head", "yes", "no"),
    few_of([
        ("All day event", "TRUE", "FALSE"), ("Todo el día", "Verdadero", "Falso"), ("Ganztägiges Ereignis", "wahr", "falsch"),
        ("Journée entière", "VRAI", "FAUX"), ("終日イベント", "TRUE", "FALSE"),
    ], 7),
)  # fmt: skip
def test_true_and_false_of_something_else_are_no_status(head, yes, no, tmp_path):
    text = f"Step,{head},Client owner,Due\nReview,{yes},Dana Reyes,2026-12-04\nPilot,{no},Dana Reyes,2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.status for row in spec.milestones] == ["open", "open"]


@pytest.mark.parametrize("head", few_of(["Done?", "Erledigt?", "Signed off", "Checked", "T/F", "✓", "完了した"], 7))
def test_true_and_false_under_a_word_for_done_are_the_status(head, tmp_path):
    text = f"Step,{head},Client owner,Due\nReview,TRUE,Dana Reyes,2026-12-04\nPilot,FALSE,Dana Reyes,2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.status for row in spec.milestones] == ["done", "open"]


# Letters


@pytest.mark.parametrize("merged", [(), ("C1:D1", "E1:F1", "A1:A2", "B1:B2", "G1:G2")])
def test_the_owner_in_a_matrix_is_the_person_with_the_letter(merged, tmp_path):
    spec, told = matrix(tmp_path, ["Juniper Foods", None, "Fabrikam", None], NAMES, LETTERS, merged=merged)
    assert rows_of(spec) == [
        ("Security review", "Dana Reyes", "Sam Ortiz", "2026-12-04", "open"),
        ("Pilot in two stores", "Lena Brandt", "Ivo Novak", "2026-12-18", "open"),
        ("Contract signed", "Lena Brandt", "", "2027-01-15", "open"),
        ("Training", "", "Ivo Novak", "2027-02-05", "open"),
    ]
    assert [row.exit_criteria for row in spec.milestones] == [line[-1] for line in LETTERS]
    assert "Dana Reyes (IT): A" in told
    assert "Lena Brandt (Legal): C" in told


def test_whose_a_matrix_does_not_say_is_asked_and_whom_we_know_is_placed(tmp_path):
    heads = ["Activity", "Due", "Dana Reyes", "Lena Brandt", "Sam Ortiz", "Ivo Novak", "Deliverable"]
    (tmp_path / "plan.xlsx").write_bytes(workbook(("RACI", [heads, *LETTERS[:2]])))
    spec, told = imported(tmp_path / "plan.xlsx", tmp_path)
    assert [(row.buyer_owner or "", row.seller_owner or "") for row in spec.milestones] == [
        ("Dana Reyes", "Sam Ortiz"),
        ("", ""),
    ]
    assert "the owner is given as “Lena Brandt (A), Ivo Novak (A)”; who is it on which side?" in told


def test_letters_under_a_company_are_nobodys_name(tmp_path):
    text = "Step,Juniper Foods,Fabrikam,Due\nReview,R,A,2026-12-04\nPilot,C,A/R,2026-12-18\n"
    spec, told = of_text(text, tmp_path)
    assert [(row.buyer_owner, row.seller_owner) for row in spec.milestones] == [(None, None)] * 2
    assert "Fabrikam: A/R" in told


def test_a_column_of_owners_beside_a_matrix_is_read(tmp_path):
    text = (
        "Step,Client owner,Dana Reyes,Lena Brandt,Due\nReview,Mia Krug,R,A,2026-12-04\nPilot,Mia Krug,A,R,2026-12-18\n"
    )
    spec, _ = of_text(text, tmp_path)
    assert [row.buyer_owner for row in spec.milestones] == ["Mia Krug", "Mia Krug"]


def test_short_names_of_the_same_letters_are_names(tmp_path):
    text = "Step,Client owner,Due\nReview,Sara,2026-12-04\nPilot,Isa,2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.buyer_owner for row in spec.milestones] == ["Sara", "Isa"]


@pytest.mark.parametrize(
    "said", few_of(["Sans objet", "entfällt", "Não se aplica", "niet van toepassing", "nie dotyczy"], 7)
)
def test_not_applicable_is_nobody(said, tmp_path):
    text = f"Step,Client owner,Supplier owner,Due\nReview,Dana Reyes,{said},2026-12-04\n"
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == [("Review", "Dana Reyes", "", "2026-12-04", "open")]
    assert f"your owner is given as “{said}”; who is it?" in told


# Headings


@pytest.mark.parametrize(
    ("buyer", "seller"),
    few_of([
        ("Odp. Juniper", "Odp. Fabrikam"), ("Wie bij De Linde", "Wie bij Fabrikam"), ("Who at Linde", "Fabrikam lead"),
        ("Responsable MOA", "Responsable titulaire"), ("Responsável contratante", "Responsável contratada"), ("De Linde", "Fabrikam"),
    ], 7),
)  # fmt: skip
def test_a_part_of_a_companys_name_says_whose_the_owners_are(buyer, seller, tmp_path):
    text = (
        f"Step,{buyer},{seller},Due\nReview,Dana Reyes,Sam Ortiz,2026-12-04\nPilot,Lena Brandt,Ivo Novak,2026-12-18\n"
    )
    spec, _ = of_text(text, tmp_path, "plan.csv", "--buyer", "Juniper Zorggroep De Linde")
    assert [(row.buyer_owner, row.seller_owner) for row in spec.milestones] == [
        ("Dana Reyes", "Sam Ortiz"),
        ("Lena Brandt", "Ivo Novak"),
    ]


def test_what_both_companies_are_called_says_nothing(tmp_path):
    text = "Step,Who at Group,Due\nReview,Dana Kern,2026-12-04\nPilot,Lena Brandt,2026-12-18\n"
    spec, _ = of_text(text, tmp_path, "plan.csv", "--buyer", "Juniper Weser Group", "--seller", "Fabrikam Weser Group")
    assert [(row.buyer_owner, row.seller_owner) for row in spec.milestones] == [(None, None)] * 2


@pytest.mark.parametrize(
    "head", ["Livrable / preuve", "Deliverable / proof", "Entregável / Evidência", "Proof / Deliverable"]
)
def test_a_heading_of_two_halves_is_judged_by_each(head, tmp_path):
    text = f"{head};Jalon;Client owner;Due\nReport;Review;Dana Reyes;2026-12-04\nMinutes;Pilot;Dana Reyes;2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [(row.milestone, row.exit_criteria) for row in spec.milestones] == [
        ("Review", "Report"),
        ("Pilot", "Minutes"),
    ]


@pytest.mark.parametrize(
    ("step", "result"),
    few_of([
        ("Activity", "Deliverable"), ("Aktivität", "Liefergegenstand"), ("Activité", "Livrable"), ("Actividad", "Entregable"),
        ("Atividade", "Entregável"), ("Task", "Deliverables"),
    ], 7),
)  # fmt: skip
def test_what_comes_out_of_an_activity_is_its_proof(step, result, tmp_path):
    text = f"{result};{step};Client owner;Due\nReport signed;Review the report;Dana Reyes;2026-12-04\nMinutes sent;Run the pilot;Dana Reyes;2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [(row.milestone, row.exit_criteria) for row in spec.milestones] == [
        ("Review the report", "Report signed"),
        ("Run the pilot", "Minutes sent"),
    ]


def test_a_deliverable_without_an_activity_is_the_step(tmp_path):
    spec, _ = of_text(
        "Deliverable,Client owner,Due\nReport,Dana Reyes,2026-12-04\nMinutes,Dana Reyes,2026-12-18\n", tmp_path
    )
    assert [row.milestone for row in spec.milestones] == ["Report", "Minutes"]


def test_a_deliverable_over_several_activities_is_their_phase(tmp_path):
    text = "Deliverable,Activity,Client owner,Due\nReport,Write it,Dana Reyes,2026-12-04\nReport,Sign it,Dana Reyes,2026-12-05\nPilot,Run it,Dana Reyes,2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Write it", "Sign it", "Run it"]
    assert not any(row.exit_criteria for row in spec.milestones)
    assert "  # Report\n" in spec.source.text


# Calendars


@pytest.mark.parametrize(
    "head", ["Required Attendees", "Asistentes necesarios", "Erforderliche Teilnehmer", "Participants obligatoires"]
)
@pytest.mark.parametrize("label", ["Expected result", "Resultado esperado", "Erwartetes Ergebnis", "Résultat attendu"])
def test_who_attends_owns_and_the_expected_result_is_the_proof(head, label, tmp_path):
    text = (
        f"Subject;Start Date;{head};Description;Due date\n"
        f"Review;2026-12-04;Lena Brandt (lena.brandt@juniper.example)\\, Ivo Novak (ivo.novak@fabrikam.example);{label}: report signed;2026-12-04\n"
        f"Pilot;2026-12-18;Mia Krug (mia@stranger.example);{label}: minutes sent;2026-12-18\n"
    ).replace("\\,", ",")
    spec, told = of_text(text, tmp_path)
    assert [(row.buyer_owner, row.seller_owner, row.exit_criteria) for row in spec.milestones] == [
        ("Lena Brandt", "Ivo Novak", "report signed"),
        (None, None, "minutes sent"),
    ]
    assert "the owner is given as “Mia Krug (mia@stranger.example)”; who is it on which side?" in told


def test_of_a_description_only_the_line_of_the_proof_is_taken(tmp_path):
    text = (
        'Subject,Owner,Description,Due\nReview,Dana Reyes,"Please be there\nExpected result: report signed\nFloor is 61k",'
        '2026-12-04\nPilot,Dana Reyes,"Bring the box",2026-12-18\n'
    )
    spec, _ = of_text(text, tmp_path)
    assert [row.exit_criteria for row in spec.milestones] == ["report signed", None]
    assert "Floor" not in buyer_text(spec)


def test_who_attends_is_no_owner_beside_a_column_of_owners(tmp_path):
    text = (
        "Step,Participants,Owner,Due\nReview,Lena Brandt,Dana Reyes,2026-12-04\nPilot,Mia Krug,Sam Ortiz,2026-12-18\n"
    )
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == [
        ("Review", "Dana Reyes", "", "2026-12-04", "open"),
        ("Pilot", "", "Sam Ortiz", "2026-12-18", "open"),
    ]
    assert "Participants: Lena Brandt" in told
