"""mapdocs pull: the champion's edits back into the plan."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapdocs.cli.options import today_option
from mapdocs.cli.output import colored, show_findings, sound_spec, tell

if TYPE_CHECKING:
    from mapdocs.returns.merging import Proposal
    from mapdocs.returns.pull import Decide, Pulled
    from mapdocs.schema.model import Spec


@click.command(name="pull", short_help="Bring the edits of a returned file into the spec.")
@click.argument("spec", type=click.Path(exists=True, dir_okay=False))
@click.argument("edited", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="EDITED...")
@click.option("--apply", "write", is_flag=True, help="Write the changes into the spec; its comments and order stay.")
@click.option("--yes", is_flag=True, help="With --apply: take what is sure without asking, leave the rest open.")
@click.option("--theirs", "side", flag_value="theirs", help="Where both sides changed a field, take the buyer's.")
@click.option("--ours", "side", flag_value="ours", help="Where both sides changed a field, keep the spec's.")
@click.option("--deletions", is_flag=True, help="Also take out the rows that the buyer deleted.")
@click.option("--base", metavar="REVISION", help="What was sent: a revision, or a file of .mapdocs/sent.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    spec: str,
    edited: tuple[str, ...],
    write: bool,
    yes: bool,
    side: str | None,
    deletions: bool,
    base: str | None,
    form: str,
    today: date | None,
) -> None:
    """Read the EDITED files (.docx, .xlsx, a filled PDF worksheet, a reply as .eml) and print what they change.

    Each is compared with the version that was sent, and merged with what the spec says now. Nothing is written
    without --apply.
    """
    from mapdocs.returns import report

    day = today or date.today()
    loaded = sound_spec(ctx, spec)
    asking = write and not yes

    def pull(ask: bool) -> Pulled:
        return _pull(loaded, spec, edited, base, day, _decider(side, deletions, ask))

    pulled = pull(False)
    if form == "json":
        click.echo(json.dumps(report.as_json(pulled), ensure_ascii=False, indent=1))
    else:
        for line in report.terminal(pulled):
            tell(line)
    if asking and pulled.open:
        pulled = pull(True)  # who answers has read the whole first
    code = 0
    for outcome in pulled.files:
        if outcome.refused:
            click.echo(
                f"Error: {outcome.name}: {outcome.refused[0]}\n  hint: {outcome.refused[1]}", err=True, color=colored()
            )
            code = 1
    for problem in pulled.problems:
        click.echo(f"Error: {problem}", err=True)
        code = 1
    if write:
        code = max(code, _write(loaded, pulled, spec, day, asking))
    elif pulled.text != loaded.source.text and form == "text":
        click.echo("Nothing was written. To write the changes into the spec, add --apply.", err=True)
    ctx.exit(code)


def _pull(spec: Spec, path: str, edited: tuple[str, ...], base: str | None, day: date, decide: Decide) -> Pulled:
    from mapdocs.building.company import kit_for
    from mapdocs.language.slugs import file_stem
    from mapdocs.readers.package import MAX_FILE
    from mapdocs.returns.pull import Returned, Sent, pull
    from mapdocs.storage import history
    from mapdocs.templating.folder import TemplateFolder
    from mapdocs.templating.kit import Kit

    folder = Path(path).parent
    named = None
    if base is not None:
        given = Path(base)
        named = history.read_snapshot(given) if given.is_file() else history.sent_snapshot(folder, base)
        if named is None:
            raise click.BadParameter(
                f"{base} is no revision in {folder / history.FOLDER / 'sent'} and no file of that kind.",
                param_hint="--base",
            )
    files = []
    for name in edited:
        with Path(name).open("rb") as file:
            files.append(Returned(name, file.read(MAX_FILE + 1)))
    sent = Sent(
        lambda revision: history.sent_snapshot(folder, revision),
        history.last_revision(folder, file_stem(spec.deal.name)),
        named,
        lambda plan: history.sent_versions(folder, plan),
    )
    return pull(spec, files, [Kit(TemplateFolder()), kit_for(spec.settings)], sent, today=day, decide=decide)


def _decider(side: str | None, deletions: bool, asking: bool) -> Decide:
    """Answers for what is not sure: by the options, else by asking, else it stays open."""

    def decide(proposal: Proposal) -> str | None:
        if proposal.kind == "remove":
            if deletions and (proposal.state == "asked" or side == "theirs"):
                return "yes"
            if proposal.state == "asked" or side == "ours":
                return ""
            return _asked(proposal) if asking else None
        if proposal.state == "conflict" and side is not None:
            return (proposal.theirs or "yes") if side == "theirs" else ""
        return _asked(proposal) if asking else None

    return decide


def _asked(proposal: Proposal) -> str | None:
    """The answer of whoever sits at the terminal."""
    from mapdocs.returns import report

    tell(report.question(proposal), err=True)
    if not proposal.choices and (proposal.theirs or proposal.kind != "set"):
        return (proposal.theirs or "yes") if _line("y takes it, Enter leaves it").casefold() in ("y", "yes") else ""
    for number, value in enumerate(proposal.choices, 1):
        tell(f"  {number}  {report.shown(proposal.field, value)}", err=True)
    while said := _line("Number, or the value itself; Enter leaves it as it is"):
        if said.isdigit() and 1 <= int(said) <= len(proposal.choices):
            return proposal.choices[int(said) - 1]
        taken = _checked(proposal.field, said)
        if taken is not None:
            return taken
    return None


def _checked(field: str, said: str) -> str | None:
    """A typed value as the spec would take it; None, and the reason told, where it would not."""
    from mapdocs.returns.changes import DAYS
    from mapdocs.schema import converters

    value: Any = (
        converters.day(said)
        if field in DAYS
        else converters.status(said)
        if field == "status"
        else converters.line(said)
    )
    if isinstance(value, converters.Bad):
        tell(f"  {value.message}; {value.hint}", err=True)
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _line(prompt: str) -> str:
    try:
        return str(click.prompt(prompt, default="", show_default=False, err=True)).strip()
    except click.Abort:
        click.echo("", err=True)
        return ""


def _write(spec: Spec, pulled: Pulled, path: str, day: date, asking: bool) -> int:
    """Write the new text and the report, then check; the exit code."""
    from mapdocs import check
    from mapdocs.returns import ask_back, report
    from mapdocs.storage import atomic, encoding

    changed = pulled.text != spec.source.text
    if changed and asking:
        try:
            agreed = click.confirm(f"Write these changes into {path}?", default=False, err=True)
        except click.Abort:
            click.echo("\nNobody answered, so nothing was written. --yes takes what is sure without asking.", err=True)
            return 1
        if not agreed:
            click.echo("Nothing was written.", err=True)
            return 1
    if changed:
        encoding.replace_text(Path(path), pulled.text)
        click.echo(f"{path} was written.", err=True)
    report_text = report.leftovers(pulled, day)
    if report_text:
        kept = atomic.keep_report(Path(path).parent, Path(path).stem, day.isoformat(), report_text)
        click.echo(f"What is not in the spec is kept in {kept}.", err=True)
    if changed:
        before, after = check(spec, today=day), check(pulled.spec, today=day)
        show_findings(after, {path: pulled.text})
        asked = ask_back.questions(pulled.spec, before, after)
        if asked:
            click.echo("To send back:")
            for line in asked:
                tell(f"  {line}")
    waiting = len(pulled.open)
    if waiting:
        click.echo(f"{waiting} {'point is' if waiting == 1 else 'points are'} still open (? and ! above).", err=True)
        return 1
    if not changed and not any(outcome.refused for outcome in pulled.files):
        click.echo("The spec stays as it is.", err=True)
    return 0
