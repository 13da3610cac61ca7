"""Is an exit criterion observable? "MSA countersigned" is; "legal progressing" is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapdocs.language import lexicon
from mapdocs.language.phrases import Phrases, listed
from mapdocs.rules.classify import linear, person
from mapdocs.schema.kinds import Kind

Verdict = Literal["observable", "progress", "unrecognised"]

#: Scores of the model, as log odds of being vague: below VETO no progress talk is an error, below SPOILT none
#: that spoils a proof ("nearly signed"); below PROOF what no list knows
#: is a proof; above VAGUE a word of judgement is an error, above CERTAIN any text of several words; above DOUBT a text that
#: leaves a trace is warned about. Proofs that the model has not seen score up to 1.7, below CERTAIN.
VETO, SPOILT, PROOF, VAGUE, CERTAIN, DOUBT = -0.3, -2.5, -0.2, 0.9, 2.0, 3.0


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What parts clauses, and what a proof is known by beside its words.

    ``counted`` is a count, a reference or an address, which somebody can look up; ``in_a_system`` is what was done in a
    system that has a name.
    """

    clauses: re.Pattern[str]
    counted: re.Pattern[str]
    in_a_system: re.Pattern[str]
    in_writing: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    said = {key: "|".join(words) for key, words in lexicon.words("proofs").items()}
    return _Shapes(
        re.compile(rf"[;,\n]|\.\s|\s(?:{said['clauses']})\s|\s[–—]\s"),
        re.compile(
            rf"\b\d+\s+(?:{said['of']})\s+\d+\b|\b\d+\s*%\s+\w+|#\s?\d+|\bno\.\s?\d+|\bticket\b.*\bclosed\b"
            rf"|\b[A-Z]{{2,6}}-\d{{2,}}\b|\w@\w|\b\d+\s+(?:\w+\s+)?(?:{said['counted']})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{said['entered']}) in (?:the )?(?!{said['periods']}|Q[1-4]|H[12])[A-Z]\w+"),
        re.compile(said["written"], re.IGNORECASE),
    )


@cache
def _progress() -> tuple[Phrases, Phrases]:
    """All progress talk, and the part of it that spoils a proof even beside an artefact."""
    lines = lexicon.lines("progress.txt")
    spoiling = [line.rstrip("! ") for line in lines if line.endswith("!")]
    return Phrases(line.rstrip("! ") for line in lines), Phrases(spoiling)


def judge(criterion: str) -> tuple[Verdict, str]:
    """Whether ``criterion`` is observable, and the words that decided where it is progress talk.

    The lists judge first; the model then lowers or raises what they say by one step, where it is sure: what they do not
    recognise is a proof or vague by its score, and an error needs both.
    """
    verdict, said = _by_lists(criterion)
    numbered = any(c.isdigit() for c in criterion)
    if verdict == "observable" and numbered:
        return verdict, ""
    score = linear.model("criteria").score(criterion)
    if verdict == "progress":
        if score > (SPOILT if _progress()[1].first(said) else VETO):
            return "progress", said
        return ("observable", "") if score < PROOF and numbered else ("unrecognised", "")
    if verdict == "observable":
        return ("unrecognised", "") if score > DOUBT else (verdict, "")
    vague = listed("vague.txt").first(criterion)
    if vague is not None and score > VAGUE:
        return "progress", criterion[vague.start : vague.end]
    # Three words without a number tell the model little ("The blue house"), and one tells it nothing ("Approved", "90%").
    counted = re.search(r"\d.*[^\W\d]{3}|[^\W\d]{3}.*\d", criterion)
    sure = PROOF if len(criterion.split()) > 3 or counted else PROOF - 1.2
    several = len(criterion.split()) > 1 or not criterion.isascii()
    if score > CERTAIN and several and not numbered:
        return "progress", linear.model("criteria").deciding(criterion) or criterion
    told = re.search(r"[^\W\d]{3}\S* .*[^\W\d]|[\u2e80-\uffff]{3}", criterion) or counted
    return ("observable", "") if told and score < sure else ("unrecognised", "")


def _by_lists(criterion: str) -> tuple[Verdict, str]:
    """One observable clause is enough; "MSA nearly signed" is none, "Redlines returned, open points in progress" has one."""
    progress, spoiling = _progress()
    observable, shapes = listed("observable.txt"), _shapes()
    talk = ""
    whole = progress.first(criterion)  # "back and forth" is no clause's
    if whole is not None and shapes.clauses.search(criterion[whole.start : whole.end]):
        talk = criterion[whole.start : whole.end]
    if whole is None and shapes.counted.search(criterion):
        return "observable", ""  # "no. 118" is not cut at its stop
    for clause in shapes.clauses.split(criterion):
        traces = list(observable.find(clause))
        # "procès-verbal" holds "verbal", and is a proof all the same
        spoilt = next(
            (m for m in spoiling.find(clause) if not any(t.start < m.start and m.end <= t.end for t in traces)), None
        )
        said = spoilt or progress.first(clause)
        # A trace outweighs mild progress talk beside it; a mere count does not ("progressing, 80 %").
        trace = traces or shapes.in_a_system.search(clause) or (said is None and shapes.counted.search(clause))
        if trace and spoilt is None and not _ends_in_sign_off(clause):
            return "observable", ""
        if said and not talk:
            talk = clause[said.start : said.end]
    return ("progress", talk) if talk else ("unrecognised", "")


def _ends_in_sign_off(clause: str) -> bool:
    """ "Signed off" alone is a manner of speaking; in writing, or by somebody, it is a proof."""
    return bool(re.search(r"\bsign(?:s|ed)[ -]off\b", clause, re.IGNORECASE)) and not _shapes().in_writing.search(
        clause
    )


def rewrite(kind: Kind, owner: str | None, locale: str = "en_US") -> str:
    """A concrete proof for a row of ``kind``, in words that its owner could say (a person, or nobody yet), in the plan's
    language: it is pasted."""
    texts = lexicon.only("rewrites.yaml", locale.split("_")[0])
    named = owner if owner and person.judge(owner) == "person" else texts["nobody"]
    said = texts[kind].replace("{owner}", named)
    return said[0].upper() + said[1:]
