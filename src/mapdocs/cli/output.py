"""How the command line speaks: findings with the line and a caret, paths, machine troubles."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from mapdocs.cli.excerpts import told
from mapdocs.errors import MapdocsError
from mapdocs.findings import Finding, has_errors
from mapdocs.language.display import safe
from mapdocs.schema.decoding import MAX_BYTES
from mapdocs.schema.loader import load, specs_named
from mapdocs.schema.model import Spec


def colored() -> bool | None:
    """Whether to colour what goes to standard error: on a terminal, unless NO_COLOR is set."""
    return False if os.environ.get("NO_COLOR") else None


def tell(text: str, *, err: bool = False) -> None:
    """Print what holds somebody else's words."""
    click.echo(safe(text), err=err)


def typed(command: str, *words: object) -> str:
    """A command line as it is typed: ``words`` with a blank in them in quotes."""
    return " ".join([command, *(f'"{word}"' if " " in str(word) else str(word) for word in words)])


def then(*commands: str) -> None:
    """What is typed next, to standard error, a line each; every command that speaks to a person ends with it."""
    for command in commands:
        tell(f"Next: {command}", err=True)


def show_json(value: object) -> None:
    """Print ``value`` for a program, in the shape that ``mapdocs schema --of`` describes."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_findings(findings: Iterable[Finding], texts: dict[str, str]) -> None:
    """Findings as a person reads them, to standard error. ``texts`` holds the files' texts by name."""
    for line in told(findings, texts, paint=click.style):
        click.echo(line, err=True, color=colored())


def show_github(findings: Iterable[Finding]) -> None:
    """Findings as GitHub's annotations, to standard output."""
    for f in findings:
        title = f"{f.code}"
        body = _escaped(f"{f.message}. {f.hint}" if f.hint else f.message)
        level = "notice" if f.level == "note" else f.level
        click.echo(f"::{level} file={_escaped(f.file, True)},line={f.line},col={f.column},title={title}::{body}")


def _escaped(text: str, in_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def verdict(findings: tuple[Finding, ...], *, strict: bool = False) -> int:
    """The exit code that findings call for: 1 where there is an error, else 0."""
    return 1 if has_errors(findings, strict=strict) else 0


def existing_specs(paths: tuple[str, ...]) -> list[Path]:
    """The spec files that the arguments name, folders opened, each once.

    Raises:
        click.UsageError: a path is not there, or a folder holds no spec.
    """
    try:
        return specs_named(paths)
    except MapdocsError as problem:
        raise click.UsageError(". ".join(filter(None, (problem.message, problem.hint)))) from problem


def from_stdin() -> bytes:
    """The bytes of a spec that was piped in; never more than are needed to say that they are too many.

    Raises:
        click.UsageError: nothing is piped in.
    """
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        raise click.UsageError(
            "“-” reads a spec from standard input, and nothing is piped in. Name a file, or pipe one in: … < deal.yaml"
        )
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def on_terminal() -> bool:
    return sys.stderr.isatty()


def sound_spec(ctx: click.Context, path: str) -> Spec:
    """The spec in ``path``, which must be free of problems of form; else they are shown and the command ends with 1."""
    loaded = load(path)
    errors = [f for f in loaded.findings if f.level == "error"]
    if errors:
        show_findings(errors, {path: loaded.source.text})
        click.echo(f"{path}: mend the spec first, then try again.", err=True)
        ctx.exit(1)
    return loaded
