"""What stands in the cell that asks for an agreement beside a yes and a day: marks, truth values, and who said yes when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from mapdocs.language import lexicon
from mapdocs.language.consent import plain_yes
from mapdocs.returns import owner_names as names

_MOST_WORDS = 6
_EDGES = " ,;:()–—-/"


@dataclass(frozen=True, slots=True)
class Agreed:
    """``value`` is "yes" or nothing; ``raw`` what was said, where a mark means more than it shows."""

    value: str | None = None
    raw: str = ""
    question: str = ""
    readings: tuple[str, ...] = ()


def is_truth(said: str, answer: str) -> bool:
    """Whether ``said`` is what spreadsheets of any language write for a box that is ticked ("done") or not ("open")."""
    return said.casefold() in lexicon.words("boxes")[answer]


def mark_said(said: str, locale: str) -> Agreed | None:
    """A mark as the people of ``locale`` set it: ○ is a yes in Japan, × a no, △ neither."""
    marks = lexicon.table_in("answers.yaml", locale.partition("_")[0])
    bare = said.strip("\ufe0e\ufe0f ")
    if bare in marks.get("mark_yes", ()):
        return Agreed("yes", said)
    if bare in marks.get("mark_no", ()) or bare in _everywhere("mark_no"):
        word = (*marks.get("refuses", ()), "no")[0]
        return Agreed(None, f"{word} ({bare})", f"“{bare}” is a no")
    if bare in marks.get("mark_between", ()):
        return Agreed(None, bare, f"“{bare}” is neither yes nor no")
    return None


@cache
def _everywhere(key: str) -> frozenset[str]:
    return frozenset(lexicon.table("answers.yaml").get(f"{key}_everywhere", ()))


def signed(said: str, people: Iterable[str], read: Callable[[str], date | None], today: date) -> Agreed | None:
    """ "Dana 24 Nov", "LB 25/11", "Priya": the yes of one of the buyer's ``people``, to be asked about."""
    words = said.split()
    if len(words) > _MOST_WORDS:
        return None
    people = tuple(people)
    for count in range(len(words), 0, -1):
        for who, when in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            name = _of(" ".join(who).strip(_EDGES), people)
            day = read(" ".join(when).strip(_EDGES)) if when else today
            if name and day:
                return Agreed(None, said, f"“{said}” may be the yes of {name}; is it?", (day.isoformat(),))
    return None


def day_of_yes(said: str, read: Callable[[str], date | None]) -> date | None:
    """The day of a yes that says nothing else: "agreed 24 Nov", "Ja, am 24.11.2026", "24/11 OK"; None where it says more."""
    words = said.split()
    small = lexicon.table("answers.yaml")["before_a_day"]
    for count in range(1, len(words)) if len(words) <= _MOST_WORDS else ():
        for yes, when in ((words[:count], words[count:]), (words[count:], words[:count])):
            if when[0].casefold() in small:
                when = when[1:]
            if yes[-1].casefold() in small:
                yes = yes[:-1]
            day = read(" ".join(when).strip(_EDGES)) if when else None
            if day and plain_yes(" ".join(yes).strip(_EDGES)):
                return day
    return None


def _of(said: str, people: tuple[str, ...]) -> str:
    if not said or re.search(r"\d", said):
        return ""
    whole = [name for name in people if name.casefold() == said.casefold()]
    called = whole or [name for name in people if names.is_called(said, name)]
    if not called and names.are_initials(said):
        called = list(names.spelled_by(said, people))
    return called[0] if len(called) == 1 else ""
