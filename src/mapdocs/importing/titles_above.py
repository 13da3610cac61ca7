"""Which titles above a table still hold for it: a heading below "Internal" does not lift what that says, one beside it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mapdocs.importing.private import ends_inward
from mapdocs.readers.tables import Table
from mapdocs.readers.text_tables import is_point

_TITLE_WORDS = 6
_SENTENCE = (".", "!", "?", ",", "。")


@dataclass(slots=True)
class _Title:
    level: int
    line: str
    used: bool = False  # something stood below it
    listed: bool = False  # a list did


def titles_above(table: Table, is_buyers: Callable[[str], bool]) -> list[str]:
    """The line above ``table``, and the titles before it that none since has ended: "Internal", "Tactics".

    What names the buyer, or says that it is shared, ends them all. A heading ends those no higher than itself below which something
    stood; "Next steps" those without a level below which a list stood.
    """
    found: list[_Title] = []
    for level, line in table.under:
        _take(found, level, line, is_buyers)
    for title in found:
        title.used = title.listed = True
    for n, line in enumerate(table.above):
        level = table.levels[n] if n < len(table.levels) else 0
        if not _take(found, level, line, is_buyers, last=n + 1 == len(table.above)):
            for title in found:
                title.used, title.listed = True, title.listed or is_point(line)
    return [title.line for title in found]


def heads_within(title: str, is_buyers: Callable[[str], bool]) -> bool:
    """Whether ``title`` may head something within a part that is kept from the buyer, where it stands right below that part's own."""
    return ends_inward(title, is_buyers) and not ends_inward(title, is_buyers, surely=True)


def _take(found: list[_Title], level: int, line: str, is_buyers: Callable[[str], bool], *, last: bool = False) -> bool:
    """Take a line into the titles ``found`` so far; whether it is one."""
    if ends_inward(line, is_buyers, surely=True):
        found.clear()
    usual = ends_inward(line, is_buyers)
    if level:
        found[:] = [one for one in found if 0 < one.level < level or not (usual or one.used)]
    elif usual:
        found[:] = [one for one in found if one.level or not one.listed]
    short = len(line.split()) <= _TITLE_WORDS and not line.endswith(_SENTENCE) and not is_point(line)
    if short or last:
        found.append(_Title(level, line))
    return short or bool(level)
