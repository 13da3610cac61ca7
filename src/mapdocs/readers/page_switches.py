"""Classes by which the style sheets that everybody uses switch an element off, on a page that does not bring them along: Bootstrap's
"d-none", Tailwind's "hidden", Bulma's "is-hidden"."""

from __future__ import annotations

import re
from functools import lru_cache

_OFF = frozenset(
    [
        *(
            "d-none",
            "hidden",
            "is-hidden",
            "u-hidden",
            "uk-hidden",
            "ng-hide",
            "hide",
            "is-hide",
            "aui-hide",
            "slds-hide",
        ),
        *("invisible", "is-invisible", "hidden-row", "row-hidden", "hidden-col", "hidden-column", "js-hidden"),
    ]
)
_ON = re.compile(
    r"d(?:-(?:sm|md|lg|xl|xxl|print))?-(?:block|inline|inline-block|flex|inline-flex|grid|table|table-row|table-cell)"
    r"|(?:sm|md|lg|xl|2xl|print|hover|group-hover|peer-checked):.+|is-.+-(?:mobile|tablet|desktop|touch)|show|shown|visible"
)


@lru_cache(maxsize=5_000)
def is_switched_off(names: str, style: str) -> bool:
    """Whether one of the classes ``names`` hides an element, and none shows it on a larger page, nor does its ``style``."""
    every = names.split()[:40]
    if not any(name in _OFF for name in every) or any(_ON.fullmatch(name) for name in every):
        return False
    return "display" not in style and "visibility" not in style
