"""Answers to what a pull is not sure of: those that options give for all of it, and one that somebody typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from mapdocs.returns.changes import DAYS
from mapdocs.returns.proposals import NOTHING, Proposal
from mapdocs.returns.pull import Decide
from mapdocs.schema import converters

Side = Literal["theirs", "ours"]


def decider(
    side: Side | None, *, deletions: bool = False, ask: Callable[[Proposal], str | None] | None = None
) -> Decide:
    """Decides by rule, then by ``ask``; else a proposal stays open.

    Args:
        side: whose value a conflict takes.
        deletions: also take out the rows that the buyer deleted, and empty the cells that they emptied.
        ask: answers for what no rule decides.
    """

    def decide(proposal: Proposal) -> str | None:
        if proposal.kind == "remove":
            if deletions and (proposal.state == "asked" or side == "theirs"):
                return "yes"
            if proposal.state == "asked" or side == "ours":
                return ""
        elif proposal.empties and deletions:
            return NOTHING
        elif proposal.state == "conflict" and side is not None:
            return (proposal.theirs or "yes") if side == "theirs" else ""
        return ask(proposal) if ask is not None else None

    return decide


def value_of(field: str, said: str) -> str | converters.Bad:
    """A typed value as the spec would take it, or what is wrong with it."""
    if field in DAYS:
        day = converters.day(said)
        return day.isoformat() if isinstance(day, date) else day
    return converters.status(said) if field == "status" else converters.line(said)
