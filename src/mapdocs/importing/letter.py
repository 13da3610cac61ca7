"""A mail's own words: whom its writer means by "me" and "you", and that what the buyer's side wrote is nothing to keep from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parseaddr
from functools import cache
from itertools import takewhile

from mapdocs.importing import values
from mapdocs.importing.addressed import with_people
from mapdocs.importing.owners import Sides, parts_of
from mapdocs.language import lexicon
from mapdocs.language.replies import quote_begins
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Paper, Table
from mapdocs.rules.classify import person

_OWNED = ("owner", "buyer_owner", "seller_owner")


@dataclass(frozen=True, slots=True)
class Letter:
    """``side`` is that of a mail's writer, ``name`` the writer; both are empty where they are not known, or the file is no mail.
    ``meant`` are the names, by the folded words that stand for them in what the writer wrote."""

    side: str = ""
    name: str = ""
    meant: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_buyers(self) -> bool:
        """Whether the buyer's side wrote it: "our internal freeze" is theirs there, and they have read all of it."""
        return self.side == "buyer"

    def with_writer(self, sides: Sides) -> Sides:
        """``sides`` with the writer among their people."""
        if not self.name or self.side not in ("buyer", "seller"):
            return sides
        writer = {"buyer": (), "seller": (), self.side: (self.name,)}
        known = (sides.buyer if self.side == "buyer" else sides.seller).has(self.name)
        return sides if known else with_people(sides, writer["buyer"], writer["seller"])

    def spelt_out(self, sides: Sides, said: Iterable[str]) -> Sides:
        """``sides`` that know the words of ``said`` by which the writer means somebody."""
        parts = {part for one in said for part in one.replace(",", " , ").replace(":", " : ").split()}
        return replace(sides, short={**sides.short, **self._as_written(parts)}) if self.meant else sides

    def _as_written(self, parts: Iterable[str]) -> dict[str, str]:
        every = {part: self.meant[folded(part)] for part in parts if folded(part) in self.meant}
        return {
            **{form: name for word, name in self.meant.items() if " " in word for form in (word, word.capitalize())},
            **every,
        }

    def name_owners(self, every: Sequence[dict[str, str]]) -> list[str]:
        """Write into the facts of the writer's own points whom "me", "you" and "both of us" mean; what was read so."""
        told: list[str] = []
        for facts in every if self.meant else ():
            for name in _OWNED:
                said = facts.get(name, "")
                parts = [said] if folded(said) in self.meant else list(parts_of(said))
                named = [self.meant.get(folded(part), part) for part in parts]
                if named != parts:
                    facts[name] = " / ".join(named)
                    told += [
                        f"“{a}” was read as “{b}”, as its writer means it"
                        for a, b in zip(parts, named, strict=True)
                        if a != b
                    ]
        return told


def letter_of(paper: Paper, sides: Sides) -> Letter:
    """Who wrote the mail that ``paper`` is, and what their words for people mean. Where it quotes another one without a sign at each
    line nobody can say whose "me" is whose."""
    if paper.kind != "mail" or not paper.sender:
        return Letter()
    name, address = parseaddr(paper.sender)
    spelt, host = values.from_address(address)
    name = " ".join((name if person.judge(name) == "person" else spelt).split())
    side = sides.side_at(host) if host else ""
    if side not in ("buyer", "seller"):
        known = " " in name and (sides.buyer.has(name), sides.seller.has(name))
        side = "buyer" if known == (True, False) else "seller" if known == (False, True) else ""
    if not side:
        return Letter()
    return Letter(side, name, {} if _quotes_unsigned(paper.lines) else _meant(sides, side, name))


def _meant(sides: Sides, side: str, name: str) -> Mapping[str, str]:
    mine, other = (sides.buyer, sides.seller) if side == "buyer" else (sides.seller, sides.buyer)
    to = other.people[0] if len(other.people) == 1 else other.company
    both = f"{name} / {to}" if to else ""
    names = {"says_me": name, "says_we": mine.company, "says_you": to, "says_both": both}
    return {word: named for kind, named in names.items() if named for word in _words(kind)}


def _quotes_unsigned(lines: Sequence[str]) -> bool:
    filled = [line.lstrip() for line in lines if line.strip()]
    begins = [n for n, line in enumerate(filled) if not line.startswith(">") and quote_begins().match(line)]
    return any(not filled[n + 1].startswith(">") for n in begins if n + 1 < len(filled))


@cache
def _words(kind: str) -> frozenset[str]:
    """As they are written, in small letters, and folded."""
    return frozenset(form for word in lexicon.table("sides.yaml")[kind] for form in (word.casefold(), folded(word)))


def above_the_quoted(tables: Sequence[Table]) -> list[Table]:
    """The tables of a mail before what it quotes."""
    return list(takewhile(lambda table: not any(quote_begins().match(line) for line in table.above), tables))


def newer_kept(paper: Paper, plan: Table, kept: Sequence[Table]) -> str:
    """The line above a table of a mail that is kept back, where ``plan`` is what the mail quotes below it; empty where none is."""
    newer = above_the_quoted(paper.tables) if paper.kind == "mail" else []
    if any(table is plan for table in newer):
        return ""
    return next((one.above[-1] for one in newer if one.above and any(one is table for table in kept)), "")
