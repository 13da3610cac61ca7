"""The timeline of a slide, as native shapes in one group that is read as one sentence."""

from __future__ import annotations

from mapdocs.formats import timeline
from mapdocs.formats.slides import dml
from mapdocs.formats.slides.dml import Box, Run
from mapdocs.formats.slides.measure import width_of
from mapdocs.language import layout
from mapdocs.plan.buyer import BuyerPlan
from mapdocs.templating import color
from mapdocs.templating.words import Words

MARK = (34.0, 17.0)
_LANES = 3  # what would stand higher is counted
_MONTH, _SIGN = (
    16.0,
    17.0,
)  # below the line: the signs of today and of the go-live with their days, and under them the months
_FINISHED = "#e3e6ea"
_FIRST_NUMBER = 100  # of the shapes within the group


def strip(plan: BuyerPlan, words: Words, x: float, y: float, width: float) -> tuple[str, float]:
    """The group's shapes and its height; nothing where no row has a date."""
    span = timeline.span_of(plan)
    if span is None:
        return "", 0.0
    inner = width - MARK[0]
    placed = timeline.points(plan, span, 100 * (MARK[0] + 3) / inner, lanes=_LANES)
    lanes = max((p.lane for p in placed), default=0) + 1
    line = y + lanes * (MARK[1] + 3) + 2
    tag = words.language

    def at(share: float) -> float:
        return x + MARK[0] / 2 + inner * share / 100

    parts: list[str] = []

    def add(name: str, box: Box, said: str = "", **look: object) -> None:
        number = _FIRST_NUMBER + len(parts)
        parts.append(dml.shape(number, name, box, said, **look))  # type: ignore[arg-type]

    add(words("timeline"), Box(x, line, width, 2.5), shade=color.LIGHT)
    if plan.go_live:
        add(
            words("go_live"), Box(at(span.share(plan.go_live)) - 6, line - 5, 12, 12), kind="star5", shade=_accent(plan)
        )
    today = at(span.share(plan.today))
    add(words("today"), Box(today - 5, line + 4, 10, 8), kind="triangle", shade=color.GREY)
    live = at(span.share(plan.go_live)) if plan.go_live else None
    for look, left, align in _signs(plan, words, x, today, live):
        # Between the line and the months, beside their signs.
        place = Box(left, line + 1.5, width_of(look.text, 12, bold=look.bold), 16)
        add(look.text, place, dml.paragraph([look], tag, align=align, rtl=False), wrap=False, anchor="t")
    for point in placed:
        upcoming, done = point.row is plan.next_row, point.row.status == "done"
        ink = color.WHITE if upcoming else color.GREY if done else color.INK
        said = dml.paragraph([Run(point.said, 12, ink, bold=upcoming)], tag, align="ctr", rtl=False)
        box = Box(at(point.at) - MARK[0] / 2, line - (point.lane + 1) * (MARK[1] + 3), *MARK)
        shade = _accent(plan) if upcoming else _FINISHED if done else color.tint(plan.look.color)
        add(point.said, box, said, kind="roundRect", shade=shade, wrap=False)
    a_letter = 100 * 12 * 0.54 / inner
    names: list[tuple[str, float]] = []
    for day in reversed(timeline.months(span)):
        name, share = words.month(day), span.share(day)
        wide = a_letter * (layout.width(name) + 2)
        if (not names or names[-1][1] - share >= wide) and share + wide <= 100 + 100 * MARK[0] / inner:
            names.append((name, share))
    for name, share in reversed(names):
        said = dml.paragraph([Run(name, 12, color.GREY)], tag, rtl=False)
        left = max(at(share) - MARK[0] / 2, x)
        add(name, Box(left, line + _SIGN, 110, _MONTH), said, wrap=False, anchor="t")
    told = ", ".join(
        f"{row.mark} {words.day_month(row.target_date)}"
        for point in placed
        for row in (point.row, *point.above)
        if row.target_date is not None
    )
    signs = [f"{words('today')} {words.day_month(plan.today)}"]
    signs += [f"{words('go_live')} {words.day_month(plan.go_live)}"] if plan.go_live else []
    height = line + _SIGN + _MONTH - y
    description = words.labelled(words("timeline"), f"{', '.join(signs)}; {told}")
    return dml.group(9, words("timeline"), description, Box(x, y, width, height), "".join(parts)), height


def _signs(plan: BuyerPlan, words: Words, x: float, today: float, live: float | None) -> list[tuple[Run, float, str]]:
    """What today's sign and the go-live's say, each with its left end; today's gives way where they would meet."""
    now = Run(f"{words('today')} {words.day_month(plan.today)}", 12, color.GREY)
    begins, ends = today + 8, today + 8 + width_of(now.text, 12)
    if plan.go_live is None or live is None:
        return [(now, begins, "l")]
    then = Run(f"{words('go_live')} {words.day_month(plan.go_live)}", 12, _accent(plan), bold=True)
    wide = width_of(then.text, 12, bold=True)
    left, align = (live - 9 - wide, "r") if live - 9 - wide >= x else (live + 9, "l")
    apart = left > ends + 6 or left + wide + 6 < today - 6
    return [*([(now, begins, "l")] if apart else []), (then, left, align)]


def _accent(plan: BuyerPlan) -> str:
    return color.readable(plan.look.color)
