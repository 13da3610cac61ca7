"""A row above the headings that says whose the owners below it are: "Our side" and "Your side" over "Lead" and "Lead"."""

from __future__ import annotations

from collections.abc import Sequence

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_heads import kind_of
from mapdocs.importing.owners import Sides
from mapdocs.importing.role_heads import names_people
from mapdocs.importing.values import words
from mapdocs.readers.tables import GridRow


def owners_below_sides(plans: Sequence[tuple[Chosen, Sequence[GridRow]]], sides: Sides) -> None:
    """Give the people below such words their side, where both sides stand in that row, once each over owners."""
    for chosen, rows in plans:
        above = [row for row in chosen.table.rows if not row.blank][: chosen.first][-1:]
        if not above or {"buyer_owner", "seller_owner"} & chosen.fields.keys():
            continue
        found: dict[str, list[int]] = {"buyer": [], "seller": []}
        for column, head in sorted(chosen.heads.items()):
            side = side_above(words(above[0].cell(column)), sides)
            owns = kind_of(head, head, {})[0] == "owner"
            said = [text for row in rows if (text := words(row.cell(column)))]
            if side in found and owns and column not in chosen.secret and names_people(said):
                found[side].append(column)
        if all(len(columns) == 1 for columns in found.values()):
            chosen.fields.pop("owner", None)
            for side, (column,) in found.items():
                chosen.fields[f"{side}_owner"] = column
                chosen.unknown.pop(column, None)
                chosen.unused.pop(column, None)


def side_above(said: str, sides: Sides) -> str:
    """The side that words above a heading name: "Our side", "Juniper Foods"; empty where they name none."""
    kind = kind_of(said, said, {})[0] if said else ""
    return kind.removesuffix("_owner") if kind in ("buyer_owner", "seller_owner") else sides.side_named(said)
