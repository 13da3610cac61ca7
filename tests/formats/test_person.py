"""A draft for each owner: their own steps, short, in the plan's language."""

import re
from datetime import date

import pytest

from helpers import TODAY, dump, message_of, part, plan_values, spec_of
from mapdocs import BuildOptions, build, load
from mapdocs.building.pipeline import render
from mapdocs.language.lexicon import languages
from mapdocs.templating.kit import kit_in

OWNERS = ("Dana Reyes", "Marcus Chen", "Priya Raman", "Lena Brandt", "Tom Okafor", "Dana Reyes")


def values_of(rows=6):
    values = plan_values(rows)
    for row, owner in zip(values["milestones"], OWNERS, strict=False):
        row["buyer_owner"] = owner
    return values


def drafts(values, locale="en", variant="auto"):
    options = BuildOptions(only=("ics",), variant=variant, per_person=True)
    made = render(spec_of(values, locale=locale), (), today=TODAY, options=options)
    return {name.partition("-for-")[2]: raw for name, raw in made.files.items() if "-for-" in name}


def test_each_owner_gets_their_own_steps_and_nobody_elses():
    files = drafts(values_of())
    assert sorted(files) == [
        "dana-reyes.eml", "dana-reyes.ics", "lena-brandt.eml", "lena-brandt.ics", "marcus-chen.eml", "marcus-chen.ics",
        "overview.eml", "priya-raman.eml", "priya-raman.ics", "tom-okafor.eml", "tom-okafor.ics",
    ]  # fmt: skip
    lena = message_of(files["lena-brandt.eml"])
    text = part(lena, "text/plain")
    assert "L4 Legal / redlines: Wed 9 Dec 2026" in text
    assert "Done when: Confirmation 4 received in writing" in text
    assert "Waiting for it: Tom Okafor (P5)" in text
    assert "Please tell Dana Reyes." in text
    assert not re.search(r"Marcus|B2|S3|K6", text)
    assert lena["X-Unsent"] == "1"
    assert files["lena-brandt.ics"].count(b"BEGIN:VEVENT") == 1
    assert files["dana-reyes.ics"].count(b"BEGIN:VEVENT") == 2
    attached = next(p for p in lena.walk() if p.get_content_type() == "text/calendar")
    assert attached.get_content().replace("\r\n", "\n").encode() == files["lena-brandt.ics"].replace(b"\r\n", b"\n")


def test_the_overview_says_who_gets_what_and_whose_address_is_not_known():
    text = part(message_of(drafts(values_of())["overview.eml"]), "text/plain")
    assert "Dana Reyes: A1 24 Nov, K6 21 Dec" in text
    assert "We have no email address for: Marcus Chen, Priya Raman, Lena Brandt,\nTom Okafor" in text
    assert max(map(len, text.splitlines())) <= 78


@pytest.mark.parametrize("locale", languages())
def test_a_draft_stays_under_ninety_words(locale):
    values = values_of()
    for row in values["milestones"]:
        row["exit_criteria"] = "The questionnaire is returned with no open findings above medium and the minutes say so"
    for one_owner in (False, True):
        if one_owner:
            for row in values["milestones"]:
                row["buyer_owner"] = "Dana Reyes"
        for name, raw in drafts(values, locale).items():
            if name.endswith(".eml"):
                text = part(message_of(raw), "text/plain")
                assert "{" not in text
                assert len(text.split()) < 90, (name, text)


def test_steps_that_do_not_fit_are_named_by_their_marks():
    values = values_of()
    for row in values["milestones"]:
        row["buyer_owner"] = "Dana Reyes"
    text = part(message_of(drafts(values)["dana-reyes.eml"]), "text/plain")
    assert [text.count(mark) for mark in ("A1", "B2", "S3", "L4", "P5", "K6")] == [1] * 6
    assert "K6 21 Dec" in text


def test_who_is_done_gets_nothing_and_three_lines_need_none():
    values = values_of()
    values["milestones"][3].update(status="done", done_on="2026-11-20")
    assert "lena-brandt.eml" not in drafts(values)
    assert drafts(values, variant="lite") == {}


def test_a_draft_of_somebody_who_left_goes(tmp_path):
    values, path = values_of(), tmp_path / "deal.yaml"
    options = BuildOptions(only=("ics",), per_person=True)
    for owner in ("Lena Brandt", "Nora Vance"):
        values["milestones"][3]["buyer_owner"] = owner
        path.write_text(dump(values), "utf-8")
        build(load(path), out=tmp_path / "out", today=TODAY, options=options)
    there = {p.name.partition("-for-")[2] for p in (tmp_path / "out/test-deal/buyer").iterdir()}
    assert "nora-vance.eml" in there
    assert not there & {"lena-brandt.eml", "lena-brandt.ics"}


COOPERATIVE = "Coopérative Agricole et Vinicole du Haut-Languedoc et du Minervois"


def test_subjects_are_as_short_as_an_inbox_shows_them():
    values = values_of()
    values["buyer"]["company"] = COOPERATIVE
    for locale in languages():
        for name, raw in drafts(values, locale=locale).items():
            if name.endswith(".eml"):
                subject = message_of(raw)["Subject"]
                assert len(subject) <= 60, subject
                assert "Haut-Languedoc" in subject


def test_a_calendars_entry_says_the_company_as_people_do():
    values = values_of()
    values["buyer"]["company"] = COOPERATIVE
    assert b"SUMMARY:Haut-Languedoc: A1" in drafts(values)["dana-reyes.ics"]


@pytest.mark.parametrize("locale", languages())
def test_no_line_ends_within_a_mark_and_its_day(locale):
    values = values_of()
    for row in values["milestones"]:
        row["buyer_owner"] = "Dana Reyes"
    text = part(message_of(drafts(values, locale=locale)["overview.eml"]), "text/plain")
    words = kit_in(None).words(locale)
    days = [words.near_date(date.fromisoformat(row["target_date"]), TODAY) for row in values["milestones"]]
    assert all(day in text for day in days)
