"""Lines that close a plan to everybody but the two companies: "Not for distribution outside Juniper Foods and Fabrikam"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from mapdocs.importing.owners import Sides
from mapdocs.importing.things import names_dealings
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_JOINT = re.compile(r"\s*(?:[/&+]|と|及び|および|並びに)\s*|\s+")
_MOST = 12  # signs between the two names


def is_closed_to_others(said: str, sides: Sides) -> bool:
    """Whether ``said`` keeps something inside the two companies, both of which it names side by side behind a word such as "outside";
    in Japanese in front of it."""
    places = {side: _place(said, is_called) for side, is_called in (("b", sides.is_buyers), ("s", sides.is_sellers))}
    found = sorted(place for place in places.values() if place)
    if len(found) < len(places):
        return False
    (first, end), (start, last) = found
    between = [word for word in _JOINT.split(folded(said[end:start])) if word]
    if start - end > _MOST or not set(between) <= _joining() | {""}:
        return False
    around = said[last:] if has_unspaced(said) else said[:first]
    plain = folded(around)
    outside = any((one in plain) if has_unspaced(one) else f" {one} " in f" {plain} " for one in _said("outside_of"))
    rest = said[:first] if has_unspaced(said) else " ".join(w for w in folded(said).split() if w not in _silent())
    return outside and not names_dealings(rest)


def is_closed_to_us(said: str, sides: Sides) -> bool:
    """Whether ``said`` keeps something inside the seller's company alone: "Not for distribution outside Fabrikam"."""
    place = _place(said, sides.is_sellers)
    if not place or _place(said, sides.is_buyers) or has_unspaced(said):
        return False
    before = folded(said[: place[0]]).split()
    no = {folded(word) for word in lexicon.table("private.yaml")["negation"]}
    near = f" {' '.join(before[-3:])} "
    return not no.isdisjoint(before) and any(f" {word} " in near for word in _said("outside_of"))


def _place(said: str, is_called: Callable[[str], bool]) -> tuple[int, int] | tuple[()]:
    words = list(re.finditer(r"[^\W_](?:[\w&'’.-]*[^\W_])?", said, re.ASCII if has_unspaced(said) else 0))
    for many in (3, 2, 1):
        for at in range(len(words) - many + 1):
            start, end = words[at].start(), words[at + many - 1].end()
            if is_called(said[start:end]):
                return start, end
    return ()


@cache
def _said(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("things.yaml")[kind])


@cache
def _joining() -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("sides.yaml")["and"])


@cache
def _silent() -> frozenset[str]:
    """Words of `dealings` that say no more than that it is secret."""
    table = lexicon.table("private.yaml")
    return frozenset(folded(word.rstrip("*")) for word in (*table["negation"], *table["banner"]))
