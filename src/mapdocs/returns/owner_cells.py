"""Whom an owner's cell of a returned file names: a person of the plan however they are called, a new one, or a question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mapdocs.importing.owners import is_title
from mapdocs.importing.values import from_address
from mapdocs.plan.snapshot import Snapshot
from mapdocs.readers.tables import clean, same
from mapdocs.returns import owner_names as names
from mapdocs.rules.classify.person import by_lists, judge, leaves_open

_LONGEST_NAME = 200  # signs, with what stands behind it
#: A name of two words or more, and what stands behind it in brackets.
_BESIDE_A_NAME = re.compile(r"([^\W\d_][^()\[\]–—,;/]*? [^()\[\]–—,;/]*?)\s*([(\[][^()\[\]]+[)\]])")
_BETWEEN_NAMES = re.compile(r"\s*(?:[/&;,+、]|\b(?:and|und|et|y|e)\b)\s*")
_ARROW = re.compile(r"\s*(?:[-–—=]+>|→|➔|➜|➡|⇒)\s*")
_BEHIND = re.compile(r"\s*(?:[,;/(\[|:：（]|\s[-–—]\s).*", re.DOTALL)
_ADDRESS = re.compile(r"\s*[<(\[]?\s*([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)\s*[>)\]]?\s*")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a step, or why that is not sure; ``readings`` are names that may be meant, ``extra`` what else was said."""

    name: str | None = None
    question: str = ""
    readings: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parties:
    """The people of both sides as the plan that was sent has them, and what the two companies are called."""

    buyers: frozenset[str] = frozenset()
    sellers: frozenset[str] = frozenset()
    companies: tuple[str, ...] = ()

    def side(self, column: str) -> frozenset[str]:
        """Those who may be meant by a part of their name in ``column``."""
        return self.buyers if column == "buyer_owner" else self.sellers

    def is_of_the_others(self, name: str, column: str) -> bool:
        """Whether ``name`` is of the other side's people alone."""
        other = self.sellers if column == "buyer_owner" else self.buyers
        return name in other and name not in self.side(column)


def parties_of(sent: Snapshot) -> Parties:
    """Both sides of the plan that was ``sent``, as its rows tell them apart."""
    buyers = frozenset(row.buyer_owner for row in sent.rows if row.buyer_owner)
    sellers = frozenset(row.seller_owner for row in sent.rows if row.seller_owner)
    return Parties(buyers, sellers, tuple(dict.fromkeys((sent.buyer, sent.seller, *sent.called))))


def owner_said(text: str, people: Mapping[str, str | None], parties: Parties, column: str) -> Owner:
    """Whom ``text`` names; ``people`` are all whom the plan knows, with their titles."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line]
    titles = {same(title).casefold() for title in people.values() if title}
    extra = tuple(line for line in lines[1:] if same(line).casefold() not in titles)
    sent = {same(name).casefold(): name for name in people}.get(same(lines[0]).casefold())
    if sent is not None:  # as it was sent, whatever it is
        return Owner(sent, extra=extra)
    first, extra = _without_address(lines[0], extra)
    known = _Known(people, parties.side(column), titles)
    if _ARROW.search(first):
        return _replaced(first, known, parties, extra)
    found = _named(first, known, parties)
    if found.question and extra and not found.readings:
        found = replace(found, readings=names.new_people("\n".join(extra), people))
    return replace(found, extra=(*found.extra, *extra))


@dataclass(frozen=True, slots=True)
class _Known:
    people: Mapping[str, str | None]
    side: frozenset[str]
    titles: set[str]

    def called(self, said: str) -> str:
        """The one person whom ``said`` means by a part of their name, of this side's before all; else empty."""
        for group in (self.side, self.people) if len(said) <= _LONGEST_NAME else ():
            fitting = [name for name in group if names.is_called(said, name)]
            if fitting:
                return fitting[0] if len(fitting) == 1 else ""
        return ""

    def several_called(self, said: str) -> tuple[str, ...]:
        return tuple(name for name in self.people if name in self.side and names.is_called(said, name))


def _without_address(first: str, extra: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """ "Jo Lind <jo.lind@acme.example>" as the name, and the address."""
    found = _ADDRESS.search(first)
    if found is None or not (bare := (first[: found.start()] + " " + first[found.end() :]).strip(" ,;:")):
        return first, extra
    return bare, (found[1], *extra)


def _replaced(first: str, known: _Known, parties: Parties, extra: tuple[str, ...]) -> Owner:
    """ "Lena Brandt -> Jo Lind": the last one owns the step now."""
    *before, last = (part for part in _ARROW.split(first))
    found = _named(last, known, parties) if last else Owner(None, _no_person(first))
    sure = bool(before) and all(known.called(part) or part in known.people for part in before) and not found.question
    if sure:
        return replace(found, extra=(*found.extra, *extra))
    return Owner(None, _no_person(first), names.new_people(first, known.people), extra)


def _named(first: str, known: _Known, parties: Parties) -> Owner:
    people = known.people
    if "@" in first and " " not in first:
        return _of_address(first, known)
    called = known.called(first)
    if called:
        return Owner(called)
    family = names.may_be_addressed(first)
    fitting = known.several_called(first) or known.several_called(family) if family or " " not in first else ()
    if fitting:
        return Owner(None, _leaves_open(first), fitting)
    first = _in_full(first, known)
    first, others = _several(first, known)
    bare = re.sub(r"(?<=\S)\s*[(\[（].*", "", first)
    for name, title in people.items():
        if not same(first).casefold().startswith(same(name).casefold()):
            continue
        rest = same(first)[len(same(name)) :].strip()
        if rest.strip(" ,;()-").casefold() in ("", same(title).casefold()):
            return Owner(name, extra=others)
        besides = re.fullmatch(r"[/+&,;].*", rest) and judge(rest.strip("/+&,; ")) != "person"
        if besides or re.fullmatch(r"[(\[–—-].*", rest):
            # "Tom Okafor (on leave until 4 January)", "Tom Okafor / deputy": still Tom, and something to ask
            return Owner(name, extra=(rest, *others))
    verdict = judge(first)
    opening, *more = first.split() or [""]
    # "t.b.d. after the move"; of two words the second may be a name
    opens = verdict == "group" and len(more) > 1 and bool(re.search(r"[^\W\d_]", opening))
    if (opens and judge(opening) == "nobody") or "nobody" in (verdict, judge(bare)):  # "N.N. (to be named in May)"
        return Owner(None, f"“{first}” is nobody yet; who is it?", extra=others)
    if leaves_open(first):
        return Owner(None, _leaves_open(first), extra=others)
    if same(first).casefold() in {same(name).casefold() for name in people}:
        return Owner(first, extra=others)
    unnamed = by_lists(first) == "group" or (" " in first and first.isascii() and first == first.lower())
    if verdict == "group" and unnamed:
        return Owner(None, _no_person(first), extra=others)
    return _new(first, known, parties, others)


def _new(first: str, known: _Known, parties: Parties, others: tuple[str, ...]) -> Owner:
    """Somebody whom the plan does not know, without what stands around the name; a sentence is a question."""
    doubt = Owner(None, _no_person(first), names.new_people("\n".join((first, *others)), known.people), others)
    said = _BESIDE_A_NAME.fullmatch(first) if len(first) <= _LONGEST_NAME else None
    inside = said[2].strip("()[] ") if said else ""
    if said and judge(said[1]) == "person" and (not is_title(inside) or names.is_remark(inside)):
        first, others = said[1], (said[2], *others)  # "Jo Lind (replaces Tom Okafor)"
    label, colon, behind = (part.strip() for part in re.sub("：", ":", first).partition(":"))
    if colon:  # "Legal: Jo Lind"; "new: Jo Lind"
        is_new = names.is_remark(label)
        if judge(behind) != "person" or not (is_new or judge(label) == "group"):
            return doubt
        first, others = behind, others if is_new else (label, *others)
    bare = names.without_honours(first)  # "Ms Carter" is called so until somebody says more
    unit, name = names.without_unit(bare if " " in bare or not bare.isascii() else first)
    others = (unit, *others) if unit else others
    head = _BEHIND.sub("", name)
    if names.is_sentence(head):
        return doubt
    if by_lists(head, parties.companies) == "group":  # "Acme Legal"
        return replace(doubt, readings=())
    rest = name[len(head) :].strip(" ,;/|()[]–—-")
    if not rest or judge(head) != "person" or " " not in head or re.match(r"\s*[(（\[]", name[len(head) :]):
        spelled = names.spelled_by(name, known.people)
        return replace(doubt, readings=spelled) if names.are_initials(name) else Owner(name, extra=others)
    if judge(rest) != "person" or is_title(rest):  # "Jo Lind, Deputy General Counsel"
        return Owner(head, extra=(rest, *others))
    return doubt if names.is_sentence(rest) else Owner(name, extra=others)


def _of_address(first: str, known: _Known) -> Owner:
    """A mail address alone: the box of somebody whom we know, or a question."""
    called = names.box_of(first, known.people)
    if called:
        return Owner(called)
    name, _ = from_address(first)
    return Owner(None, _no_person(first), (name,) if " " in name and judge(name) == "person" else ())


def _in_full(first: str, known: _Known) -> str:
    """ "Lena / external counsel" with the whole name of the one Lena, where more stands behind it."""
    cut = re.search(r"\s*[(\[（]|\s*(?:[/&;,+、]|\s[-–—]\s)|\s(?:and|und|et|y|e)\s", first)
    called = known.called(first[: cut.start()]) if cut and cut.start() else ""
    return f"{called}{first[cut.start() :]}" if cut and called else first


def _several(said: str, known: _Known) -> tuple[str, tuple[str, ...]]:
    """The first of the people named in an owner's cell, who owns the step, and the others."""
    whole_names = {same(name).casefold() for name in known.people}
    bare = re.sub(r"(?<=\S)\s*[(\[（].*", "", said)
    parts = [part.strip() for part in _BETWEEN_NAMES.split(bare) if part.strip()]
    whole = all(
        same(n).casefold() in whole_names or known.called(n) or (len(n.split()) > 1 and judge(n) == "person")
        for n in parts
    )
    remarked = re.search(r"\s[-–—]\s", parts[0]) if parts else None  # "Tom Okafor - back 11 Jan, until then Jo Lind"
    if len(parts) < 2 or not whole or remarked or any(same(n).casefold() in known.titles for n in parts):
        return said, ()
    behind = said[len(bare) :].strip()  # "(on leave until 4 Jan, Jo covers)"
    return parts[0], (*parts[1:], *([behind] if behind else ()))


def _no_person(said: str) -> str:
    return f"“{clean(said)}” is no person; who is it?"


def _leaves_open(said: str) -> str:
    return f"“{said}” leaves open who owns the step; who is it?"
