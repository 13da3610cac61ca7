"""The signs by which programs for tasks in plain text mark what a point says, as Obsidian's do: "📅 2026-12-04", "[due:: 2026-12-04]", "⏫",
"🔁 every year", "#offer", "^block1"."""

from __future__ import annotations

import re
from collections.abc import Callable

_SIGNED_DAY = re.compile(r"\s*([📅🗓✅🛫⏳➕❌])\ufe0f?\s*(\d{4}-\d{2}-\d{2})\b")
_SIGNS = {"📅": "target_date", "🗓": "target_date", "✅": "done_on"}
_PRIORITIES = re.compile(r"\s*[🔺⏫🔼🔽⏬]\ufe0f?")
_INLINE = re.compile(r"\s*(?:\[([^\W\d_][\w -]{0,30})::\s*([^\[\]]*)\]|\(([^\W\d_][\w -]{0,30})::\s*([^()]*)\))")
_AGAIN = re.compile(r"\s*🔁\ufe0f?\s*[^\W_][^📅🗓✅🛫⏳➕❌#^@\[\]()]*")
_BLOCK = re.compile(r"(?<=\s)\^[\w-]{1,40}(?!\S)")
_TAGS = re.compile(r"\s+(#[^\W\d_][\w/-]*)$")
_MOST_TAGS = 10


def without_signs(said: str, field_of: Callable[[str], str]) -> tuple[str, list[tuple[str, str]]]:
    """(``said`` without its signs, what each of these says by its field; "" for what is no field of a plan)."""
    found: list[tuple[str, str]] = []
    for sign, day in _SIGNED_DAY.findall(said):
        found.append((_SIGNS[sign], day) if sign in _SIGNS else ("", f"{sign} {day}"))
    found += [("", sign.strip()) for sign in _PRIORITIES.findall(said)]
    said = _PRIORITIES.sub("", _SIGNED_DAY.sub("", said))
    for inline in _INLINE.finditer(said):
        label, value = inline[1] or inline[3], (inline[2] or inline[4] or "").strip()
        name = field_of(label)
        found += [(name, value) if name else ("", f"{label}: {value}")] if value else []
    said = _INLINE.sub("", said)
    for signs in (_AGAIN, _BLOCK):
        found += [("", sign.strip()) for sign in signs.findall(said)]
        said = signs.sub("", said).rstrip()
    for _ in range(_MOST_TAGS):
        tag = _TAGS.search(said)
        if tag is None:
            break
        found.append(("", tag[1]))
        said = said[: tag.start()]
    return said, found
