"""The next meeting: what is on its agenda, its minutes, and its three files."""

import io
import re
from datetime import date, datetime
from email import message_from_bytes, policy

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from formats.test_leaks import everything_in, forms, planted
from helpers import TODAY, made, plan_values, spec_of
from mapdocs import load
from mapdocs.building.meeting import prepare
from mapdocs.errors import Refused
from mapdocs.plan.agenda import _shares, agenda_of, concerned
from mapdocs.plan.builder import buyer_plan
from planting import WORD


def agenda_on(values, day="2026-12-02"):
    values["review"]["at"] = f"{day} 15:00"
    plan = buyer_plan(spec_of(values), today=TODAY)
    return agenda_of(plan, plan.meeting)


def dated(*days, **review):
    values = plan_values(len(days))
    for row, day in zip(values["milestones"], days, strict=True):
        row["target_date"] = day
    values["review"].update(review)
    return values


def test_it_takes_what_is_due_before_the_meeting_after_and_what_is_late():
    days = ("2026-11-24", "2026-12-02", "2026-12-15", "2026-12-16", "2026-12-20", "2027-01-04")
    assert [item.row.target_date.day for item in agenda_on(dated(*days)).items] == [24, 2, 15]


def test_the_plans_own_review_ends_it_where_that_comes_first():
    values = dated("2026-11-27", "2026-12-01", "2026-12-02", "2026-12-16", "2026-12-20", "2027-01-04")
    values["review"]["at"] = "2026-12-02 15:00"
    plan = buyer_plan(spec_of(values), today=TODAY)
    early = plan.meeting.at.replace(month=11, day=26)
    agenda = agenda_of(plan, type(plan.meeting)(at=early, zone=plan.meeting.zone, minutes=30))
    assert [item.row.target_date for item in agenda.items] == [date(2026, 11, 27), date(2026, 12, 1)]


def test_where_nothing_is_due_the_next_row_is_the_one_item_and_done_rows_are_none():
    values = dated("2026-11-24", "2027-03-01", "2027-03-02")
    values["milestones"][0]["status"] = "done"
    assert [item.row.target_date for item in agenda_on(values).items] == [date(2027, 3, 1)]
    for row in values["milestones"]:
        row["status"] = "done"
    assert agenda_on(values).items == ()


def test_what_has_no_room_is_named():
    agenda = agenda_on(dated(*["2026-12-03"] * 4, minutes=15))
    assert ([item.minutes for item in agenda.items], len(agenda.rest)) == ([5, 5, 5], 1)
    assert len(agenda_on(dated(*["2026-12-03"] * 3, minutes=15)).rest) == 0


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 600), st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_the_minutes_add_up_and_weigh(minutes, weights):
    weights = weights[: max(1, minutes // 5)]
    shares = _shares(minutes, weights)
    assert sum(shares) == minutes
    assert min(shares) >= 5
    for one, share in zip(weights, shares, strict=True):
        assert all(share >= other for weight, other in zip(weights, shares, strict=True) if weight < one)


@pytest.mark.parametrize(
    ("row", "decision"),
    [
        ({"buyer_owner": None}, "owner"),
        ({"status": "blocked"}, "blocked"),
        ({"target_date": "2026-12-01"}, "late"),
        ({}, "agree"),
        ({"agreed_on": "2026-11-20", "target_date": "2026-12-02"}, "done"),
        ({"agreed_on": "2026-11-20"}, "holds"),
    ],
)
def test_what_is_to_be_decided(row, decision):
    values = dated("2026-12-03")
    values["milestones"][0].update(row)
    assert [item.decision for item in agenda_on(values).items] == [decision]


def test_the_words_say_proof_owners_minutes_promise_and_decision():
    values = dated("2026-12-03")
    values["milestones"][0]["moved"] = [{"from": "2026-11-25", "on": "2026-11-24", "why": "Audit week"}]
    assert prepare(spec_of(values), today=TODAY).text.split("\n") == [
        "Agenda (30 minutes)",
        "A1. Plan agreed on both sides (30 min)",
        "   Dana Reyes, with Sam Ortiz · 3 Dec 2026",
        "   Proof to get: Confirmation 1 received in writing",
        "   Promised last time: 3 Dec 2026 instead of 25 Nov 2026 (Audit week)",
        "   To decide: Do we agree on 3 Dec 2026?",
    ]


@pytest.mark.parametrize("locale", ["en", "de", "es", "fr", "ja", "pt"])
def test_the_three_files_say_the_same(locale):
    values = plan_values()
    values["buyer"]["people"][1]["email"] = "lena@northwind.example"
    found = prepare(spec_of(values, locale=locale), today=TODAY, at=datetime(2026, 12, 9, 10), minutes=45)
    ics, eml, page = found.files.values()
    (event,) = Calendar.from_ical(ics).walk("VEVENT")
    assert found.text in str(event["DESCRIPTION"])
    assert event.decoded("DTSTART").strftime("%d %H:%M") == "09 15:00", "ten in New York"
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).seconds == 45 * 60
    mail = message_from_bytes(eml, policy=policy.default)
    assert {address.addr_spec for address in mail["To"].addresses} == {
        "dana.reyes@northwind.example",
        "lena@northwind.example",
    }
    assert [part.get_filename() for part in mail.iter_attachments()] == [
        "test-deal-agenda.ics",
        "test-deal-agenda.docx",
    ]
    squeezed = re.sub(r"\s", "", mail.get_body(("plain",)).get_content())
    document = docx.Document(io.BytesIO(page))
    shown = re.sub(r"\s", "", "".join(document.element.body.itertext()))
    for line in found.text.split("\n")[2:]:
        assert re.sub(r"\s", "", line) in squeezed
    for row in agenda_of(
        buyer_plan(spec_of(values), today=TODAY), buyer_plan(spec_of(values), today=TODAY).meeting
    ).items:
        assert re.sub(r"\s", "", row.row.proof) in shown
    assert not re.search(r"\{\w+\}", found.text + "".join(document.element.body.itertext()))


def test_the_review_keeps_its_event_and_another_meeting_has_its_own():
    values = plan_values()
    built = made(values, only=("ics",))["review.ics"]

    def uid(raw):
        return str(Calendar.from_ical(raw).walk("VEVENT")[0]["UID"])

    same = prepare(spec_of(values), today=TODAY).files["test-deal-agenda.ics"]
    other = prepare(spec_of(values), today=TODAY, at=datetime(2026, 12, 9, 15)).files["test-deal-agenda.ics"]
    assert uid(built) == uid(same) != uid(other)
    assert b"Agenda (30 minutes)" in built


def test_those_concerned_own_an_item():
    agenda = agenda_on(dated("2026-12-03", "2026-12-04", "2027-05-01"))
    assert concerned(agenda) == ("Dana Reyes", "Sam Ortiz", "Lena Brandt")


def test_what_cannot_be_met_for_is_refused_with_what_to_type():
    values = plan_values()
    with pytest.raises(Refused) as past:
        prepare(spec_of(values), today=date(2026, 12, 3))
    assert "--at" in past.value.hint
    del values["review"]
    with pytest.raises(Refused) as none:
        prepare(spec_of(values), today=TODAY)
    assert "review:" in none.value.hint


def test_nothing_internal_stands_in_it(tmp_path):
    words = planted(tmp_path)
    files = prepare(load(tmp_path / "deal.yaml"), today=TODAY).files
    contents = [content for raw in files.values() for content in everything_in(raw)]
    needles = {form for found in words.values() for word in found for form in forms(word)}
    needles |= {form for form in forms(WORD) if len(form) >= 5} | {b"98765", b"python-docx"}
    assert [needle for needle in needles for content in contents if needle in content] == []
    assert [content for content in contents if b"received in writing" in content], "what a buyer may see is found there"
