"""Train the word rules' linear models from the lines in tests/words/tuning: ``make train`` (scikit-learn is needed).

Anyone can add a line: ``text <TAB> 1 or 0 <TAB> language``. A file is one author's lines (``internal.tsv``,
``internal_second.tsv``). Thresholds are chosen on an author who was left out: ``--without second`` trains on all others, since
an author's own lines say more of each other than a stranger's do. ``--dev`` leaves out a fifth of the lines by their checksum.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from mapdocs.rules.classify import linear, notions  # noqa: E402

TUNING = ROOT / "tests" / "words" / "tuning"
#: Which other judgements' lines are fine for this one: (file, label).
FINE = {
    "internal": (("plain", "0"), ("criteria", "0"), ("jargon", "0"), ("criteria", "1")),
    "criteria": (),
    "jargon": (("plain", "0"), ("internal", "0"), ("criteria", "0")),
}
#: How much a fine line of another judgement weighs beside one of its own.
BORROWED = 0.7


#: How lists mark a line in which nothing is to be found.
NOTHING = frozenset({"0", "ok", "proof", "plain", "person"})


def lines(name: str) -> list[list[str]]:
    """The lines of a judgement, but of the author left out; older lists are tuning data as well."""
    older = [
        [t, said] for said, kept in (("0", "observable"), ("1", "vague")) if name == "criteria" for t in listed(kept)
    ]
    files = sorted(path for path in TUNING.glob(f"{name}*.tsv") if path.stem.partition("_")[2] != left_out())
    found = (line.split("\t") for path in files for line in path.read_text("utf-8").splitlines() if line.strip())
    own = [[part[0], "0" if part[1] in NOTHING else "1"] for part in found if len(part) >= 2]
    return [*own, *older]


def left_out() -> str | None:
    """Whose lines are not trained on: the word after ``--without``."""
    return sys.argv[sys.argv.index("--without") + 1] if "--without" in sys.argv else None


def listed(name: str) -> list[str]:
    texts = (TUNING.parent / f"{name}.txt").read_text("utf-8").splitlines()
    return [text for text in texts if text and not text.startswith("#")]


def is_dev(text: str) -> bool:
    return zlib.crc32(text.casefold().encode()) % 5 == 0


def data(name: str, *, without_dev: bool) -> tuple[list[str], list[int], list[float]]:
    texts, labels, weights = [], [], []
    own = lines(name)
    told = {text.casefold() for text, *_ in own}
    borrowed = [
        [t, "0"]
        for other, label in FINE[name]
        for t, said, *_ in lines(other)
        if said == label and t.casefold() not in told
    ]
    for group, weight in ((own, 1.0), (borrowed, BORROWED)):
        for text, label, *_ in group:
            if not (without_dev and is_dev(text)):
                texts.append(text)
                labels.append(int(label))
                weights.append(weight)
    return texts, labels, weights


def matrix(name: str, texts: list[str]) -> csr_matrix:
    values, columns, starts = [], [], [0]
    for text in texts:
        said = notions.of(text) if name == "internal" else ()
        found = [linear.place_of(piece) for piece in set().union(*linear.pieces(text, said))]
        columns.extend(found)
        values.extend([1 / max(len(found), 1) ** 0.5] * len(found))
        starts.append(len(columns))
    made = csr_matrix((values, columns, starts), shape=(len(texts), linear.PLACES))
    made.sum_duplicates()
    return made


def train(name: str, *, without_dev: bool) -> None:
    texts, labels, weights = data(name, without_dev=without_dev)
    fitted = LogisticRegression(C=20.0, max_iter=2000, solver="liblinear").fit(
        matrix(name, texts), labels, sample_weight=weights
    )
    row = fitted.coef_[0]
    scale = float(numpy.abs(row).max()) / 127
    packed = numpy.rint(row / scale).astype(numpy.int8)
    head = f"{scale:.6f} {fitted.intercept_[0]:.4f}\n".encode()
    target = linear.WEIGHTS / f"{name}.bin"
    target.write_bytes(head + zlib.compress(packed.tobytes(), 9))
    print(f"{target.name}: {len(texts)} lines, {target.stat().st_size} bytes")


if __name__ == "__main__":
    for judgement in FINE:
        train(judgement, without_dev="--dev" in sys.argv)
