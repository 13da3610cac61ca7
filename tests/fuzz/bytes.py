"""Any bytes as a spec: no traceback, no hang, every finding inside the file. Guided by coverage.

Usage: python tests/fuzz/bytes.py [-max_total_time=3600] [FOLDER]; wants the package atheris.
Without a folder it starts from the samples. What it finds goes into tests/fuzz/seeds, where test_seeds.py keeps it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]

with atheris.instrument_imports(include=["mapdocs", "yaml"]):
    import mapdocs.rules  # noqa: F401
    from mapdocs.building.checking import check
    from mapdocs.schema.decoding import Undecodable, decode, lines_of
    from mapdocs.schema.reader import read
    from mapdocs.schema.settings import read_settings

TODAY = date(2026, 11, 23)


def one(raw: bytes) -> None:
    text = decode(raw)
    if isinstance(text, Undecodable):
        assert text.line >= 1
        assert text.column >= 1
        return
    lines = lines_of(text)
    spec = read(text)
    for finding in check(spec, today=TODAY):
        assert 1 <= finding.line <= len(lines), finding
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding
        assert finding.message, finding
    _, problems = read_settings(text, file="mapdocs.yaml", folder=".")
    for finding in problems:
        assert 1 <= finding.line <= len(lines), finding


def main() -> None:
    args = sys.argv
    if not [a for a in args[1:] if not a.startswith("-")]:
        corpus = Path(tempfile.mkdtemp())
        for number, path in enumerate([*ROOT.glob("samples/**/*.yaml"), *ROOT.glob("tests/fuzz/seeds/*")]):
            shutil.copy(path, corpus / f"{number}.yaml")
        args = [*args, str(corpus)]
    atheris.Setup([*args, "-timeout=5", "-max_len=9000", f"-dict={Path(__file__).with_name('words.dict')}"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
