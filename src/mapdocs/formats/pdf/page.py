"""The PDF's page, as HTML: the plan on one landscape page."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from mapdocs.formats import describe, timeline
from mapdocs.formats.widths import given_way
from mapdocs.formats.word.letters import text_width
from mapdocs.formats.word.measure import (
    NAME,
    PHRASE,
    SPARE,
    longest_word,
    overflows,
    widest_head,
    widest_step,
    widest_word,
)
from mapdocs.plan.buyer import BuyerPlan, Party, Row
from mapdocs.templating import color
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

_PAPER = {"a4": (10092, 15024), "letter": (10426, 14026)}  # twips between the margins, upright and lying
_BESIDE, _EDGE = 125, 57  # twips beside a cell's text, and before the first one's
_MARK = 170  # twips that the letters of a mark are high
_PROOFS = 5
_HALF_MARK = 190  # twips: a mark at the strip's first day stays within the margins
_OUTCOME = 340  # twips that the letters of the outcome are high
_SMALL, _STATE = 160, 0.155  # twips of small letters; of the width that a status may take to stand on one line
_SHAPE = 227  # twips that a status's shape takes


def page(plan: BuyerPlan, kit: Kit, *, tight: bool = False, titles: bool = True) -> str:
    """The page that is printed of ``plan``; ``tight``, with less space between things and the same sizes of letters; without
    ``titles``, what people do is told at the foot alone."""
    words = kit.words(plan.look.locale)
    span = timeline.span_of(plan)
    strip: dict[str, Any] = {}
    upright = plan.variant == "lite"
    if span is not None:
        edge = round(100 * _HALF_MARK / _PAPER[plan.look.paper][0 if upright else 1], 2)
        placed = timeline.points(plan, span, edge=edge)
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
        strip=strip,
        shares=_shares(plan, words, titles),
        titles=titles,
        stacked=_stacked(plan, words),
        kind=_beside_the_names(plan, words),
        **_style(plan, tight, words),
        logo=Markup(_data_url(plan.look.logo)) if plan.look.logo else "",  # noqa: S704 - base64 only
        css=Markup(kit.render("plan.css.j2", **_style(plan, tight, words))),  # noqa: S704 - colours, sizes and a checked font name
    )


def _beside_the_names(plan: BuyerPlan, words: Words) -> bool:
    """Whether what the document is stands on one line with both companies' names, which say as much."""
    room = _PAPER[plan.look.paper][0 if plan.variant == "lite" else 1] - (2200 if plan.look.logo else 0)
    return text_width(f"{describe.title(plan, words)}    {words('document')}", NAME) < room


def _stacked(plan: BuyerPlan, words: Words) -> bool:
    """Whether who does the next step and by when stand below each other, since no sign between them may end a line."""
    upcoming = describe.next_step(plan, words)
    if upcoming is None:
        return False
    room = 0.43 * _PAPER[plan.look.paper][0 if plan.variant == "lite" else 1] - 390
    return text_width(f"{upcoming.owner}  ·  ", NAME) + text_width(upcoming.day, NAME, bold=True) > room


def _shares(plan: BuyerPlan, words: Words, titles: bool) -> list[float]:
    """The table's columns in percent: each is as wide as the longest word in it, so that no title leaves its last letters to a
    line of their own, and a mark or a day never touches what stands beside it; the proofs, which have the most room, give it."""
    upright = plan.variant == "lite"
    shares = [4.5, 17, 16, 15, 15, 20.5, 12] if upright else [3.6, 18.4, 15.5, 14, 11, 25.5, 12]
    page = _PAPER[plan.look.paper][0 if upright else 1]
    owners = [[row.buyer_owner for row in plan.rows], [row.seller_owner for row in plan.rows]]
    heads = words.owner_heads(*plan.called)
    longest = [
        max([widest_head(head), *(widest_word(owner if titles else Party(name=owner.name)) for owner in side if owner)])
        for head, side in zip(heads, owners, strict=True)
    ]
    marks = max((text_width(row.mark, _MARK) for row in plan.rows), default=0) + _EDGE
    days = [words.date(row.target_date) for row in plan.rows if row.target_date]
    dates = max((text_width(day, NAME, bold=True) for day in days), default=0)
    steps = max((widest_step(row, words) for row in plan.rows), default=0)
    proofs = max((longest_word(row.proof or "", NAME, together=PHRASE) for row in plan.rows), default=0)
    states, whole = (
        max((_state(row, plan, words, measure) for row in plan.rows), default=0)
        for measure in (longest_word, text_width)
    )
    told = {0: marks, 4: dates, 6: states, 2: longest[0], 3: longest[1], 1: steps}
    least = {column: 100 * (width * SPARE + _BESIDE) / page for column, width in told.items()}
    wishes = {6: 100 * (whole + _BESIDE) / page} if whole + _BESIDE <= _STATE * page else {}
    floor = max(100 / 6, 100 * (proofs * SPARE + _BESIDE) / page)
    return [round(share, 2) for share in given_way(shares, least, _PROOFS, floor, wishes)]


def _state(row: Row, plan: BuyerPlan, words: Words, measure: Callable[..., float]) -> float:
    """How wide what a row says of its status is, by its lines or by its words as ``measure`` tells."""
    said, standing = describe.status_word(row, words), describe.standing(row, words, plan.today)
    return max(measure(said, NAME) + _SHAPE, measure(standing, _SMALL))


def _style(plan: BuyerPlan, tight: bool, words: Words) -> dict[str, Any]:
    """What the sheet of styles is written from: the page's state is known then, so that no rule has to ask for it. ``told``:
    what moved is told below the table, and should not cost a page."""
    font = "".join(c for c in plan.look.font or "" if c.isalnum() or c in " -")
    return {
        "paper": plan.look.paper,
        "tight": tight,
        "told": any(row.slips for row in plan.rows) or bool(describe.since_lines(plan, words)),
        "rtl": describe.rtl(plan),
        "upright": plan.variant == "lite",
        "long": overflows(plan.outcome or "", _OUTCOME, _PAPER[plan.look.paper][0 if plan.variant == "lite" else 1]),
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
