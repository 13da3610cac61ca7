"""People by their mail addresses: whoever writes from the buyer's company, or is written to there, is the buyer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from email.utils import getaddresses

from mapdocs.importing import values
from mapdocs.importing.owners import Sides
from mapdocs.rules.classify import person

_ADDRESSED = re.compile(r"([^\W\d_][^<>,;:()\"@]{1,40}?)\s*<[^<>\s@]+@([\w-]+)\.[\w.-]+>")
_LONGEST = 500  # signs of a line that are looked through


def with_people(sides: Sides, buyer: Iterable[str], seller: Iterable[str]) -> Sides:
    """``sides`` with more people of each."""
    mine, theirs = (
        replace(one, people=tuple(dict.fromkeys((*one.people, *more))))
        for one, more in ((sides.buyer, buyer), (sides.seller, seller))
    )
    return replace(sides, buyer=mine, seller=theirs)


def named_with_address(lines: Iterable[str], sides: Sides) -> dict[str, list[str]]:
    """The people of each side whom ``lines`` name with an address there: "Dana Reyes <dana@juniper.example>"."""
    people: dict[str, list[str]] = {"buyer": [], "seller": []}
    for name, host in (found for line in lines if "@" in line for found in _ADDRESSED.findall(line[:_LONGEST])):
        side = sides.side_at(host)
        if side in people and person.judge(name) == "person":
            people[side].append(name)
    return people


def with_addressed(sides: Sides, headers: Sequence[str]) -> Sides:
    """``sides`` with the people whom the ``headers`` of a mail name: who wrote it, and to whom."""
    people: dict[str, list[str]] = {"buyer": [], "seller": []}
    for said, address in getaddresses(list(headers)):
        by_address, host = values.from_address(address)
        side = sides.side_at(host)
        last, comma, first = said.partition(", ")
        name = f"{first} {last}" if comma else said  # "Reyes, Dana"
        name = name if person.judge(name) == "person" else by_address
        if side in people and " " in name and person.judge(name) == "person":
            people[side].append(name)
    return with_people(sides, people["buyer"], people["seller"])


def are_ours(headers: Sequence[str], sides: Sides) -> bool:
    """Whether a mail whose ``headers`` say from whom and to whom it goes is from one of ours to others of ours alone."""
    hosts = [values.from_address(address)[1] for _, address in getaddresses(list(headers))]
    return len(hosts) > 1 and all(sides.side_at(host) == "seller" for host in hosts)
