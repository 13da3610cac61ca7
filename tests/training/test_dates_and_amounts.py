"""What tells whose deal it was, in the dresses in which people write it: replaced, or listed for a person; never garbled."""

import re

import pytest

from helpers import plan_values, spec_of
from mapdocs.training.disguise import Disguise

DISGUISE = Disguise(spec_of(plan_values()), weeks=10)  # 84,000 a year, go-live on 19 January 2027

MOVED = {
    "due 2026/12/07": "due 2027/02/15",
    "due 2026.12.07": "due 2027.02.15",
    "on 20261207 at noon": "on 20270215 at noon",
    "20261207T150000Z": "20270215T150000Z",
    "07DEC2026": "15FEB2027",
    "12 7 2026": "02 15 2027",
    "10.12.2026 14:00": "18.02.2027 14:00",
    "7th of December": "15th of February",
    "Dec 7-9": "Feb 15-17",
    "7/8 December": "15/16 February",
    "between 3 and 5 December 2026": "between 11 and 13 February 2027",
    "18 - 22 December": "26 February - 2 March",
    "12月7日": "02月15日",
}
AMOUNTS = {
    "84 K$": "120,000 $",
    "USD84k": "USD120,000",
    "$84k/yr": "$120,000/yr",
    "pay 950 EUR": "pay 1,300 EUR",
    "84’000 CHF": "120,000 CHF",
    "forty grand": "a sum",
    "a quarter million": "a sum",
    "eighty-four thousand dollars": "a sum",
    "1,2 Mio. €": "a sum",
    "8400千円": "a sum",
}
NUMBERS = {
    "card 4111 1111 1111 1111": "card XX00 0000 0000",
    "card 5500-0000-0000-0004": "card XX00 0000 0000",
    "IBAN DE89 3702 0044 0532 0130 00": "IBAN XX00 0000 0000",
}
LISTED = {
    "by 12/7": "12/7",
    "by 12.7.": "12.7.",
    "by 12-07": "12-07",
    "in CW50": "CW50",
    "in KW 50": "KW 50",
    "in week 50": "week 50",
    "2026-W50": "2026-W50",
    "Q4/26 numbers": "Q4/26",
    "the FY27 budget": "FY27",
    "on the 7th": "the 7th",
    "1.2m in all": "1.2m",
    "84K": "84K",
    "order no. 77/26": "77/26",
    "ticket #4711": "#4711",
    "令和8年": "令和8年",
    "contact joe about it": "joe",
    "we met priya": "priya",
}
NOBODYS = [
    "ISO 27001 and SOC 2", "room 4.12", "v2.3.1", "30 days", "net 45", "5 of 6 steps", "25 nurses", "18:00", "10:30 AM", "page 2",
    "99.9%", "3-5 working days", "we will sign it", "mark each line", "may we go on",
]  # fmt: skip


@pytest.mark.parametrize(("said", "wanted"), [*MOVED.items(), *AMOUNTS.items(), *NUMBERS.items()])
def test_it_is_replaced_whole(said, wanted):
    assert DISGUISE.text(said) == wanted


@pytest.mark.parametrize(("said", "wanted"), LISTED.items())
def test_what_may_be_something_else_stays_and_is_listed(said, wanted):
    made = DISGUISE.text(said)
    assert made == said
    assert wanted in DISGUISE.left(made)


@pytest.mark.parametrize("said", NOBODYS)
def test_what_is_nobodys_stays_and_is_not_listed(said):
    assert DISGUISE.text(said) == said
    assert DISGUISE.left(said) == []


def test_the_names_are_no_words_of_every_day():
    from mapdocs.language import lexicon
    from mapdocs.training.traces import _given_names

    assert len(_given_names()) > 500
    assert not _given_names() & {word for line in lexicon.lines("everyday.txt") for word in re.findall(r"\w+", line)}
