"""Owners who are written shorter than elsewhere, "Ms Reyes" and "Dana R.", and what stands in a cell beside them: "Dana Reyes (backup:
Eva Lund)", "Sam Ortiz with Dana Reyes", "Dana Reyes, VP Operations"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_words import words_of
from mapdocs.importing.owners import Sides, is_title, is_written_as_name, parts_of
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.rules.classify import person

_DEPUTY = re.compile(
    r"(?P<name>[^()（）,;:]{3,60}?)\s*[,;(（–—-]\s*(?P<label>[^()（）:：]{2,20}?)\s*[:：]?\s+(?P<other>[^()（）:：]{2,60})[)）]?"
)
_OWNERS = ("owner", "buyer_owner", "seller_owner")


def people_in(chosen: Chosen, sides: Sides) -> frozenset[str]:
    """All people whom the columns of owners name in full, and those of ``sides``: of two with a name nobody is called by it alone."""
    columns = [chosen.fields[name] for name in _OWNERS if name in chosen.fields]
    cells = {words(row.cell(column)) for row in chosen.rows for column in columns}
    apart = {piece for said in cells for piece in re.split(rf"[()（）:：<>|→]|->|\s(?:{_withs()})\s", said)}
    found = {part for piece in apart for part in parts_of(piece) if _is_full(part)}
    return frozenset((*found, *sides.buyer.people, *sides.seller.people))


def _is_full(part: str) -> bool:
    said = part.split()
    return len(said) > 1 and person.judge(part) == "person" and not _called(said[0]) and not re.search(r"\b\w\b", part)


def in_full(said: str, everybody: Iterable[str], sides: Sides) -> tuple[str, Mapping[str, str]]:
    """``said`` with the people in it written out whom it names by a part of their name, if only one known person has it; and what
    was read as whom."""
    read: dict[str, str] = {}
    turned = " ".join(reversed([part.strip() for part in said.split(",")])) if said.count(",") == 1 else ""
    if turned.count(" ") == 1 and _knows(turned, sides):  # "Reyes, Dana"
        return turned, read
    for part in parts_of(said):
        fitting = {folded(name) for name in everybody if _fits(part, name)}
        known = [name for name in (*sides.buyer.people, *sides.seller.people) if folded(name) in fitting]
        if len(fitting) == 1 and known and not _knows(part, sides):
            read[part] = known[0]
    for part, name in read.items():
        said = said.replace(part, name, 1)
    return said, read


def _knows(name: str, sides: Sides) -> bool:
    return any(folded(name) == folded(one) for one in (*sides.buyer.people, *sides.seller.people))


def _fits(part: str, name: str) -> bool:
    """Whether ``part`` is short for ``name``: "Ms Reyes", "Dana R.", "D. Reyes"."""
    said, whole = part.split(), name.split()
    if len(said) != 2 or len(whole) < 2 or folded(part) == folded(name):
        return False
    first, last = said
    if _called(first):
        return folded(last) == folded(whole[-1]) and len(last) > 2
    short = [re.fullmatch(r"([^\W\d_])\.?", one) for one in said]
    if short[1] and not short[0]:
        return folded(first) == folded(whole[0]) and folded(last)[:1] == folded(whole[-1])[:1]
    return (
        bool(short[0] and not short[1]) and folded(last) == folded(whole[-1]) and folded(first)[:1] == folded(name)[:1]
    )


def _called(first: str) -> bool:
    return first.casefold().rstrip(".") in _addresses()


@cache
def _addresses() -> frozenset[str]:
    said = (*lexicon.entries("titles.txt"), *lexicon.table("cells.yaml")["address"])
    return frozenset(word.casefold().rstrip(".") for word in said)


def with_deputy(said: str) -> tuple[str, str]:
    """(who owns the step, what is said of who stands in) of "Dana Reyes (backup: Eva Lund)"; the second is empty where nobody does."""
    found = _DEPUTY.fullmatch(said)
    if found is None or person.judge(found["name"]) != "person" or person.judge(found["other"]) != "person":
        return said, ""
    label = folded(found["label"])
    return (
        (found["name"], said[found.end("name") :].strip(" ()（）,;–—-"))
        if label in words_of("deputy_word")
        else (said, "")
    )


def beside_one_another(said: str) -> str:
    """ "Sam Ortiz with Dana Reyes" as two owners."""
    found = re.fullmatch(rf"(.{{3,60}}?) (?:{_withs()}) (.{{3,60}})", said)
    if found and all(person.judge(one) == "person" and is_written_as_name(one) for one in found.groups()):
        return f"{found[1]} / {found[2]}"
    return said


@cache
def _withs() -> str:
    return "|".join(map(re.escape, lexicon.table("columns.yaml")["with_word"]))


def with_title(said: str) -> tuple[str, str]:
    """(the name, the title) of "Dana Reyes, VP Operations"; the second is empty where there is none."""
    name, comma, title = (part.strip() for part in said.partition(","))
    is_one = comma and title and len(name.split()) > 1 and person.judge(name) == "person" and "/" not in said
    return (name, title) if is_one and is_title(title) and person.judge(title) != "person" else (said, "")
