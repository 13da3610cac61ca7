"""What stands beside a plan's table, as a label and its value: "Customer: Wren Biotech"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapdocs.importing.column_heads import side_of_word
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.cells import read_status
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import Paper
from mapdocs.rules.classify import person

TOP = 12  # rows of a table among which such a label may stand
_LINE = re.compile(r"([^:：]{2,30})[:：]\s*(\S.{1,60})")
_INITIALS = re.compile(
    r"\b([^\W\d_]{2,3})\s*=\s*([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,2})(?:\s*\(([^()]{2,40})\))?"
)
_BOX = re.compile(r"\s*(?:>\s*)*(?:[-*+]|\d{1,3}[.)])?\s*(?:\[[ xX/-]\]|[☐☑☒✅])\s*\S")
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


def legend_of(paper: Paper) -> dict[str, str]:
    """The statuses that letters or signs stand for, where the file has a key: "B · Complete", "R · Blocked"."""
    found: dict[str, str] = {}
    for table in paper.tables:
        for row in table.rows:
            said = [words(cell) for cell in row.cells if words(cell) and not cell.covered]
            status = (
                read_status(said[1], {}) if len(said) == 2 and len(said[0]) <= 2 and not said[0].isdigit() else None
            )
            if status:
                found.setdefault(said[0].casefold(), status)
    return found if len(found) > 1 else {}


def initials_of(paper: Paper) -> dict[str, str]:
    """Whom initials mean, where the file has a key of them: "DR = Dana Reyes (Juniper Foods), SO = Sam Ortiz"."""
    said = [words(cell) for table in paper.tables for row in table.rows for cell in row.cells if "=" in cell.text]
    found: dict[str, str] = {}
    for short, name, company in (match for text in (*said, *paper.texts) for match in _INITIALS.findall(text)):
        if "".join(word[0] for word in name.split()).casefold() == short.casefold():
            found.setdefault(short, f"{name} ({company})" if company else name)
    return found


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
