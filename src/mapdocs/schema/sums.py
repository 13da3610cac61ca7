"""What a written sum says, the same for a spec, an export and a roster: its digits where they have one reading, a rate, a year."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from mapdocs.language import lexicon

_FILE = "sums.yaml"
_SEVERAL = r"(?<![\d.,])(?:[2-9]|1\d)"  # years
_LONG = r"(?<![\d.,])(?:2[4-9]|[3-9]\d)"  # months of more than a year and a half
#: Currencies with three decimals: "48.000" of them may be forty-eight.
THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))


def _level(said: str) -> str:
    """``said`` in small letters without accents, sign for sign, so that a place in it is the same place in what was said."""
    return "".join(map(_base, said))


@cache
def _base(sign: str) -> str:
    """One sign without its accent; a letter that is put together of others (한, ß) stays."""
    if sign in "\u2019\u02bc":
        return "'"
    small = sign.lower() if len(sign.lower()) == 1 else sign
    parts = unicodedata.normalize("NFKD", small)
    return parts[0] if all(unicodedata.combining(one) for one in parts[1:]) else small


def _word(said: str) -> str:
    """The pattern of a word of the data, which begins and ends as one where its script parts words; a star is any ending."""
    bare = _level(unicodedata.normalize("NFC", said.removesuffix("*")))
    end = "" if said.endswith("*") or not (bare[-1:].isalnum() and bare[-1] < "\u1100") else r"(?!\w)"
    begin = r"(?<!\w)" if bare[0].isalnum() and bare[0] < "\u1100" else ""
    return begin + re.escape(bare).replace(r"\ ", r"\s?") + end


def words(key: str) -> tuple[str, ...]:
    """The words of one kind in every language, as sums.yaml has them."""
    return lexicon.table(_FILE)[key]


def _any(key: str) -> str:
    return "|".join(map(_word, sorted(words(key), key=len, reverse=True)))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Putting them together takes a tenth of a check, and nearly all sums are digits."""
    per = rf"(?:[/x×]|{_any('per')})\s*"
    if kind == "rate":
        pattern = rf"{per}(?:{_any('spans')})|{_any('rates')}"
    elif kind == "year":
        pattern = rf"{per}(?:{_any('years')})|{_any('yearly')}"
    else:
        count = rf"(?:{_SEVERAL}|{_any('numbers')})[\s-]*(?:{_any('many_years')})"
        pattern = rf"{_any('once')}|{count}|{_LONG}[\s-]*(?:{_any('many_months')})"
    return re.compile(pattern)


def _has_words(said: str) -> bool:
    return "/" in said or any(sign.isalpha() for sign in said)


def is_rate(said: str) -> bool:
    """Whether ``said`` is a price by the month, the seat or the like: no amount a year."""
    return _has_words(said) and bool(_pattern("rate").search(_level(unicodedata.normalize("NFC", said))))


def is_of_other_span(said: str) -> bool:
    """Whether ``said`` is a sum of several years, or paid once."""
    return _has_words(said) and bool(_pattern("other").search(_level(unicodedata.normalize("NFC", said))))


def without_year(said: str) -> str:
    """``said`` without "a year", "p.a.": every amount here is one."""
    if not _has_words(said):
        return said.strip()
    said = unicodedata.normalize("NFC", said)
    for match in reversed(list(_pattern("year").finditer(_level(said)))):
        said = f"{said[: match.start()]} {said[match.end() :]}"
    return said.strip()


def is_open(said: str) -> bool:
    """Whether ``said`` leaves a sum open: "TBD", "auf Anfrage", "a definir", a dash."""
    bare = said.strip()
    return bool(bare) and (not re.search(r"\w", bare) or _level(unicodedata.normalize("NFC", bare)) in _open_words())


@cache
def _open_words() -> frozenset[str]:
    return frozenset(_level(unicodedata.normalize("NFC", word)) for word in words("open"))


def of_money(digits: str) -> str | None:
    """Digits beside a currency whose parts are hundredths as a plain number, where one sign stands in front of the last three:
    48.000, 62,000."""
    return re.sub(r"[.,]", "", digits) if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits) else None


def is_below_zero(body: str) -> bool:
    """Whether a sum without its currency has a minus, before or behind it, or the brackets that mean one."""
    return bool(re.fullmatch(r"\(.*\)|[-\u2212].*|.*[-\u2212]", body.strip()) and re.search(r"\d", body))


def one_reading(digits: str) -> str | None:
    """Grouped digits as a plain number where both signs stand or one groups twice: 48.000,00 and 62,000.00, 1.234.567."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}(\.\d{3}){2,}|\d{4,},\d{1,2}", digits):
        return digits.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d{1,2}|\d{1,3}(,\d{3}){2,}", digits):
        return digits.replace(",", "")
    return None
