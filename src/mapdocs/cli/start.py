"""mapdocs init: a new spec from six answers."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from mapdocs.cli.options import Day, today_option
from mapdocs.spec import scalars

SCHEMA = "mapdocs.schema.json"


class Amount(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        amount = scalars.amount(str(value))
        if isinstance(amount, scalars.Bad):
            self.fail(f"{amount.message}; {amount.hint}", param, ctx)
        return amount


class Words(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = scalars.line(str(value))
        if isinstance(text, scalars.Bad):
            self.fail(f"{text.message}; {text.hint}", param, ctx)
        if not text:
            self.fail("nothing was typed", param, ctx)
        return text


_QUESTIONS: tuple[tuple[str, str, Any], ...] = (
    ("deal", "What is the deal called?", Words()),
    ("acv", "Annual contract value?", Amount()),
    ("buyer", "The buyer's company?", Words()),
    ("champion", "Your champion there (first and last name)?", Words()),
    ("seller", "Your company?", Words()),
    ("owner", "Your name?", Words()),
    ("go_live", "The day by which the buyer needs it to work (2027-01-18)?", Day()),
)


@click.command(name="init", short_help="Start a spec from six answers.")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--deal", type=Words(), help="The deal's name.")
@click.option("--acv", type=Amount(), help="Annual contract value, as in 84000.")
@click.option("--buyer", type=Words(), help="The buyer's company.")
@click.option("--champion", type=Words(), help="Your champion, first and last name.")
@click.option("--seller", type=Words(), help="Your company.")
@click.option("--owner", type=Words(), help="The rep who sends the plan.")
@click.option("--go-live", "go_live", type=Day(), help="The day by which the buyer needs it to work.")
@click.option(
    "--lite/--full",
    "lite",
    default=None,
    help="Force the three-line or the full shape; the ACV decides otherwise.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@today_option
def command(file: str | None, lite: bool | None, force: bool, today: date | None, **given: Any) -> None:
    """Write a commented spec to FILE (named by the deal where left out), with dates worked back from the go-live.

    Asks for what is not given as an option. The JSON Schema that editors complete from is written beside it.
    """
    from mapdocs.dates import working_days
    from mapdocs.portfolio.start import Answers, start_spec
    from mapdocs.spec.json_schema import json_schema
    from mapdocs.spec.load import settings_for
    from mapdocs.spec.names import file_stem
    from mapdocs.store import write_whole

    settings, _ = settings_for(Path(file) if file else Path("new.yaml"))
    if settings.seller.company and not given["seller"]:
        given["seller"] = settings.seller.company
    if settings.seller.owner and not given["owner"]:
        given["owner"] = settings.seller.owner
    _ask(given)
    target = Path(file) if file else Path(f"{file_stem(given['deal'])}.yaml")
    if target.exists() and not force:
        raise click.ClickException(f"{target} is there already. Choose another name, or overwrite it with --force.")
    day = today or date.today()
    answers = Answers(**given, currency=settings.currency)
    text, warnings = start_spec(
        answers, today=day, settings=settings, calendar=working_days.of_country(settings.holidays), lite=lite
    )
    write_whole(target, text.encode())
    write_whole(target.parent / SCHEMA, json.dumps(json_schema(), indent=2, ensure_ascii=False).encode() + b"\n")
    click.echo(str(target))
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"Fill in the lines marked (?), then run: mapdocs check {target}", err=True)


def _ask(given: dict[str, Any]) -> None:
    missing = [(key, question, kind) for key, question, kind in _QUESTIONS if given[key] is None]
    if missing and not sys.stdin.isatty():
        names = " ".join(f"--{key.replace('_', '-')}" for key, _, _ in missing)
        raise click.UsageError(f"without a terminal to ask in, these are needed too: {names}")
    for key, question, kind in missing:
        given[key] = click.prompt(question, type=kind, err=True, prompt_suffix=" ")
