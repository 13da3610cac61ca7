"""What a buyer could see of a plan on the day it was sent, as it is remembered: the facts, without any look."""

from __future__ import annotations

import hashlib
import json
import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal, TypeVar, get_args

from mapdocs._version import __version__
from mapdocs.errors import Refused

Status = Literal["open", "in progress", "done", "blocked", "cancelled"]
Variant = Literal["full", "lite"]
_Word = TypeVar("_Word", bound=str)

#: What neither a spec nor a document can hold: control characters, and halves of letters that no encoding can write.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = 24 * 60  # minutes
_EARLIEST, _LATEST = date(2, 1, 1), date(9997, 12, 31)  # arithmetic on days ends not far beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPerson:
    name: str
    title: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReasons:
    problem: str | None
    cost: str | None
    ask: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReview:
    """The meeting: ``at`` with its offset from UTC, ``zone`` as IANA calls it."""

    at: datetime
    zone: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMove:
    """A date that a row once had, when it left it and why."""

    from_date: date
    on: date | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow:
    """One row as the buyer read it, its fields under the names that they have in a spec; ``mark`` is its short id."""

    mark: str
    id: str
    milestone: str
    includes: tuple[str, ...] = ()
    buyer_owner: str | None = None
    seller_owner: str | None = None
    target_date: date | None = None
    exit_criteria: str | None = None
    status: Status = "open"
    done_on: date | None = None
    proof: str | None = None
    agreed_on: date | None = None
    note: str | None = None
    moved: tuple[SentMove, ...] = ()

    def text(self, field: str) -> str | None:
        """One field of those that are a text or a day; a day as YYYY-MM-DD."""
        value: str | date | None = getattr(self, field)
        return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Every fact of a plan that its buyer can see. Two plans with equal snapshots are the same revision."""

    plan: str
    variant: Variant
    buyer: str
    seller: str
    outcome: str | None
    success: tuple[str, ...]
    why: SentReasons | None
    go_live: date | None
    link: str | None
    people: tuple[SentPerson, ...]
    review: SentReview | None
    edits_by: date | None
    rows: tuple[SentRow, ...]
    buyer_short: str | None = None
    seller_short: str | None = None

    @property
    def called(self) -> tuple[str, str]:
        """What headed the owners' columns: what people call the two companies."""
        return self.buyer_short or self.buyer, self.seller_short or self.seller

    @property
    def revision(self) -> str:
        """Six hex digits that change whenever something changes that a buyer can see."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:6]

    def to_json(self) -> dict[str, object]:
        """Plain values, in the shape in which they are kept and digested: a change of it changes every revision."""
        why, review = self.why, self.review
        shorts = {"buyer_short": self.buyer_short, "seller_short": self.seller_short}
        return {
            **{key: short for key, short in shorts.items() if short},  # without one a plan stays what it was
            "plan": self.plan,
            "variant": self.variant,
            "buyer": self.buyer,
            "seller": self.seller,
            "outcome": self.outcome,
            "success": list(self.success),
            "why": None if why is None else [why.problem, why.cost, why.ask],
            "go_live": _iso(self.go_live),
            "link": self.link,
            "people": [[p.name, p.title, p.email] for p in self.people],
            "review": None
            if review is None
            else {"at": review.at.isoformat(), "zone": review.zone, "minutes": review.minutes},
            "edits_by": _iso(self.edits_by),
            "rows": [_row_json(row) for row in self.rows],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> Snapshot:
        """The snapshot that ``kept`` holds; keys beside its own are passed over.

        Raises:
            Refused: somebody wrote in it, or it is of another shape; the message names the first thing that is wrong.
        """
        entry = _Entry(kept)
        why, review = entry.get("why"), entry.get("review")
        return cls(
            plan=entry.text("plan"),
            variant=entry.word("variant", get_args(Variant)),
            buyer=entry.text("buyer"),
            seller=entry.text("seller"),
            outcome=entry.maybe("outcome"),
            success=entry.texts("success"),
            why=None if why is None else SentReasons(**_named(why, "why", SentReasons).maybes()),
            go_live=entry.day("go_live"),
            link=entry.maybe("link"),
            people=tuple(_person(one, f"people[{n}]") for n, one in enumerate(entry.many("people"))),
            review=None if review is None else _review(review),
            edits_by=entry.day("edits_by"),
            rows=tuple(_row(one, f"rows[{n}]") for n, one in enumerate(entry.many("rows"))),
            buyer_short=entry.maybe("buyer_short") if "buyer_short" in kept else None,
            seller_short=entry.maybe("seller_short") if "seller_short" in kept else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentVersion:
    """A snapshot with what is known of its sending.

    ``revision`` is the one that the files of that day show; ``built`` the day on which it was first made, ``program``
    the version of mapdocs that made it, ``spec`` the file that it was made from, seen from the folder of that memory. A
    plan read off a file's own text has none of them.
    """

    snapshot: Snapshot
    revision: str | None = None
    sequence: int = 0
    built: date | None = None
    program: str | None = None
    spec: str | None = None

    def to_json(self) -> dict[str, object]:
        return {
            "revision": self.revision,
            "sequence": self.sequence,
            "built": _iso(self.built),
            "program": self.program,
            "spec": self.spec,
            **self.snapshot.to_json(),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> SentVersion:
        """The version that ``kept`` holds.

        Raises:
            Refused: as for :meth:`Snapshot.from_json`.
        """
        entry = _Entry({"revision": None, "sequence": 0, "built": None, "program": None, "spec": None, **kept})
        snapshot = Snapshot.from_json(kept)
        if entry.maybe("program") == __version__ and entry.maybe("revision") not in (None, snapshot.revision):
            raise _wrong(f"it says revision {entry.maybe('revision')}, and what stands in it is {snapshot.revision}")
        return cls(
            snapshot=snapshot,
            revision=entry.maybe("revision"),
            sequence=entry.number("sequence"),
            built=entry.day("built"),
            program=entry.maybe("program"),
            spec=entry.maybe("spec"),
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mapping out of a kept file, read key by key; ``where`` it stands, for the message."""

    kept: Mapping[str, object]
    where: str = ""

    def get(self, key: str) -> object:
        if key not in self.kept:
            raise _wrong(f"{self.where}{key} is missing")
        return self.kept[key]

    def maybe(self, key: str) -> str | None:
        value = self.get(key)
        if value is not None and not isinstance(value, str):
            raise _wrong(f"{self.where}{key} is no text")
        if value is not None and _NO_TEXT.search(value):
            raise _wrong(f"{self.where}{key} holds characters that no text has")
        return value

    def maybes(self) -> dict[str, str | None]:
        return {key: self.maybe(key) for key in self.kept}

    def text(self, key: str) -> str:
        value = self.maybe(key)
        if value is None:
            raise _wrong(f"{self.where}{key} is empty")
        return value

    def word(self, key: str, words: tuple[_Word, ...]) -> _Word:
        value = self.get(key)
        for word in words:
            if value == word:
                return word
        raise _wrong(f"{self.where}{key} is none of {', '.join(words)}")

    def number(self, key: str) -> int:
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise _wrong(f"{self.where}{key} is no number")
        return value

    def day(self, key: str) -> date | None:
        value = self.maybe(key)
        try:
            day = date.fromisoformat(value) if value else None
        except ValueError:
            raise _wrong(f"{self.where}{key} is no day") from None
        if day is not None and not _EARLIEST <= day <= _LATEST:
            raise _wrong(f"{self.where}{key} is no day that can be counted from")
        return day

    def many(self, key: str) -> list[object]:
        value = self.get(key)
        if not isinstance(value, list):
            raise _wrong(f"{self.where}{key} is no list")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.many(key)
        texts = tuple(one for one in found if isinstance(one, str) and not _NO_TEXT.search(one))
        if len(texts) != len(found):
            raise _wrong(f"{self.where}{key} holds something else than texts")
        return texts


def _row_json(row: SentRow) -> dict[str, object]:
    proof = {"proof": row.proof} if row.proof else {}  # without one a row stays what it was before there were any
    return {
        "mark": row.mark,
        "id": row.id,
        "milestone": row.milestone,
        "includes": list(row.includes),
        "buyer_owner": row.buyer_owner,
        "seller_owner": row.seller_owner,
        "target_date": _iso(row.target_date),
        "exit_criteria": row.exit_criteria,
        "status": row.status,
        "done_on": _iso(row.done_on),
        **proof,
        "agreed_on": _iso(row.agreed_on),
        "note": row.note,
        "moved": [[move.from_date.isoformat(), _iso(move.on), move.why] for move in row.moved],
    }


def _row(kept: object, where: str) -> SentRow:
    row = _entry(kept, where)
    moves = [_named(one, f"{where}.moved[{n}]", SentMove) for n, one in enumerate(row.many("moved"))]
    return SentRow(
        mark=row.text("mark"),
        id=row.text("id"),
        milestone=row.text("milestone"),
        includes=row.texts("includes"),
        buyer_owner=row.maybe("buyer_owner"),
        seller_owner=row.maybe("seller_owner"),
        target_date=row.day("target_date"),
        exit_criteria=row.maybe("exit_criteria"),
        status=row.word("status", get_args(Status)),
        done_on=row.day("done_on"),
        proof=row.maybe("proof") if "proof" in row.kept else None,
        agreed_on=row.day("agreed_on"),
        note=row.maybe("note"),
        moved=tuple(_move(move) for move in moves),
    )


def _move(move: _Entry) -> SentMove:
    start = move.day("from_date")
    if start is None:
        raise _wrong(f"{move.where}from_date is empty")
    return SentMove(from_date=start, on=move.day("on"), why=move.maybe("why"))


def _person(kept: object, where: str) -> SentPerson:
    person = _named(kept, where, SentPerson)
    return SentPerson(name=person.text("name"), title=person.maybe("title"), email=person.maybe("email"))


def _review(kept: object) -> SentReview:
    review = _entry(kept, "review")
    zone = review.text("zone")
    try:
        at = datetime.fromisoformat(review.text("at"))
        zoneinfo.ZoneInfo(zone)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise _wrong("review.at or review.zone is no moment that there is") from None
    minutes = review.number("minutes")
    if not _EARLIEST <= at.date() <= _LATEST or not 0 < minutes <= _DAY:
        raise _wrong("review is no moment that there is, or takes no time that a meeting takes")
    return SentReview(at=at, zone=zone, minutes=minutes)


def _entry(kept: object, where: str) -> _Entry:
    if not isinstance(kept, dict):
        raise _wrong(f"{where} is no mapping")
    return _Entry(kept, f"{where}.")


def _named(kept: object, where: str, kind: type[SentPerson] | type[SentReasons] | type[SentMove]) -> _Entry:
    """A list of values, by the names of the fields of ``kind``."""
    names = [field.name for field in fields(kind)]
    if not isinstance(kept, list) or len(kept) != len(names):
        raise _wrong(f"{where} is no list of {len(names)} values")
    return _Entry(dict(zip(names, kept, strict=True)), f"{where}.")


def _wrong(what: str) -> Refused:
    return Refused(
        f"what is remembered of this plan was edited, or is of another kind: {what}",
        "bring the file in .mapdocs/sent back as it was, or name another version with --base",
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
