"""The session: its blocks with clock times, refused where they do not add up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from mapdocs.findings import Finding, in_order
from mapdocs.schema import nodes
from mapdocs.schema.converters import Bad, whole_number
from mapdocs.schema.leaves import LINE, TEXT
from mapdocs.schema.shapes import Field, Group, Leaf, Many
from mapdocs.schema.validation import Walk


def _minutes(raw: str) -> int | Bad:
    number = whole_number(raw)
    if isinstance(number, int) and not 1 <= number <= 600:
        return Bad("MAP016", f"{number} minutes are out of range", "write a number from 1 to 600")
    return number


def _clock(raw: str) -> time | Bad:
    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})\s*([aApP])?\.?[mM]?\.?", raw.strip())
    if match:
        hour, minute = int(match[1]), int(match[2])
        if match[3]:
            hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return Bad("MAP020", f"“{raw}” is no time of day", "write it as 9:00 or 14:30")


MINUTES = Leaf(_minutes, {"type": "integer"})
BLOCK = Group(
    (
        Field("name", LINE, "What the block is called.", required=True),
        Field("minutes", MINUTES, "How long it takes.", required=True),
        Field("says", TEXT, "What the manager says."),
        Field("do", TEXT, "What the reps do."),
        Field("crm", TEXT, "What must be in the CRM at the end."),
    )
)
SESSION = Group(
    (
        Field("title", LINE, "The session's title."),
        Field(
            "start", Leaf(_clock, {"type": "string"}), "When it begins, as in 9:00.", required=True, examples=("9:00",)
        ),
        Field("minutes", MINUTES, "How long it takes in all."),
        Field("rule", LINE, "The rule of the session."),
        Field("blocks", Many(BLOCK), "The blocks in their order.", required=True),
    )
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block; ``begins`` and ``ends`` are clock times, ``minutes`` its length."""

    name: str
    minutes: int
    begins: str
    ends: str
    says: str
    do: str
    crm: str


@dataclass(frozen=True, slots=True)
class Session:
    title: str
    minutes: int
    rule: str
    blocks: tuple[Block, ...]


def read_session(text: str, *, file: str) -> tuple[Session | None, tuple[Finding, ...]]:
    """The session that ``text`` states, and what is wrong with it; None where it cannot be printed.

    Blocks that do not add up to the session's length are an error that says by how much (training: the agenda blocks
    sum to exactly 60 minutes).
    """
    root, problems = nodes.parse(text)
    walk = Walk(file, text)
    for problem in problems:
        walk.report(problem.code, "", problem.message, problem.hint, span=problem.span)
    if root is None:
        if not problems:
            walk.report("MAP006", "", "the file is empty", "see samples/training/session.yaml")
        return None, in_order(walk.findings)
    values = walk.group(root, SESSION, "")
    rows: tuple[dict[str, Any], ...] = values.get("blocks") or ()
    if walk.findings or not rows:
        return None, in_order(walk.findings)
    wanted, total = values.get("minutes", 60), sum(row["minutes"] for row in rows)
    if total != wanted:
        off = abs(total - wanted)
        way = "long" if total > wanted else "short"
        walk.report(
            "MAP030",
            "blocks",
            f"the blocks are {off} minute{'' if off == 1 else 's'} too {way}: "
            f"{' + '.join(str(row['minutes']) for row in rows)} = {total}, and the session takes {wanted}",
            f"{'take' if total > wanted else 'add'} {off} minute{'' if off == 1 else 's'} {'from' if total > wanted else 'to'} a block, or change minutes",
        )
        return None, in_order(walk.findings)
    blocks, at = [], datetime.combine(datetime.min.date() + timedelta(1), values["start"])
    for row in rows:
        ends = at + timedelta(minutes=row["minutes"])
        blocks.append(
            Block(
                row["name"],
                row["minutes"],
                f"{at:%H:%M}",
                f"{ends:%H:%M}",
                row.get("says", ""),
                row.get("do", ""),
                row.get("crm", ""),
            )
        )
        at = ends
    title = values.get("title", "Mutual action plan session")
    rule = values.get("rule", "No buyer owner, no MAP row.")
    return Session(title, wanted, rule, tuple(blocks)), ()
