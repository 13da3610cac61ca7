"""A yes with what people write around one: a place that we name, the day that was sent, a name, a day, a signature."""

from datetime import date

import pytest

from returning import Word, deal_of, found

LEGAL = "Legal / redlines"


@pytest.fixture(scope="module")
def deal():
    return deal_of()


def shown(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@pytest.mark.parametrize("text", ["{day} OK", "{day} - agreed", "ok, {day}"])
def test_a_yes_behind_the_day_that_was_sent_is_a_yes(deal, text):
    word = Word(deal.file("docx"))
    word.set(4, "target_date", text.format(day=shown(deal.spec.milestones[3].target_date)))
    pulled = deal.pull(word.save())
    assert [(p.kind, p.state, p.label, p.field) for p in pulled.files[0].proposals] == [
        ("agree", "sure", LEGAL, "agreed_on")
    ]
    assert pulled.spec.milestones[3].target_date == deal.spec.milestones[3].target_date


def test_a_yes_behind_another_day_is_asked(deal):
    word = Word(deal.file("docx"))
    word.set(4, "target_date", "24 Mar 2027 OK")
    assert [(state, field) for state, _, field, _ in found(deal.pull(word.save()))] == [("question", "target_date")]
