"""What stands on one worksheet: a deal's head, and its rows as far as they are known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mapdocs.building.company import kit_for
from mapdocs.plan.builder import buyer_plan
from mapdocs.plan.snapshot import Snapshot
from mapdocs.plan.variant import Choice, live_rows, variant_of
from mapdocs.schema.kinds import STANDARD
from mapdocs.schema.model import Spec

FULL_ROWS = tuple(STANDARD.values())
SIDE = len(FULL_ROWS)  # rows on one side; a longer plan goes on overleaf
LITE_ROWS = ("Decide", "Paperwork", "Sign and start")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a worksheet; what is not known is empty, for the pen."""

    milestone: str
    buyer_owner: str = ""
    seller_owner: str = ""
    target_date: date | None = None
    exit_criteria: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One rep's worksheet. ``acv`` and ``next_meeting`` are texts as they were given.

    ``buyer`` and ``seller`` are the companies, whose names head the owners' columns where they are known;
    ``version`` is the line by which a filled sheet is recognised when it comes back.
    """

    variant: Literal["full", "lite"] = "full"
    rep: str = ""
    deal: str = ""
    champion: str = ""
    buyer: str = ""
    seller: str = ""
    acv: str = ""
    next_meeting: str = ""
    version: str = ""
    full_rows: tuple[SheetRow, ...] = tuple(SheetRow(name) for name in FULL_ROWS)
    lite_rows: tuple[SheetRow, ...] = tuple(SheetRow(name) for name in LITE_ROWS)


def sheet_for(spec: Spec) -> Sheet:
    """A worksheet with what ``spec`` knows filled in; it is for the seller's own session, so the ACV may stand on it."""
    rows = tuple(
        SheetRow(row.milestone, row.buyer_owner or "", row.seller_owner or "", row.target_date, row.exit_criteria or "")
        for row in spec.milestones
        if row.status != "cancelled"
    )
    variant = variant_of(spec)
    padded = rows + tuple(SheetRow("") for _ in range(-len(rows) % SIDE if rows else SIDE))
    acv = f"{spec.deal.acv:,.0f} {spec.deal.currency}" if spec.deal.acv is not None else ""
    meeting = f"{spec.review.at:%Y-%m-%d %H:%M}" if spec.review and spec.review.at else ""
    head = Sheet(
        variant=variant,
        rep=spec.seller.owner,
        deal=spec.deal.name,
        champion=spec.buyer.champion,
        buyer=spec.buyer.company,
        seller=spec.seller.company,
        acv=acv,
        next_meeting=meeting,
    )
    if variant == "lite" and len(rows) == 3:
        return replace(head, lite_rows=rows)
    return replace(head, full_rows=padded)


@dataclass(frozen=True, slots=True)
class Traced:
    """A ``sheet`` with the line by which it is known when it comes back, and the ``snapshot`` to remember for it."""

    sheet: Sheet
    snapshot: Snapshot


def traced(sheet: Sheet, spec: Spec) -> Traced:
    """``sheet``, made from ``spec``, to be filled in on the screen and read back by ``mapdocs pull``."""
    lite = sheet.variant == "lite" and len(live_rows(spec)) == len(sheet.lite_rows)
    variant: Choice = "lite" if lite else "full"
    words = kit_for(spec.settings).words(spec.settings.locale)
    plan = buyer_plan(spec, today=date.min, variant=variant, names=words.under("milestones"))
    return Traced(replace(sheet, version=words("footer.plan", plan=plan.stem, revision=plan.revision)), plan.snapshot())
