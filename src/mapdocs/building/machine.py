"""What this machine has of what mapdocs needs, and the command that mends what it lacks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Literal

from mapdocs.formats.pdf.requirements import fonts_command, pdf_problem, scripts_without_font
from mapdocs.templating.folder import builtin_templates


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at: what, how it is, and the command that mends it (empty: none is needed)."""

    state: Literal["ok", "missing", "note"]
    what: str
    mend: str = ""

    def as_json(self) -> dict[str, str | None]:
        """In the shape that the commands' schemas describe."""
        return {"state": self.state, "what": self.what, "mend": self.mend or None}


def look() -> tuple[Looked, ...]:
    """Python, the libraries, the templates, what the PDF needs, fonts for other scripts."""
    return tuple(_each())


def _each() -> Iterator[Looked]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield _is(
        sys.version_info >= (3, 11), f"Python {version} (3.11 or later is needed)", "install Python 3.11 or later"
    )
    for name in _libraries():
        try:
            yield Looked("ok", f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            yield Looked("missing", name, f"python -m pip install {name}")
    whole = (builtin_templates() / "brand.docx").is_file()
    yield _is(whole, "built-in templates", "python -m pip install --force-reinstall mapdocs")
    problem = pdf_problem()
    if problem is None:
        yield Looked("ok", "PDF: Pango and its libraries")
        if not _subsets_fast():
            yield Looked(
                "note",
                "the PDF takes longer without libharfbuzz-subset; on Debian and Ubuntu",
                "apt-get install libharfbuzz-subset0",
            )
    else:
        why, _, mend = problem.partition(" Mend it with: ")
        yield Looked("missing", f"PDF: {why}", mend)
    lacking = scripts_without_font()
    if lacking is None:
        yield Looked("note", "for Chinese, Japanese, Arabic or Hebrew in the PDF, fonts are needed", fonts_command())
    elif lacking:
        yield Looked("note", f"no font here has {', '.join(lacking)}; for a PDF in it", fonts_command())
    else:
        yield Looked("ok", "fonts for Chinese, Japanese, Korean, Arabic and Hebrew")


def _is(fine: bool, what: str, mend: str) -> Looked:
    return Looked("ok", what) if fine else Looked("missing", what, mend)


def _libraries() -> list[str]:
    """What mapdocs needs on this system, as its own package says."""
    needed = [line for line in metadata.requires("mapdocs") or () if "extra ==" not in line]
    return sorted((match[0] for line in needed if (match := re.match(r"[\w.-]+", line))), key=str.casefold)


def _subsets_fast() -> bool:
    try:
        from weasyprint.text import ffi
    except (ImportError, OSError):
        return False
    return bool(getattr(ffi, "harfbuzz_subset", None))
