"""Columns that ask of each row whether it goes to the buyer, in many words; and columns that only look like one."""

import pytest
from test_who_sees_a_row import read

from helpers import few_of


@pytest.mark.parametrize(
    ("head", "yes", "no"),
    few_of([
        ("Send to Dana?", "yes", "no"), ("Client?", "Y", "N"), ("Juniper?", "Y", "N"), ("Kunde", "ja", "nein"), ("An Kunde", "ja", "nein"),
        ("Client", "oui", "non"), ("Cliente", "sí", "no"), ("Enviar ao cliente", "sim", "não"), ("Visível cliente", "sim", "não"), ("Visible in portal", "Yes", "No"),
        ("Portal", "Yes", "No"), ("Deal room", "on", "off"), ("Client portal", "Visible", "Hidden"), ("Publish to portal", "TRUE", "FALSE"), ("On customer plan?", "yes", "no"), ("In shared plan", "yes", ""),
        ("Customer sees it", "1", "0"), ("Remove before send", "", "x"), ("Redact", "", "x"), ("Schwärzen", "nein", "ja"), ("Diffusable", "Oui", "Non"), ("À montrer", "oui", "non"),
        ("公開", "可", "不可"), ("先方送付", "可", "不可"), ("Level", "Customer", "Internal"), ("Track", "Mutual", "Seller internal"), ("Confidentiality", "Shared", "Fabrikam internal"),
        ("Viewer", "Both", "Fabrikam"), ("Sees it", "J+F", "F"), ("Who sees this", "SO DR", "SO LK"), ("Ok to share", "x", ""), ("Naar klant", "ja", "nee"), ("Al cliente", "sì", "no"),
        ("Customer view", "Yes", "No"), ("Show in community portal", "TRUE", "FALSE"), ("Shared with client", "v", ""), ("Privacy", "Everyone", "Only me"), ("Private", "0", "1"),
        ("Internal task", "No", "Yes"), ("Interne Aufgabe", "nein", "ja"), ("List Name", "Evaluation", "Internal (AE)"), ("Espace client", "oui", "non"),
        ("Mostrar al cliente", "sí", "no"), ("Visible pour le client", "oui", "non"), ("Vor Versand löschen", "", "x"),
    ], 7),
)  # fmt: skip
def test_a_row_that_does_not_go_to_the_buyer(head, yes, no, tmp_path):
    steps, spec = read(tmp_path, head, yes, yes, no, yes)
    assert steps == ["Workshop", "Review", "Order form"]
    assert "Never below 40k" in spec.internal.notes


@pytest.mark.parametrize(
    ("head", "said"),
    few_of([
        ("Customer approval", ("Y", "Y", "N", "Y")), ("Sent to client", ("yes", "yes", "no", "no")), ("Dana?", ("Y", "Y", "N", "Y")), ("Client informed?", ("yes", "no", "no", "no")),
        ("Juniper", ("x", "x", "", "")), ("Client", ("Y", "Y", "Y", "Y")), ("Tier", ("1", "2", "2", "1")), ("Track", ("Legal", "IT", "Internal audit", "IT")), ("Portal", ("Supplier", "Supplier", "SAP", "SAP")),
        ("Send reminder", ("yes", "yes", "no", "no")), ("Show stopper", ("no", "no", "yes", "no")), ("On site", ("yes", "yes", "no", "no")), ("Customer-owned", ("yes", "yes", "no", "no")),
        ("Include training", ("yes", "yes", "no", "no")), ("Para", ("Lima", "Lima", "Piura", "Piura")),
    ], 7),
)  # fmt: skip
def test_another_question_keeps_no_row(head, said, tmp_path):
    assert read(tmp_path, head, *said)[0] == ["Workshop", "Review", "Never below 40k", "Order form"]


def test_a_matrix_of_both_sides_keeps_no_row(tmp_path):
    assert read(tmp_path, "Client,Vendor", "Y,N", "Y,Y", "N,Y", "N,Y")[0] == ["Workshop", "Review", "Never below 40k", "Order form"]  # fmt: skip
