"""Writes the texts that follow from the program and are committed: docs/schemas. With --check it says which are stale."""

from __future__ import annotations

import sys
from pathlib import Path

from mapdocs.schema.printed import PRINTED, printed_text

ROOT = Path(__file__).resolve().parents[1]


def texts() -> dict[str, str]:
    """Each text by its path in the repository."""
    return {f"docs/schemas/{name}.schema.json": printed_text(name) for name in PRINTED}


def stale() -> list[str]:
    """The paths whose files say something else."""
    return [
        name
        for name, text in texts().items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text("utf-8") != text
    ]


if __name__ == "__main__":
    wrong = stale()
    if "--check" in sys.argv:
        sys.exit(f"stale, run scripts/make_texts.py: {', '.join(wrong)}" if wrong else 0)
    for path in wrong:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(texts()[path], "utf-8")
