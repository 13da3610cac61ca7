"""mapdocs init: a new spec from six answers."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from mapdocs.building.batch import Order, build_all
from mapdocs.building.options import BuildOptions
from mapdocs.cli.options import AMOUNT, DAY, WORDS, format_option, today_option
from mapdocs.cli.output import show_json
from mapdocs.cli.progress import build_and_tell, exit_code
from mapdocs.importing.api import write_new_spec, write_schema_beside
from mapdocs.importing.results import spec_path
from mapdocs.importing.sample import sample_text
from mapdocs.importing.scaffold import Answers, start_spec
from mapdocs.language.slugs import file_stem
from mapdocs.schema.loader import settings_for
from mapdocs.schema.model import Settings
from mapdocs.schema.settings import FILE_NAME
from mapdocs.storage.atomic import write_whole

OUT = "out"  # the folder that build writes into where none is named

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
@click.option("--sample", is_flag=True, help="Write a finished example and its files instead, without a question.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@format_option()
@today_option
def command(
    file: str | None,
    lite: bool | None,
    sample: bool,
    force: bool,
    form: str,
    today: date | None,
    **given: Any,
) -> None:
    """Write a commented spec to FILE (named by the deal where left out), with dates that start now.

    The plan is agreed at the review, within ten working days; each step follows as soon as it usually can, and the
    signature is as late as the go-live allows. Where the go-live is near, dates are worked back from it.

    Asks for what is not given as an option. The JSON Schema that editors complete from is written beside it.

    --sample asks nothing: it writes a finished example to FILE (example.yaml) and its files into out, to look at and to change.
    """
    settings, _ = settings_for(Path(file) if file else Path("new.yaml"))
    day = today or date.today()
    if sample:
        if lite is not None or any(value is not None for value in given.values()):
            raise click.UsageError("--sample is a finished example; give it alone, or leave it out to start your own")
        click.get_current_context().exit(
            _sample(_target(Path(file or "example.yaml"), force), day, settings, force=force, form=form)
        )
    if settings.seller.company and not given["seller"]:
        given["seller"] = settings.seller.company
    if settings.seller.owner and not given["owner"]:
        given["owner"] = settings.seller.owner
    _ask(given)
    target = _target(Path(file) if file else spec_path(Path(), file_stem(given["deal"])), force)
    answers = Answers(**given, currency=settings.currency)
    text, warnings = start_spec(answers, today=day, settings=settings, lite=lite)
    _write(target, text, force=force)
    if form == "json":
        show_json({"path": str(target), "warnings": warnings, "built": []})
        return
    click.echo(str(target))
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(
        f"Fill in the lines marked (?), then run: mapdocs check {target}\n"
        f"To see the plan while you write: mapdocs preview {target}\n"
        f"To write it on a page in your browser instead: mapdocs desk {target}",
        err=True,
    )


def _target(target: Path, force: bool) -> Path:
    """Where the spec goes, which nothing may be in the way of."""
    if target.name.casefold() == FILE_NAME:
        raise click.ClickException(f"{target} is the name of the company's settings. Choose another name for the spec.")
    if target.exists() and not force:
        raise click.ClickException(f"{target} is there already. Choose another name, or overwrite it with --force.")
    return target


def _write(target: Path, text: str, *, force: bool) -> None:
    if force:
        write_whole(target, text.encode())
    else:
        write_new_spec(target, text)  # somebody may have saved one while the questions were answered
    write_schema_beside(target)


def _sample(target: Path, day: date, settings: Settings, *, force: bool, form: str) -> int:
    """The finished example and its files; the exit code."""
    _write(target, sample_text(day, settings), force=force)
    order = Order(str(target), OUT, day, BuildOptions(), force=force)
    if form == "json":
        (outcome,) = build_all([order])
        show_json({"path": str(target), "warnings": [], "built": [str(path) for path in outcome.paths]})
        return exit_code(outcome)
    click.echo(str(target))
    code, _ = build_and_tell((str(target),), order)
    if code == 1:  # it was told why
        return code
    click.echo(
        "This is a finished example. What lies in buyer may be sent; what lies in internal never.\n"
        f"Change it, and see every file follow: mapdocs preview {target}\n"
        "Start your own deal: mapdocs init",
        err=True,
    )
    return code


def _ask(given: dict[str, Any]) -> None:
    missing = [(key, question, kind) for key, question, kind in _QUESTIONS if given[key] is None]
    if missing and not sys.stdin.isatty():
        names = " ".join(f"--{key.replace('_', '-')}" for key, _, _ in missing)
        raise click.UsageError(f"without a terminal to ask in, these are needed too: {names}")
    for key, question, kind in missing:
        given[key] = click.prompt(question, type=kind, err=True, prompt_suffix=" ")
