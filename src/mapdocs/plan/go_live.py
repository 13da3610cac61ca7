"""Where a row stands to the go-live: before it, the go-live itself, or after it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from mapdocs.language import lexicon
from mapdocs.schema.model import Milestone

#: ``open``: neither its name nor its kind says.
Role = Literal["before", "go_live", "after", "open"]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon.words("go_live")[key]), re.IGNORECASE)


def role_of(row: Milestone) -> Role:
    """What ``row`` is to the go-live, by its name, and where that does not say, by its kind."""
    name = row.milestone
    if _pattern("follows").search(name):
        return "after"
    if names_go_live(name):
        return "go_live"
    return "open" if row.kind == "other" else "before"


def names_go_live(text: str) -> bool:
    return bool(_pattern("is").search(text))
