"""Where the Word document's pages may break, and how much space things take so that few do.

Word's own means, which Google Docs and LibreOffice honour too: a row never splits, and what must not stand alone is kept with
what follows it. How much space there is, is chosen before, by how high the blocks will stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mapdocs.formats.word.letters import CARLITO, NOTO, PLEX, Font
from mapdocs.formats.word.measure import (
    RULE,
    Height,
    Paragraph,
    Reader,
    Style,
    TableRow,
    styles_of,
)
from mapdocs.formats.word.wml import NS

_W = f"{{{NS}}}"
LAST_ROWS = 3  # stand on the last page at least
_SAFE = 0.965  # of a page: a line more than was thought must not begin another
_TAIL = 0.85  # of a page that the last rows and all below them may take, to be kept together to the last line
_LONG_LIST = 4  # lines of what moved that may be told over two pages
_ROOMS = (0.985, 0.993, 1.0, 1.007)  # of a page that may turn out to be used, where it is told of what LibreOffice does
_EXACT = 1.32  # ems that a line of Japanese takes


@dataclass(frozen=True, slots=True)
class Fit:
    """How much space things take: cells' padding above and below in twips, empty rows for the buyer's steps and how high they
    are, the styles' lines and spaces as shares of what they are, and by how many twips the margins above and below shrink
    (below zero: grow)."""

    padding: int
    blank_rows: int
    blank_height: int
    line: float
    spacing: float
    margins: int


ROOMY = Fit(padding=32, blank_rows=2, blank_height=340, line=1.0, spacing=1.0, margins=0)
# The margins give way first, then a row for the buyer's steps: what stands close to its neighbour is hard to read.
TIGHTER = (
    Fit(padding=28, blank_rows=2, blank_height=320, line=0.99, spacing=0.95, margins=140),
    Fit(padding=26, blank_rows=1, blank_height=320, line=0.985, spacing=0.9, margins=200),
    Fit(padding=20, blank_rows=1, blank_height=300, line=0.975, spacing=0.8, margins=260),
    Fit(padding=14, blank_rows=1, blank_height=300, line=0.96, spacing=0.65, margins=260),
    Fit(padding=8, blank_rows=1, blank_height=290, line=0.94, spacing=0.4, margins=260),
    Fit(padding=4, blank_rows=1, blank_height=280, line=0.925, spacing=0.3, margins=260),
)
LOOSER = tuple(replace(ROOMY, padding=padding) for padding in range(34, 76, 3))
#: Where none of these will do, margins up to 6 mm wider above and below, or narrower, with more or less room in the cells.
OTHERS = tuple(
    replace(ROOMY, padding=padding, margins=-wider)
    for wider in (*range(70, 350, 70), -60, -120, -180, -240)
    for padding in (32, 44, 56, 68, 80, 20, 26)
)


class Body:
    """The blocks of a document, made :data:`ROOMY`: how high they are with each fit, and what of them stays together.

    ``page`` is the room between the margins, width and height in twips; ``pages`` says how many it will be.
    """

    def __init__(self, element: Any, styles: Any, rows: int, page: tuple[int, int]) -> None:
        blocks = list(element)
        table = next(number for number, block in enumerate(blocks) if block.tag == f"{_W}tbl" and _is_header(block))
        self.room, self.table = page[1], blocks[table]
        self.above, self.below = blocks[:table], blocks[table + 1 :]
        self.lines = blocks[table].findall(f"{_W}tr")
        self.rows = rows
        # Of few rows on two pages, some stand on the first: a page with a title alone is none.
        self.last = max(rows - LAST_ROWS, min(2, rows - 2), 0)
        reader = Reader(styles_of(styles), page[0])
        parts = (blocks[table : table + 1], self.above, self.below)
        self.read: list[list[Paragraph | TableRow]] = [
            [one for block in part for one in reader.block(block)] for part in parts
        ]
        self.widest = self._stack(NOTO)
        self.fit = next((fit for fit in (ROOMY, *TIGHTER) if self._pages(self.widest, fit)[0] == 1), ROOMY)
        self.pages = 1
        if self._pages(self.widest, self.fit)[0] > 1:
            self.stacks = [self.widest, *map(self._stack, (PLEX, CARLITO))]
            # One page in our own font and in Word's usual one is worth it, where the widest takes two.
            single = (fit for fit in TIGHTER if all(self._pages(one, fit)[0] == 1 for one in self.stacks[1:]))
            fit = next(single, None)
            self.fit = fit or self._best((ROOMY, *TIGHTER, *LOOSER, *OTHERS))
            self.pages = 1 if fit else self._cost(self.fit)[0]
        self._bind()

    def _stack(self, font: Font) -> _Stack:
        heights, above, below = ([one.height(font) for one in part] for part in self.read)
        return _Stack(
            before=sum(above, Height()),
            head=heights[0],
            rows=heights[1 : 1 + self.rows],
            invitation=heights[1 + self.rows],
            after=sum(below, Height()),
        )

    def _best(self, fits: tuple[Fit, ...]) -> Fit:
        """The first of the fits that cost least: to find that one costs nothing, most others need not be asked."""
        least = (min(self._pages(self.widest, fit)[0] for fit in (ROOMY, TIGHTER[-1])), 0)
        found, cost = ROOMY, self._cost(ROOMY)
        for fit in fits[1:]:
            if cost <= least:
                break
            other = self._cost(fit)
            if other < cost:
                found, cost = fit, other
        return found

    def _cost(self, fit: Fit) -> tuple[int, int]:
        """Pages, and in how many fonts LibreOffice would let what stands below the table go to the next page alone."""
        pages = self._pages(self.widest, fit)[0]
        strays = sum(any(self._pages(stack, fit, room)[1] for room in _ROOMS) for stack in self.stacks)
        return pages + bool(strays), strays

    def _pages(self, stack: _Stack, fit: Fit, share: float = _SAFE) -> tuple[int, bool]:
        """How many pages of which a ``share`` is used it takes: rows go to the next one whole, with the head of the table above
        them. And whether what stands below the table strays: LibreOffice never takes rows along once a later page holds the
        table's end."""
        room = (self.room + 2 * fit.margins) * share

        def high(height: Height) -> float:
            return height.lines * fit.line + height.spaces * fit.spacing + height.fixed

        less = 2 * (ROOMY.padding - fit.padding)
        head, after = high(stack.head) - less, high(stack.after)
        pages, at = 1, high(stack.before) + head
        for row in stack.rows[: self.last]:
            height = high(row) - less
            if at + height > room:
                pages, at = pages + 1, head
            at += height
        end = sum(high(row) - less for row in (*stack.rows[self.last :], stack.invitation))
        end += fit.blank_rows * (fit.blank_height + RULE)
        if at + end + after <= room:
            return pages, False
        if at + end > room:
            return pages + 1 + int((head + end + after) // room), False
        return pages + 1, pages > 1

    def _bind(self) -> None:
        """Keep the first two rows with the head, and the last three with all that stands below the table."""
        tail = sum((*self.widest.rows[self.last :], self.widest.invitation, self.widest.after), Height())
        free = _middles(self.below) if tail.whole > self.room * _TAIL else set()
        bound = [*self.above, *self.lines[: min(2, self.last)], *self.lines[1 + self.last :]]
        if not self.below:
            bound.pop()
        bound += [block for number, block in enumerate(self.below[:-1]) if number not in free]
        for block in bound:
            _keep(block)


@dataclass(frozen=True, slots=True)
class _Stack:
    """The heights of a document's parts in one font."""

    before: Height
    head: Height
    rows: list[Height]
    invitation: Height
    after: Height


def _is_header(table: Any) -> bool:
    return table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None


def _middles(blocks: list[Any]) -> set[int]:
    """The places in long lists of lines after which a page may end: two lines stay at each end."""
    free: set[int] = set()
    listed = [number for number, block in enumerate(blocks) if _style(block) == "Person"]
    for number in listed:
        if {number - 1, number + 1, number + 2} <= set(listed) and len(listed) > _LONG_LIST:
            free.add(number)
    return free


def _style(block: Any) -> str:
    found = block.find(f"{_W}pPr/{_W}pStyle") if block.tag == f"{_W}p" else None
    return "" if found is None else str(found.get(f"{_W}val"))


def _keep(block: Any) -> None:
    """Every paragraph in ``block`` stays with the next: Word asks all of a row's, LibreOffice its first."""
    for properties in block.iter(f"{_W}pPr"):
        if properties.find(f"{_W}keepNext") is None:
            properties.insert(1, properties.makeelement(f"{_W}keepNext", {}))


def tighten(body: Body, styles: Any) -> None:
    """Give the blocks and the template's styles the fit that was chosen for the body."""
    fit = body.fit
    if fit == ROOMY:
        return
    margins = body.table.find(f"{_W}tblPr/{_W}tblCellMar")
    for side in ("top", "bottom"):
        margins.find(f"{_W}{side}").set(f"{_W}w", str(fit.padding))
    blank = body.lines[body.rows + 2 :]
    for line in blank[: len(blank) - fit.blank_rows]:
        body.table.remove(line)
    for line in blank:
        line.find(f"{_W}trPr/{_W}trHeight").set(f"{_W}val", str(fit.blank_height))
    for spacing, style in _spacings(styles):
        spacing.set(f"{_W}before", str(round(style.before * fit.spacing)))
        spacing.set(f"{_W}after", str(round(style.after * fit.spacing)))
        spacing.set(f"{_W}line", str(round(style.line * fit.line)))


def fix_lines(styles: Any, *, but: str) -> None:
    """Give lines a height of their own, whatever the font: those of East Asian letters differ by a third between systems.
    Not in the style ``but``, which holds a picture."""
    for spacing, style in _spacings(styles):
        if style.exact or spacing.getparent().getparent().get(f"{_W}styleId") in (but, None):
            continue
        spacing.set(f"{_W}line", str(round(style.size * _EXACT * style.line / 252)))
        spacing.set(f"{_W}lineRule", "exact")


def _spacings(styles: Any) -> list[tuple[Any, Style]]:
    """Every place in the styles that says a spacing, with the style that comes of it."""
    named = styles_of(styles)
    found = [(spacing, named[""]) for spacing in styles.iterfind(f"{_W}docDefaults//{_W}pPr/{_W}spacing")]
    for one in styles.iter(f"{_W}style"):
        spacing = one.find(f"{_W}pPr/{_W}spacing")
        if spacing is not None and one.get(f"{_W}styleId") in named:
            found.append((spacing, named[one.get(f"{_W}styleId")]))
    return found
