"""mapdocs coverage: late-stage opportunities beside their plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import FILE, today_option
from mapdocs.cli.output import existing_specs, tell, then, typed
from mapdocs.deals.coverage import ORDER, Coverage, coverage, read_opportunities
from mapdocs.deals.coverage_forms import FORMS, as_csv, drafts
from mapdocs.importing.intake import stage_filter
from mapdocs.schema.loader import load, settings_for
from mapdocs.storage.outputs import write_output

_FAILS = ("any", *(state.replace(" ", "-") for state in ORDER[:-1]))


@click.command(name="coverage", short_help="Late-stage deals without a plan that the buyer has seen.")
@click.argument("export", metavar="CRM-EXPORT", type=FILE)
@click.argument("deals", nargs=-1, required=True, metavar="DEALS...")
@click.option("--stage", metavar="STAGES", help="These stages instead of the policy's: 3+, 5-7, or names, with commas.")
@click.option("--columns", type=FILE, help="More names of columns and stages.")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="table", show_default=True)
@click.option(
    "--fixes", type=click.Path(file_okay=False), help="Write one mail draft an owner, and a table, into this folder."
)
@click.option("--fail-on", type=click.Choice(_FAILS), multiple=True, help="Exit 1 where an opportunity is so.")
@click.option("--force", is_flag=True, help="Overwrite what is in the folder of --fixes, whatever it is.")
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    export: str,
    deals: tuple[str, ...],
    stage: str | None,
    columns: str | None,
    form: str,
    fixes: str | None,
    fail_on: tuple[str, ...],
    force: bool,
    today: date | None,
) -> None:
    """Compare a CRM's export of opportunities with the plans in DEALS (specs or folders).

    Looked at is what is open from the stage on that needs a link (map_link_required_from_stage in mapdocs.yaml, 4 where it
    says nothing). What is worst stands first: no plan at all, a plan with errors, one that is not published, one that nobody
    on the buyer's side has agreed to. A plan is found by the CRM's id, else by name and account; what is unsure is told so.
    For your own side.
    """
    now = today or date.today()
    first = Path(deals[0])
    settings, _ = settings_for(first / "x" if first.is_dir() else first)
    empty = all(Path(one).is_dir() and not any(Path(one).rglob("*.y*ml")) for one in deals)
    specs = [] if empty else [load(path) for path in existing_specs(deals)]
    found, notes = read_opportunities(Path(export), settings, columns=Path(columns) if columns else None, today=now)
    stages = stage_filter(stage) if stage else None
    made = coverage(found, specs, settings, today=now, stages=stages, notes=notes)
    tell(FORMS[form](made))
    for note in made.notes:
        tell(note, err=True)
    if fixes:
        for name, content in drafts(made, today=now).items():
            write_output(Path(fixes) / name, content, force=force)
            click.echo(str(Path(fixes) / name), err=True)
        table = Path(fixes) / "manager.csv"
        write_output(table, as_csv(made).encode("utf-8-sig"), force=force)
        click.echo(str(table), err=True)
    if form == "table":
        then(_next_step(made, export, deals))
    asked = {name.replace("no-plan", "no plan") for name in fail_on}
    failing = made.lacking if "any" in asked else [line for line in made.lines if line.state in asked]
    ctx.exit(1 if failing else 0)


def _next_step(made: Coverage, export: str, deals: tuple[str, ...]) -> str:
    if any(line.state == "no plan" for line in made.lines):
        folder = deals[0] if Path(deals[0]).is_dir() else str(Path(deals[0]).parent)
        return typed("mapdocs import", export, "-o", folder)
    if made.lacking:
        return f"{typed('mapdocs coverage', export, *deals)} --fixes FOLDER"
    return typed("mapdocs next", *deals)
