"""What a plan says of itself that the buyer shall not see: lines, rows, parts, steps and notes of the seller's own."""

import pytest
from field import buyer_text, of_text, rows_of

from helpers import few_of

BOTH = [
    ("Security review signed", "Dana Reyes", "", "2026-12-04", "done"),
    ("Pilot in two stores", "", "Sam Ortiz", "2026-12-18", "open"),
]


@pytest.mark.parametrize(
    ("line", "private"),
    few_of(
        [
            ("[internal] they accept 8%", True),
            ("Internal note: they accept 8%", True),
            ("INTERNAL ONLY - they accept 8%", True),
            ("they accept 8% (internal)", True),
            ("Nur intern: sie nehmen 8 %", True),
            ("[INTERNO] aceptan 8 %", True),
            ("(interne) ils acceptent 8 %", True),
            ("【社内】8%で承諾", True),
            ("Confidential: they accept 8%", True),
            ("(vertraulich) sie nehmen 8 %", True),
            ("Privé : ils acceptent 8 %", True),
            ("AE note: champion is weak", True),
            ("Decision: they accept 8%", False),
            ("Private cloud: ready", False),
            ("Internal approval: two weeks", False),
            ("Internal review by their legal team", False),
            ("Done when: internal audit has signed", False),
        ],
        7,
    ),
)
def test_a_line_that_its_writer_labels_internal_is_the_sellers(line, private, tmp_path):
    text = f'Step,Owner,Due,Notes\nSecurity review signed,Dana Reyes,2026-12-04,"Send the report\n{line}"\nPilot,Sam Ortiz,2026-12-18,\n'
    spec, told = of_text(text, tmp_path)
    assert (line in buyer_text(spec)) != private or "Done when" in line
    assert (line in (spec.internal.notes or "")) == private == ("kept in internal.notes" in told)
    assert "Send the report" in buyer_text(spec)


@pytest.mark.parametrize(
    ("heading", "shown", "hidden"),
    few_of(
        [
            ("Internal?", "No", "Yes"),
            ("Visible to customer", "Yes", "No"),
            ("Für Kunden sichtbar", "ja", "nein"),
            ("Partagé avec le client", "oui", "non"),
            ("Audience", "Shared", "Internal only"),
            ("Labels", "security", "pricing, internal"),
            ("Etiquetas", "legal", "interno"),
        ],
        7,
    ),
)
def test_rows_that_a_column_keeps_from_the_buyer_are_no_steps(heading, shown, hidden, tmp_path):
    text = (
        f"Step;Owner;Due;Status;{heading}\nSecurity review signed;Dana Reyes;4 Dec 2026;Done;{shown}\n"
        f"Write-down agreed;Sam Ortiz;5 Dec 2026;Open;{hidden}\nPilot in two stores;Sam Ortiz;18 Dec 2026;Open;{shown}\n"
    )
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == BOTH
    assert "Write-down agreed" in spec.internal.notes
    assert f"1 row kept in internal.notes and not in the plan, since “{heading}” says “{hidden}”" in told


def test_a_column_that_hides_no_row_hides_none(tmp_path):
    text = (
        "Step,Owner,Due,Status,Internal?\nSecurity review signed,Dana Reyes,4 Dec 2026,Done,No\n"
        "Pilot in two stores,Sam Ortiz,18 Dec 2026,Open,No\n"
    )
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == BOTH
    assert "kept back" not in told


def test_a_part_called_internal_ends_with_the_next_title(tmp_path):
    text = (
        "Schritt;Zuständig;Termin\nSicherheitsprüfung;Dana Reyes;04.12.2026\nINTERN;;\nStrategierunde;Sam Ortiz;06.12.2026\n"
        "Gemeinsam;;\nPilot;Sam Ortiz;18.12.2026\n"
    )
    spec, told = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Sicherheitsprüfung", "Pilot"]
    assert "Strategierunde" in spec.internal.notes
    assert "since the part is called “INTERN”" in told


def test_a_phase_called_internal_is_the_sellers(tmp_path):
    text = "Phase,Task,Owner,Due\nOne,Review,Dana Reyes,2026-12-04\nInternal,Write-down,Sam Ortiz,2026-12-05\nTwo,Pilot,Sam Ortiz,2026-12-18\n"
    spec, _ = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Review", "Pilot"]


@pytest.mark.parametrize(
    ("step", "buyer", "is_kept"),
    few_of(
        [
            ("Deal desk approval", "", True),
            ("Négocier la remise", "", True),
            ("Remise des clés", "", False),
            ("Provision the test tenant", "", False),
            ("Comisión de compras", "", False),
            ("Pedir descuento adicional", "", True),
            ("Deal desk approval", "Dana Reyes", False),
            ("Legal approval", "", False),
        ],
        7,
    ),
)
def test_a_step_about_the_sellers_price_is_the_sellers_where_no_buyer_owns_it(step, buyer, is_kept, tmp_path):
    text = (
        "Step,Customer owner,Vendor owner,Due\nSecurity review signed,Dana Reyes,Sam Ortiz,2026-12-04\n"
        f"{step},{buyer},Mona Reed,2026-12-05\n"
    )
    spec, told = of_text(text, tmp_path)
    assert (step not in buyer_text(spec)) == is_kept == ("nobody on the buyer's side owns it" in told)
    assert (step in (spec.internal.notes or "")) == is_kept


def test_what_people_write_to_each_other_in_jira_is_no_note(tmp_path):
    text = (
        "Summary,Issue key,Assignee,Due date,Status,Comment,Comment\n"
        "Security review signed,JP-1,Dana Reyes,04/Dec/26 12:00 AM,Done,they want 10% off,and soon\n"
        "Pilot in two stores,JP-2,Sam Ortiz,18/Dec/26 12:00 AM,To Do,,\n"
    )
    spec, told = of_text(text, tmp_path)
    assert rows_of(spec) == BOTH
    for said in ("they want 10% off", "and soon"):
        assert said not in buyer_text(spec)
        assert said in spec.internal.notes
    assert "people write to each other there in Jira" in told


@pytest.mark.parametrize(
    ("heading", "is_note"),
    few_of(
        [
            ("Notes (Fabrikam only)", False),
            ("Fabrikam notes", False),
            ("Notes Fabrikam", False),
            ("Notes (sales)", False),
            ("Comments (Sam)", False),
            ("Vertriebsnotiz", False),
            ("Notes commerciales", False),
            ("Notas de ventas", False),
            ("営業メモ", False),
            ("Notes (only Fabrikam)", False),
            ("Notes (shared)", True),
            ("Notes (optional)", True),
            ("Comments (customer)", True),
            ("Notes", True),
        ],
        7,
    ),
)
def test_only_notes_that_are_for_all_become_notes(heading, is_note, tmp_path):
    spec, _ = of_text(
        f"Step;Owner;Due;{heading}\nReview;Dana Reyes;2026-12-04;they are slow\nPilot;Sam Ortiz;2026-12-18;\n", tmp_path
    )
    assert (spec.milestones[0].note == "they are slow") == is_note
    assert ("they are slow" in buyer_text(spec)) == is_note
    assert "they are slow" in spec.source.text
