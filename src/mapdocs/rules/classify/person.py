"""Is an owner a person? "Legal", "IT team", "TBD", "CFO" are not; "Bo Li", "Ng" and "de la Cruz" are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from mapdocs.language.lexicon import data_lines

Verdict = Literal["person", "nobody", "group"]

_PLACEHOLDERS = frozenset(
    [
        "tbd",
        "tbc",
        "tba",
        "unknown",
        "unassigned",
        "unbekannt",
        "inconnu",
        "desconocido",
        "desconhecido",
        "n/a",
        "na",
        "nn",
        "n.n",
        "todo",
        "xxx",
        "???",
        "未定",
        "待定",
    ]
)
_WORD = re.compile(r"[^\s,;/|+()\[\]{}<>:–—\"“”„]+")
#: "Dana's team", "Acme Corp": no person, whatever stands in front.
_NO_PERSON = re.compile(
    r"(?:'s|s')\s+(?:team|group|department|office|boss|manager|people|colleagues?|assistant|successor|replacement|side|lawyers?)\b"
    r"|\s(?:inc|corp|corporation|llc|ltd|limited|gmbh|plc|pty|sarl|s\.a\.|s\.p\.a\.|b\.v\.|k\.k\.)\.?$"
)
#: What a group or a role ends in: "Infra team", "Ward manager". Rare family names at most, so one word in front is not enough
#: to make a person of it; two are ("Dana Reyes, manager").
_HEADS = frozenset({
    "team", "teams", "office", "committee", "department", "dept", "division", "unit", "board", "manager", "managers", "director",
    "directors", "officer", "officers", "owner", "owners", "architect", "architects", "analyst", "analysts", "engineers",
    "administrators", "coordinator", "supervisor", "auditors", "lawyers", "ops", "affairs", "members", "stakeholders", "users",
    "department's", "representative", "representatives", "executives", "leads", "leadership",
})  # fmt: skip
#: What no name begins with, where the words behind it are in lower case: "to be advised", "one of the lawyers".
_OPENINGS = frozenset({
    "to", "one", "whoever", "who", "whom", "someone", "somebody", "anyone", "anybody", "any", "some", "waiting", "not", "their",
    "our", "my", "your", "no", "same", "see", "still", "depends", "person", "people",
})  # fmt: skip
_GROUP_ENDINGS = (
    "mitglied", "ausschuss", "stelle", "referat", "wesen", "kanzlei", "vorstand", "srat",
    "abteilung", "team", "leitung", "leiter", "leiterin", "beauftragter", "beauftragte", "verantwortlicher",
    "部", "課", "室", "部門", "チーム", "팀",
)  # fmt: skip


@lru_cache(maxsize=2)
def _listed(name: str) -> frozenset[str]:
    found = (word for line in data_lines(name) for word in line.split("#", 1)[0].split())
    return frozenset(unicodedata.normalize("NFC", word.casefold()) for word in found)


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
    if text.endswith("?") or spelled in _PLACEHOLDERS or any(w.rstrip("?") in _PLACEHOLDERS for w in found):
        return "nobody"
    if _NO_PERSON.search(text.casefold()):
        return "group"
    links = _listed("links.txt")
    if all(w in links for w in found):
        return "person"  # "O", "On": names, since nothing else is made of such words alone
    vocabulary = _listed("not_a_person.txt") | links
    if found[0] in _OPENINGS and len(found) > 1 and text[1:] == text[1:].lower():
        return "nobody"
    strangers = [w for w in found if not _is_known(w, vocabulary)]
    if not strangers:
        return "nobody" if all(w in _NOBODY_WORDS for w in found) else "group"
    if len(strangers) == 1 and found[-1] in _HEADS and len(found) > 1 and not re.search(r"[,(/|–—]", text):
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


_NOBODY_WORDS = frozenset({"someone", "somebody", "anyone", "nobody", "none", "everyone", "all", "open", "pending"})


def _is_known(word: str, vocabulary: frozenset[str]) -> bool:
    if word in vocabulary or word.isdigit():
        return True
    for apostrophe in ("l'", "d'"):
        if word.startswith(apostrophe) and word[2:] in vocabulary:
            return True
    if word.endswith("'s") and word[:-2] in vocabulary:
        return True
    if word.endswith("s") and word != "banks" and word[:-1] in vocabulary:
        return True
    parts = [p for p in re.split(r"[-&.@_]", word) if p]
    if len(parts) > 1 and all(p in vocabulary for p in parts):
        return True
    return len(word) > 1 and word.endswith(_GROUP_ENDINGS) and (len(word) > 6 or not word.isascii())
