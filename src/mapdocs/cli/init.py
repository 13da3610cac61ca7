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
from mapdocs.cli.output import show_json, tell
from mapdocs.cli.progress import build_and_tell, exit_code
from mapdocs.errors import NoSuchPlan
from mapdocs.importing.api import write_new_spec, write_schema_beside
from mapdocs.importing.plan_files import said_in
from mapdocs.importing.results import spec_path
from mapdocs.importing.sample import sample_text
from mapdocs.importing.scaffold import Answers, start_spec
from mapdocs.importing.start_plans import USUAL, plan_named, plans_of, stated
from mapdocs.language.file_names import file_stem
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
@click.option(
    "--plan", type=WORDS, help="The plan by kind of deal to begin with, as in tender; --list-plans names them."
)
@click.option(
    "--tag",
    "tags",
    type=WORDS,
    multiple=True,
    help="A word for similar deals, as in hospital; plans ask for it. More than one may be given.",
)
@click.option(
    "--list-plans", is_flag=True, help="Tell which plans there are and which deals they are for, and write nothing."
)
@click.option("--sample", is_flag=True, help="Write a finished example and its files instead, without a question.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@format_option()
@today_option
def command(
    file: str | None,
    lite: bool | None,
    plan: str | None,
    tags: tuple[str, ...],
    list_plans: bool,
    sample: bool,
    force: bool,
    form: str,
    today: date | None,
    **given: Any,
) -> None:
    """Write a commented spec to FILE (named by the deal where left out), with dates that start now.

    The plan is agreed at the review, within ten working days; each step follows as soon as it usually can, and the
    signature is as late as the go-live allows. Where the go-live is near, dates are worked back from it.

    The deal decides which plan it begins with: three lines below the ACV threshold, else the plan by kind of deal whose
    condition it meets (amount, country, tags), else the training's six rows. --plan decides it instead.

    Asks for what is not given as an option. The JSON Schema that editors complete from is written beside it.

    --sample asks nothing: it writes a finished example to FILE (example.yaml) and its files into out, to look at and to change.
    """
    settings, _ = settings_for(Path(file) if file else Path("new.yaml"))
    day = today or date.today()
    if list_plans:
        _list(settings, form)
        return
    _there(plan, lite, settings)
    if sample:
        if lite is not None or plan or tags or any(value is not None for value in given.values()):
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
    begun = start_spec(answers, today=day, settings=settings, lite=lite, plan=plan or "", tags=tags)
    _write(target, begun.text, force=force)
    if form == "json":
        show_json(_outcome(path=str(target), plan=begun.plan or USUAL, warnings=list(begun.warnings)))
        return
    click.echo(str(target))
    if begun.why:
        tell(
            f"It begins with the plan {begun.plan} ({begun.why}); the six usual rows instead: --plan {USUAL}", err=True
        )
    for warning in begun.warnings:
        tell(f"warning: {warning}", err=True)
    click.echo(
        f"Fill in the lines marked (?), then run: mapdocs check {target}\n"
        f"To see the plan while you write: mapdocs preview {target}\n"
        f"To write it on a page in your browser instead: mapdocs desk {target}",
        err=True,
    )


def _outcome(**said: Any) -> dict[str, Any]:
    """What ``--format json`` prints: every key, whatever was asked."""
    return {"path": None, "plan": None, "warnings": [], "built": [], "plans": [], **said}


def _there(plan: str | None, lite: bool | None, settings: Settings) -> None:
    """Whether what was typed can be begun with, said before any question is asked."""
    if plan is None:
        return
    try:
        found = plan_named(plan, settings)
    except NoSuchPlan as problem:
        raise click.UsageError(f"{problem.message}; {problem.hint}") from None
    if lite and found is not None and found.name != USUAL:
        raise click.UsageError(f"--lite asks for three lines, and the plan {plan} has more; leave one of the two out")


def _list(settings: Settings, form: str) -> None:
    plans = [
        {"name": one.name, "title": said_in(one.title, settings.locale), "when": stated(one.when), "own": one.own}
        for one in plans_of(settings).values()
    ]
    if form == "json":
        show_json(_outcome(plans=plans))
        return
    for plan in plans:
        own = " (your own)" if plan["own"] else ""
        tell(f"{plan['name']}: {plan['title']}{own}\n    {plan['when']}")
    if all(plan["name"] != USUAL for plan in plans):
        tell(f"{USUAL}: the training's six rows; three lines below the ACV threshold\n    where no other fits")


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
        show_json(_outcome(path=str(target), built=[str(path) for path in outcome.paths]))
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
