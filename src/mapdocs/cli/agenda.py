"""mapdocs agenda: the next meeting, made of the plan."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from mapdocs import rules
from mapdocs.building.meeting import prepare
from mapdocs.cli.options import MOMENT, format_option, into_folder, today_option
from mapdocs.cli.output import existing_specs, show_findings, show_json, tell, then, typed
from mapdocs.findings import has_errors
from mapdocs.schema.loader import load
from mapdocs.storage.outputs import write_output


@click.command(name="agenda", short_help="The next meeting: an invitation, a mail draft, half a page.")
@click.argument("spec", metavar="SPEC", type=click.Path(dir_okay=False))
@click.option("--at", type=MOMENT, help="When, local to the review's timezone, as in 2026-12-09 15:00; the review's.")
@click.option("--minutes", type=click.IntRange(5, 600), help="How long it takes; the review's where left out.")
@into_folder(force="Overwrite what is there, whatever it is.")
@format_option()
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    spec: str,
    at: datetime | None,
    minutes: int | None,
    out: str,
    force: bool,
    form: str,
    today: date | None,
) -> None:
    """Write the next meeting's agenda into OUT/<deal>/agenda: what is due before the meeting after it, a fortnight later or
    the review itself where that comes between.

    Each item is one row: the proof to be got, its owners, its minutes, what was promised last time, and the decision that
    is asked. All three files may be sent to the buyer.
    """
    now = today or date.today()
    (path,) = existing_specs((spec,))
    read = load(path)
    findings = rules.check(read, today=now)
    if has_errors(findings):
        show_findings([f for f in findings if f.level == "error"], {str(path): read.source.text})
        ctx.exit(1)
    made = prepare(read, today=now, at=at, minutes=minutes, history_in=path.parent)
    paths: list[str] = []
    for name, content in made.files.items():
        target = Path(out) / made.stem / "agenda" / name
        write_output(target, content, force=force)
        paths.append(str(target))
        if form == "text":
            click.echo(str(target))
    if form == "json":
        show_json({"paths": paths, "agenda": made.text, "unaddressed": list(made.unaddressed)})
        return
    tell(made.text, err=True)
    for name in made.unaddressed:
        tell(f"{name} has no mail address under people, so the draft is not addressed to them", err=True)
    then(f'open the draft and send it; after the meeting, {typed("mapdocs move", path)} ROW DATE --why "…"')
