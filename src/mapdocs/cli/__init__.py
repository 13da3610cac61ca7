"""The command line: one file a command. A new command is a module with ``command`` and its line in COMMANDS."""

from __future__ import annotations

import difflib
import io
import sys
from importlib import import_module
from types import ModuleType
from typing import NoReturn

import click

from mapdocs._version import __version__
from mapdocs.cli.trouble import TEMPLATE_HINT, machine_message
from mapdocs.errors import MapdocsError, WrongTemplate

#: In the order in which a rep meets them.
COMMANDS = {
    "init": "init",
    "import": "import_",
    "check": "check",
    "build": "build",
    "preview": "preview",
    "desk": "desk",
    "schedule": "schedule",
    "move": "move",
    "reassign": "reassign",
    "handoff": "handoff",
    "agenda": "agenda",
    "digest": "digest",
    "next": "next",
    "coverage": "coverage",
    "export": "export",
    "pull": "pull",
    "diff": "diff",
    "durations": "durations",
    "pressure": "pressure",
    "worksheet": "worksheet",
    "anchor": "anchor",
    "mcp": "mcp",
    "rules": "rules",
    "schema": "schema",
    "doctor": "doctor",
    "templates": "templates",
}


class _Commands(click.Group):
    """Loads a command's module when the command is called, so that none pays for another's imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = _module(COMMANDS[name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] == "build" and not ctx.resilient_parsing:  # its printer loads for as long as all else of it
            _module("ahead").begin(ctx, args[1:])
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            if args[0].endswith((".yaml", ".yml")):
                raise click.UsageError(f"{args[0]} is a file; did you mean: mapdocs build {args[0]}?", ctx) from None
            if close:
                raise click.UsageError(f"there is no command {args[0]}; did you mean {close[0]}?", ctx) from None
            raise


def _module(name: str) -> ModuleType:
    return import_module(f"mapdocs.cli.{name}")


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"mapdocs {__version__}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """One YAML file, a deal's Mutual Action Plan, becomes what the buyer needs: an email to forward, a Word document,
    an Excel tracker, a PDF and a calendar invitation.

    Start with: mapdocs init
    """


def main() -> NoReturn:
    """Run the command line and exit with 0 done, 1 input wrong, 2 command line wrong, 3 machine wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter that the terminal does not know is spelt out, not fatal
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
        if sys.stdout is not None:  # as it is where somebody closed it
            sys.stdout.flush()
    except click.exceptions.Exit as wanted:
        code = wanted.exit_code
    except click.UsageError as problem:
        problem.show()
        code = 2
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = 130
    except (BrokenPipeError, SystemExit):  # click makes a SystemExit of the one, and of nothing else
        code = 0  # whoever read our output has seen enough
    except OSError as problem:
        click.echo(f"Error: {machine_message(problem)}", err=True)
        code = 3
    except MapdocsError as problem:
        hint = TEMPLATE_HINT if isinstance(problem, WrongTemplate) else problem.hint
        click.echo(f"Error: {problem}" + (f"\n  hint: {hint}" if hint else ""), err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
