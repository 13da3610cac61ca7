"""Which plan a deal gets, and how a longer list folds into three lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mapdocs.schema.kinds import Kind
from mapdocs.schema.model import Milestone, Spec

Variant = Literal["full", "lite"]
Choice = Literal["auto", "full", "lite"]
Part = Literal["decide", "paper", "start"]

FULL_ROWS = 6  # "minimum six rows", the training's solo draft
LITE_LINES = 3  # "a three-line email MAP", the training's ACV rules

PARTS: tuple[Part, ...] = ("decide", "paper", "start")
_PART_OF: dict[Kind, Part] = {
    "alignment": "decide",
    "business_case": "decide",
    "security": "paper",
    "legal": "paper",
    "procurement": "paper",
    "signature": "start",
}


def variant_of(spec: Spec, variant: Choice = "auto") -> Variant:
    """The variant that ``variant`` names; ``auto`` is full from the threshold on (training: sub-$15K, simplified)."""
    if variant != "auto":
        return variant
    acv = spec.deal.acv
    return "full" if acv is None or acv >= spec.settings.acv_threshold else "lite"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a lite plan: the rows it stands for, oldest first. ``part`` is None where nothing was folded."""

    part: Part | None
    rows: tuple[Milestone, ...]

    @property
    def last(self) -> Milestone:
        """The row whose date, owners and proof are the line's."""
        return self.rows[-1]


def live_rows(spec: Spec) -> tuple[Milestone, ...]:
    """The rows that count towards a plan: all but the cancelled ones."""
    return tuple(row for row in spec.milestones if row.status != "cancelled")


def fold(spec: Spec) -> tuple[Line, ...]:
    """The lines of a lite plan: exactly three rows as they are, more of them folded into decide, paper, start.

    A row of another kind goes with the row before it, at the top of the list with the first that has a part.
    """
    rows = live_rows(spec)
    if len(rows) <= LITE_LINES:
        return tuple(Line(None, (row,)) for row in rows)
    known = [_PART_OF.get(row.kind) for row in rows]
    current: Part = next((part for part in known if part), "decide")
    members: dict[Part, list[Milestone]] = {part: [] for part in PARTS}
    for row, part in zip(rows, known, strict=True):
        current = part or current
        members[current].append(row)
    return tuple(Line(part, tuple(members[part])) for part in PARTS if members[part])
