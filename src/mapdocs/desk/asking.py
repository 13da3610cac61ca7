"""What the page asks and what it is answered, as values: the rest of the room knows no server."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

HTML = "text/html; charset=utf-8"
_SUFFIXES = {
    ".eml": "message/rfc822",
    ".html": HTML,
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ics": "text/calendar; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that the guard let through. ``place`` holds the parts of the path that the route names."""

    place: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    languages: str = ""

    def said(self) -> Mapping[str, object]:
        """The body as a JSON object.

        Raises:
            ValueError: it is none.
        """
        read = json.loads(self.body)
        if not isinstance(read, dict):
            raise ValueError("an object is wanted")
        return read


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; ``status`` as HTTP counts."""

    body: bytes
    kind: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Asked], Answer]
NOTHING = Answer(b"There is nothing here.\n", "text/plain; charset=utf-8", 404)
REFUSED = Answer(b"This is not allowed.\n", "text/plain; charset=utf-8", 403)


def as_json(values: object, status: int = 200) -> Answer:
    """``values`` as JSON; letters that are none (halves of pairs) are told as question marks."""
    return Answer(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace"), status=status)


def as_download(name: str, content: bytes) -> Answer:
    """A file to be saved or opened in its program, never shown by the browser."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox",
    }
    return Answer(content, _SUFFIXES.get(name[name.rfind(".") :], "application/octet-stream"), headers=headers)
