"""Headings of columns with a word for what is inside or kept that mean another thing: "Internal owner" beside "External owner", days under
"Commission", classes of documents under "Confidentiality"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from mapdocs.importing.column_cells import is_dated
from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.things import (
    counts_time,
    is_inner,
    is_level,
    is_outer,
    is_time_or_start,
    names_class,
    names_facet,
    names_money,
)
from mapdocs.readers.headings import folded, without_brackets

_SIDES = 3  # words of a cell that says which


def holds_no_secret(head: str, said: Sequence[str]) -> bool:
    """Whether a column under a word for what the seller keeps holds another thing: days and stretches of time under "Margin" or
    "Commission", the classes of documents under "Confidentiality"."""
    bare = without_brackets(head)
    if not said:
        return False
    if names_class(bare):
        return all(is_level(text) for text in said)
    if not names_money(head):
        return False
    days = counts_time(head)
    return all(is_dated(text) or is_time_or_start(text) or (days and text.isdigit()) for text in said)


def is_of_both(head: str) -> bool:
    """Whether a heading is "Internal/External" and names no thing."""
    named = folded(head).split()
    return any(map(is_inner, named)) and any(map(is_outer, named)) and not names_facet(head)


def says_more_than_sides(said: Sequence[str]) -> bool:
    """Whether below such a heading somebody writes more than which of both: then the column is the seller's own."""
    return any(len(text.split()) > _SIDES for text in said)


def owners_inside(heads: Mapping[int, str]) -> dict[int, str]:
    """The columns of owners inside and outside, "Internal owner" beside "External owner", with the field of each: in a seller's file
    the owner inside is the seller's. One alone is none."""
    sided = {column: one for column, head in heads.items() if (one := _sided(head))}
    for first, second in combinations(sorted(sided), 2):
        (mine, rest), (theirs, same) = sided[first], sided[second]
        if mine != theirs and rest == same and kind_of(rest, rest, {}) == ("owner", True):
            inside, outside = (first, second) if mine == "in" else (second, first)
            return {inside: "seller_owner", outside: "buyer_owner"}
    return {}


def is_inside_or_outside(head: str) -> bool:
    """Whether a heading is that of owners inside or outside: whose they are depends on who wrote the plan."""
    return bool(_sided(head))


def _sided(head: str) -> tuple[str, str] | None:
    """("in" or "out", the rest) of a heading such as "Internal owner" or 社外担当."""
    said = folded(head)
    for at in (2, len(said)):
        for part, rest in ((said[:at], said[at:]), *_halves(said)):
            if rest and (is_inner(part) or is_outer(part)) and len(part) > 1:
                return ("in" if is_inner(part) else "out"), rest
    return None


def _halves(said: str) -> Iterator[tuple[str, str]]:
    first, _, rest = said.partition(" ")
    before, _, last = said.rpartition(" ")
    yield from ((first, rest), (last, before))
