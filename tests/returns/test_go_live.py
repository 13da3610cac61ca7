"""The day on which the deal goes live, changed by the buyer above the table: a change like any other."""

import io
from datetime import date

import docx
import openpyxl
import pytest

from helpers import dump, few_of, plan_values
from mapdocs.readers.tables import Cell, Line
from mapdocs.returns.day_order import learned
from mapdocs.schema.model import Settings
from returning import KIT, Deal, deal_of, found

LOCALES = ["en_US", "en_GB", "de_DE", "es_ES", "fr_FR", "ja_JP", "pt_BR"]
NEW = date(2027, 2, 2)


def deal_in(locale):
    return Deal(dump(plan_values()), settings=Settings(locale=locale))


def word(deal, said):
    document = docx.Document(io.BytesIO(deal.file("docx")))
    old = KIT.words(deal.settings.locale).full_date(date(2027, 1, 19))
    (run,) = [run for p in document.paragraphs for run in p.runs if run.text == old]
    run.text = said
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel(deal, said):
    book = openpyxl.load_workbook(io.BytesIO(deal.file("xlsx")))
    book.worksheets[0]["C3"].value = said
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("locale", LOCALES)
def test_in_words_title(locale):
    deal = deal_in(locale)
    pulled = deal.pull(word(deal, KIT.words(locale).full_date(NEW)))
    assert found(pulled) == [("sure", "the plan", "go_live", "2027-02-02")]
    assert pulled.spec.deal.go_live == NEW
    assert not [line for line in pulled.files[0].changes.unplaced if "2027" in line and "★" not in line]


@pytest.mark.parametrize("locale", LOCALES)
def test_in_the_trackers_head(locale):
    deal = deal_in(locale)
    pulled = deal.pull(excel(deal, NEW))
    assert found(pulled) == [("sure", "the plan", "go_live", "2027-02-02")]
    changed = [(a, b) for a, b in zip(deal.text.split("\n"), pulled.text.split("\n"), strict=True) if a != b]
    assert changed == [("  go_live: '2027-01-19'", "  go_live: '2027-02-02'")]


def test_what_both_changed_is_asked():
    deal = deal_of()
    ours = deal.read(deal.text.replace("2027-01-19", "2027-01-26"))
    pulled = deal.pull(excel(deal, NEW), spec=ours)
    assert found(pulled) == [("conflict", "the plan", "go_live", "2027-02-02")]
    assert pulled.spec.deal.go_live == date(2027, 1, 26)
    assert found(deal.pull(excel(deal, date(2027, 1, 26)), spec=ours)) == [
        ("settled", "the plan", "go_live", "2027-01-26")
    ]


def test_a_day_that_can_be_two_is_asked():
    deal = deal_of()
    pulled = deal.pull(excel(deal, "03/02/2027"))
    assert found(pulled) == [("question", "the plan", "go_live", "")]
    answered = deal.pull(excel(deal, "03/02/2027"), decide=lambda p: "2027-02-03" if p.field == "go_live" else None)
    assert answered.spec.deal.go_live == date(2027, 2, 3)


@pytest.mark.parametrize("said", ["", "=TODAY()"])
def test_what_is_no_day_changes_nothing(said):
    deal = deal_of()
    pulled = deal.pull(excel(deal, said or None))
    assert found(pulled) == []
    assert pulled.text == deal.text


@pytest.mark.parametrize("said", ["when it is ready", "early February", "2 Feb 2027 or later"])
def test_words_for_the_go_live_are_a_question_and_told_once(said):
    deal = deal_of()
    pulled = deal.pull(excel(deal, said))
    assert found(pulled) == [("question", "the plan", "go_live", "")]
    assert pulled.text == deal.text
    assert said in pulled.files[0].proposals[0].why
    assert not [line for line in pulled.files[0].changes.unplaced if said in line]


def cells(*texts):
    return [Cell(lines=(Line(text),)) for text in texts]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    few_of(
        [
            (("02/12/2026", "07/12/2026"), True),
            (("12/02/2026", "12/07/2026"), False),
            (("02/12/2026", "12/07/2026"), None),  # one each way
            (("02/12/2026", "12/18/2026"), None),
            (("18/12/2026", "01/02/2027"), True),  # none is as it was, and one has a single reading
            (("01/02/2027",), None),
            (("2.12.26", "7.12.26"), True),
            (("12/12/2026",), None),
            (("31/31/2026", "soon", ""), None),
        ],
        5,
    ),
)
def test_the_order_of_days_is_learned_from_what_was_sent(texts, wanted):
    assert learned(cells(*texts), [date(2026, 12, 2), date(2026, 12, 7)]) is wanted
