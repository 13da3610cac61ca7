"""mapdocs schema: the JSON Schema that editors complete from, and those of what the commands print."""

from __future__ import annotations

import click

from mapdocs.cli.output import then
from mapdocs.schema.json_schema import schema_text
from mapdocs.schema.printed import PRINTED, printed_text


@click.command(name="schema", short_help="Print the JSON Schema of a spec, for editors.")
@click.option(
    "--of",
    "printed",
    type=click.Choice(list(PRINTED)),
    metavar="COMMAND",
    help="Of what this command prints as JSON instead.",
)
def command(printed: str | None) -> None:
    """Print the JSON Schema (draft 7) of a spec.

    Save it beside your specs as mapdocs.schema.json (init and import do); editors with YAML support complete and check by it.
    With --of COMMAND it is the schema of what that command prints under --format json.
    """
    click.echo(printed_text(printed) if printed else schema_text(), nl=False)
    then(f"mapdocs {printed} --format json" if printed else "mapdocs schema > mapdocs.schema.json, beside your specs")
