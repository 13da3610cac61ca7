"""A small linear model over pieces of words: what lists cannot say, learnt from lines in ``tests/words/tuning``.

A text is cut into words, pairs of words and pieces of four letters; each has a place in a table of weights by
its checksum, and the score is their sum. A table is 32 KB of signed bytes, compressed, and is read when the first text
asks for it. ``scripts/train_words.py`` makes the tables, the same bytes from the same lines.
"""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"
#: How many places a table has; a power of two.
PLACES = 1 << 15
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[€$£¥%?!#&/]")


def pieces(text: str, notions: tuple[str, ...] = ()) -> list[set[bytes]]:
    """The pieces of each word of ``text``, with the pair that it makes with the word before; numbers are all alike.
    ``notions`` that lists found in it are pieces too, alone and in pairs: they come last."""
    found = []
    before = "^"
    for word in _PIECE.findall(text.casefold().replace("’", "'")):
        if word[0] > "\u2e7f":
            ends = range(1, len(word) + 1)
            own = {word[max(0, end - length) : end].encode() for end in ends for length in (1, 2, 3)}
        else:
            if word[0].isdigit():
                word = "0"
            shown = f"<{word}>".encode()
            size = len(shown)
            own = {shown[at : at + 4] for at in range(size - 3)}
            own.add(shown)
        own.add(f"{before} {word}".encode())
        before = word
        found.append(own)
    if notions:
        pairs = {f"={one} {other}".encode() for at, one in enumerate(notions) for other in notions[at + 1 :]}
        found.append({f"={notion}".encode() for notion in notions} | pairs)
    return found


def place_of(piece: bytes) -> int:
    return zlib.crc32(piece) & (PLACES - 1)


@lru_cache(maxsize=512)
def _places(text: str, notions: tuple[str, ...]) -> tuple[int, ...]:
    """Kept, since several models ask about one text."""
    return tuple(map(place_of, set().union(*pieces(text, notions))))


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as signed bytes; a weight is ``scale`` times its byte. Scores are log odds: above 0 is likelier than not."""

    weights: memoryview
    scale: float
    bias: float

    def score(self, text: str, notions: tuple[str, ...] = ()) -> float:
        found = _places(text, notions)
        if not found:
            return self.bias
        weights = self.weights
        return self.bias + self.scale * sum([weights[place] for place in found]) / math.sqrt(len(found))

    def deciding(self, text: str) -> str:
        """The word that speaks most for the finding, as it is written."""
        best, most = "", 0
        for word, own in zip(_PIECE.findall(text), pieces(text), strict=False):
            total = sum(self.weights[place_of(piece)] for piece in own)
            # "is", "they" and "don't" often lead, and say nothing to who reads the finding.
            if total > most and (len(word) > 4 or word[0] > "\u2e7f"):
                best, most = word, total
        return best


@cache
def model(name: str) -> Model:
    """The model ``name``, read once a process. The file: scale and bias as text, a line end, the weights compressed."""
    head, _, packed = (WEIGHTS / f"{name}.bin").read_bytes().partition(b"\n")
    scale, bias = map(float, head.split())
    return Model(memoryview(zlib.decompress(packed)).cast("b"), scale, bias)
