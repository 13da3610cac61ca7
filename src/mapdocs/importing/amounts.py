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
    empty where none is said or several are meant. ``scaled``: it names thousands or millions itself."""

    value: Decimal | None
    currency: str = ""
    why: str = ""
    scaled: bool = False


_SIGNS = {
    "US$": "USD",
    "$US": "USD",
    "$ US": "USD",
    "USD$": "USD",
    "R$": "BRL",
    "CA$": "CAD",
    "C$": "CAD",
    "$ CA": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "MX$": "MXN",
    "SFr.": "CHF",
    "Fr.": "CHF",
    "₽": "RUB",
    "₴": "UAH",
    "₪": "ILS",
    "₱": "PHP",
    "฿": "THB",
    "₫": "VND",
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
    "원": "KRW",
    "元": "CNY",
    "人民币": "CNY",
    "RMB": "CNY",
    "Rs.": "",
    "Rs": "",
    "$": "",
    "¥": "",
    "kr": "",
}
#: What a number counts, by the sign or word behind it; the words of languages stand in sums.yaml.
_UNITS = {
    **dict.fromkeys(("千", "k"), 1_000),
    **dict.fromkeys(("万", "萬", "만"), 10_000),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 100_000),
    **dict.fromkeys(("百万", "mn", "m"), 1_000_000),
    **dict.fromkeys(("crore", "crores", "cr"), 10_000_000),
    **dict.fromkeys(("億", "亿", "억"), 100_000_000),
}
_TWO_WAYS = "is not an amount that can be read in one way"
#: How it is told that a cell has no amount yet.
LEFT_OPEN = "leaves the amount open"


@cache
def units() -> Mapping[str, int]:
    """What a number counts, by the sign or word behind it."""
    words = {word: times for key, times in (("thousand", 1_000), ("million", 1_000_000)) for word in sums.words(key)}
    return {**words, **_UNITS}


@cache
def unit_words() -> str:
    """The pattern of those that are written in letters, the longest first."""
    return "|".join(sorted(filter(_in_letters, units()), key=len, reverse=True))


def _in_letters(unit: str) -> bool:
    return unit[0] < "\u1100"


@cache
def _unit() -> re.Pattern[str]:
    signs = "|".join(sorted((unit for unit in units() if not _in_letters(unit)), key=len, reverse=True))
    return re.compile(rf"(?<=\d)\s?({unit_words()})\b\.?|(?<=\d)\s?({signs})", re.IGNORECASE)


def read(said: str, style: str | None) -> Amount:
    """The annual amount that ``said`` states; ``style`` is the decimal sign of its column, where that is known."""
    if sums.is_open(said):
        return Amount(None, "", f"“{said}” {LEFT_OPEN}")
    if sums.is_rate(said):
        return Amount(None, _currency_beside(said)[0], f"“{said}” is a rate, and no amount a year")
    if sums.is_of_other_span(said):
        return Amount(None, _currency_beside(said)[0], f"“{said}” is not for one year; what is a year's?")
    body = sums.without_year(said)
    unit = _unit().search(body)
    times = units()[(unit[1] or unit[2]).casefold()] if unit else 1
    body = f"{body[: unit.start()]} {body[unit.end() :]}" if unit else body
    code, bare = _currency_beside(body)
    money = bare != body and code not in sums.THREE_DECIMALS
    body = re.sub(r"(?<=\d)[.,]\s?[-\u2013\u2014]{1,2}\s*$", "", bare).strip(" .")  # "18'400.–" has no cents
    if sums.is_open(body):
        return Amount(None, code, f"“{said}” {LEFT_OPEN}")
    if sums.is_below_zero(body):
        return Amount(None, code, f"“{said}” is below zero")
    scaled = unit is not None or body[-1:] == "T"
    value = _number(body, style, money=money, scaled=scaled)
    value = value * times if value is not None else None
    return Amount(value, code, "" if value is not None else f"“{said}” {_TWO_WAYS}", scaled)


def sign_of_several(said: str) -> str:
    """The sign of a currency in ``said`` that several countries have, kr or $; empty where there is none."""
    found = (sign for sign in sorted(_SIGNS, key=len, reverse=True) if sign in said)
    sign = next(found, "")
    return sign if sign and not _SIGNS[sign] else ""


def currency(said: str) -> str:
    """The code of a currency by its code, its name or both: EUR, Euro, Euro (EUR), "EUR - Euro"; empty where it is none."""
    words: list[str] = re.findall(r"\b[A-Za-z]{3}\b", said)
    for word in words:
        if word.upper() in _codes() and (word.isupper() or folded(said) == word.casefold()):
            return word.upper()
    if said.strip() in _SIGNS:
        return _SIGNS[said.strip()]
    return _names().get(folded(said), "")


_CODE_OR_SIGN = r"(?:(?:US|R|CA|C|AU|A|NZ|HK|S|NT|MX)\$|[€£¥₹₩₺₽₴₪₱฿₫$]|zł\b|Kč\b|\b[A-Z]{3}\b)"
_THOUSAND = r"(?:[kKT]|[Tt]sd\.?|[Tt]housands?|[Tt]ausend|[Mm]illiers|[Mm]iles|[Mm]il|'000|000s?)"
_MILLION = r"(?:M|m|[Mm]io\.?|[Mm]ln\.?|[Mm]n|[Mm]illions?|[Mm]illionen|[Mm]illones|[Mm]ilhões)"
_LINK = r"(?:\b(?:[Ii]n|[Ee]n|[Ee]m|[Dd]e|d')\s*)?"
_IN_HEADING = re.compile(
    rf"{_LINK}(?:(?P<k>(?<!\w){_THOUSAND})|(?P<m>(?<!\w){_MILLION}))?\s?(?:of\s|de\s)?(?P<code>{_CODE_OR_SIGN}|(?<=[kKTM])[A-Z]{{3}}\b)"
    rf"(?:\s?(?:(?P<k2>{_THOUSAND})|(?P<m2>{_MILLION}))(?!\w))?"
)
_SCALE_ALONE = re.compile(rf"\bin\s+(?P<k>{_THOUSAND})(?!\w)|[(\[]\s*(?P<k2>{_THOUSAND})\s*[)\]]")


def _units(said: str) -> list[tuple[re.Match[str], str]]:
    """The currencies of a heading, each with its code, which is empty for a sign that several have; "ALL" is a word."""
    found = [(m, _SIGNS.get(m["code"], m["code"])) for m in _IN_HEADING.finditer(said)]
    return [(m, code) for m, code in found if m["code"] in _SIGNS or (code in _codes() and code != "ALL")]


def unit_in(said: str) -> tuple[str, int]:
    """(code, times) of the amounts under a heading: "Amount (GBP)", "Betrag in T€", "ARR ($k)"; the code is empty where it is
    not sure."""
    units = _units(said)
    codes = {code for _, code in units}
    scales = {1_000 if m["k"] or m["k2"] else 1_000_000 if m["m"] or m["m2"] else 1 for m, _ in units}
    if not units and _SCALE_ALONE.search(said):
        scales = {1_000}
    return codes.pop() if len(codes) == 1 else "", scales.pop() if len(scales) == 1 else 1


def without_unit(heading: str) -> str:
    """A heading without its currency: "Amount in EUR" is an amount."""
    for match, _ in reversed(_units(heading)):
        heading = f"{heading[: match.start()]} {heading[match.end() :]}"
    return _SCALE_ALONE.sub(" ", heading)


def speaks_of_unit(line: str) -> bool:
    """Whether a line above a table says in which currency its amounts are, and is no amount itself: "all amounts in EUR",
    "Pipeline FY27 (k€)", "Currency: CHF", "Beträge in EUR"."""
    if sums.is_rate(line):
        return False
    words = {folded(word) for word in lexicon.table("deal_words.yaml").get("unit_words", ())}
    bracketed = re.search(r"[(\[][^()\[\]]*[)\]]\s*$", line)
    if bracketed and _units(bracketed[0]) and not re.search(r"\d", bracketed[0].replace("000", "")):
        return True
    said = set(folded(line).split())
    return (
        bool(words & said)
        and bool(_units(line))
        and not re.search(rf"\d[\d.,'’ ]*\s?[kKmM]?\s?{_CODE_OR_SIGN}|{_CODE_OR_SIGN}\s?\d", line)
    )


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


def _number(body: str, style: str | None, *, money: bool, scaled: bool) -> Decimal | None:
    """The number in ``body``: of ``money`` three digits behind the only sign are thousands, of a ``scaled`` one one or two are
    decimals, however their column writes."""
    match = re.fullmatch(r"(\d[\d.,'’\s]*?)\s*(T)?\.?", body)
    if match is None:
        return None
    digits = re.sub(r"['’\s]", "", match[1])
    times = 1000 if match[2] else 1
    if scaled and re.fullmatch(r"\d+[.,]\d{1,2}", digits):
        return Decimal(digits.replace(",", ".")) * times
    whole = sums.of_money(digits) if money and not scaled else None
    plain = sums.one_reading(digits) or whole or _in_style(digits, style)
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
