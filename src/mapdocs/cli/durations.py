"""mapdocs durations: what finished deals took."""

from __future__ import annotations

from pathlib import Path

import click

from mapdocs.cli.options import format_option
from mapdocs.cli.output import existing_specs, tell, then, typed
from mapdocs.deals.durations_report import as_json, told, write_medians
from mapdocs.plan.durations import durations
from mapdocs.schema.loader import load, settings_for


@click.command(name="durations", short_help="How long each kind of step took in your finished deals.")
@click.argument("deals", nargs=-1, required=True, metavar="DEALS...")
@click.option("--write", is_flag=True, help="Put the medians into mapdocs.yaml, as typical_working_days.")
@format_option()
@click.pass_context
def command(ctx: click.Context, deals: tuple[str, ...], write: bool, form: str) -> None:
    """Count the working days that each kind of step took: median, 80th percentile, the last three with deal and buyer, and
    how often and how far dates slipped.

    DEALS are specs or folders. A deal is finished once it is signed or all of its steps are done; a step is counted from the
    day on which what it waited for was done, else from the day on which the buyer agreed to it, to its done_on. Fewer than
    three of a kind, and nothing is claimed. With history: DIR in mapdocs.yaml, check and init go by these numbers.
    """
    specs, code = [], 0
    for path in existing_specs(deals):
        spec = load(path)
        if spec.readable:
            specs.append(spec)
        else:
            click.echo(f"{path}: left out; mend it, then run: mapdocs check {path}", err=True)
            code = 1
    found = durations(specs)
    tell(as_json(found) if form == "json" else told(found))
    if write:
        first = Path(deals[0])
        settings, _ = settings_for(first / "x" if first.is_dir() else first)
        path, usual = write_medians(found, settings.folder)
        if usual:
            click.echo(f"{path}: typical_working_days: {', '.join(f'{k} {v}' for k, v in usual.items())}", err=True)
        else:
            click.echo("Nothing was written: there are fewer than three of every kind.", err=True)
            code = 1
    elif form == "text" and found.usual():
        then(f"to go by these numbers, {typed('mapdocs durations', *deals)} --write")
    if write and not code:
        then(typed("mapdocs check", *deals))
    ctx.exit(code)
