"""A won deal without its names: people, companies, addresses, links, amounts and dates become invented ones.

The same name becomes the same other name in every field, free text included; distances between dates stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from mapdocs.language import lexicon
from mapdocs.schema import converters
from mapdocs.schema.model import Spec

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_SIGNS = r"US\$|R\$|[$€£¥₹]|\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|BRL|INR)\s?"

LINK = "https://example.com/shared-plan"
PHONE = "+1 555 0100"


class Disguise:
    """Replaces what would tell whose deal it was.

    ``weeks`` is how far dates move; ``also`` maps further words, such as a product's name, to others.
    """

    def __init__(self, spec: Spec, *, weeks: int, also: dict[str, str] | None = None) -> None:
        self.by = timedelta(weeks=weeks)
        self.factor = (
            Decimal("1.1") if spec.deal.acv is None or spec.deal.acv >= spec.settings.acv_threshold else Decimal("0.9")
        )
        self._spec = spec
        taken = " ".join([*_people(spec), spec.buyer.company, spec.seller.company, spec.deal.name]).casefold()
        free = (name for name in _invented()["people"] if not any(part.casefold() in taken for part in name.split()))
        self._people = dict(zip(_people(spec), free, strict=False))
        firms = [
            firm for firm in _invented()["companies"] if not any(part.casefold() in taken for part in firm.split())
        ]
        self._firms = dict(zip([spec.buyer.company, spec.seller.company], firms, strict=False))
        self._words = self._table(also or {})
        longest_first = sorted(self._words, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole_word, longest_first))) if longest_first else None

    def _table(self, also: dict[str, str]) -> dict[str, str]:
        table: dict[str, str] = {}
        forms, titles = lexicon.entries("company_forms.txt"), lexicon.entries("titles.txt")
        for firm, other in self._firms.items():
            words = [w for w in re.findall(r"[^\s,.&/()]+", firm) if w.casefold() not in forms and len(w) > 1]
            first, _, rest = other.partition(" ")
            for number, word in enumerate(words):
                for part in {word, *word.split("-")}:
                    if len(part) > 1:
                        table.setdefault(part, first if number == 0 else rest)
            table[firm] = other
        for person, other in self._people.items():
            words = [w.strip(".,") for w in person.split() if w.strip(".,").casefold() not in titles]
            first, _, last = other.partition(" ")
            for number, word in enumerate(words):
                for part in {word, *word.split("-")}:
                    if len(part) > 1 and (part[0].isupper() or not part.isascii()):
                        table.setdefault(part, last if number == len(words) - 1 and number else first)
            table[person] = other
        table.update(also)
        return table

    def name(self, text: str | None) -> str | None:
        """A person's or a company's name."""
        return None if text is None else self._people.get(text) or self._firms.get(text) or self.text(text)

    def text(self, text: str | None) -> str | None:
        """Free text: addresses, links, phone numbers, amounts and dates first, then the names."""
        if text is None:
            return None
        kept: list[str] = []

        def keep(made: str) -> str:
            kept.append(made)
            return f"\x02{len(kept) - 1}\x03"

        steps: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
            (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", lambda m: keep(self.address(m[0]))),
            (r"https?://[^\s<>\"')]+", lambda m: keep(LINK)),
            (r"\b\d{4}-\d{2}-\d{2}\b", lambda m: keep(self._iso(m[0]))),
            (
                rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTHS})\b\.?(?:\s+(\d{{4}}))?",
                lambda m: keep(self._said(m[1], m[2], m[3], True)),
            ),
            (
                rf"\b({_MONTHS})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?",
                lambda m: keep(self._said(m[2], m[1], m[3], False)),
            ),
            (
                rf"(?:{_SIGNS})\s?\d[\d.,]*\d?\s?[kKmM]?\b|\b\d[\d.,]*\s?(?:[kKmM]\b|USD|EUR|GBP|€|£|\$)",
                lambda m: keep(self._money(m[0])),
            ),
            (r"(?<![\w.])\+?\(?\d[\d\s()./-]{7,}\d(?!\w)", lambda m: keep(PHONE)),
            (
                r"\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|de|fr|es|eu|co|uk|example|app|dev|ai)\b(?:/\S*)?",
                lambda m: keep("example.com"),
            ),
        )
        for pattern, replace in steps:
            text = re.sub(pattern, replace, text)
        acv = self._spec.deal.acv
        if acv is not None:
            for shown in {f"{acv:f}", f"{acv:,}", f"{acv:,.0f}", f"{acv:.0f}"}:
                text = re.sub(
                    rf"(?<![\d.,]){re.escape(shown)}(?![\d])", lambda m: keep(f"{self.amount(acv):,.0f}"), text
                )
        if self._pattern is not None:
            text = self._pattern.sub(lambda m: self._words[m[0]], text)
        return re.sub(r"\x02(\d+)\x03", lambda m: kept[int(m[1])], text)

    def address(self, address: str) -> str:
        """A mail address of the person's new name at the company's new domain."""
        for side, firm in (
            (self._spec.buyer.people, self._spec.buyer.company),
            (self._spec.seller.people, self._spec.seller.company),
        ):
            for person in side:
                if person.email and person.email.casefold() == address.casefold():
                    local = self._people[person.name].lower().replace(" ", ".")
                    return f"{local}@{self._firms[firm].split()[0].lower()}.example"
        return "someone@example.com"

    def amount(self, amount: Decimal) -> Decimal:
        """An amount, moved by a tenth and rounded; a deal stays on its side of the threshold."""
        step = Decimal(100) if amount >= 1000 else Decimal(1)
        return (amount * self.factor / step).quantize(Decimal(1)) * step

    def day(self, day: date | None) -> date | None:
        return None if day is None else day + self.by

    def unknown_names(self, texts: Iterable[str]) -> list[str]:
        """Words in the middle of sentences that look like names and were left, for a person to look at."""
        found: dict[str, None] = {}
        for text in texts:
            for match in re.finditer(r"(?<=[a-z,;] )([A-ZÀ-Þ][a-zà-ÿ]{2,})\b", text):
                found.setdefault(match[1])
        ours = {w for name in (*self._words.values(), *self._people.values()) for w in name.split()}
        return [w for w in found if w not in ours and not re.fullmatch(_MONTHS, w)]

    def _iso(self, text: str) -> str:
        found = converters.day(text)
        return text if isinstance(found, converters.Bad) else (found + self.by).isoformat()

    def _said(self, day: str, month: str, year: str | None, day_first: bool) -> str:
        """A date in words: of the year that is told, or the one of the plan's dates that fits."""
        base = self._spec.deal.go_live or next(
            (m.target_date for m in self._spec.milestones if m.target_date), date(2026, 6, 1)
        )
        guesses = [int(year)] if year else [base.year, base.year - 1, base.year + 1]
        found = [d for y in guesses if isinstance(d := converters.day(f"{day} {month} {y}"), date)]
        if not found:
            return f"{day} {month}"
        moved = min(found, key=lambda d: abs((d - base).days)) + self.by
        said = f"{moved.day} {moved:%B}" if day_first else f"{moved:%B} {moved.day}"
        return f"{said} {moved.year}" if year else said

    def _money(self, text: str) -> str:
        found = converters.amount(text.strip().rstrip(".,"))
        sign = re.match(_SIGNS, text)
        if isinstance(found, converters.Bad):
            return "a sum"
        return f"{sign[0].strip() if sign else ''}{self.amount(found):,.0f}"


@cache
def _invented() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "data" / "invented.yaml").read_text("utf-8")
    found: dict[str, list[str]] = yaml.safe_load(text)
    return found


def _people(spec: Spec) -> list[str]:
    named = [p.name for p in (*spec.buyer.people, *spec.seller.people)] + [spec.buyer.champion, spec.seller.owner]
    named += [name for row in spec.milestones for name in (row.buyer_owner, row.seller_owner) if name]
    named += [task.owner for task in spec.internal.tasks if task.owner]
    return list(dict.fromkeys(name for name in named if name))


def _whole_word(word: str) -> str:
    """``word`` as a pattern: a whole word where its script puts spaces between words, anywhere where it does not."""
    spaced = all(ord(char) < 0x2E80 for char in word)
    return rf"(?<!\w){re.escape(word)}(?!\w)" if spaced else re.escape(word)
