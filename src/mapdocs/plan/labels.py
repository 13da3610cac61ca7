"""What a buyer reads instead of the training's names for rows."""

from __future__ import annotations

from collections.abc import Mapping

from mapdocs.schema.kinds import standard_kind
from mapdocs.schema.model import Milestone

#: English buyer labels of the standard milestones whose own name is the seller's language.
ENGLISH: Mapping[str, str] = {"alignment": "Plan agreed on both sides"}


def buyer_label(row: Milestone, names: Mapping[str, str] = ENGLISH) -> str:
    """The name of ``row`` as the buyer reads it: its own label, the translated standard name, or its name.

    ``names`` maps kinds to the standard names in the buyer's language.
    """
    if row.buyer_label:
        return row.buyer_label
    kind = standard_kind(row.milestone)
    return names.get(kind, row.milestone) if kind else row.milestone
