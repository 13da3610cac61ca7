"""Files in a cell as programs export them: ClickUp's `[{"title": "dpa.pdf", "url": "https://…"}]`."""

from __future__ import annotations

import json

_TITLES = ("title", "name", "filename", "file_name", "fileName")
_ADDRESSES = ("url", "link", "href")
_LONGEST = 20_000  # signs of a cell that is worth a look


def files_in(said: str) -> str:
    """``said`` with its files by name and address; as it is, where it is no such list."""
    if not said.startswith("[") or not said.endswith("]") or len(said) > _LONGEST:
        return said
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return said
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return said
    files = [
        [next((str(one[key]) for key in keys if one.get(key)), "") for keys in (_TITLES, _ADDRESSES)] for one in found
    ]
    if not all(any(file) for file in files):
        return said
    return "; ".join(f"{title} ({address})" if title and address else title or address for title, address in files)
