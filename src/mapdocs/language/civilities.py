"""What people put around an answer to say it to somebody: a name behind a thanks or a comma, "see you on Wednesday"."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, plain, weekdays

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*"
_SHORT = 3  # letters of the small words before a day


def without_civilities(text: str) -> str:
    """``text`` without the names that it calls somebody by and without "see you on Wednesday": they say nothing of the answer.

    A name stands behind a pause or a word of thanks and ends its sentence; behind a pause it is one that people are given, or follows "Mr".
    """
    text = _parting().sub(lambda found: "" if _is_day(found["when"]) else found[0], text)
    return _called().sub(lambda found: found["before"] if _is_name(found) else found[0], text)


def _is_name(found: re.Match[str]) -> bool:
    first, *others = found["name"].split()
    if not all(word[:1].isupper() for word in (first, *others)):
        return False
    said = plain(first)
    if said in months() or (said in weekdays() and len(said) > _SHORT):  # "Sam" is a Saturday in French, too
        return False
    return bool(found["honour"] or found["thanks"]) or said in lexicon.entries("given_names.txt")


def _is_day(said: str) -> bool:
    words = [plain(word) for word in re.findall(r"[^\W\d_]+", said)]
    return all(len(word) <= _SHORT or word in months() or word in weekdays() or word in _soon() for word in words)


@cache
def _soon() -> frozenset[str]:
    return frozenset(plain(word) for word in lexicon.table("answers.yaml")["soon"])


@cache
def _called() -> re.Pattern[str]:
    said = lexicon.table("answers.yaml")
    thanks = "|".join(map(re.escape, sorted(said["thanks"], key=len, reverse=True)))
    honours = "|".join(map(re.escape, said["honours_before"]))
    return re.compile(
        rf"(?P<before>(?<![^\W_])(?P<thanks>(?i:{thanks}))\s+|[,;.!(。、，（]\s*|\s[-–—]\s+)"
        rf"(?:(?P<honour>(?i:{honours}))\.?\s+)?(?P<name>{_NAME}(?:[ \t]{_NAME})?)(?=\s*(?:[,;.!)）\n]|$))"
    )


@cache
def _parting() -> re.Pattern[str]:
    said = "|".join(map(re.escape, sorted(lexicon.table("answers.yaml")["parts"], key=len, reverse=True)))
    return re.compile(
        rf"(?<![^\W_])(?i:{said})(?![^\W_])(?P<when>[^.!?;,()\n]{{0,30}}?)(?=\s*(?:[.!]?\s*(?:\n|$)|[.!]\s))"
    )
