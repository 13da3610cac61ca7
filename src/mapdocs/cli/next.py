"""mapdocs next: the round-robin over many plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import today_option
from mapdocs.cli.output import existing_specs, show_findings
from mapdocs.deals.forms import FORMS, is_so
from mapdocs.deals.overview import MISSING, overview
from mapdocs.schema.loader import load
from mapdocs.storage.outputs import write_output

_FAILS = ("unpublished", "late", "stalled", "at-risk", "one-sided", "quiet")


@click.command(name="next", short_help="What is next in every deal, who owns it, and what is late.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "html", "markdown"]),
    default="table",
    show_default=True,
)
@click.option("--markdown", is_flag=True, help="The same as --format markdown, for a channel.")
@click.option("--by", type=click.Choice(["owner"]), help="Grouped by rep, for a one-to-one.")
@click.option(
    "--fail-on", type=click.Choice(_FAILS), multiple=True, help="Exit 1 where a deal is so; for a pipeline's gate."
)
@click.option("-o", "--out", type=click.Path(dir_okay=False), help="Write into this file instead of the screen.")
@click.option("--force", is_flag=True, help="Overwrite the file of -o, whatever it is.")
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    specs: tuple[str, ...],
    form: str,
    markdown: bool,
    by: str | None,
    fail_on: tuple[str, ...],
    out: str | None,
    force: bool,
    today: date | None,
) -> None:
    """List each deal's next step, its owner on the buyer's side, and the date; what is late stands first.

    A SPEC may be a folder. A deal is stalled when an open step is seven days late or more, at risk when one is late by
    less or marked so. The list is for your own side.
    """
    day = today or date.today()
    good, code = [], 0
    for path in existing_specs(specs):
        spec = load(path)
        errors = [f for f in spec.findings if f.level == "error" and f.code != MISSING]
        if errors:
            show_findings(errors[:1], {str(path): spec.source.text})
            click.echo(f"{path}: left out; mend it, then run: mapdocs check {path}", err=True)
            code = 1
        else:
            good.append(spec)
    deals = overview(good, today=day)
    text = FORMS["markdown" if markdown else form](deals, day, by)
    if out:
        write_output(Path(out), text.encode(), force=force)
        click.echo(out)
    else:
        click.echo(text, nl=not text.endswith("\n"))
    failing = [deal for deal in deals if any(is_so(deal, name) for name in fail_on)]
    for deal in failing:
        met = ", ".join(name for name in fail_on if is_so(deal, name))
        click.echo(f"{deal.file}: {deal.deal}: {met}", err=True)
    ctx.exit(1 if failing else code)
