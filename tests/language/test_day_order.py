"""In which order the numbers of a date stand: what the plan's locale settles, and what it leaves a question."""

from datetime import date

import pytest

from helpers import dump, few_of, plan_values
from mapdocs.building.company import kit_for
from mapdocs.language.calendar_words import day_order
from mapdocs.readers.cells import Unclear, read_day
from mapdocs.schema.model import Settings
from mapdocs.schema.reader import read
from returning import Deal, editor, found

NEAR = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("locale", "order"),
    few_of([
        ("en", None), ("", None), ("en_US", "mdy"), ("en_PH", "mdy"), ("en_GB", "dmy"), ("en_CA", None), ("fr_CA", None),
        ("fr_FR", "dmy"), ("fr", "dmy"), ("de_CH", "dmy"), ("es_PA", "mdy"), ("pt_PT", "dmy"), ("ja_JP", "ymd"), ("xx", None),
    ], 3),
)  # fmt: skip
def test_the_order_of_a_locale(locale, order):
    assert day_order(locale) == order


@pytest.mark.parametrize(
    ("said", "locale", "day"),
    few_of(
        [
            ("12/02/2027", "fr_FR", date(2027, 2, 12)),
            ("12/02/2027", "en_US", date(2027, 12, 2)),
            ("12/02/27", "fr_FR", date(2027, 2, 12)),
            ("12.02.2027", "de_DE", date(2027, 2, 12)),
            ("3/12", "en_GB", date(2026, 12, 3)),
            ("12/3", "en_US", date(2026, 12, 3)),
            ("12/3", "ja_JP", date(2026, 12, 3)),
            ("2026/12/3", "ja_JP", date(2026, 12, 3)),
            ("26/12/03", "ja_JP", date(2026, 12, 3)),
            ("30/11/2026", "en_US", date(2026, 11, 30)),  # one reading only: a guest's date is still a date
            ("Sat 12/05/2026", "fr_FR", date(2026, 12, 5)),  # the weekday goes before the locale
            ("Dec 3, 2026", "en_US", date(2026, 12, 3)),
            ("3 Dec 2026", "en_US", date(2026, 12, 3)),
        ],
        3,
    ),
)
def test_a_cell_is_read_in_the_order_of_the_plan(said, locale, day):
    assert read_day(said, near=NEAR, locale=locale) == day


@pytest.mark.parametrize(
    ("said", "locale", "count"),
    few_of(
        [
            ("12/02/2027", "en", 2),
            ("12/02/2027", "en_CA", 2),
            ("12/02/2027", "ja_JP", 2),
            ("4.5.2027", "en_US", 2),
            ("12/02/57", "fr_FR", 1),
            ("Tue 12/03/2026", "fr_FR", 2),
        ],
        3,
    ),
)
def test_what_stays_a_question(said, locale, count):
    found = read_day(said, near=NEAR, locale=locale)
    assert isinstance(found, Unclear)
    assert len(found.readings) == count


def test_the_file_goes_before_the_locale():
    assert read_day("12/02/2027", near=NEAR, day_first=False, locale="fr_FR") == date(2027, 12, 2)


def spec_with(day, locale):
    values = plan_values()
    values["milestones"][0]["target_date"] = day
    return read(dump(values), settings=Settings(locale=locale))


@pytest.mark.parametrize(
    ("said", "locale", "day"),
    [
        ("03/12/2026", "fr_FR", date(2026, 12, 3)),
        ("03.12.2026", "de_DE", date(2026, 12, 3)),
        ("12/03/2026", "en_US", date(2026, 12, 3)),
        ("2026/12/03", "ja_JP", date(2026, 12, 3)),
    ],
)
def test_a_spec_is_read_in_the_order_of_its_locale(said, locale, day):
    spec = spec_with(said, locale)
    assert spec.milestones[0].target_date == day
    assert not [f for f in spec.findings if f.code == "MAP013"]


@pytest.mark.parametrize(
    ("said", "locale"),
    few_of(
        [
            ("03/12/2026", "en"),
            ("03/12/2026", "ja_JP"),
            ("03/12/26", "fr_FR"),
            ("11/30/2026", "fr_FR"),
            ("3.12.2026", "en_US"),
        ],
        3,
    ),
)
def test_a_spec_asks_where_the_locale_settles_nothing(said, locale):
    assert [f.path for f in spec_with(said, locale).findings if f.code == "MAP013"] == ["milestones[0].target_date"]


@pytest.mark.parametrize(
    ("locale", "full", "short"),
    few_of(
        [
            ("en_US", "Thu, Dec 3, 2026", "Dec 3"),
            ("en_GB", "Thu 3 Dec 2026", "3 Dec"),
            ("en", "Thu 3 Dec 2026", "3 Dec"),
            ("ja_JP", "2026年12月3日（木）", "12月3日"),
            ("pt_PT", "qui., 3 de dez. de 2026", "3 de dez."),
        ],
        3,
    ),
)
def test_how_a_day_is_written(locale, full, short):
    words = kit_for(Settings()).words(locale)
    assert (words.full_date(date(2026, 12, 3)), words.day_month(date(2026, 12, 3))) == (full, short)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("locale", "day"), [("fr_FR", "2027-02-12"), ("en_US", "2027-12-02"), ("en", None)], ids=["fr", "us", "en"]
)
def test_what_a_buyer_types(locale, day, kind):
    deal = Deal(dump(plan_values()), Settings(locale=locale))
    edited = editor(kind, deal.file(kind))
    edited.set(1, "target_date", "12/02/2027")
    pulled = deal.pull(edited.save())
    (edit,) = [edit for row in pulled.files[0].changes.rows for edit in row.edits if edit.field == "target_date"]
    assert [one for one in edit.readings or (edit.new,) if one == day] == [day] * bool(day), found(pulled)
    assert edit.question or day == edit.new == "2027-02-12"  # a year later is asked about, read in one way
    assert day is None or len({one[5:] for one in edit.readings}) <= 1
