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
    "$ CA": "CAD",
    "A$": "AUD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "TL": "TRY",
    "₺": "TRY",
    "円": "JPY",
    "元": "CNY",
    "人民币": "CNY",
    "RMB": "CNY",
    "Rs.": "",
    "Rs": "",
    "$": "",
    "¥": "",
    "kr": "",
}
#: What a number counts, by the sign or word behind it.
UNITS = {
    **dict.fromkeys(("千", "tkr", "tsd", "tys"), 1_000),
    **dict.fromkeys(("万", "萬", "만"), 10_000),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 100_000),
    **dict.fromkeys(("百万", "mio", "mln", "mn", "mkr", "m"), 1_000_000),
    **dict.fromkeys(("crore", "crores", "cr"), 10_000_000),
    **dict.fromkeys(("億", "亿"), 100_000_000),
}
_UNIT = re.compile(
    rf"(?<=\d)\s?({'|'.join(sorted((unit for unit in UNITS if unit.isascii()), key=len, reverse=True))})\b\.?|(?<=\d)\s?(百万|[千万萬만億亿])",
    re.IGNORECASE,
)
_TWO_WAYS = "is not an amount that can be read in one way"


def read(said: str, style: str | None) -> Amount:
    """The annual amount that ``said`` states; ``style`` is the decimal sign of its column, where that is known."""
    if sums.is_rate(said):
        return Amount(None, _currency_beside(said)[0], f"“{said}” is a rate, and no amount a year")
    if sums.is_of_other_span(said):
        return Amount(None, _currency_beside(said)[0], f"“{said}” is not for one year; what is a year's?")
    body = sums.without_year(said)
    unit = _UNIT.search(body)
    times = UNITS[(unit[1] or unit[2]).casefold()] if unit else 1
    body = f"{body[: unit.start()]} {body[unit.end() :]}" if unit else body
    code, body = _currency_beside(body)
    body = body.strip(" .")
    if sums.is_below_zero(body):
        return Amount(None, code, f"“{said}” is below zero")
    value = _number(body, style)
    value = value * times if value is not None else None
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
            rest = body.replace(sign, " ", 1)
            for again in _SIGNS:  # 人民币128万元
                rest = rest.replace(again, " ", 1) if _SIGNS[again] == _SIGNS[sign] else rest
            return _SIGNS[sign], rest
    found = re.search(r"[^\W\d_][^\W\d_ ]{2,}(?: [^\W\d_]{3,})*", body)
    code = currency(found[0]) if found else ""
    return (code, body.replace(found[0], " ", 1)) if found and code else ("", body)


def _number(body: str, style: str | None) -> Decimal | None:
    match = re.fullmatch(r"(\d[\d.,'’\s]*?)\s*([kKT])?\.?", body)
    if match is None:
        return None
    digits = re.sub(r"['’\s]", "", match[1])
    times = 1000 if match[2] else 1
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
