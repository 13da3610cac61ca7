"""mapdocs mcp: the plans of a folder for an assistant, over the Model Context Protocol."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mapdocs.assistant.server import NoServer, serve
from mapdocs.cli.options import today_option


@click.command(name="mcp", short_help="Let an assistant make plans through these rules.")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False))
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False), help="The same as FOLDER, for configuration files."
)
@today_option
@click.pass_context
def command(ctx: click.Context, folder: str | None, root: str | None, today: date | None) -> None:
    """Serve the plans in FOLDER to an assistant on this machine, over standard input and output: an assistant's program
    starts it, and no person types into it.

    Nothing outside FOLDER is read or written, links included; the company's mapdocs.yaml holds as for every command. A
    write needs the digest of what was read. What an assistant fills in is a proposal with its source; an owner, a date or a
    yes without one stays open (?), and check says so (MAP119). Needs one more package: pip install 'mapdocs[mcp]'
    """
    if (folder is None) == (root is None):
        raise click.UsageError("name the one folder that is open to the assistant, as in: mapdocs mcp deals")
    try:
        serve(Path(folder or root or "."), day=today)
    except NoServer as problem:
        click.echo(f"Error: {problem}. Mend it with: {problem.hint}", err=True)
        ctx.exit(3)
