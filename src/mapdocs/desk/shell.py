"""The page itself: its one HTML document, its scripts and style, and its words in the reader's language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from mapdocs.desk.asking import HTML, Answer
from mapdocs.desk.guard import Door

_PAGE = Path(__file__).parent / "page"
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
#: What a picture may do: nothing. Its styles are its own.
PICTURE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin"
)


@cache
def languages() -> tuple[str, ...]:
    """The languages that the page speaks, English first."""
    return tuple(
        sorted((path.stem for path in (_PAGE / "words").glob("*.json")), key=lambda name: (name != "en", name))
    )


@cache
def words(language: str) -> Mapping[str, str]:
    """The page's words in ``language``."""
    read: Mapping[str, str] = json.loads((_PAGE / "words" / f"{language}.json").read_text("utf-8"))
    return read


@cache
def said(language: str) -> Mapping[str, Mapping[str, str]] | None:
    """What the library says in English, in ``language``: sentences with blanks, and the rules' titles by code; None for
    English itself."""
    path = _PAGE / "said" / f"{language}.json"
    read: Mapping[str, Mapping[str, str]] | None = json.loads(path.read_text("utf-8")) if path.is_file() else None
    return read


def spoken(wanted: str) -> str:
    """The first of the languages that a browser wants (its Accept-Language) in which there are words; English else."""
    asked = [[*part.split(";q="), "1"][:2] for part in re.split(r"\s*,\s*", wanted.strip()) if part]

    def weight(said: str) -> float:
        return float(said) if re.fullmatch(r"[01](\.\d{1,3})?", said) else 0.0

    ranked = (name.split("-")[0].casefold() for name, _ in sorted(asked, key=lambda pair: -weight(pair[1])))
    return next((str(name) for name in ranked if name in languages()), "en")


def page(door: Door, facts: Mapping[str, object], wanted: str) -> Answer:
    """The document; ``facts`` are what the scripts have to know from the start."""
    language = spoken(wanted)
    spoken_here = {"words": {**words("en"), **words(language)}, "said": said(language)}
    told = {**facts, "sign": door.sign, "readOnly": door.read_only, **spoken_here}
    body = (_PAGE / "index.html").read_text("utf-8")
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    body = body.replace("LANGUAGE", escape(language), 1).replace("FACTS", data, 1)
    return Answer(body.encode("utf-8", "replace"), HTML, headers={"Content-Security-Policy": _POLICY})


def asset(name: str) -> Answer | None:
    """A script or the style of the page."""
    if not re.fullmatch(r"[a-z_]+\.(js|css)", name) or not (path := _PAGE / name).is_file():
        return None
    return Answer(path.read_bytes(), _KINDS[path.suffix])
