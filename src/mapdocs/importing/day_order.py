"""Which way round a plan's days stand where none of them says it: a file whose headings are all French writes 4/12 with the day
first, as all languages that are read do but English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from mapdocs.importing.plan_parts import Part
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.calendar_words import day_order
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded, without_brackets
from mapdocs.readers.tables import Paper

_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](20\d\d|\d\d)(?![\d/-])")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_FILES = ("columns.yaml", "headings.yaml")


def day_first_by_language(parts: Sequence[Part], paper: Paper) -> str:
    """What is said of a plan in ``parts`` with days of two readings whose language settles that the number of the day comes first;
    empty where none has two, where the language does not say, or where something in the file can only begin with the month."""
    plans = [part for part in parts if part.is_plan and part.chosen]
    heads = [head for part in plans if part.chosen for head in part.chosen.heads.values() if head]
    if not _writes_day_first(heads):
        return ""
    every = [*_cells(plans), *paper.texts]
    pairs = [(int(a), int(b)) for said in every for a, b, _ in _SLASHED.findall(said)]
    if any(b > 12 >= a for a, b in pairs):
        return ""
    days = (found for said in _cells(plans, days_only=True) for found in _SLASHED.finditer(said))
    unsure = next((found for found in days if int(found[1]) <= 12 and int(found[1]) != int(found[2])), None)
    if unsure is None:
        return ""
    day = date(int(unsure[3]) + (2000 if len(unsure[3]) == 2 else 0), int(unsure[2]), int(unsure[1]))
    return f"“{unsure[0]}” was read as “{day}”, the day first as in all of the file: its headings are in a language that writes days so"


def _cells(plans: Iterable[Part], days_only: bool = False) -> Iterator[str]:
    for part in plans:
        chosen = part.chosen
        for row in part.rows if chosen else ():
            for column, cell in enumerate(row.cells):
                if chosen and (not days_only or column in chosen.targets):
                    yield words(cell)


def _writes_day_first(heads: Sequence[str]) -> bool:
    """Whether all ``heads`` that are known are words of languages that write the day first, and not all of them English as well."""
    kinds = [_kind(head) for head in heads if re.search(r"[^\W\d_]", head)]
    foreign, strange = kinds.count("foreign"), kinds.count("strange")
    return "english" not in kinds and (foreign > 1 or (foreign == 1 and not strange)) and foreign * 2 >= strange


def _kind(head: str) -> str:
    """Whether ``head`` is "english", "foreign", as written in both or "strange": "Responsable Juniper" is what its known word is."""
    english, others, neutral = _known()
    whole = folded(head)
    every = [{whole, folded(without_brackets(head))}, *({word} for word in whole.split())]
    for said in every if len(every) > 2 else every[:1]:
        if said & neutral or (said & english and said & others):
            return "both"
        if said & others:
            return "foreign"
        if said & english:
            return "english"
    return "strange"


@cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of headings that are English, those of languages that write the day first, and those that English has lent to others."""
    others = (language for language in (*lexicon.languages(), "") if not language or day_order(language) == "dmy")
    return (
        frozenset(map(folded, _headings_in("en"))),
        frozenset(folded(word) for language in others for word in _headings_in(language)),
        frozenset(map(folded, lexicon.table("cells.yaml")["lent"])),
    )


def _headings_in(language: str) -> frozenset[str]:
    """The words of headings in one language, or in those without a folder, of which all in an alphabet write the day first."""
    every = (word for name in _FILES for said in lexicon.table_in(name, language).values() for word in said)
    return frozenset(word for word in every if not (has_unspaced(word) or _HANGUL.search(word)))
