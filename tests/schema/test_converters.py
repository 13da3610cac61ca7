"""What a person means by an amount, a date, a time, a yes."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from mapdocs.dates.relative import RelativeDate
from mapdocs.schema import converters
from mapdocs.schema.converters import Bad


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("84000", 84000),
        ("84,000", 84000),
        ("$84k", 84000),
        ("84k", 84000),
        ("1.5m", 1500000),
        ("1,234,567.50", "1234567.50"),
        ("1_000", 1000),
        ("010", 10),
        ("84 000", 84000),
        ("84'000", 84000),
        ("€48,000", 48000),
        ("USD 84000", 84000),
        ("84000 EUR", 84000),
        ("15000.00", 15000),
        ("0", 0),
        ("84.000,00", 84000),
        ("€84k p.a.", 84000),
    ],
)
def test_amounts_as_people_write_them(written, meant):
    assert converters.amount(written) == Decimal(meant)


@pytest.mark.parametrize(
    "written",
    [
        "84.000",
        "12:30",
        "84,00",
        "eighty",
        "-5",
        "1e5",
        "84,0000",
        "",
        "nan",
        ".inf",
        "84k5",
        "99999999999999",
    ],
)
def test_amounts_that_could_be_something_else_are_refused_with_a_hint(written):
    outcome = converters.amount(written)
    assert isinstance(outcome, Bad)
    assert outcome.code == "MAP014"
    assert outcome.hint


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("30 Nov 2026", date(2026, 11, 30)),
        ("Nov 30, 2026", date(2026, 11, 30)),
        ("30 November 2026", date(2026, 11, 30)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_dates(written, meant):
    assert converters.day(written) == meant


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2027-02-29", "February 2027 has 28 days"),
        ("2026-13-01", "there is no month 13"),
        ("12/4/2026", "could be 2026-04-12 or 2026-12-04"),
        ("30/11/2026", "looks like 2026-11-30"),
        ("30.11.26", "two digits"),
        ("soon", "is not a date"),
        ("2026-11-30 15:00", "a date with a time"),
        ("0000-01-01", "is not a date"),
        ("1899-12-31", "the year 1899"),
        ("3000-01-01", "the year 3000"),
    ],
)
def test_dates_that_are_none_say_why(written, said):
    outcome = converters.day(written)
    assert isinstance(outcome, Bad)
    assert said in outcome.message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10 working days after legal", RelativeDate(10, "working day", True, "legal")),
        ("5 business days before go_live", RelativeDate(5, "working day", False, "go_live")),
        ("1 day after security", RelativeDate(1, "day", True, "security")),
        ("2 weeks before go_live", RelativeDate(2, "week", False, "go_live")),
    ],
)
def test_relative_dates(written, meant):
    assert converters.day_or_relative(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-12-02 15:00", datetime(2026, 12, 2, 15)),
        ("2026-12-02T15:00", datetime(2026, 12, 2, 15)),
        ("2026-12-02 3pm", datetime(2026, 12, 2, 15)),
        ("2 Dec 2026, 3:30 pm", datetime(2026, 12, 2, 15, 30)),
        ("2026-12-02 12 am", datetime(2026, 12, 2, 0)),
        ("2026-12-02 15:00:00", datetime(2026, 12, 2, 15)),
    ],
)
def test_moments(written, meant):
    assert converters.moment(written) == meant


@pytest.mark.parametrize(
    "written",
    ["2026-12-02", "15:00", "2026-12-02 25:00", "2026-12-02 13pm", "2026-12-02 15:00+01:00", "tomorrow"],
)
def test_moments_that_are_none(written):
    assert isinstance(converters.moment(written), Bad)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Not started", "open"),
        ("COMPLETED", "done"),
        ("In-Progress", "in progress"),
        ("canceled", "cancelled"),
        ("erledigt", "done"),
        ("On hold", "blocked"),
    ],
)
def test_status_synonyms(written, meant):
    assert converters.status(written) == meant


def test_at_risk_is_no_status_but_forecast_talk():
    outcome = converters.status("At risk")
    assert isinstance(outcome, Bad)
    assert "at_risk" in outcome.hint


@pytest.mark.parametrize(
    "written", ["dana@northwind.example", "o'brien@x.example", "j.weiss@müller.example", "a+b@x-y.co.uk"]
)
def test_addresses(written):
    assert converters.email_address(written) == written


@pytest.mark.parametrize(
    "written",
    [
        "dana",
        "dana@",
        "@x.example",
        "a b@x.example",
        "dana..r@x.example",
        "dana@x..example",
        "a@b@c.example",
        "用户@x.example",
        "dana@x.example\nBcc: x@y.example",
    ],
)
def test_addresses_that_are_wrong(written):
    outcome = converters.email_address(written)
    assert isinstance(outcome, Bad)
    assert outcome.code == "MAP018"


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "docs.google.com/x",
        "https://",
        "https:// x",
        "ftp://x.example",
        'https://x.example/"onload=',
        "https://user@host/x",
    ],
)
def test_links_that_no_buyer_should_get(written):
    assert isinstance(converters.web_address(written), Bad)


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_no_document_can_hold(char):
    outcome = converters.text(f"a{char}b")
    assert isinstance(outcome, Bad)
    assert outcome.code == "MAP019"


@pytest.mark.parametrize("kept", ["👩‍💻 done", "e\u0301", "\u202eabc\u202c", "a\tb", "日本", "\u200f"])
def test_characters_that_stay(kept):
    assert converters.text(kept) in (kept, "é")
