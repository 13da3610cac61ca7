"""Titles that keep the part below them from the buyer and say more than "internal": "Just for me", "Cut here", "Below this line: do not
send", "Not part of the shared plan", "Fabrikam-facing"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from mapdocs.importing.owners import Sides
from mapdocs.importing.private import (
    confidential_to,
    label_word,
    says_mine,
    says_our,
    says_role,
    told_apart,
)
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_LOCKS = "🔒🔐🔏🤫🙈㊙"
_EDGES = " \t-–—=*_#~>|✂:：.!！。…\ufe0f"
_CLAUSE = re.compile(r"\s*[:：,]\s*|\s+[-–—]+\s+")
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{3,60})[)\]）]")


def part_word(title: str, sides: Sides, *, sure: bool = False) -> str:
    """``title``, that of a part or of a sheet, where it says in so many words that what it heads is not for the buyer; else empty.
    ``sure``: not where it says so of a part beside others alone, "Negotiation plan", "Hidden"."""
    bare = title.strip(_EDGES + _LOCKS)
    locked = any(sign in title for sign in _LOCKS)
    if locked and (not bare or says_mine(bare) or says_our(bare) or says_role(bare) or sides.is_ours(bare)):
        return title.strip()
    if not bare:
        return ""
    said = folded(bare)
    clauses = [_without_lead(folded(clause.strip(_EDGES))) for clause in _CLAUSE.split(bare)]
    known = _listed("whole") if sure else _listed("whole") | _listed("perhaps")
    bracketed = [folded(one) for one in _BRACKETS.findall(bare)]  # "Our homework (do not send)"
    listed = any(one in known for one in (said, _without_lead(said), *clauses))
    listed = listed or any(one in _listed("whole") for one in bracketed)
    facing = _facing().fullmatch(bare)
    plain = listed or is_cut(said) or _is_for_the_boss(said) or _not_known(bare, sides)
    ours = bool(facing and sides.is_sellers(facing[1].strip()))
    asked = told_apart(re.sub(r"(\w)['’]s\b", r"\1", bare), sides.is_theirs)
    kept = (
        plain
        or ours
        or asked
        or (not sure and label_word(f"{bare}:", "private"))
        or confidential_to(_behind_annex(bare), sides.is_ours)
    )
    return title.strip() if kept else ""


def _without_lead(said: str) -> str:
    """``said`` without words such as "everything below is"."""
    for lead in sorted(_listed("lead"), key=len, reverse=True):
        if said.startswith(lead if has_unspaced(lead) else f"{lead} "):
            return said[len(lead) :].strip()
    return said


def _behind_annex(bare: str) -> str:
    return " ".join(word for word in re.findall(r"[\w&.'’-]+", bare) if folded(word) not in _listed("annex"))


def is_cut(said: str, things: Collection[str] = ()) -> bool:
    """Whether a title says that what follows, or one of ``things``, is cut off before something is sent, and nothing else: "Stop here
    when sending"."""
    words = [word for word in said.split() if word not in things]
    asks = any(word in _listed("cut") for word in words)
    sends = any(word in _listed("sending") for word in words)
    here = any(word in _listed("here") for word in words)
    return (
        asks
        and (sends or here)
        and all(word in _listed("cut") | _listed("sending") | _listed("here") | _listed("beside_cut") for word in words)
    )


def _is_for_the_boss(said: str) -> bool:
    return any(said in (f"{lead} {boss}" for boss in _listed("boss")) for lead in _listed("for_my"))


def _not_known(bare: str, sides: Sides) -> bool:
    """Whether a title is of "what Dana doesn't need to know", or of "what she does not see" and no more."""
    said = folded(bare)
    what = next((word for word in sorted(_listed("what"), key=len, reverse=True) if said.startswith(f"{word} ")), "")
    if not what:
        return False
    words = said.split()
    first, *rest = said.removeprefix(what).split() or [""]
    beside = _listed("knowing") | _listed("negation") | _listed("helping")
    named = (first in _listed("they") and all(word in beside for word in rest)) or any(
        sides.is_theirs(word) or folded(word) in _listed("theirs") for word in re.findall(r"[\w&-]+", bare)
    )
    hears = any(word in _listed("knowing") for word in words)
    return named and hears and (any(word in _listed("negation") for word in words) or "n’t" in bare or "n't" in bare)


@cache
def _facing() -> re.Pattern[str]:
    """ "Fabrikam-facing", "Nordgate intern"."""
    said = "|".join(map(re.escape, lexicon.table("part_titles.yaml")["facing"]))
    return re.compile(rf"(.{{2,40}}?)[\s-]+(?:{said})", re.IGNORECASE)


@cache
def _listed(kind: str) -> frozenset[str]:
    table = lexicon.table("private.yaml" if kind in ("theirs", "negation") else "part_titles.yaml")
    return frozenset(folded(word) for word in table[kind])
