"""mapdocs pull: the champion's edits back into the plan."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

import click

from mapdocs.cli.options import FILE, format_option, today_option
from mapdocs.cli.output import colored, show_findings, sound_spec, tell, then, typed
from mapdocs.errors import Refused
from mapdocs.returns import api, report
from mapdocs.returns.answers import Side, decider, value_of
from mapdocs.returns.proposals import NOTHING, Proposal
from mapdocs.returns.pull import Decide, Pulled
from mapdocs.schema.converters import Bad
from mapdocs.schema.model import Spec


@click.command(name="pull", short_help="Bring the edits of a returned file into the spec.")
@click.argument("spec", type=FILE)
@click.argument("edited", nargs=-1, required=True, type=FILE, metavar="EDITED...")
@click.option("--apply", "write", is_flag=True, help="Write the changes into the spec; its comments and order stay.")
@click.option("--yes", is_flag=True, help="With --apply: take what is sure without asking, leave the rest open.")
@click.option("--theirs", "side", flag_value="theirs", help="Where both sides changed a field, take the buyer's.")
@click.option("--ours", "side", flag_value="ours", help="Where both sides changed a field, keep the spec's.")
@click.option("--deletions", is_flag=True, help="Also take out the rows that the buyer deleted, and what they emptied.")
@click.option("--base", metavar="REVISION", help="What was sent: a revision, or a file of .mapdocs/sent.")
@format_option()
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    spec: str,
    edited: tuple[str, ...],
    write: bool,
    yes: bool,
    side: Side | None,
    deletions: bool,
    base: str | None,
    form: str,
    today: date | None,
) -> None:
    """Read the EDITED files (.docx, .xlsx, a filled PDF worksheet, a reply as .eml) and print what they change.

    Each is compared with the version that was sent, and merged with what the spec says now. Nothing is written
    without --apply.
    """
    day = today or date.today()
    loaded = sound_spec(ctx, spec)
    asking = write and not yes
    pulled = _pull(loaded, edited, base, day, decider(side, deletions=deletions))
    if form == "json":
        click.echo(json.dumps(report.as_json(pulled), ensure_ascii=False, indent=1))
    else:
        _tell_all(report.terminal(pulled))
    if asking and pulled.open:  # who answers has read the whole first
        pulled = _pull(loaded, edited, base, day, decider(side, deletions=deletions, ask=_asked))
    code = _tell_problems(pulled)
    if write:
        code = max(code, _write(pulled, spec, day, asking))
    elif pulled.changed and form == "text":
        click.echo("Nothing was written. To write the changes into the spec, add --apply.", err=True)
    taken_out = sum(proposal.kind == "remove" and proposal.state == "asked" for proposal in pulled.left)
    if form == "text" and taken_out and not deletions and not side:
        rows = (
            "The row that the buyer took out stays"
            if taken_out == 1
            else f"The {taken_out} rows that the buyer took out stay"
        )
        click.echo(f"{rows} in the spec, unless you add --apply --deletions.", err=True)
    if form == "text" and not write and taken_out and not pulled.changed:
        then(f"{typed('mapdocs pull', spec, *edited)} --apply --deletions")
    elif form == "text" and not write and pulled.open and not pulled.changed:
        then(f"{typed('mapdocs pull', spec, *edited)} --apply asks about what is open")
    elif form == "text" and not pulled.changed and not code:
        then(f"nothing is to be taken over; {typed('mapdocs schedule', spec)}")
    elif form == "text" and not write and pulled.changed:
        then(f"{typed('mapdocs pull', spec, *edited)} --apply")
    ctx.exit(code)


def _pull(spec: Spec, edited: tuple[str, ...], base: str | None, day: date, decide: Decide) -> Pulled:
    try:
        return api.pull(spec, edited, today=day, base=base, decide=decide)
    except Refused as problem:
        raise click.BadParameter(f"{problem.message}. {problem.hint}", param_hint="--base") from problem


def _tell_all(lines: Iterable[str]) -> None:
    for line in lines:
        tell(line)


def _tell_problems(pulled: Pulled) -> int:
    """Say what could not be read or written; the exit code."""
    refused = [(outcome.name, *outcome.refused) for outcome in pulled.files if outcome.refused]
    for name, message, hint in refused:
        click.echo(f"Error: {name}: {message}\n  hint: {hint}", err=True, color=colored())
    for problem in pulled.problems:
        click.echo(f"Error: {problem}", err=True)
    return 1 if refused or pulled.problems else 0


def _asked(proposal: Proposal) -> str | None:
    """The answer of whoever sits at the terminal."""
    tell(report.question(proposal), err=True)
    if not proposal.choices and (proposal.theirs or proposal.kind != "set"):
        return (proposal.theirs or "yes") if _line("y takes it, Enter leaves it").casefold() in ("y", "yes") else ""
    for number, value in enumerate(proposal.choices, 1):
        tell(f"  {number}  {report.shown(proposal.field, value)}", err=True)
    ways = f"{NOTHING} empties it here too; or the value" if proposal.empties else "Number, or the value itself"
    while said := _line(f"{ways}; Enter leaves it as it is"):
        if proposal.empties and said == NOTHING:
            return NOTHING
        if said.isdecimal() and 1 <= int(said) <= len(proposal.choices):
            return proposal.choices[int(said) - 1]
        taken = value_of(proposal.field, said)
        if not isinstance(taken, Bad):
            return taken
        tell(f"  {taken.message}; {taken.hint}", err=True)
    return None


def _line(prompt: str) -> str:
    try:
        return str(click.prompt(prompt, default="", show_default=False, err=True)).strip()
    except click.Abort:
        click.echo("", err=True)
        return ""


def _write(pulled: Pulled, path: str, day: date, asking: bool) -> int:
    """Have the outcome written, once that is agreed to, and say what was; the exit code."""
    if pulled.changed and asking and not _agreed(path):
        return 1
    written = api.write_pull(pulled, today=day)
    if written.spec:
        click.echo(f"{path} was written.", err=True)
    if written.report:
        click.echo(f"What is not in the spec is kept in {written.report}.", err=True)
    if written.spec:
        show_findings(written.new, {path: pulled.text})
        _tell_of_the_old(path, len(written.findings) - len(written.new))
        then(typed("mapdocs build", path))
    if written.questions:
        click.echo("To send back:")
        _tell_all(f"  {line}" for line in written.questions)
    waiting = len(pulled.open)
    if waiting:
        click.echo(f"{waiting} {'point is' if waiting == 1 else 'points are'} still open (? and ! above).", err=True)
        return 1
    if not pulled.changed and not any(outcome.refused for outcome in pulled.files):
        click.echo("The spec stays as it is.", err=True)
    return 0


def _tell_of_the_old(path: str, count: int) -> None:
    if count:
        said = f"{count} finding{'' if count == 1 else 's'} that the spec had before"
        click.echo(f"Not shown again: {said}; see: mapdocs check {path}", err=True)


def _agreed(path: str) -> bool:
    try:
        agreed = click.confirm(f"Write these changes into {path}?", default=False, err=True)
    except click.Abort:
        click.echo("\nNobody answered, so nothing was written. --yes takes what is sure without asking.", err=True)
        return False
    if not agreed:
        click.echo("Nothing was written.", err=True)
    return agreed
