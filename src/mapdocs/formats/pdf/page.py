"""The PDF's page, as HTML: the plan on one landscape page."""

from __future__ import annotations

import base64
from typing import Any

from markupsafe import Markup

from mapdocs.formats import describe, timeline
from mapdocs.formats.word.measure import SPARE, widest_word
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.kit import Kit

_PAPER = {"a4": (10092, 15024), "letter": (10426, 14026)}  # twips between the margins, upright and lying
_BESIDE = 125  # twips beside a cell's text
_PROOFS = 5


def page(plan: BuyerPlan, kit: Kit, *, tight: bool = False) -> str:
    """The page that is printed of ``plan``; ``tight``, with less space between things and the same sizes of letters."""
    words = kit.words(plan.look.locale)
    span = timeline.span_of(plan)
    strip: dict[str, Any] = {}
    upright = plan.variant == "lite"
    if span is not None:
        placed = timeline.points(plan, span)
        strip = {
            "months": timeline.apart([(words.month(day), span.share(day)) for day in timeline.months(span)], upright),
            "points": placed,
            "lanes": max((p.lane for p in placed), default=0) + 1,
            "today": span.share(plan.today),
            "go_live": span.share(plan.go_live) if plan.go_live else None,
        }
    return kit.render(
        "plan.html.j2",
        plan=plan,
        words=words,
        describe=describe,
        tight=tight,
        strip=strip,
        shares=_shares(plan),
        **_style(plan),
        logo=Markup(_data_url(plan.look.logo)) if plan.look.logo else "",  # noqa: S704 - base64 only
        css=Markup(kit.render("plan.css.j2", **_style(plan))),  # noqa: S704 - colours, sizes and a checked font name
    )


def _shares(plan: BuyerPlan) -> list[float]:
    """The table's columns in percent: an owner's column is as wide as the longest word in it, so that no title leaves its
    last letters to a line of their own; the proofs, which have the most room, give it."""
    upright = plan.variant == "lite"
    shares = [4.5, 17, 16, 15, 15, 20.5, 12] if upright else [3.6, 18.4, 15.5, 14, 11, 25.5, 12]
    page = _PAPER[plan.look.paper][0 if upright else 1]
    for column, owners in ((2, [row.buyer_owner for row in plan.rows]), (3, [row.seller_owner for row in plan.rows])):
        longest = max((widest_word(owner) for owner in owners if owner), default=0)
        wanted = 100 * (longest * SPARE + _BESIDE) / page
        lacks = min(wanted - shares[column], shares[_PROOFS] - 100 / 6)
        if lacks > 0:
            shares[column] += lacks
            shares[_PROOFS] -= lacks
    return [round(share, 2) for share in shares]


def _style(plan: BuyerPlan) -> dict[str, Any]:
    font = "".join(c for c in plan.look.font or "" if c.isalnum() or c in " -")
    return {
        "paper": plan.look.paper,
        "upright": plan.variant == "lite",
        "font": font,
        "accent": color.readable(plan.look.color),
        "brand": plan.look.color,
        "tint": color.tint(plan.look.color),
        "ink": color.INK,
        "grey": color.GREY,
        "light": color.LIGHT,
    }


def _data_url(picture: bytes) -> str:
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
