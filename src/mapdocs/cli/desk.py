"""mapdocs desk: the page on this machine where plans are made, sent and taken back."""

from __future__ import annotations

import gc
import threading
from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import today_option
from mapdocs.cli.output import existing_specs
from mapdocs.desk.pages import serve
from mapdocs.desk.sessions import Desk


@click.command(name="desk", short_help="Make, send and take back plans on a page in your browser.")
@click.argument("place", metavar="[FOLDER|SPEC]", default=".", type=click.Path())
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use; any free one where left out.")
@click.option("--no-open", is_flag=True, help="Print the address, and leave the browser alone.")
@click.option("--read-only", is_flag=True, help="Show everything and write nothing.")
@today_option
def command(place: str, port: int, no_open: bool, read_only: bool, today: date | None) -> None:
    """Open a page of this machine with all deals of FOLDER (this folder where left out), or with SPEC alone.

    A deal is begun, edited, checked, built and taken back there, in the same files that every other command reads: what
    is typed is written into the spec at once, its comments stay, and every step can be undone. Nobody else can open the
    page: it answers to this machine alone, and its address holds a secret. Ctrl-C ends it.
    """
    root = Path(place)
    if not root.is_dir():
        (root,) = existing_specs((place,))
    said = "The desk is open. What you type is saved as you go. Ctrl-C ends it."
    keep_open(root, read_only=read_only, port=port, no_open=no_open, today=today, said=said)


def keep_open(root: Path, *, read_only: bool, port: int, no_open: bool, today: date | None, said: str) -> None:
    """Serve the page of ``root`` until Ctrl-C."""
    gc.enable()  # it stays for hours
    desk = Desk(root, today=today)
    server = serve(desk, read_only=read_only, port=port)
    server.start()
    try:
        click.echo(server.url)
        click.echo(said, err=True)
        if not no_open:
            click.launch(server.url)
        if desk.whole_folder:
            desk.read_ahead()
        # The system gives a signal to any thread. One that another got is only seen here once this one wakes.
        forever = threading.Event()
        while not forever.wait(0.3):
            pass
    finally:
        server.close()
        desk.close()
