"""Names of folders and files, safe on every system."""

from __future__ import annotations

import hashlib

from mapdocs.language.slugs import slug

_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))})


def file_stem(name: str) -> str:
    """The name of a deal's folder and the beginning of its files' names.

    Safe on Windows, macOS and Linux, and short enough to leave room for a suffix: at most 60 characters and
    120 bytes, with a digest of the whole name where it had to be cut or holds no letter at all.
    """
    stem = slug(name)
    if stem in _RESERVED:
        return f"{stem}-deal"
    if stem and len(stem) <= 60 and len(stem.encode()) <= 120:
        return stem
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    cut = stem[:50].encode()[:100].decode(errors="ignore").strip("-")
    return f"{cut or 'deal'}-{digest}"
