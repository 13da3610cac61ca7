"""Run as a program: a PDF on standard input, its form values as JSON on standard output, within the seconds of computing
that its argument gives it, and a limit on memory."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys

try:
    import resource
except ImportError:  # Windows, which has no such limits
    resource = None  # type: ignore[assignment]

SECONDS = 2  # of computing, where nobody says
MEMORY = 300_000_000
MAX_FIELDS = 20_000


def main() -> None:
    raw, seconds = sys.stdin.buffer.read(), int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    if resource is not None:
        with contextlib.suppress(ValueError, OSError):  # a limit that is lower already
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    logging.disable()
    print(json.dumps(_read(raw)))


def _read(raw: bytes) -> dict[str, object]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return _no("the PDF is protected by a password", "ask for a copy without a password")
        fields = reader.get_fields() or {}
    except Exception:  # whatever a damaged file makes of the library, the answer is the same
        return _no("the PDF is damaged or cut off", "ask for the file once more")
    if not fields:
        return _no(
            "the PDF has no form fields, and a plan's text cannot be read back from a PDF",
            "ask for the Word or Excel file; a worksheet with fields is made by: mapdocs worksheet --fillable",
        )
    values = {}
    for name, field in list(fields.items())[:MAX_FIELDS]:
        value = field.get("/V", "")
        values[str(name)] = "" if value is None else str(value)[:5000].removeprefix("/")
    return {"fields": values}


def _no(problem: str, hint: str) -> dict[str, object]:
    return {"problem": problem, "hint": hint}


if __name__ == "__main__":
    main()
