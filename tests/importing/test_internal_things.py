""" "Internal" as an adjective of a thing of somebody's trade, which is the plan's, and as a mark of what the seller keeps."""

import pytest
from field import of_text

from helpers import few_of
from mapdocs.importing.private import inward_word, outward_word, own_step_word, private_word

THINGS = [
    "Internal network cabling", "Internal audit sign-off", "Internal audit of the mill", "Internal medicine ward goes live", "Intern onboarding",
    "Internal fire door check", "Internal/external works", "Review by internal and external counsel", "INTERNAL AUDIT", "Interne Revision prüft die Kasse",
    "Internist gibt frei", "Interne Verkabelung", "Auditoría interna", "Red interna instalada", "Control interno del almacén", "Médecine interne : lits chargés",
    "Interne en pharmacie : accès ouverts", "Contrôle interne", "Medicina Interna: camas", "Auditoria interna", "Verifica ispettiva interna", "Rete interna",
    "Interne geneeskunde aansluiten", "Intern transport: karren labelen", "社内LAN接続", "内部監査の実施", "非公開APIの接続試験", "内部审计", "Interní audit",
]  # fmt: skip
MARKS = [
    "Internal", "Internal review", "Internal prep", "Internal pricing", "Internal audit of pricing", "Internal audit before the forecast call",
    "INTERNAL network is weak", "Internal: audit", "[internal] audit", "Audit (internal)", "Audit – internal", "Internal strategy", "Internal network meeting",
    "Internal audit, do not share", "Internal and external alignment", "Interne Freigabe", "Interne Revision: Rabatt klären", "Intern Transport klären",
    "Interne Stationsbesprechung", "Interne Netzwerkabstimmung", "Point interne en visio", "Réunion interne", "Révision interne", "Revisión interna", "Nota de auditoría interna",
    "Revisione interna", "社内会議", "社内LAN会議", "Internal audit notes", "社内承認", "社内LANの値引", "Deal desk approval", "Agree commission split", "Discount approval", "Négocier la remise",
]  # fmt: skip


def steps(text, folder, name="plan.csv"):
    spec, told = of_text(text, folder, name)
    return [row.milestone for row in spec.milestones], spec.internal.notes or "", told


@pytest.mark.parametrize("said", THINGS)
def test_internal_things_of_a_trade_are_no_marks(said):
    assert (own_step_word(said), inward_word(said)) == ("", "")


@pytest.mark.parametrize("said", MARKS)
def test_what_is_the_sellers_own_stays_so(said):
    assert own_step_word(said)


@pytest.mark.parametrize(
    ("said", "money"),
    few_of([
        ("Commission the kiln", False), ("Discount labels in tills", False), ("Ethics commission votes", False), ("Avis de la commission de sécurité", False),
        ("Pay commission", True), ("Commission plan", True), ("Discount for year two", True), ("Valider la commission", True),
    ], 7),
)  # fmt: skip
def test_words_for_money_that_mean_another_thing(said, money):
    assert bool(own_step_word(said)) == money


@pytest.mark.parametrize(
    ("said", "private"),
    few_of([
        ("Internal/External works", False), ("Internal audit", False), ("Internal/External", False), ("Internal notes", True), ("Internal owner", True),
        ("Internal/External comments", True), ("Internal audit notes", True), ("Internal cost", True), ("Interne Kosten", True),
    ], 7),
)  # fmt: skip
def test_the_heading_of_a_column(said, private):
    assert bool(private_word(said)) == private


@pytest.mark.parametrize(
    ("said", "asks"),
    few_of([("Shared drive?", False), ("External audit?", False), ("Dossier partagé ?", False), ("Share?", True), ("Shared with client?", True), ("External", True)], 7),
)  # fmt: skip
def test_a_shared_drive_is_no_question_of_who_sees_a_row(said, asks):
    assert bool(outward_word(said)) == asks


def test_steps_of_a_trade_are_in_the_plan_and_the_sellers_own_are_not(tmp_path):
    text = (
        "Step,Owner,Due\nInternal network cabling,Sam Ortiz,2026-12-03\nInternal audit,,2026-12-04\nInternal pricing,Sam Ortiz,2026-12-05\n"
        "Internal kick-off at Juniper,,2026-12-06\nInternal forecast at Juniper,,2026-12-07\nInternal announcement (Juniper),,2026-12-08\nInternal review (Juniper),,2026-12-08\n"
        "Internal review – not for Juniper,,2026-12-09\nInternal kick-off,Sam Ortiz,2026-12-10\n"
    )
    found, notes, _ = steps(text, tmp_path)
    assert found == [
        "Internal network cabling",
        "Internal audit",
        "Internal kick-off at Juniper",
        "Internal announcement (Juniper)",
    ]
    assert all(
        said in notes
        for said in ("pricing", "forecast", "not for Juniper", "Internal review (Juniper)", "row 10: Internal kick-off")
    )


@pytest.mark.parametrize(
    "title", ["Phase 1: Internal fit-out", "Internal medicine", "Internal communication (Juniper)"]
)
@pytest.mark.parametrize("name", ["plan.csv", "plan.md"])
def test_a_part_about_such_a_thing_is_the_plans(title, name, tmp_path):
    table = f"Step,Owner,Due\nSigned,Dana Reyes,2026-12-01\n{title},,\nShelves,Dana Reyes,2026-12-03\nLights,Sam Ortiz,2026-12-05\n"
    points = f"# Plan\n\n## Start\n- Signed – Dana Reyes – 2026-12-01\n\n## {title}\n- Shelves – Dana Reyes – 2026-12-03\n- Lights – Sam Ortiz – 2026-12-05\n"
    assert steps(table if name == "plan.csv" else points, tmp_path, name)[0][-2:] == ["Shelves", "Lights"]


@pytest.mark.parametrize(
    "title",
    few_of(
        [
            "Internal",
            "Internal prep",
            "Internal pricing (Juniper)",
            "Internal review (Juniper)",
            "Internal audit // do not share",
        ],
        7,
    ),
)
@pytest.mark.parametrize("name", ["plan.csv", "plan.md"])
def test_a_part_that_is_the_sellers_is_kept(title, name, tmp_path):
    table = f"Step,Owner,Due\nSigned,Dana Reyes,2026-12-01\n{title},,\nNever below 40k,Sam Ortiz,2026-12-05\n"
    points = f"# Plan\n\n## Start\n- Signed – Dana Reyes – 2026-12-01\n- Paid – Dana Reyes – 2026-12-02\n\n## {title}\n- Never below 40k – Sam Ortiz – 2026-12-05\n"
    found, notes, _ = steps(table if name == "plan.csv" else points, tmp_path, name)
    assert "Never below 40k" not in found
    assert "Never below 40k" in notes


def test_a_part_that_the_buyer_owns_itself_is_theirs(tmp_path):
    text = (
        "WBS,Step,Owner,Due\n1,Internal acceptance,Dana Reyes,2026-12-20\n1.1,Dry run,Dana Reyes,2026-12-15\n1.2,Joint run,Sam Ortiz,2026-12-18\n"
        "2,Internal,Dana Reyes,2026-12-20\n2.1,Floor,Sam Ortiz,2026-12-18\n3,Internal prep,Sam Ortiz,2026-12-20\n3.1,Ceiling,Sam Ortiz,2026-12-18\n"
    )
    found, notes, _ = steps(text, tmp_path)
    assert found == ["Dry run", "Joint run"]
    assert "Floor" in notes
    assert "Ceiling" in notes
