"""How high a printed sheet's rows stand, so that no row and nothing below the table is alone on a page.

Excel passes over page breaks where it fits a sheet to the paper's width, so the rows themselves give way: a little less or
more space in each, within what looks good. In how many pages that comes out is told to Excel, which makes the last points fit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

PAPER = {"a4": (784.0, 516.0), "letter": (734.0, 533.0)}  # points between the margins, lying
LAST_ROWS = 3  # stand on the last page at least
DEFAULT = 15.0  # points of a row whose height nobody says
_MOST = 409.0  # points, Excel's own limit
_SAFE = 0.985  # of a page: programs differ by a point a row
_A_LITTLE = 0.3  # of a page
_ROOMS = (0.96, _SAFE, 1.01, 1.035, 1.06)  # of a page that may turn out to be used
_SHRUNK = (0.93, 0.86)  # of its size that a sheet may be printed at, to be on a page less


@dataclass(frozen=True, slots=True)
class Fit:
    """Points of a row of one line, beside the lines of a higher one, and of an empty row for the buyer's steps; and at what
    share of the size that the paper's width gives it is printed."""

    least: float
    beside: float
    spare: float
    size: float = 1.0

    def height(self, lines: int) -> float:
        return min(_MOST, max(self.least, 14.0 * lines + self.beside))


ROOMY = Fit(30, 6, 24)
TIGHTER = (
    Fit(27, 6, 21),
    Fit(24, 5, 18),
    Fit(21, 4, 17),
    Fit(19, 3, 15.75),
    *(Fit(19, 3, 15.75, share) for share in _SHRUNK),
)
LOOSER = (
    Fit(33, 8, 26),
    Fit(36, 11, 28),
    Fit(40, 15, 30),
    Fit(44, 20, 32),
    Fit(48, 25, 34),
    Fit(52, 30, 36),
    Fit(56, 36, 40),
)


def fewer(height: float, widths: Sequence[float], paper: str) -> int:
    """On how many pages a sheet of rows as high as that is printed, so that no few of them stand on the last: a little smaller
    than the paper's width asks for, where that saves one."""
    wide, high = PAPER[paper]
    scale = min(1.0, wide / sum(0.75 * (7 * width + 5) for width in widths))
    return max(1, math.ceil(height * scale / high - _A_LITTLE))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet, in points and lines: above the table, its heading, the lines of its rows, how many empty rows
    follow, and the width of all columns in characters."""

    above: float
    heading: float
    rows: Sequence[int]
    spare: int
    widths: Sequence[float]
    paper: str

    def pages(self, fit: Fit, share: float = _SAFE) -> list[int]:
        """How many of the plan's rows stand on each page of which ``share`` is used; the heading stands on each again."""
        wide, high = PAPER[self.paper]
        scale = min(1.0, wide / sum(0.75 * (7 * width + 5) for width in self.widths))
        room = high / scale / fit.size * share
        heights = [*map(fit.height, self.rows), *[fit.spare] * self.spare, DEFAULT]
        pages, at = [0], self.above + self.heading
        for place, height in enumerate(heights):
            if at + height > room:
                pages.append(0)
                at = self.heading
            at += height
            pages[-1] += place < len(self.rows)
        return pages

    def fit(self) -> Fit:
        """The roomiest on the fewest pages of which the last holds three rows or more."""
        return min((ROOMY, *TIGHTER, *LOOSER), key=self._cost)

    def _cost(self, fit: Fit) -> tuple[int, int]:
        """How many pages, and in how much of the room that a program may use the last of them holds too few rows."""
        pages, few = self.pages(fit), min(LAST_ROWS, len(self.rows) - 1)
        lonely = sum(len(told) > 1 and told[-1] < few for told in (self.pages(fit, share) for share in _ROOMS))
        return len(pages), lonely if len(pages) > 1 else 0
