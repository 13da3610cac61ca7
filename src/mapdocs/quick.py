"""``mapdocs check FILE...`` without click, which is a third of its time: editors and hooks run it at every save.

Whatever else there is (another option, a folder, a file that is not there, findings to be coloured on a terminal) takes the
usual way, which finds what was found here already.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """What check prints to standard error, and its exit code."""

    text: str
    code: int


def check(arguments: Sequence[str], *, colored: bool) -> Said | None:
    """What check says of the files in ``arguments``; None where the usual way has to say it."""
    names = list(arguments)
    day = None
    if "--today" in names:
        at = names.index("--today")
        day = "".join(names[at + 1 : at + 2])
        del names[at : at + 2]
    if not names or not all(os.path.isfile(name) and not name.startswith("-") for name in names):
        return None
    from datetime import date
    from pathlib import Path

    from mapdocs.checking import examine
    from mapdocs.findings import has_errors
    from mapdocs.spec import scalars
    from mapdocs.telling import safe, told

    today = date.today() if day is None else scalars.day(day)
    if not isinstance(today, date):
        return None
    try:
        examined = examine(tuple(dict.fromkeys(map(Path, names))), today)
    except (OSError, ValueError):
        return None
    if examined.findings and colored:
        return None
    lines = (*told(examined.findings, examined.texts), safe(examined.summary))
    return Said("\n".join(lines) + "\n", int(has_errors(examined.findings)))


def on_terminal() -> bool:
    """Whether standard error is one."""
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # somebody closed it
        return False


def say(text: str) -> bool:
    """Print ``text`` to standard error; False where that cannot be done."""
    try:
        sys.stderr.write(text.encode(sys.stderr.encoding, "backslashreplace").decode(sys.stderr.encoding))
    except (AttributeError, OSError, ValueError, LookupError):
        return False
    return True
