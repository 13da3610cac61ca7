"""mapdocs preview: everything that a spec becomes, side by side in the browser, renewed as it is saved."""

from __future__ import annotations

from datetime import date

import click

from mapdocs.cli.desk import keep_open
from mapdocs.cli.options import today_option
from mapdocs.cli.output import existing_specs


@click.command(name="preview", short_help="See every file in the browser while you write.")
@click.argument("spec", metavar="SPEC", type=click.Path(dir_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use; any free one where left out.")
@click.option("--no-open", is_flag=True, help="Print the address, and leave the browser alone.")
@today_option
def command(spec: str, port: int, no_open: bool, today: date | None) -> None:
    """Show SPEC, its findings and a picture of every artifact on a page of this machine, renewed whenever it is saved.

    It is the desk's page, and nothing can be changed on it. Nobody else can open it: it answers to this machine alone, and
    its address holds a secret. Nothing is written to disk; build writes. Ctrl-C ends it.
    """
    (path,) = existing_specs((spec,))
    said = "The preview is open. Save the spec and it follows. Ctrl-C ends it."
    keep_open(path, read_only=True, port=port, no_open=no_open, today=today, said=said)
