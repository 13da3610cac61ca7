"""The plan as one slide, for whoever never opens a document; rows that do not fit stand on further ones.

No text is under 12 points, and nothing is made smaller or cut to fit: the owners' titles give way first, then the reasons.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from mapdocs.formats import describe
from mapdocs.formats.archive import reproducible
from mapdocs.formats.slides import dml
from mapdocs.formats.slides.dml import Box, Run
from mapdocs.formats.slides.frame import HEIGHT, HYPERLINK, WIDTH, add_slide, fill_slide, open_deck, saved
from mapdocs.formats.slides.measure import height_of, lines_of, widest_word, width_of
from mapdocs.formats.slides.strip import strip
from mapdocs.formats.widths import given_way
from mapdocs.language import layout
from mapdocs.plan.buyer import BuyerPlan, Party, Row
from mapdocs.templating import color
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import Words

SIDE, TOP, FOOT = 34.0, 20.0, 24.0
INNER = WIDTH - 2 * SIDE
BOTTOM = HEIGHT - FOOT - 4
TITLE, LOGO = 24.0, (110.0, 32.0)
TEXT = 12.0
_OUTCOME_SIZES = (
    (26.0, 1),
    (24.0, 1),
    (22.0, 1),
    (20.0, 1),
    (24.0, 2),
    (18.0, 99),
)  # a size, and in how many lines at most
_PROOFS = 5  # the column that gives room
_FEWEST_LAST = 2  # rows on the last slide, where there are several


@dataclass(frozen=True, slots=True)
class _Block:
    """Ready shapes or cells, and how high they are."""

    height: float
    xml: str


def pptx(plan: BuyerPlan, kit: Kit) -> bytes:
    """The presentation for ``plan``."""
    words = kit.words(plan.look.locale)
    deck = open_deck(plan, words)
    writer = _Slide(plan, words)
    head, lines, pages = writer.fewest()
    for number, (start, end) in enumerate(pages):
        slide = add_slide(deck)
        shapes = [writer.title(number, len(pages))]
        if number == 0:
            shapes.append(head.xml)
        top = writer.below_title + (head.height if number == 0 else 0)
        shapes.append(writer.table(lines[start:end], top) if end > start else "")
        relation = slide.part.relate_to(plan.link, HYPERLINK, is_external=True) if plan.link else ""
        shapes.append(writer.foot(relation, number, len(pages)))
        if plan.look.logo:
            image, relation = slide.part.get_or_add_image_part(io.BytesIO(plan.look.logo))
            wide, high = image.image.size
            shapes.append(writer.logo(wide, high, relation))
        fill_slide(slide, "".join(shapes))
    return reproducible(saved(deck))


def _paged(heights: Sequence[float], first: float, later: float) -> list[tuple[int, int]]:
    """Which rows stand on which slide. A slide takes at least one row, but for the first, whose head may fill it."""
    pages: list[tuple[int, int]] = []
    start, room = 0, first
    for place, height in enumerate(heights):
        if height > room and (place > start or not pages):
            pages.append((start, place))
            start, room = place, later
        room -= height
    pages.append((start, len(heights)))
    *_, (before, last) = [(0, 0), *pages]
    if len(pages) > 1 and last - before < _FEWEST_LAST and pages[-2][1] - pages[-2][0] > _FEWEST_LAST:
        pages[-2:] = [(pages[-2][0], before - 1), (before - 1, last)]
    return pages


class _Slide:
    """The shapes of the slides, in the order in which they are read."""

    def __init__(self, plan: BuyerPlan, words: Words) -> None:
        self.plan, self.words, self.tag = plan, words, words.language
        self.accent, self.tint = color.readable(plan.look.color), color.tint(plan.look.color)
        self.rtl = describe.rtl(plan)
        self.below_title = TOP + TITLE + 4
        shares = [4.5, 19, 14, 13, 12, 27, 12]
        if self.tag.startswith("ja"):
            shares = [4.5, 19, 13, 13, 14, 25, 13]
        self.plain = [INNER * share / sum(shares) for share in shares]
        self.widths = self.plain

    def given_way(self, titles: bool) -> list[float]:
        """Columns wide enough for the longest word in them, and the dates' for a day; the proofs, which have the most room,
        give it."""
        words, rows = self.words, self.plan.rows
        buyer, seller = (
            max(
                [
                    widest_word(head, TEXT, bold=True),
                    *(widest_word(_whole(party.name), TEXT) for party in side if party),
                    *(widest_word(party.title or "", TEXT) for party in side if party and titles),
                ]
            )
            for head, side in zip(
                words.owner_heads(*self.plan.called),
                ([row.buyer_owner for row in rows], [row.seller_owner for row in rows]),
                strict=True,
            )
        )
        days = [words.date(row.target_date) for row in rows if row.target_date]
        dates = max((width_of(day, TEXT, bold=True) for day in days), default=0)
        steps = max((widest_word(row.label, TEXT, bold=True) for row in rows), default=0)
        states = max((widest_word(f"●\u00a0{describe.status_word(row, words)}", TEXT) for row in rows), default=0)
        told = {4: dates, 6: states, 2: buyer, 3: seller, 1: steps}
        least = {column: word + 2 * dml.CELL_SIDE + 1 for column, word in told.items()}
        return given_way(self.plain, least, _PROOFS, INNER / 6)

    def room(self, top: float | None = None) -> float:
        """What a table's rows have below ``top``, its heading not counted."""
        return BOTTOM - (top or self.below_title) - self.heading().height

    def fewest(self) -> tuple[_Block, list[_Block], list[tuple[int, int]]]:
        """The head, the rows, and which of them stand on which slide: in the fullest way of telling them that takes the
        fewest slides and leaves no row alone on one."""
        ways = []
        for reasons, titles in ((True, True), (True, False), (False, False)):
            self.widths = self.given_way(titles)
            head, lines = self.head(reasons), [self.line(row, titles) for row in self.plan.rows]
            heights = [line.height for line in lines]
            pages = _paged(heights, self.room(self.below_title + head.height), self.room())
            ways.append((head, lines, pages, self.widths))
        head, lines, pages, self.widths = min(
            ways, key=lambda way: (len(way[2]), any(end - start == 1 for start, end in way[2]))
        )
        return head, lines, pages

    def title(self, number: int, pages: int) -> str:
        said = describe.title(self.plan, self.words) + (f" ({number + 1}/{pages})" if number else "")
        room = INNER - (LOGO[0] + 12 if self.plan.look.logo else 0)
        size = 14.0 if lines_of(said, room, 14) == 1 else 12.0
        runs = [Run(said, size, color.GREY)]
        if lines_of(f"{said}  ·  {self.words('document')}", room, size) == 1:
            runs.append(Run(f"  ·  {self.words('document')}", size, color.GREY))
        x = SIDE + (INNER - room if self.rtl else 0)
        return dml.title(2, Box(x, TOP, room, TITLE), dml.paragraph(runs, self.tag))

    def logo(self, wide: int, high: int, relation: str) -> str:
        scale = min(LOGO[0] / wide, LOGO[1] / high)
        width, height = wide * scale, high * scale
        x = SIDE if self.rtl else WIDTH - SIDE - width
        place = Box(x, TOP + (TITLE - height) / 2, width, height)
        return dml.picture(8, self.words("alt.logo", seller=self.plan.seller), place, relation)

    def head(self, reasons: bool) -> _Block:
        """The outcome, the facts, what is next beside the ask, and the timeline."""
        plan, words, y, parts = self.plan, self.words, self.below_title, []
        if plan.outcome:
            size = next(s for s, most in _OUTCOME_SIZES if lines_of(plan.outcome, INNER, s, bold=True) <= most)
            high = height_of(plan.outcome, INNER, size, bold=True)
            said = dml.paragraph([Run(plan.outcome, size, bold=True)], self.tag)
            parts.append(dml.text(3, words("outcome"), Box(SIDE, y, INNER, high), said))
            y += high + 4
        facts = self._facts()
        if reasons:
            facts += self._reasons()
        high = sum(_high_of(line, INNER, 14) for line in facts)
        if facts:
            said = "".join(dml.paragraph(line, self.tag) for line in facts)
            parts.append(dml.text(4, words("go_live"), Box(SIDE, y, INNER, high), said))
            y += high + 6
        band = self._band(y)
        parts.append(band.xml)
        y += band.height + 6
        drawn, high = strip(plan, words, SIDE, y, INNER)
        parts.append(drawn)
        y += high + 4 if high else 0
        return _Block(y - self.below_title, "".join(parts))

    def _facts(self) -> list[list[Run]]:
        plan, words, facts = self.plan, self.words, []
        if plan.go_live:
            day, far = words.full_date(plan.go_live), words.distance(plan.today, plan.go_live)
            facts.append([Run(f"{words('go_live')} ", 14, color.GREY), Run(day, 14, bold=True)])
            facts += [[Run(far, 14, color.GREY)]] if far else []
        facts += [[Run(describe.progress(plan, words), 14, bold=True)]] if plan.done else []
        joined: list[Run] = []
        for fact in facts:
            joined += [Run("   ·   ", 14, color.GREY)] * bool(joined) + fact
        return [joined] if joined else []

    def _reasons(self) -> list[list[Run]]:
        return [
            [Run(f"{name}  ", 14, color.GREY), Run(describe.bound(text), 14)]
            for name, text in describe.reasons(self.plan, self.words)
        ]

    def _band(self, y: float) -> _Block:
        """What is next on the brand's tint, and the ask beside it."""
        plan, words, half, lines = self.plan, self.words, INNER * 0.5, self._following()
        asked, meeting = describe.ask(plan, words, whole=True), describe.meeting_line(plan, words)
        left = sum(_high_of(line, half - 24, 14) for line in lines)
        right = height_of(asked, half - 16, 14, bold=True) + (height_of(meeting, half - 16, TEXT) if meeting else 0)
        high = max(left, right) + 8
        here, there = (SIDE, SIDE + half) if not self.rtl else (SIDE + half, SIDE)
        edge = here if not self.rtl else here + half - 4
        said = dml.paragraph([Run(asked, 14, bold=True)], self.tag)
        said += dml.paragraph([Run(meeting, TEXT)], self.tag) if meeting else ""
        shapes = (
            dml.shape(
                5,
                words("next"),
                Box(here, y, half, high),
                "".join(dml.paragraph(line, self.tag) for line in lines),
                shade=self.tint,
                inset=12,
            ),
            dml.shape(6, "", Box(edge, y, 4, high), shade=plan.look.color),
            dml.text(7, words("why.ask"), Box(there + 16, y, half - 16, high), said, anchor="ctr"),
        )
        return _Block(high, "".join(shapes))

    def _following(self) -> list[list[Run]]:
        """The next step, and below it who does it by when."""
        words = self.words
        upcoming = describe.next_step(self.plan, words)
        if upcoming is None:
            return [[Run(words("all_done"), 14, bold=True)]]
        head = [Run(f"{words('next')}   ", 14, self.accent, bold=True), Run(upcoming.label, 14, bold=True)]
        owner, day = describe.unbroken(upcoming.owner), Run(describe.unbroken(upcoming.day), 14, bold=True)
        who = Run(f"{owner}   ·   ", 14)
        if width_of(who.text, 14) + width_of(day.text, 14, bold=True) > INNER * 0.5 - 24:  # no sign ends a line
            return [head, [Run(owner, 14)], [day]]
        return [head, [who, day]]

    def heading(self) -> _Block:
        words = self.words
        heads = [
            *(words(f"columns.{key}") for key in ("id", "milestone")),
            *words.owner_heads(*self.plan.called),
            *(words(f"columns.{key}") for key in ("target_date", "exit_criteria", "status")),
        ]
        cells = [
            dml.cell(self._lines([(head, [Run(head, TEXT, bold=True)])]), above=self.accent, below=color.INK, thick=1.5)
            for head in heads
        ]
        return _Block(self._high([[(head, [Run(head, bold=True)])] for head in heads]), "".join(cells))

    def line(self, row: Row, titles: bool) -> _Block:
        words, gone = self.words, row.status == "cancelled"
        day = words.date(row.target_date) if row.target_date else words("no_date")
        mark = [(row.mark, [Run(row.mark, TEXT, color.GREY)])]
        step = [(row.label, [Run(row.label, TEXT, bold=True, strike=gone)])]
        if row.includes:
            step.append(_quiet(describe.includes(row, words)))
        when = [(day, [Run(day, TEXT, bold=True, strike=gone)])]
        if row.slips:
            before = words.date(row.slips[-1].from_date)
            when.append((before, [Run(before, TEXT, color.GREY, strike=True)]))
        status = f"{describe.status_shape(row)} {describe.status_word(row, words)}"
        proof = row.proof or ""
        columns = [
            mark,
            step,
            _owner(row.buyer_owner, titles, words("who.open")),
            _owner(row.seller_owner, titles),
            when,
            [(proof, [Run(proof, TEXT)])],
            [(status, [Run(status, TEXT)])],
        ]
        shade = self.tint if row is self.plan.next_row else None
        cells = [dml.cell(self._lines(column), below=color.LIGHT, shade=shade) for column in columns]
        return _Block(self._high(columns), "".join(cells))

    def _lines(self, column: list[tuple[str, list[Run]]]) -> str:
        return "".join(dml.paragraph(runs, self.tag, rtl=None if text else self.rtl) for text, runs in column)

    def _high(self, columns: Sequence[Sequence[tuple[str, list[Run]]]]) -> float:
        high = 0.0
        for width, column in zip(self.widths, columns, strict=True):
            room = width - 2 * dml.CELL_SIDE
            high = max(high, sum(_high_of(runs or [Run(text)], room, TEXT) for text, runs in column))
        return high + 2 * dml.CELL_TOP + 1

    def table(self, lines: Sequence[_Block], top: float) -> str:
        head = self.heading()
        rows = [(head.height, head.xml), *((line.height, line.xml) for line in lines)]
        box = Box(SIDE, top, INNER, sum(height for height, _ in rows))
        name = describe.title(self.plan, self.words)
        return dml.table(10, name, self.words("alt.table", n=len(lines)), box, self.widths, rows, rtl=self.rtl)

    def foot(self, relation: str, number: int, pages: int) -> str:
        plan, words = self.plan, self.words
        runs = [Run(words("footer.version", date=words.date(plan.today)), TEXT, color.GREY)]
        if plan.link and relation:
            shown = plan.link.removeprefix("https://")
            shown = shown if len(shown) <= 60 else words("footer.link")
            runs.append(Run(f"   ·   {words.labelled(words('footer.link'))} ", TEXT, color.GREY))
            runs.append(Run(shown, TEXT, self.accent, relation=relation))
        if pages > 1:
            runs.append(Run(f"   ·   {words('footer.page', page=number + 1, pages=pages)}", TEXT, color.GREY))
        said = dml.paragraph(runs, self.tag)
        return dml.text(11, words("footer.link"), Box(SIDE, HEIGHT - FOOT, INNER, 16), said)


def _high_of(runs: Sequence[Run], width: float, size: float) -> float:
    """How high a paragraph stands: as if all of it were bold where some of it is."""
    return height_of("".join(run.text for run in runs), width, size, bold=any(run.bold for run in runs))


def _whole(name: str) -> str:
    """A name of East Asia, which breaks anywhere, as one word."""
    return name if layout.width(name) == len(name) else describe.unbroken(name)


def _quiet(text: str) -> tuple[str, list[Run]]:
    return text, [Run(text, TEXT, color.GREY)]


def _owner(party: Party | None, titles: bool, nobody: str = "") -> list[tuple[str, list[Run]]]:
    if party is None:
        return [_quiet(nobody) if nobody else ("", [])]
    said = [(party.name, [Run(party.name, TEXT)])]
    return [*said, _quiet(party.title)] if titles and party.title else said
