"""mapdocs doctor: what this machine lacks, and the command that mends it."""

from __future__ import annotations

import click

from mapdocs.building.machine import Looked, look
from mapdocs.cli.options import format_option
from mapdocs.cli.output import show_json, then


@click.command(name="doctor", short_help="Say what this machine lacks and the command that mends it.")
@format_option()
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Look at this machine: Python, the libraries, what the PDF needs. Exits with 3 where something is missing."""
    found = look()
    wrong = sum(one.state == "missing" for one in found)
    if form == "json":
        show_json({"fine": not wrong, "checks": [one.as_json() for one in found]})
        ctx.exit(3 if wrong else 0)
    for one in found:
        click.echo(_line(one))
    click.echo(
        "All is there." if not wrong else f"{wrong} missing. Everything else works without the PDF's libraries.",
        err=True,
    )
    then("mapdocs init --sample" if not wrong else "mend it with the command above, then run: mapdocs doctor")
    ctx.exit(3 if wrong else 0)


def _line(one: Looked) -> str:
    if one.state == "note":
        return f"note     {one.what}: {one.mend}"
    if one.state == "ok":
        return f"ok       {one.what}"
    return f"MISSING  {one.what}" + (f"\n         mend it with: {one.mend}" if one.mend else "")
