"""What a Word text says outside its tables and lines as they stand: words that were taken out, and what is said of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mapdocs.readers.package import local
from mapdocs.readers.runs import GONE, Tracked, pieces_of
from mapdocs.readers.tables import Remark, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST = 500


def shown_beside(body: _Element) -> list[Remark]:
    """Of paragraphs outside tables what a tracked change took out, and of pictures there what is said to those who do not see them."""
    return [*_taken_out(body), *_pictures(body)][:MOST]


def _taken_out(body: _Element) -> Iterator[Remark]:
    gone_in = (next(one.iterancestors("{*}p"), None) for one in body.iter(*(f"{{*}}{name}" for name in GONE)))
    for paragraph in dict.fromkeys(one for one in gone_in if one is not None):
        if next(paragraph.iterancestors("{*}tbl"), None) is not None:
            continue
        tracked = Tracked()
        gone = "".join(text for text, now, before, _ in pieces_of(paragraph, tracked) if before and not now)
        said = " ".join(clean(gone).split())
        if said:
            yield Remark(said, ", ".join(tracked.authors), max(tracked.days, default=None), kind="tracked deletion")


def _pictures(body: _Element) -> Iterator[Remark]:
    for picture in body.iter("{*}docPr"):
        above = {local(one) for one in picture.iterancestors()}
        words = [clean(picture.get(key) or "") for key in ("title", "descr")]
        said = "; ".join(dict.fromkeys(filter(None, words)))
        if said and not {"tbl", "Fallback"} & above:
            yield Remark(said, kind="image")
