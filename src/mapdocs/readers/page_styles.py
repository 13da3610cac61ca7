"""What a page's style sheets hide or strike through by a class, written onto the elements themselves: Google's pages say it so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_RULES = 5_000
MAX_SHEET = 500_000  # characters of a style sheet
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"(?:^|[\s,>])([a-z0-9]*)\.([\w-]+)\s*(?=,|$)", re.IGNORECASE)
_TELLING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through|mso-hide\s*:\s*all", re.IGNORECASE
)


def write_styles(root: _Element) -> None:
    """Put what hides or strikes through a class into the ``style`` of the elements that have it."""
    by_class: dict[tuple[str, str], str] = {}
    for tag, name, said in _classes(root):
        by_class[tag, name] = f"{by_class.get((tag, name), '')}{said};"
    for element in root.iter() if by_class else ():
        tag = element.tag if isinstance(element.tag, str) else ""
        named = (element.get("class") or "").split()[:40] if tag else []
        told = "".join(by_class.get((of, name), "") for name in named for of in ("", tag))
        if told:
            element.set("style", f"{told}{element.get('style') or ''}")


def _classes(root: _Element) -> Iterator[tuple[str, str, str]]:
    """(tag or empty, class, what hides or strikes through) of each rule that does."""
    count = 0
    for sheet in root.iter("style"):
        for rule in _RULE.finditer(_COMMENT.sub(" ", (sheet.text or "")[:MAX_SHEET])):
            count += 1
            if count > MAX_RULES:
                return
            said = [found[0] for found in _TELLING.finditer(rule[2])]
            if not said:
                continue
            told = ";".join("text-decoration:line-through" if one.lower() == "line-through" else one for one in said)
            for tag, name in _CLASS.findall(rule[1].strip()):
                yield tag.lower(), name, told
