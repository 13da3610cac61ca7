"""mapdocs reassign: a person's open rows go to another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import FILE, WORDS, format_option, into_folder, today_option
from mapdocs.cli.output import show_json, sound_spec, tell, then, typed
from mapdocs.deals.reassigning import Successor, reassign
from mapdocs.storage.encoding import replace_text
from mapdocs.storage.outputs import write_output


@click.command(name="reassign", short_help="A person's open rows go to another, and a catch-up mail.")
@click.argument("spec", type=FILE)
@click.argument("old", metavar="OLD", type=WORDS)
@click.argument("new", metavar="NEW", type=WORDS)
@click.option("--why", type=WORDS, required=True, help="Why, in words for both sides; the mail says it.")
@click.option("--title", type=WORDS, help="What NEW is.")
@click.option("--email", type=WORDS, help="Where to write to NEW.")
@into_folder(force="Overwrite a draft that somebody edited.")
@format_option()
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    spec: str,
    old: str,
    new: str,
    why: str,
    title: str | None,
    email: str | None,
    out: str,
    force: bool,
    form: str,
    today: date | None,
) -> None:
    """Give the open rows of OLD to NEW in the spec, as in: reassign deal.yaml "Dana Reyes" "Priya Raman" --why "…".

    Done rows keep their names. A yes of OLD's was their own, so the rows are proposals again. For a buyer a mail draft is
    written that says what was agreed, by whom and when, and asks whether the dates hold.
    """
    loaded = sound_spec(ctx, spec)
    successor = Successor(name=new, title=title or "", email=email or "")
    done = reassign(loaded, old, successor, why, today=today or date.today())
    replace_text(Path(spec), done.text, was=loaded.source.text)
    paths: list[str] = []
    if done.draft is not None:
        target = Path(out) / done.name
        write_output(target, done.draft, force=force)
        paths.append(str(target))
    if form == "json":
        rows = [{"id": row.id, "milestone": row.milestone} for row in done.rows]
        show_json({"paths": paths, "rows": rows, "roles": list(done.roles), "notes": list(done.notes)})
        return
    for row in done.rows:
        again = "; a proposal again" if row.agreed_on and done.draft is not None else ""
        tell(f"{row.milestone}: {new}{again}", err=True)
    for role in done.roles:
        tell(f"{role}: {new}", err=True)
    for note in done.notes:
        tell(note, err=True)
    for path in paths:
        click.echo(path)
    send = "open the draft and send it, then run: " if paths else "run: "
    then(f"{send}{typed('mapdocs build', spec)}")
