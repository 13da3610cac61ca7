"""Headings that name a company's person with a small word of any language between: "Responsável na Juniper", "Quién en Acme"; and a
proof by what both see."""

import pytest
from field import imported

from helpers import few_of

BOTH = [("Nora Vale", "Ivo Lind"), ("Tariq Amin", "Ida Roos")]


def read(folder, buyer, seller, proof="Exit criteria"):
    lines = [f"Milestone,{buyer},{seller},Due,{proof}"]
    lines += [
        f"{step},{owner},{ours},2027-01-{day},{seen}"
        for (owner, ours), step, day, seen in zip(
            BOTH, ("Contract signed", "Order sent"), (12, 22), ("Copy with both", "Order number"), strict=True
        )
    ]
    (folder / "plan.csv").write_text("\n".join(lines), "utf-8")
    return imported(folder / "plan.csv", folder)[0].milestones


@pytest.mark.parametrize(
    "head",
    few_of(
        [
            "Responsável na {}",
            "Responsável pela {}",
            "Quem na {}",
            "Responsable en {}",
            "Quién en {}",
            "Responsabile presso {}",
            "Persoon {}",
            "Ansvarlig i {}",
            "Wer in {}",
            "With {}",
            "Qui dans {}",
        ],
        7,
    ),
)
def test_a_companys_person_by_a_heading_with_a_small_word_between(head, tmp_path):
    rows = read(tmp_path, head.format("Juniper"), head.format("Fabrikam"))
    assert [(row.buyer_owner, row.seller_owner) for row in rows] == BOTH


@pytest.mark.parametrize(
    "head", few_of(["We both see", "What you will see", "Was wir sehen", "Lo que vemos", "Comprovado por"], 7)
)
def test_a_proof_by_what_both_see(head, tmp_path):
    rows = read(tmp_path, "Buyer owner", "Seller owner", head)
    assert [row.exit_criteria for row in rows] == ["Copy with both", "Order number"]


@pytest.mark.parametrize(
    "head",
    few_of(
        ["Accepted if", "Aprovado se", "How we check it", "Pass mark", "Prüfung", "Comment vérifier", "Controle"], 7
    ),
)
def test_a_proof_by_a_condition_or_a_check(head, tmp_path):
    rows = read(tmp_path, "Buyer owner", "Seller owner", head)
    assert [row.exit_criteria for row in rows] == ["Copy with both", "Order number"]


@pytest.mark.parametrize("head", ["Security check", "Check with legal", "Internal check", "Condition of pumps"])
def test_other_columns_with_such_words_are_no_proof(head, tmp_path):
    rows = read(tmp_path, "Buyer owner", "Seller owner", head)
    assert [row.exit_criteria for row in rows] == [None, None]


def test_a_check_beside_exit_criteria_is_no_proof(tmp_path):
    lines = [
        "Milestone,Buyer owner,Seller owner,Due,Exit criteria,Check",
        "Order,Nora Vale,Ida Roos,2027-01-12,Number,Ask again",
    ]
    (tmp_path / "plan.csv").write_text("\n".join(lines), "utf-8")
    (row,) = imported(tmp_path / "plan.csv", tmp_path)[0].milestones
    assert row.exit_criteria == "Number"
