"""Steps with a word for the seller's money that are of somebody's trade, and such that are the seller's."""

import pytest
from field import of_text

from helpers import few_of
from mapdocs.importing.private import own_step_word


@pytest.mark.parametrize(
    ("said", "ours"),
    few_of([
        ("Commission quay crane 4", False), ("Commission glycol loop", False), ("Commission pilot cell", False), ("Commission racks", False),
        ("Discount codes for frequent guests tested", False), ("Discount tiers of the canteen card loaded", False), ("Discount list for staff printed", False),
        ("Commission reports for travel agents reconciled", False), ("Commission statements template for Juniper brokers", False),
        ("Calcul des commissions de courtage vérifié", False), ("Descuentos de temporada cargados", False), ("Sconti fusti caricati a listino", False),
        ("Rabattstaffeln der Filialen importiert", False), ("Provvigioni agenti importate", False), ("Descontos da loja configurados", False), ("割引券データの移行", False),
        ("Commission plan", True), ("Commission split checked", True), ("Commission for Sam's loop in", True), ("Pay commission to the pump vendor's rep", True),
        ("Commission cell phone deal", True), ("Discount approved", True), ("Discount loaded in the quote", True), ("Discount codes agreed", True), ("Discount list sent", True),
        ("Discounts checked", True), ("Commissions configured", True), ("Discounts loaded for our negotiation", True), ("Discounts loaded into CPQ", True),
        ("Descuentos aprobados", True), ("Rabatte geprüft", True), ("Provisionen importiert", True), ("Sconti concordati", True), ("値引の登録", True),
        ("Internal routing rules set up", False), ("Internal users imported", False), ("Internal phone list", False), ("Internal users meeting", True),
    ], 7),
)  # fmt: skip
def test_whose_a_step_is_by_its_name(said, ours):
    assert bool(own_step_word(said)) == ours


@pytest.mark.parametrize(
    ("row", "kept"),
    few_of([
        ("Internal security review,,2026-12-04,Report from Juniper's CISO", False), ("Internal legal review,,2026-12-04,Mail of Dana Reyes", False),
        ("Internal security review by Juniper,,2026-12-04,", False), ("Revisione interna,,2026-12-04,Verbale di Juniper", False),
        ("Internal security review,,2026-12-04,Report filed", True), ("Internal security review,Sam Ortiz,2026-12-04,Report sent to Juniper", True),
        ("Internal pricing review,,2026-12-04,Juniper pays list", True), ("Internal prep,,2026-12-04,Juniper's CFO stalls", True),
        ("Internal security review,,2026-12-04,Report not shown to Juniper", True), ("Internal review,,2026-12-04,Sam tells what Juniper may hear", True),
    ], 7),
)  # fmt: skip
def test_a_proof_that_names_the_buyer(row, kept, tmp_path):
    spec, _ = of_text(f"Step,Owner,Due,Done when\nKick-off,Dana Reyes,2026-12-01,Held\n{row}\n", tmp_path)
    assert (row.split(",")[0] in [one.milestone for one in spec.milestones]) is not kept
