"""What a build can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from mapdocs.formats.registry import FORMATS, USUAL
from mapdocs.plan.variant import Choice


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked for, beside the spec and the day.

    Args:
        only: names of formats, out of :data:`mapdocs.FORMATS`; all but the slide (``pptx``) where left out.
        variant: ``auto`` picks by the annual contract value, as the training's ACV rules say.
        emltpl: also write the draft under the suffix that new Outlook for Mac opens for editing.
        protect: lock the tracker, without a password, but for the cells that both sides fill in.
        per_person: also a draft and a calendar for each owner on the buyer's side, and the champion's overview.
        crm_limit: how many characters the CRM note may have.

    Raises:
        ValueError: ``only`` names a format that there is not.
    """

    only: tuple[str, ...] = USUAL
    variant: Choice = "auto"
    emltpl: bool = False
    protect: bool = False
    crm_limit: int = 32_000
    per_person: bool = False

    def __post_init__(self) -> None:
        for name in self.only:
            if name not in FORMATS:
                raise ValueError(f"no format {name}; there are {', '.join(FORMATS)}")
