"""The columns of a page's table that its `<col>` elements hide, as spreadsheets write them that are saved as a web page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 200
_NO_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|$)")


def hidden_columns(table: _Element) -> set[int]:
    """The columns from 0 that no program shows, by `<col style="display:none">`, or a style's width of nothing."""
    found: set[int] = set()
    column = 0
    for group in table:
        if group.tag not in ("col", "colgroup"):
            continue
        inner = [one for one in group if one.tag == "col"]
        for one in inner or [group]:
            span = _span(one)
            if _is_hidden(one) or _is_hidden(group):
                found.update(range(column, min(column + span, MAX_COLUMNS)))
            column += span
    return found


def _span(element: _Element) -> int:
    said = (element.get("span") or "").strip()
    return max(1, min(int(said), MAX_COLUMNS)) if re.fullmatch(r"\d{1,5}", said) else 1


def _is_hidden(element: _Element) -> bool:
    style = (element.get("style") or "").lower()
    bare = style.replace(" ", "")
    away = "display:none" in bare or "visibility:collapse" in bare or _NO_WIDTH.search(style)
    return bool(away) or element.get("hidden") is not None
