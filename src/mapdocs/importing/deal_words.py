"""What a file says of the deal beside its plan: the amount of a year and the go-live, each under a label that names it.

Nothing is taken of which the file says two things, nor an amount of a month or of several years: a person is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

from mapdocs.importing import amounts
from mapdocs.importing.amounts import Amount
from mapdocs.importing.kept_apart import why_apart
from mapdocs.importing.list_lines import below_titles
from mapdocs.importing.private import inward_word, private_word
from mapdocs.importing.values import friday_of
from mapdocs.language import lexicon
from mapdocs.readers.cells import Unclear, read_day
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Paper
from mapdocs.schema import sums

_LONGEST_LINE = 80  # signs of a line that is a label and its amount
_TAX = 12  # signs behind an amount that may speak of a tax: "ex VAT", "+ KDV"
_ANY_DAY = date(2026, 1, 1)  # near which nothing is looked for: it is asked only whether a day stands there
_LONGEST_DAY = 6  # words of a date: "Monday, the 1st of March 2027"
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?(?!\d)|\d\d?[./-]\d\d?[./-]\d\d(?:\d\d)?(?![\d.,])")
_FEWEST = 1000  # what is less, and names no currency, is no amount of a contract
_GROUPED = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_SEPARATOR = re.compile(r"\s*[;|·•\n]\s*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class DealWords:
    """``acv`` in units of ``currency`` a year; ``currency`` is empty where amounts name none that is sure. None for what is
    not said. ``taken`` quotes what was read so, ``asked`` says what a person has to decide."""

    acv: Decimal | None = None
    currency: str | None = None
    go_live: date | None = None
    taken: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


def deal_words(paper: Paper, *, today: date, day_first: bool | None = None, locale: str = "") -> DealWords:
    """What ``paper`` says of the deal under the labels of ``deal_words.yaml``."""
    values: dict[Decimal, str] = {}
    days: dict[date, str] = {}
    asked: list[str] = []
    currencies: dict[str, None] = {}
    for kind, label, said in _labelled(paper):
        quoted = f"“{label}: {said}”"
        if kind == "go_live":
            day = _day(said, today, day_first, locale)
            if day is not None:
                days.setdefault(day, quoted)
            continue
        amount = _amount(said)
        if amount is None:
            continue
        currencies[amount.currency or _yen(label, said)] = None
        if amount.value is None or kind == "several_years" or _is_long_term(f"{label} {said}"):
            asked.append(f"{quoted} is no amount of one year that can be taken: what is a year's?")
            continue
        values.setdefault(amount.value, quoted)
        if kind == "value" and not _is_yearly(said):
            asked.append(f"is {quoted} the amount of a year?")
    if len(values) > 1:
        asked = [f"the file names several amounts, and none was taken: {', '.join(values.values())}"]
        values = {}
    if len(days) > 1:
        asked.append(f"the file names several days of going live, and none was taken: {', '.join(days.values())}")
        days = {}
    currency = next(iter(currencies)) if len(currencies) == 1 else "" if currencies else None
    taken = (*values.values(), *days.values())
    return DealWords(next(iter(values), None), currency, next(iter(days), None), taken, tuple(dict.fromkeys(asked)))


def _labelled(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """(kind, label, what follows it), from cells side by side, from "label: value" in a cell, and from the lines of a text; of
    what the file hides or calls private nothing: a floor is no contract value."""
    secret = {folded(line) for line in below_titles(paper.lines, lambda said: bool(inward_word(said)))}
    texts = [text for text in paper.beside or paper.texts if folded(text) not in secret]
    for table in paper.tables:
        if why_apart(table, (), alone=len(paper.tables) < 2):
            continue
        for row in table.rows:
            shown = [cell for column, cell in enumerate(row.cells) if column not in table.hidden_columns]
            said = [_plain(cell.text) for cell in shown if cell.text.strip() and not cell.covered and not row.hidden]
            for label, value in pairwise(said):
                kind = _kinds().get(_bare(label))
                if kind and not private_word(label):
                    yield kind, label.rstrip(" :"), value
            texts += [text for text in said if ":" in text or _bare_amount(text)]
    for text in texts:
        for part in _SEPARATOR.split(_plain(text)):
            found = list(_labels().finditer(part))
            label = "" if found else _bare_amount(part)
            if label and not private_word(label) and not inward_word(part):
                yield _kinds()[_bare(label)], label, part[len(label) :].strip()
            ends = [match.start() for match in found[1:]] + [len(part)] * bool(found)
            for match, end in zip(found, ends, strict=True):
                if not private_word(match[0]) and not inward_word(part):
                    value = part[match.end() : end].strip(" ,.")
                    inner = _bare_amount(value)  # "契約金額：年額 ¥9,800,000"
                    name = inner or match[1]
                    yield _kinds()[_bare(name)], name, value[len(inner) :].strip()


def _bare_amount(part: str) -> str:
    """The label of a line that is a label and an amount with its currency, or a day, and nothing else: "Contract value 84 000
    EUR", "年額 ¥9,800,000（税抜）", "Go-live 15 March 2027"; empty where it is none."""
    found = _bare_labels().match(part)
    if found is None or len(part) > _LONGEST_LINE:
        return ""
    rest = part[found.end() :].strip()
    if _kinds()[_bare(found[1])] == "go_live":
        day = read_day(rest, near=_ANY_DAY) if len(rest.split()) <= _LONGEST_DAY else Unclear("")
        return found[0].rstrip() if isinstance(day, date) or day.readings else ""
    amount = _amount_pattern().match(rest)
    if amount is None or not (amount[1] or (amount[4] or "").strip()):
        return ""
    behind = _BRACKETS.sub("", sums.without_year(_pattern("yearly").sub("", rest[amount.end() :]))).strip(" .,/")
    return found[0].rstrip() if len(behind) <= _TAX else ""


def _plain(text: str) -> str:
    """``text`` with full-width signs as the others write them."""
    return unicodedata.normalize("NFKC", text).strip()


def _bare(label: str) -> str:
    """A label without what stands around it: "Target go-live date (UK):" is "go-live"."""
    name = folded(_BRACKETS.sub("", label).strip(" :"))
    return name if name in _kinds() else " ".join(word for word in name.split() if word not in _around())


def _amount(said: str) -> Amount | None:
    """The amount with which ``said`` begins, behind a word for the year at most; None where it is no sum of money."""
    said = said.strip(' "“”„«»')
    yearly = _pattern("yearly").match(said)  # "yıllık 2.450.000 TL"
    said = said[yearly.end() :].lstrip(" :") if yearly else said
    match = _amount_pattern().match(said)
    if match is None or _DAY.match(said):
        return None
    before, digits, times, behind = (part or "" for part in match.groups())
    if sums.is_rate(said):
        return Amount(None)
    if _GROUPED.fullmatch(digits):  # no sum of money has three decimals
        digits = re.sub(r"\D", "", digits)
    found = amounts.read(f"{before}{digits}{times}{behind}", None)
    named = bool(before.strip() or behind.strip())
    if not named and (found.value is None or found.value < _FEWEST):
        return None
    return found


def _yen(label: str, said: str) -> str:
    """The currency that ¥ means under a Japanese label; empty where it may be another country's."""
    ours = lexicon.only("deal_words.yaml", "ja")
    return "JPY" if "¥" in said and any(label in words for words in ours.values()) else ""


def _day(said: str, near: date, day_first: bool | None, locale: str) -> date | None:
    """The day with which ``said`` begins."""
    words = _BRACKETS.sub("", said).split()
    for count in range(min(len(words), _LONGEST_DAY), 0, -1):
        found = read_day(" ".join(words[:count]).rstrip(".,"), near=near, day_first=day_first, locale=locale)
        if isinstance(found, date):
            return found
        friday = friday_of(" ".join(words[:count]).rstrip(".,"), near)
        if friday is not None:
            return friday
    return None


def _is_yearly(said: str) -> bool:
    return sums.without_year(said) != said.strip() or bool(_pattern("yearly").search(said))


def _is_long_term(said: str) -> bool:
    """Whether more years than one are meant: "3 years"."""
    return bool(
        re.search(rf"(?<!\d)(?:[2-9]|1\d)\s*-?\s*(?:{'|'.join(_words('long_term'))})(?!\w)", said, re.IGNORECASE)
    )


def _words(key: str) -> tuple[str, ...]:
    return lexicon.table("deal_words.yaml").get(key, ())


@cache
def _kinds() -> dict[str, str]:
    return {folded(word): kind for kind in ("value", "several_years", "year_value", "go_live") for word in _words(kind)}


@cache
def _around() -> frozenset[str]:
    return frozenset(_words("around"))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words(key))), re.IGNORECASE)


@cache
def _amount_pattern() -> re.Pattern[str]:
    """An amount with what stands before and behind it: its currency, and what its number counts."""
    return re.compile(
        r"(?:ca\.?\s|approx\.?\s|[~≈])?\s*"
        r"((?:[A-Z]{3}|[A-Z]{0,2}\$|[€£¥₹₩₺]|kr|Rs\.?|人民币)\s*)?([-\u2212(]?\d(?:[\d.,'’ ]*\d)?)"
        rf"(\s*(?:k\b|K\b|(?i:{amounts.unit_words()})\b|百万|[千万萬만億亿]))?\.?"
        r"(\s*(?:\$ (?:CA|US)\b|[€£¥₹₩₺$円元원]|[A-Z]{2,3}\b|kr\b|zł|Kč|Ft\b|[Ee]uros?\b))?"
    )


@cache
def _bare_labels() -> re.Pattern[str]:
    """A label at the beginning of a line, without a colon behind it."""
    return re.compile(rf"({_names()})(?:\s*\([^()]*\))?(?:\s+|(?=[¥￥\d]))", re.IGNORECASE)


def _names() -> str:
    kinds = ("value", "several_years", "year_value", "go_live")
    return "|".join(map(re.escape, sorted((word for kind in kinds for word in _words(kind)), key=len, reverse=True)))


@cache
def _labels() -> re.Pattern[str]:
    """A label in a text, with its colon."""
    return re.compile(rf"(?<!\w)({_names()})(?:\s*\([^()]*\))?\s*[:=]\s*", re.IGNORECASE)
