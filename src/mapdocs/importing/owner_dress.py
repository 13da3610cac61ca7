"""What stands around the owner's name in a cell of one side: a program's brackets, a telephone number, a department beside the person; and
a cell that is merged over both sides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mapdocs.importing.owners import Sides, is_written_as_name, parts_of
from mapdocs.readers.tables import GridRow, clean
from mapdocs.rules.classify import person

_LISTED = re.compile(r"\[\s*([^\[\]]*?)\s*\]")  # ClickUp's and Airtable's lists
_PHONE = re.compile(r"[\s,;:(|–-]*((?:[Tt]el\.?|☎|📞|[Mm]ob(?:ile|il)?\.?)?[\s:]*\+?\(?\d[\d ()/.-]{4,}\d)\)?$")
_CALLED_LAST = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ'’-]+), ([A-ZÀ-Þ][a-zß-ÿ][\w'’-]*)(?=$|\s*[(（<])")
_JOINED = re.compile(r"[/&+;；]")
_SURE = 2  # words of a whole name


def bare_list(said: str) -> str:
    """ "[Aksel Dahl, Mona Ferr]" without its brackets, and "[]" as nothing; "[TBD]" stays as it is."""
    found = _LISTED.fullmatch(said)
    if found is None:
        return said
    names = [name.strip(" \"'") for name in found[1].split(",")]
    return ", ".join(names) if not found[1] or all(_is_person(name) for name in names) else said


def without_phone(said: str) -> tuple[str, str]:
    """(the owner, the telephone number behind) of "Dana Reyes +44 20 7946 0000"."""
    found = _PHONE.search(said)
    if found is None or sum(sign.isdigit() for sign in found[1]) < 6 or not said[: found.start()].strip():
        return said, ""
    return said[: found.start()].strip(), found[1].strip()


def given_first(said: str) -> str:
    """ "ROE, Jan" as one says it."""
    return _CALLED_LAST.sub(lambda found: f"{found[2]} {found[1].title()}", said, count=1)


def person_and_unit(said: str, sides: Sides) -> tuple[str, str]:
    """(the only person, the departments beside) of "IT Ops / Jan Kroll", "Max Orth + legal"; nothing beside where there is another."""
    if not _JOINED.search(said):  # "Dana Reyes, Procurement" is her title
        return said, ""
    parts = parts_of(said)
    people = [part for part in parts if _is_person(part) or sides.buyer.has(part) or sides.seller.has(part)]
    others = [part for part in parts if part not in people]
    if len(people) != 1 or not others or not all(person.by_lists(part) == "group" for part in others):
        return said, ""
    return people[0], ", ".join(others)


def merged_over_both(row: GridRow, fields: Mapping[str, int], sides: Sides) -> tuple[str, str]:
    """The owners of both sides in one cell that is merged over both columns, "Dana Reyes / Sam Ortiz"; each stands below its own
    heading, unless we know them to be the other way round. Empty where it is no such cell."""
    columns = sorted((fields[name], name) for name in ("buyer_owner", "seller_owner") if name in fields)
    if len(columns) != 2 or row.cell(columns[1][0]).covered != "left":
        return "", ""
    lines = clean(row.cell(columns[0][0]).text).split("\n")
    parts = [part for line in lines for part in parts_of(line)]
    if len(parts) != 2 or not all(map(_is_person, parts)):
        return "", ""
    first, second = parts
    named = {columns[0][1]: first, columns[1][1]: second}
    if sides.seller.has(named["buyer_owner"]) or sides.buyer.has(named["seller_owner"]):
        return named["seller_owner"], named["buyer_owner"]
    return named["buyer_owner"], named["seller_owner"]


def _is_person(part: str) -> bool:
    return len(part.split()) >= _SURE and is_written_as_name(part) and person.judge(part) == "person"
