"""``mapdocs check FILE...`` of specs in which nothing is found, said without loading click.

Editors and hooks run it at every save, and click is a third of its time. Whatever else there is (another option, a folder, a
file that is not there, a finding) takes the usual way, which finds what was found here already.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def nothing_found(arguments: Sequence[str]) -> str | None:
    """What check says of the files in ``arguments`` where nothing is found; None where the usual way has to say it."""
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
    from mapdocs.spec import scalars

    today = date.today() if day is None else scalars.day(day)
    if not isinstance(today, date):
        return None
    try:
        examined = examine(tuple(dict.fromkeys(map(Path, names))), today)
    except (OSError, ValueError):
        return None
    return None if examined.findings else examined.summary


def say(text: str) -> bool:
    """Print ``text`` to standard error; False where that cannot be done."""
    try:
        sys.stderr.write(text.encode(sys.stderr.encoding, "backslashreplace").decode(sys.stderr.encoding) + "\n")
    except (AttributeError, OSError, ValueError, LookupError):
        return False
    return True
