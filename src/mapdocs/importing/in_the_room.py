"""People whom a line beside the plan names with their company: "Attendees: Eva Lund (Juniper), Lee Park (Fabrikam)", "Attendees Juniper: Eva Lund"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mapdocs.importing.addressed import with_people
from mapdocs.importing.owners import Side, Sides, is_written_as_name
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Paper
from mapdocs.rules.classify import person

_NAME = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,2}"
_WITH_COMPANY = re.compile(rf"({_NAME})\s*[(（]([^()（）]{{2,40}})[)）]")
_LABELLED = re.compile(r"\s*([^:：]{2,40})[:：]\s*(\S.{1,300})")
_LONGEST = 600  # signs of such a line


def with_people_in(paper: Paper, sides: Sides) -> Sides:
    """``sides`` with those people; who is known to be on the other side stays there."""
    found: dict[str, list[str]] = {"buyer": [], "seller": []}
    for line in _lines_of(paper):
        labelled = _LABELLED.fullmatch(line) if len(line) <= _LONGEST else None
        if labelled is None:
            continue
        label = [word for word in re.findall(r"[\w'’&-]+", labelled[1]) if folded(word) not in _listed("attendees")]
        if len(label) == len(re.findall(r"[\w'’&-]+", labelled[1])):
            continue
        side = sides.company_named(" ".join(label))
        for name, company in _WITH_COMPANY.findall(labelled[2]) if not label else ():
            placed = sides.company_named(company)
            if placed:
                found[placed].append(name)
        if side:
            found[side] += [name.strip() for name in re.split(r"[,;、，]", labelled[2])]
    buyer, seller = (
        [name for name in named if _is_name(name, other)]
        for named, other in ((found["buyer"], sides.seller), (found["seller"], sides.buyer))
    )
    return with_people(sides, buyer, seller)


def _lines_of(paper: Paper) -> Iterator[str]:
    """The lines of the file, and rows that may be one: a list of people between commas is several cells of a CSV."""
    for text in paper.texts:
        yield from text.split("\n")
    for table in paper.tables:
        for row in table.rows:
            said = [text for cell in row.cells if not cell.covered and (text := words(cell))]
            if said and re.search(r"[:：]", said[0]):
                yield ", ".join(said)


def _is_name(said: str, other: Side) -> bool:
    return (
        bool(re.fullmatch(_NAME, said))
        and is_written_as_name(said)
        and person.judge(said) == "person"
        and not other.has(said)
    )


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("sides.yaml")[kind])
