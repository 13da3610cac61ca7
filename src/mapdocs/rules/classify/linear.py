"""A small linear model over pieces of words: what lists cannot say, learnt from lines in ``tests/words/tuning``.

A text is cut into words, pairs of words and pieces of four letters; with the marks that lists and shapes leave on it, each
has a place in a table of weights by its checksum, and the score is their sum. A table has a quarter of a million places, or half
as many where a judgement has fewer lines to learn from; it is kept compressed, and read when the first text asks for it. ``scripts/train_words.py`` makes the tables, the same bytes from the same lines.
"""

from __future__ import annotations

import math
import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"
#: How many places there are; a power of two, as the size of a table is. A smaller table holds two places in one.
PLACES = 1 << 18
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[€$£¥%?!#&/]")


def words_of(text: str) -> list[str]:
    """The words of ``text`` as the model reads them: small letters, numbers all alike."""
    return ["0" if word[0].isdigit() else word for word in _PIECE.findall(text.casefold().replace("’", "'"))]


def place_of(piece: str) -> int:
    return zlib.crc32(piece.encode()) & (PLACES - 1)


@lru_cache(maxsize=8192)  # a plan's words are few, and come again
def _word(word: str) -> frozenset[int]:
    """The places of a word and of the pieces in it."""
    if word[0] > "\u2e7f":
        ends = range(1, len(word) + 1)
        return frozenset(place_of(word[max(0, end - length) : end]) for end in ends for length in (1, 2, 3, 4))
    shown = f"<{word}>"
    return frozenset(place_of(piece) for piece in (shown, *(shown[at : at + 4] for at in range(len(shown) - 3))))


@lru_cache(maxsize=512)  # several models ask about one text
def _read(text: str) -> frozenset[int]:
    said = words_of(text)
    pairs = (place_of(f"{before} {word}") for before, word in zip(["^", *said], [*said, "$"], strict=True))
    return frozenset().union(pairs, *map(_word, said))


def places(text: str, marks: tuple[str, ...] = ()) -> frozenset[int]:
    """Where the pieces of ``text`` have their weights. ``marks``, what lists and shapes say of it, count alone and in pairs."""
    if not marks:
        return _read(text)
    pairs = (_mark(f"={one} {other}") for at, one in enumerate(marks) for other in marks[at + 1 :])
    return _read(text).union((_mark(f"={mark}") for mark in marks), pairs)


@lru_cache(maxsize=8192)
def _mark(mark: str) -> int:
    return place_of(mark)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as small whole numbers; a weight is ``scale`` times its number. Scores are log odds: above 0 is likelier than not."""

    weights: memoryview
    scale: float
    bias: float

    def score(self, text: str, marks: tuple[str, ...] = ()) -> float:
        found = places(text, marks)
        weights, last = self.weights, len(self.weights) - 1
        total = sum([weights[place & last] for place in found])
        return self.bias + self.scale * total / math.sqrt(max(len(found), 1))

    def deciding(self, text: str) -> str:
        """The word that speaks most for the finding, as it is written; "" where no word that the model knows does."""
        best, most, last = "", 0, len(self.weights) - 1
        for word, read in zip(_PIECE.findall(text), words_of(text), strict=False):
            total = sum(self.weights[place & last] for place in _word(read))
            if read[0] <= "\u2e7f" and not self.weights[place_of(f"<{read}>") & last]:
                continue  # what it makes of a word that it never saw is chance
            # "is", "they" and "don't" often lead, and say nothing to who reads the finding.
            if total > most and (len(word) > 4 or word[0] > "\u2e7f"):
                best, most = word, total
        return best


@cache
def model(name: str) -> Model:
    """The model ``name``, read once a process. The file: scale and bias as text, a line end, the weights compressed."""
    head, _, packed = (WEIGHTS / f"{name}.bin").read_bytes().partition(b"\n")
    scale, bias = map(float, head.split())
    return Model(memoryview(zlib.decompress(packed)).cast("h"), scale, bias)
