"""Columns of people under what they do: "Juniper PM", "Bauleiter Juniper", "Store manager". Their heading says whose the steps are
where it names a side, and a word for who is in charge keeps no column of people from the buyer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import is_dated, said_in
from mapdocs.importing.column_heads import kind_of, side_of_heading, side_of_word
from mapdocs.importing.column_words import words_of
from mapdocs.importing.owners import is_written_as_name, parts_of
from mapdocs.importing.private import private_word
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow
from mapdocs.rules.classify import person

_OWNERS = ("owner", "buyer_owner", "seller_owner")
_BRACKETS = re.compile(r"\s*[()（）]\s*")
_LETTERS = re.compile(r"[A-ZÀ-Þ]{2,3}")
_MOST_WORDS = 4  # of a person's name, and of what somebody is


def owners_by_role(chosen: Chosen, below: Sequence[GridRow], own: Mapping[str, str]) -> None:
    """People under a role and a side's name own its steps; those under a role alone where nothing else says who owns them, or of one
    side only."""
    heads = {c: head for c, head in sorted(chosen.unknown.items()) if names_people(_said(below, c))}
    for column, head in heads.items():
        side = side_of_role(head, own)
        if side and f"{side}_owner" not in chosen.fields:
            chosen.fields[f"{side}_owner"] = column
            del chosen.unknown[column]
            chosen.sure += 1
    alone = [c for c, head in heads.items() if c in chosen.unknown and is_in_charge(head)]
    has = [name for name in _OWNERS if name in chosen.fields]
    alone = alone or ([] if has else [c for c in sorted(chosen.unknown) if _says_who(chosen, c, below, own)])
    if len(alone) == 1 and not ("owner" in has or len(has) > 1 or chosen.people or "owner_email" in chosen.fields):
        theirs = has == ["seller_owner"] and _names_place(chosen.unknown[alone[0]])
        chosen.fields["buyer_owner" if theirs else "owner"] = alone[0]
        del chosen.unknown[alone[0]]
        chosen.sure += 1


def _says_who(chosen: Chosen, column: int, below: Sequence[GridRow], own: Mapping[str, str]) -> bool:
    """Whether a column under a heading with a word for a person, "Resp.", "Who does it", names nothing but people, by name or initials,
    and sides."""
    words = folded(chosen.unknown[column]).split()
    if not any(word in words_of("person_word") for word in words) or " ".join(words) in words_of("step"):
        return False
    parts = {
        piece for text in _said(below, column) for part in parts_of(text) for piece in _BRACKETS.split(part) if piece
    }
    named = {part for part in parts if _LETTERS.fullmatch(part) or side_of_word(folded(part), own) or _is_person(part)}
    return bool(named) and all(part in named or person.by_lists(part) == "nobody" for part in parts)


def side_of_role(head: str, own: Mapping[str, str]) -> str:
    """The side that a heading names beside what somebody does there: "Juniper champion", "Chef de projet Fabrikam"."""
    for role, rest in _halves(folded(head)):
        side = side_of_heading(rest, own)
        if side in ("buyer", "seller") and _is_role(role):
            return side
    return ""


def is_in_charge(head: str) -> bool:
    """Whether a heading calls somebody who has a work or a place in charge, "Store manager", and is none of a seller's own."""
    words = _words(head)
    return 0 < len(words) <= _MOST_WORDS and any(map(_is_charge, words)) and not _sells(words)


def _names_place(head: str) -> bool:
    """Whether a heading calls somebody who works where things are made, sold or cared for: "Ward manager", "Filialleiter"."""
    places = tuple(_said_of("places"))
    return any(word in places or (_is_charge(word) and word.startswith(places)) for word in _words(head))


def is_role_of_people(head: str, said: Sequence[str], heads: Collection[str], seller: Collection[str]) -> bool:
    """Whether a heading that the word "manager" alone would keep from the buyer is that of people who own steps: "Ward manager",
    "Fabrikam coach"; "Manager" where no other one of ``heads`` names an owner or is the seller's own."""
    if not names_people(said):
        return False
    words = _words(head)
    ours = any(f" {name} " in f" {folded(head)} " for name in seller)
    charged = is_in_charge(head) or (ours and bool(side_of_role(head, dict.fromkeys(seller, "seller_owner"))))
    roles = _said_of("charge") | (_said_of("beside") if ours else frozenset())
    left = [word for word in words if word not in roles and not _is_charge(word)]
    if not charged or private_word(" ".join(left)):
        return False
    others = [other for other in heads if other != head]
    return bool(left) or not any(private_word(other, seller) or _names_owner(other) for other in others)


def names_people(said: Sequence[str]) -> bool:
    """Whether cells hold people, one or several in each, and hardly anything else; who is not known yet does not count."""
    every = {part for text in said for part in parts_of(text)}
    named = [part for part in every if person.judge(part) != "nobody"]
    people = [part for part in named if _is_person(part)]
    return bool(people) and len(people) * 5 >= len(named) * 4


def _is_person(said: str) -> bool:
    words = said.split()
    if any(sign.isdigit() for sign in said) or is_dated(said) or person.judge(said) != "person":
        return False
    if has_unspaced(said):
        return len(said) <= 2 * _MOST_WORDS
    known = len(words) > 1 or said.casefold() in lexicon.entries("given_names.txt")
    return known and len(words) <= _MOST_WORDS and is_written_as_name(said)


def _names_owner(head: str) -> bool:
    return kind_of(head, head, {})[0] in (*_OWNERS, "owner_email", "attendees", "side")


def _said(below: Sequence[GridRow], column: int) -> list[str]:
    return [text for row in below if (text := said_in(row.cell(column)))]


def _halves(said: str) -> Iterator[tuple[str, str]]:
    """What ``said`` may be of: a role in front of a name or behind it."""
    words = list(said) if has_unspaced(said) else said.split()
    joint = "" if has_unspaced(said) else " "
    for at in range(1, len(words)):
        first, last = joint.join(words[:at]).strip(), joint.join(words[at:]).strip()
        yield first, last
        yield last, first


def _is_role(said: str) -> bool:
    words = _words(said)
    if not words or len(words) > _MOST_WORDS or _sells(words):
        return False
    return folded(said) in _said_of("beside") or all(_is_charge(word) or word in _said_of("beside") for word in words)


def _sells(words: Sequence[str]) -> bool:
    whole = {folded(word) for word in lexicon.table("roles.yaml")["ours"] if not word.endswith("*")}
    begins = tuple(folded(word[:-1]) for word in lexicon.table("roles.yaml")["ours"] if word.endswith("*"))
    return any(word in whole or word.startswith(begins) for word in words)


def _is_charge(word: str) -> bool:
    return word in _said_of("charge") or word.endswith(_ends())


def _words(said: str) -> list[str]:
    return [word for word in folded(said).split() if word not in words_of("between")]


@cache
def _said_of(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("roles.yaml").get(kind, ()))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(_said_of("ends"))
