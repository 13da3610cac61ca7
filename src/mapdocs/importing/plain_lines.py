"""Lines of a note that begin with a word for what is private and count or tell something that both sides know: "Internal: 4 sensors / external: 2
sensors", "Confidentiality: NDA signed", "Intern: Max Weber helps"."""

from __future__ import annotations

import re
from functools import cache

from mapdocs.importing.things import counts_time, is_inner, is_outer, names_dealings
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded

_HALVES = re.compile(
    r"\s*([^:：;/|.\d]{2,24}?)\s*[:：]\s*(\d{1,4} [^:：;/|.\d]{3,30}?)\s*[;/|.,]\s*([^:：;/|.\d]{2,24}?)\s*[:：]\s*(\d{1,4} [^:：;/|.\d]{3,30}?)\s*[.]?\s*"
)
_LABELLED = re.compile(r"\s*([^:：]{2,40}?)\s*[:：]\s*(\S.*)")
_PERSON = re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)? ([^\W\d_]+)\b")


def says_plainly(line: str) -> bool:
    """Whether ``line`` is such a one, and speaks of no dealings."""
    halves = _HALVES.fullmatch(line)
    if halves:
        one, first, other, second = halves.groups()
        counted = [text for text in (first, second) if not counts_time(text) and not names_dealings(folded(text))]
        return len(counted) == 2 and _are_halves(folded(one), folded(other))
    labelled = _LABELLED.fullmatch(line)
    if labelled is None:
        return False
    label, said = folded(labelled[1]), f" {folded(labelled[2])} "
    pact = next((one for one in sorted(_listed("pacts"), key=len, reverse=True) if f" {one} " in said), "")
    rest = said.replace(f" {pact} ", " ") if pact else said
    if names_dealings(rest) or not _denials().isdisjoint(rest.split()):
        return False
    if label in _listed("secrecy"):
        return bool(pact)
    person = _PERSON.match(labelled[2])
    return labelled[1] == "Intern" and person is not None and person[1] in _listed("intern_does")


def _are_halves(one: str, other: str) -> bool:
    inside = (is_inner(one) and is_outer(other)) or (is_outer(one) and is_inner(other))
    pairs = (("privately", "publicly"), ("here", "there"))
    return inside or any(
        (one in _listed(a) and other in _listed(b)) or (one in _listed(b) and other in _listed(a)) for a, b in pairs
    )


@cache
def _denials() -> frozenset[str]:
    return frozenset(folded(word) for kind in ("negation", "only") for word in lexicon.table("private.yaml")[kind])


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("things.yaml")[kind])
