"""A small linear model over pieces of words: what lists cannot say, learnt from lines in ``tests/words/tuning``.

A text is cut into words, pairs of words and pieces of four letters; with the marks that lists and shapes leave on it, each
has a place in a table of weights by its checksum, and the score is their sum. What is said with ordinary words, internal talk, is read
more widely: pairs of words that stand apart, of their beginnings, and of each mark and each word. A table has a million places, or
an eighth as many where a judgement has fewer lines to learn from; it is kept compressed, and read when the first text asks for it.
``scripts/train_words.py`` makes the tables, the same bytes from the same lines.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"
#: How many places there are; a power of two, as the size of a table is. A smaller table holds two places in one.
PLACES = 1 << 20
#: The judgements that read widely.
WIDE = frozenset({"internal"})
_APART, _STEM = (2, 3), 5  # words from one to the other; letters of a word's beginning
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


def places(text: str, marks: tuple[str, ...] = (), *, wide: bool = False) -> frozenset[int]:
    """Where the pieces of ``text`` have their weights. ``marks``, what lists and shapes say of it, count alone and in pairs, and
    where a text is read ``wide`` with each word."""
    if wide:
        return _read(text).union(_marked(marks), _apart(words_of(text), marks))
    return _read(text).union(_marked(marks)) if marks else _read(text)


def _marked(marks: tuple[str, ...]) -> Iterator[int]:
    yield from (_mark(f"={mark}") for mark in marks)
    yield from (_mark(f"={one} {other}") for at, one in enumerate(marks) for other in marks[at + 1 :])


def _apart(said: list[str], marks: tuple[str, ...]) -> Iterator[int]:
    """The places of words with others further on, of beginnings of words in a row, and of words with what marks say."""
    stems = [word[:_STEM] for word in said]
    for gap in _APART:
        yield from (place_of(f"{one} _ {other}") for one, other in zip(said, said[gap:], strict=False))
    yield from (place_of(f"~{one} {other}") for one, other in zip(["^", *stems], [*stems, "$"], strict=True))
    yield from (place_of(f"~{one} _ {other}") for one, other in zip(stems, stems[2:], strict=False))
    yield from (place_of(f"={mark}+{word}") for mark in marks for word in said)


@lru_cache(maxsize=8192)
def _mark(mark: str) -> int:
    return place_of(mark)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as small whole numbers; a weight is ``scale`` times its number. Scores are log odds: above 0 is likelier than not."""

    weights: memoryview
    scale: float
    bias: float
    wide: bool = False

    def score(self, text: str, marks: tuple[str, ...] = ()) -> float:
        found = places(text, marks, wide=self.wide)
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
    return Model(memoryview(zlib.decompress(packed)).cast("h"), scale, bias, name in WIDE)
