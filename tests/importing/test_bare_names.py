"""What is said between us in the name of a deal or of a company goes to the notes, and not into the buyer's files and their names."""

import pytest
from field import of_text

from helpers import few_of
from mapdocs.importing.bare_names import bare_name


@pytest.mark.parametrize(
    ("said", "left"),
    few_of([
        ("Tank pilot (internal: sandbagged)", "Tank pilot"), ("Tank pilot [AE: sandbagged]", "Tank pilot"), ("Tank pilot - internal only, not for Dana", "Tank pilot"),
        ("Tankpilot (intern: Puffer 10%)", "Tankpilot"), ("Pilote (interne : marge 9%)", "Pilote"), ("タンク（社内：予備）", "タンク"), ("Tank pilot // internal: late", "Tank pilot"),
        ("Training - internal", "Training - internal"), ("Audit (internal)", "Audit (internal)"), ("Internal comms rollout", "Internal comms rollout"),
        ("Rollout (phase 2)", "Rollout (phase 2)"), ("Cloud - private, EU", "Cloud - private, EU"), ("Juniper - Lyon", "Juniper - Lyon"), ("(internal: x)", "(internal: x)"),
    ], 7),
)  # fmt: skip
def test_a_name_keeps_what_names_it(said, left):
    assert bare_name(said) == left


def test_such_words_are_kept_in_the_notes_of_the_deal(tmp_path):
    spec, said = of_text(
        "Opportunity Name,Account Name,Amount,Close Date,Stage\nTank pilot (internal: sandbagged),Juniper Foods (AE: slow payer),62000,2027-01-15,Proposal\n",
        tmp_path,
        "deals.csv",
    )
    assert (spec.deal.name, spec.buyer.company) == ("Tank pilot", "Juniper Foods")
    assert "sandbagged" in spec.internal.notes
    assert "slow payer" in spec.internal.notes
    assert [path.stem for path in (tmp_path / "out").glob("*.yaml")] == ["tank-pilot"]
    assert " 0 lost" not in said
