"""Which column of owners is whose, where its heading says "ours" and "yours": that depends on who wrote the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_heads import is_pronoun
from mapdocs.importing.owners import Side, Sides, is_written_as_name
from mapdocs.importing.values import words
from mapdocs.readers.tables import GridRow
from mapdocs.rules.classify import person


def settle_sides(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> list[str]:
    """Give both columns to the other side where the people whom we know stand under the wrong one; what there is to tell.

    Headings that name a side outright are left as they are, and told.
    """
    _leave_accounts(chosen, rows, sides)
    if not {"buyer_owner", "seller_owner"} <= chosen.fields.keys():
        return []
    buyer, seller = chosen.fields["buyer_owner"], chosen.fields["seller_owner"]
    right = _count(rows, buyer, sides.buyer) + _count(rows, seller, sides.seller)
    wrong = _count(rows, buyer, sides.seller) + _count(rows, seller, sides.buyer)
    heads = f"“{chosen.heads.get(buyer, '')}” and “{chosen.heads.get(seller, '')}”"
    pronouns = is_pronoun(chosen.heads.get(buyer, "")) and is_pronoun(chosen.heads.get(seller, ""))
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


def _count(rows: Sequence[GridRow], column: int, side: Side) -> int:
    return sum(bool(said := words(row.cell(column))) and side.has(said) for row in rows)
