"""What a cell for a day says beside the day, and days of a year that nobody means."""

from datetime import date, datetime, time, timedelta

import pytest

from helpers import few_of
from mapdocs.returns.day_cells import days_in
from mapdocs.returns.proposals import NOTHING
from returning import Excel, Word, deal_of, found

LEGAL = "Legal / redlines"


@pytest.fixture(scope="module")
def deal():
    return deal_of()


def asked(deal, text, row=4, column="target_date"):
    word = Word(deal.file("docx"))
    word.set(row, column, text)
    return deal.pull(word.save())


def day_of(deal, later=0):
    return deal.spec.milestones[3].target_date + timedelta(later)


def written(day):
    return f"{day.day} {day:%b %Y}"


@pytest.mark.parametrize(
    "text",
    few_of(
        [
            "{old} -> {new}",
            "{old} → {new}",
            "{old} / {new}",
            "{old}\n{new}",
            "{new} instead of {old}",
            "{new} (Noor is away)",
            "now {new}",
            "jetzt {new}",
            "{new} please",
            "~{new}",
            "{new}?",
        ],
        5,
    ),
)
def test_a_day_with_more_is_proposed_and_not_taken(deal, text):
    new = day_of(deal, 7)
    pulled = asked(deal, text.format(old=written(day_of(deal)), new=written(new)))
    (proposal,) = [p for p in pulled.files[0].proposals if p.field == "target_date"]
    assert (proposal.state, proposal.theirs, proposal.choices) == ("question", None, (new.isoformat(),))
    assert pulled.spec.milestones[3].target_date == day_of(deal)
    assert NOTHING not in proposal.choices


@pytest.mark.parametrize("text", ["{0}?", "{0} ?"])
def test_a_day_with_a_question_mark_is_one_question(deal, text):
    pulled = asked(deal, text.format(written(day_of(deal, 7))))
    assert [(p.state, p.field) for p in pulled.files[0].proposals] == [("question", "target_date")]
    assert pulled.files[0].objections == []


def test_a_refusal_with_a_day_proposes_none(deal):
    pulled = asked(deal, f"not possible on {written(day_of(deal))}")
    assert [p.choices for p in pulled.files[0].proposals if p.field == "target_date"] == [()]
    assert [one.said.verdict for one in pulled.files[0].objections] == ["refusal"]


def test_points_stand_between_days_and_months(deal):
    day = date(2027, 1, 11)
    assert found(asked(deal, f"{day:%d.%m.%Y}")) == [("sure", LEGAL, "target_date", day.isoformat())]


@pytest.mark.parametrize("form", ["%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"])
def test_the_sent_day_in_other_numbers_is_no_change(form):
    deal = deal_of()
    day = deal.spec.milestones[0].target_date
    assert found(asked(deal, f"{day:{form}}", row=1)) == []


@pytest.mark.parametrize("years", [-1, 1])
def test_a_slip_of_the_year_is_a_question(deal, years):
    typed = day_of(deal).replace(year=day_of(deal).year + years)
    excel = Excel(deal.file("xlsx"))
    excel.set(4, "target_date", typed)
    pulled = deal.pull(excel.save())
    (proposal,) = [p for p in pulled.files[0].proposals if p.field == "target_date"]
    assert proposal.state == "question"
    assert "is the year right?" in proposal.why
    assert proposal.choices == (day_of(deal).isoformat(), typed.isoformat())
    assert pulled.spec.milestones[3].target_date == day_of(deal)


def test_what_is_done_may_have_had_a_day_that_has_passed(deal):
    word = Word(deal.file("docx"))
    word.set(4, "target_date", "2 Nov 2026")
    word.set(4, "status", "Done")
    assert ("sure", LEGAL, "target_date", "2026-11-02") in found(deal.pull(word.save()))


def test_somebody_of_the_other_side_is_a_question(deal):
    ours = deal.spec.milestones[3].seller_owner
    pulled = asked(deal, ours, column="buyer_owner")
    (proposal,) = pulled.files[0].proposals
    assert (proposal.state, proposal.field, proposal.choices) == ("question", "buyer_owner", (ours,))
    assert "other side" in proposal.why


@pytest.mark.parametrize(
    ("text", "days"),
    few_of(
        [
            ("moved to Friday 11 December 2026", ["2026-12-11"]),
            ("11 or 12 Dec 2026", []),
            ("4 Dec 2026 + 10 days", []),
            ("12月18日→12月25日", ["2026-12-18", "2026-12-25"]),
            ("du 18 décembre au 22 décembre 2026", ["2026-12-18", "2026-12-22"]),
            ("takes 3.5 days", []),
            ("mid December", []),
            ("week 53", []),
            ("Q1 2027", []),
        ],
        5,
    ),
)
def test_the_days_in_a_text(text, days):
    assert [day.isoformat() for day in days_in(text, date(2026, 12, 10), None, "en")] == days


def test_the_hour_of_a_day_is_told(deal):
    excel = Excel(deal.file("xlsx"))
    excel.set(4, "target_date", datetime.combine(day_of(deal, 7), time(17, 30)))
    pulled = deal.pull(excel.save())
    assert found(pulled) == [("sure", LEGAL, "target_date", day_of(deal, 7).isoformat())]
    assert [row.extra for row in pulled.files[0].changes.touched] == [("17:30 (beside target date)",)]
