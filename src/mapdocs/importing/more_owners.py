"""Owners in columns beside the owners' own: people under what a seller calls their own people, "AE / SE", and a second column of which
the cells say the side, "Accountable: Bea Onno (Juniper)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import said_in
from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import says_role
from mapdocs.importing.role_heads import names_people
from mapdocs.importing.values import words
from mapdocs.readers.tables import GridRow

_AND = re.compile(r"\s*(?:[/&+,|]|\b(?:and|or|und|oder|et|ou|y|o|e)\b)\s*")


def sellers_by_role(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """Whole names under "AE / SE" or "Sales rep", beside the buyer's owners, are the seller's owners, where no other column has these:
    the heading alone would keep them."""
    if "buyer_owner" not in chosen.fields or {"seller_owner", "owner", "owner_email"} & chosen.fields.keys():
        return
    heads = {**chosen.unknown, **{column: head for column, (head, _) in chosen.secret.items()}}
    found = [
        column
        for column, head in sorted(heads.items())
        if column not in chosen.table.hidden_columns and _sells(head) and column not in chosen.units.values()
    ]
    if len(found) == 1 and names_people([text for row in below if (text := said_in(row.cell(found[0])))]):
        chosen.fields["seller_owner"] = found[0]
        chosen.secret.pop(found[0], None)
        chosen.unknown.pop(found[0], None)
        chosen.sure += 1


def _sells(head: str) -> bool:
    roles = [role for role in _AND.split(head) if role]
    return bool(roles) and all(map(says_role, roles))


def beside(chosen: Chosen) -> tuple[int, ...]:
    """The columns of further owners: their heading is one for owners, and another column has that field."""
    if chosen.people:
        return ()
    return tuple(
        column
        for column, head in sorted(chosen.unknown.items())
        if column not in chosen.units.values() and kind_of(head, head, {}) == ("owner", True)
    )


def of_the_other_side(row: GridRow, columns: Sequence[int], side: str, sides: Sides) -> tuple[int, str]:
    """(the column, the owner) of the first of ``columns`` that names somebody of ``side`` and says so; an empty name where none does."""
    for column in columns:
        said = words(row.cell(column))
        owners = sides.owners(said) if said else None
        if owners is None or owners.unplaced or owners.beside:
            continue
        mine, other = (owners.buyer, owners.seller) if side == "buyer" else (owners.seller, owners.buyer)
        if mine and not other:
            return column, mine
    return -1, ""
