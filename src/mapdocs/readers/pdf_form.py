"""The fields of a filled PDF, read by pypdf in a process of its own that is stopped when it takes too long.

A PDF is a program's worth of structure, and a hostile one can keep any reader busy; a child with limits on time and
memory cannot hurt the rest.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from mapdocs.errors import Unreadable
from mapdocs.readers.package import MAX_FILE
from mapdocs.readers.tables import Paper, clean

WAITING = 8  # seconds for the child from its start, however busy the machine is
MEMORY = 300_000_000


def read_form(raw: bytes, *, seconds: int = 2) -> Paper:
    """The form values of a PDF by field name, within ``seconds`` of computing.

    Raises:
        Unreadable: it is protected, damaged, takes too long, or has no fields.
    """
    if len(raw) > MAX_FILE:
        raise Unreadable(
            f"the file has {len(raw):,} bytes, far more than a worksheet", "check that it is the right file"
        )
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by this interpreter
            [sys.executable, "-I", str(Path(__file__).with_name("pdf_form_process.py")), str(seconds)],
            input=raw,
            capture_output=True,
            timeout=WAITING,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise Unreadable("reading the PDF takes too long", "ask for the Word or Excel file instead") from problem
    try:
        answer = json.loads(done.stdout)
    except ValueError as problem:
        raise Unreadable(
            "the PDF is damaged, or needs more time or memory to read than a plan would",
            "ask for the Word or Excel file instead",
        ) from problem
    if "problem" in answer:
        raise Unreadable(answer["problem"], answer["hint"])
    fields = {clean(str(name)): clean(str(value)) for name, value in answer["fields"].items()}
    return Paper("pdf", fields=fields, texts=list(fields.values()))
