"""The single values that a spec or a settings file may hold: how each is read, and what an editor accepts for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from mapdocs.schema import converters
from mapdocs.schema.converters import Bad
from mapdocs.schema.shapes import Leaf

# What an editor's YAML makes of a plain word; the reader takes all as text.
_WORDS = ["string", "number", "boolean"]


def one_of(*choices: str) -> Leaf:
    """One of a few words."""

    def convert(raw: str) -> str | Bad:
        word = raw.strip().casefold().replace("-", "_") if "business_case" in choices else raw.strip().casefold()
        if word in choices:
            return word
        return Bad("MAP015", f"“{raw}” is not one of the words that can stand here", f"write {_either(choices)}")

    return Leaf(convert, {"enum": list(choices)})


def _in_any_case(words: Iterable[str]) -> str:
    """A pattern for exactly these words; JSON Schema's patterns have no flag for ignoring case."""

    def letter(c: str) -> str:
        both = {c, c.upper(), c.lower()}
        return re.escape(c) if len(both) == 1 else f"[{''.join(sorted(both))}]"

    return f"^(?:{'|'.join(''.join(map(letter, word)) for word in words)})$"


def between(low: int, high: int) -> Leaf:
    """A whole number from ``low`` to ``high``."""

    def convert(raw: str) -> int | Bad:
        number = converters.whole_number(raw)
        if isinstance(number, int) and not low <= number <= high:
            return Bad("MAP016", f"{number} is out of range", f"write a number from {low} to {high}")
        return number

    return Leaf(convert, {"type": "integer", "minimum": low, "maximum": high})


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _locale(raw: str) -> str | Bad:
    """A locale is checked for form here; whether there are words in its language, where the settings are read."""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?", raw.strip())
    if match is None:
        return Bad(
            "MAP015",
            f"“{raw}” is not a locale",
            "write it as en_US, en_GB, de_DE, fr_FR, es_ES, pt_BR or ja_JP",
        )
    return "_".join(p for p in (match[1].lower(), match[2] and match[2].title(), match[3] and match[3].upper()) if p)


def _country(raw: str) -> str | Bad:
    body = raw.strip().upper()
    return (
        body
        if len(body) == 2 and body.isalpha() and body.isascii()
        else Bad("MAP015", f"“{raw}” is not a country code", "write two letters of ISO 3166, as in US, DE or JP")
    )


def _money(raw: str) -> tuple[Decimal, tuple[str, ...]] | Bad:
    value, meant = converters.money(raw)
    return value if isinstance(value, Bad) else (value, meant)


NAME = Leaf(converters.line, {"type": _WORDS})
LINE = Leaf(converters.line, {"type": _WORDS}, prose=True)
TEXT = Leaf(converters.text, {"type": _WORDS}, prose=True)
DAY = Leaf(converters.day, {"type": "string"}, local=True)
DAY_OR_RELATIVE = Leaf(converters.day_or_relative, {"type": "string"}, local=True)
MOMENT = Leaf(converters.moment, {"type": "string"}, local=True)
AMOUNT = Leaf(_money, {"type": ["number", "string"]})
LINK = Leaf(converters.web_address, {"type": "string"})
ADDRESS = Leaf(converters.email_address, {"type": "string"})


def _status_schema() -> dict[str, object]:
    """Five hundred words, letter by letter: written for who asks for the schema."""
    offered = {"enum": ["open", "in progress", "done", "blocked", "cancelled"]}
    return {"type": "string", "anyOf": [offered, {"pattern": _in_any_case(converters.status_words())}]}


STATUS = Leaf(converters.status, _status_schema)
YES_OR_REASON = Leaf(converters.yes_or_reason, {"type": ["boolean", "string"]})
CURRENCY = Leaf(converters.currency_code, {"type": "string", "pattern": "^[A-Za-z]{3}$"})


def _rule(raw: str) -> str | Bad:
    """A judgement can be overruled; what is wrong with the form (MAP001 to MAP099) cannot."""
    code = raw.strip().upper()
    if re.fullmatch(r"MAP1\d\d", code):
        return code
    return Bad("MAP015", f"“{raw}” is no rule that can be accepted", "write a code from MAP101 on, such as MAP105")


RULE = Leaf(_rule, {"type": "string", "pattern": "^[Mm][Aa][Pp]1[0-9][0-9]$"})
LOCALE = Leaf(_locale, {"type": "string"})
COUNTRY = Leaf(_country, {"type": ["string", "boolean"]})
COLOR = Leaf(converters.hex_color, {"type": "string"})
