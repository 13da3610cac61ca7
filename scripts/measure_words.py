"""How well the word rules judge the closed lists in tests/words, with Wilson intervals at 95 %: ``make words``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from mapdocs.language.phrases import listed  # noqa: E402
from mapdocs.rules import wording  # noqa: E402
from mapdocs.rules.classify import internal, person, proof  # noqa: E402


def wilson(part: int, whole: int) -> str:
    """The share and its interval."""
    if not whole:
        return "none"
    share, z = part / whole, 1.96
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * ((share * (1 - share) + z * z / (4 * whole)) / whole) ** 0.5 / (1 + z * z / whole)
    return f"{part}/{whole} = {share:.1%} ({middle - half:.1%} to {middle + half:.1%})"


def owner(text: str) -> str | None:
    return None if person.judge(text) == "person" else "error"


def criterion(text: str) -> str | None:
    return {"progress": "error", "unrecognised": "warning", "observable": None}[proof.judge(text)[0]]


def internal_talk(text: str) -> str | None:
    found = internal.judge(text)
    return found.level if found else None


def jargon(text: str) -> str | None:
    return "warning" if any(wording.jargon_in(text, listed("jargon.txt"))) or wording.sounds_like_jargon(text) else None


JUDGES = {"internal": internal_talk, "criteria": criterion, "owner": owner, "jargon": jargon}

#: How lists mark a line in which nothing is to be found.
FINE = frozenset({"0", "ok", "proof", "plain", "person"})


def measure(folder: Path, prefix: str, *, told: bool) -> None:
    for name, judge in JUDGES.items():
        path = folder / f"{prefix}{name}.tsv"
        if not path.is_file():
            continue
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"]
        rows = [[row[0], "0" if row[1] in FINE else "1", *row[2:]] for row in rows if len(row) > 1]
        judged = [(row, judge(row[0])) for row in rows]
        print(f"{path.name}")
        tell([(row[1], level) for row, level in judged])
        foreign = [level for row, level in judged if row[1] == "1" and len(row) > 2 and row[2] != "en"]
        print(f"  found, not English {wilson(sum(level is not None for level in foreign), len(foreign))}")
        if told:
            for row, level in judged:
                if (level is None) == (row[1] == "1") or (row[1] == "0" and level):
                    print(f"    {row[1]} {level or 'passed'}: {row[0]}")


def tell(judged: list[tuple[str, str | None]]) -> None:
    """How much was found of what should be ("1"), and of what should not."""
    for said, label in (("found", "1"), ("fine lines", "0")):
        levels = [level for found, level in judged if found == label]
        print(f"  {said} as errors    {wilson(sum(level == 'error' for level in levels), len(levels))}")
        print(f"  {said} at any level {wilson(sum(level is not None for level in levels), len(levels))}")


if __name__ == "__main__":
    where = next((Path(a) for a in sys.argv[1:] if not a.startswith("-")), ROOT / "tests" / "words")
    measure(where, "closed_", told="--tell" in sys.argv)
