"""Amounts as CRMs export them: 48.000,00 and 62,000.00 have one reading each, a rate is no annual amount, TBD is no currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.schema import converters, sums


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` in units of ``currency`` a year, None with ``why`` where there is none; ``currency`` is a code of three letters,
    empty where none is said or several are meant."""

    value: Decimal | None
    currency: str = ""
    why: str = ""


_SIGNS = {
    "US$": "USD",
    "R$": "BRL",
    "CA$": "CAD",
    "A$": "AUD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "zł": "PLN",
    "$": "",
    "¥": "",
    "kr": "",
}
_TWO_WAYS = "is not an amount that can be read in one way"


def read(said: str, style: str | None) -> Amount:
    """The annual amount that ``said`` states; ``style`` is the decimal sign of its column, where that is known."""
    if sums.is_rate(said):
        return Amount(None, why=f"“{said}” is a rate, and no amount a year")
    body = sums.without_year(said)
    code, body = _currency_beside(body)
    body = body.strip(" .")
    if sums.is_below_zero(body):
        return Amount(None, code, f"“{said}” is below zero")
    value = _number(body, style)
    return Amount(value, code, "" if value is not None else f"“{said}” {_TWO_WAYS}")


def currency(said: str) -> str:
    """The code of a currency by its code, its name or both: EUR, Euro, Euro (EUR), "EUR - Euro"; empty where it is none."""
    words: list[str] = re.findall(r"\b[A-Za-z]{3}\b", said)
    for word in words:
        if word.upper() in _codes() and (word.isupper() or folded(said) == word.casefold()):
            return word.upper()
    if said.strip() in _SIGNS:
        return _SIGNS[said.strip()]
    return _names().get(folded(said), "")


def _currency_beside(body: str) -> tuple[str, str]:
    """(code, the rest) of an amount with its currency before or behind it."""
    for sign in sorted(_SIGNS, key=len, reverse=True):
        if sign in body:
            return _SIGNS[sign], body.replace(sign, " ", 1)
    found = re.search(r"[^\W\d_][^\W\d_ ]{2,}(?: [^\W\d_]{3,})*", body)
    code = currency(found[0]) if found else ""
    return (code, body.replace(found[0], " ", 1)) if found and code else ("", body)


def _number(body: str, style: str | None) -> Decimal | None:
    match = re.fullmatch(r"(\d[\d.,'’\s]*?)\s*([kKmM]|mio|Mio|tsd|Tsd|T)?\.?", body)
    if match is None:
        return None
    digits = re.sub(r"['’\s]", "", match[1])
    times = {"": 1, "k": 1000, "tsd": 1000, "t": 1000, "m": 1_000_000, "mio": 1_000_000}[(match[2] or "").lower()]
    plain = sums.one_reading(digits) or _in_style(digits, style)
    if plain is None:
        value = converters.amount(digits)
        return None if isinstance(value, converters.Bad) else value * times
    return Decimal(plain) * times if plain else None


def _in_style(digits: str, style: str | None) -> str | None:
    """Digits as their column writes them, empty where they are not written so; None where nothing says how."""
    if style == ",":
        fits = re.fullmatch(r"\d{1,3}(\.\d{3})*(,\d{1,2})?|\d+(,\d{1,2})?", digits)
        return digits.replace(".", "").replace(",", ".") if fits else ""
    if style == ".":
        return digits.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d{1,2})?|\d+(\.\d{1,2})?", digits) else ""
    return digits.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}", digits) else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(lexicon.table("currencies.yaml"))


@cache
def _names() -> Mapping[str, str]:
    return {folded(name): code for code, names in lexicon.table("currencies.yaml").items() for name in names}
