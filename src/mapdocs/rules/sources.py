"""Where an assistant has from what it filled in: MAP119."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapdocs.language import lexicon
from mapdocs.rules.registry import Case, Violation, rule

LIST = "no_source.txt"


def names_a_source(said: str | None) -> bool:
    """Whether ``said`` names something that can be looked up: a call, a mail, minutes, a person, a day."""
    words = re.findall(r"[^\s,;:.!]+", (said or "").casefold())
    return any(
        word.strip("()[]“”\"'") not in lexicon.entries(LIST) and any(c.isalnum() for c in word) for word in words
    )


@rule("MAP119", "warning")
def what_an_assistant_filled_in_has_its_source(case: Case) -> Iterator[Violation]:
    """What an assistant filled in says where it has it from.

    A plan is a promise between people. An owner, a date or a yes that nobody said, and that an assistant found plausible, is worse
    than a blank: the buyer reads it as agreed. So an assistant names the call, the mail or the minutes in source, and what
    it cannot name stays open, marked (?). A row that a person wrote needs no source.
    """
    for row in case.rows:
        if row.source is None or names_a_source(row.source):
            continue
        said = "no source" if "?" in row.source else f"“{row.source}”, which nobody can look up"
        yield Violation(
            f"{row.path}.source",
            f"{row.title} was filled in by an assistant that names {said}; its owner, dates and yes are open (?)",
            "ask, and write where it is known from, as in source: call of 24 Nov, 12:40; where you know it yourself, take "
            "the line away",
        )
