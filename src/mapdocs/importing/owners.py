"""Whose a step is: owners as people write them into one cell, "Buyer (IT)", "Acme – Dana", told apart by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from mapdocs.importing.column_heads import is_common
from mapdocs.importing.column_words import words_of
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.rules.classify import internal, person


@dataclass(frozen=True, slots=True)
class Side:
    """A company and its people, as far as they are known; ``short`` is what a plan calls it."""

    company: str = ""
    people: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def hosts(self) -> frozenset[str]:
        """What the company's mail addresses may be called: each of its words, and those that begin its name as one."""
        words = folded(self.company).split()
        return frozenset((*words, *("".join(words[:count]) for count in range(2, len(words) + 1))))

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is the company's, or the beginning of it, Juniper for Juniper Foods, or its initials."""
        said, whole = folded(name).split(), folded(self.company).split()
        if self.has_initials(name) or (said and any(folded(short).split() == said for short in self.short)):
            return True
        return bool(said) and len(said[0]) > 2 and whole[: len(said)] == said and said[0] not in _phrases("article")

    def has_initials(self, name: str) -> bool:
        """Whether ``name`` are letters of the company's name in their order, the first of each of its words among them: NS, or NGS,
        for Nordgate Systems."""
        if not re.fullmatch(r"[A-Z]{2,5}", name) or name.casefold() in lexicon.entries("not_a_person.txt"):
            return False
        parts = [word for word in folded(self.company).split() if word not in lexicon.entries("company_forms.txt")]
        return len(parts) > 1 and _spells(name.casefold(), parts)

    def has(self, name: str) -> bool:
        """Whether ``name`` is one of the people, by their whole name or their first."""
        said = folded(name)
        return bool(said) and any(said in (folded(person), folded(person).partition(" ")[0]) for person in self.people)

    def spells_person(self, name: str) -> bool:
        """Whether ``name`` are the initials of one of the people: SO for Sam Ortiz."""
        written = name.isupper() and len(name) > 1
        return written and name in {"".join(part[0].upper() for part in one.split()) for one in self.people}

    def person_called(self, name: str) -> str:
        """The person whose name ``name`` is without its blanks, as boards write it: danareyes, @dana.reyes; else empty."""
        said = re.sub(r"[\W_]+", "", name.casefold())
        found = [person for person in self.people if " " in person and re.sub(r"[\W_]+", "", person.casefold()) == said]
        return found[0] if len(found) == 1 and " " not in name.strip() else ""


@dataclass(frozen=True, slots=True)
class Owners:
    """``unplaced`` are names of which nobody can say whose they are, and both sides named together; ``beside`` is what
    stands beside a name, as a department."""

    buyer: str
    seller: str
    unplaced: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides. What fits both of them decides nothing."""

    buyer: Side = Side()
    seller: Side = Side()
    short: Mapping[str, str] = field(default_factory=dict)  # who is meant by initials, as the file's key says
    among: bool = False  # whether the file is a mail that goes from one of the seller's to others of them

    def is_initials(self, name: str) -> bool:
        """Whether ``name`` are the initials of one of the two companies."""
        return self.buyer.has_initials(name) or self.seller.has_initials(name)

    def is_sellers(self, name: str) -> bool:
        """Whether ``name`` is the seller's company alone."""
        return self.seller.is_called(name) and not self.buyer.is_called(name)

    def is_buyers(self, name: str) -> bool:
        """Whether ``name`` is the buyer's company alone."""
        return self.buyer.is_called(name) and not self.seller.is_called(name)

    def is_our_person(self, name: str) -> bool:
        """Whether ``name`` is that of somebody on the seller's side alone."""
        return self.seller.has(name) and not self.buyer.has(name)

    def is_ours(self, name: str) -> bool:
        """Whether ``name`` is the seller's company, or somebody's on its side, whole or as their initials: Fabrikam, Sam, SO."""
        return _is_of(self.seller, self.buyer, name)

    def has_our_initials(self, name: str) -> bool:
        return self.seller.spells_person(name) and not self.buyer.spells_person(name)

    def is_theirs(self, name: str) -> bool:
        """The same of the buyer's side."""
        return _is_of(self.buyer, self.seller, name)

    def company_named(self, name: str) -> str:
        """The side whose company's name ``name`` is, whole or its beginning; empty for words such as "customer"."""
        return "buyer" if self.is_buyers(name) else "seller" if self.is_sellers(name) else ""

    def owners(self, text: str) -> Owners:
        """The owners that one cell names."""
        named: dict[str, str] = {}
        unplaced: list[str] = []
        sides = {side for short in parts_of(text) if (side := self._side_of(self.short.get(short, short)))}
        beside: list[str] = []
        for short in parts_of(text):
            part = self.short.get(short, self._without_address(short))
            side, name, more = self._placed(part)
            if side and not name and unplaced and len(sides) < 2:
                name = unplaced.pop()  # "Lena Brandt, Acme": the side stands behind the name
            if side and name and side not in named:
                named[side] = name
                beside += more
            elif name or side not in named:
                unplaced.append(part)
        return Owners(named.get("buyer", ""), named.get("seller", ""), tuple(unplaced), tuple(beside))

    def side_named(self, text: str) -> str:
        """The side that ``text`` names without a person: "Customer", a company's name, "both"; empty where it names none."""
        if _words(text) <= _said("both") | _said("filler") or folded(text) in _phrases("both"):
            return "both" if text.strip() else ""
        if {self._side_of(part) for part in parts_of(text)} == {"buyer", "seller"}:
            return "both"
        return self._side_of(text)

    def side_at(self, host: str) -> str:
        """The side whose company's name holds the word of a mail address: albariza, of Conservas Albariza."""
        said = folded(host)
        if len(said) < 4 or is_common(said):
            return ""
        bare = said.replace(" ", "")
        found = [side for side in ("buyer", "seller") if bare in getattr(self, side).hosts]
        return found[0] if len(found) == 1 else self.side_named(host)

    def _without_address(self, name: str) -> str:
        """A person whom we know without how they are addressed in Japanese: Dana様."""
        bare = re.sub(r"(?:様|さん|さま|氏|殿)$", "", name).strip()
        return bare if self.buyer.has(bare) or self.seller.has(bare) else name

    def _placed(self, part: str) -> tuple[str, str, list[str]]:
        """(side, name, what else is said) of one owner; no side where nothing says it."""
        whole = _words(part)
        if whole <= _said("both") | _said("filler") or folded(part) in _phrases("both"):
            return "", part, []
        split = (piece.strip(" -–—") for piece in re.split(r"\s*[(（:)）]\s*|\s+[-–—]\s+", part))
        pieces = [piece for piece in split if piece]
        for piece in pieces:
            side, unit = self._side_of(piece), ""
            if not side and len(pieces) > 1:
                side, unit = self._department(piece)  # "Priya Raman (Acme IT)"
            if side:
                others = [other for other in pieces if other is not piece] + ([unit] if unit else [])
                name = next((other for other in others if person.judge(other) == "person"), others[0] if others else "")
                return side, name, [other for other in others if other is not name]
        name = pieces[-1] if pieces else part
        if len(pieces) == 1:
            name = self.buyer.person_called(name) or self.seller.person_called(name) or name
        side = self._one("has", name)
        return (side, name if len(pieces) == 1 else part, []) if side else (*self._department(part), [])

    def _department(self, part: str) -> tuple[str, str]:
        """ "Acme InfoSec": the company's name in front of what is no person. "Jordan Smith" may work for Jordan Ltd."""
        first, _, rest = part.partition(" ")
        side = self._one("is_called", first)
        return (side, rest.strip()) if side and rest.strip() and person.judge(rest) != "person" else ("", part)

    def _side_of(self, piece: str) -> str:
        words = _words(piece)
        for side in ("buyer", "seller"):
            own = _said(side)
            if words & own and words <= own | _said("filler"):
                return side
        return self._one("is_called", piece)

    def _one(self, asks: str, text: str) -> str:
        buyer, seller = getattr(self.buyer, asks)(text), getattr(self.seller, asks)(text)
        return "" if buyer == seller else "buyer" if buyer else "seller"


def _is_of(mine: Side, other: Side, name: str) -> bool:
    """Whether ``name`` is that of a side's company, or of somebody there, whole or as initials, and not the other side's as well."""
    asks = (Side.is_called, Side.has, Side.spells_person)
    return any(ask(mine, name) and not ask(other, name) for ask in asks)


def _spells(letters: str, parts: Sequence[str]) -> bool:
    """Whether ``letters`` are taken from ``parts`` one after the other, of each the first and perhaps more."""
    if not parts:
        return not letters
    if not letters or letters[0] != parts[0][0]:
        return False
    rest = parts[0][1:]
    for taken in range(1, len(letters) + 1):
        if _spells(letters[taken:], parts[1:]):
            return True
        if taken == len(letters) or letters[taken] not in rest:
            return False
        rest = rest[rest.index(letters[taken]) + 1 :]
    return False


def parts_of(text: str) -> Sequence[str]:
    """Owners in one cell, apart; brackets are kept together."""
    return [piece.strip() for piece in _between().split(text) if piece.strip()]


@cache
def _between() -> re.Pattern[str]:
    joining = "|".join(map(re.escape, lexicon.table("sides.yaml")["and"]))
    return re.compile(rf"\s*(?:/|&|\+|;|,|\b(?:{joining})\b)\s*(?![^(]*\))")


@lru_cache(maxsize=10_000)
def is_title(said: str) -> bool:
    """Whether ``said``, behind a name, is what the person does or where: "CFO", "Head of Widgets", "购买部长"; "weak, needs
    help" and "only after 5 pm" are not."""
    if person.by_lists(said) == "group":
        return True
    first = re.split(r"[\s,/-]+", said.strip())[0]
    return person.by_lists(first) == "group" and internal.judge(said) is None and not re.search(r"\d", said)


def is_written_as_name(said: str) -> bool:
    """Whether each word of ``said`` is written large, as those of names are, or has no such letters."""
    return all(word[:1].isupper() or not word[:1].islower() for word in said.split())


@lru_cache(maxsize=10_000)
def is_absent(owner: str) -> bool:
    """Whether it is said of an owner that they cannot act: on leave, left the company."""
    said = f" {folded(owner)} "
    return any(f" {word} " in said for word in words_of("absent"))


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split())


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(map(folded, lexicon.table("sides.yaml").get(kind, ())))


@cache
def _said(kind: str) -> frozenset[str]:
    """The single words of a kind; "les deux" counts as a whole only."""
    return frozenset(word for word in _phrases(kind) if " " not in word)
