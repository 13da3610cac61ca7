"""A side and a colon in a note: a name behind them is an owner's, a sentence is a note, and nothing of either is lost."""

import pytest
from field import buyer_text, of_text

from helpers import few_of


def plan(note, owner="Dana Reyes"):
    return f'Step,Owner,Due,Notes\nKickoff,Sam Ortiz,2026-12-01,Room booked\nRamp,{owner},2027-02-10,"{note}"\n'


@pytest.mark.parametrize(
    "note",
    few_of([
        "Customer: Nora books the room", "Client: Nora to send the chart", "Juniper: Nora wants tablets", "Customer: Tablets need SIM cards",
        "Vendor: Pia signs off", "Fabrikam: Pia prepares", "Kunde: Nora bringt die Liste", "Client : Nora apporte la liste",
        "Cliente: Nora trae la lista", "顧客：田中が端末を用意する", "Buyer: Nora 2 days", "Buyer: Priya", "Buyer: Ana de la Cruz", "Seller: Pia Berg",
    ], 7),
)  # fmt: skip
def test_what_a_side_does_stays_a_note(note, tmp_path):
    spec, _ = of_text(plan(note, "Dana Reyes / Sam Ortiz"), tmp_path)
    ramp = spec.milestones[1]
    assert (ramp.buyer_owner, ramp.seller_owner) == ("Dana Reyes", "Sam Ortiz")
    assert ramp.note.replace(" :", ":").replace("：", ":") == note.replace(" :", ":").replace("：", ":")


@pytest.mark.parametrize(
    "name", few_of(["Nora Vance", "Nora", "Ana de la Cruz", "Jan van Dijk", "Nora Vance (CISO)"], 7)
)
def test_a_name_behind_a_side_is_still_the_owner(name, tmp_path):
    spec, _ = of_text(plan(f"Customer: {name}", ""), tmp_path)
    assert spec.milestones[1].buyer_owner.startswith(name.split(" (")[0])
    assert not spec.milestones[1].note


def test_a_sentence_is_no_owner(tmp_path):
    spec, _ = of_text(plan("Fabrikam: Pia prepares", ""), tmp_path)
    assert not spec.milestones[1].seller_owner
    assert spec.milestones[1].note == "Fabrikam: Pia prepares"


@pytest.mark.parametrize(
    "note", ["Vendor: Pia gives 12% off", "Fabrikam: floor 40k", "Anbieter: 12 % Rabatt", "Seller: 5% discount by Pia"]
)
def test_what_the_seller_gives_away_is_kept(note, tmp_path):
    spec, told = of_text(plan(note), tmp_path)
    assert note in spec.internal.notes
    assert note not in buyer_text(spec)
    assert not spec.milestones[1].seller_owner
    assert "kept in internal.notes" in told


@pytest.mark.parametrize(
    "note", ["Vendor: sends 2 trainers", "Vendor: 20% paid at signature", "Juniper: 12% off the floor space"]
)
def test_what_the_seller_brings_is_a_note(note, tmp_path):
    assert of_text(plan(note), tmp_path)[0].milestones[1].note == note
