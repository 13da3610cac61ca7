"""A yes with what people write around one: a place that we name, the day that was sent, a name, a day, a signature."""

from datetime import date

import pytest

from helpers import few_of
from returning import Excel, Word, deal_of, found

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


def agreed(deal, text):
    excel = Excel(deal.file("xlsx"))
    excel.set(4, "agreed_on", text)
    return deal.pull(excel.save())


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "agreed 20 Nov",
            "Yes, 20 Nov",
            "ok 20.11.2026",
            "Agreed on 20 Nov 2026",
            "vereinbart am 20.11.",
            "ja, 20.11.2026",
            "convenu le 20/11",
            "oui, 20/11/2026",
            "sí, 20/11/2026",
            "acordado em 20/11/2026",
            "20 Nov - OK",
            "Yes (20 Nov)",
        ],
        5,
    ),
)
def test_a_yes_with_its_day_in_the_cell_that_asks_for_it_agrees_on_that_day(deal, text):
    pulled = agreed(deal, text)
    assert found(pulled) == [("sure", LEGAL, "agreed_on", "2026-11-20")]
    assert pulled.files[0].objections == []


@pytest.mark.parametrize(
    "text", few_of(["Yes, but by 20 Nov", "agreed 24 Dec", "not agreed 20 Nov", "ok 20 Nov?", "agreed, from 20 Nov"], 5)
)
def test_a_day_with_more_or_one_to_come_agrees_nothing_by_itself(deal, text):
    assert "agreed_on" not in [field for state, _, field, _ in found(agreed(deal, text)) if state == "sure"]


@pytest.mark.parametrize("text", ["Yes - Dana", "Ja (Dana)", "OK, Lena Brandt"])
def test_a_yes_with_a_name_in_that_cell_is_no_condition(deal, text):
    assert agreed(deal, text).files[0].objections == []
