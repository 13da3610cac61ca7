"""Is an owner a person? "Legal", "IT team", "TBD", "CFO" are not; "Bo Li", "Ng" and "de la Cruz" are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from mapdocs.language import lexicon

Verdict = Literal["person", "nobody", "group"]

_WORD = re.compile(r"[^\s,;/|+()\[\]{}<>:–—\"“”„]+")


@cache
def _known(key: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", word) for word in lexicon.words("persons")[key])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", word) for word in lexicon.entries(name))


@cache
def _no_person() -> re.Pattern[str]:
    """ "Dana's team", "Acme Corp": no person, whatever stands in front."""
    belongings, companies = ("|".join(map(re.escape, sorted(_known(k)))) for k in ("belongings", "company_endings"))
    return re.compile(rf"(?:'s|s')\s+(?:{belongings})\b|\s(?:{companies})\.?$")


def judge(owner: str, companies: tuple[str, ...] = ()) -> Verdict:
    """``person``, or why not: ``nobody`` (a placeholder), ``group`` (a department, a title, a company).

    An owner is a person as soon as one of its words is not known to name something else: names are endless, and
    departments are not. ``companies`` are the names of both sides, which are no persons either.
    """
    text = unicodedata.normalize("NFC", owner).replace("’", "'").strip()
    found = [w for w in (w.strip(".-_*'&") for w in _WORD.findall(text.casefold().split("@")[0])) if w]
    if not found or not any(c.isalpha() for c in text):
        return "nobody"
    spelled = re.sub(r"[^a-z]", "", text.casefold()) if re.fullmatch(r"(?:\w[./] ?){1,3}\w?\.?", text) else ""
    if (
        text.endswith("?")
        or spelled in _known("placeholders")
        or any(w.rstrip("?") in _known("placeholders") for w in found)
    ):
        return "nobody"
    if _no_person().search(text.casefold()):
        return "group"
    links = _listed("links.txt")
    if all(w in links for w in found):
        return "person"  # "O", "On": names, since nothing else is made of such words alone
    vocabulary = _listed("not_a_person.txt") | links
    if found[0] in _known("openings") and len(found) > 1 and text[1:] == text[1:].lower():
        return "nobody"
    strangers = [w for w in found if not _is_known(w, vocabulary)]
    if not strangers:
        return "nobody" if all(w in _known("nobody") for w in found) else "group"
    if len(strangers) == 1 and found[-1] in _known("heads") and len(found) > 1 and not re.search(r"[,(/|–—]", text):
        return "group"
    for company in companies:
        named = {w.strip(".-_*'") for w in _WORD.findall(company.casefold())}
        # "Northwind", "Northwind Legal"; but "Morgan Stanley" may employ a Stanley Morgan
        if (
            named
            and set(strangers) <= named
            and (len(found) == 1 or len(strangers) < len(found) or found == sorted_as(company, found))
        ):
            return "group"
    return "person"


def sorted_as(company: str, found: list[str]) -> list[str] | None:
    """The company's own words in its own order, where ``found`` are exactly those."""
    own = [w.strip(".-_*'") for w in _WORD.findall(company.casefold())]
    return own if own[: len(found)] == found else None


def _is_known(word: str, vocabulary: frozenset[str]) -> bool:
    if word in vocabulary or word.isdigit():
        return True
    for elision in _known("elisions"):
        if word.startswith(elision) and word[len(elision) :] in vocabulary:
            return True
    if word.endswith("'s") and word[:-2] in vocabulary:
        return True
    if word.endswith("s") and word != "banks" and word[:-1] in vocabulary:
        return True
    parts = [p for p in re.split(r"[-&.@_]", word) if p]
    if len(parts) > 1 and all(p in vocabulary for p in parts):
        return True
    return len(word) > 1 and word.endswith(tuple(_known("group_endings"))) and (len(word) > 6 or not word.isascii())
