"""mapdocs handoff: after the signature, the note for those who deliver and the onboarding plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import FILE, format_option, into_folder, today_option
from mapdocs.cli.output import show_json, sound_spec, then, typed
from mapdocs.deals.handoff import handoff
from mapdocs.language.file_names import file_stem
from mapdocs.storage.outputs import write_output


@click.command(name="handoff", short_help="A won deal: the delivery note, the onboarding plan.")
@click.argument("spec", type=FILE)
@into_folder(force="Overwrite what somebody edited.")
@format_option()
@today_option
@click.pass_context
def command(ctx: click.Context, spec: str, out: str, force: bool, form: str, today: date | None) -> None:
    """Write what was promised, its proofs and people into OUT/<deal>/internal, for your own colleagues, and a spec of an
    onboarding plan that starts at the go-live beside it, in OUT/<deal>/onboarding: check it, then build it for the buyer.
    """
    loaded = sound_spec(ctx, spec)
    made = handoff(loaded, today=today or date.today())
    stem = file_stem(loaded.deal.name)
    paths: list[str] = []
    for name, text in ((f"internal/{stem}-handoff.md", made.note), (f"onboarding/{stem}-onboarding.yaml", made.spec)):
        target = Path(out) / stem / name
        write_output(target, text.encode(), force=force)
        paths.append(str(target))
    if form == "json":
        show_json({"paths": paths})
        return
    for path in paths:
        click.echo(path)
    then(f"give the note to those who deliver; for the buyer, run: {typed('mapdocs check', paths[-1])}")
