"""mapdocs anchor: the teaching pair from a won deal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import FILE, format_option, today_option
from mapdocs.cli.output import show_findings, show_json, tell, then
from mapdocs.errors import NotWritten
from mapdocs.findings import has_errors
from mapdocs.schema.loader import load
from mapdocs.storage.manifest import edited_files, write_files
from mapdocs.training.flaws import FLAWS
from mapdocs.training.pair import PairOptions, teaching_pair


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    made = {}
    for value in values:
        old, found, new = value.partition("=")
        if not found or not old.strip() or not new.strip():
            raise click.BadParameter(f"write it as OLD=NEW, not {value}", ctx, param)
        made[old.strip()] = new.strip()
    return made


@click.command(name="anchor", short_help="Make the teaching pair from a won deal.")
@click.argument("spec", type=FILE)
@click.option("-o", "--out", required=True, type=click.Path(file_okay=False), help="The folder to write into.")
@click.option(
    "--flaw",
    "flaws",
    type=click.Choice(list(FLAWS)),
    multiple=True,
    default=[next(iter(FLAWS))],
    show_default=True,
    help="What is wrong with the flawed one; several may be given.",
)
@click.option("--keep-names", is_flag=True, help="Keep the real names; asks you to type a confirmation.")
@click.option(
    "--replace",
    "also",
    multiple=True,
    callback=_pairs,
    metavar="OLD=NEW",
    help="Another word to replace, such as a product's name.",
)
@click.option("--spec", "with_spec", is_flag=True, help="Also write the two specs.")
@click.option("--force", is_flag=True, help="Overwrite files in the folder of -o that this program did not write.")
@format_option()
@today_option
def command(
    spec: str,
    out: str,
    flaws: tuple[str, ...],
    keep_names: bool,
    also: dict[str, str],
    with_spec: bool,
    force: bool,
    form: str,
    today: date | None,
) -> None:
    """Make two documents from the won deal in SPEC: the plan as it stood at its start, and the same with two or three rows spoilt.

    Names, companies, addresses, links, amounts and dates are replaced by invented ones, the same in every field.
    """
    loaded = load(spec)
    texts = {spec: loaded.source.text}
    if has_errors(loaded.findings):
        show_findings(loaded.findings, texts)
        raise click.ClickException(f"{spec} cannot be read as it is; mend it first")
    if keep_names:
        _confirm()
    options = PairOptions(flaws=tuple(dict.fromkeys(flaws)), keep_names=keep_names, also=also, with_specs=with_spec)
    pair = teaching_pair(loaded, options, today=today or date.today())
    if pair.findings:
        show_findings(pair.findings, texts)
        raise click.ClickException(f"{spec} is no good example: it breaks the rules above")
    folder = Path(out)
    edited = [] if force else edited_files(folder, pair.files)
    if edited:
        names = ", ".join(str(folder / name) for name in edited)
        raise NotWritten(
            f"nothing was written: {names} is there already, and is not as this program wrote it",
            "choose another folder with -o, or overwrite it with --force",
        )
    paths = [str(path) for path in write_files(folder, pair.files)]
    if form == "json":
        left = [
            {"path": where, "line": loaded.source.locate(where).line, "words": list(words)}
            for where, words in pair.left
        ]
        show_json({"paths": paths, "left": left, "no_pdf": pair.no_pdf})
        sys.exit(3 if pair.no_pdf else 0)
    for path in paths:
        click.echo(path)
    if pair.left:
        click.echo("Left as they are, look at these (replace one with --replace OLD=NEW):", err=True)
        for where, words in pair.left:
            line = loaded.source.locate(where).line
            tell(f"  {spec}:{line} {where}: {', '.join(words)}", err=True)
    then("read both once, then print them; the sheet for the reps: mapdocs worksheet")
    if pair.no_pdf:
        click.echo(f"Error: no PDF: {pair.no_pdf}", err=True)
        sys.exit(3)


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("--keep-names asks for a typed confirmation, and there is no terminal to type in")
    typed = click.prompt(
        "The real names stay in the files. Type KEEP NAMES to go on", err=True, default="", show_default=False
    )
    if typed.strip() != "KEEP NAMES":
        raise click.ClickException("nothing was written")
