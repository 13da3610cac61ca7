"""mapdocs build: check, then every artifact."""

from __future__ import annotations

import difflib
import os
from datetime import date

import click

from mapdocs.building.options import BuildOptions
from mapdocs.building.watch import changes
from mapdocs.cli import ahead, progress
from mapdocs.cli.options import format_option, today_option
from mapdocs.cli.output import from_stdin, then
from mapdocs.formats.registry import FORMATS, USUAL
from mapdocs.plan.variant import Choice


def _formats(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    if not value:
        return USUAL
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    for name in names:
        if name not in FORMATS:
            close = difflib.get_close_matches(name, FORMATS, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise click.BadParameter(f"{name} is no format; there are {', '.join(FORMATS)}.{hint}", ctx, param)
    return names


@click.command(name="build", short_help="Check, then write everything the buyer needs.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "-o",
    "--out",
    default="out",
    show_default=True,
    type=click.Path(file_okay=False),
    help="The folder to write into.",
)
@click.option(
    "--only",
    callback=_formats,
    metavar="FORMATS",
    help=f"Only these, with commas: {','.join(FORMATS)}. pptx, one slide, is made where it is named.",
)
@click.option(
    "--variant",
    type=click.Choice(["auto", "full", "lite"]),
    default="auto",
    show_default=True,
    help="auto picks by ACV.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many deals at a time.")
@click.option("--watch", is_flag=True, help="Build again whenever a spec, the settings or a template changes.")
@click.option(
    "--force", is_flag=True, help="Build all, also what has not changed, and over files that somebody edited."
)
@click.option("--emltpl", is_flag=True, help="Also write the draft as new Outlook for Mac opens it.")
@click.option(
    "--protect", is_flag=True, help="Lock the tracker but for the cells that both sides fill in; no password."
)
@click.option("--per-person", is_flag=True, help="Also a mail draft and a calendar for each owner on the buyer's side.")
@click.option(
    "--crm-limit",
    type=click.Choice(["4000", "10000", "32000"]),
    default="32000",
    show_default=True,
    help="How many characters the CRM note may have.",
)
@click.option("--executor", type=click.Choice(["dask"]), help="Build on a cluster instead of this machine.")
@click.option("--scheduler", metavar="ADDRESS", help="With --executor dask: the scheduler, as in tcp://host:8786.")
@click.option("--open", "open_it", is_flag=True, help="Open the email as suits this machine.")
@format_option()
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    specs: tuple[str, ...],
    out: str,
    only: tuple[str, ...],
    variant: Choice,
    jobs: int,
    watch: bool,
    force: bool,
    emltpl: bool,
    protect: bool,
    per_person: bool,
    crm_limit: str,
    executor: str | None,
    scheduler: str | None,
    open_it: bool,
    form: str,
    today: date | None,
) -> None:
    """Check each SPEC (a YAML file, or a folder of them), then write its artifacts. A single - reads one from standard input;
    since it lies nowhere, what was sent of it is not remembered.

    What lies in OUT/<deal>/buyer may all be sent; what lies in internal never. Of a folder only those deals are built
    whose spec, settings, templates or day have changed since the last build.
    """
    if (executor is None) != (scheduler is None):
        raise click.UsageError("--executor dask and --scheduler ADDRESS go together")
    piped = "-" in specs
    if piped and (len(specs) > 1 or watch or executor):
        raise click.UsageError("- is one spec from standard input: give it alone, without --watch and --executor")
    if watch and form == "json":
        raise click.UsageError("--watch goes on, and --format json is one answer; give one of the two")
    given = from_stdin() if piped else None
    changed = changes(specs) if watch else None
    options = BuildOptions(only, variant, emltpl, protect, int(crm_limit), per_person)
    order = progress.order_for(specs, out, today, options, force=force, given=given)
    one = len(specs) == 1 and not os.path.isdir(specs[0]) and not executor
    worker = ahead.begun(ctx) if one else None
    with progress.cluster(executor, scheduler) as pool:
        code, drafts = progress.build_and_tell(specs, order, jobs=jobs, executor=pool, worker=worker, form=form)
    if form == "text" and not piped:
        then(progress.next_step(specs, code))
    if open_it and drafts:
        click.launch(str(drafts[0]))
    if changed is not None:
        progress.watch(specs, changed, order, today=today)
    ctx.exit(code)
