"""Words above a plan in which "internal" is the buyer's own, or tells what happened: "after your internal review here is the plan", "Juniper –
Internal Rollout Plan". They keep nothing where the rows below are the buyer's; a label does, and "Internal – do not share"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.closed_to_others import is_closed_to_others
from mapdocs.importing.owners import Sides, parts_of
from mapdocs.importing.private import banner_word, inward_word, kept_from, speaks_of_notes
from mapdocs.importing.senses import buyer_owns, is_of_dealings
from mapdocs.importing.things import names_dealings, speaks
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow
from mapdocs.rules.classify import person

_CLAUSE = re.compile(r"[,.;:!?()（）、。，：\[\]]|\s[-–—]\s")
_WORD = re.compile(r"[^\W_](?:[\w'’]|-(?=\w))*")
_FEWEST = 6  # words of a sentence
_NEAR = 4  # words in front of "internal" among which "after" stands
_ADVERBS = ("internally", "intern", "internamente", "internt")


def is_theirs_inside(
    said: str, sides: Sides, plans: Iterable[tuple[Chosen | None, Sequence[GridRow]]], found: set[str]
) -> bool:
    """Whether :func:`_is_theirs_inside`; then ``said`` goes into ``found`` as it may be the title of a part."""
    is_theirs = _is_theirs_inside(said, sides, plans)
    found |= {said, said.rstrip(" :：")} if is_theirs else set()
    return is_theirs


def may_be_theirs(said: str, sides: Sides) -> bool:
    """Whether the words of ``said`` are such that the rows decide."""
    return not _demands_silence(said, sides) and _is_a_sentence(said, sides)


def _is_theirs_inside(said: str, sides: Sides, plans: Iterable[tuple[Chosen | None, Sequence[GridRow]]]) -> bool:
    """Whether the line ``said`` above ``plans`` has a word for what is private and keeps nothing nevertheless: the rows are the buyer's
    as well, none is of the seller's dealings, and the line speaks of the buyer's inside, or of what happened."""
    steps = [(chosen, row) for chosen, rows in plans if chosen for row in rows if _names_step(chosen, row)]
    theirs = [_is_theirs(chosen, row, sides) for chosen, row in steps]
    if any(theirs) and is_closed_to_others(said, sides):
        return True
    if not any(theirs) or _demands_silence(said, sides):
        return False
    others = [step for step, own in zip(steps, theirs, strict=True) if not own]
    if any(
        is_of_dealings(words(row.cell(chosen.fields["milestone"]))) and not _is_somebodys(chosen, row, sides)
        for chosen, row in others
    ):
        return False
    if all(theirs) and is_part_of_theirs(said, joint=any(_is_joint(chosen, row, sides) for chosen, row in steps)):
        return True
    if _is_held_there(said, sides) and not any(_is_joint(chosen, row, sides) for chosen, row in steps):
        return sum(theirs) * 2 >= len(steps)
    if sum(theirs) * 2 >= len(steps) and folded(said) in _said("stages"):
        return True
    if sum(theirs) * 2 >= len(steps) and (
        _is_their_paper(said, sides) or _is_for_both(said, sides) or _is_passed_on(said, sides)
    ):
        return True
    return sum(theirs) * 3 >= len(steps) and _is_a_sentence(said, sides)


def _names_step(chosen: Chosen, row: GridRow) -> bool:
    return not row.hidden and sum(bool(words(row.cell(place))) for place in chosen.fields.values()) > 1


def _is_held_there(said: str, sides: Sides) -> bool:
    """Whether a title says of what is internal that it is "at Juniper" or "(Juniper)", and speaks of no notes."""
    named = [(folded(one), other) for one, other in pairwise(_WORD.findall(said))]
    there = any(one in _said("at") and sides.is_buyers(other) for one, other in named)
    there = there or any(map(sides.is_buyers, re.findall(r"[(（]\s*([^()（）]{2,40}?)\s*[)）]", said)))
    return there and not speaks_of_notes(said) and not _places(said, sides.is_sellers)


def is_part_of_theirs(title: str, *, joint: bool) -> bool:
    """Whether ``title`` calls a part whose rows are all the buyer's something inside, "Internal rollout", "Interne Vorbereitung", and no
    notes or talks about them. What is prepared inside may be the seller's where somebody there owns rows as well, ``joint``."""
    plain = folded(title).split()
    readies = any(_begins(word, "readying") for word in plain) or (
        has_unspaced(title) and any(one in folded(title) for one in _said("readying") if has_unspaced(one))
    )
    left = [word for word in plain if word not in _inner() and not _begins(word, "readying") and not word.isdigit()]
    bare = not readies and all(word in _labels() for word in left)
    bare = bare or any(_is_label(clause) for clause in _CLAUSE.split(title))
    if has_unspaced(title):
        bare = bare or not (readies or any(one in folded(title) for one in _private("events")))
    secret = (
        " " in inward_word(title)
        or not _private("only").isdisjoint(plain)
        or not _private("negation").isdisjoint(plain)
    )
    spoken = speaks(" ".join(left)) or speaks_of_notes(title) or names_dealings(" ".join(plain))
    return bool(inward_word(title)) and not (bare or secret or spoken or (readies and joint))


def all_theirs(title: str, chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> bool:
    """Whether a part called ``title`` is something inside the buyer's company, since the buyer owns each of its ``rows``."""
    if not inward_word(title) or not all(_is_theirs(chosen, row, sides) for row in rows):
        return False
    return is_part_of_theirs(title, joint=any(_is_joint(chosen, row, sides) for row in rows))


def is_proven_there(title: str, proof: str, sides: Sides) -> bool:
    """Whether ``proof`` names the buyer or somebody there, and nobody of ours, behind a step called "internal" that is no talk or prep."""
    said = folded(f"{title} {proof}")
    named = [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(proof)]
    theirs = any(map(sides.is_theirs, named)) and not any(map(sides.is_ours, named))
    silent = " " in inward_word(title) or not (_private("negation") | _private("only")).isdisjoint(said.split())
    return (
        theirs
        and not (silent or speaks(folded(title)) or speaks_of_notes(title) or names_dealings(said))
        and bool(inward_word(title))
    )


def names_place(title: str) -> bool:
    """Whether ``title`` ends in a place or a thing that is called private, "Private cloud", "Negotiation rooms"."""
    last = folded(title).split()[-1:]
    return last != [] and (
        last[0] in _said("places") or (has_unspaced(last[0]) and last[0].endswith(tuple(_said("places"))))
    )


def _is_theirs(chosen: Chosen, row: GridRow, sides: Sides) -> bool:
    """Whether the buyer owns a row: by the people whom we know, since "ours" above their column is the buyer's in what the buyer wrote."""
    named = (words(row.cell(chosen.fields.get(name))) for name in ("buyer_owner", "seller_owner", "owner"))
    if any(sides.is_theirs(part.removesuffix("様").removesuffix("さん")) for said in named for part in parts_of(said)):
        return True
    in_place = words(row.cell(chosen.fields.get("buyer_owner")))
    return buyer_owns(chosen, row, sides) and not (in_place and sides.is_ours(in_place))


def _is_somebodys(chosen: Chosen, row: GridRow, sides: Sides) -> bool:
    """Whether a row has an owner of whom nothing says on which side they are."""
    single = words(row.cell(chosen.fields.get("owner")))
    return bool(single) and not sides.owners(single).seller


def _is_joint(chosen: Chosen, row: GridRow, sides: Sides) -> bool:
    """Whether somebody on the seller's side owns a row as well."""
    both = sides.owners(words(row.cell(chosen.fields.get("owner"))))
    return bool(both.seller or words(row.cell(chosen.fields.get("seller_owner"))))


def _demands_silence(said: str, sides: Sides) -> bool:
    """Whether a line says more than "internal": "do not share", "only", "not for Juniper", or words of the seller's dealings."""
    word = inward_word(said)
    single = " " not in word and (not has_unspaced(word) or word in _said("before", "behind"))
    plain = folded(said)
    dealt = " ".join(word for word in plain.split() if not (_begins(word, "happened") or banner_word(word)))
    secret = any(f" {one} " in f" {plain} " for kind in ("banner", "negation") for one in _private(kind))
    kept = bool(kept_from(said, sides.is_buyers)) or names_dealings(dealt)
    return not single or kept or (secret and not _is_for_both(said, sides))


def _places(said: str, is_called: Callable[[str], bool]) -> list[int]:
    return [at for at, word in enumerate(_WORD.findall(said)) if is_called(re.sub(r"['’]s$", "", word))]


def _is_their_paper(said: str, sides: Sides) -> bool:
    """Whether a line calls the plan one of the buyer's inside: "Juniper internal", "internal copy of Juniper procurement", "Juniper –
    Internal Rollout Plan"; "Juniper – internal prep" is a seller's."""
    plain = folded(said)
    if (
        speaks(plain)
        or not _private("views").isdisjoint(plain.split())
        or not _private("only").isdisjoint(plain.split())
        or _places(said, sides.is_sellers)
    ):
        return False
    every = _WORD.findall(said)
    if len(every) == 2 and folded(every[0]) in _inner() and sides.is_buyers(every[1]):  # "Internal (Juniper)"
        return True
    for clause in _CLAUSE.split(said):
        named = [folded(word) for word in _WORD.findall(clause)]
        inner = [at for at, word in enumerate(named) if word in _inner()]
        theirs = _places(clause, sides.is_buyers)
        if any(one == other + 1 for one in inner for other in theirs):
            return True
        if inner and _is_their_page(named, theirs, folded(sides.buyer.company).split()):
            return True
        behind = [named[at + 1] for at in theirs if at + 1 < len(named)]
        if (
            inner
            and not _private("copies").isdisjoint(named)
            and any(person.by_lists(one) == "group" for one in behind)
        ):
            return True
    whole = plain if has_unspaced(plain) else f" {plain} "
    undertaken = any((one if has_unspaced(one) else f" {one} ") in whole for one in _said("undertaken"))
    return undertaken and bool(_places(said, sides.is_buyers))


def _is_their_page(named: Sequence[str], theirs: Sequence[int], company: Sequence[str]) -> bool:
    """Whether the words of a clause are of a page that the buyer keeps, "internal page of Juniper Foods IT"; one "for Juniper" or "of the
    Juniper deal" is a seller's."""
    if not theirs or _said("pages").isdisjoint(named[: theirs[0]]):
        return False
    owned = any(" ".join(named[: theirs[0]]).endswith(f" {one}") for one in _said("owned_by"))
    return owned and all(word in _said("departments") or word in company for word in named[theirs[0] :])


def _is_for_both(said: str, sides: Sides) -> bool:
    """Whether a line ends in both companies, for whose inside something is: "nur für den internen Gebrauch bei Juniper und Fabrikam"."""
    named = _WORD.findall(said)
    mine, theirs = _places(said, sides.is_sellers), _places(said, sides.is_buyers)
    if len(mine) != 1 or len(theirs) != 1 or speaks(folded(said)):
        return False
    first, last = min(mine[0], theirs[0]), max(mine[0], theirs[0])
    joined = {folded(word) for word in named[first + 1 : last]}
    before = [folded(word) for word in named[:first]]
    inner = any(word in _inner() for word in before)
    end = said.rstrip(" .)]").endswith(named[-1]) and last >= len(named) - 2
    return inner and end and before[-1] in _said("at", "shared_by") and joined <= _joining()


def _is_passed_on(said: str, sides: Sides) -> bool:
    """Whether a line says to whom a plan goes, and names the buyer's inside beside the seller: "Distribution: Juniper internal, Fabrikam
    project team"."""
    label, colon, rest = said.partition(":")
    if not colon or folded(label) not in _private("passed_on") or not _places(rest, sides.is_sellers):
        return False
    pieces = [[folded(word) for word in _WORD.findall(piece)] for piece in re.split(r"[,;/]", rest)]
    inner = [piece for piece in pieces if not _inner().isdisjoint(piece)]
    return bool(inner) and all(any(map(sides.is_buyers, one)) and not any(map(sides.is_sellers, one)) for one in inner)


def _is_a_sentence(said: str, sides: Sides) -> bool:
    """Whether a line speaks to the buyer, or tells what happened, and speaks to nobody of it as of others: "the steps to push Dana on",
    "Hi team", "this stays with us", "please treat this as internal"."""
    if has_unspaced(said):
        return _speaks_to_them(said, sides)
    named = _WORD.findall(said)
    plain = [folded(word) for word in named]
    last = [folded(clause).split()[-1:] for clause in _CLAUSE.split(said)]
    predicate = [clause for clause in last if clause and clause[0] in _inner() and len(_CLAUSE.split(said)) > 1]
    bare = any(_is_label(clause) and len(folded(clause).split()) < 3 for clause in _CLAUSE.split(said))
    at = next((n for n, word in enumerate(named) if sides.is_theirs(word) and not sides.is_buyers(word)), -1)
    theirs = [n for n, word in enumerate(named) if n > 1 and sides.is_theirs(word)]
    if theirs or bare or sum(word in _inner() for word in plain) > 1:
        return False
    if _speaks_to_them(said, sides):
        return not any(word in _said("secretive") for word in plain)
    if predicate or not _said("secretive").isdisjoint(plain):
        return False
    greeted = at >= 0 or any(map(sides.is_our_person, named)) or not _said("addressed").isdisjoint(plain)
    return _tells_what_happened(said, greeted=greeted)


def _speaks_to_them(said: str, sides: Sides) -> bool:
    """Whether a line speaks to the buyer of their inside: "please forward to your internal stakeholders", "you can share it internally"."""
    named = _WORD.findall(said)
    ours, theirs = (any(asks(word) for word in named) for asks in (sides.is_our_person, sides.is_theirs))
    if (len(named) < 3 and not has_unspaced(said)) or (ours and not theirs):
        return False
    if has_unspaced(said):
        return any(one in folded(said) for one in _said("your") if has_unspaced(one))
    heard = speaks_of_notes(said) or not _private("only").isdisjoint(folded(said).split())
    for sentence in re.split(r"[.!?]\s|;", said):
        plain = folded(sentence).split()
        inner = [at for at, word in enumerate(plain) if word in _inner()]
        near = any(word in _said("your") for at in inner for word in plain[max(0, at - 2) : at + 4])
        adverb = any(plain[at] in _ADVERBS or plain[at - 1 : at] == ["en"] for at in inner)
        if not heard and (near or (adverb and any(word in _said("addressed") for word in plain))):
            return True
    return False


def _tells_what_happened(said: str, *, greeted: bool) -> bool:
    """Whether a sentence tells of what went before, as "after our internal meeting here is the plan" and "our internal freeze is in week
    52" do; "Points of our internal meeting" is a label."""
    if len(_WORD.findall(said)) < _FEWEST:
        return False
    clauses = [folded(clause).split() for clause in _CLAUSE.split(said) if clause and clause.strip()]
    for plain in clauses:
        inner = next((at for at, word in enumerate(plain) if word in _inner()), None)
        if inner is None:
            continue
        beside = plain[max(0, inner - 2) : inner] + plain[inner + 1 : inner + 3]
        before, after = plain[max(0, inner - _NEAR) : inner], plain[inner + 1 :]
        event = any(_begins(word, "happened") for word in beside)
        if any(word in _said("reasons") for word in beside) or (
            event and (greeted or _said("ours_there").isdisjoint(plain)) and not _said("aftermath").isdisjoint(before)
        ):
            return True
        more = len(clauses) > 1
        if more and event and not _said("is_so").isdisjoint(after):
            return True
        if more and plain[inner] in _ADVERBS and not _said("has_done").isdisjoint((*before, *after[:2])):
            return True
    return False


def _begins(word: str, kind: str) -> bool:
    return any(word.startswith(one[:-1]) if one.endswith("*") else word == one for one in _said(kind))


@cache
def _inner() -> frozenset[str]:
    return _said("before", "behind") | set(_ADVERBS)


def _is_label(clause: str) -> bool:
    """Whether what stands between signs says "internal" and no more: "Prices – internal", "[internal use] Prices"."""
    said = folded(clause).split()
    rest = [word for word in said if word not in _inner()]
    return len(rest) < len(said) and all(word in _labels() and not _begins(word, "readying") for word in rest)


@cache
def _labels() -> frozenset[str]:
    """Words that say no more than "internal" beside it: "for internal use", "internal steps"."""
    talk = {word for word in _said("talk") if not word.endswith("*")}
    return (_private("label") | _private("copies") | talk) - _private("events")


@cache
def _said(*kinds: str) -> frozenset[str]:
    every = (word for kind in kinds for word in lexicon.table("things.yaml")[kind])
    return frozenset(f"{folded(word)}*" if word.endswith("*") else folded(word) for word in every)


@cache
def _private(kind: str) -> frozenset[str]:
    return frozenset(folded(word.rstrip("*")) for word in lexicon.table("private.yaml")[kind])


@cache
def _joining() -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("sides.yaml")["and"]) - {""}
