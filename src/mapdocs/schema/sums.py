"""What a written sum says, the same for a spec, an export and a roster: its digits where they have one reading, a rate, a year."""

from __future__ import annotations

import re
from functools import cache

_SPAN = (
    r"seat|user|licen[cs]e|device|head|employee|unit|site|room|bed|store|month|mo|mth|quarter|qtr|week|wk|day|hour|hr|each"
    r"|monat|quartal|woche|tag|stunde|nutzer|benutzer|platz|arbeitsplatz|lizenz|gerät|mitarbeiter|standort|filiale|anwender"
    r"|mois|trimestre|semaine|jour|heure|utilisateur|utilisatrice|poste|licence|appareil|salarié"
    r"|mes|semana|día|dia|hora|usuario|usuário|licencia|licença|puesto|posto|empleado"
    r"|mese|settimana|giorno|utente|maand|gebruiker"
)
_RATE = (
    rf"(?:[/x×]|\bper|\ba|\bpro|\bpar|\bpor|\bje|\bal|\bim|\bpm?/)\s*(?:{_SPAN})\b"
    r"|\bmrr\b|\bmonthly\b|\bquarterly\b|\bweekly\b|\bp\.?\s?m\.?(?![a-z])|\bpcm\b|\beach\b"
    r"|\bmonatlich|\bmonatl\b|\bmtl\b|\bquartalsweise\b|\bmensuel|\bmensual|\bmensile|\bmensal|\bmensais\b|\bmaandelijks\b"
    r"|/\s*[月人席台]|月額|毎月|[ヶか]?月あたり|/\s*ユーザー"
)
#: A sum for more or less than a year: of all years of a contract together, or paid once.
_OTHER_SPAN = (
    r"\btcv\b|\bone[- ](?:off|time)\b|\beinmalig|\ben une fois\b|\búnico\b|\bset-?up\b"
    r"|\b(?:[2-9]|1\d|two|three|four|five|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|dois|três|quatro)[\s-]*(?:years?|yrs?|y|jahren?|ans|años|anos|anni|jaar)\b"
    r"|\b(?:2[4-9]|[3-9]\d)[\s-]*(?:months?|mths?|mo|monaten?|mois|meses|mesi|maanden)\b|[2-9]年(?:間|契約|分)"
)
_YEARLY = (
    r"(?:/|\bper|\ba|\bpro|\bpar|\bpor|\bal|\bim)\s*(?:year|yr|y|annum|jahr|an|année|año|ano|anno|jaar)\b|\bp\.?\s?a\.?(?![a-z])"
    r"|\b(?:annually|yearly|annual|arr|acv|jährlich|annuels?|anual|anuais|annui|annuo|all'anno|jaarlijks)\b|/\s*年|年額|年間|毎年"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiling them takes a tenth of a check, and nearly all sums are digits."""
    return re.compile(pattern, re.IGNORECASE)


def _has_words(said: str) -> bool:
    return "/" in said or any(sign.isalpha() for sign in said)


def is_rate(said: str) -> bool:
    """Whether ``said`` is a price by the month, the seat or the like: no amount a year."""
    return _has_words(said) and bool(_compiled(_RATE).search(said))


def is_of_other_span(said: str) -> bool:
    """Whether ``said`` is a sum of several years, or paid once."""
    return _has_words(said) and bool(_compiled(_OTHER_SPAN).search(said))


def without_year(said: str) -> str:
    """``said`` without "a year", "p.a.": every amount here is one."""
    return (_compiled(_YEARLY).sub(" ", said) if _has_words(said) else said).strip()


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
