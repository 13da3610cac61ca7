"""Whether what looks like a label in a point of a list is one: "Test data: Dana, 9 Dec" names no day, "Juniper: NDA signed – 4 Dec" whose the
step is."""

from __future__ import annotations

import re
from collections.abc import Callable

from mapdocs.importing.list_words import names_time
from mapdocs.importing.owners import Sides, parts_of
from mapdocs.rules.classify import person

OPEN_DAYS = frozenset(("tbd", "tbc", "tba", "?", "??", "open", "offen", "未定"))
LONGEST_DAY = 6  # words
_MOST_WORDS = 3  # of a department's name
_DAYS, _OWNERS = ("target_date", "done_on"), ("owner", "buyer_owner", "seller_owner")


def answers(name: str, said: str, day_in: Callable[[str], str], is_owner: Callable[[str], bool], *, side: bool) -> bool:
    """Whether ``said``, behind a word for the field ``name``, begins with a day or an owner, where that is what the field holds. Behind
    the name of a ``side`` no department is one: "Juniper: NDA signed"."""
    whole = re.split(r"\s+[–—|-]+\s+|[;(（]", said)[0].strip()
    if name in _DAYS:
        words = whole.split(" ")
        begins = [" ".join(words[:count]).rstrip(",;.:") for count in range(LONGEST_DAY, 0, -1)]
        return any(one.casefold() in OPEN_DAYS or day_in(one) or names_time(one) for one in begins)
    if name in _OWNERS:
        first = re.split(r"[,，、.]\s+|[、。]", whole)[0].strip(" ,.*_")
        group = not first[:1].islower() and len(first.split()) <= _MOST_WORDS and person.judge(first) != "person"
        return is_owner(first) or person.by_lists(first) == "nobody" or (group and not side)
    return True


def names_owners(head: str, sides: Sides, *, dated: bool) -> bool:
    """Whether what stands in front of a step's colon is who does it: people whom we know, "Dana + Sam"; of a ``dated`` step also a
    side: "Us", "Juniper", "Both"."""
    known = [sides.buyer.has(part) or sides.seller.has(part) for part in parts_of(head)]
    if all(known):
        return bool(known)
    named = [bool(sides.side_named(part)) for part in parts_of(head)]
    return dated and all(one or other for one, other in zip(known, named, strict=True))
