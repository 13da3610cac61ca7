"""Is an exit criterion observable? "MSA countersigned" is; "legal progressing" is not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from mapdocs.language.lexicon import Phrases, data_lines, listed
from mapdocs.rules.classify import person
from mapdocs.schema.kinds import Kind

Verdict = Literal["observable", "progress", "unrecognised"]

_CLAUSES = re.compile(r"[;,\n]|\.\s|\s(?:and|und|et|y)\s|\s[–—]\s")
#: A count, a reference or an address: what somebody can look up.
_COUNTED = re.compile(
    r"\b\d+\s+(?:of|von|sur|de)\s+\d+\b|\b\d+\s*%\s+\w+|#\s?\d+|\bno\.\s?\d+|\bticket\b.*\bclosed\b|\b[A-Z]{2,6}-\d{2,}\b|\w@\w"
    r"|\b\d+\s+(?:\w+\s+)?(?:users|testers|people|employees|sites|stores|tests|records|invoices|accounts|licen[cs]es)\b",
    re.IGNORECASE,
)
#: "Registration completed in Ariba": done in a system that has a name. Months have names too.
_IN_A_SYSTEM = re.compile(
    r"\b(?:completed?|closed|approved|entered|logged|stored|saved|updated|registered|listed|visible|shown) in (?:the )?"
    r"(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Q[1-4]|H[12])[A-Z]\w+"
)

#: A rewrite that anyone can check, by the row's kind; {owner} is its buyer owner.
REWRITES: dict[Kind, str] = {
    "alignment": "{owner} confirms by email that the shared plan is right",
    "business_case": "{owner} returns the business case with their figures, approval recorded in the minutes",
    "security": "Security questionnaire returned with no open findings, {owner} confirms in writing",
    "legal": "MSA countersigned and the signed copy received by both sides",
    "procurement": "PO number received from {owner}",
    "signature": "Order form signed by both sides, kickoff invitation accepted by {owner}",
    "other": "{owner} confirms in writing what was delivered, with the date",
}


@lru_cache(maxsize=1)
def _progress() -> tuple[Phrases, Phrases]:
    """All progress talk, and the part of it that spoils a proof even beside an artefact."""
    lines = [line for line in data_lines("progress.txt") if line.strip() and not line.startswith("#")]
    spoiling = [line.rstrip("! ") for line in lines if line.rstrip().endswith("!")]
    return Phrases(line.rstrip("! ") for line in lines), Phrases(spoiling)


def judge(criterion: str) -> tuple[Verdict, str]:
    """Whether ``criterion`` is observable, and the words that decided where it is progress talk.

    One observable clause is enough; "MSA nearly signed" is none, "Redlines returned, open points in progress" has one.
    """
    progress, spoiling = _progress()
    observable = listed("observable.txt")
    talk = ""
    for clause in _CLAUSES.split(criterion):
        traces = list(observable.find(clause))
        # "procès-verbal" holds "verbal", and is a proof all the same
        spoilt = next(
            (m for m in spoiling.find(clause) if not any(t.start < m.start and m.end <= t.end for t in traces)), None
        )
        said = spoilt or progress.first(clause)
        # A trace outweighs mild progress talk beside it; a mere count does not ("progressing, 80 %").
        trace = traces or _IN_A_SYSTEM.search(clause) or (said is None and _COUNTED.search(clause))
        if trace and spoilt is None and not _ends_in_sign_off(clause):
            return "observable", ""
        if said and not talk:
            talk = clause[said.start : said.end]
    return ("progress", talk) if talk else ("unrecognised", "")


def _ends_in_sign_off(clause: str) -> bool:
    """ "Signed off" alone is a manner of speaking; in writing, or by somebody, it is a proof."""
    return bool(re.search(r"\bsign(?:s|ed)[ -]off\b", clause, re.IGNORECASE)) and not re.search(
        r"\bby\b|writing|written|email|e-mail|document|sheet|form|ticket|minutes|protocol|report",
        clause,
        re.IGNORECASE,
    )


def rewrite(kind: Kind, owner: str | None) -> str:
    """A concrete proof for a row of ``kind``, in words that its owner could say (a person, or nobody yet)."""
    named = owner if owner and person.judge(owner) == "person" else "the buyer's owner"
    said = REWRITES[kind].replace("{owner}", named)
    return said[0].upper() + said[1:]
