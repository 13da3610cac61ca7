"""Tables of who does what by letters, R, A, C and I under the names of people or of roles, as a RACI matrix has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.column_cells import are_letters, said_in
from mapdocs.importing.column_heads import side_of_heading
from mapdocs.importing.owners import Sides
from mapdocs.importing.private import says_role
from mapdocs.readers.headings import folded, without_brackets
from mapdocs.readers.tables import GridRow
from mapdocs.rules.classify import person

_OWNERS = ("buyer_owner", "seller_owner", "owner")
_LEAST = 2  # different letters of a matrix


def people_headed(
    heads: Mapping[int, str], lower: Mapping[int, str], below: Sequence[GridRow], own: Mapping[str, str]
) -> dict[int, tuple[str, str]]:
    """The columns of letters under people's names, with the heading that names the person, and the side where the company
    stands in the row above; empty where there are fewer than two. Where nobody is named, those under roles, "PM", "Juniper IT"."""
    found = {
        column: (said, side_of_heading(heads[column].removesuffix(said), own))
        for column, said in lower.items()
        if column in heads and are_letters(below, column, driver=True)
    }
    named = {c: one for c, one in found.items() if person.judge(_bare(one[0])) == "person" and " " in _bare(one[0])}
    sided = {column: one for column, one in found.items() if one[1] and one[0] != heads[column]}
    people = {**sided, **named} if named or len({side for _, side in sided.values()}) > 1 else {}
    people = people or _roles({column: said for column, (said, _) in found.items()}, below, own)
    return dict(sorted(people.items())) if len(people) > 1 else {}


def _roles(found: Mapping[int, str], below: Sequence[GridRow], own: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """The columns of letters under roles, with the side that a role names: they are a matrix where some do a step, others have another
    part in it, and most rows say who does it or answers for it."""
    rows = [{letter for column in found for letter in _letters(row, column)} for row in below]
    rows = [letters for letters in rows if letters]
    every = set().union(*rows)
    owned = sum(bool(letters & set("RAD")) for letters in rows)
    if not every & set("RD") or len(every) < _LEAST or owned * 4 < len(rows) * 3:
        return {}
    return {column: (head, _side_of_role(head, own)) for column, head in found.items()}


def _letters(row: GridRow, column: int) -> list[str]:
    return re.findall(r"[RACIDS]", said_in(row.cell(column)).upper())


def _side_of_role(head: str, own: Mapping[str, str]) -> str:
    """The side of a role that begins with a company's name or a side's word: "Fabrikam PM", "Customer IT", "Vendor"; empty where none
    says it."""
    named = folded(head).split()
    starts = (" ".join(named[:count]) for count in range(len(named), 0, -1))
    side = next((side for start in starts if (side := side_of_heading(start, own))), "")
    return side or ("seller" if says_role(head) else "")


def buyer_has_part(chosen: Chosen, row: GridRow, sides: Sides) -> bool:
    """Whether the letters of a row say that somebody on the buyer's side does the step, or answers for it."""
    for column, (head, above) in chosen.people.items():
        if set(_letters(row, column)) & set("RAD") and (above or _placed(head, sides)[0]) == "buyer":
            return True
    return False


def no_owners(chosen: Chosen, below: Sequence[GridRow]) -> None:
    """Letters are nobody's name: a column of them is no owner's, whatever stands above it."""
    for name in _OWNERS:
        column = chosen.fields.get(name)
        if column is not None and are_letters(below, column):
            del chosen.fields[name]
            chosen.unknown[column] = chosen.heads.get(column, "")
            chosen.sure -= 1


def owners_in(chosen: Chosen, row: GridRow, sides: Sides) -> tuple[dict[str, str], list[str]]:
    """The owner of each side by the letters of a row, and what has to be asked.

    Who drives a step (D) owns it for their side, else who answers for it and does it (A/R), else the only one who does it (R), else
    who answers for it (A); C and I own nothing. Whoever else of that side has a part in it is told.
    """
    said: dict[str, dict[str, set[str]]] = {}
    for column, (head, above) in chosen.people.items():
        letters = set(re.findall(r"[RAD]", said_in(row.cell(column)).upper()))
        side, name = (above, _bare(head)) if above else _placed(head, sides)
        if letters:
            said.setdefault(side, {})[name] = letters
    owners: dict[str, str] = {}
    asked: list[str] = []
    for side, named in said.items():
        ranked = (
            [name for name, letters in named.items() if wanted <= letters]
            for wanted in ({"D"}, {"R", "A"}, {"R"}, {"A"})
        )
        likely = next(filter(None, ranked))
        shown = ", ".join(f"{name} ({'/'.join(sorted(letters))})" for name, letters in named.items())
        if not side:
            asked.append(f"the owner is given as “{shown}”; who is it on which side?")
        elif len(likely) == 1 and person.judge(likely[0]) == "person":
            owners[side] = likely[0]
        else:
            asked.append(
                f"the owner is given as “{shown}”; the buyer's side; which person?"
                if side == "buyer"
                else f"the owner is given as “{shown}”; your side; which person?"
            )
    return owners, asked


def _placed(head: str, sides: Sides) -> tuple[str, str]:
    found = sides.owners(head)
    if found.unplaced or bool(found.buyer) == bool(found.seller):
        found = sides.owners(_bare(head))
    side = "" if bool(found.buyer) == bool(found.seller) else "buyer" if found.buyer else "seller"
    return side, found.buyer or found.seller if side else _bare(head)


def _bare(head: str) -> str:
    return " ".join(without_brackets(head).split())
