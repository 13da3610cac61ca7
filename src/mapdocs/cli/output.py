"""How the command line speaks: findings with the line and a caret, paths, machine troubles."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapdocs.findings import Finding, has_errors

if TYPE_CHECKING:
    from mapdocs.spec.model import Spec

_WINDOW = 100  # columns of a line that are shown around the caret
_COLORS = {"error": "red", "warning": "yellow"}

TEMPLATE_HINT = (
    "mend it in the folder that mapdocs.yaml names under templates:, or delete it there, and the built-in one is used"
)


def colored() -> bool | None:
    """Whether to colour what goes to standard error: on a terminal, unless NO_COLOR is set."""
    return False if os.environ.get("NO_COLOR") else None


def safe(text: str) -> str:
    """``text`` as a terminal may show it: what would steer it, or turn the reading direction, becomes a space."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def tell(text: str, *, err: bool = False) -> None:
    """Print what holds somebody else's words."""
    click.echo(safe(text), err=err)


def show_findings(findings: Iterable[Finding], texts: dict[str, str]) -> None:
    """Findings as a person reads them, to standard error. ``texts`` holds the files' texts by name."""
    for finding in findings:
        head = click.style(f"{finding.file}:{finding.line}:{finding.column}:", bold=True)
        level = click.style(f"{finding.level} {finding.code}", fg=_COLORS[finding.level], bold=True)
        click.echo(f"{head} {level} {safe(finding.message)}", err=True, color=colored())
        for line in _excerpt(finding, texts):
            click.echo(line, err=True, color=colored())
        if finding.hint:
            click.echo(f"  {click.style('hint:', fg='cyan')} {safe(finding.hint)}", err=True, color=colored())


def _excerpt(finding: Finding, texts: dict[str, str]) -> list[str]:
    from mapdocs.spec.text import lines_of

    lines = lines_of(texts.get(finding.file, ""))
    if not 1 <= finding.line <= len(lines):
        return []
    line = safe(lines[finding.line - 1]).replace("\t", " ")
    start = max(0, finding.column - 1)
    cut = max(0, start - _WINDOW // 2) if len(line) > _WINDOW else 0
    shown = line[cut : cut + _WINDOW]
    before = _width(shown[: start - cut])
    carets = max(1, min(_width(line[start : start + finding.length]), _WINDOW - before))
    number = f"{finding.line:>5}"
    mark = click.style("^" * carets, fg=_COLORS[finding.level])
    return [f"{number} | {shown}", f"{' ' * len(number)} | {' ' * before}{mark}"]


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def show_github(findings: Iterable[Finding]) -> None:
    """Findings as GitHub's annotations, to standard output."""
    for f in findings:
        title = f"{f.code}"
        body = _escaped(f"{f.message}. {f.hint}" if f.hint else f.message)
        click.echo(f"::{f.level} file={_escaped(f.file, True)},line={f.line},col={f.column},title={title}::{body}")


def _escaped(text: str, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def verdict(findings: tuple[Finding, ...], *, strict: bool = False) -> int:
    """The exit code that findings call for: 1 where there is an error, else 0."""
    return 1 if has_errors(findings, strict=strict) else 0


def machine_message(problem: OSError) -> str:
    """What is wrong with the machine and what helps, in a sentence."""
    where = f" {problem.filename}" if problem.filename else ""
    if problem.errno == errno.ENOSPC:
        return f"the disk is full, and{where or ' a file'} was not written. Free some room and run the command again."
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"writing{where} is not allowed here. Close the file where it is open, or choose another folder with -o."
    if problem.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{where.strip() or 'a folder'} is in the way: it is a file where a folder is needed. Move it, or choose another folder with -o."
    if problem.errno == errno.EADDRINUSE:
        return "another program uses that port. Name another one with --port, or leave it out."
    if problem.errno == errno.EILSEQ:
        return f"this system's settings allow plain letters in file names only, and{where} has others. Set PYTHONUTF8=1 and try again."
    if problem.errno == errno.ENAMETOOLONG:
        return f"the path{where} is too long for this system. Choose a shorter folder with -o."
    return f"{problem.strerror or problem}{':' + where if where else ''}"


def existing_specs(paths: tuple[str, ...]) -> list[Path]:
    """The spec files that the arguments name, folders opened, each once.

    Raises:
        click.UsageError: a path is not there, or a folder holds no spec.
    """
    from mapdocs.spec.load import specs_in

    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if not path.exists():
            import difflib  # only a slip of the pen pays for it

            near = path.parent if path.parent.is_dir() else Path()
            close = difflib.get_close_matches(path.name, [p.name for p in near.iterdir()], n=1)
            hint = f" Did you mean {near / close[0]}?" if close else ""
            raise click.UsageError(f"{name} is not there.{hint}")
        specs = list(specs_in(path))
        if not specs:
            raise click.UsageError(f"{name} holds no spec (no .yaml file). Start one with: mapdocs init")
        found += specs
    return list(dict.fromkeys(found))


def on_terminal() -> bool:
    return sys.stderr.isatty()


def sound_spec(ctx: click.Context, path: str) -> Spec:
    """The spec in ``path``, which must be free of problems of form; else they are shown and the command ends with 1."""
    from mapdocs.spec.load import load

    loaded = load(path)
    errors = [f for f in loaded.findings if f.level == "error"]
    if errors:
        show_findings(errors, {path: loaded.source.text})
        click.echo(f"{path}: mend the spec first, then try again.", err=True)
        ctx.exit(1)
    return loaded


def columns(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, widest: int = 44) -> list[str]:
    """A table in plain text: columns as wide as they must be, a long text cut with an ellipsis."""
    cells = [[_short(cell, widest) for cell in row] for row in (heads, *rows)]
    widths = [max(_width(row[n]) for row in cells) for n in range(len(heads))]
    return [
        "  ".join(cell + " " * (widths[n] - _width(cell)) for n, cell in enumerate(row) if widths[n]).rstrip()
        for row in cells
    ]


def _short(text: str, width: int) -> str:
    plain = safe(text).replace("\n", " ").replace("\t", " ")
    if _width(plain) <= width:
        return plain
    while _width(plain) > width - 1:
        plain = plain[:-1]
    return f"{plain.rstrip()}…"
