"""One row is one row: reworded without its mark, copied with a change, in a table of its own or right below."""

import pytest

from returning import deal_of, editor, found, source_of


@pytest.fixture
def deal():
    return deal_of()


@pytest.mark.parametrize("kind", ["docx", "tracked", "xlsx"])
def test_a_step_reworded_without_its_mark_is_asked_about(deal, kind):
    file = editor(kind, deal.file(source_of(kind)))
    file.set(4, "mark", "")
    file.set(4, "milestone", "Contract negotiation")
    assert found(deal.pull(file.save())) == [("question", "Legal / redlines", "milestone", "Contract negotiation")]


def test_a_step_with_another_proof_and_name_is_a_new_one(deal):
    file = editor("xlsx", deal.file("xlsx"))
    file.set(4, "mark", "")
    file.set(4, "milestone", "Pen test")
    file.set(4, "exit_criteria", "Report of the testers received")
    assert [kind for _, kind, _ in found(deal.pull(file.save()))] == ["remove", "add"]


def test_two_rows_of_which_either_may_be_it_stay_new(deal):
    file = editor("xlsx", deal.file("xlsx"))
    values = file.values(4)
    file.set(4, "mark", "")
    file.set(4, "milestone", "Contract negotiation")
    names = ("milestone", "buyer_owner", "seller_owner", "target_date", "exit_criteria")
    file.add(5, **dict(zip(names, ["Works council", *values[2:6]], strict=True)))
    assert [kind for _, kind, _ in found(deal.pull(file.save()))] == ["remove", "add", "add"]
