"""What in a text may tell whose deal it was, apart from the names that the spec knows: where it stands and of what kind.

Over-reporting is right here: what is not replaced is shown to a person, who decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, plain

Kind = Literal[
    "address", "link", "handle", "account", "street", "code", "day", "month", "money", "phone", "domain", "number"
]

_SIGNS = r"(?:US\$|R\$|[$€£¥₹₩]|\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|BRL|INR)(?![A-Za-z]))"
_COINS = r"(?i:dollars?|euros?|pounds?|francs?|yen|bucks|pfund|livres)"
_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_STREET_WORDS = "St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Lane|Ln|Drive|Dr|Way|Court|Ct|Plaza|Square|Parkway|Pkwy|Platz|Weg|Allee"
_ROADS = r"rue|avenue|boulevard|place|chemin|calle|avenida|plaza|paseo|rua|praça|via|piazza"
_MAGNITUDES = r"(?i:[\w-]*(?:thousand|million|billion|tausend|millionen?|milliarden?)|mille|mil|millions?|millones|milhões|mio\.?|mrd\.?)"
_NUMBER_WORDS = (
    r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|"
    r"seven|eight|nine))?|a|half a|several)"
)
#: Standards and terms that look like a reference and belong to nobody.
_COMMON = re.compile(
    r"(?i)(?:CW|KW|WK|FY|Q|H|V|A|B|C|SOC|ISO|IEC|EN|DIN|SHA|TLS|IPV|OAUTH|HTTP|M|S|T|D|W|P|R|L|N|NIS|RS|USB|HL|ICD|SAML)[- ]?\d{1,5}"
    r"(?:[-:./]\d{1,4})?|\d{4}-W\d{1,2}|\d{1,3}(?:FA|D|H|M|K|ST|ND|RD|TH|X|PM|AM|%)"
)


@dataclass(frozen=True, slots=True)
class Trace:
    """Something in a text from ``start`` to ``end``, as ``written``."""

    kind: Kind
    start: int
    end: int
    written: str


def traces_in(text: str) -> list[Trace]:
    """Everything that is found, in order; where two lie over one another, the first kind of the list above counts."""
    found: list[Trace] = []
    level = "".join(
        unicodedata.normalize("NFD", letter)[0] for letter in text
    )  # months are known without their accents
    for kind, pattern in _patterns():
        for match in pattern.finditer(level if kind in ("day", "month") else text):
            start, end = match.span()
            if kind == "number" and _COMMON.fullmatch(match[0]):
                continue
            if not any(start < other.end and other.start < end for other in found):
                found.append(Trace(kind, start, end, text[start:end]))
    return sorted(found, key=lambda trace: trace.start)


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    names = sorted((name for name in months() if len(name) > 2 and not name.isdigit()), key=len, reverse=True)
    month = rf"(?i:(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w))\.?"
    joined = rf"(?i:{'|'.join(re.escape(name) for name in names if name.isalpha() and len(name) == 3)})"
    day = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?:,?\s+(?:d[eo]l?\s+)?(?:\d{4}|['’]\d{2}|[23]\d(?![\d:.]|\s?(?:h|Uhr|[ap]m)))|[-/](?:\d{4}|\d{2}))?"
    patterns: tuple[tuple[Kind, str], ...] = (
        ("address", r"[\w.+-]+@(?:[\w-]+(?:\.[\w-]+)*)?"),
        ("link", r"(?:https?://|www\.)[^\s<>\"')]+"),
        ("handle", r"(?<!\w)[@#](?=[\w.-]*[^\W\d])\w[\w.-]*\w"),
        ("account", r"\b(?:\d{4}[ -]){3}\d{4}\b|\b\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b"),
        (
            "street",
            rf"\b\d{{1,5}}[a-z]?,?\s+(?:(?:{_ROADS})\s+(?:d[eul']\w*\s+)*\w+(?:\s\w+)?|(?:[A-Z]\w+\s){{1,3}}(?:{_STREET_WORDS})\b\.?)"
            r"|\b[A-ZÄÖÜ]\w*(?:straße|strasse|str\.|gasse|platz|allee|weg)\s+\d{1,4}[a-z]?\b"
            rf"|\b(?:{_ROADS.title()}|{_ROADS})\s+(?:d[eul'ao]\w*\s+)*[A-Z]\w+(?:\s[A-Z]\w+)*,?\s+\d{{1,5}}\b",
        ),
        ("code", r"\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"),
        (
            "day",
            r"(?<![\d.,/-])\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\d/-])"
            r"|(?<![\w.,/-])20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=(?:T\d{4,6}Z?)?(?![\w/-]))|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?<!\d)\d{1,2}\s*月\s*\d{1,2}\s*日",
        ),
        (
            "day",
            rf"(?<![\d.,/-])(?:{day}(?:\s?[-–/]\s?|\s+(?i:and|to|und|bis|et|au|y|al|e|a)\s+))?{day}(?:\s+(?:of\s+|de\s+|d['’])?|[-/]){month}{year}(?!\w)"
            rf"|(?<!\w)\d{{1,2}}{joined}(?:\d{{4}}|\d{{2}})(?!\w)"
            rf"|(?<!\w){month}[ -]\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}}(?![\d:]))?(?:,?\s+\d{{4}})?(?![\w.])",
        ),
        (
            "day",
            r"(?<![\w.,/-])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/-])|(?<![\w.,/-])(?<!\d )\d{1,2} \d{1,2} 20\d{2}(?![\w/ -]\d)",
        ),
        (
            "phone",
            r"(?<![\w.,])\+\d[\d\s()./-]{7,}\d(?!\w)|(?<![\w.,])\(?0\d{1,4}\)?[\s/-]\d[\d\s/-]{4,}\d(?!\w)|\b\d{3}[-.]\d{3}[-.]\d{4}\b",
        ),
        (
            "money",
            rf"{_SIGNS}\s?(?:{_GROUPED})(?:\s?(?:[kKmM]\b|bn\b|(?i:{_MAGNITUDES})))?(?:[.,]-)?"
            rf"|(?<![\w.,'’-])(?:{_GROUPED})\s?(?:(?:[kKmM]|bn|{_MAGNITUDES})\s?(?:{_SIGNS}|{_COINS}\b)|[kM]\b|(?:{_MAGNITUDES})\b|{_SIGNS}|{_COINS}\b)"
            r"|(?<![\w.,'’-])\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?(?![\w/-])"
            r"|(?<![\w.,/-])\d[\d,]*\s?(?:万(?:円)?|千円)|(?<![\w.,/-])\d[\d,]*\s?円",
        ),
        (
            "money",
            rf"(?<!\w)(?:{_NUMBER_WORDS}[- ](?:(?i:quarter|half|dozen)[- ])?)+(?i:hundred|thousand|million|billion|grand|k)"
            rf"(?:[- ](?i:and[- ])?(?:{_NUMBER_WORDS}|(?i:hundred|thousand|million|billion)))*(?:\s{_COINS})?(?!\w)",
        ),
        ("phone", r"(?<![\w.,])\d+(?:[\s()/-]+\d+){2,}(?!\w)"),
        ("domain", r"(?<![\w.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?(?!\w)"),
        (
            "number",
            r"(?<!\w)(?=[A-Z0-9/_-]*\d)(?=[A-Z0-9/_-]*[A-Z])[A-Z0-9]+(?:[-/_][A-Z0-9]+)*(?!\w)|(?<![\w.,])(?<!ISO )(?<!IEC )\d{5,}(?![\w.,]\d)",
        ),
        ("month", rf"(?<!\w){month}(?!\w)"),
    )
    return tuple((kind, re.compile(pattern)) for kind, pattern in patterns)


#: Periods, weeks, days and amounts in so few signs that they may be something else.
_SHORT = re.compile(
    r"(?:FY|[QH])\s?['’]?\d{1,4}(?:\s?(?:FY\s?|/\s?|['’])\d{2,4})?|(?<![\w.-])(?:19|20)\d{2}(?![\w-]|\.\d)"
    r"|(?i:\b(?:CW|KW|WK|week|kalenderwoche|woche|semaine|semana)\s?\d{1,2}\b)|\b\d{4}-W\d{1,2}\b"
    r"|(?<![\w./-])\d{1,6}/\d{1,4}(?![\w/-])|(?<![\w./-])(?:0?\d|[12]\d|3[01])[-.](?:0?\d|1[0-2])\.(?![\w-])"
    r"|(?<![\w./-])(?:0\d|[12]\d|3[01])-(?:0\d|1[0-2])(?![\w/-]|\s+\w+\s+(?:days|weeks))"
    r"|(?<![\w.,-])\d+(?:[.,]\d+)?\s?[KkMm]\b|\b[Tt]he\s\d{1,2}(?:st|nd|rd|th)\b"
    r"|(?<!\w)#\d{2,}|(?:令和|平成)\d{1,2}年|[〇一二三四五六七八九]{4}年"
)


def left_in(text: str, *, ours: frozenset[str]) -> list[str]:
    """What looks like a stranger's name, a year, a period or an amount and was left: capitals anywhere, and first names in
    small letters, apart from the trade's own words, and ``ours``, the words of what was put in."""
    found: dict[str, None] = dict.fromkeys(match[0] for match in _SHORT.finditer(text))
    for match in re.finditer(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*", text):
        word = plain(match[0])
        known = word in ours or word in months() or word in _ordinary()
        if not known and (match[0][0].isupper() or word in _given_names()):
            found.setdefault(match[0])
    for match in re.finditer(r"[\u4e00-\u9fff々ァ-ヶー]{1,6}(?=様|さま|さん|氏|殿|部長|課長|社長)", text):
        found.setdefault(match[0])
    return list(found)


@cache
def _given_names() -> frozenset[str]:
    """First names that are no words of every day, for texts in which nobody wrote capitals."""
    return frozenset(_folded(lexicon.lines("given_names.txt")))


@cache
def _ordinary() -> frozenset[str]:
    """Words that begin plan texts without being anybody's name, and abbreviations of the trade."""
    return frozenset(_folded(lexicon.lines("ordinary.txt")))


def _folded(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for word in line.split():
            yield plain(word)
