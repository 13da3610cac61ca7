"""Steps with a word for the seller's money that are of somebody's trade: a crane is commissioned, discount codes are loaded, brokers' commissions are
checked. A discount that is agreed, and a commission that is paid, are the seller's."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_NEAR = 4  # words behind "commission" among which the machine stands


def is_of_a_trade(said: str, names_dealings: Callable[[str], bool]) -> bool:
    """Whether ``said``, a step's name that is folded, is such a step. ``names_dealings`` says of the rest of it whether it speaks of a
    deal."""
    words = said.split()
    whole = said if has_unspaced(said) else f" {said} "
    if not words or any(_stands(one, whole) for one in _listed("own_tools")):
        return False
    if words[0] in _listed("commissions_it"):
        machine = next((at for at, word in enumerate(words[: _NEAR + 1]) if at and _begins(word, "machines")), 0)
        if machine and _listed("talk").isdisjoint(words[1:machine]):  # "Commission for the pump"
            return not names_dealings(" ".join(words[1:]))
    goods = next((one for one in sorted(_listed("money_goods"), key=len, reverse=True) if _stands(one, whole)), "")
    single = "" if goods else next((one for one in _listed("money_single") if _stands(one, whole)), "")
    goods = goods or single
    if not goods:
        return False
    rest = whole.replace(goods, " ", 1)
    loaded, checked, others = (_holds(rest, kind) for kind in ("handled", "checked", "third_parties"))
    several = len(goods.split()) > 1 or has_unspaced(goods)
    if others:
        fits = loaded or (not single and (several or checked))  # "Discount for siblings loaded"
    elif single:
        fits = False
    else:  # "commissions configured" may be the seller's own
        fits = (loaded and goods not in _listed("commissions_of")) or (checked and several)
    return fits and not names_dealings(rest)


def _holds(rest: str, kind: str) -> bool:
    single = any(_begins(word, kind) for word in rest.split())
    return single or any(_stands(one, rest) for one in _listed(kind) if " " in one or has_unspaced(one))


def _stands(one: str, whole: str) -> bool:
    return (one if has_unspaced(one) else f" {one} ") in whole


def _begins(word: str, kind: str) -> bool:
    return any(word.startswith(one[:-1]) if one.endswith("*") else word == one for one in _listed(kind))


@cache
def _listed(kind: str) -> frozenset[str]:
    said = lexicon.table("things.yaml")[kind]
    return frozenset(f"{folded(word)}*" if word.endswith("*") else folded(word) for word in said)
