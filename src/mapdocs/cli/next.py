"""mapdocs next: the round-robin over many plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mapdocs.cli.many import sound_specs
from mapdocs.cli.options import to_file, today_option
from mapdocs.cli.output import then, typed
from mapdocs.deals import checkpoint_forms, publishing
from mapdocs.deals.checkpoint import FILE, read_entries, write_entries
from mapdocs.deals.checkpoint import checkpoint as compare
from mapdocs.deals.checkpoint_forms import workbook
from mapdocs.deals.forms import FORMS, is_so
from mapdocs.deals.overview import overview
from mapdocs.deals.publishing import published
from mapdocs.schema.model import Spec
from mapdocs.storage.outputs import write_output

_FAILS = ("unpublished", "late", "stalled", "at-risk", "one-sided", "quiet")


@click.command(name="next", short_help="What is next in every deal, who owns it, and what is late.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "html", "markdown", "xlsx"]),
    default="table",
    show_default=True,
)
@click.option("--markdown", is_flag=True, help="The same as --format markdown, for a channel.")
@click.option("--checkpoint", is_flag=True, help="What changed since the last checkpoint; remembered beside the deals.")
@click.option(
    "--published", "log", is_flag=True, help="By rep, the day on which each plan got its link; to be read out."
)
@click.option("--by", type=click.Choice(["owner"]), help="Grouped by rep, for a one-to-one.")
@click.option(
    "--fail-on", type=click.Choice(_FAILS), multiple=True, help="Exit 1 where a deal is so; for a pipeline's gate."
)
@to_file()
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    specs: tuple[str, ...],
    form: str,
    markdown: bool,
    checkpoint: bool,
    log: bool,
    by: str | None,
    fail_on: tuple[str, ...],
    out: str | None,
    force: bool,
    today: date | None,
) -> None:
    """List each deal's next step, its owner on the buyer's side, and the date; what is late stands first.

    A SPEC may be a folder. A deal is stalled when an open step is seven days late or more, at risk when one is late by
    less or marked so. The list is for your own side.

    --checkpoint goes round the reps, a deal each, and tells what changed since the checkpoint before: done, moved and why,
    newly agreed by the buyer, quiet, new, gone. What was said is kept in checkpoints.jsonl beside the deals. --format xlsx
    makes a workbook of it, a row a deal and a column a checkpoint.
    """
    form = "markdown" if markdown else form
    _fits(form, checkpoint, log, by, fail_on, out)
    day = today or date.today()
    good, unread = sound_specs(specs)
    code = 1 if unread else 0
    deals = overview(good, today=day)
    if checkpoint:
        content = _checkpoint(specs, good, unread, day, form)
    elif log:
        content = publishing.FORMS[form](published(good)).encode()
    else:
        content = FORMS[form](deals, day, by).encode()
    if out:
        write_output(Path(out), content, force=force)
        click.echo(out)
    else:
        text = content.decode()
        click.echo(text, nl=not text.endswith("\n"))
    if form == "table" and deals and not fail_on:  # a gate is for a pipeline
        then(
            f"the week after, the same again: {typed('mapdocs next', *specs)} --checkpoint"
            if checkpoint
            else f"look into the first: {typed('mapdocs schedule', deals[0].file)}"
        )
    failing = [deal for deal in deals if any(is_so(deal, name) for name in fail_on)]
    for deal in failing:
        met = ", ".join(name for name in fail_on if is_so(deal, name))
        click.echo(f"{deal.file}: {deal.deal}: {met}", err=True)
    ctx.exit(1 if failing else code)


def _fits(form: str, checkpoint: bool, log: bool, by: str | None, fail_on: tuple[str, ...], out: str | None) -> None:
    """Refuse what does not go together."""
    if checkpoint and log:
        raise click.UsageError("--checkpoint and --published are two lists; ask for one at a time")
    if (checkpoint or log) and by:
        raise click.UsageError(
            "--by groups the plain list; the checkpoint goes round the reps, and --published is by rep"
        )
    if log and form not in publishing.FORMS:
        raise click.UsageError(f"--published prints {', '.join(publishing.FORMS)}, not {form}")
    if form == "xlsx" and not checkpoint:
        raise click.UsageError(
            "--format xlsx is the checkpoint's workbook: add --checkpoint; for the plain list take csv"
        )
    if form == "xlsx" and not out:
        raise click.UsageError("a workbook needs a file: -o checkpoint.xlsx")


def _checkpoint(specs: tuple[str, ...], good: list[Spec], unread: list[str], day: date, form: str) -> bytes:
    """The checkpoint in ``form``; what it says is remembered beside the deals."""
    first = Path(specs[0])
    folder = first if first.is_dir() else first.parent
    path = folder / FILE
    entries, bad = read_entries(path)
    for line in bad:
        click.echo(f"{path}:{line}: this line cannot be read, and was left out", err=True)
    made = compare(good, entries, folder, today=day, unread=unread)
    content = workbook(made) if form == "xlsx" else checkpoint_forms.FORMS[form](made).encode()
    write_entries(path, made.entries)
    return content
