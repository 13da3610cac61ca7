"""mapdocs digest: the week's draft for each deal with something to say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mapdocs.cli.many import sound_specs
from mapdocs.cli.options import format_option, into_folder, today_option
from mapdocs.cli.output import show_findings, show_json, tell, then, typed
from mapdocs.deals.digesting import for_manager, week_of
from mapdocs.rules.checker import check
from mapdocs.storage.outputs import write_output


@click.command(name="digest", short_help="The week's mail draft for each deal with something to say.")
@click.argument("deals", nargs=-1, required=True, metavar="DEALS...")
@click.option("--manager", is_flag=True, help="One draft for all deals, for your own side, instead of one a deal.")
@into_folder(force="Overwrite a draft of today that somebody edited.")
@format_option()
@today_option
@click.pass_context
def command(
    ctx: click.Context, deals: tuple[str, ...], manager: bool, out: str, force: bool, form: str, today: date | None
) -> None:
    """Write a draft to the champion of each of DEALS (specs, or folders of them): progress first, what is due in the next
    seven days, what moved and why, and what is needed from whom.

    A deal without news since the last digest gets none. A date that has passed is told once; after that it is yours to
    ask. What was told is remembered beside each spec; the manager's digest has a memory of its own.
    """
    now = today or date.today()
    specs, unread = sound_specs(deals)
    weeks = []
    paths: list[str] = []
    quiet: list[str] = []
    for spec in specs:
        errors = [finding for finding in check(spec, today=now) if finding.level == "error"]
        if errors:
            show_findings(errors[:1], {spec.source.file: spec.source.text})
            tell(f"{spec.source.file}: left out; mend it, then run: mapdocs check {spec.source.file}", err=True)
            unread.append(spec.source.file)
            continue
        weeks.append(week_of(spec, today=now, manager=manager))
    whole = for_manager(weeks) if manager else None
    if whole is not None:
        target = Path(out) / f"digest-{now.isoformat()}.eml"
        write_output(target, whole, force=force)
        paths.append(str(target))
    for week in weeks:
        if week.draft is None:
            quiet.append(week.spec.deal.name)
        elif not manager:
            target = Path(out) / week.name
            write_output(target, week.draft, force=force)
            paths.append(str(target))
        week.remember()
    if form == "json":
        show_json({"paths": paths, "quiet": quiet, "left_out": [str(name) for name in unread]})
    else:
        for path in paths:
            click.echo(path)
        for name in quiet:
            tell(f"{name}: nothing new", err=True)
        then(
            f"open the drafts and send them; for the round-robin, {typed('mapdocs next', *deals)}"
            if paths
            else f"nothing to send; what stands next: {typed('mapdocs next', *deals)}"
        )
    if unread:
        ctx.exit(1)
