"""What the buyer says of a row in words of their own, and whether that is a yes, a refusal or a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from mapdocs.language import lexicon
from mapdocs.language.calendar_words import months, plain
from mapdocs.language.consent import Verdict, verdict
from mapdocs.readers.tables import clean, same
from mapdocs.returns.changes import BELOW, BESIDE, Changes, RowChange

_OF_A_DAY = 4  # words beside the numbers of a day
_BARE = 5  # signs of an answer that is a yes or a no and nothing else: "nein", "いいえ"
_SMALL = 3  # letters of an article, or of a month cut short


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the buyer's. ``at`` is its day, where the file says one; ``noted``: the row's note holds it."""

    text: str
    verdict: Verdict
    author: str = ""
    at: date | None = None
    noted: bool = False
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """A refusal or a question: of the row ``label`` with its ``mark``, or of the plan as a whole (without both)."""

    label: str
    mark: str
    said: Said


def of_row(change: RowChange, sellers: Sequence[str]) -> list[Said]:
    """The buyer's words on ``change``: its note, what stands where a day or a status belongs, and comments.

    What one of ``sellers`` wrote is none of the buyer's. Names, proofs and steps are values and say nothing of it.
    """
    own = {same(name).casefold() for name in sellers}
    return [said for said in _texts(change) if said.text and same(said.author).casefold() not in own]


def objections(changes: Changes, sellers: Sequence[str]) -> list[Objection]:
    """Every refusal, and then every question and condition, in the order of the rows; the plan's as a whole first."""
    own = {same(name).casefold() for name in sellers}
    places = [f"{BELOW}{row.sent.mark} {same(row.sent.milestone)})" for row in changes.rows if row.sent]
    found = [
        Objection("", "", _without(places, _judged(r.words, r.author, r.at)))
        for r in changes.remarks
        if r.is_said and not _by(r.author, own)
    ]
    for change in changes.rows:
        mark = change.sent.mark if change.sent else ""
        found += [Objection(change.label, mark, said) for said in of_row(change, sellers)]
    against = [one for one in found if one.said.verdict in ("refusal", "question")]
    return sorted(against, key=lambda one: one.said.verdict != "refusal")


def _without(places: Sequence[str], said: Said) -> Said:
    """``said``, judged without the place that was named behind it: those words are ours."""
    place = next((place for place in places if said.text.endswith(place)), "")
    return replace(said, verdict=verdict(said.text.removesuffix(place))) if place else said


def _texts(change: RowChange) -> Iterator[Said]:
    reasons = {edit.reason for edit in change.edits if edit.field == "target_date" and edit.reason}
    for edit in change.edits:
        author, at = edit.author or ", ".join(change.authors), edit.at or change.at
        if edit.field == "note" and edit.new:
            yield _judged(_added_to(edit.old, edit.new), author, at, noted=True)
        elif edit.question and edit.field in ("agreed_on", "status", "target_date") and not _asks_of_day(edit.raw):
            yield _judged(edit.raw, author, at)
    under = dict(change.under)
    for text in change.extra:
        words = under.get(text, text.rpartition(BESIDE)[0] or text)
        said = _judged(words, ", ".join(change.authors), change.at)
        if text in under and (said.verdict == "yes" or len(words) <= _BARE):  # to what its heading asks, not to the row
            said = replace(said, verdict="")
        yield said
    for remark in (remark for remark in change.remarks if remark.is_said):
        said = _judged(
            remark.words, remark.author, remark.at or change.at, reason=" ".join(remark.words.split()) in reasons
        )
        if remark.own and _names_first_day(remark.words):  # a box laid over a date says how it is meant, and no no
            said = replace(said, verdict="")
        elif remark.own and said.verdict == "refusal" and (meant := _without_first_day(remark.words)):
            said = replace(said, verdict=_judged(meant, remark.author, remark.at or change.at).verdict)
        if not (said.reason and said.verdict == "yes"):  # a yes to a date that they changed themselves
            yield said


def _asks_of_day(text: str) -> bool:
    """Whether ``text`` is a day and a question mark, or the mark alone: the question about its cell says it already."""
    bare = text.strip().rstrip("?？ ")
    words = [plain(word) for word in re.findall(r"[^\W\d_]+", bare)]
    dated = not bare or (re.search(r"\d", bare) and all(len(word) <= _SMALL or word in months() for word in words))
    return text.strip() != bare and bool(dated) and len(words) <= _OF_A_DAY


def _without_first_day(text: str) -> str:
    """ "Audit committee meets on 14 January" of the same with "not before" behind it; empty where that does not stand there."""
    said = " ".join(text.split()).rstrip(" .!")
    behind = next((found for found in _from().finditer(said) if found.end() == len(said)), None)
    return said[: behind.start()].rstrip(" ,;:–—-") if behind else ""


def _names_first_day(text: str) -> bool:
    """Whether ``text`` says from which day on, and nothing else: "not before 18 Jan, please"."""
    said = " ".join(text.split())
    found = _from().match(said)
    words = [plain(word) for word in re.findall(r"[^\W\d_]+", said[found.end() :])] if found else []
    dated = bool(found) and re.search(r"\d", said) is not None
    return dated and len(words) <= _OF_A_DAY and all(len(word) <= _SMALL or word in months() for word in words)


def begins_with_first_day(text: str) -> bool:
    """Whether ``text`` begins with what leads a first day: "not before the contract is signed"."""
    return _from().match(text) is not None


@cache
def _from() -> re.Pattern[str]:
    words = sorted(lexicon.table("columns.yaml")["not_before"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _judged(text: str, author: str, at: date | None, *, noted: bool = False, reason: bool = False) -> Said:
    said = " ".join(clean(text).split())
    return Said(said, verdict(said), author, at, noted, reason)


def _added_to(old: str | None, new: str) -> str:
    """What ``new`` says beyond ``old``: who writes a yes below a note says yes, not the note."""
    return new.removeprefix(old).strip() if old else new


def _by(author: str, own: set[str]) -> bool:
    return any(name and name in same(author).casefold() for name in own)
