"""The PDF's page, as HTML: the plan on one landscape page."""

from __future__ import annotations

import base64
from typing import Any

from markupsafe import Markup

from mapdocs.formats import describe, timeline
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.kit import Kit


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
        **_style(plan),
        logo=Markup(_data_url(plan.look.logo)) if plan.look.logo else "",  # noqa: S704 - base64 only
        css=Markup(kit.render("plan.css.j2", **_style(plan))),  # noqa: S704 - colours, sizes and a checked font name
    )


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
