"""Sheets and tables of one person, or of the seller's side alone, beside the plan: "Sam (working copy)", "Rep view"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from mapdocs.importing.chosen import Chosen
from mapdocs.importing.coached_titles import coached_title
from mapdocs.importing.column_heads import is_pronoun
from mapdocs.importing.leads import leads_to_us
from mapdocs.importing.owners import Sides, is_written_as_name
from mapdocs.importing.private import is_our_view, is_version, one_of, private_word
from mapdocs.importing.their_inside import names_place
from mapdocs.importing.values import words
from mapdocs.language import lexicon
from mapdocs.readers.headings import folded
from mapdocs.readers.tables import GridRow, Table

Plans = Sequence[tuple[Table, Chosen | None, Sequence[GridRow]]]
_BESIDE = 2  # words beside those for notes: "Deal notes Juniper"


def of_one_of_ours(
    name: str, is_sheet: bool, *, sides: Sides, others: Sequence[str], first: bool = False, theirs: bool = True
) -> str:
    """``name`` where it calls a sheet or table the seller's own, beside the ``others`` in which plans stand; else empty.

    Sheets called by people of both sides are the steps of each; the initials of one of ours alone are a sheet of their own only
    beside one that is nobody's. Above a table "our draft" may be the other side's, who wrote the mail, and above the ``first`` one "Draft by
    Sam" says who wrote the file. ``theirs``: somebody on the buyer's side owns a step there, so that "Notes" and "War room" are for both.
    """
    if (is_sheet or not first) and (_is_notes(name) or (not theirs and _may_be_notes(name, is_sheet, sides))):
        return name
    if not theirs and coached_title(name, sides):
        return name
    if first and not is_sheet and is_version(name):
        return ""
    if leads_to_us(name, sides) or (is_our_view(name) and (is_sheet or not is_pronoun(name))):
        return name
    if sides.has_our_initials(name.strip()):
        return name if any(not _is_persons(other, sides) for other in others) else ""
    one, how = one_of(name)
    if not (one and how and sides.is_ours(one)) or (sides.is_sellers(one) and how != {"view"}):
        return ""
    parted = how == {"turn"} and any(_is_persons(other, sides) and not _is_of_ours(other, sides) for other in others)
    return "" if parted else name


def printed_apart(table: Table, others: Sequence[Table]) -> list[str]:
    """What a sheet prints on each page, and one of the ``others`` does not: of all of them it is the paper of a company."""
    return [line for line in table.margins if any(line not in other.margins for other in others)]


def view_of_ours(name: str, sides: Sides) -> str:
    """The same of a title above a list, or of a part of the plan: only words of what nobody else reads say it there."""
    one, how = one_of(name)
    # "Vendor preparation" is a part of many plans
    ours = is_our_view(name) and not is_pronoun(name) and not any(sides.side_named(word) for word in name.split())
    return name if ours or leads_to_us(name, sides) or ("view" in how and one and sides.is_ours(one)) else ""


def is_for_one_of_ours(said: str, sides: Sides) -> bool:
    """Whether ``said`` names one person of ours and that it is theirs: "for Sam", "Sam's notes"."""
    one, how = one_of(said)
    return bool(one and how) and sides.is_our_person(one)


def has_theirs(plans: Iterable[tuple[Chosen | None, Sequence[GridRow]]], sides: Sides) -> bool:
    """Whether somebody on the buyer's side owns a step among the rows of ``plans``."""
    for chosen, rows in plans:
        fields = chosen.fields if chosen else {}
        said = [
            (name, words(row.cell(fields[name]))) for name in ("buyer_owner", "owner") if name in fields for row in rows
        ]
        if any(text and (name == "buyer_owner" or sides.owners(text).buyer) for name, text in said):
            return True
    return False


def is_shared(table: Table, plans: Plans, sides: Sides) -> bool:
    """Whether the rows of ``table`` are steps of both sides though nobody there is known as the buyer's: each has a day, one is owned by
    somebody of ours, and another by somebody of whom nothing says the side, who owns a step in another table of ``plans`` as well."""
    rows = [(chosen, row) for one, chosen, every in plans if one is table and chosen for row in every if not row.blank]
    dated = all(any(words(row.cell(column)) for column in chosen.targets) for chosen, row in rows)
    owners = _owners_in(rows)
    ours = any(sides.owners(said).seller for said in owners)
    unknown = {said for said in owners if not (sides.owners(said).seller or sides.owners(said).buyer) and " " in said}
    elsewhere = _owners_in(
        [(chosen, row) for one, chosen, every in plans if one is not table and chosen for row in every]
    )
    return bool(rows) and dated and ours and not unknown.isdisjoint(elsewhere)


def _owners_in(rows: Iterable[tuple[Chosen, GridRow]]) -> set[str]:
    said = (words(row.cell(chosen.fields["owner"])) for chosen, row in rows if "owner" in chosen.fields)
    return {text for text in said if text}


def _is_notes(name: str) -> bool:
    """Whether ``name`` is that of a seller's own notes: "Scratch", "Deal notes Juniper"."""
    said = f" {folded(name)} "
    return any(f" {one} " in said and len(said.split()) - len(one.split()) <= _BESIDE for one in _listed("own_notes"))


def _may_be_notes(name: str, is_sheet: bool, sides: Sides) -> bool:
    """Whether ``name`` may be that of such notes, and is a part of many plans as well: "1:1", "Notes", "War room"; or that
    of a sheet which would keep a column, "Forecast"."""
    bare = " ".join(word for word in re.findall(r"[^\W_]+", name) if not sides.is_ours(word))
    return folded(bare) in _listed("perhaps_own") or (is_sheet and bool(private_word(bare)) and not names_place(bare))


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for word in lexicon.table("private.yaml")[kind])


def _is_of_ours(name: str, sides: Sides) -> bool:
    return sides.is_ours(one_of(name)[0])


def _is_persons(name: str, sides: Sides) -> bool:
    """Whether a sheet's name is that of somebody, with or without words for whose turn it is: "Dana", "List for Dana"."""
    one = name.strip() if sides.is_ours(name.strip()) or sides.is_theirs(name.strip()) else one_of(name)[0]
    given = bool(one) and folded(one).split()[:1] and folded(one).split()[0] in lexicon.entries("given_names.txt")
    known = sides.is_ours(one) or sides.is_theirs(one)
    return bool(one) and (known or (bool(given) and is_written_as_name(one)))
