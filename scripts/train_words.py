"""Train the word rules' linear models from the lines in tests/words/tuning: ``make train`` (scikit-learn is needed).

Anyone can add a line: ``text <TAB> 1 or 0 <TAB> language``. A file is one author's lines (``internal.tsv``,
``internal_second.tsv``). An author's own lines say more of each other than a stranger's do, so thresholds are chosen on, and
``--authors`` prints, what the rules make of each author's lines when the models have not seen that author.
"""

from __future__ import annotations

import re
import sys
import zlib
from functools import cache
from pathlib import Path

import numpy
import yaml
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "scripts"))

import measure_words  # noqa: E402
import strange_words  # noqa: E402
from mapdocs.language import lexicon  # noqa: E402
from mapdocs.rules import wording  # noqa: E402
from mapdocs.rules.classify import internal, linear, notions, person, proof  # noqa: E402

TUNING = ROOT / "tests" / "words" / "tuning"
#: Which other judgements' lines are fine for this one: (file, label).
FINE = {
    "internal": (("plain", "0"), ("criteria", "0"), ("jargon", "0"), ("criteria", "1")),
    "criteria": (),
    "jargon": (("plain", "0"), ("internal", "0"), ("criteria", "0")),
    "owner": (),
}
#: Older lists, which are tuning data as well: (label, file).
OLDER = {"criteria": ((0, "observable"), (1, "vague")), "owner": ((0, "persons"), (1, "not_persons"))}
#: How much a fine line of another judgement weighs beside one of its own.
BORROWED = 0.7
#: How much a name or a title weighs that nobody wrote into a plan, and how much a line of idle words.
DRAWN, IDLE = 0.1, 0.15
#: A margin of the fit is about so many log odds.
ODDS = 2.5
#: By which powers a place says more before the fit, where it is one-sided and where it is rare.
ONE_SIDED, RARE = 0.3, 0.5
#: How many places a judgement's table has, and how many weights are kept of it, the largest: most lines, most places.
SIZE = {"internal": (linear.PLACES, 200_000), "jargon": (linear.PLACES // 8, 50_000)}
SMALLER = (linear.PLACES // 8, 30_000)
#: What lists and shapes say of a text, which the model reads beside its words.
MARKS = {
    "internal": notions.of,
    "criteria": proof.marks,
    "jargon": wording.marks,
    "owner": lambda text: person.marks(text, person.by_lists(text)),
}
#: How lists mark a line in which nothing is to be found.
NOTHING = frozenset({"0", "ok", "proof", "plain", "person"})

Line = tuple[str, int, float]


def authors(name: str) -> list[str]:
    """Who wrote lines for a judgement, by the file's name; "" for the first."""
    return sorted({path.stem.partition("_")[2] for path in TUNING.glob(f"{name}*.tsv")})


def lines_of(name: str, author: str) -> list[tuple[str, int]]:
    path = TUNING / (f"{name}_{author}.tsv" if author else f"{name}.tsv")
    if not path.is_file():
        return []
    found = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip())
    return [(part[0], int(part[1] not in NOTHING)) for part in found if len(part) >= 2]


def listed(name: str) -> list[str]:
    texts = (TUNING.parent / f"{name}.txt").read_text("utf-8").splitlines()
    return [text for text in texts if text and not text.startswith("#")]


def data(name: str, without: str | None) -> list[Line]:
    """The lines to train on, but no line of the author left out, nor one that stands word for word among that one's."""
    own = [line for author in authors(name) if author != without for line in lines_of(name, author)]
    own += [(text, said) for said, kept in OLDER.get(name, ()) for text in listed(kept)]
    told = {text.casefold() for text, _ in own}
    borrowed = [
        text
        for other, label in FINE[name]
        for author in authors(other)
        if author != without
        for text, said in lines_of(other, author)
        if said == int(label) and text.casefold() not in told
    ]
    unseen = {text.casefold() for text, _ in lines_of(name, without)} if without is not None else set()
    if name == "internal":
        borrowed = [text for text in borrowed if not {"listed", "certain"} & set(notions.of(text))]
        own += [(line.partition(" = ")[0].rstrip("* "), 1) for line in lexicon.lines("internal.txt")]
    if name in ("internal", "jargon"):
        # A plan's steps are the training's own words, some of which are jargon.
        own += [(text, 0) for text in buyers_labels(("labels", "plans") if name == "internal" else ("labels",))]
    if name in ("internal", "criteria"):
        own += [(text, 0) for text in sample_texts(name)]
    if name == "criteria":  # neither a proof nor talk: warned of
        own += [(text, said) for text, _ in lines_of("neutral", "") for said in (0, 1)]
    if name == "owner":
        borrowed += [known.title() for known in sorted(lexicon.entries("given_names.txt"))]
    every = [(text, said, 1.0) for text, said in own] + [(text, 0, BORROWED) for text in borrowed]
    if name == "owner":
        every += [(text, said, DRAWN) for text, said in strange_words.owners()]
    if name == "criteria":  # as the neutral lines: a word that nobody knows stops no build
        every += [(text, said, IDLE) for text in strange_words.idle() for said in (0, 1)]
    return [line for line in every if line[0].casefold() not in unseen]


def buyers_labels(folders: tuple[str, ...]) -> list[str]:
    """What the program itself says to buyers, with names in the blanks: questions, requests and the steps of plans, in every language."""
    found = []
    for path in sorted(path for part in folders for path in (ROOT / "templates" / part).glob("*.yaml")):
        texts = _texts(yaml.safe_load(path.read_text("utf-8")))
        found += [re.sub(r"\{\w+\}", name, text) for text in texts for name in ("Fabrikam", "Dana Reyes")]
    found += [sentence for text in found for sentence in internal.sentences(text)]
    return sorted({text for text in found if text})


def sample_texts(name: str) -> list[str]:
    """What the sample plans say to buyers, which is how plans should read; for the criteria their proofs alone."""
    found: list[str] = []
    for path in sorted((ROOT / "samples").glob("*.yaml")):
        said = yaml.safe_load(path.read_text("utf-8"))
        rows = said.get("milestones") or [] if isinstance(said, dict) else []
        if name == "internal" and rows:
            found += [str(said["deal"].get(key, "")) for key in ("name", "outcome")]
        keys = ("exit_criteria",) if name == "criteria" else ("milestone", "exit_criteria", "note", "evidence")
        found += [str(row.get(key, "")) for row in rows for key in keys]
    return sorted({text for text in found if text})


def _texts(said: object) -> list[str]:
    if isinstance(said, dict):
        return [text for value in said.values() for text in _texts(value)]
    if isinstance(said, list):
        return [text for value in said for text in _texts(value)]
    return [said] if isinstance(said, str) else []


def matrix(name: str, texts: list[str]) -> csr_matrix:
    values, columns, starts = [], [], [0]
    size = SIZE.get(name, SMALLER)[0]
    for text in texts:
        found = places(name, text)
        columns.extend(place & (size - 1) for place in found)
        values.extend([1 / max(len(found), 1) ** 0.5] * len(found))
        starts.append(len(columns))
    whole = csr_matrix((values, columns, starts), shape=(len(texts), size))
    whole.sum_duplicates()
    return whole


@cache
def places(name: str, text: str) -> tuple[int, ...]:
    return tuple(sorted(linear.places(text, MARKS[name](text), wide=name in linear.WIDE)))


def fit(name: str, without: str | None = None) -> tuple[numpy.ndarray, float, float, int]:
    """Weights as small whole numbers, their scale, the bias, and how many lines they were learnt from."""
    texts, labels, weights = zip(*data(name, without), strict=True)
    read = matrix(name, list(texts))
    telling = _telling(read, numpy.array(labels)) if name in linear.WIDE else numpy.ones(read.shape[1])
    fitted = LinearSVC(C=3.0, max_iter=10_000, random_state=0).fit(read @ diags(telling), labels, sample_weight=weights)
    row = fitted.coef_[0] * telling * ODDS
    row[numpy.argsort(-numpy.abs(row), kind="stable")[SIZE.get(name, SMALLER)[1] :]] = 0
    scale = float(numpy.abs(row).max()) / 1000
    return numpy.rint(row / scale).astype("<i2"), scale, float(fitted.intercept_[0]) * ODDS, len(texts)


def _telling(read: csr_matrix, labels: numpy.ndarray) -> numpy.ndarray:
    """How much each place may say before the fit: more where its texts are nearly all of one kind, and where few texts have it.
    What is read widely is mostly seen a few times, and the fit alone leans on what is common."""
    seen = read.astype(bool)
    found, fine = (0.5 + numpy.asarray(seen[labels == said].sum(axis=0)).ravel() for said in (1, 0))
    one_sided = numpy.abs(numpy.log(found / found.sum()) - numpy.log(fine / fine.sum())) + 0.05
    rare = numpy.log(read.shape[0] / (found + fine)).clip(0.5) / numpy.log(read.shape[0])
    return one_sided**ONE_SIDED * rare**RARE


def train(name: str) -> None:
    packed, scale, bias, size = fit(name)
    target = linear.WEIGHTS / f"{name}.bin"
    target.write_bytes(f"{scale:.6f} {bias:.4f}\n".encode() + zlib.compress(packed.tobytes(), 9))
    print(f"{target.name}: {size} lines, {target.stat().st_size} bytes")


def tell_authors() -> None:
    """What the rules make of each author's lines, with models that have not seen that author."""
    every: dict[str, list[tuple[str, str | None]]] = {name: [] for name in FINE}
    for author in sorted({author for name in FINE for author in authors(name)}):
        unseen = {name: model(name, *fit(name, author)[:3]) for name in FINE}
        person.judge.cache_clear()
        proof.judge.cache_clear()
        linear.model = unseen.__getitem__  # type: ignore[assignment]
        for name, judge in measure_words.JUDGES.items():
            judged = [(str(said), judge(text)) for text, said in lines_of(name, author)]
            if judged:
                print(f"{name}, without {author or 'the first author'}")
                measure_words.tell(judged)
                every[name] += judged
    for name, judged in every.items():
        print(f"{name}, all authors, each left out")
        measure_words.tell(judged)


def model(name: str, packed: numpy.ndarray, scale: float, bias: float) -> linear.Model:
    return linear.Model(memoryview(packed.tobytes()).cast("h"), scale, bias, name in linear.WIDE)


if __name__ == "__main__":
    if "--authors" in sys.argv:
        tell_authors()
    else:
        for words, found in (("names", strange_words.called()), ("trades", strange_words.trades())):
            (linear.WEIGHTS / f"{words}.bits").write_bytes(strange_words.bits(found))
            print(f"{words}.bits: {len(found)} words")
        for judgement in FINE:
            train(judgement)
