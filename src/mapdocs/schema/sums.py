"""What a written sum says, the same for a spec, an export and a roster: its digits where they have one reading, a rate, a year."""

from __future__ import annotations

import re

_RATE = re.compile(
    r"(?:/|\bper|\ba|\bpro|\bpar|\bpor|\bje)\s*(?:seat|user|month|mo|mth|quarter|qtr|week|day|hour|monat|quartal|mois|mes|mês|nutzer)\b"
    r"|\bmrr\b|\bmonthly\b|\bquarterly\b|\bp\.?\s?m\.?(?![a-z])|\bmonatlich\b|\bmensuel|\bmensual|/\s*月|月額",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"(?:/|\bper|\ba|\bpro|\bpar|\bpor)\s*(?:year|yr|y|annum|jahr|an|año|ano)\b|\bp\.?\s?a\.?(?![a-z])|\b(?:annually|yearly|annual|arr|acv)\b",
    re.IGNORECASE,
)


def is_rate(said: str) -> bool:
    """Whether ``said`` is a price by the month, the seat or the like: no amount a year."""
    return bool(_RATE.search(said))


def without_year(said: str) -> str:
    """``said`` without "a year", "p.a.": every amount here is one."""
    return _YEARLY.sub(" ", said).strip()


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
