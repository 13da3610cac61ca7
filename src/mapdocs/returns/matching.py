"""Which returned row is which sent row: by its mark with a fitting title, by its title, by likeness; never by mark alone.

People renumber and copy rows, so a mark counts only where it stands once and what stands beside it fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mapdocs.plan.snapshot import SentRow
from mapdocs.readers.tables import same

TITLE_FITS = 0.6  # of two titles under one mark: reworded, not another step
LIKE = 0.62  # below it two rows are strangers
SURE = 0.97  # nothing but a letter or two differs
MARGIN = 0.12  # a second candidate this close makes a match a question
WHOLE_LIMIT = 60  # rows on a side up to which every pair is compared


@dataclass(frozen=True, slots=True)
class Match:
    """``sent`` and ``row`` are indexes. ``sure`` matches need no question."""

    sent: int
    row: int
    sure: bool
    how: str


@dataclass(frozen=True, slots=True)
class Traits:
    """What a row is recognised by. A trait that the file does not show is None."""

    mark: str
    title: str
    owner: str | None
    seller: str | None
    day: str | None
    proof: str | None

    def shown_by(self, other: Traits) -> bool:
        """Whether ``other`` repeats all of this row but its mark, as far as its file shows it."""
        pairs = (
            (self.title, other.title),
            (self.owner, other.owner),
            (self.seller, other.seller),
            (self.day, other.day),
            (self.proof, other.proof),
        )
        return all(theirs is None or (mine or "") == theirs for mine, theirs in pairs)


def traits_of_sent(row: SentRow) -> Traits:
    return Traits(
        row.mark,
        same(row.milestone),
        same(row.buyer_owner),
        same(row.seller_owner),
        row.text("target_date") or "",
        same(row.exit_criteria),
    )


class _Pairing:
    """Rows that are still free on both sides, and the pairs made so far."""

    def __init__(self, sent: Sequence[Traits], rows: Sequence[Traits]) -> None:
        self.sent, self.rows = sent, rows
        self.free_sent, self.free_rows = set(range(len(sent))), set(range(len(rows)))
        self.matches: list[Match] = []

    def pair(self, sent: int, row: int, sure: bool, how: str) -> None:
        self.matches.append(Match(sent, row, sure, how))
        self.free_sent.discard(sent)
        self.free_rows.discard(row)

    def by_mark(self) -> None:
        by_mark: dict[str, list[int]] = {}
        for index, row in enumerate(self.rows):
            if row.mark:
                by_mark.setdefault(row.mark.casefold(), []).append(index)
        titles = {one.title.casefold() for one in self.sent}
        for index, one in enumerate(self.sent):
            found = by_mark.get(one.mark.casefold(), [])
            if len(found) > 1:  # a row was copied with its mark: the one that kept the title is the old one
                exact = [i for i in found if self.rows[i].title.casefold() == one.title.casefold()]
                found = sorted(exact, key=lambda i: -_equal(one, self.rows[i]))[:1]
            if len(found) != 1 or found[0] not in self.free_rows:
                continue
            other = self.rows[found[0]]
            another = other.title.casefold() != one.title.casefold() and other.title.casefold() in titles
            if not another and title_ratio(one.title, other.title) >= TITLE_FITS:
                self.pair(index, found[0], True, "number and name")
            elif not another and _equal(one, other) >= 2:
                self.pair(index, found[0], True, "number and what stands beside it")

    def by_title(self) -> None:
        ours = Counter(self.sent[i].title.casefold() for i in self.free_sent)
        theirs = Counter(self.rows[i].title.casefold() for i in self.free_rows)
        where = {self.rows[i].title.casefold(): i for i in self.free_rows}
        for index in sorted(self.free_sent):
            title = self.sent[index].title.casefold()
            if title and ours[title] == 1 and theirs[title] == 1:
                self.pair(index, where[title], True, "name")

    def by_likeness(self) -> None:
        if len(self.free_sent) > WHOLE_LIMIT or len(self.free_rows) > WHOLE_LIMIT:
            return
        scores = {(a, b): likeness(self.sent[a], self.rows[b]) for a in self.free_sent for b in self.free_rows}
        while scores:
            (a, b), score = max(scores.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
            if score < LIKE:
                break
            rival = max((s for (x, y), s in scores.items() if (x == a) != (y == b)), default=0.0)
            self.pair(a, b, score >= SURE and rival < score - MARGIN, "likeness")
            scores = {(x, y): s for (x, y), s in scores.items() if x != a and y != b}

    def by_all_beside(self) -> None:
        """A step that was reworded and lost its mark, with its proof, people and day as they were sent."""
        beside = {
            (a, b) for a in self.free_sent for b in self.free_rows if _all_but_the_name(self.sent[a], self.rows[b])
        }
        for a, b in sorted(beside):
            if sum(a == x or b == y for x, y in beside) == 1:
                self.pair(a, b, False, "likeness")


def _all_but_the_name(one: Traits, other: Traits) -> bool:
    """Whether two rows have the proof and most of the people and day in common; all of these, where no proof is shown."""
    if not other.title:
        return False
    proofs = same(one.proof).casefold(), same(other.proof).casefold()
    return _equal(one, other) >= 3 and (proofs[0] == proofs[1] or (other.proof is None))


def match_rows(sent: Sequence[Traits], rows: Sequence[Traits]) -> list[Match]:
    """Pairs of ``sent`` and ``rows``, each used once; what is left over was removed or added."""
    pairing = _Pairing(sent, rows)
    pairing.by_mark()
    pairing.by_title()
    pairing.by_likeness()
    pairing.by_all_beside()
    return sorted(pairing.matches, key=lambda m: m.row)


def likeness(one: Traits, other: Traits) -> float:
    """How alike two rows are, 0 to 1: the title counts most, then the proof, then people and day."""
    parts = [(0.55, title_ratio(one.title, other.title))]
    if one.proof is not None and other.proof is not None:
        parts.append((0.2, title_ratio(one.proof, other.proof)))
    for mine, theirs in ((one.owner, other.owner), (one.seller, other.seller), (one.day, other.day)):
        if mine is not None and theirs is not None:
            parts.append((0.25 / 3, float(mine == theirs and mine != "")))
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)


def repeats(one: Traits, other: Traits) -> bool:
    """Whether ``other`` has the proof of ``one`` and something more of what stands beside its name, or nearly all of that."""
    proof = bool(one.proof) and one.proof == other.proof
    return _equal(one, other) >= (2 if proof else 3)


def _equal(one: Traits, other: Traits) -> int:
    pairs = ((one.proof, other.proof), (one.owner, other.owner), (one.seller, other.seller), (one.day, other.day))
    return sum(mine == theirs and bool(mine) for mine, theirs in pairs)


def title_ratio(one: str, other: str) -> float:
    if one.casefold() == other.casefold():
        return 1.0
    if not one or not other:
        return 0.0
    letters = SequenceMatcher(None, one.casefold()[:300], other.casefold()[:300], autojunk=False).ratio()
    mine, theirs = set(one.casefold().split()), set(other.casefold().split())
    words = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return max(letters, 0.9 * words if min(len(mine), len(theirs)) > 1 else 0.0)


def order_of(sent: Sequence[str], returned: Sequence[str]) -> tuple[str, ...]:
    """The ids that left their place between two orders of the same ids: as few as explain the difference."""
    place = {name: index for index, name in enumerate(sent)}
    wanted = [place[name] for name in returned]
    best: list[list[int]] = []  # the longest rising run that ends with each element
    for index, value in enumerate(wanted):
        earlier = [best[i] for i in range(index) if wanted[i] < value]
        best.append([*_longest(earlier), value])
    kept = set(_longest(best))
    return tuple(name for name in returned if place[name] not in kept)


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=len) if runs else []
