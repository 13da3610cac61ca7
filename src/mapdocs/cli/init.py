"""mapdocs init: a new spec from six answers."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from mapdocs.cli.options import AMOUNT, DAY, WORDS, format_option, today_option
from mapdocs.cli.output import show_json
from mapdocs.importing.api import write_new_spec, write_schema_beside
from mapdocs.importing.results import spec_path
from mapdocs.importing.scaffold import Answers, start_spec
from mapdocs.language.slugs import file_stem
from mapdocs.schema.loader import settings_for
from mapdocs.schema.settings import FILE_NAME
from mapdocs.storage.atomic import write_whole

_QUESTIONS: tuple[tuple[str, str, Any], ...] = (
    ("deal", "What is the deal called?", WORDS),
    ("acv", "Annual contract value?", AMOUNT),
    ("buyer", "The buyer's company?", WORDS),
    ("champion", "Your champion there (first and last name)?", WORDS),
    ("seller", "Your company?", WORDS),
    ("owner", "Your name?", WORDS),
    ("go_live", "The day by which the buyer needs it to work (2027-01-18)?", DAY),
)


@click.command(name="init", short_help="Start a spec from a few answers.")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--deal", type=WORDS, help="The deal's name.")
@click.option("--acv", type=AMOUNT, help="Annual contract value, as in 84000.")
@click.option("--buyer", type=WORDS, help="The buyer's company.")
@click.option("--champion", type=WORDS, help="Your champion, first and last name.")
@click.option("--seller", type=WORDS, help="Your company.")
@click.option("--owner", type=WORDS, help="The rep who sends the plan.")
@click.option("--go-live", "go_live", type=DAY, help="The day by which the buyer needs it to work.")
@click.option(
    "--lite/--full",
    "lite",
    default=None,
    help="Force the three-line or the full shape; the ACV decides otherwise.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@format_option()
@today_option
def command(file: str | None, lite: bool | None, force: bool, form: str, today: date | None, **given: Any) -> None:
    """Write a commented spec to FILE (named by the deal where left out), with dates that start now.

    The plan is agreed at the review, within ten working days; each step follows as soon as it usually can, and the
    signature is as late as the go-live allows. Where the go-live is near, dates are worked back from it.

    Asks for what is not given as an option. The JSON Schema that editors complete from is written beside it.
    """
    settings, _ = settings_for(Path(file) if file else Path("new.yaml"))
    if settings.seller.company and not given["seller"]:
        given["seller"] = settings.seller.company
    if settings.seller.owner and not given["owner"]:
        given["owner"] = settings.seller.owner
    _ask(given)
    target = Path(file) if file else spec_path(Path(), file_stem(given["deal"]))
    if target.name.casefold() == FILE_NAME:
        raise click.ClickException(f"{target} is the name of the company's settings. Choose another name for the spec.")
    if target.exists() and not force:
        raise click.ClickException(f"{target} is there already. Choose another name, or overwrite it with --force.")
    day = today or date.today()
    answers = Answers(**given, currency=settings.currency)
    text, warnings = start_spec(answers, today=day, settings=settings, lite=lite)
    if force:
        write_whole(target, text.encode())
    else:
        write_new_spec(target, text)  # somebody may have saved one while the questions were answered
    write_schema_beside(target)
    if form == "json":
        show_json({"path": str(target), "warnings": warnings, "built": []})
        return
    click.echo(str(target))
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(
        f"Fill in the lines marked (?), then run: mapdocs check {target}\n"
        f"To see the plan while you write: mapdocs preview {target}",
        err=True,
    )


def _ask(given: dict[str, Any]) -> None:
    missing = [(key, question, kind) for key, question, kind in _QUESTIONS if given[key] is None]
    if missing and not sys.stdin.isatty():
        names = " ".join(f"--{key.replace('_', '-')}" for key, _, _ in missing)
        raise click.UsageError(f"without a terminal to ask in, these are needed too: {names}")
    for key, question, kind in missing:
        given[key] = click.prompt(question, type=kind, err=True, prompt_suffix=" ")
