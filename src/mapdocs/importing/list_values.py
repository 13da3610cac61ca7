"""What stands behind a label in a point of a list, where that says more than the label asks for: "Fabrikam: Rob Stern - 3 Dec 2026",
"(owner: Lis Arne, Juniper) due 2027-01-29"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mapdocs.importing.list_labels import LONGEST_DAY
from mapdocs.importing.list_words import is_plainly_day, is_time, until

CUT = re.compile(r"\s+(?:[-–—|→•·]|--|->)\s+|\s*[|;；→]\s*|\s*—\s*")
COMMA = re.compile(r"[,，、]\s+|、")
_ENDS = re.compile(rf"{CUT.pattern}|{COMMA.pattern}")
_WHO = re.compile(r"\s*([^\W\d_][^,;:()（）]{1,40}?)\s*[(（]([^()（）]{2,40})[)）]\s*")
_PAIRS = {")": "(", "）": "（", "]": "["}
_EDGES = " ,;.–—|-"
_DAYS = ("target_date", "done_on")
_OWNERS = ("owner", "buyer_owner", "seller_owner")
_NOT_WHO = ("target_date", "exit_criteria", "status")
_SHORT = 30  # signs of what is no more than a day behind its label

Kind = Callable[[str], tuple[str, str] | None]
Facts = list[tuple[str, str]]  # by their field; "" for what fits none


def closed_at(said: str) -> tuple[str, str]:
    """``said`` up to the bracket that closes before one opens, and what follows: "Dana Reyes) by 4 Dec" behind "(owner:"."""
    opened: list[str] = []
    for at, sign in enumerate(said):
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS:
            if not opened:
                return said[:at].strip(_EDGES), said[at + 1 :].strip(_EDGES)
            opened.pop()
    return said.strip(_EDGES), ""


def opened_at(said: str) -> tuple[str, str]:
    """``said`` up to a bracket in it that nothing closes, and what stands in that: "Sign (Dana Reyes", of which a label is the rest."""
    opened: list[int] = []
    for at, sign in enumerate(said):
        if sign in _PAIRS.values():
            opened.append(at)
        elif sign in _PAIRS and opened:
            opened.pop()
    return (said[: opened[0]].rstrip(), said[opened[0] + 1 :].strip()) if opened and opened[0] else (said, "")


def facts_behind(name: str, said: str, whole: str, kind: Kind, day_in: Callable[[str], str]) -> Facts:
    """The facts behind a label for the field ``name``, that one first; ``whole`` is ``said`` with its label."""
    if name in _DAYS:
        return _day_and_more(name, said, whole, kind, day_in)
    if name in _OWNERS:
        return _owner_and_more(name, said, kind, day_in)
    *before, last = CUT.split(said)
    if before and is_plainly_day(last) and (day := day_in(last)):  # "done when: minutes sent – 4 Dec 2026"
        at = said.rindex(last)
        return [(name, said[:at].strip(_EDGES)), ("target_date", day)]
    return [(name, said)]


def _day_and_more(name: str, said: str, whole: str, kind: Kind, day_in: Callable[[str], str]) -> Facts:
    """Of what begins with a day only that is the day."""
    parts = _apart(said, kind)
    if len(parts) > 1 and (day := day_in(parts[0])):
        more = _facts_of(parts[1:], kind, day_in)
        if len(said) <= _SHORT or all(field for field, _ in more):
            return [(name, day), *more]
    if len(said) <= _SHORT:
        return [(name, said)]
    words = said.split(" ")
    days = (" ".join(words[:count]).rstrip(",;.") for count in range(LONGEST_DAY, 0, -1))
    day = next((day for day in days if day_in(day)), "")
    return [*([(name, day)] if day else []), ("", whole)]


def _owner_and_more(name: str, said: str, kind: Kind, day_in: Callable[[str], str]) -> Facts:
    """The owner, up to the first piece that is a day, a proof or a status; what belongs to a name, as a title or a company, stays."""
    ends = [*_ENDS.finditer(said)]
    for at, end in enumerate(ends):
        piece = said[end.end() : ends[at + 1].start() if at + 1 < len(ends) else None].strip()
        found = kind(piece)
        if end.start() and ((found and found[0] in _NOT_WHO) or is_time(piece)):
            rest = said[end.end() :].strip()
            return [(name, said[: end.start()].strip(_EDGES)), *facts_in(rest, kind, day_in)]
    who, day = day_at_end(said, day_in)
    return [(name, who), ("target_date", day)] if day else [(name, said)]


def facts_in(said: str, kind: Kind, day_in: Callable[[str], str], *, commas: bool = False) -> Facts:
    """What each piece of ``said`` is; with ``commas`` these part all of it, and not its facts alone."""
    parts = [one.strip() for one in COMMA.split(said) if one.strip()] if commas else _apart(said, kind)
    return _facts_of(parts, kind, day_in)


def _apart(said: str, kind: Kind) -> list[str]:
    """The pieces of ``said``, at commas only where the first one is a fact: a proof may have commas in it."""
    found: list[str] = []
    for piece in filter(None, (one.strip() for one in CUT.split(said))):
        comma = None if kind(piece) else COMMA.search(piece)
        first = piece[: comma.start()] if comma else ""
        known = kind(first) if first else None
        if comma and known and known[0] in _NOT_WHO:
            found += [first, *_apart(piece[comma.end() :], kind)]
        else:
            found.append(piece)
    return found


def _facts_of(parts: Sequence[str], kind: Kind, day_in: Callable[[str], str]) -> Facts:
    """Each part as the fact that it is, a name with a day behind it as both."""
    found: Facts = []
    for part in parts:
        one = kind(part)
        who, day = ("", "") if one else day_at_end(part, day_in)
        owner = kind(who) if day else None
        if one:
            found.append(one)
        elif owner and owner[0] == "owner":
            found += [owner, ("target_date", day)]
        elif is_time(part):
            found.append(("target_date", part))
        else:
            found.append(("", part))
    return found


def owner_behind(said: str, side_named: Callable[[str], str], is_owner: Callable[[str], bool]) -> tuple[str, str]:
    """(who with their side in brackets begins ``said``, what follows): "Rita Neri (Juniper) by 4 Dec"; none where nobody does."""
    found = _WHO.match(said)
    if found and side_named(found[2]) in ("buyer", "seller") and is_owner(found[1]):
        return found[0].strip(), said[found.end() :].strip(_EDGES)
    return "", said


def day_at_end(said: str, day_in: Callable[[str], str]) -> tuple[str, str]:
    """``said`` without the day with which it ends, and that day: "Dana Reyes by 4 Dec"; none where it ends with no day, or is one."""
    words = said.split(" ")
    for at in range(max(1, len(words) - LONGEST_DAY), len(words)):
        last = " ".join(words[at:])
        day = day_in(last) if is_plainly_day(last) or until(last) else ""
        if day:
            return " ".join(words[:at]).rstrip(" ,;:"), day
    return said, ""
