"""Titles that are steps: each has its owner and its day below, "### Load data", "- Buyer: Siri Moe", "- Due: 12 Dec"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

_TITLE = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)#*\s*")
_LABEL = re.compile(r"\s*(?:[-*+•]\s+)?([^:：]{1,32}?)\s?[:：]\s*\S.*")
_OWNERS = ("owner", "buyer_owner", "seller_owner")
_FEWEST = 2  # titles of a level that have both


def titled_steps(lines: Sequence[str], field_of: Callable[[str], str]) -> frozenset[str]:
    """The titles, as they are written, below which an owner or a day is named, of levels of which several name both: a single one may be
    that of a page with the customer's name and the date of its version."""
    found: dict[int, tuple[int, str, set[str]]] = {}
    now = -1
    for number, line in enumerate(lines):
        title = _TITLE.fullmatch(line)
        if title:
            found[number] = (len(title[1]), title[2].strip(), set())
            now = number
            continue
        label = _LABEL.fullmatch(line.replace("**", "").replace("__", "")) if now >= 0 else None
        name = field_of(label[1].strip()) if label else ""
        if name:
            found[now][2].add("owner" if name in _OWNERS else name)
    both = Counter(level for level, _, names in found.values() if {"owner", "target_date"} <= names)
    return frozenset(
        said for level, said, names in found.values() if both[level] >= _FEWEST and {"owner", "target_date"} & names
    )
