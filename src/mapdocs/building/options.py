"""What a build can be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mapdocs.plan.variant import Choice

FORMATS = ("email", "docx", "xlsx", "pdf", "ics", "crm")


class BuildOptions(NamedTuple):
    """What a build is asked for, beside the spec and the day.

    ``only`` names formats; ``emltpl`` adds the draft under the suffix that new Outlook for Mac opens for editing;
    ``protect`` protects the tracker (without a password) but for the cells that both sides fill in; ``crm_limit`` is
    how many characters the CRM note may have.
    """

    only: tuple[str, ...] = FORMATS
    variant: Choice = "auto"
    emltpl: bool = False
    protect: bool = False
    crm_limit: int = 32_000
