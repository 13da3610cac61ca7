"""Slugs for ids, and what names of files are made from."""

from __future__ import annotations

import re
import unicodedata


def slug(name: str) -> str:
    """``name`` in lower case with hyphens; letters of other scripts stay, marks on Latin letters go."""
    plain = "".join(
        decomposed[0] if (decomposed := unicodedata.normalize("NFKD", c))[0].isascii() else c
        for c in unicodedata.normalize("NFC", name).replace("ß", "ss").replace("ł", "l").replace("ø", "o")
    )
    return re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")
