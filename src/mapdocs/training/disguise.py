"""A won deal without its names: people, companies, addresses, links, amounts and dates become invented ones.

The same name becomes the same other name in every field, free text included, however it is dressed; distances between
dates stay. What may tell whose deal it was and cannot be replaced is listed for a person to look at.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import permutations
from pathlib import Path

import yaml

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import plain
from mapdocs.schema import converters
from mapdocs.schema.model import Spec
from mapdocs.training.moved_dates import everyday, moved
from mapdocs.training.traces import Trace, left_in, traces_in

LINK = "https://example.com/shared-plan"
PHONE = "+1 555 0100"
_SHORTEST = 3  # letters of a part of a name that is found in any dress; shorter ones only as they are written
_WITHIN = 5  # letters of one that is found inside another word: dreyes, NorthwindTraders


class Disguise:
    """Replaces what would tell whose deal it was.

    ``weeks`` is how far dates move; ``also`` maps further words, such as a product's name, to others.
    """

    def __init__(self, spec: Spec, *, weeks: int, also: dict[str, str] | None = None) -> None:
        self.by = timedelta(weeks=weeks)
        self._spec = spec
        self._seed = _digest(spec.deal.name, spec.buyer.company, *(row.exit_criteria or "" for row in spec.milestones))
        grows = spec.deal.acv is None or spec.deal.acv >= spec.settings.acv_threshold
        # Between 1.2 and 1.7, or 0.5 and 0.8, by the deal: nobody who has the example knows which, and rounding blurs it.
        self.factor = Decimal(120 + self._seed % 51 if grows else 50 + self._seed % 31) / 100
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
        self._dressed = {
            key: other
            for word, other in sorted(self._words.items(), key=lambda item: -len(item[0]))
            if len(key := _bare(word)) >= _SHORTEST
        }
        self._joined = {  # danareyes
            one + other: f"{self._dressed[one]}{self._dressed[other]}".replace(" ", "")
            for one, other in permutations(self._dressed, 2)
        }

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
        """Free text: addresses, links, references, amounts and dates first, then the names in any dress."""
        if text is None:
            return None
        kept: list[str] = []

        def keep(made: str) -> str:
            kept.append(made)
            return f"\x02{len(kept) - 1}\x03"

        pieces, at = [], 0
        for trace in traces_in(text):
            made = self._instead(trace)
            if made is not None:
                pieces += [text[at : trace.start], keep(made)]
                at = trace.end
        text = "".join([*pieces, text[at:]])
        acv = self._spec.deal.acv
        if acv is not None:
            for shown in {f"{acv:f}", f"{acv:.0f}"}:
                bare = rf"(?<![\d.,\x02]){re.escape(shown)}(?![\d\x03])"
                text = re.sub(bare, lambda m: keep(f"{self.amount(acv):,.0f}"), text)
        if self._pattern is not None:
            text = self._pattern.sub(lambda m: keep(self._words[m[0]]), text)
        text = re.sub(r"[^\W\d_]+(?:_[^\W\d_]+)*", lambda m: self._undressed(m[0]), text)
        return re.sub(r"\x02(\d+)\x03", lambda m: kept[int(m[1])], text)

    def identifier(self, name: str) -> str:
        """A row's id: its parts that are names become others."""
        return re.sub(r"[^\W_]+", lambda m: _bare(self._undressed(m[0])) or m[0], name)

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
        """An amount by the deal's factor, rounded to two figures, so that it cannot be divided back; a deal stays on its
        side of the threshold."""
        moved = amount * self.factor
        step = Decimal(10) ** max(moved.adjusted() - 1, 0)
        return (moved / step).quantize(Decimal(1)) * step

    def day(self, day: date | None) -> date | None:
        return None if day is None else day + self.by

    def left(self, text: str) -> list[str]:
        """What in a text of the example looks like a name, a year or a period that was left, for a person to look at."""
        names = (*self._words.values(), *self._people.values(), "Example Street REF XX")
        ours = {plain(word) for name in names for word in (*re.findall(r"[^\W_]+", name), name.replace(" ", ""))}
        return left_in(text, ours=frozenset(ours))

    def _undressed(self, word: str) -> str:
        """A word that is a known name in capitals, without accents, joined with others, or inside another."""
        bare = _bare(word)
        if bare in self._dressed:
            return self._as(word, self._dressed[bare])
        if bare[:-1] in self._dressed and word[-1] in "sS":  # Danas Team
            return self._as(word[:-1], self._dressed[bare[:-1]]) + word[-1]
        if len(word) >= _WITHIN:
            for known, other in self._dressed.items():
                inside = len(known) >= _WITHIN and known in bare
                if inside or ("_" in word and known in map(_bare, word.split("_"))):
                    return self._as(word, other)
        return self._as(word, self._joined[bare]) if bare in self._joined else word

    def _as(self, word: str, other: str) -> str:
        if word.islower() and not (word in everyday() and word.isascii()):
            return other.lower()
        if word.islower():
            return word  # "we will sign" is not Will; who it is stays hidden in capitals
        return other.upper() if word.isupper() and len(word) > 1 else other

    def _instead(self, trace: Trace) -> str | None:
        """What stands in a trace's place; None where it stays, as an ordinary word does."""
        said = trace.written
        if trace.kind == "address":
            return self.address(said)
        if trace.kind in ("day", "month"):
            first = next((m.target_date for m in self._spec.milestones if m.target_date), date(2026, 6, 1))
            return moved(said, self._spec.deal.go_live or first, self.by, self._spec.settings.locale)
        if trace.kind == "money":
            return self._money(said)
        if trace.kind == "handle":
            return said[0] + self._firms.get(self._spec.buyer.company, "someone").replace(" ", "")
        if trace.kind == "number" and said.isdecimal() and self._spec.deal.acv == int(said):
            return f"{self.amount(Decimal(said)):,.0f}"
        if trace.kind == "number":
            return f"REF-{_digest(said, str(self._seed)) % 90000 + 10000}"
        if trace.kind == "domain":
            known = any(len(name) >= _SHORTEST + 1 and name in _bare(said) for name in self._dressed)
            return "example.com" if known or said.rsplit(".", 1)[-1].split("/")[0] in _ENDINGS else None
        return {
            "link": LINK,
            "account": "XX00 0000 0000",
            "street": "1 Example Street",
            "code": "00000",
            "phone": PHONE,
        }[trace.kind]

    def _money(self, text: str) -> str:
        stripped = re.sub(r"[.,]-$", "", text.strip())
        found = converters.amount(stripped.rstrip(".,"))
        if isinstance(found, converters.Bad):
            digits = re.sub(r"[ \u00a0\u202f'’]", "", stripped)
            found = converters.amount(digits)
        if isinstance(found, converters.Bad):
            return "a sum"
        sign = re.match(r"[^\d]+", stripped)
        after = re.search(r"[^\d.,'’ \u00a0\u202fkKmM]+$", stripped)
        return f"{sign[0].strip() if sign else ''}{self.amount(found):,.0f}{f' {after[0].strip()}' if after else ''}"


_ENDINGS = frozenset(
    [
        "com",
        "net",
        "org",
        "io",
        "de",
        "fr",
        "es",
        "pt",
        "jp",
        "uk",
        "eu",
        "co",
        "us",
        "ch",
        "at",
        "it",
        "nl",
        "pl",
        "br",
        "mx",
        "example",
        "app",
        "dev",
        "ai",
        "tech",
        "cloud",
        "biz",
        "info",
        "shop",
        "online",
    ]
)


def _bare(word: str) -> str:
    """Letters and digits alone, in lower case, without accents."""
    spelt = word.casefold().replace("ß", "ss").replace("ł", "l").replace("ø", "o")
    return "".join(c for c in unicodedata.normalize("NFKD", spelt) if c.isalnum())


def _digest(*texts: str) -> int:
    return int.from_bytes(hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).digest()[:6], "big")


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
    return rf"(?<![\w\x02]){re.escape(word)}(?![\w\x03])" if spaced else re.escape(word)
