"""Columns that say of each row whether the buyer may see it, in many words and signs; and columns that only look like one."""

import pytest
from field import of_text

from helpers import few_of


def read(folder, head, *said):
    steps = ("Workshop", "Review", "Never below 40k", "Order form")
    owners = ("Dana Reyes", "Dana Reyes", "Sam Ortiz", "Sam Ortiz")
    rows = [
        f"{step},{who},2026-12-0{n},{word}"
        for n, (step, who, word) in enumerate(zip(steps, owners, said, strict=True), 1)
    ]
    spec, _ = of_text("\n".join([f"Step,Owner,Due,{head}", *rows, ""]), folder)
    return [row.milestone for row in spec.milestones], spec


@pytest.mark.parametrize(
    ("head", "yes", "no"),
    few_of([
        ("Hide from Juniper", "", "x"), ("Hide from customer?", "no", "yes"), ("Not visible to Juniper", "", "x"), ("Not shared", "no", "yes"),
        ("Partager ?", "oui", "non"), ("¿Compartir?", "sí", "no"), ("Partilhar?", "sim", "não"), ("Teilen?", "ja", "nein"),
        ("共有", "○", "×"), ("非公開", "×", "○"), ("公開可否", "○", "×"), ("Public", "TRUE", "FALSE"), ("Share (yes/no)", "yes", "no"),
        ("Int/Ext", "Ext", "Int"), ("I/E", "E", "I"), ("Kind", "ext", "int"), ("Tags", "sec", "int-only"), ("Scope", "Joint", "Fabrikam"),
        ("Umfang", "gemeinsam", "Fabrikam"), ("In customer copy?", "y", "n"), ("In Juniper's version", "yes", "no"), ("Kundenversion", "ja", "nein"),
    ], 7),
)  # fmt: skip
def test_a_row_that_a_column_keeps_from_the_buyer(head, yes, no, tmp_path):
    steps, spec = read(tmp_path, head, yes, yes, no, yes)
    assert steps == ["Workshop", "Review", "Order form"]
    assert "Never below 40k" in spec.internal.notes
    assert {row.buyer_owner for row in spec.milestones} == {"Dana Reyes", None}


@pytest.mark.parametrize(
    ("head", "said"),
    few_of([
        ("Scope", ("Juniper", "Joint", "Fabrikam", "Joint")), ("Scope", ("Phase 1", "Phase 1", "Phase 2", "Phase 2")),
        ("Side", ("Joint", "Joint", "Fabrikam", "Joint")), ("Environment", ("INT", "UAT", "PROD", "INT")), ("Status", ("open", "open", "done", "open")),
        ("Public holiday", ("no", "no", "yes", "no")), ("Customer version", ("2.1", "2.1", "2.2", "2.2")), ("I/E", ("E", "E", "E", "E")),
        ("Hide from Juniper", ("", "", "", "no")), ("Share", ("20%", "20%", "30%", "30%")), ("Copy sent?", ("yes", "yes", "no", "no")),
        ("Type", ("International", "International", "Local", "Local")), ("Sam", ("I", "I", "", "I")), ("Waits without customer?", ("no", "no", "yes", "no")), ("Not before", ("", "", "2026-12-01", "")),
    ], 7),
)  # fmt: skip
def test_another_column_keeps_no_row(head, said, tmp_path):
    assert read(tmp_path, head, *said)[0] == ["Workshop", "Review", "Never below 40k", "Order form"]


@pytest.mark.parametrize(
    ("head", "both", "ours"),
    few_of([
        ("Who sees it", "J+F", "F"), ("Seen by", "J & F", "F only"), ("Visible to", "Juniper + Fabrikam", "Fabrikam"), ("Shown to", "Dana + Sam", "Sam"),
        ("Who sees it", "SO / DR", "SO"), ("Visible to", "C", "S"), ("Audience", "both", "us"), ("Visibility", "all", "us"), ("Who can view", "customer", "seller"),
        ("Distribution", "JF + FAB", "FAB"), ("Circulation", "Juniper/Fabrikam", "Fabrikam"), ("Access", "J+F", "F"), ("Verteiler", "alle", "wir"),
        ("Empfänger", "J+F", "F"), ("Diffusion", "Juniper", "nous"), ("Public", "Tous", "Interne"), ("Public", "Client", "Nous"), ("Portée", "Commun", "Fabrikam"),
        ("Ámbito", "Conjunto", "Nosotros"), ("Âmbito", "Ambos", "Nós"), ("Destinatari", "Juniper e Fabrikam", "Fabrikam"), ("Zichtbaar voor", "allen", "wij"),
        ("公開先", "J・F", "F"), ("配布先", "双方", "当社"),
    ], 7),
)  # fmt: skip
def test_a_row_of_which_a_column_says_that_only_our_side_sees_it(head, both, ours, tmp_path):
    steps, spec = read(tmp_path, head, both, both, ours, both)
    assert steps == ["Workshop", "Review", "Order form"]
    assert "Never below 40k" in spec.internal.notes


@pytest.mark.parametrize(
    ("head", "said"),
    few_of([
        ("Distribution", ("Kitchen", "Kitchen", "Teachers", "Teachers")), ("Verteiler", ("V1", "V2", "F", "J")), ("Diffusion", ("Quais", "F", "Gare", "J+F")),
        ("Portée", ("Site A", "Tous les sites", "Site B", "Site B")), ("Scope", ("J", "J", "F", "J")), ("Floor", ("J+F", "J+F", "F", "J")),
        ("Team", ("J+F", "J+F", "F", "J+F")), ("Who sees it", ("J+F", "J+F", "J+F", "J")), ("Access", ("Key", "Key", "F", "Badge")),
    ], 7),
)  # fmt: skip
def test_letters_that_need_not_be_the_companies_keep_no_row(head, said, tmp_path):
    assert read(tmp_path, head, *said)[0] == ["Workshop", "Review", "Never below 40k", "Order form"]
