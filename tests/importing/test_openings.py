"""With what a cell, a sentence or a bracket opens that the buyer does not read: "INT: …", "INTERNAL …", "Fabrikam internal: …"."""

import pytest
from field import buyer_text, of_text

from helpers import few_of
from mapdocs.importing.asides import asides_in
from mapdocs.importing.labelled import parted
from mapdocs.importing.openings import opens_apart
from mapdocs.importing.owners import Side, Sides

SIDES = Sides(Side("Juniper Foods", ("Nora Vance",)), Side("Fabrikam", ("Sam Ortiz",)))

LABELS = [
    "INT: their CFO stalls", "INT - their CFO stalls", "[INT] their CFO stalls", "(INT) their CFO stalls", "Int: their CFO stalls",
    "=== INT === their CFO stalls", "INTERNAL their CFO stalls", "INTERNAL! their CFO stalls", "PRIVATE their CFO stalls",
    "CONFIDENTIAL their CFO stalls", "--- internal --- their CFO stalls", "Fabrikam internal: their CFO stalls",
    "Internal Fabrikam: their CFO stalls", "FAB only: their CFO stalls", "Team internal: their CFO stalls",
    "Private: their CFO stalls", "Sales note: their CFO stalls", "Do not send: their CFO stalls", "dont tell Nora: their CFO stalls",
    "Not for Nora: their CFO stalls", "Customer must not know: their CFO stalls", "[hidden] their CFO stalls", "[redact] their CFO stalls",
    "🔒 their CFO stalls again", "🤫 their CFO stalls", "NTS: their CFO stalls", "Off record: their CFO stalls",
    "INTERN Finanzchef bremst", "Intern! Finanzchef bremst", "NUR INTERN Finanzchef bremst", "VERTRAULICH Finanzchef bremst",
    "Fabrikam intern: Finanzchef bremst", "Team intern: Finanzchef bremst", "Nicht an Nora: Finanzchef bremst",
    "Kunde weiß das nicht: Finanzchef bremst", "Vertriebsnotiz: Finanzchef bremst",
    "USAGE INTERNE le DAF bloque", "CONFIDENTIEL le DAF bloque", "Hors client : le DAF bloque", "Interne Fabrikam : le DAF bloque",
    "USO INTERNO el CFO frena", "CONFIDENCIAL el CFO frena", "privado: el CFO frena", "no enviar: el CFO frena",
    "que no lo vea el cliente: el CFO frena", "não enviar: o CFO trava", "não contar ao cliente: o CFO trava",
    "社外秘 CFOが反対", "社内用 CFOが反対", "※社内メモ CFOが反対", "※社内 CFOが反対", "先方非公開：CFOが反対", "先方には内緒：CFOが反対",
    "内密：CFOが反対", "㊙CFOが反対",
]  # fmt: skip


@pytest.mark.parametrize("line", LABELS)
def test_a_cell_that_opens_so_is_kept_and_so_is_a_sentence_behind_another(line):
    assert parted([line], SIDES) == ([], [line])
    joint = (
        "日程は合意済み。"
        if any(ord(letter) > 0x3040 for letter in line[:2]) and line[0] not in "🔒🤫"
        else "Room 4 is booked. "
    )
    left, apart = parted([joint + line], SIDES)
    assert (left[0].rstrip(".。 "), len(left), len(apart)) == (joint.rstrip(".。 "), 1, 1)
    assert apart[0].lstrip("※ ") == line.lstrip("※ ")


@pytest.mark.parametrize(
    "line",
    few_of([
        "Internal audit in week 6", "INTERNAL audit in week 6", "Interns get their logins", "Private cloud is up", "PRIVATE cloud is up",
        "our internal freeze ends", "Juniper internal: the freeze ends", "INT: deployed, UAT: open", "INT - deployed; PROD - 4 March",
        "Internal – 2 days", "Internal – legal and finance", "International: three sites", "Interim: paper forms", "Int'l shipping: by sea",
        "🔒 Date is fixed", "🔒 VPN access by the plant", "[Juniper] bring badges", "(US) two trainers travel", "Off: 24 to 26 December",
        "Conf: room 12", "Team: Nora and Sam", "Nora: signs", "Not on Mondays: the line is full", "Without Nora: call Marco",
        "Not needed: badges", "INTERNAL IT approval is due", "Integration: done in May", "Interne Revision in KW 6", "Intern abgestimmt mit Nora",
        "Audit interne fini", "Auditoría interna lista", "社内LAN工事", "社内研修は3月", "内線：1234", "CONFIDENTIAL documents are exchanged",
        "Hors site : deux jours", "Nicht vor Ostern: Inventur", "INTRODUCTION to the team",
    ], 7),
)  # fmt: skip
def test_what_is_the_plans_stays(line):
    assert not opens_apart(line, SIDES)


@pytest.mark.parametrize(
    "remark",
    few_of([
        "(INT: floor is 40k)", "(INT - floor is 40k)", "(Internal – their CISO stalls again)", "(INTERNAL floor is 40k)", "(INTERNAL! floor is 40k)",
        "(not for Nora: floor is 40k)", "(Fabrikam only: floor is 40k)", "(off the record, floor is 40k)", "([private] floor is 40k)",
        "(secret: floor is 40k)", "（社内：下限40k)", "(社内メモ：下限40k）", "(Nur intern: Untergrenze 40k)", "(USO INTERNO piso 40k)",
    ], 7),
)  # fmt: skip
def test_a_bracket_in_a_steps_name_that_opens_so_is_taken_out(remark):
    assert asides_in(f"Security review {remark}", SIDES) == ("Security review", [remark.strip("()（）")])


@pytest.mark.parametrize(
    "said",
    [
        "Approval (internal – legal and finance)",
        "Kick-off (internal – 2 days)",
        "Deploy (INT – then UAT)",
        "Review (Internal audit)",
    ],
)
def test_a_bracket_that_says_who_or_where_stays(said):
    assert asides_in(said, SIDES) == (said, [])


def test_a_plan_keeps_such_cells_and_tells_of_them(tmp_path):
    text = (
        "Step,Owner,Due,Notes\n"
        "Kickoff,Sam Ortiz,2026-12-01,Room booked\n"
        "Security review (INT: CISO from Contoso),Dana Reyes,2026-12-11,INT: Dana is slow\n"
        "INT: settle the floor,Sam Ortiz,2027-01-18,\n"
        "INT: interface run,Dana Reyes,2027-02-12,Legal is in. Private: floor 51k\n"
    )
    spec, told = of_text(text, tmp_path)
    assert [row.milestone for row in spec.milestones] == ["Kickoff", "Security review", "INT: interface run"]
    kept = ("CISO from Contoso", "Dana is slow", "settle the floor", "floor 51k")
    assert all(said in spec.internal.notes and said not in buyer_text(spec) for said in kept)
    assert "Legal is in" in buyer_text(spec)
    assert "kept in internal.notes" in told
