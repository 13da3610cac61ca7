"""mapdocs import: specs from a CRM's export, or from a plan that somebody already keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from mapdocs.cli.options import AMOUNT, DAY, FILE, WORDS, format_option, today_option
from mapdocs.cli.output import show_json, tell, then, typed
from mapdocs.errors import MapdocsError, WrongTemplate
from mapdocs.importing.api import ImportOptions, import_file, names_for, write_import
from mapdocs.importing.intake import Filter, stage_filter
from mapdocs.schema.model import Settings

_ORDERS = {"dmy": True, "mdy": False}


@click.command(name="import", short_help="Make specs from a CRM's export or an existing plan.")
@click.argument("file", type=FILE)
@click.option(
    "-o", "--out", default=".", show_default=True, type=click.Path(file_okay=False), help="The folder for the specs."
)
@click.option("--stage", metavar="STAGES", help="Only these: 4-9, 3+, or names as the CRM writes them, with commas.")
@click.option(
    "--columns",
    type=FILE,
    help="More names of columns and stages; see crm-columns.yaml.",
)
@click.option(
    "--date-order", type=click.Choice(list(_ORDERS)), help="How 4/5/2026 is meant, where the file does not say."
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["auto", "crm", "plan"]),
    default="auto",
    show_default=True,
    help="What the file is.",
)
@click.option("--deal", type=WORDS, help="An existing plan's deal; the file's name where left out.")
@click.option("--acv", type=AMOUNT, help="Its annual contract value.")
@click.option("--buyer", type=WORDS, help="Its buyer's company.")
@click.option("--champion", type=WORDS, help="Its champion.")
@click.option("--seller", type=WORDS, help="Your company.")
@click.option("--owner", type=WORDS, help="The rep.")
@click.option("--go-live", "go_live", type=DAY, help="The day by which the buyer needs it to work.")
@click.option("--explain", is_flag=True, help="Show which table and column became what, and what was left.")
@format_option()
@today_option
def command(
    file: str,
    out: str,
    stage: str | None,
    columns: str | None,
    date_order: str | None,
    kind: Literal["auto", "crm", "plan"],
    explain: bool,
    form: str,
    today: date | None,
    **given: Any,
) -> None:
    """Read FILE (CSV, .xlsx, .ods, .docx, .odt, Markdown, a text, a mail or a page) and write a spec a deal into -o.

    An opportunity export of Salesforce, HubSpot, Pipedrive or Dynamics gives a spec a deal. A second import changes only
    what the CRM owns: amount, currency, stage, forecast and the record's link. A plan in a table or a list gives one spec with
    its rows. Nothing is overwritten, and what is not understood is named and marked in the spec.
    """
    ctx = click.get_current_context()
    options = ImportOptions(kind, _stages(stage), _columns(columns), _ORDERS.get(date_order or ""), **given)
    try:
        result = import_file(file, out, today=today, options=options)
    except WrongTemplate:
        raise  # whoever prints it knows how a template is mended
    except MapdocsError as problem:
        tell(f"Error: {problem.message}\n  hint: {problem.hint}", err=True)
        ctx.exit(1)
    left = write_import(result)
    if form == "json":
        show_json(result.as_json(left))
        ctx.exit(1 if result.refused or left else 0)
    for note in result.notes:
        tell(note, err=True)
    for spec in result.specs:
        if spec.is_new and spec.path.exists():
            tell(str(spec.path))
    if explain and result.balance:
        for line in result.balance.table():
            tell(line, err=True)
    tell(result.summary, err=True)
    for said in left:
        tell(f"Error: {said}", err=True)
    then(typed("mapdocs check", out))
    ctx.exit(1 if result.refused or left else 0)


def _stages(text: str | None) -> Filter:
    try:
        return stage_filter(text or "")
    except MapdocsError as problem:
        raise click.BadParameter(f"{problem.message}; {problem.hint}.", param_hint="--stage") from problem


def _columns(name: str | None) -> Path | None:
    if name is None:
        return None
    try:
        names_for(Settings(), Path(name))
    except MapdocsError as problem:
        raise click.BadParameter(f"{problem.message}.", param_hint="--columns") from problem
    return Path(name)
