"""An amount is read the same in a spec, an export, a roster and an option: one table of texts for all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from helpers import few_of
from mapdocs.importing import amounts
from mapdocs.schema import converters
from mapdocs.training.roster import read_roster

READ = {
    "48000": 48000, "48,000": 48000, "48.000,00": 48000, "62,000.00": 62000, "48000,00": 48000, "1.234.567": 1234567, "84k": 84000,
    "€62k p.a.": 62000, "62,000 a year": 62000, "$84k": 84000, "48.000,00 Euro": 48000, "EUR 48.000,00": 48000, "1.5m": 1500000,
    "62.000 €": 62000, "62.000 € p.a.": 62000, "US$ 62.000 ao ano": 62000, "62.000 EUR al año": 62000, "62 000 € par an": 62000, "62 000 € à l’année": 62000,
    "62.000 kr pr. år": 62000, "62 000 kr om året": 62000, "62 000 zł rocznie": 62000, "€ 62.000 per jaar": 62000, "62.000 € all'anno": 62000,
    "62.000 € jährl.": 62000, "CHF 62.000": 62000,
}  # fmt: skip
REFUSED = (
    "$5,200/month",
    "MRR 5200",
    "5200 per seat",
    "(1,200.00)",
    "-1200",
    "TBD",
    "48.000",
    "5.200 € / Monat",
    "R$ 5.200/mês",
    "R$ 5.200 ao mês",
    "R$ 5.200 mensais",
    "5.200 € al mes",
    "5 200 € par mois",
    "5.200 € al mese",
    "€ 5.200 p/m",
    "€ 5.200/mnd",
    "5 200 kr/mån",
    "5 200 kr i månaden",
    "5.200 kr. pr. måned",
    "5 200 zł/mies.",
    "5 200 zł miesięcznie",
    "5.200 € vierteljährlich",
    "5.200 € je Nutzer",
    "5 200 € par siège",
    "5.200 € por usuário",
    "¥5,200/月",
    "5,200円/人",
    "40.000 € für 3 Jahre",
    "40 000 € sur trois ans",
    "R$ 40.000 por 36 meses",
    "40 000 zł jednorazowo",
    "40.000 € una tantum",
    "KWD 48.000",
)
READERS = {
    "spec": lambda said: _plain(converters.money(said)[0]),
    "option": lambda said: _plain(converters.amount(said)),
    "import": lambda said: amounts.read(said, None).value,
    "roster": lambda said: _of_roster(said),
}


def _plain(value):
    return None if isinstance(value, converters.Bad) else value


def _of_roster(said):
    """The amount as far as a roster tells: a wrong one is a problem of its line, and a small one gets the short sheet."""
    found = read_roster(f'name;acv\nDana;"{said}"\n'.encode(), Decimal(0))
    if found.problems:
        return None
    value = _plain(converters.amount(found.sheets[0].acv))
    below = read_roster(f'name;acv\nDana;"{said}"\n'.encode(), value)
    above = read_roster(f'name;acv\nDana;"{said}"\n'.encode(), value + 1)
    assert (below.sheets[0].variant, above.sheets[0].variant) == ("full", "lite")
    return value


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("said", READ)
def test_one_reading_everywhere(reader, said):
    assert READERS[reader](said) == READ[said]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("said", REFUSED)
def test_what_is_no_annual_amount_is_none_anywhere(reader, said):
    assert READERS[reader](said) is None


def test_a_rate_is_said_to_be_one():
    assert "is a rate" in converters.money("$5,200/month")[0].message


@pytest.mark.parametrize(
    "said",
    few_of([
        "TBD", "t.b.d.", "auf Anfrage", "a definir", "À définir", "sur demande", "por definir", "su richiesta", "nader te bepalen", "do ustalenia",
        "på förfrågan", "未定", "-", "—", "?", "TBC €", "k. A.",
    ], 7),
)  # fmt: skip
def test_a_cell_that_leaves_the_amount_open_is_told_to_do_so(said):
    found = amounts.read(said, None)
    assert (found.value, found.why) == (None, f"“{said}” leaves the amount open")


@pytest.mark.parametrize("style", [None, ".", ","])
def test_how_its_column_writes_changes_nothing_where_there_is_one_reading(style):
    said = {
        "1,2 Mio. €": 1200000,
        "1.2 m€": 1200000,
        "62,5k": 62500,
        "R$ 1,5 milhão": 1500000,
        "2,25 mln zł": 2250000,
        "4.900 €": 4900,
        "4,900 €": 4900,
    }
    assert {one: amounts.read(one, style).value for one in said} == said


def test_three_digits_behind_a_scaled_number_stay_a_question():
    assert amounts.read("1.250 T€", None).value is None
