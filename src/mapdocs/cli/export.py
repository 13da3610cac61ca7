"""mapdocs export: a file for the CRM's own bulk loader."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from mapdocs.cli.many import sound_specs
from mapdocs.cli.options import DAY, to_file, today_option
from mapdocs.cli.output import tell, then, typed
from mapdocs.deals.export import CRMS, columns_for, export
from mapdocs.schema.loader import settings_for
from mapdocs.storage.outputs import write_output


@click.command(name="export", short_help="Plan links, states and next steps for your CRM's loader.")
@click.argument("deals", nargs=-1, required=True, metavar="DEALS...")
@click.option("--for", "crm", type=click.Choice(CRMS), required=True, help="Whose bulk loader reads it.")
@click.option("--since", type=DAY, help="Only the deals in which something happened on this day or later.")
@to_file()
@click.option(
    "--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True, help="How it is written."
)
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    deals: tuple[str, ...],
    crm: str,
    since: date | None,
    out: str | None,
    force: bool,
    form: str,
    today: date | None,
) -> None:
    """Write a CSV for the CRM's own bulk loader: the record's id, the plan's link and state, the next milestone, its owner on
    the buyer's side, its date, and the day of the buyer's last yes or edit. Nothing is sent anywhere.

    DEALS are specs or folders. Column names come from crm-columns.yaml, which import reads too; rename them in your templates
    folder. A deal whose CRM id is not known is named and left out: import writes it into the spec.
    """
    good, unread = sound_specs(deals)
    code = 1 if unread else 0
    first = Path(deals[0])
    settings, _ = settings_for(first / "x" if first.is_dir() else first)
    made = export(good, columns_for(crm, settings), today=today or date.today(), since=since)
    content = made.content
    if form == "json":
        content = json.dumps(made.as_json(crm), ensure_ascii=False, indent=1).encode() + b"\n"
    for file in made.without_id:
        tell(
            f"{file}: left out, its CRM id is not known; mapdocs import writes it, as the line “# CRM id: …”", err=True
        )
    if out:
        write_output(Path(out), content, force=force)
        click.echo(out)
    else:
        click.echo(content.decode(), nl=False)
    same = f", {made.unchanged} unchanged" if made.unchanged else ""
    click.echo(f"{made.written} deal{'' if made.written == 1 else 's'} written{same}.", err=True)
    if form == "csv":
        since_now = typed("mapdocs export", *deals, "--for", crm, "--since", today or date.today())
        then(f"load it with the CRM's own import; the time after, only what changed: {since_now}")
    ctx.exit(code)
