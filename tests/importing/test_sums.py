"""An amount is read the same in a spec, an export, a roster and an option: one table of texts for all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mapdocs.importing import amounts
from mapdocs.schema import converters
from mapdocs.training.roster import read_roster

READ = {
    "48000": 48000, "48,000": 48000, "48.000,00": 48000, "62,000.00": 62000, "48000,00": 48000, "1.234.567": 1234567, "84k": 84000,
    "€62k p.a.": 62000, "62,000 a year": 62000, "$84k": 84000, "48.000,00 Euro": 48000, "EUR 48.000,00": 48000, "1.5m": 1500000,
}  # fmt: skip
REFUSED = ("$5,200/month", "MRR 5200", "5200 per seat", "(1,200.00)", "-1200", "TBD", "48.000", "5.200 € / Monat")
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
