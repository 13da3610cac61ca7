"""Is an exit criterion observable? "MSA countersigned" is; "legal progressing" is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from mapdocs.language import lexicon
from mapdocs.language.phrases import Phrases, listed
from mapdocs.rules.classify import linear, person
from mapdocs.schema.kinds import Kind

Verdict = Literal["observable", "progress", "unrecognised"]

#: From which score of the model (log odds of being vague) a text is an error, and from which a warning, by what lists and
#: shapes say of it; below both it is a proof. Chosen with an author left out (docs/word-rules.md).
LEVELS = {
    "spoilt": (1.2, 0.1),
    "progress": (1.2, -0.1),
    "vague": (1.5, -0.1),
    "numbered": (1.2, -0.2),
    "short": (1.1, -0.5),
    "": (1.5, 0.0),
    "observable": (0.8, -0.1),
}
#: Where lists say nothing, a notion must speak for talk, or the words themselves, without what shapes say of them; or both
#: together must leave little doubt.
TALK, CERTAIN = 0.0, 2.0
TALKING = frozenset({"seeming", "ongoing", "nearly"})


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


@lru_cache(maxsize=4096)  # proofs come again from plan to plan
def judge(criterion: str) -> tuple[Verdict, str]:
    """Whether ``criterion`` is observable, and the words that decided where it is progress talk.

    The lists judge first; the model reads the text with what they say of it, and its score decides: the surer lists are, the
    less it must say for an error.
    """
    read = marks(criterion)
    numbered = any(c.isdigit() for c in criterion)
    if numbered and "observable" in read:
        return "observable", ""
    score = linear.model("criteria").score(criterion, read)
    kind = kind_of(criterion, read)
    error, warning = LEVELS[kind]
    several = len(criterion.split()) > 1 or not criterion.isascii()
    if score > error and (several or "progress" in read):
        shown = _said(criterion) or linear.model("criteria").deciding(criterion)
        # A text of which neither lists nor the model know a word is no talk: "The old oak tree".
        told = not TALKING.isdisjoint(read) or (shown and linear.model("criteria").score(criterion) > TALK)
        if kind not in ("short", "") or told or score > CERTAIN:
            return "progress", shown or criterion
    if score > warning:
        return "unrecognised", ""
    if "observable" in read:
        return "observable", ""
    # One word tells the model nothing ("Approved", "90%").
    counted = re.search(r"\d.*[^\W\d]{3}|[^\W\d]{3}.*\d", criterion)
    readable = re.search(r"[^\W\d]{3}\S* .*[^\W\d]|[\u2e80-\uffff]{3}", criterion) or counted
    return ("observable", "") if readable else ("unrecognised", "")


def kind_of(criterion: str, read: tuple[str, ...]) -> str:
    """What lists and shapes say of a text, the surest first."""
    for kind in ("observable", "spoilt", "progress"):
        if kind in read:
            return kind
    if "number" in read:
        return "numbered"
    if "vague.txt" in read:
        return "vague"
    return "short" if len(criterion.split()) < 4 else ""


def _said(criterion: str) -> str:
    """The words that lists call progress talk or vague."""
    verdict, said = _by_lists(criterion)
    if verdict == "progress":
        return said
    vague = listed("vague.txt").first(criterion)
    return criterion[vague.start : vague.end] if vague else ""


def marks(criterion: str) -> tuple[str, ...]:
    """What lists and shapes say of a text, for the model: the lists' verdict, counts, references, who and what."""
    verdict, said = _by_lists(criterion)
    found: set[str] = {verdict}
    if said and _progress()[1].first(said):
        found.add("spoilt")
    found.update(name for name in ("vague.txt", "observable.txt") if listed(name).first(criterion))
    found.update(match.advice for match in listed("proof_notions.txt").find(criterion))
    found.update(name for name, shape in _marking().items() if shape.search(criterion))
    found.add(f"long {min(len(linear.words_of(criterion)), 12) // 3}")
    return tuple(sorted(found))


@cache
def _marking() -> dict[str, re.Pattern[str]]:
    """Shapes that a proof or mere talk is known by, whatever the language."""
    return {
        "number": re.compile(r"\d"),
        "reference": re.compile(r"\b[A-Z]{2,}[-/ ]?\d+|#\s?\d|\b(?:no|nr|n°|nº|№)\.?\s?\d", re.IGNORECASE),
        "address": re.compile(r"\w@\w|https?:"),
        "counted": re.compile(r"\b\d+\s?(?:/|of|von|sur|de|van|di|z|из|중)\s?\d+\b", re.IGNORECASE),
        "compared": re.compile(r"[<>≤≥]|\d\s?%"),
        "name": re.compile(r"(?<=\s)[A-Z][a-zß-ÿ]{2,}"),
        "capitals": re.compile(r"\b[A-Z]{2,}\b"),
        "asks": re.compile(r"[?？]"),
        "opens small": re.compile(r"^[a-zß-ÿ]"),
    }


@lru_cache(maxsize=64)
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
    return said_by(texts[kind].replace("{owner}", "{champion}"), owner, locale)


def said_by(text: str, person_named: str | None, locale: str = "en_US") -> str:
    """``text`` with ``{champion}`` as that person, or as whoever owns it on the buyer's side, in the plan's language."""
    known = person_named and person.judge(person_named) == "person"
    nobody = lexicon.only("rewrites.yaml", locale.split("_")[0])["nobody"]
    said = text.replace("{champion}", person_named if known and person_named else nobody)
    return said[0].upper() + said[1:]
