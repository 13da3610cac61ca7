"""mapdocs doctor: what this machine lacks, and the command that mends it."""

from __future__ import annotations

import re
import sys
from importlib import metadata

import click

from mapdocs.formats.pdf.requirements import fonts_command, pdf_problem, scripts_without_font
from mapdocs.templating.folder import builtin_templates


@click.command(name="doctor", short_help="Say what this machine lacks and the command that mends it.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Look at this machine: Python, the libraries, what the PDF needs. Exits with 3 where something is missing."""
    wrong = 0

    def say(fine: bool, what: str, mend: str = "") -> None:
        nonlocal wrong
        wrong += not fine
        click.echo(
            f"{'ok     ' if fine else 'MISSING'}  {what}"
            + (f"\n         mend it with: {mend}" if not fine and mend else "")
        )

    version = ".".join(map(str, sys.version_info[:3]))
    say(
        sys.version_info >= (3, 11),
        f"Python {version} (3.11 or later is needed)",
        "install Python 3.11 or later",
    )
    for name in _libraries():
        try:
            say(True, f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            say(False, name, f"python -m pip install {name}")
    templates = builtin_templates()
    say(
        (templates / "brand.docx").is_file(),
        "built-in templates",
        "python -m pip install --force-reinstall mapdocs",
    )
    problem = pdf_problem()
    if problem is None:
        say(True, "PDF: Pango and its libraries")
        if not _subsets_fast():
            click.echo(
                "note     the PDF takes longer without libharfbuzz-subset; on Debian and Ubuntu: apt-get install libharfbuzz-subset0"
            )
    else:
        why, _, mend = problem.partition(" Mend it with: ")
        say(False, f"PDF: {why}", mend)
    lacking = scripts_without_font()
    if lacking is None:
        click.echo(f"note     for Chinese, Japanese, Arabic or Hebrew in the PDF, fonts are needed: {fonts_command()}")
    elif lacking:
        click.echo(f"note     no font here has {', '.join(lacking)}; for a PDF in it: {fonts_command()}")
    else:
        say(True, "fonts for Chinese, Japanese, Korean, Arabic and Hebrew")
    click.echo(
        "All is there." if not wrong else f"{wrong} missing. Everything else works without the PDF's libraries.",
        err=True,
    )
    ctx.exit(3 if wrong else 0)


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
