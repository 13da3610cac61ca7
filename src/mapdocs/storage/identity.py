"""Which deal something is of: what is remembered of one is never taken for another's, however alike they are called."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mapdocs.language.file_names import file_stem
from mapdocs.plan.snapshot import SentVersion
from mapdocs.schema.loader import load
from mapdocs.schema.model import Spec

LONGEST = 4096  # of a path, in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What a deal is known by.

    ``plan`` is the stem of its files, ``buyer`` the company ("" where nobody remembers), ``id`` its own, where the
    spec gives one, ``people`` the names that belong to it, folded; ``place`` is the spec's file, or None where
    there is none or nobody remembers.
    """

    plan: str
    buyer: str = ""
    id: str = ""
    people: frozenset[str] = frozenset()
    place: Path | None = None

    def is_in(self, kept: Deal) -> bool:
        """Whether what ``kept`` says of a memory means this deal.

        A spec of this name and buyer does, as long as no other file is that deal's; where one is, both must say the same
        id. A buyer under a new name is known by its people, in the file that was sent from.
        """
        if self.plan != kept.plan or (self.id and kept.id and self.id != kept.id):
            return False
        same_buyer = not kept.buyer or _folded(self.buyer) == _folded(kept.buyer)
        if self.place is None or kept.place is None:
            return same_buyer
        if _same_file(self.place, kept.place):
            return same_buyer or bool(self.people & kept.people)
        other = _spec_at(kept.place, kept.plan)
        return same_buyer and (other is None or (bool(self.id) and other.deal.id == self.id))

    def told(self) -> str:
        """The deal in words, with its place."""
        who = f" with {self.buyer}" if self.buyer else ""
        where = f" in {_short(self.place)}" if self.place else ""
        return f"the deal “{self.plan}”{who}{where}"


def deal_of(spec: Spec) -> Deal:
    """The deal of ``spec``."""
    path = Path(spec.source.file) if spec.source.file else None
    ours = {_folded(name) for name in (spec.seller.owner, *(person.name for person in spec.seller.people))}
    theirs = {_folded(name) for name in (spec.buyer.champion, *(person.name for person in spec.buyer.people))}
    return Deal(
        plan=file_stem(spec.deal.name),
        buyer=spec.buyer.company,
        id=spec.deal.id or "",
        people=frozenset(theirs - ours - {""}),
        place=Path(os.path.realpath(path)) if path is not None and path.is_file() else None,
    )


def deal_sent(version: SentVersion, folder: Path) -> Deal:
    """The deal that ``version`` was sent for; ``folder`` is the one that it is remembered in.

    Without the id, which is no buyer's: what was sent is remembered with what buyers may see, and no more.
    """
    snapshot = version.snapshot
    return Deal(
        plan=snapshot.plan,
        buyer=snapshot.buyer,
        people=frozenset(_folded(person.name) for person in snapshot.people),
        place=place_from(version.spec, folder),
    )


def as_kept(deal: Deal, folder: Path) -> dict[str, str]:
    """``deal`` as plain values, to be kept in ``folder``."""
    kept = {"plan": deal.plan, "buyer": deal.buyer, "id": deal.id, "spec": place_in(deal.place, folder) or ""}
    return {key: value for key, value in kept.items() if value}


def deal_kept(kept: object, folder: Path) -> Deal | None:
    """The deal of :func:`as_kept`; None where there is none, as in what older versions wrote."""
    if not isinstance(kept, Mapping):
        return None
    said = {key: value for key in ("plan", "buyer", "id", "spec") if isinstance(value := kept.get(key), str)}
    if not said.get("plan"):
        return None
    return Deal(
        plan=said["plan"],
        buyer=said.get("buyer", ""),
        id=said.get("id", ""),
        place=place_from(said.get("spec"), folder),
    )


def place_in(place: Path | None, folder: Path) -> str | None:
    """``place`` as seen from ``folder``, so that it holds when the whole tree is moved; None where its name is none that a
    text can hold."""
    if place is None:
        return None
    try:
        said = Path(os.path.relpath(place, os.path.realpath(folder))).as_posix()
    except ValueError:  # on another drive
        said = str(place)
    return said if said.isprintable() else None


def place_from(said: str | None, folder: Path) -> Path | None:
    """The place that :func:`place_in` named."""
    if not said or len(said) > LONGEST or not said.isprintable():
        return None
    return Path(os.path.normpath(os.path.join(os.path.realpath(folder), said)))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _same_file(one: Path, other: Path) -> bool:
    if one == other:
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _spec_at(place: Path, plan: str) -> Spec | None:
    """The spec at ``place`` that is of the plan ``plan``; None where there is none any more.

    One that cannot be read, or says no name, counts, since it may be.
    """
    try:
        if not place.is_file():
            return None
        spec = load(place)
    except OSError:
        return Spec()
    return spec if not spec.deal.name or file_stem(spec.deal.name) == plan else None


def _short(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
