"""What stands in the cell that asks for an agreement: marks, truth values, who said yes when; and shares of a status."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs.returns.agreed_cells import mark_said, signed
from mapdocs.schema.model import Settings
from returning import Deal, Excel, Word, deal_of, found

LEGAL = "Legal / redlines"


@pytest.fixture(scope="module")
def deal():
    return deal_of()


def typed(deal, value, column="agreed_on", row=4):
    excel = Excel(deal.file("xlsx"))
    excel.set(row, column, value)
    return deal.pull(excel.save())


@pytest.mark.parametrize("word", few_of(["WAHR", "VRAI", "VERDADERO", "VERDADEIRO", "TRUE", "vero"], 5))
def test_a_ticked_box_of_any_language_is_a_yes(deal, word):
    assert found(typed(deal, word)) == [("sure", LEGAL, "agreed_on", "2026-11-24")]


@pytest.mark.parametrize("word", few_of(["FALSCH", "FAUX", "FALSO", "FALSE", "onwaar"], 5))
def test_a_box_that_nobody_ticked_says_nothing(deal, word):
    assert found(typed(deal, word)) == []


@pytest.mark.parametrize(
    ("mark", "value", "raw"), [("○", "yes", "○"), ("◎", "yes", "◎"), ("×", None, "いいえ (×)"), ("△", None, "△")]
)
def test_marks_as_japan_sets_them(mark, value, raw):
    read = mark_said(mark, "ja_JP")
    assert (read.value, read.raw) == (value, raw)
    assert mark_said(mark, "en_US") is None


def test_a_cross_is_a_no_and_a_triangle_a_question_in_a_japanese_tracker():
    deal = Deal(deal_of().text, Settings(locale="ja"))
    refused, between, agreed = typed(deal, "×"), typed(deal, "△"), typed(deal, "○")
    assert [one.said.verdict for one in refused.files[0].objections] == ["refusal"]
    assert [(p.state, p.field) for p in between.files[0].proposals] == [("question", "agreed_on")]
    assert agreed.spec.milestones[3].agreed_on == date(2026, 11, 24)
    assert (refused.spec.milestones[3].agreed_on, between.spec.milestones[3].agreed_on) == (None, None)


def test_a_thumb_down_is_a_no_everywhere(deal):
    pulled = typed(deal, "👎")
    assert [one.said.verdict for one in pulled.files[0].objections] == ["refusal"]
    assert pulled.spec.milestones[3].agreed_on is None


@pytest.mark.parametrize(
    ("text", "name", "day"),
    few_of(
        [
            ("Anna 20 Nov", "Anna Lindqvist", "2026-11-20"),
            ("AL 20/11", "Anna Lindqvist", "2026-11-20"),
            ("20.11. Lindqvist", "Anna Lindqvist", "2026-11-20"),
            ("Anna Lindqvist, 20 Nov 2026", "Anna Lindqvist", "2026-11-20"),
            ("José", "José Marín", "2026-11-24"),
        ],
        5,
    ),
)
def test_a_name_with_a_day_may_be_their_yes(text, name, day):
    days = {"20 Nov": 20, "20/11": 20, "20.11.": 20, "20.11": 20, "20 Nov 2026": 20}
    read = signed(
        text,
        ["Anna Lindqvist", "José Marín"],
        lambda said: date(2026, 11, days[said]) if said in days else None,
        date(2026, 11, 24),
    )
    assert (name in read.question, read.readings, read.value) == (True, (day,), None)


@pytest.mark.parametrize("text", ["Grace 20 Nov", "waiting for Anna since the last meeting of ours", "tbc"])
def test_another_name_is_nobodys_yes(text):
    assert signed(text, ["Anna Lindqvist"], lambda said: None, date(2026, 11, 24)) is None


def test_who_signs_with_name_and_day_is_asked_about_in_a_file(deal):
    owner = deal.spec.milestones[3].buyer_owner
    pulled = typed(deal, f"{owner.split()[0]} 20 Nov")
    (proposal,) = pulled.files[0].proposals
    assert (proposal.state, proposal.choices) == ("question", ("2026-11-20",))
    assert owner in proposal.why
    assert pulled.spec.milestones[3].agreed_on is None


@pytest.mark.parametrize(("share", "status"), few_of([("100%", "done"), ("100 %", "done"), ("50%", "in progress"), (0.5, "in progress"), ("0.25", "in progress")], 5))  # fmt: skip
def test_a_share_in_a_status_is_one(deal, share, status):
    assert found(typed(deal, share, "status")) == [("sure", LEGAL, "status", status)]


def test_a_whole_number_is_no_status(deal):
    assert [(p.state, p.field) for p in typed(deal, 3, "status").files[0].proposals] == [("question", "status")]


def test_our_own_word_for_nobody_is_no_empty_cell():
    deal = Deal(deal_of().text, Settings(locale="ja"))
    pulled = typed(deal, "担当者未定", "buyer_owner")
    (proposal,) = pulled.files[0].proposals
    assert (proposal.state, proposal.why, proposal.empties) == (
        "question",
        "“担当者未定” is nobody yet; who is it?",
        False,
    )


def test_a_yes_of_our_own_people_is_told_and_agrees_nothing(deal):
    word = Word(deal.file("docx"), track=deal.spec.seller.owner)
    word.set(4, "status", "Agreed")
    pulled = deal.pull(word.save())
    outcome = pulled.files[0]
    assert outcome.proposals == []
    assert [note for note in outcome.changes.notes if "agrees nothing" in note] != []
    assert pulled.spec.milestones[3].agreed_on is None
