"""Whose a step is: owners as people write them into one cell, "Buyer (IT)", "Acme – Dana", told apart by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mapdocs.importing.columns import words_of
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.rules.classify import person


@dataclass(frozen=True, slots=True)
class Side:
    """A company and its people, as far as they are known."""

    company: str = ""
    people: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is the company's, or the beginning of it: Juniper, for Juniper Foods."""
        said, whole = folded(name).split(), folded(self.company).split()
        return bool(said) and len(said[0]) > 2 and whole[: len(said)] == said and said[0] not in _phrases("article")

    def has(self, name: str) -> bool:
        """Whether ``name`` is one of the people, by their whole name or their first."""
        said = folded(name)
        return bool(said) and any(said in (folded(person), folded(person).partition(" ")[0]) for person in self.people)


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

    def owners(self, text: str) -> Owners:
        """The owners that one cell names."""
        named: dict[str, str] = {}
        unplaced: list[str] = []
        beside: list[str] = []
        for part in parts_of(text):
            side, name, more = self._placed(part)
            if side and not name and unplaced:
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
        return self._side_of(text)

    def _placed(self, part: str) -> tuple[str, str, list[str]]:
        """(side, name, what else is said) of one owner; no side where nothing says it."""
        whole = _words(part)
        if whole <= _said("both") | _said("filler") or folded(part) in _phrases("both"):
            return "", part, []
        split = (piece.strip(" -–—") for piece in re.split(r"\s*[(（:)）]\s*|\s+[-–—]\s+", part))
        pieces = [piece for piece in split if piece]
        for piece in pieces:
            side = self._side_of(piece)
            if side:
                others = [other for other in pieces if other is not piece]
                name = next((other for other in others if person.judge(other) == "person"), others[0] if others else "")
                return side, name, [other for other in others if other is not name]
        name = pieces[-1] if pieces else part
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


def parts_of(text: str) -> Sequence[str]:
    """Owners in one cell, apart; brackets are kept together."""
    return [piece.strip() for piece in _between().split(text) if piece.strip()]


@cache
def _between() -> re.Pattern[str]:
    joining = "|".join(map(re.escape, lexicon.table("sides.yaml")["and"]))
    return re.compile(rf"\s*(?:/|&|\+|;|,|\b(?:{joining})\b)\s*(?![^(]*\))")


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
