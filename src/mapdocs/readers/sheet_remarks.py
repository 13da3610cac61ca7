"""Comments on the cells of a sheet: threads where there are any, else the old notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from mapdocs.readers.package import Package, local
from mapdocs.readers.tables import Remark, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# What Excel writes for programs that do not know threads, in its own language, before what was said.
_THREAD = re.compile(r"^\[[^\]]{3,60}\].{20,600}?linkid=\d+\s*(?:[^\s:：]{2,20}\s?[:：]\s*)?", re.DOTALL)


def persons(root: _Element) -> Iterator[tuple[str, str]]:
    for person in root:
        if local(person) == "person":
            yield person.get("id") or "", clean(person.get("displayName") or "")


def remarks_of(package: Package, sheet: str, persons: dict[str, str]) -> dict[tuple[int, int], list[Remark]]:
    """Comments by (row, column): threads where there are any, else the old notes."""
    found: dict[tuple[int, int], list[Remark]] = {}
    threads: dict[tuple[int, int], list[Remark]] = {}
    for _, kind, path in package.related(sheet):
        if kind == "comments":
            root = package.xml(path)
            authors = [clean(a.text or "") for a in root.iter() if local(a) == "author"]
            for element in root.iter():
                if local(element) == "comment":
                    at = whole_number(element.get("authorId"))
                    author = authors[at] if at < len(authors) else ""
                    text = clean("".join(t.text or "" for t in element.iter() if local(t) == "t"))
                    # Excel writes "Name:" in front of a note, in bold.
                    text = text.removeprefix(f"{author}:").strip() if author else text
                    text = _THREAD.sub("", text)
                    _keep(found, element, Remark(text, "" if author.startswith("tc=") else author))
        elif kind == "threadedComment":
            for element in package.xml(path):
                text = clean("".join(t.text or "" for t in element if local(t) == "text"))
                author = persons.get(element.get("personId") or "", "")
                day = (element.get("dT") or "")[:10]
                at_day = date.fromisoformat(day) if _is_day(day) else None
                _keep(threads, element, Remark(text, author, at_day))
    return {**found, **threads}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _keep(into: dict[tuple[int, int], list[Remark]], element: _Element, remark: Remark) -> None:
    place = REFERENCE.fullmatch(element.get("ref") or "")
    if place and remark.text:
        into.setdefault((int(place[2]), column_of(place[1])), []).append(remark)


def column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters_of(column: int) -> str:
    """What a sheet calls its ``column``, the first being 0: AB of 27."""
    return (letters_of(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def whole_number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else 0
