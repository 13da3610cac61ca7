"""mapdocs preview: everything that a spec becomes, side by side in the browser, renewed as it is saved."""

from __future__ import annotations

import gc
from datetime import date

import click

from mapdocs.building.watch import changes
from mapdocs.cli.options import today_option
from mapdocs.cli.output import existing_specs
from mapdocs.desk.server import Server
from mapdocs.desk.studio import Studio
from mapdocs.templating.folder import TemplateFolder
from mapdocs.templating.kit import Kit


@click.command(name="preview", short_help="See every file in the browser while you write.")
@click.argument("spec", metavar="SPEC", type=click.Path(dir_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use; any free one where left out.")
@click.option("--no-open", is_flag=True, help="Print the address, and leave the browser alone.")
@today_option
def command(spec: str, port: int, no_open: bool, today: date | None) -> None:
    """Show SPEC, its findings and a picture of every artifact on a page of this machine, renewed whenever it is saved.

    Nobody else can open the page: it answers to this machine alone, and its address holds a secret. Nothing is written to
    disk; build writes. Ctrl-C ends it.
    """
    gc.enable()  # it stays for hours
    (path,) = existing_specs((spec,))

    studio = Studio(path, today=today)
    server = Server(studio, Kit(TemplateFolder()).render("preview.html.j2", name=path.name), port=port)
    server.start()
    try:
        click.echo(server.url)
        click.echo("The preview is open. Save the spec and it follows. Ctrl-C ends it.", err=True)
        if not no_open:
            click.launch(server.url)
        watch = changes([path], every=0.1)
        studio.renew()
        for _ in watch:
            studio.renew()
    finally:
        server.close()
