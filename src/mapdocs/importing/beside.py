"""What stands beside a plan's table, as a label and its value: "Customer: Wren Biotech"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mapdocs.importing import values
from mapdocs.importing.column_cells import is_dated
from mapdocs.importing.column_heads import side_of_word
from mapdocs.importing.owners import Sides, is_written_as_name
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Paper
from mapdocs.rules.classify import person

_MOST_CELLS = 12  # of a row of a list of people
TOP = 12  # rows of a table among which such a label may stand
_LINE = re.compile(r"([^:：]{2,30})[:：]\s*(\S.{1,60})")
_INITIALS = re.compile(
    r"\b([^\W\d_]{2,3})\s*(?:[=:：]|\s[–-](?=\s))\s*([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,2})(?:\s*\(([^()]{2,40})\))?"
)
_SHORT_NAME = re.compile(r"([A-Z]{1,4})\s*(?:[=:–-]\s*|\s)(\S.{2,40})")
_BOX = re.compile(r"\s*(?:>\s*)*(?:[-*+]|\d{1,3}[.)])?\s*(?:\[[ xX/~-]\]|[☐☑☒✅])\s*\S")
_NUMBERED = re.compile(r"\s*(?:>\s*)*\d{1,3}[.)]\s+\S")
_BLANK = re.compile(r"[<\[{].*[>\]}]|[\W\d]*")


def buyer_named(paper: Paper) -> str:
    """The buyer's company where one label names it and no other one names another; else empty."""
    found = {
        _company(said)
        for label, said in _labelled(paper)
        if side_of_word(folded(label), {}) == "buyer" and not _BLANK.fullmatch(said) and person.judge(said) != "nobody"
    }
    return found.pop() if len(found) == 1 else ""


def _company(said: str) -> str:
    """A company as it is written, without what ends the line: the point of "S.A." and "Inc." is its own."""
    bare = said.rstrip(" ,;")
    last = bare.rsplit(" ", 1)[-1]
    own = "." in last[:-1] or folded(last) in lexicon.entries("company_forms.txt")
    return bare if own else bare.rstrip(" .")


def people_listed(paper: Paper, sides: Sides) -> Sides:
    """``sides`` with the people whom a table lists with one of the companies or a mail address there, as a list of contacts does, and
    with the short names of the companies from the file's key: "FK  Fabrikam"."""
    found: dict[str, list[str]] = {"buyer": [], "seller": []}
    for row in (row for table in paper.tables for row in table.rows):
        said = [words(cell) for cell in row.cells if words(cell) and not cell.covered]
        addresses = [one for one in said if "@" in one and " " not in one]
        if len(said) > _MOST_CELLS:
            continue
        if len(addresses) != 1:
            if any(cell.value is not None or is_dated(words(cell)) for cell in row.cells):
                continue  # a step, and no contact
            companies = [side for one in said if (side := sides.company_named(one))]
            people = [one for one in said if " " in one and is_written_as_name(one) and person.judge(one) == "person"]
            others = [one for one in people if not sides.company_named(one)]
            if len(companies) == len(others) == 1:
                found[companies[0]].append(others[0])
            continue
        name, host = values.from_address(addresses[0])
        side = sides.side_at(host) if name else ""
        mailed = set(folded(name).split())
        named = [one for one in said if "@" not in one and set(folded(one).split()) & mailed]
        if side in found and len(named) == 1 and " " in named[0] and person.judge(named[0]) == "person":
            found[side].append(named[0])
    short = _short_names(paper, sides)
    buyer, seller = (
        replace(one, people=tuple(dict.fromkeys((*one.people, *found[side]))), short=(*one.short, *short[side]))
        for side, one in (("buyer", sides.buyer), ("seller", sides.seller))
    )
    return replace(sides, buyer=buyer, seller=seller)


def _short_names(paper: Paper, sides: Sides) -> dict[str, list[str]]:
    """What a key calls the companies, by side: "JF = Juniper Foods", "FK  Fabrikam"."""
    found: dict[str, list[str]] = {"buyer": [], "seller": []}
    cells = (words(cell) for table in paper.tables for row in table.rows for cell in row.cells)
    for said in (*(one for one in cells if 4 < len(one) < 60), *(line for line in paper.texts if len(line) < 60)):
        key = _SHORT_NAME.fullmatch(said)
        side = sides.company_named(key[2]) if key else ""
        if key and side and key[1] not in (sides.buyer.company, sides.seller.company):
            found[side].append(key[1])
    return found


def initials_of(paper: Paper) -> dict[str, str]:
    """Whom initials mean, where the file has a key of them: "DR = Dana Reyes (Juniper Foods), SO: Sam Ortiz"; or a list with a row each."""
    said = [words(cell) for table in paper.tables for row in table.rows for cell in row.cells if "=" in cell.text]
    said += [line for table in paper.tables for row in table.rows if (line := _key_row([words(c) for c in row.cells]))]
    found: dict[str, str] = {}
    for short, name, company in (match for text in (*said, *paper.texts) for match in _INITIALS.findall(text)):
        if "".join(word[0] for word in name.split()).casefold() == short.casefold():
            found.setdefault(short, f"{name} ({company})" if company else name)
    return found


def _key_row(said: Sequence[str]) -> str:
    """ "DR = Dana Reyes (Juniper Foods)" of a row with nothing else in cells of their own; empty for any other."""
    filled = [text for text in said if text]
    if not 2 <= len(filled) <= 3 or not re.fullmatch(r"[A-ZÀ-Þ]{2,3}", filled[0]):
        return ""
    return f"{filled[0]} = {filled[1]}" + (f" ({filled[2]})" if len(filled) > 2 else "")


def is_list(paper: Paper) -> bool:
    """Whether a file in which no plan was found holds a list of things to do: "- [ ] Contract signed", or outside a table "1.
    Contract signed"."""
    lines = [line for text in paper.texts for line in text.split("\n")]
    if sum(bool(_BOX.match(line)) for line in lines) > 1:
        return True
    is_table = any(len(row.cells) > 2 for table in paper.tables for row in table.rows)
    return not is_table and sum(bool(_NUMBERED.match(line)) for line in lines) > 1


def _labelled(paper: Paper) -> Iterator[tuple[str, str]]:
    for table in paper.tables:
        for row in table.rows[:TOP]:
            said = [words(cell) for cell in row.cells if words(cell) and not cell.covered]
            if len(said) == 2 and len(said[1]) <= 60:
                yield said[0].rstrip(" :："), said[1]
    for text in paper.beside or paper.texts:
        line = _LINE.fullmatch(" ".join(text.split()))
        if line:
            yield line[1], line[2]
