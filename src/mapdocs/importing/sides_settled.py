"""Which column of owners is whose, where its heading says "ours" and "yours": that depends on who wrote the plan."""

from __future__ import annotations

from collections.abc import Sequence

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_heads import is_pronoun
from mapdocs.importing.owners import Side, Sides
from mapdocs.importing.values import words
from mapdocs.readers.tables import GridRow


def settle_sides(chosen: Chosen, rows: Sequence[GridRow], sides: Sides) -> list[str]:
    """Give both columns to the other side where the people whom we know stand under the wrong one; what there is to tell.

    Headings that name a side outright are left as they are, and told.
    """
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


def _count(rows: Sequence[GridRow], column: int, side: Side) -> int:
    return sum(bool(said := words(row.cell(column))) and side.has(said) for row in rows)
