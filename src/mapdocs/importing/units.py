"""Columns of departments and roles beside those of the owners: "Juniper name" and "Juniper unit"."""

from __future__ import annotations

from collections.abc import Mapping

from mapdocs.importing.column_heads import kind_of, side_of_heading, side_owner, without_person
from mapdocs.importing.column_words import words_of
from mapdocs.language.scripts import has_unspaced
from mapdocs.readers.headings import folded

_SIDES = ("buyer", "seller")


def units_beside(heads: Mapping[int, str], own: Mapping[str, str]) -> dict[int, str]:
    """The columns whose heading names the department or the role of one side, with that side, where another column names who on that
    side owns a step. Where there is no other one, "Juniper team" is the owner's own."""
    found = {column: side for column, head in heads.items() if (side := _side_of_unit(head, own))}
    named = {
        kind_of(head, head, own)[0] for column, head in heads.items() if column not in found and not _unit_in(head)
    }
    return {column: side for column, side in found.items() if f"{side}_owner" in named}


def _side_of_unit(head: str, own: Mapping[str, str]) -> str:
    word = _unit_in(head)
    said = folded(head)
    if not word:
        return ""
    left = said.removesuffix(word) if word not in said.split() else " ".join(w for w in said.split() if w != word)
    _, bare = without_person(left)
    side = side_of_heading(bare, own) or side_owner(left, own).removesuffix("_owner")
    return side if side in _SIDES else ""


def _unit_in(head: str) -> str:
    """The word for a department or a role in a heading: "Unit", "Fabrikam team"; empty where there is none."""
    said = folded(head)
    if has_unspaced(said):
        return next((word for word in words_of("unit_word") if has_unspaced(word) and said.endswith(word)), "")
    return next((word for word in said.split() if word in words_of("unit_word")), "")
