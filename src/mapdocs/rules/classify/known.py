"""Words that are names of people somewhere, and words that trades are called by, in eighty countries: bits, no texts.

A list of sixty thousand names has no place in a checker, but a byte a name is enough to ask "is this one in it?". A word
leaves a few bits in a table by its checksums, and is known where all of them are set; two words in a hundred that nobody
listed seem known as well, which is why the model weighs the answer and no rule follows from it alone. The tables are made by
``scripts/train_words.py``.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache, lru_cache

from mapdocs.rules.classify import linear

#: How many bits a word leaves.
BITS = 5
#: Letters that are no letter with a sign to them, though they are written without it elsewhere.
_PLAIN = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i"})


def has(table: bytes, word: str) -> bool:
    """Whether ``word`` is in the set whose words left their bits in ``table``."""
    return all(table[at >> 3] >> (at & 7) & 1 for at in places(word, len(table) * 8))


def places(word: str, size: int) -> list[int]:
    """The bits that a word leaves in a table of ``size`` bits."""
    written = word.encode()
    first, step = zlib.crc32(written), zlib.crc32(written[::-1]) | 1
    return [(first + turn * step) % size for turn in range(BITS)]


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """A word without signs on its letters: who writes "Muller" means "Müller"."""
    apart = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Whether somebody is called so somewhere, by a given name or a family name, or by both written in one."""
    read = folded(word)
    names = _table("names")
    # Family name and given name written in one, as in China, Japan and Korea.
    joined = 1 < len(read) < 6 and min(read) > "\u2e7f"
    cuts = range(1, len(read)) if joined else ()
    return has(names, read) or any(has(names, f"{read[:at]}-") and has(names, f"-{read[at:]}") for at in cuts)


def is_trade(word: str) -> bool:
    """Whether titles of jobs have the word, in two languages or countries at least."""
    return has(_table("trades"), folded(word))


@cache
def _table(name: str) -> bytes:
    return (linear.WEIGHTS / f"{name}.bits").read_bytes()
