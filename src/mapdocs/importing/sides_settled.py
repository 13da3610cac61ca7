"""Which column of owners is whose, where its heading says "ours" and "yours": that depends on who wrote the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import is_dated
from mapdocs.importing.column_heads import is_pronoun, without_person
from mapdocs.importing.column_words import words_of
from mapdocs.importing.inside import is_inside_or_outside
from mapdocs.importing.owners import Side, Sides, is_written_as_name
from mapdocs.importing.values import words
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow
from mapdocs.rules.classify import person

_OWNERS = ("buyer_owner", "seller_owner")
_MOST_NAMES = 4  # of one person


def settle_sides(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> list[str]:
    """Give both columns to the other side where the people whom we know stand under the wrong one; what there is to tell.

    Headings that name a side outright are left as they are, and told.
    """
    _leave_accounts(chosen, rows, sides)
    told = _other_of_pair(chosen, rows, sides)
    if told or not {"buyer_owner", "seller_owner"} <= chosen.fields.keys():
        return told
    buyer, seller = chosen.fields["buyer_owner"], chosen.fields["seller_owner"]
    right = _count(rows, buyer, sides.buyer) + _count(rows, seller, sides.seller)
    wrong = _count(rows, buyer, sides.seller) + _count(rows, seller, sides.buyer)
    heads = f"“{chosen.heads.get(buyer, '')}” and “{chosen.heads.get(seller, '')}”"
    pronouns = all(_depends(chosen.heads.get(column, "")) for column in (buyer, seller))
    if right or not wrong:
        return [f"whose side {heads} are depends on who wrote the plan: look whether they are right"] * (
            pronouns and not right
        )
    if not pronouns:
        return [
            f"people of one side stand under the heading of the other: look whether {heads} are the right way round"
        ]
    chosen.fields["buyer_owner"], chosen.fields["seller_owner"] = seller, buyer
    return [f"{heads} were read the other way round, by the people whom we know"]


def _depends(head: str) -> bool:
    """Whether it depends on who wrote the plan whose a heading's owners are: "Our owner", "Internal owner"."""
    return is_pronoun(head) or is_inside_or_outside(head)


def with_sure_owners(tables: Iterable[tuple[Chosen, Sequence[GridRow]]], sides: Sides) -> Sides:
    """The same as :func:`with_owners` before it is known whose the columns are that are called "ours" and "yours"."""
    placed = {"buyer_owner", "seller_owner"}
    sure = [
        (chosen, rows)
        for chosen, rows in tables
        if not any(_depends(chosen.heads.get(place, "")) for name, place in chosen.fields.items() if name in placed)
    ]
    return with_owners(sure, sides)


def with_owners(tables: Iterable[tuple[Chosen, Sequence[GridRow]]], sides: Sides) -> Sides:
    """``sides`` with the people who stand in a column of one side alone: in another column, for both, they are that side's too."""
    found: dict[str, set[str]] = {"buyer": set(), "seller": set()}
    for chosen, rows in tables:
        for side, names in found.items():
            column = chosen.fields.get(f"{side}_owner")
            said = {words(row.cell(column)) for row in rows} if column is not None else set()
            names |= {
                name for name in said if " " in name and is_written_as_name(name) and person.judge(name) == "person"
            }
    both = found["buyer"] & found["seller"]
    buyer, seller = (
        replace(one, people=tuple(dict.fromkeys((*one.people, *sorted(names - both)))))
        for one, names in ((sides.buyer, found["buyer"]), (sides.seller, found["seller"]))
    )
    return replace(sides, buyer=buyer, seller=seller)


def _leave_accounts(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> None:
    """A column such as "Customer" in which nothing but one company stands names no owner, where another column has them: the
    project's account, in every row."""
    for name in ("buyer_owner", "seller_owner"):
        column = chosen.fields.get(name)
        said = {text for row in rows if (text := words(row.cell(column)))} if column is not None else set()
        others = {"owner", "owner_email", "buyer_owner", "seller_owner"} & (chosen.fields.keys() - {name})
        if column is not None and others and len(said) == 1 and sides.side_named(said.copy().pop()):
            chosen.leave_unused(column)


def _other_of_pair(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> list[str]:
    """ "ジュニパー担当" beside "Fabrikam担当": of two columns that share the word for an owner one names a company that we know, so
    that the other one is the other side's, however its company is written. It names no kind of owner, as "Project owner" does,
    and other people."""
    _leave_deputies(chosen)
    if "owner" in chosen.fields:
        return []
    has = [(name, chosen.fields[name]) for name in _OWNERS if name in chosen.fields] or _headed(chosen, rows, sides)
    if len(has) != 1:
        return []
    name, given = has[0]
    head = chosen.heads.get(given, "")
    persons = without_person(head)[0]
    shared = persons or _beside_company(head, sides)
    known = _people_in(rows, given)
    found = []
    for column, other in chosen.unknown.items():
        company = _rest(other, shared)
        people = _people_in(rows, column)
        named = persons or all(
            map(_is_whole_name, people | known)
        )  # "Priority Zunipa" has no people, but "Low" may be called so
        if column != given and company and _may_be_company(company) and people and named and not people & known:
            found.append(column)
    if len(found) != 1:
        return []
    rival = _OWNERS[1 - _OWNERS.index(name)]
    chosen.fields |= {name: given, rival: found[0]}
    chosen.unknown.pop(given, None)
    other = chosen.unknown.pop(found[0])
    if rival == "buyer_owner":
        return [f"“{other}” was taken for the buyer's owners, since “{head}” names the other side"]
    return [f"“{other}” was taken for your owners, since “{head}” names the other side"]


def _leave_deputies(chosen: Chosen) -> None:
    """A "Backup owner" beside one side's owners is nobody of the other side."""
    column = chosen.fields.get("owner")
    head = chosen.heads.get(column, "") if column is not None else ""
    _, left = without_person(head)
    deputy = bool(left) and all(word in words_of("deputy_word") for word in left.split())
    if deputy and any(name in chosen.fields for name in _OWNERS):
        chosen.unknown[chosen.fields.pop("owner")] = head


def _headed(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> list[tuple[str, int]]:
    """The columns of people under a company's name and a word that nobody knows: "Υπεύθυνος Fabrikam"."""
    found = []
    for column, head in chosen.unknown.items():
        named = {side for word in head.split() if (side := sides.company_named(word))}
        if len(named) == 1 and _beside_company(head, sides) and _people_in(rows, column):
            found.append((f"{named.pop()}_owner", column))
    return found


def _beside_company(head: str, sides: Sides) -> frozenset[str]:
    return frozenset(folded(word) for word in head.split() if folded(word) and not sides.company_named(word))


def _rest(head: str, shared: frozenset[str]) -> str:
    """What is left of a heading without the words that it shares with another one; empty where it shares none."""
    persons, left = without_person(head)
    if any(_same_word(mine, theirs) for mine in persons for theirs in shared):
        return left
    said = folded(head).split()
    return " ".join(word for word in said if word not in shared) if shared and shared <= set(said) else ""


def _same_word(one: str, other: str) -> bool:
    """Whether two words for an owner are one: 担当 and ご担当 are."""
    return one == other or (not (one + other).isascii() and (one in other or other in one))


def _is_whole_name(said: str) -> bool:
    return " " in said or not said.isascii()


def _people_in(rows: Sequence[GridRow], column: int) -> set[str]:
    """The people in a column; empty where most of what stands there is something else. Who is not known yet does not count."""
    said = {text for row in rows if (text := words(row.cell(column)))}
    people = {
        text
        for text in said
        if person.judge(text) == "person" and len(text.split()) <= _MOST_NAMES and is_written_as_name(text)
        if not is_dated(text) and not re.search(r"\d", text)
    }
    others = [text for text in said - people if person.judge(text) != "nobody"]
    return people if len(people) >= len(others) else set()


def _may_be_company(said: str) -> bool:
    """Whether ``said``, folded, may be a company's name: none of its words is one for a department, a role or a kind of owner."""
    named = said.split()
    kinds = words_of("owner_kind")
    return len(said) > 1 and person.by_lists(said) == "person" and not any(word in kinds for word in named)


def _count(rows: Sequence[GridRow], column: int, side: Side) -> int:
    return sum(bool(said := words(row.cell(column))) and side.has(said) for row in rows)
